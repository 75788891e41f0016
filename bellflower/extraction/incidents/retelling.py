"""Headlines and leads: what they announce, the body tells again, with other figures.

A headline rounds, a lead adds up. Neither is an incident beside those of the body that it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.items import Item
from bellflower.extraction.incidents.sameness import agree, apart, dates_agree, same_good
from bellflower.packs import Good
from bellflower.patterns import regex

ONE_MORE = regex(  # "Another passenger was caught with 84 pellets"
    r"\W*(?:in |on )?(?:another|an? (?:second|third|fourth|separate|different)) (?:\w+ )?"
    r"(?:raid|operation|case|incident|ship|boat|vessel|dhow|yacht|car|truck|lorry|van|bus|man|woman|person|passenger|traveller|courier)\b",
    re.I,
)
_WHOLE = regex(r"[.!?][\"')\]]*$")
_ROUNDING = 0.2  # how far a headline's figure may lie from the body's
_NEXT = 2  # sentences from what is announced to what explains it
_SUM = 0.06  # and a lead's sum from that of the loads told after it

Group = list[Fragment]


def retell(note: Annotation, groups: Sequence[Group]) -> list[Group]:
    """``groups`` with those of the headline and the lead joined to the ones that tell the same, or left out as sums."""
    title, lead = _head(note)
    told = list(groups)
    for group in groups:
        loads = [fragment for fragment in group if fragment.items]
        in_head = all(fragment.end <= lead for fragment in loads) and group[0].end <= lead
        if not in_head or not (_measured(group) or all(fragment.end <= lead for fragment in group)):
            if group is groups[0] and group[0].end <= lead and not _measured(group):
                told = _explained(group, told)
            break
        end = title if all(f.end <= title for f in group) else lead
        body = [other for other in told if other is not group and any(f.end > end for f in other)]
        body = [other for other in body if not ONE_MORE.match(note.text, other[0].start)]
        if not body or all(fragment.entry for fragment in group) or any(fragment.aside for fragment in group):
            continue
        only_there = all(fragment.end <= lead for fragment in group)
        same = [other for other in body if only_there and _same(group, other)]
        if same:
            best = max(same, key=lambda other: _figures_shared(group, other))
            told[told.index(best)] = [*_without_loads(group, best), *best]
            told.remove(group)
        elif _adds_up(group, body):
            _left_out(note, group, "sum of what follows", "a headline or a lead adds up what is told after it")
            later = [fragment for fragment in group if fragment.start >= lead]  # persons told after the sum
            told = [[*other, *later] if other is body[0] else other for other in told if other is not group]
            told = [_on_the_day_of(group, other) for other in told]
        elif end == title and (not _items(group) or any(_shares(group, other) for other in body)):
            _left_out(note, group, "headline", "a headline only announces what is told after it")
            told.remove(group)
    return told


def _left_out(note: Annotation, group: Group, rule: str, why: str) -> None:
    for fragment in group:
        note.lost((fragment.start, fragment.end), rule, why)


def _on_the_day_of(lead: Group, group: Group) -> Group:
    """``group`` with the day that the sum it belongs to is told with, where it names none."""
    day = next((f.around.date for f in lead if f.around.date), None)
    if day is None or any(f.around.date for f in group):
        return group
    dated = [msgspec.structs.replace(f, around=msgspec.structs.replace(f.around, date=day)) for f in group[:1]]
    return [*dated, *group[1:]]


def _measured(group: Group) -> bool:
    return any(item.quantity is not None for item in _items(group))


def _explained(group: Group, told: Sequence[Group]) -> list[Group]:
    """``told`` with a first incident without figures joined to the one told right after it that has them."""
    after = next((other for other in told if other is not group), None)
    if after is None or not _measured(after) or after[0].block - group[-1].block > _NEXT or not _same(group, after):
        return list(told)
    return [
        sorted([*group, *after], key=lambda f: f.start) if other is after else other
        for other in told
        if other is not group
    ]


def _head(note: Annotation) -> tuple[int, int]:
    """Where the lines without a full stop that head a report end, and where its first whole sentence does."""
    title = 0
    for start, end in note.sentences:
        if _WHOLE.search(note.text[start:end]):
            return title, end
        title = end
    return title, title


def _same(group: Group, other: Group) -> bool:
    countries = _countries(group), _countries(other)
    if all(countries) and not countries[0] & countries[1]:
        return False
    dates = [[f.around.date.edtf for f in g if f.around.date and not f.follows] for g in (group, other)]
    if all(dates) and not any(dates_agree(a, b) for a in dates[0] for b in dates[1]):
        return False
    places = [[f.around.place.where for f in g if f.around.place] for g in (group, other)]
    if all(places) and all(apart(a, b) for a in places[0] for b in places[1]):
        return False
    return (_shares(group, other) or _announces(group, other)) and not _other_load(group, other)


def _announces(group: Group, other: Group) -> bool:
    """Whether a group without figures names only goods of the kinds that ``other`` measures: "Tobacco in Bar"."""
    kinds = [{i.good.entry.group for i in _items(g) if isinstance(i.good.entry, Good)} for g in (group, other)]
    placed = any(f.around.place and f.around.place.where.level in ("site", "town") for f in group)
    return placed and not _measured(group) and _measured(other) and bool(kinds[0]) and kinds[0] <= kinds[1]


def _countries(group: Group) -> set[str]:
    stated = ("place", "authority", "subject")
    return {f.around.country for f in group if f.around.country and f.around.country_from in stated}


def _items(group: Group) -> list[Item]:
    return [item for fragment in group for item in fragment.items]


def _shares(group: Group, other: Group) -> bool:
    return any(same_good(a, b) for a in _items(group) for b in _items(other))


def _other_load(group: Group, other: Group) -> bool:
    """Whether both measure one good in one unit, and not alike."""
    pairs = [(a, b) for a in _items(group) for b in _items(other) if _comparable(a, b)]
    return bool(pairs) and not any(_near(a, b) for a, b in pairs)


def _figures_shared(group: Group, other: Group) -> int:
    return sum(_near(a, b) for a in _items(group) for b in _items(other) if _comparable(a, b))


def _comparable(a: Item, b: Item) -> bool:
    return a.quantity is not None and b.quantity is not None and a.unit == b.unit and same_good(a, b)


def _near(a: Item, b: Item) -> bool:
    if a.quantity is None or b.quantity is None:
        return False
    low, high = sorted((a.quantity.value, b.quantity.value))
    vague = a.quantity.qualifier != "exact" and high - low <= _ROUNDING * high
    return vague or agree(a.quantity, b.quantity) or _thousands(a, b)


def _thousands(vague: Item, exact: Item) -> bool:
    """ "Thousands of pills" and the 14,600 of the body; "more than a million" and 1,045,000."""
    if vague.quantity is None or exact.quantity is None:
        return False
    times = exact.quantity.value / vague.quantity.value if vague.quantity.value else 0.0
    return (vague.quantity.qualifier == "order_of_magnitude" and times >= 1) or (
        vague.quantity.qualifier == "at_least" and 1 <= times <= 2
    )


def _without_loads(group: Group, other: Group) -> Group:
    """The announcing fragments without figures that the body gives exactly or in another unit."""
    named = [item for item in _items(other) if item.quantity is not None]
    return [
        msgspec.structs.replace(
            fragment,
            items=tuple(item for item in fragment.items if not any(same_good(item, exact) for exact in named)),
        )
        for fragment in group
    ]


def _adds_up(group: Group, body: Sequence[Group]) -> bool:
    """Whether a figure of the lead is the sum of what several incidents told after it measure."""
    for item in _items(group):
        if item.quantity is None:
            continue
        parts = [[i for i in _items(other) if _comparable(item, i)] for other in body]
        most = sum if item.generic else max  # "9 kg of drugs" are all of an operation's
        loads = [most([i.quantity.value for i in part if i.quantity]) for part in parts if part]
        if len(loads) > 1 and any(
            abs(sum(loads[:n]) - item.quantity.value) <= _SUM * item.quantity.value for n in range(2, len(loads) + 1)
        ):
            return True
    return False
