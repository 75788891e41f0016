"""Goods with their quantities: which figure of a sentence measures which good."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import cued
from bellflower.extraction.incidents.cover import is_no_load
from bellflower.extraction.incidents.measuring import (
    BACKWARD,
    COUNTED_AS,
    FORWARD,
    PILLS,
    comes_as_pills,
    good_of,
    is_series,
    one_of,
)
from bellflower.extraction.incidents.money import is_money, taken_money
from bellflower.extraction.incidents.noload import measures, mended
from bellflower.extraction.incidents.packages import PACKED, multiplied
from bellflower.extraction.incidents.shortened import completed, is_completed
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.packs import Good
from bellflower.patterns import regex
from bellflower.records import Record

_TOTAL = cued(
    r"\b(?:total|sum|altogether|in all)(?: \w+)?(?: (?:to|of|at|came to|comes to|weighing|reached))?(?: \w+)?\s*$", re.I
)


_OF_THE_SAME = regex(r" (?:more )?of (?:the |this |that )?(?:same )?(\w{4,})\b")
_COUNTED_NOUN = regex(r" (?:more |such |other )?(\w{4,}s)\b")  # "another 31 coins"
_BARS = regex(r"(?: [\w-]+)? (?:bars|ingots|nuggets|biscuits)\b")  # what metals come in
_OFTEN = 3  # times that a text names what it is about
_BESIDE = regex(r",? ?\(?(?:or |that is |i\.e\. )?(?:about |some |nearly |roughly |almost |around |weighing )*")
_OF_ONE = regex(r"(?<!value)(?<!total)(?<!sum) of $")
_ALIAS = regex(r"(?: \w+)?,? ?(?:\(|or |also known as |known as |called )(?:also |or |the |so-called |\"|')*")
_SHOWN = regex(
    r"(?:,| \()? ?(?:(?:which|that|and|later|tests?|laboratory|initial|preliminary|field|was|were|has|been|is|a|the|"
    r"showed|shown|found|identified|confirmed|turned|proved|out|it|they|suspected|believed|presumed|thought|tested) )*"
    r"(?:to be|as|positive for|namely|suspected|believed|presumed|proved|be)"
    r"(?: (?:to be|of being|pure|probably|likely))* ?"
)
_THAT_IS = regex(
    r"(?: of cigarettes)?(?:,? \(?(?:or|that is|i\.e\.|containing|holding|totall?ing|with|equal to)|,| \()"
    r" ?(?:a total of |about |some |nearly |roughly |around |almost |over )*"
)
_MORE_BEHIND = regex(r" (?:more|extra)\b(?! of| than)")
_MORE_BEFORE = regex(r"\b(?:another|a further|further|additional) (?:about |some )?$", re.I)
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
    more: bool = False  # said to come on top of a load told before: "a further 40 kilos"
    packed: bool = False  # reckoned from a number of packages, beside which others may lie


def find_items(note: Annotation, start: int, end: int) -> list[Item]:
    """The items told between ``start`` and ``end``; a figure without a good measures the last one named before."""
    goods = _named(note, [hit for hit in note.of("good", start, end) if not is_no_load(note, hit, start)])
    told, singles = multiplied(note, completed(note, within(note.quantities, start, end)))
    figures, pills = _weighed_once(note, mended(note, [q for q in told if measures(note, q)]))
    for q in singles:
        note.lost(q, "size of a package", "it says what one package holds: 126 one-kilogram blocks")
    taken: dict[int, list[QuantitySpan]] = {}
    left: list[QuantitySpan] = []
    for q in figures:
        index = good_of(note, q, goods, figures)
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
        if (_stands_alone(note, q, end) or _counts_known(note, q)) and (good := _meant(note, q, pills))
    ]
    items = _identified(note, items)
    items += [money for q in left if (money := _taken(note, q, start, items))]
    return _without_generic(note, sorted(items, key=lambda item: item.start))


def _named(note: Annotation, goods: Sequence[Hit]) -> list[Hit]:
    """``goods`` without a general word behind a name and without a second name: "hashish drug", "MDMA (ecstasy)"."""
    out: list[Hit] = []
    for hit in goods:
        general = isinstance(hit.entry, Good) and hit.entry.kind == "generic"
        gap = note.text[out[-1].end : hit.start] if out else "."
        again = out and hit.entry is out[-1].entry and _ALIAS.fullmatch(gap)
        if not again and not (general and re.fullmatch(r" |-type |-like ", gap)):
            out.append(hit)
    return out


def _identified(note: Annotation, items: list[Item]) -> list[Item]:
    """ "5.7 kg of the drug, which tests showed to be methamphetamine": the name goes to the general word's figure."""
    out: list[Item] = []
    for item in items:
        last = out[-1] if out else None
        if (
            last is not None
            and last.generic
            and last.quantity is not None
            and (last.quantity.dimension in ("mass", "volume") or last.unit == "tablet")
            and item.quantity is None
            and not item.generic
            and _SHOWN.fullmatch(note.text, last.good.end, item.good.start)
        ):
            out[-1] = msgspec.structs.replace(last, good=item.good, name=item.name, generic=False)
        else:
            out.append(item)
    return out


def _weighed_once(note: Annotation, figures: Sequence[QuantitySpan]) -> tuple[list[QuantitySpan], frozenset[int]]:
    """``figures`` without the second where pills are counted and weighed side by side, and where such pairs stand.

    "84 million tablets, about 14 tonnes"; "4.6 tonnes (29 million pills)".
    """
    out: list[QuantitySpan] = []
    pills: set[int] = set()
    for q in figures:
        last = out[-1] if out else None
        kinds = {last.dimension, q.dimension} if last is not None else set()
        if last is not None and _in_sticks(note, last, q):
            out[-1] = q
            note.lost(
                last, "said again", "cigarettes are told in cases and one by one; the number of cigarettes stands"
            )
            continue
        if (
            last is not None
            and kinds == {"mass", "count"}
            and "tablet" in (last.unit, q.unit)
            and _BESIDE.fullmatch(note.text, last.end, q.start)
            and (note.text[q.end : q.end + 1] == ")" or not note.of("good", q.end, q.end + 20))
            and not note.text.startswith(" of", q.end)
        ):
            pills.add(last.start)
            note.lost(q, "said again", "pills are counted and weighed side by side; the first figure stands")
            continue
        out.append(q)
    return out, frozenset(pills)


def _in_sticks(note: Annotation, last: QuantitySpan, q: QuantitySpan) -> bool:
    """ "1,870 master cases, or about 18.7 million sticks"."""
    return (
        last.unit in ("case", "carton", "pack")
        and q.unit == "stick"
        and _THAT_IS.fullmatch(note.text, last.end, q.start) is not None
    )


def _meant(note: Annotation, q: QuantitySpan, pills: frozenset[int]) -> Hit | None:
    """The good that a figure without one measures.

    "1.3 tonnes of the same resin" is of the good whose last word that is; "3.1 kg more" of what was weighed before.
    """
    noun = _COUNTED_NOUN.match(note.text, q.end) if q.dimension == "none" else None
    word = _OF_THE_SAME.match(note.text, q.end) or noun
    if word and (named := _ending_so(note, q.start, word[1])):
        return named
    more = _MORE_BEHIND.match(note.text, q.end) or _MORE_BEFORE.search(note.text, max(0, q.start - 24), q.start)
    if more and (weighed := last_named(note, q.start, q.unit, weighed=True)):
        return weighed
    if _BARS.match(note.text, q.end):
        metals = [h for h in note.of("good", 0, q.start) if isinstance(h.entry, Good) and h.entry.group == "metals"]
        return metals[-1] if metals else None
    return last_named(note, q.start, "tablet" if q.start in pills else q.unit)


def _counts_known(note: Annotation, q: QuantitySpan) -> bool:
    """ "With 31 coins", where ancient coins were told of before."""
    word = _COUNTED_NOUN.match(note.text, q.end) if q.dimension == "none" else None
    return word is not None and _ending_so(note, q.start, word[1]) is not None


def _ending_so(note: Annotation, before: int, word: str) -> Hit | None:
    named = [hit for hit in note.of("good", 0, before) if isinstance(hit.entry, Good) and hit.entry.kind == "specific"]
    ending = [h for h in named if re.search(rf"\b{re.escape(word)}$", note.text[h.start : h.end], re.I)]
    return ending[-1] if ending else None


def _taken(note: Annotation, q: QuantitySpan, start: int, others: Sequence[Item]) -> Item | None:
    before = [item for item in others if item.end <= q.start]
    gap = note.text[before[-1].end : q.start] if before and q.dimension == "currency" else "."
    listed = re.fullmatch(r"(?: in (?:cash|notes))?,? (?:and |plus )?", gap)
    if listed and is_money(before[-1].good):  # "$498,000 in cash, 1.2 million baht"
        return msgspec.structs.replace(before[-1], start=q.start, end=q.end, unit=q.unit, quantity=q)
    good = taken_money(note, q, start, bool(before))
    if good is None or not isinstance(good.entry, Good):
        return None
    return Item(start=q.start, end=q.end, good=good, name=good.entry.name, unit=q.unit, quantity=q)


def last_named(note: Annotation, before: int, unit: str | None, weighed: bool = False) -> Hit | None:
    """The good that an unnamed figure measures: the last one named, for tablets the last that comes as tablets.

    ``weighed`` asks for one that has a weight beside it.
    """
    counted = COUNTED_AS.get(unit or "")
    named = [hit for hit in note.of("good", 0, before) if isinstance(hit.entry, Good) and hit.entry.kind == "specific"]
    named = [hit for hit in named if not is_money(hit)]
    if counted:
        named = [hit for hit in named if _comes_as(hit, counted)]
        named = named or [hit for hit in note.of("good", 0, before) if _comes_as(hit, counted)]
    while named and (
        is_no_load(note, named[-1], max(0, named[-1].start - 90)) or (weighed and not _has_weight(note, named[-1]))
    ):
        named.pop()
    if not named or before - named[-1].start >= _MEMORY:
        return None
    far = _sentences_between(note, named[-1], before) > 1
    return _chief(named) if far and not weighed else named[-1]


def _has_weight(note: Annotation, hit: Hit) -> bool:
    near = [q for q in within(note.quantities, max(0, hit.start - 60), hit.end + 40) if q.dimension == "mass"]
    return any(
        ". " not in note.text[q.end : hit.start] and FORWARD.fullmatch(note.text[q.end : hit.start])
        if q.end <= hit.start
        else BACKWARD.fullmatch(note.text[hit.end : q.start])
        for q in near
    )


def _comes_as(hit: Hit, unit: str) -> bool:
    """Whether goods, also those of a general word ("stimulants"), come as tablets, sticks or bottles."""
    return isinstance(hit.entry, Good) and hit.entry.count_unit == unit


def _sentences_between(note: Annotation, hit: Hit, position: int) -> int:
    return len(re.findall(r"[.!?]\s|\n", note.text[hit.end : position]))


def _chief(named: Sequence[Hit]) -> Hit:
    """The good that a text is about, where it names another one only in passing."""
    names = [hit.entry.name for hit in named if isinstance(hit.entry, Good)]
    chief = max(dict.fromkeys(names), key=names.count)
    if names.count(names[-1]) > 1 and names.count(chief) < max(_OFTEN, 2 * names.count(names[-1])):
        return named[-1]
    return next(hit for hit in reversed(named) if isinstance(hit.entry, Good) and hit.entry.name == chief)


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


def _items_of(note: Annotation, hit: Hit, figures: Sequence[QuantitySpan]) -> list[Item]:
    assert isinstance(hit.entry, Good)
    generic = hit.entry.kind == "generic"
    value = _value_of(note, hit)
    one = None if figures else one_of(note, hit)
    figures = [one] if one is not None else figures
    if not figures:
        return [Item(start=hit.start, end=hit.end, good=hit, name=hit.entry.name, value=value, generic=generic)]
    weighed = [q for q in figures if q.dimension in ("mass", "volume")]
    money = _face_value(note, figures) if is_money(hit) else []
    measured = _pills(note, hit, figures) or weighed or money or list(figures)
    chosen = measured if len(measured) > 1 and is_series(note, measured) else measured[:1]
    chosen = [*chosen, *(q for q in measured if q not in chosen and is_completed(q))]
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


def _face_value(note: Annotation, figures: Sequence[QuantitySpan]) -> list[QuantitySpan]:
    """The sum, where notes are counted and their worth told: of all, or of one ("1,180 banknotes of 100 dollars")."""
    sums = [q for q in figures if q.dimension == "currency"]
    notes = [q for q in figures if q.dimension in ("none", "count") and q.value_max is None]
    if len(sums) != 1 or len(notes) != 1 or not _OF_ONE.search(note.text, notes[0].end, sums[0].start):
        return sums
    return [msgspec.structs.replace(sums[0], value=sums[0].value * notes[0].value, start=notes[0].start)]


def _pills(note: Annotation, hit: Hit, figures: Sequence[QuantitySpan]) -> list[QuantitySpan]:
    """The number, where pills are counted and weighed, or cigarettes told in cartons and one by one."""
    counted = [q for q in figures if q.dimension in ("count", "none") and _unit(note, q, hit) in PILLS]
    others = [q for q in figures if q not in counted]
    if len(counted) != 1 or not others:
        return []
    if counted[0].unit == "stick":
        return counted
    if not comes_as_pills(hit):
        return []  # "97 capsules filled with heroin, weighing 728 g"
    gap = note.text[counted[0].end : others[0].start]
    return counted if re.search(r"\bweigh(?:ing|ed)\b|\(|^[\w ]*, (?:about |some |nearly |roughly )?$", gap) else []


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
        more=bool(
            _MORE_BEHIND.match(note.text, q.end) or _MORE_BEFORE.search(note.text, max(0, q.start - 24), q.start)
        ),
        packed=q.unit_raw == PACKED,
        total=bool(note.search_cut(_TOTAL, max(0, q.start - 24), q.start)),
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
    pieces = q.unit == "piece" and (q.unit_raw or "").lower() == "pieces"
    if q.dimension not in ("mass", "volume") and q.unit not in COUNTED_AS and not pieces:
        return note.lost(q, "no good beside it", "no good stands before or behind it in words that tie a figure to it")
    if re.search(
        r"\b(?:each|every|a \w+ holds|per) (?:[\w-]+ ){0,5}$", note.text[max(0, q.start - 50) : q.start], re.I
    ):
        return note.lost(q, "one of many", "it says what each one weighs or holds")
    if "-" in note.text[q.number_start : q.end] and q.value_max is None:  # "one-kilogram blocks"
        return note.lost(q, "size of a thing", "a hyphen ties it to a thing of that size: an 18-tonne machine")
    following = note.text[q.end : min(end, q.end + 24)]
    if re.match(
        r"\s*-(?! )|\s+of what (?:\w+ ){0,4}(?:declared|described|labell?ed|said|claimed|supposed|manifested|passed)\b|"
        r"\s+(?:of(?! (?:the|this|that|what|it|them|this)\b)|each|apiece|in weight|cargo|ship|vessel|"
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
