"""Goods with their quantities: which figure of a sentence measures which good."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import msgspec

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.packs import Good
from bellflower.records import Record

_MEASURED = frozenset({"mass", "volume", "count", "none", "currency"})
_FORWARD = re.compile(
    r"(?:\s*\([^)]*\))?(?:,? or (?:about|some|nearly|over)?[^,;]{0,18},)?\s*-?\s*(?:worth |weight )?(?:of )?"
    r"(?:[\w$%&'\"./-]+ ){0,6}\"?(?:\(called )?\"?$"
)
_BARE = re.compile(r"[ -](?:(?!of |in |the )[\w'\"-]+ ){0,3}\"?$")
_BACKWARD = re.compile(
    r"[\"']?,?(?: and)?\s*[(:,-]?\s*(?:"
    r"(?:weighing|weighed|totall?ing|totall?ed|amounting to|measuring|which weighed|that weighed|"
    r"came to|comes to)(?: in at)?"
    r"|with (?:a |an )?(?:\w+ ){0,2}weight of|, ?the load came to|of|total(?: weight)?:?|haul of|"
    r"shipment of|consisting of"
    r"|(?:haul|shipment|consignment|load|cargo|cache|stash|powder|leaves|bust|seizure)s? (?:of|weighing|totall?ing)"
    r")?\s*\(?(?:a |the )?(?:total of |estimated |full )?$"
)
_NOT_HELD = re.compile(
    r"\b(?:fine of|fined|bail of|bail set at|bribe of|reward of|sentence of|up to a maximum|"
    r"limit of|quota of|paid|pay|charged|cost|costs|"
    r"sold for|sells for|price of|valued at|worth|value of|estimated at|at a cost of|loan of|"
    r"salary of|debt of)\s*(?:about |some |nearly |almost |around |up to |as much as |over |"
    r"more than |roughly |approximately |an estimated |as |at )*$"
)


_PACKED = re.compile(r" (?:blocks|bricks|packages|packets|bags|parcels|bars|bottles|bundles)\b")
_CALIBRE = re.compile(r"[ -]?(?:caliber|calibre|cal\b|mm\b|gauge)")
_BAIL = re.compile(r" (?:cash |secured |unsecured |in cash |cash-only )*(?:bail|bond|surety|reward|prize|ransom)\b")
_COUNTED_AS = {
    "tablet": "tablet", "capsule": "tablet", "stick": "stick", "carton": "stick", "pack": "stick", "case": "stick",
    "bottle": "bottle", "can": "bottle",
}  # fmt: skip
_TOTAL = re.compile(
    r"\b(?:total|sum|altogether|in all)(?: \w+)?(?: (?:to|of|at|came to|comes to|weighing|reached))?(?: \w+)?\s*$", re.I
)


_MEMORY = 1500  # characters over which a reader still knows which good is meant


class Item(Record, frozen=True):
    """A good as told in one place, with what measures it; ``value`` is money said to be its worth."""

    start: int
    end: int
    good: Hit
    name: str
    unit: str | None = None
    quantity: QuantitySpan | None = None
    value: QuantitySpan | None = None
    generic: bool = False
    total: bool = False  # said to be the sum of parts told beside it


def find_items(note: Annotation, start: int, end: int) -> list[Item]:
    """The items told between ``start`` and ``end``; a figure without a good measures the last one named before."""
    goods = [hit for hit in note.of("good", start, end) if not _is_modifier(note, hit)]
    figures = [q for q in within(note.quantities, start, end) if _measures(note, q)]
    taken: dict[int, list[QuantitySpan]] = {}
    left: list[QuantitySpan] = []
    for q in figures:
        index = _good_of(note, q, goods, figures)
        if index is None:
            left.append(q)
        else:
            taken.setdefault(index, []).append(q)
    items = []
    for index, hit in enumerate(goods):
        items += _items_of(note, hit, taken.get(index, []))
    items = [_resolved(note, item) for item in items]
    items += [
        _measured(note, q, good, q.unit)
        for q in left
        if _stands_alone(note, q, end) and (good := last_named(note, q.start, q.unit))
    ]
    items += [money for q in left if _is_taken(note, q) and (money := _taken_money(note, q))]
    return _without_generic(note, sorted(items, key=lambda item: item.start))


def _is_taken(note: Annotation, q: QuantitySpan) -> bool:
    """Money that is itself the object of a verb of seizure: "police confiscated $140,000"."""
    if q.dimension != "currency":
        return False
    acts = [a for a in note.of("act", max(0, q.start - 30), q.start) if getattr(a.entry, "takes", "") == "goods"]
    if (
        not acts
        or acts[-1].form == "noun"
        or re.match(r",? (?:worth|in (?:taxes|fines|value)|of (?!the same))", note.text[q.end : q.end + 16])
    ):
        return False
    return bool(
        re.fullmatch(r" (?:up |out )?(?:\d[\d,]* (?:notes|bills|banknotes) \()?", note.text[acts[-1].end : q.start])
    )


def _taken_money(note: Annotation, q: QuantitySpan) -> Item | None:
    named = [hit for hit in note.of("good", 0, q.start) if is_money(hit)]
    if not named or not isinstance(named[-1].entry, Good):
        return None
    return Item(start=q.start, end=q.end, good=named[-1], name=named[-1].entry.name, unit=q.unit, quantity=q)


def last_named(note: Annotation, before: int, unit: str | None) -> Hit | None:
    """The good that an unnamed figure measures: the last one named, for tablets the last that comes as tablets."""
    named = [hit for hit in note.of("good", 0, before) if isinstance(hit.entry, Good) and hit.entry.kind == "specific"]
    named = [hit for hit in named if not is_money(hit)]
    counted = _COUNTED_AS.get(unit or "")
    if counted:
        named = [hit for hit in named if isinstance(hit.entry, Good) and hit.entry.count_unit == counted]
    return named[-1] if named and before - named[-1].start < _MEMORY else None


def _resolved(note: Annotation, item: Item) -> Item:
    """ "789 kg of the drug", "the same pills": a general word that points back to a good named before."""
    if not item.generic or item.quantity is None:
        return item
    if not re.search(
        r"\b(?:the|this|that|same|these|those)(?: [\w-]+){0,2} $",
        note.text[max(0, item.good.start - 24) : item.good.start],
    ):
        return item
    named = last_named(note, item.start, item.unit)
    if named is None or not isinstance(named.entry, Good):
        return item
    return msgspec.structs.replace(item, good=named, name=named.entry.name, generic=False)


def is_money(hit: Hit) -> bool:
    """Whether a good is itself measured in money (cash, counterfeit notes)."""
    return isinstance(hit.entry, Good) and hit.entry.count_unit == "currency"


def _is_modifier(note: Annotation, hit: Hit) -> bool:
    if re.search(r"\b(?:no|without|nor|any) (?:\w+ )?$", note.text[max(0, hit.start - 16) : hit.start], re.I):
        return not note.lost(hit, "good negated", "the words before it say that there was none")  # "held no drugs"
    after = re.match(r"[ -]?(?:\w+ing )?", note.text[hit.end : hit.end + 24])
    gap = after.end() if after else 0
    if any(c.start - hit.end <= gap for c in note.of("compound", hit.end, hit.end + 16)):
        return not note.lost(hit, "part of a compound", "the word behind it makes it no good: a heroin dealer")
    return False


def _measures(note: Annotation, q: QuantitySpan) -> bool:
    if q.dimension not in _MEASURED:
        return note.lost(q, "no measure of goods", "it measures no mass, volume, number of things or money")
    if q.per is not None:
        return note.lost(q, "rate", "so much for each one or for each year is a price or a rate, and no load")
    if q.conversion_of is not None:
        return note.lost(q, "said again", "the same figure in another unit; the first one stands")
    if "-" in note.text[q.number_start : q.end] and _PACKED.match(note.text, q.end):
        return note.lost(q, "size of a package", "it says what one package holds: 126 one-kilogram blocks")
    if _CALIBRE.match(note.text, q.end):
        return note.lost(q, "calibre", "it says of which calibre a weapon is")
    if _BAIL.match(note.text, q.end):
        return note.lost(q, "bail", "bail, a bond, a reward or a prize is no load")
    if _NOT_HELD.search(note.text[max(0, q.start - 48) : q.start]) and q.dimension != "mass":
        return note.lost(
            q, "price, fine or limit", "the words before it tell a price, a worth, a fine, bail or a limit"
        )
    return True


def _good_of(
    note: Annotation,
    q: QuantitySpan,
    goods: Sequence[Hit],
    figures: Sequence[QuantitySpan],
) -> int | None:
    after = next((i for i, hit in enumerate(goods) if hit.end >= q.end), None)
    if after is not None and _reaches_forward(note, q, goods[after], figures):
        return after
    before = next((i for i in range(len(goods) - 1, -1, -1) if goods[i].end <= q.start), None)
    if before is not None and q.dimension in ("mass", "volume", "count"):
        gap = note.text[goods[before].end : q.start]
        if _BACKWARD.fullmatch(gap):
            return before
    if (
        before is not None
        and re.fullmatch(r",? ?\(?(?:some |about |nearly )?", note.text[goods[before].end : q.start])
        and re.match(r" (?:of (?:them|it)|in all|in total|all told|by weight)\b", note.text[q.end : q.end + 12])
    ):
        return before
    return None


def _reaches_forward(note: Annotation, q: QuantitySpan, good: Hit, figures: Sequence[QuantitySpan]) -> bool:
    if good.start < q.end:  # "a 5-kg heroin haul" inside one span, "20,000 pills": the unit is the good's own word
        return q.start <= good.start
    gap = note.text[q.end : good.start]
    between = [other for other in figures if q.end <= other.start < good.start and other.conversion_of is None]
    if between and all(other.dimension == q.dimension for other in between) and _is_series(note, [q, *between]):
        q, between = between[-1], []
        gap = note.text[q.end : good.start]
    if between:
        return False
    if note.of("role", q.end, good.start) or any(h.form != "noun" for h in note.of("act", q.end, good.start)):
        return False
    if q.dimension == "currency":
        return is_money(good) and bool(_FORWARD.fullmatch(gap))
    if q.dimension == "none":
        return bool(_BARE.fullmatch(gap + (" " if not gap.endswith((" ", "-")) else ""))) or gap in ("", " ")
    return bool(_FORWARD.fullmatch(gap)) or (gap == ", " and q.dimension == "mass")


def _is_series(note: Annotation, figures: Sequence[QuantitySpan]) -> bool:
    """ "540 kg and 910 kg of cocaine", "$340,000 and 25,000 euros in cash": figures that share one good."""
    gaps = (note.text[a.end : b.start] for a, b in itertools.pairwise(figures))
    return all(re.fullmatch(r",? ?(?:and |or )?", gap) for gap in gaps)


def _items_of(note: Annotation, hit: Hit, figures: Sequence[QuantitySpan]) -> list[Item]:
    assert isinstance(hit.entry, Good)
    generic = hit.entry.kind == "generic"
    value = _value_of(note, hit)
    if not figures:
        return [Item(start=hit.start, end=hit.end, good=hit, name=hit.entry.name, value=value, generic=generic)]
    weighed = [q for q in figures if q.dimension in ("mass", "volume")]
    measured = weighed or list(figures)
    chosen = measured if len(measured) > 1 and _is_series(note, measured) else measured[:1]
    for q in figures:
        if q not in chosen:
            note.lost(
                q, "another figure of the good", "a weight goes before a count, and the first figure before others"
            )
    return [
        msgspec.structs.replace(
            _measured(note, q, hit, _unit(note, q, hit)),
            start=min(q.start, hit.start),
            end=max(q.end, hit.end),
            value=value,
        )
        for q in chosen
    ]


def _measured(note: Annotation, q: QuantitySpan, hit: Hit, unit: str | None) -> Item:
    assert isinstance(hit.entry, Good)
    return Item(
        start=q.start,
        end=q.end,
        good=hit,
        name=hit.entry.name,
        unit=unit,
        quantity=q,
        generic=hit.entry.kind == "generic",
        total=bool(_TOTAL.search(note.text[max(0, q.start - 24) : q.start])),
    )


def _unit(note: Annotation, q: QuantitySpan, hit: Hit) -> str | None:
    assert isinstance(hit.entry, Good)
    if q.unit is not None and q.unit not in ("piece",):
        return q.unit
    words = note.text[q.end : hit.end].lower() if q.end <= hit.end else note.text[hit.start : q.end].lower()
    for word, unit in (("tablet", "tablet"), ("pill", "tablet"), ("capsule", "capsule"), ("plant", "plant")):
        if word in words:
            return unit
    unit = hit.entry.count_unit
    return "piece" if unit in ("currency", "kg") else unit


def _value_of(note: Annotation, hit: Hit) -> QuantitySpan | None:
    for q in within(note.quantities, hit.end, hit.end + 80):
        gap = note.text[hit.end : q.start]
        if (
            q.dimension == "currency"
            and q.per is None
            and re.fullmatch(
                r"[,( ]*(?:\([^)]*\))?[^.;]{0,30}?\b(?:worth|valued at|with a (?:street |market )?value of|"
                r"estimated at)\b[ \w]{0,24}",
                gap,
            )
        ):
            return q
    for q in within(note.quantities, max(0, hit.start - 60), hit.start):
        if (
            q.dimension == "currency"
            and not is_money(hit)
            and re.fullmatch(r" (?:worth )?(?:of )?(?:[\w-]+ ){0,2}", note.text[q.end : hit.start])
        ):
            return q
    return None


def _stands_alone(note: Annotation, q: QuantitySpan, end: int) -> bool:
    """A weight or a count of tablets with nothing named beside it: "with 45 kilos in Bratislava"."""
    if q.dimension not in ("mass", "volume") and q.unit not in _COUNTED_AS:
        return note.lost(q, "no good beside it", "no good stands before or behind it in words that tie a figure to it")
    if re.search(
        r"\b(?:each|every|a \w+ holds|per) (?:[\w-]+ ){0,5}$", note.text[max(0, q.start - 50) : q.start], re.I
    ):
        return note.lost(q, "one of many", "it says what each one weighs or holds")
    if "-" in note.text[q.number_start : q.end] and q.value_max is None:  # "one-kilogram blocks"
        return note.lost(q, "size of a thing", "a hyphen ties it to a thing of that size: an 18-tonne machine")
    following = note.text[q.end : min(end, q.end + 24)]
    if re.match(
        r"\s*-|\s+(?:of(?! (?:the|what|it|them|this)\b)|each|apiece|in weight|cargo|ship|vessel|"
        r"truck)\b",
        following,
    ):
        return note.lost(
            q, "weight of something else", "the words behind it say what weighs so much, and it is no good"
        )
    return True


def _without_generic(note: Annotation, items: list[Item]) -> list[Item]:
    specific = any(not item.generic for item in items)
    return [
        item
        for item in items
        if not (item.generic and specific and item.quantity is None)
        or note.lost(item.good, "general word", "a good that is named beside it says what is meant")
    ]
