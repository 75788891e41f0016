"""Countries by code and as reports name them, from ``packs/places/countries.csv``."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from bellflower import packs


def country_name(code: str) -> str:
    """The English short name of an ISO 3166-1 code; the code itself where it is none."""
    return _names().get(code, code)


def countries_named(text: str) -> Counter[str]:
    """How often a text names each country, by name, alias or demonym, in the order of first naming."""
    pattern, codes = _spellings()
    return Counter(codes[re.sub(r"\s+", " ", match.group())] for match in pattern.finditer(text))


def main_country(text: str) -> str | None:
    """The country that a text names most often (the first named of equals)."""
    named = countries_named(text)
    return max(named, key=lambda code: named[code]) if named else None


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (packs.HERE / "places" / "countries.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row for row in csv.DictReader(file) if row["level"] == "country")


@cache
def _names() -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in _rows()}


@cache
def _spellings() -> tuple[re.Pattern[str], Mapping[str, str]]:
    codes: dict[str, str] = {}
    for row in _rows():
        for name in (row["name"], *row["aliases"].split("|"), *row["demonyms"].split("|")):
            if name:
                codes.setdefault(name, row["code"])
    longest = sorted(codes, key=len, reverse=True)
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest)
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)"), codes
