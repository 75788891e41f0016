"""What is known about a trade, as data, and the loader of it. A pack is a folder; adding to one needs no Python.

A pack folder holds ``pack.yaml`` and any of the tables below; ``|`` separates variants of a term in a cell.
``docs/packs.md`` explains each column.

========================  ==========================================================================================
``goods.csv``             name, group, kind (specific, generic, plant, side), terms, code_words, context, count_unit
``units.csv``             terms, unit, factor, dimension, note, least (read by extraction)
``contents.csv``          goods, package, holds, unit, note (read by reconciliation; that of Bellflower alone)
``acts.csv``              kind, verbs (``catch:caught``), nouns, takes, strength, note
``roles.csv``             role, plural, side (suspect, either), note
``forces.csv``            terms, country, note
``conveyances.csv``       terms, mode, note
``idioms.csv``            words, before, after (words of acts that are none beside these: took place)
``partitives.csv``        terms (what holds a good: a shipment of, a cache of)
``compounds.csv``         terms (a noun after a good that makes it no good: a heroin dealer)
``korean.csv``            kind, entry, terms, context, unless (Korean words for entries of the others)
``identities.yaml``       accounting identities that join quantities (read by estimation)
``statements.yaml``       words of statements without a number (read by extraction)
``figures.yaml``          words of figures outside incidents (read by extraction)
``examples.csv``          sentence, commodity, quantity, unit (what the pack's test reads, and its page shows)
========================  ==========================================================================================

A row adds to what is there: a second row for heroin adds names to heroin. Where two rows claim one term, the pack that
was given last wins, and any pack given wins over those that ship.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec
import yaml

from bellflower.packs.entries import Act, Conveyance, Force, Good, GoodKind, Idiom, Role, Strength, Takes
from bellflower.packs.schema import Head, PackError, check_files, check_row, check_unique, read_head
from bellflower.records import Record

__all__ = [
    "EXAMPLE", "Act", "Conveyance", "Force", "Good", "GoodKind", "Head", "Idiom", "Pack", "PackError", "Role",
    "Strength", "Takes",
    "built_in_packs", "head_of", "load", "origins", "plural", "read_table", "read_yaml",
]  # fmt: skip

HERE = Path(__file__).parent
EXAMPLE = ("sentence", "commodity", "quantity", "unit", "note")  # columns of examples.csv

_LOWERED = frozenset(("name", "role", "plural"))  # words that are looked for; the text is lowered too


TABLES: dict[str, type[Record]] = {
    "goods.csv": Good,
    "acts.csv": Act,
    "roles.csv": Role,
    "forces.csv": Force,
    "conveyances.csv": Conveyance,
    "idioms.csv": Idiom,
}


class Pack(Record, frozen=True):
    """All packs in force, merged. ``folders`` are where their other files lie."""

    folders: tuple[Path, ...]
    goods: tuple[Good, ...]
    acts: tuple[Act, ...]
    roles: tuple[Role, ...]
    forces: tuple[Force, ...]
    conveyances: tuple[Conveyance, ...]
    idioms: tuple[Idiom, ...]
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
    built_in = (HERE, *built_in_packs())
    for folder in (*built_in[1:], *extra):
        head_of(folder)
        check_files(folder)
    first_wins = (*reversed(extra), *built_in)
    return Pack(
        folders=(*built_in, *extra),
        goods=tuple(_records(first_wins, "goods.csv", Good)),
        acts=tuple(_records(first_wins, "acts.csv", Act)),
        roles=tuple(_records(first_wins, "roles.csv", Role)),
        forces=tuple(_records(first_wins, "forces.csv", Force)),
        conveyances=tuple(_records(first_wins, "conveyances.csv", Conveyance)),
        idioms=tuple(_records(first_wins, "idioms.csv", Idiom)),
        partitives=_terms(first_wins, "partitives.csv"),
        compounds=_terms(first_wins, "compounds.csv"),
    )


def built_in_packs() -> list[Path]:
    """The folders of the packs that ship, sorted by name."""
    return sorted(path.parent for path in HERE.glob("*/pack.yaml"))


@cache
def head_of(folder: Path) -> Head:
    """What a pack's ``pack.yaml`` says of it; raises :class:`PackError`."""
    return read_head(folder / "pack.yaml", read_yaml(folder / "pack.yaml"))


def read_yaml(path: Path) -> Any:
    """What a pack's YAML file holds. Raises :class:`PackError` naming file and line for one that is no YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf8"), Loader=_LOADER)
    except UnicodeDecodeError:
        raise PackError(f"{path}: not UTF-8; save it as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackError(f"{path}:{line}: no YAML ({error.problem}); mend colons, brackets and indents there") from None
    except yaml.YAMLError as error:
        raise PackError(f"{path}: no YAML ({error})") from None


R = TypeVar("R", bound=Record)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, where it was built in


def origins(pack: Pack) -> dict[Record, str]:
    """The row that each entry of a pack was read from: ``narcotics/goods.csv:2``."""
    here: dict[Record, str] = {}
    for name, kind in TABLES.items():
        for entry, at in _placed(pack.folders, name, kind):
            where = Path(at)
            here[entry] = f"{where.parent.name}/{where.name}"
    return here


def _records(folders: Sequence[Path], name: str, kind: type[R]) -> Iterator[R]:
    return (record for record, _ in _placed(folders, name, kind))


def _placed(folders: Sequence[Path], name: str, kind: type[R]) -> Iterator[tuple[R, str]]:
    """The records of a table, each with the file and line of its row."""
    fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
    for folder in folders:
        head = head_of(folder) if (folder / "pack.yaml").is_file() else None
        placed: list[tuple[R, str]] = []
        for row in _rows([folder], name, tuple(fields)):
            cells = {field: _cell(row, field, type_) for field, type_ in fields.items()}
            try:
                record = msgspec.convert(cells, kind)
            except msgspec.ValidationError as error:
                raise PackError(f"{row['_at']}: {error}") from None
            check_row(record, row["_at"], head)
            placed.append((record, row["_at"]))
        if kind is Good:
            check_unique((record, at) for record, at in placed if isinstance(record, Good))
        yield from placed


def _cell(row: dict[str, str], field: str, type_: Any) -> Any:
    """A cell as its field wants it; the choices of a field are checked here, as only its type knows them."""
    cell = row[field]
    if type_ == tuple[str, ...]:
        return _list(cell)
    choices = get_args(type_) if get_origin(type_) is Literal else ()
    if choices and cell not in choices:
        raise PackError(f"{row['_at']}: column {field!r} is {cell!r}; write one of {', '.join(choices)}")
    if not cell and type_ is str:
        raise PackError(f"{row['_at']}: column {field!r} is empty; fill it in")
    return (cell.lower() if field in _LOWERED else cell) or None


def plural(noun: str) -> str:
    """The regular English plural of a noun's last word."""
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _terms(folders: Sequence[Path], name: str) -> tuple[str, ...]:
    return tuple(term for row in _rows(folders, name, ("terms",)) for term in _list(row["terms"]))


def _rows(folders: Sequence[Path], name: str, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    for folder in folders:
        if (folder / name).is_file():
            yield from read_table(folder / name, columns, ("note",))


def read_table(path: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    """The rows of a pack's table, cells stripped, with ``_at`` naming file and line.

    Raises :class:`PackError` for a column that is missing or not known, and for a row that is too short or too long.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise PackError(f"{path}: not UTF-8; save it as UTF-8 (in a spreadsheet: CSV UTF-8)") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    header = reader.fieldnames or ()
    if missing := [column for column in columns if column not in header]:
        raise PackError(f"{path}:1: no column {missing[0]!r}; the columns are {', '.join((*columns, *optional))}")
    if unknown := [column for column in header if column not in (*columns, *optional)]:
        raise PackError(
            f"{path}:1: no such column as {unknown[0]!r}; the columns are {', '.join((*columns, *optional))}"
        )
    for row in reader:
        at = f"{path}:{reader.line_num}"
        if None in row or None in row.values():
            cells = sum(cell is not None for cell in row.values()) + len(row.get(None, ())) - (None in row)
            raise PackError(f"{at}: {cells} cells, but the header has {len(header)}; mend the commas")
        yield {key: value.strip() for key, value in row.items()} | {"_at": at}


def _list(cell: str) -> tuple[str, ...]:
    return tuple(term.strip().lower() for term in cell.split("|") if term.strip())
