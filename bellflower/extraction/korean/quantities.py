"""Quantities in Korean: a numeral, its unit, and what makes it about, at least or at most so much."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import msgspec

from bellflower.extraction.korean.numbers import NUMBER, is_vague, value_of
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.extraction.quantities.spans import Dimension, tidy
from bellflower.extraction.quantities.units import Unit
from bellflower.patterns import regex
from bellflower.records import Qualifier

# A unit of one syllable is one only before a particle or the end of the word: 정 of 300정을, but not of 300정도.
_AFTER = (
    r"(?![A-Za-z0-9가-힣])|(?=(?:을|를|이|가|은|는|의|과|와|도|에|만|씩|당|짜리|가량|정도|어치|상당|분량|규모"
    r"|남짓|안팎|"
    r"이상|이하|미만|들이|으로|로|까지|부터|이나|나|이며|이고|여|도합|꼴|밖에|에서|보다|까지|이다|였|이었|등"
    r"|대)(?!월|원|국|사|금))"
)
_BEFORE = regex(
    r"(?<![가-힣])(?:(?P<about>약|대략|얼추|거의|어림잡아)|(?P<most>최대|많게는|많아야)|(?P<least>최소|최소한"
    r"|적어도|무려))\s?$"
)
_BEHIND = regex(
    r"\s?(?:(?P<about>가량|정도|쯤|안팎|내외|남짓|상당)|(?P<over>이상|이 넘|가 넘|을 넘|를 넘|여\b|을 웃돌|를 웃돌)"
    r"|(?P<under>이하|미만|이 채 안))"
)
_RANGE_GAP = regex(r"\s?(?:~|∼|-|–|에서|내지)\s?")
_NORTH = regex(r"북한\s?(?:돈|원화)?\s?$")
_DOLLARS = {"홍콩": "HKD", "호주": "AUD", "캐나다": "CAD", "싱가포르": "SGD", "대만": "TWD"}


def find_quantities(text: str, units: Mapping[str, Unit]) -> tuple[QuantitySpan, ...]:
    """The quantities of ``text`` in order, in the units of the packs; persons and dates are none."""
    found: list[QuantitySpan] = []
    for match in _pattern(tuple(units)).finditer(text):
        value = value_of(match["number"])
        if value is None or (match["unit"] == "정" and text[match.end() : match.end() + 1] == "도"):
            continue  # 300정도 is "about 300"
        if match["unit"] == "대" and match["number"].endswith("억"):
            continue  # 9억대: between nine and ten hundred million
        span = _span(text, match, value, units[match["unit"]])
        low = found[-1] if found and _is_range(text, found[-1], span) else None
        if low is not None:
            found[-1] = msgspec.structs.replace(
                low, end=span.end, number_end=span.number_end, value_max=span.value, qualifier="range"
            )
        else:
            found.append(_with_low_end(text, span, match))
    return tuple(found)


def _span(text: str, match: re.Match[str], value: float, unit: Unit) -> QuantitySpan:
    before = _BEFORE.search(text, max(0, match.start() - 6), match.start())
    behind = _BEHIND.match(text, match.end())
    code = unit.code
    if code == "KRW" and _NORTH.search(text, max(0, match.start() - 6), match.start()):
        code = "KPW"
    if code == "USD":
        left = text[max(0, match.start() - 4) : match.start()].strip()
        code = next((c for name, c in _DOLLARS.items() if left.endswith(name)), code)
    return QuantitySpan(
        start=before.start() if before else match.start(),
        end=match.end(),
        number_start=match.start("number"),
        number_end=match.end("number"),
        value=tidy(value * unit.factor),
        value_max=None,
        unit=code,
        unit_raw=match["unit"],
        unit_start=match.start("unit"),
        unit_end=match.end("unit"),
        dimension=_dimension(unit),
        qualifier=_qualifier(match, before, behind),
    )


def _dimension(unit: Unit) -> Dimension:
    return unit.dimension  # type: ignore[return-value]


def _qualifier(match: re.Match[str], before: re.Match[str] | None, behind: re.Match[str] | None) -> Qualifier:
    if is_vague(match["number"]):
        return "at_least"
    if (before and before["most"]) or (behind and behind["under"]):
        return "at_most"
    if (behind and behind["over"]) or (before and before["least"] and before["least"] != "무려"):
        return "at_least"
    if match["odd"] or (before and before["about"]) or (behind and behind["about"] and behind["about"] != "상당"):
        return "approximate"
    return "exact"


def _is_range(text: str, low: QuantitySpan, high: QuantitySpan) -> bool:
    gap = text[low.end : high.start]
    same = low.unit == high.unit and low.value_max is None and low.value < high.value
    return same and bool(_RANGE_GAP.fullmatch(gap))


_LOW_END = regex(rf"(?P<number>{NUMBER})\s?(?:~|∼|–|-|에서|내지)\s?$")


def _with_low_end(text: str, span: QuantitySpan, match: re.Match[str]) -> QuantitySpan:
    """ "3~5kg": the bare figure before the measured one is the lower end."""
    for found in _LOW_END.finditer(text, max(0, match.start() - 16), match.start()):
        low, high = value_of(found["number"]), value_of(match["number"])
        if low is not None and high is not None and low < high:
            return msgspec.structs.replace(
                span, start=found.start(), value=tidy(span.value * low / high), value_max=span.value, qualifier="range"
            )
    return span


@cache
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    units = "|".join(map(re.escape, ordered))
    return regex(rf"(?<![\w.])(?P<number>{NUMBER})(?P<odd>\s?여)?\s?(?P<unit>{units})(?:{_AFTER})")
