"""What a pack must hold to: its head, its files, and what the columns of a row owe each other.

Every fault is a :class:`PackError` that names the file, the line, the column and the mend. The shape of single cells is
checked where they are read (:mod:`bellflower.packs`), from the types of the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from bellflower.packs.entries import Act, Conveyance, Force, Good, Idiom
from bellflower.records import Record

FILES = (
    "goods.csv", "units.csv", "acts.csv", "roles.csv", "forces.csv", "conveyances.csv", "idioms.csv", "partitives.csv",
    "compounds.csv", "korean.csv", "examples.csv", "identities.yaml", "statements.yaml", "figures.yaml", "pack.yaml",
)  # fmt: skip
MODES = ("sea", "road", "rail", "air")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_COUNTRY = re.compile(r"[A-Z]{2}")


class PackError(ValueError):
    """A pack that cannot be used: names the file, the line, the column and the mend."""


class Head(Record, frozen=True, forbid_unknown_fields=True):
    """``pack.yaml``. ``groups`` says what each group of its goods is; where given, it must know them all."""

    name: str
    title: str
    version: str
    scope: str = ""
    groups: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it


def read_head(path: Path, content: Any) -> Head:
    """The head that a ``pack.yaml`` holds; raises :class:`PackError`."""
    for field in ("name", "title", "version"):
        if not isinstance(content, dict) or not content.get(field):
            raise PackError(f"{path}: field {field!r} is missing; write it as '{field}: ...'")
    unknown = sorted(set(map(str, content)) - set(Head.__struct_fields__))
    if unknown:
        fields = ", ".join(Head.__struct_fields__)
        raise PackError(f"{path}: no such field as {unknown[0]!r}; the fields are {fields}")
    if not isinstance(content["version"], str):
        raise PackError(f"{path}: field 'version' is {content['version']!r}; put it in quotes")
    try:
        head = msgspec.convert(content, Head)
    except msgspec.ValidationError as error:
        raise PackError(f"{path}: {error}; groups are written as 'group: what it is', all else as words") from None
    if not _NAME.fullmatch(head.name):
        raise PackError(f"{path}: field 'name' is {head.name!r}; write one word of small letters, digits and _")
    return head


def check_files(folder: Path) -> None:
    """Raises :class:`PackError` for a table that nobody would read: a name misspelt."""
    for path in sorted(folder.iterdir()):
        if path.suffix in (".csv", ".yaml", ".yml") and path.name not in FILES:
            raise PackError(f"{path}: no file of a pack; the files are {', '.join(FILES)}")


def check_row(row: Record, at: str, head: Head | None) -> None:
    """What the columns of one row owe each other; raises :class:`PackError`."""
    match row:
        case Good():
            _check_good(row, at, head)
        case Act(verbs=(), nouns=()):
            raise PackError(f"{at}: columns 'verbs' and 'nouns' are both empty; fill in one of them")
        case Idiom(before=(), after=()):
            raise PackError(f"{at}: columns 'before' and 'after' are both empty; fill in one of them")
        case Force(terms=()) | Conveyance(terms=()):
            raise PackError(f"{at}: column 'terms' is empty; fill it in")
        case Force(country=str(country)) if not _COUNTRY.fullmatch(country):
            raise PackError(f"{at}: column 'country' is {country!r}; write two capital letters (ISO 3166-1)")
        case Conveyance(mode=mode) if mode not in MODES:
            raise PackError(f"{at}: column 'mode' is {mode!r}; write one of {', '.join(MODES)}")


def _check_good(good: Good, at: str, head: Head | None) -> None:
    if not good.terms and not good.code_words:
        raise PackError(f"{at}: columns 'terms' and 'code_words' are both empty; write under which words it is known")
    if good.code_words and not good.context:
        raise PackError(
            f"{at}: column 'context' is empty, so the code words never count; write which words must stand beside them"
        )
    for term in good.terms:
        parts = [part.strip() for part in term.split("*")]
        if len(parts) > 2 or not all(parts):
            raise PackError(f"{at}: column 'terms' has {term!r}; write one * at most, with words on both sides of it")
    if head is not None and head.groups and good.group not in head.groups:
        raise PackError(
            f"{at}: column 'group' is {good.group!r}, which pack.yaml does not explain; add it under 'groups' there, "
            f"or write one of {', '.join(head.groups)}"
        )


def check_unique(goods: Iterable[tuple[Good, str]]) -> None:
    """Raises :class:`PackError` where one table gives a term to two goods: only the first would ever be read."""
    owners: dict[str, tuple[str, str]] = {}
    for good, at in goods:
        for term in good.terms:
            name, first = owners.setdefault(term, (good.name, at))
            if name != good.name:
                line = first.rpartition(":")[2]
                raise PackError(
                    f"{at}: column 'terms' gives {term!r} to {good.name!r}, but line {line} gives it to {name!r}; "
                    "take it from one of them"
                )
