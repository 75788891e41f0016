"""Which fragments of one report tell of the same incident.

Fragments are taken in order; each joins the earlier incident that nothing speaks against and most speaks for, or
begins one of its own. Codebook rule 1: one enforcement act, one place, one operation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.items import Item
from bellflower.extraction.persons.relations import VAGUE
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.packs import Good
from bellflower.records import Where

_ANNOUNCED = 3  # sentences from an arrest to the load that explains it
_ROUNDED = 0.1  # how far a rounded figure may lie from the exact one beside it
_FLOOR = 2.0  # how many times "more than" so much an exact figure may be
_VAGUE = 0.15  # and one that is said to be about, nearly or more than that
_ANOTHER = re.compile(
    r"^\W*(?:in (?:another|the (?:second|third|fourth|fifth|other|last) (?:case|incident|operation|"
    r"raid)|a separate|a second|an earlier|a similar|a different|one|a third|other|a previous)|"
    r"separately|elsewhere|earlier|previously|"
    r"last (?:week|month|year)|another|meanwhile|in the same (?:month|year)|on one occasion|"
    r"days? (?:before|earlier|later)|a (?:week|month|year|day|few days|few weeks) (?:earlier|"
    r"later|before))\b",
    re.I,
)
_ALSO = re.compile(
    r"\b(?:also|as well|too|in addition|along with|further|their|his|her|its|besides|alongside|"
    r"the same (?:house|flat|car|truck|man|raid|search))\b",
    re.I,
)
_ADDS = re.compile(r"\b(?:also|as well|in addition|along with|besides|alongside)\b", re.I)
_THEIRS = re.compile(
    r"\b(?:their|his|her|the suspects?'|the couple's|the man's|the woman's) (?:\w+ )?(?:homes?|"
    r"house|flat|apartment|rooms?|cars?|vehicles?|"
    r"luggage|baggage|hotel|residences?|shop|warehouse|suitcases?|bags?|premises|farm|garage|boat)\b",
    re.I,
)
_SAME = re.compile(
    r"\b(?:the (?:drugs?|shipment|haul|consignment|cargo|load|contraband|seizure|goods|pair|"
    r"duo|trio|two|three|four|men|women|suspects?|man|woman|couple|arrests?|bust|raid|operation|"
    r"find|packages?|crew|ship|vessel|container|narcotics|diplomats?|captain|driver)|they|he|"
    r"she|both|these|those|all of them|it)\b",
    re.I,
)


def cluster(note: Annotation, fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The fragments of each incident, in the order in which the report first tells of them."""
    groups: list[list[Fragment]] = []
    announced: list[Fragment] = []  # persons caught, told before what they were caught with
    for fragment in fragments:
        if fragment.cumulative:
            continue
        announced = [told for told in announced if fragment.block - told.block <= _ANNOUNCED]
        best, score = None, 0
        for age, group in enumerate(reversed(groups)):
            points = _points(note, groups, group, fragment, age)
            if points > score:
                best, score = group, points
        if best is not None and score >= 2:
            best.append(fragment)
        elif not fragment.follows or (fragment.acts and fragment.items and fragment.parties):
            groups.append([*_before(note, announced, fragment), fragment])
            announced = []
        elif fragment.acts:
            announced.append(fragment)
        elif fragment.items and any(told.strong for told in announced):
            groups.append([*announced, fragment])
            announced = []
    return groups


def _before(note: Annotation, announced: Sequence[Fragment], fragment: Fragment) -> list[Fragment]:
    """Those of the persons told before whom the load of ``fragment`` explains."""
    if _ANOTHER.match(note.text[fragment.start : fragment.end]) or not fragment.items or fragment.parties:
        return []
    return [told for told in announced if not _contradicts(note, [told], fragment)]


def _points(
    note: Annotation, groups: Sequence[Sequence[Fragment]], group: Sequence[Fragment], fragment: Fragment, age: int
) -> int:
    if _contradicts(note, group, fragment):
        return 0
    distance = fragment.block - group[-1].block
    new = _brings_new(note, group, fragment)
    if new and not (fragment.block == group[-1].block and fragment.entry):
        return 0
    points = 0
    sentence = note.text[fragment.start : fragment.end]
    if fragment.block == group[-1].block and not _own_setting(fragment, group):
        points += 2
    if _same_load(group, fragment):
        points += 3
    if fragment.follows:
        points += 2 if distance <= 2 or age == 0 else 1
    if distance <= 4 and _ADDS.search(sentence) and not _own_setting(fragment, group):
        points += 1
    if not fragment.items:
        points += 1
    if age == 0 and distance <= 3 and _SAME.search(sentence):
        points += 2
    if _shared_goods(group, fragment):
        points += 1
        if age == 0 and not fragment.around.date and not any(i.quantity for i in fragment.items):
            points += 1  # goods named again without anything new
    dates = {f.around.date.edtf for f in group if f.around.date}
    if fragment.around.date and fragment.around.date.edtf in dates:
        points += 1
    elif fragment.around.date and not dates and group[0].block > 1 and fragment.items:
        points -= 1  # a date of its own where the one before had none opens another story
    if fragment.around.place and any(
        f.around.place and f.around.place.where.name == fragment.around.place.where.name for f in group
    ):
        points += 1
    if any(_vessel(note, f) and _vessel(note, f) == _vessel(note, fragment) for f in group):
        points += 2
    if group[0].block <= 1 and fragment.block <= 3 and len(sentence) > 20:
        points += 1  # a headline or a lead, told again in the body
    if len(group) == 1 and group[0].block == 0 and not any(i.quantity for i in group[0].items):
        points += 1  # a headline without a figure announces what the body tells first
    if not fragment.items and len(groups) == 1 and not _own_setting(fragment, group):
        points += 1  # a report of one incident tells its arrests where it likes
    if distance <= 2 and (_THEIRS.search(sentence) or re.match(r"(?:also|in addition|besides)\b", sentence, re.I)):
        points += 2
    if distance <= 3 and any(item.total for item in fragment.items):
        points += 2
    if distance <= 3 and _only_beside(fragment) and not _own_setting(fragment, group):
        points += 2
    if len(groups) == 1 and _caught_for_it(group, fragment):
        points += 1
    if _ANOTHER.match(sentence):
        points -= 3
    return points - (1 if age > 1 else 0)


def _contradicts(note: Annotation, group: Sequence[Fragment], fragment: Fragment) -> bool:
    if fragment.entry and fragment.block != group[-1].block:
        return True
    if fragment.aside and any(f.aside and f.block == fragment.block for f in group):
        return True
    around = fragment.around
    countries = {f.around.country for f in group if f.around.country and f.around.country_from != "weak"}
    if around.country and around.country_from != "weak" and countries and around.country not in countries:
        return True
    dates = [f.around.date.edtf for f in group if f.around.date and not f.follows]  # a court's day is not the catch's
    if (
        around.date
        and dates
        and not any(_dates_agree(around.date.edtf, other) for other in dates)
        and not (_aftermath(fragment) and not all(_earlier(around.date.edtf, other) for other in dates))
    ):
        return True
    sentence = note.text[fragment.start : fragment.end]
    if fragment.block - group[-1].block <= 3 and (_THEIRS.search(sentence) or any(i.total for i in fragment.items)):
        return False
    places = [f.around.place for f in group if f.around.place and not f.follows]
    if (
        around.place
        and places
        and any(i.quantity for i in fragment.items)
        and all(_apart(around.place.where, place.where) for place in places)
    ):
        return True
    if group[-1].block > 0 and _other_persons(group, fragment):
        return True
    ships = {_vessel(note, f) for f in group} - {""}
    return bool(ships) and bool(_vessel(note, fragment)) and _vessel(note, fragment) not in ships


def _other_persons(group: Sequence[Fragment], fragment: Fragment) -> bool:
    """Persons newly told of, in other roles ("a lumberjack") than those of the group ("a diplomat")."""
    new = {p.role for p in fragment.parties if p.role and not p.definite} - VAGUE
    old = {p.role for f in group for p in f.parties if p.role} - VAGUE
    own = fragment.around.date is not None and (bool(fragment.items) or fragment.around.place is not None)
    return bool(own and new and old) and not new & old


def _aftermath(fragment: Fragment) -> bool:
    """Arrests, charges and expulsions told without goods may be dated later than the seizure they follow."""
    return fragment.follows or (
        not any(i.quantity for i in fragment.items) and set(fragment.kinds) <= {"arrest", "expulsion", "conviction"}
    )


def _caught_for_it(group: Sequence[Fragment], fragment: Fragment) -> bool:
    """Persons arrested, charged or expelled without a load of their own, and a load: elsewhere in one country, too."""
    if fragment.items or not fragment.kinds or not set(fragment.kinds) <= {"arrest", "expulsion", "conviction"}:
        return False
    return any(item.quantity is not None for told in group for item in told.items)


def _earlier(a: str, b: str) -> bool:
    """Whether the day or span ``a`` ends before ``b`` begins, as far as both are known."""
    low, high = a.split("/")[-1].strip("~?"), b.split("/")[0].strip("~?")
    size = min(len(low), len(high))
    return size >= len("2019") and "X" not in low + high and low[:size] < high[:size]


def _apart(a: Where, b: Where) -> bool:
    """Two known places of one fineness and another name; a name that no gazetteer knows may lie in any town."""
    fine = {"site", "town"}
    known = a.place_id is not None and b.place_id is not None
    return known and a.name != b.name and (a.level in fine) == (b.level in fine) and a.level in {*fine, "adm1"}


def _dates_agree(a: str, b: str) -> bool:
    if a.startswith(b) or b.startswith(a):
        return True
    parts_a, parts_b = a.split("/"), b.split("/")
    low_a, high_a, low_b, high_b = parts_a[0], parts_a[-1], parts_b[0], parts_b[-1]
    if len(parts_a) + len(parts_b) > 2 and all((low_a, high_a, low_b, high_b)):
        return low_a <= high_b + "~" and low_b <= high_a + "~"
    if len(a) == len(b) == 10 and a[:7] == b[:7]:
        return abs(int(a[8:]) - int(b[8:])) <= 2
    return False


def _own_setting(fragment: Fragment, group: Sequence[Fragment]) -> bool:
    around = fragment.around
    dates = {f.around.date.edtf for f in group if f.around.date}
    places = {f.around.place.where.name for f in group if f.around.place}
    return bool(
        (around.date and dates and around.date.edtf not in dates)
        or (around.place and places and around.place.where.name not in places)
    )


def _shared_goods(group: Sequence[Fragment], fragment: Fragment) -> bool:
    names = {i.name for f in group for i in f.items}
    return any(i.name in names or i.generic for i in fragment.items)


def _same_load(group: Sequence[Fragment], fragment: Fragment) -> bool:
    earlier = [i for f in group for i in f.items if i.quantity]
    return any(_same_quantity(i, j) for i in fragment.items if i.quantity for j in earlier if _same_good(i, j))


def _brings_new(note: Annotation, group: Sequence[Fragment], fragment: Fragment) -> bool:
    """Goods that the group does not have, or another quantity of the same goods: another load."""
    earlier = [i for f in group for i in f.items]
    if not earlier:
        return False
    near = fragment.block - group[-1].block <= 3
    theirs = near and bool(_THEIRS.search(note.text, fragment.start, fragment.end))
    beside = theirs or (near and not _own_setting(fragment, group))
    added = beside and bool(_ALSO.search(note.text, fragment.start, fragment.end))
    if near and any(item.total for item in fragment.items):
        return False
    for item in fragment.items:
        if item.quantity is None:
            continue
        same = [j for j in earlier if _same_good(item, j)]
        if any(j.quantity for j in same) and not any(_same_quantity(item, j) for j in same if j.quantity):
            return True
        told_beside = added or (near and _only_beside(fragment))
        if not same and not told_beside and any(j.quantity for j in earlier) and not _same_load(group, fragment):
            return True
    return False


def _only_beside(fragment: Fragment) -> bool:
    """Money and weapons alone are what lay beside a load told before."""
    return bool(fragment.items) and all(
        isinstance(item.good.entry, Good)
        and (item.good.entry.kind == "side" or item.good.entry.count_unit == "currency")
        for item in fragment.items
    )


def _same_good(a: Item, b: Item) -> bool:
    return a.name == b.name or a.generic or b.generic


def _same_quantity(a: Item, b: Item) -> bool:
    if a.quantity is None or b.quantity is None or a.unit != b.unit:
        return False
    return agree(a.quantity, b.quantity)


def agree(a: QuantitySpan, b: QuantitySpan) -> bool:
    """Whether two figures in one unit may be one: equal, or one of them rounded from the other."""
    for floor, other in ((a, b), (b, a)):
        if floor.qualifier == "at_least" and floor.value <= other.value <= _FLOOR * floor.value:
            return True  # "more than 500 grams" and the 794 grams of the search
    vague = a.qualifier != "exact" or b.qualifier != "exact"
    loose = _VAGUE if vague else _ROUNDED if _is_round(a.value) or _is_round(b.value) else 0.005
    return abs(a.value - b.value) <= loose * max(abs(a.value), abs(b.value))


def _is_round(value: float) -> bool:
    digits = f"{value:.6g}".replace(".", "").strip("0")
    return len(digits) <= 1


def _vessel(note: Annotation, fragment: Fragment) -> str:
    span = fragment.around.conveyance
    return re.sub(r"[^a-z0-9]", "", note.text[span[0] : span[1]].lower()) if span else ""
