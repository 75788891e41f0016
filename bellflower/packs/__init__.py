"""What is known about a trade, as data, and the loader of it. A pack is a folder; adding to one needs no Python.

A pack folder holds ``pack.yaml`` and any of the tables below; ``|`` separates variants of a term in a cell.

========================  ==========================================================================================
``goods.csv``             name, group, kind (specific, generic, plant, side), terms, code_words, context, count_unit
``units.csv``             terms, unit, factor, dimension, note
``acts.csv``              kind, verbs (``catch:caught``), nouns, takes, strength, note
``roles.csv``             role, plural, side (suspect, either), note
``forces.csv``            terms, country, note
``conveyances.csv``       terms, mode, note
``partitives.csv``        terms (what holds a good: a shipment of, a cache of)
``compounds.csv``         terms (a noun after a good that makes it no good: a heroin dealer)
``identities.yaml``       accounting identities that join quantities (read by estimation)
``statements.yaml``       patterns of statements without a number (read by extraction)
========================  ==========================================================================================
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
import yaml

from bellflower.records import IncidentKind, Record

HERE = Path(__file__).parent

GoodKind = Literal["specific", "generic", "plant", "side"]
Strength = Literal["strong", "weak", "follow", "context"]
Takes = Literal["goods", "persons", "any"]


class PackError(ValueError):
    """A pack that cannot be used: names the file, the line, the field and the mend."""


class Good(Record, frozen=True):
    """A commodity. ``code_words`` count only in a text that holds one of the ``context`` words.

    ``count_unit`` is what a bare number of it counts ("500 ecstasy": tablets); ``currency`` for money.
    """

    name: str
    group: str
    kind: GoodKind
    terms: tuple[str, ...]
    code_words: tuple[str, ...]
    context: tuple[str, ...]
    count_unit: str


class Act(Record, frozen=True):
    """Verbs and nouns of one kind of act; ``strength`` says what else a sentence needs to tell of an incident."""

    kind: IncidentKind
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    takes: Takes
    strength: Strength


class Role(Record, frozen=True):
    """What a person is called; ``either`` may be a suspect or one of those who act."""

    role: str
    plural: str | None
    side: Literal["suspect", "either"]


class Force(Record, frozen=True):
    """Those who act, with their country where the name itself says it."""

    terms: tuple[str, ...]
    country: str | None


class Conveyance(Record, frozen=True):
    """What carries the goods, by mode of transport."""

    terms: tuple[str, ...]
    mode: str


class Pack(Record, frozen=True):
    """All packs in force, merged. ``folders`` are where their other files lie."""

    folders: tuple[Path, ...]
    goods: tuple[Good, ...]
    acts: tuple[Act, ...]
    roles: tuple[Role, ...]
    forces: tuple[Force, ...]
    conveyances: tuple[Conveyance, ...]
    partitives: tuple[str, ...]
    compounds: tuple[str, ...]

    def files(self, name: str) -> list[Path]:
        """Every file of that name in the packs, built-in ones first."""
        return [path for folder in self.folders if (path := folder / name).is_file()]


def load(extra: Sequence[Path] = ()) -> Pack:
    """The built-in packs and the folders of ``extra``. Raises :class:`PackError` for one that cannot be used."""
    return _load(tuple(Path(folder).resolve() for folder in extra))


@cache
def _load(extra: tuple[Path, ...]) -> Pack:
    for folder in extra:
        if not (folder / "pack.yaml").is_file():
            raise PackError(f"{folder}: no pack.yaml there; a pack is a folder with a pack.yaml (name, title, version)")
    folders = (HERE, *sorted(path.parent for path in HERE.glob("*/pack.yaml")), *extra)
    for folder in folders[1:]:
        _check_head(folder / "pack.yaml")
    return Pack(
        folders=folders,
        goods=tuple(_records(folders, "goods.csv", Good)),
        acts=tuple(_records(folders, "acts.csv", Act)),
        roles=tuple(_records(folders, "roles.csv", Role)),
        forces=tuple(_records(folders, "forces.csv", Force)),
        conveyances=tuple(_records(folders, "conveyances.csv", Conveyance)),
        partitives=_terms(folders, "partitives.csv"),
        compounds=_terms(folders, "compounds.csv"),
    )


def _check_head(path: Path) -> None:
    head = yaml.safe_load(path.read_text(encoding="utf8"))
    missing = [field for field in ("name", "title", "version") if not isinstance(head, dict) or not head.get(field)]
    if missing:
        raise PackError(f"{path}: field {missing[0]!r} is missing; write it as '{missing[0]}: ...'")


R = TypeVar("R", bound=Record)


def _records(folders: Sequence[Path], name: str, kind: type[R]) -> Iterator[R]:
    fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
    for row in _rows(folders, name):
        cells = {
            field: _list(row.get(field, "")) if type_ == tuple[str, ...] else row.get(field) or None
            for field, type_ in fields.items()
        }
        try:
            yield msgspec.convert(cells, kind)
        except msgspec.ValidationError as error:
            raise PackError(f"{row['_at']}: {error}") from None


def plural(noun: str) -> str:
    """The regular English plural of a noun's last word."""
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _terms(folders: Sequence[Path], name: str) -> tuple[str, ...]:
    return tuple(term for row in _rows(folders, name) for term in _list(row["terms"]))


def _rows(folders: Sequence[Path], name: str) -> Iterator[dict[str, str]]:
    for folder in folders:
        path = folder / name
        if not path.is_file():
            continue
        with path.open(encoding="utf8", newline="") as handle:
            for number, row in enumerate(csv.DictReader(handle), start=2):
                if None in row or None in row.values():
                    raise PackError(f"{path}:{number}: the row has not as many cells as the header; mend the commas")
                yield {key: value.strip() for key, value in row.items()} | {"_at": f"{path}:{number}"}


def _list(cell: str) -> tuple[str, ...]:
    return tuple(term.strip().lower() for term in cell.split("|") if term.strip())
