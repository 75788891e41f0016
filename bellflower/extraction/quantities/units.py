"""The table of units: what a word or sign after (or before) a figure measures, and by what factor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bellflower.packs import PackError, read_table
from bellflower.patterns import regex
from bellflower.records import Record

DIMENSIONS = frozenset(
    ("mass", "volume", "count", "area", "length", "time", "currency", "percent", "temperature", "angle")
)
COLUMNS = ("terms", "unit", "factor", "dimension", "note", "least")

# A word or a sign; a full stop may end an abbreviation inside a term ("sq. km") but not the term.
_PIECE = r"(?:[^\W\d_]+(?:[²³]|[23](?!\w)|['’](?=s\b)s)?|%|°\s?[CF]\b|[°¢$€£¥₩₹₽₫฿₭₡₾₿₺₴₸₪₦₱৳元])"
_EDGE = r"(?!['\w]|-\d(?![\d.,]*\s?(?:kg|kilos?|g|gm|mg|l|ml|km|m|tons?|tonnes?|lbs?|oz)\b))"
_TERM = regex(rf"({_PIECE}){_EDGE}(?:(?:\.?[\s-]|\.)({_PIECE}){_EDGE}(?:\.?[\s-]({_PIECE}){_EDGE})?)?")
_GAP = regex(r"\s{0,2}(?:[-‐–]\s?)?")
_MARKS = regex(r"[.\s’'-]+")
_LONGEST_SIGN = 6


class Unit(Record, frozen=True):
    """A canonical unit: ``value * factor`` is in ``code``. ``least`` is the number from which the word is this unit."""

    code: str
    factor: float
    dimension: str
    least: float = 0


class Found(Record, frozen=True):
    """A unit as it stands at ``start:end``."""

    unit: Unit
    start: int
    end: int
    plural: bool


@dataclass(frozen=True)
class Units:
    """Units by term. Terms of three or more small letters also match their plural; capitals must match as written."""

    folded: dict[str, Unit]
    exact: dict[str, Unit]
    large: dict[str, Unit]
    plurals: frozenset[str]

    @classmethod
    def load(cls, paths: Sequence[Path]) -> Units:
        """Units of one or more ``units.csv``; a later file wins. Raises :class:`PackError` naming file, line, mend."""
        folded: dict[str, Unit] = {}
        exact: dict[str, Unit] = {}
        large: dict[str, Unit] = {}
        plurals: set[str] = set()
        for path in paths:
            for row in read_table(path, COLUMNS[:4], COLUMNS[4:]):
                unit = _unit(row)
                for term in filter(None, map(str.strip, row["terms"].split("|"))):
                    if term != term.lower():
                        exact[term] = unit
                        if len(term) < 5:
                            continue
                    table = large if unit.least else folded
                    table[_key(term)] = unit
                    for plural in _plurals(term):
                        table.setdefault(_key(plural), unit)
                        plurals.add(_key(plural))
        return cls(folded, exact, large, frozenset(plurals))

    def __contains__(self, term: str) -> bool:
        return term in self.exact or _key(term) in self.folded

    def named(self, term: str) -> Unit | None:
        """The unit that ``term`` stands for, as written or folded."""
        return self.exact.get(term) or self.folded.get(_key(term))

    def at(self, text: str, position: int, value: float = 1) -> Found | None:
        """The longest unit that starts at ``position``, or after a blank or hyphen there, for ``value`` of it."""
        gap = _GAP.match(text, position)
        start = gap.end() if gap else position
        match = _TERM.match(text, start)
        if match is None:
            return None
        for last in (3, 2, 1):
            if match.group(last) is None:
                continue
            end = match.end(last)
            term = text[start:end]
            if len(term) == 1 and term.isupper() and (term not in "GL" or start == position):
                continue
            key = _key(term)
            unit = self.exact.get(term)
            if unit is None and key in self.large and value >= self.large[key].least:
                unit = self.large[key]
            unit = unit or self.folded.get(key)
            if unit is not None:
                return Found(unit=unit, start=start, end=end, plural=key in self.plurals or key.endswith("s"))
        return None

    @cached_property
    def _signs(self) -> dict[str, Unit]:
        """Signs and codes of currencies as they stand before a figure; a currency's name stands behind it."""
        signs: dict[str, Unit] = {}
        for table in (self.folded, self.exact):
            for term, unit in table.items():
                word = term.isalpha() and term.isascii()
                name = word and (len(term) > 4 or (term.islower() and term.upper() not in self.exact))
                if unit.dimension != "currency" or name:
                    continue
                signs[term] = unit
                if not word:
                    signs.setdefault(term.upper(), unit)
        return signs

    @cached_property
    def _sign_ends(self) -> frozenset[str]:
        return frozenset(sign[-1] for sign in self._signs)

    def before(self, text: str, position: int, value: float) -> tuple[int, Unit] | None:
        """The currency whose sign or code stands right before a figure, with where it starts: "US$", "Rs ", "A$".

        ``value`` is the figure's: "N30 million" is money, "N95" is not.
        """
        end = position - 1 if position and text[position - 1] in " \u00a0" else position
        if not end or text[end - 1] not in self._sign_ends:
            return None
        for length in range(min(_LONGEST_SIGN, end), 0, -1):
            start = end - length
            unit = self._signs.get(text[start:end])
            if unit is None or value < unit.least or (text[start].isalpha() and start and text[start - 1].isalpha()):
                continue
            if length == 1 and text[start].isascii() and text[start].isalpha() and end != position:
                continue  # "R500", but not "plan R 500"
            return start, unit
        return None

    @cached_property
    def singles(self) -> re.Pattern[str]:
        """One of a measure of mass, volume or area in small letters: "a ton", "an ounce"."""
        measures = (t for t, unit in self.folded.items() if unit.dimension in ("mass", "volume", "area") and len(t) > 2)
        terms = sorted(measures, key=lambda term: (-len(term), term))
        return regex(rf"an?[\s-](?:{'|'.join(map(re.escape, terms))})\b(?!\s*-)")

    def code_of(self, country: str, ending: str = "") -> str | None:
        """The currency of a country (ISO 3166-1 alpha-2): a code that begins as the country's, ends with ``ending``."""
        codes = (t for t, u in self.exact.items() if u.dimension == "currency" and t == u.code and t[:2] == country)
        return next((code for code in codes if code.endswith(ending)), None)


def _unit(row: dict[str, str]) -> Unit:
    if missing := [column for column in COLUMNS[:4] if not row[column]]:
        raise PackError(f"{row['_at']}: no {missing[0]}; the columns are {', '.join(COLUMNS)}")
    if row["dimension"] not in DIMENSIONS:
        raise PackError(f"{row['_at']}: dimension {row['dimension']!r}; use one of {', '.join(sorted(DIMENSIONS))}")
    factor = _number(row, "factor", f"how many {row['unit']} it is")
    least = _number(row, "least", "from which number on") if row.get("least") else 0
    return Unit(code=row["unit"], factor=factor, dimension=row["dimension"], least=least)


def _number(row: dict[str, str], column: str, meaning: str) -> float:
    try:
        return float(row[column])
    except ValueError:
        raise PackError(f"{row['_at']}: {column} {row[column]!r} is no number; write {meaning}") from None


def _key(term: str) -> str:
    if term.isalpha() or len(term) == 1:
        return term.lower()
    return _MARKS.sub(" ", term.lower()).strip()


def _plurals(term: str) -> tuple[str, ...]:
    words = re.split(r"[ -]", term)
    last = words[-1]
    if len(last) < 3 or not last.isalpha() or last.endswith("s"):
        return ()
    if last.endswith(("x", "ch", "sh")):
        plural = last + "es"
    elif last.endswith("y") and last[-2] not in "aeiou":
        plural = last[:-1] + "ies"
    else:
        plural = last + "s"
    head = term[: len(term) - len(last)]
    # "grain of weight": the plural stands on the first word.
    if len(words) > 2 and words[1] == "of":
        return (f"{words[0]}s {' '.join(words[1:])}",)
    return (head + plural,)
