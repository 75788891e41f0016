"""Figures that leave their unit or their good to the one before: "a ton of ivory and three of scales"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.patterns import regex

_REACH = 110  # characters from the figure with the unit to the one without
_JOINED = regex(
    r"(?:[^.;:!?\n]|\.\d|\d:)*?\b(?:and|plus|another|then|with)\b(?: (?:a|an|about|some|another|a further|further))*\s*"
)
_COMES_TO = regex(
    r"(?:[^.;:!?\n]|\.\d)*?\b(?:to be|was|is|were|only|at|as|found|but|not)"
    r"(?: (?:about|some|only|just|in fact|really))* *"
)
_OF_MORE = regex(r" (?:more )?of |,? more (?:in|from|at|on|inside|under|aboard|were (?:found|hidden|seized))\b")
_ANOTHER = regex(r"\b(?:another|a further|further) $")
_SOMEBODY_WITH = regex(r"\b(?:with|carrying|held|had|in another) (?:about |some |nearly |over )?$")
_SOMEWHERE = regex(r" (?:on|in|at|from|under|inside|with|aboard) (?:his|her|their|the|a|an|him|it|them)\b")
_LAST = regex(r"[.,;)](?!\d)|\s*$| (?:as|in|by|when|on|after|according)\b")
_CORRECTED = regex(r"\b(?:indictment|charge sheet|manifest|declar\w+|invoice|shown|corrected|prov\w+|not)\b")
_THINGS = frozenset({"carton", "case", "box", "bag", "bottle", "can", "pack", "parcel", "bale", "block", "tablet"})


def completed(note: Annotation, figures: Sequence[QuantitySpan]) -> list[QuantitySpan]:
    """``figures``, those without a unit in the unit of the one before where the words say so."""
    out: list[QuantitySpan] = []
    for q in figures:
        last = out[-1] if out else _just_before(note, q)
        out.append(_borrowed(note, last, q) if last is not None and _is_shortened(note, last, q) else q)
    return out


def _just_before(note: Annotation, q: QuantitySpan) -> QuantitySpan | None:
    """The figure of the clause before: "a man with 50,000 pills in Teknaf, and in Cox's Bazar a couple with 18,000"."""
    return next(reversed([p for p in within(note.quantities, q.start - _REACH, q.start) if p is not q]), None)


def _is_shortened(note: Annotation, last: QuantitySpan, q: QuantitySpan) -> bool:
    if q.dimension != "none" or last.dimension not in ("mass", "volume", "count") or not last.unit_raw:
        return False
    if last.dimension == "count" and last.unit not in _THINGS:
        return False
    gap = note.text[last.end : q.start]
    if len(gap) > _REACH:
        return False
    if _ANOTHER.search(gap) and _SOMEWHERE.match(note.text, q.end):
        return bool(_JOINED.fullmatch(gap) or re.fullmatch(r"[^.:!?\n]*[;,] (?:another|a further|further) ", gap))
    if _OF_MORE.match(note.text, q.end) and not re.match(
        r" (?:more )?of (?:them|those|whom|the|his|her|these)\b", note.text[q.end :]
    ):
        return bool(_JOINED.fullmatch(gap)) or gap == ", "
    if _SOMEBODY_WITH.search(gap) and _LAST.match(note.text, q.end):
        return bool(_JOINED.fullmatch(gap))
    corrected = _CORRECTED.search(gap) and last.dimension != "count"
    return bool(corrected and _COMES_TO.fullmatch(gap) and _LAST.match(note.text, q.end))


def _borrowed(note: Annotation, last: QuantitySpan, q: QuantitySpan) -> QuantitySpan:
    unit = note.grammar.units.named(last.unit_raw or "")
    factor = unit.factor if unit is not None and unit.code == last.unit else 1
    return msgspec.structs.replace(
        q,
        value=q.value * factor,
        value_max=None if q.value_max is None else q.value_max * factor,
        unit=last.unit,
        unit_raw=last.unit_raw,
        dimension=last.dimension,
        unit_start=None,
        unit_end=None,
    )


def is_completed(q: QuantitySpan) -> bool:
    """Whether a figure has its unit from the one before."""
    return q.unit is not None and q.unit_start is None
