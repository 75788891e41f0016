"""The record of a quantity, and what joins two of them: ranges, compounds, shared units, conversions."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import msgspec

from bellflower.extraction.quantities.numbers import find_numbers
from bellflower.extraction.quantities.units import Units
from bellflower.patterns import regex
from bellflower.records import Qualifier, Record

Dimension = Literal[
    "mass", "volume", "count", "area", "length", "time", "currency", "percent", "temperature", "angle", "age", "none"
]  # fmt: skip  # fmt: skip


class QuantitySpan(Record, frozen=True):
    """A quantity at ``start:end``: qualifier, sign, number, unit and an adjacent rate, without the goods.

    ``value`` is in ``unit`` (330 g is 0.33 kg); ``unit_start:unit_end`` are the words of the unit, which may follow
    the goods ("133 ecstasy tablets"). Dimension ``none`` is a bare number; ``unit_raw`` is then the word that
    follows it, if any. ``conversion_of`` is the start of the quantity that this one repeats in another unit.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: float
    value_max: float | None
    unit: str | None
    unit_raw: str | None
    unit_start: int | None
    unit_end: int | None
    dimension: Dimension
    qualifier: Qualifier
    per: str | None = None
    conversion_of: int | None = None


_RANGE_GAP = regex(r"\s?[-–—]\s?|\s+to\s+(?:as\s+(?:much|many)\s+as\s+)?|-to-|\s+and\s+(?:up\s+to\s+)?|\s+or\s+")
_BETWEEN = regex(r"\bbetween\s+\Z")
_CHANGE = regex(
    r"\b(?:rose|risen|rising|increas\w+|grew|grown|growing|up|fell|fallen|drop\w*|jump\w*|climb\w*|soar\w*|cut|down|reduc\w+|declin\w+)\b[^.;]{0,40}\Z"
)
_COMPOUND_GAP = regex(r"\s+and\s+|\s+of\s+|\s|,\s")
_CHANGE_GAP = regex(r"\s(?:and\s)?")
_CLOSED = regex(r"\s*(?:[.,;:)](?!\d)|\Z|\n)")
_BRACKET = regex(r"[^.;()\d]{0,40}\((?:[^.;()\d]{0,50}\s)?|\s+or\s+|\s*/\s*|,\s+or\s+|\s*=\s*")


def joined(text: str, low: str, spans: list[QuantitySpan], units: Units) -> list[QuantitySpan]:
    """Quantities in the order of the text, those that belong together made one or referred to each other."""
    return _conversions(text, _merged(text, low, _shared(text, spans, units)))


def _shared(text: str, spans: list[QuantitySpan], units: Units) -> list[QuantitySpan]:
    """The unit that two figures share: "14.26 and 26.28 kilos"."""
    out = list(spans)
    for index, (first, second) in enumerate(pairwise(spans)):
        if (
            first.dimension == "none"
            and first.unit_raw is None
            and second.dimension in ("mass", "volume", "percent", "count")
            and second.unit_raw
            and second.value_max is None
            and second.start == second.number_start
            and text[first.end : second.start] == " and "
            and (unit := units.named(second.unit_raw))
        ):
            out[index] = msgspec.structs.replace(
                first, value=tidy(first.value * unit.factor), unit=unit.code, dimension=unit.dimension
            )
    return out


def _merged(text: str, low: str, spans: list[QuantitySpan]) -> list[QuantitySpan]:
    """Ranges whose ends both carry a unit, and one weight told in two units ("2 kilos and 25 grams")."""
    out: list[QuantitySpan] = []
    for span in spans:
        last = out[-1] if out else None
        change = _small_change(text, last, span) if last is not None and 0 < span.start - last.end < 8 else None
        if change is not None:
            out[-1] = change
            continue
        if last is not None and last.unit == span.unit and last.unit and 0 < span.start - last.end < 24:
            joined = _range(low, last, span) or _compound(text, last, span)
            if joined is not None:
                out[-1] = joined
                continue
        out.append(span)
    return out


def _range(low: str, first: QuantitySpan, second: QuantitySpan) -> QuantitySpan | None:
    gap = _RANGE_GAP.fullmatch(low, first.end, second.start)
    if gap is None or first.value_max is not None or second.value_max is not None or first.value >= second.value:
        return None
    if first.per and first.per != second.per:
        return None
    joint = gap.group().strip()
    before = low[max(0, first.start - 60) : first.start]
    if (joint.startswith("and") and not _BETWEEN.search(before)) or joint == "or":
        return None
    if joint == "to" and _CHANGE.search(before):
        return None
    return msgspec.structs.replace(
        first,
        end=second.end,
        number_end=second.number_end,
        value_max=second.value,
        qualifier="range",
        per=second.per,
        unit_raw=second.unit_raw,
        unit_start=second.unit_start,
        unit_end=second.unit_end,
    )


def _small_change(text: str, first: QuantitySpan, second: QuantitySpan) -> QuantitySpan | None:
    """ "15 dollars 50", "thirteen euros and forty-five": what is told of cents without the word."""
    if first.dimension != "currency" or second.dimension != "none" or first.value_max or first.value >= 1000:
        return None
    cents = second.value if second.end == second.number_end and second.value_max is None else 0
    if first.end != first.unit_end or not 10 <= cents < 100 or cents != int(cents) or first.value != int(first.value):
        return None
    if not _CHANGE_GAP.fullmatch(text, first.end, second.start) or not _CLOSED.match(text, second.end):
        return None
    return msgspec.structs.replace(first, end=second.end, value=tidy(first.value + cents / 100))


def _compound(text: str, first: QuantitySpan, second: QuantitySpan) -> QuantitySpan | None:
    if (
        first.dimension not in ("mass", "volume", "currency")
        or first.unit_raw == second.unit_raw
        or second.qualifier != "exact"
        or second.per
    ):
        return None
    if first.value_max or second.value_max or first.end != first.unit_end:
        return None
    if first.dimension == "currency" and (second.unit_raw or "").lower() not in ("cent", "cents", "pence"):
        return None
    size = first.value / float(_count(text, first) or first.value)
    if (
        not _COMPOUND_GAP.fullmatch(text, first.end, second.start)
        or second.value >= size
        or abs(first.value / size - round(first.value / size)) > 1e-6
    ):
        return None
    return msgspec.structs.replace(
        first,
        end=second.end,
        number_end=second.number_end,
        value=tidy(first.value + second.value),
        unit_end=second.unit_end,
    )


def _count(text: str, span: QuantitySpan) -> float:
    numbers = find_numbers(text[span.number_start : span.number_end])
    return numbers[0].value if numbers else 0.0


def _conversions(text: str, spans: list[QuantitySpan]) -> list[QuantitySpan]:
    out = spans[:1]
    for first, second in pairwise(spans):
        same = first.dimension == second.dimension and first.unit == second.unit and first.unit_raw != second.unit_raw
        if same and first.dimension in ("mass", "volume", "area", "length") and 0 < second.start - first.end < 96:
            middle_a, middle_b = ((s.value + (s.value_max or s.value)) / 2 for s in (first, second))
            close = abs(middle_a - middle_b) <= 0.06 * max(middle_a, middle_b)
            if close and _BRACKET.fullmatch(text, first.end, second.start):
                second = msgspec.structs.replace(second, conversion_of=first.start)
        out.append(second)
    return out


def tidy(value: float) -> float:
    """Six figures below one, six decimals above: 2 lb is 0.907185 kg, 12.5 g is 0.0125 kg."""
    return round(value, 6) if abs(value) >= 1 else float(f"{value:.6g}")
