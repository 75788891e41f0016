"""Cells to values: dates, places, goods, figures and parties as the packs and the gazetteer know them.

What these don't know keeps its words. What can't be meant at all (a 31 February, a word for a number) is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import get_args

import msgspec

from bellflower.extraction.dates.dates import find_dates
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.places.gazetteer import gazetteer
from bellflower.extraction.places.places import find_places
from bellflower.extraction.quantities.quantities import find_quantities
from bellflower.importing.mapping import Field
from bellflower.packs import Good
from bellflower.reconciliation.countries import countries_named, country_name
from bellflower.reconciliation.intervals import span
from bellflower.records import Goods, LegalStatus, Party, PlaceLevel, PlaceRole, Qualifier, Record, Where
from bellflower.sharing.labels import label

_CODE = re.compile(r"[A-Z]{2}\Z")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\Z")
_EDTF_SIGNS = re.compile(r"\d{4}|[./~?%\[\]{}X-]")


class FaultError(Exception):
    """A cell that can't mean what its field takes. ``reason`` and ``mend`` fit after ``row 7, column date: ``."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(f"{reason}; {mend}")
        self.reason, self.mend = reason, mend


class Figure(Record, frozen=True):
    """A number as a cell has it, with the unit and the hedge that stand beside it there."""

    value: float
    value_max: float | None
    unit: str | None
    qualifier: Qualifier


def date_of(words: str, field: Field) -> str:
    """EDTF of a cell: in the field's format, else EDTF as it stands, else as a report would be read."""
    if field.format is not None:
        try:
            read = datetime.strptime(words, field.format)
        except ValueError:
            raise FaultError(
                f"“{words}” is no date in the format {field.format}", "mend the cell or the format"
            ) from None
        day, month = (sign in field.format for sign in ("%d", "%m"))
        named = month or "%b" in field.format or "%B" in field.format
        everything = any(sign in field.format for sign in ("%j", "%x", "%c", "%U", "%W"))
        if (day and named) or everything:
            return read.date().isoformat()
        return f"{read.year:04d}-{read.month:02d}" if named else f"{read.year:04d}"
    if span(words) is not None:
        return words
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", words):
        raise FaultError(
            f"“{words}” may be read day first or month first", 'say which: format: "%d/%m/%Y" for the field'
        )
    found = find_dates(words, None)
    if len(found) == 1:
        return found[0].edtf
    raise FaultError(f"“{words}” is no date that can be read", "mend the cell, or give the field a format:")


def country_of(words: str) -> str:
    """ISO 3166-1 code of a cell that holds one, or a country's name."""
    if _CODE.match(words):
        if country_name(words) == words:
            raise FaultError(f"“{words}” is no ISO 3166-1 code", "mend the cell, or say what it stands for in values:")
        return words
    named = countries_named(words)
    if len(named) != 1:
        raise FaultError(f"“{words}” names no country", "mend the cell, or say what it stands for in values:")
    return next(iter(named))


def place_of(words: str, country: str | None, role: PlaceRole = "event") -> Where:
    """What a place means, with the country as context; a name that the gazetteer doesn't know stays as written."""
    context = f"{words}, {country_name(country)}" if country else words
    for one in find_places(context, gazetteer()):
        if one.start == 0 and one.where.level != "country" and one.where.country in (country, None):
            return msgspec.structs.replace(one.where, role=role)
        if one.start == 0 and country is None:
            return msgspec.structs.replace(one.where, role=role)
    return Where(name=words, level="site", role=role, country=country)


def goods_of(words: str, grammar: Grammar, slang: str | None = None) -> Goods:
    """The good under its canonical name, or the words themselves where no pack knows it."""
    if any(good.name == words for good in grammar.pack.goods):
        return Goods(name=words, resolved_from=slang)
    hits = [hit for hit in grammar.lexicon.find(words.lower()) if isinstance(hit.entry, Good)]
    named = {hit.entry.name for hit in hits if isinstance(hit.entry, Good)}
    return Goods(name=named.pop() if len(named) == 1 else words, resolved_from=slang)


def number_of(words: str, field: Field, grammar: Grammar) -> Figure:
    """The number of a cell: bare, with marks of thousands, or with hedge and unit as a report would have it."""
    plain = words.replace("\u00a0", " ")
    if field.decimal == ",":
        plain = plain.replace(".", "").replace(",", ".")
    bare = re.sub(r"(?<=\d)[ ,'](?=\d{3}(?!\d))", "", plain)
    if _NUMBER.match(bare):
        return Figure(value=float(bare), value_max=None, unit=None, qualifier="exact")
    found = find_quantities(plain, grammar.units)
    if len(found) != 1:
        raise FaultError(f"“{words}” is not one number", "mend the cell; a unit may stand behind the number")
    one = found[0]
    return Figure(value=one.value, value_max=one.value_max, unit=one.unit, qualifier=one.qualifier)


def in_unit(words: str, figure: Figure, grammar: Grammar) -> Figure:
    """The figure in the canonical unit for ``words``; in the unit as written where no pack knows it."""
    unit = grammar.units.named(words)
    if unit is None or unit.code == words:
        return msgspec.structs.replace(figure, unit=words)
    top = None if figure.value_max is None else _rounded(figure.value_max * unit.factor)
    return msgspec.structs.replace(figure, value=_rounded(figure.value * unit.factor), value_max=top, unit=unit.code)


def _rounded(value: float) -> float:
    return float(f"{value:.12g}")


def party_of(words: str, roles: Collection[str] | None = None) -> Party:
    """Persons or a force in words, such as ``3 sailors (KP), arrested``: read so that the same words come out again.

    ``roles`` are those that the row tells of its suspects, in a column of their own; what has none of them is a name.
    """
    meant = [party for party in _parties(words, named=roles is not None) if label(party) == words]
    if roles is not None:
        told = [party for party in meant if party.role in roles]
        meant = told or [party for party in meant if party.role is None]
    return meant[0] if meant else Party(role=words)


def _parties(words: str, *, named: bool) -> Iterator[Party]:
    statuses: tuple[LegalStatus, ...] = get_args(LegalStatus)
    status = next((one for one in statuses if words.endswith(f", {one}")), None)
    rest = words.removesuffix(f", {status}") if status else words
    country = nationality = None
    if match := re.fullmatch(r"(.+) \(([A-Z]{2})\)", rest):
        rest, nationality = match[1], match[2]
    elif match := re.fullmatch(r"(.+), ([A-Z]{2})", rest):
        rest, country = match[1], match[2]
    counted = re.fullmatch(r"([\d,]+) (.+)", rest)
    if counted:
        count = int(counted[1].replace(",", ""))
        for role in (None, *_singulars(counted[2]), counted[2]):
            yield Party(count=count, role=role, nationality=nationality, country=country, legal_status=status)
    for role in (None, rest):
        yield Party(role=role, nationality=nationality, country=country, legal_status=status)
    person = re.fullmatch(r"([^\W\d].*?)(?: \(([^()]*)\))?", words)
    if named and person and person[1][0].isupper():
        yield from _named(person[1], person[2].split(", ") if person[2] else [])


def _named(name: str, notes: list[str]) -> Iterator[Party]:
    codes = [note for note in notes if _CODE.match(note)]
    statuses = [one for one in get_args(LegalStatus) if one in notes]
    roles = [note for note in notes if note not in codes and note not in statuses]
    if len(codes) <= 1 and len(statuses) <= 1 and len(roles) <= 1:
        for key in ("nationality", "country"):
            yield Party(
                name=name, role=roles[0] if roles else None, legal_status=statuses[0] if statuses else None,
                count=1, **{key: codes[0] if codes else None},
            )  # fmt: skip


def _singulars(noun: str) -> Iterator[str]:
    for ending, instead in (("men", "man"), ("ies", "y"), ("es", ""), ("s", "")):
        if noun.endswith(ending):
            yield noun.removesuffix(ending) + instead


def other_place(words: str, role: PlaceRole) -> Where:
    """A place beside that of the act, as a table of ours words it: ``Chongjin, KP``."""
    match = re.fullmatch(r"(.+), ([A-Z]{2})", words.removesuffix(" (place not settled)"))
    name, country = (match[1], match[2]) if match else (words, None)
    codes = countries_named(name)
    level: PlaceLevel = "town"
    if country is None and len(codes) == 1 and country_name(next(iter(codes))) == name:
        level, country = "country", next(iter(codes))
    return Where(name=name, level=level, role=role, country=country)
