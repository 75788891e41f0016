"""What the sentences around a catch say besides: what was landed of it, what it was worth, who was acquitted.

They tell of no catch of their own, so they make no incident; but an account of one that leaves them out shows a partial
amount as the whole, and a person as caught who was set free by a court.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.claims import ClaimWriter
from bellflower.extraction.cued import cued
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.items import Item
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.modality import is_told, reality
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.patterns import regex
from bellflower.records import Amount, Claim, ValueLevel

_AFTER, _BEFORE = 700, 300  # characters behind and before what tells of the catch that still speak of it
_CLOSE = 1e-6
_LANDED = cued(
    r"\b(?:landed|(?:brought|carried|taken|put|came|rowed) ashore|unloaded|offloaded|(?:had )?(?:imported|smuggled|"
    r"brought) (?:in(?:to)?\b)?)\b"
)
_IT = cued(
    r"\b(?:it|they|them|(?:the|this|that|these) (?:\w+ )?(?:drugs?|haul|load|shipment|cargo|consignment|catch|seizure|"
    r"goods|contraband|find))\b"
)
_WORTH_BEFORE = cued(
    r"\b(?:worth|valued?|values|(?:street |market |retail |wholesale )?value)\b[^.;:]{0,60}$",
)
_ANOTHER_SUM = regex(
    r"\b(?:a|per|each|every) (?:year|month|kilo\w*|gram\w*|pill|tablet|pound)\b|\b(?:fines?|fined|bail|reward|trade|"
    r"industry|could|would|since|in total)\b",
    re.I,
)
_LEVELS: tuple[tuple[ValueLevel, str], ...] = (
    ("retail_street", r"\bstreet\b|\bretail\b"),
    ("wholesale", r"\bwholesale\b"),
    ("farmgate", r"\bfarm-?gate\b"),
    ("face", r"\bface value\b"),
    ("insured", r"\binsur\w+"),
    ("declared", r"\bdeclared\b"),
)
_CLEARED = r"(?:acquitted|cleared|exonerated|found not guilty)"
_LIST = r"(?:(?:,|,? and|,? or|both|all|the|its|their|ship's|\d+|[\w'-]+) ){0,9}?"
_WAS_CLEARED = regex(
    rf",?(?: (?!was\b|were\b|is\b|are\b|had\b|has\b|who\b|which\b|that\b|but\b|while\b|after\b)[\w',-]+){{0,9}}"
    rf" (?:was|were|has been|have been|had been)(?: \w+ly| all| both| later| also| since)* {_CLEARED}\b"
)
_CLEARED_THEM = regex(rf"\b(?:acquitted|cleared|exonerated) {_LIST}$")


def besides(
    note: Annotation, write: ClaimWriter, group: Sequence[Fragment], groups: Sequence[Sequence[Fragment]],
    items: Sequence[Item],
) -> Iterator[Claim]:  # fmt: skip
    """Claims of the sentences around ``group`` on the one good it tells of; none where it tells of several."""
    measured = [item for item in items if item.quantity is not None]
    goods = {item.name for item in items}
    if len(goods) != 1 or not measured:
        return
    start, end = _reach(group, groups)
    told = {(item.quantity.value, item.unit) for item in measured if item.quantity}
    valued = any(item.value is not None for item in items)
    for s, e in note.sentences:
        if s < start or s >= end:
            continue
        named = {getattr(hit.entry, "name", "") for hit in note.of("good", s, e)}
        if named - goods or not (named or note.search(_IT, s, e)):
            continue
        for q in _landed(note, s, e):
            if (q.value, q.unit) not in told and q.unit == measured[0].unit:
                told.add((q.value, q.unit))
                amount = Amount(
                    value=q.value, value_max=q.value_max, unit=q.unit or "", goods=measured[0].name, stage="imported"
                )
                yield write("quantity", q.start, q.end, amount, qualifier=q.qualifier, rule="amount landed or imported")
        if not valued and (worth := _worth(note, s, e)) is not None:
            valued = True
            yield write(
                "value",
                worth.start,
                worth.end,
                Amount(
                    value=worth.value, value_max=worth.value_max, unit=worth.unit or "USD", goods=measured[0].name,
                    level=level(note.text[s:e]),
                ),
                qualifier=worth.qualifier,
                rule="worth told in a sentence of its own",
            )  # fmt: skip


def level(words: str) -> ValueLevel:
    """At which level of the trade a worth is reckoned, by the words around it."""
    return next((name for name, pattern in _LEVELS if re.search(pattern, words, re.I)), "unspecified")


def is_acquitted(note: Annotation, start: int, end: int) -> bool:
    """Whether the persons named at ``start:end`` are said to have been acquitted in that sentence."""
    s, e = note.sentence_of(start)
    return bool(_WAS_CLEARED.match(note.text, end, e) or _CLEARED_THEM.search(note.text[max(s, start - 80) : start]))


def _reach(group: Sequence[Fragment], groups: Sequence[Sequence[Fragment]]) -> tuple[int, int]:
    """From where to where the text speaks of this incident: not into what another one is told of."""
    first, last = min(f.start for f in group), max(f.end for f in group)
    others = [f for other in groups if other is not group for f in other]
    start = max([first - _BEFORE, *(f.end for f in others if f.end <= first)])
    end = min([last + _AFTER, *(f.start for f in others if f.start >= last)])
    return start, end


def _landed(note: Annotation, start: int, end: int) -> Iterator[QuantitySpan]:
    for match in _LANDED.finditer(note.text, start, end):
        act = Hit(start=match.start(), end=match.end(), category="act", form="past", entry=None)
        if not is_told(reality(note, act, start, end)):
            continue
        for q in within(note.quantities, match.end(), end):
            if q.dimension == "mass" and q.per is None and len(note.text[match.end() : q.start].split()) <= 4:
                yield q
            break


def _worth(note: Annotation, start: int, end: int) -> QuantitySpan | None:
    if _ANOTHER_SUM.search(note.text, start, end):
        return None
    sums = [q for q in within(note.quantities, start, end) if q.dimension == "currency" and q.per is None]
    if len(sums) != 1 or not note.search_cut(_WORTH_BEFORE, max(start, sums[0].start - 90), sums[0].start):
        return None
    return sums[0]
