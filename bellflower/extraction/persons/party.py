"""Persons as one clause tells of them, and the words before the noun that names them."""

from __future__ import annotations

from typing import Literal

from bellflower.records import Record

Relation = Literal["new", "same", "part", "all", "others"]


class Party(Record, frozen=True):
    """Persons told of at ``start:end``. ``count`` is ``None`` where a plural stands without a number.

    ``relation`` says what they are to the persons told before: ``new`` ones, the ``same``, a ``part`` of them
    ("two of them from the DPRK"), ``all`` of them ("all Syrians") or the ``others`` ("the rest are Peruvians").
    ``ordinal`` is the place in a count ("a fourth man"); ``bare`` marks those without a noun of their own
    ("two others"); ``refers`` those with a noun that only points back ("the man, a clerk"). ``stretch`` is where the
    sentence that tells of them begins.
    """

    start: int
    end: int
    side: Literal["suspect", "either"]
    role: str | None
    count: int | None
    nationality: str | None
    name: str | None = None
    definite: bool = False
    speaks: bool = False
    relation: Relation = "new"
    ordinal: int | None = None
    bare: bool = False
    owned: bool = False
    refers: bool = False
    stretch: int = -1


class Phrase(Record, frozen=True):
    """The words before a noun: where they begin, how many persons they name, and whether these are known already."""

    begin: int
    count: int | None = None
    counted: bool = False
    definite: bool = False
    owned: bool = False
    ordinal: int | None = None
    negated: bool = False
    some: bool = False
