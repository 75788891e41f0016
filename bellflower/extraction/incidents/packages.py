"""Loads told as so many packages of so much each: "eight bars weighing 500 grams apiece" are 4 kg."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.patterns import regex

PACKED = "packages"  # the unit as written, for a weight that is reckoned
_REACH = 90  # characters from the number of packages to the weight of one
_PACKED = regex(r" (?:blocks|bricks|packages|packets|bags|parcels|bars|bundles|ingots|sacks|bales|pieces|slabs)\b")
_EACH_AFTER = regex(
    r"(?: of \w+(?: \w+)?)?,? (?:each|apiece|a ?piece|per (?:piece|bar|bag|package|packet|parcel|brick|block))\b"
)
_EACH_BEFORE = regex(
    r"\b(?:each|every one)(?: of (?:them|which))?(?: weigh(?:ing|ed|s)| of| (?:a )?| with)?[ \w]{0,16}$"
)
_OF_A_CASE = regex(  # "80 cases of rum, twelve bottles to the case"
    r",? (?:(?:to|per) (?:the |an? |each |every )?|in (?:each|every) )"
    r"(?:case|crate|box|carton|pack|packet|sack|bag|pallet|sleeve)\b(?! of)"
)
_TOTAL = regex(r"\b(?:total|altogether|in all)\b")


def multiplied(note: Annotation, figures: Sequence[QuantitySpan]) -> tuple[list[QuantitySpan], list[QuantitySpan]]:
    """``figures`` with each number of packages made the weight of all; and, apart, the weights of one of them."""
    found: list[QuantitySpan] = []
    singles: list[QuantitySpan] = []
    for q in figures:
        if q.dimension in ("count", "volume") and found and _OF_A_CASE.match(note.text, q.end):
            singles.append(q)
            continue
        if q.dimension == "mass" and _of_each(note, q):
            singles.append(q)
            packs = _packs(note, q, found)
            if packs is not None:
                found[found.index(packs)] = msgspec.structs.replace(
                    packs,
                    value=packs.value * q.value,
                    unit="kg",
                    unit_raw=PACKED,
                    dimension="mass",
                    qualifier=packs.qualifier if packs.qualifier != "exact" else q.qualifier,
                )
            continue
        found.append(q)
    return found, singles


def _of_each(note: Annotation, q: QuantitySpan) -> bool:
    if q.per == "piece" or _EACH_AFTER.match(note.text, q.end):
        return True
    if "-" in note.text[q.number_start : q.end] and _PACKED.match(note.text, q.end):
        return True
    return bool(_EACH_BEFORE.search(note.text[max(0, q.start - 40) : q.start]))


def _packs(note: Annotation, q: QuantitySpan, before: Sequence[QuantitySpan]) -> QuantitySpan | None:
    """The number of packages that a weight of each goes with: the figure before it, in the same sentence."""
    if not before or before[-1].dimension != "count" or before[-1].unit in ("tablet", "capsule", "stick"):
        return None
    gap = note.text[before[-1].end : q.start]
    if len(gap) > _REACH or re.search(r"[.;\n]", gap) or _TOTAL.search(gap):
        return None
    return before[-1]
