"""Which fragments of a Korean report tell of one incident: each joins one told before that nothing speaks against."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bellflower.extraction.dates.edtf import bounds
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.items import Item
from bellflower.extraction.incidents.money import is_money
from bellflower.extraction.incidents.sameness import agree
from bellflower.extraction.korean.note import KoreanNote
from bellflower.patterns import regex

_SAME = regex(
    r"이들|이 (?:남성|여성|남자|여자|직원|외교관|배|선박|사건|부부|두|세)|그는|그의|그로부터|이로써|이번|당시"
    r"|현장에서|해당|같은 (?:날|혐의|장소|배)"
    r"|(?:체포|구속|검거|적발|압수|붙잡)\S{0,2} (?:사람|남성|외교관|선원|이들|필로폰|마약|\d+명|두 명|세 명)"
)
_ADDS = regex(r"[가-힣\d](?:도)\s(?:함께\s|추가로\s|같이\s)?(?:압수|발견|찾아내|회수|나왔|적발)|추가로|함께 압수|또한")
_ANOTHER = regex(
    r"^\W*(?:앞서|이에 앞서|이와 별도로|별도로|다른|또 다른|지난해|작년|그 전|과거|또 지난|같은 달|이듬해)"
)
_LEAD = 3  # sentences in which a headline is told again
_NEAR = 3  # sentences within which a fragment without a setting of its own goes on with the one before
_DAYS_APART = 3  # between an arrest and what follows from it


def cluster(note: KoreanNote, fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The fragments of each incident, in the order in which the report first tells of them; sums are left out."""
    groups: list[list[Fragment]] = []
    for fragment in fragments:
        if fragment.cumulative:
            continue
        for age, group in enumerate(reversed(groups)):
            if not _excluded(note, group, fragment) and _joins(note, group, fragment, age):
                group.append(fragment)
                break
        else:
            if fragment.acts:
                groups.append([fragment])
    return groups


def _joins(note: KoreanNote, group: Sequence[Fragment], fragment: Fragment, age: int) -> bool:
    words = note.text[fragment.start : fragment.end]
    distance = fragment.block - group[-1].block
    if distance == 0:
        return not (fragment.aside and group[-1].aside) or not _own_setting(group, fragment)
    if not fragment.acts:
        return age == 0
    if age == 0 and distance <= _NEAR and _says_nothing_new(group, fragment):
        return True
    headline = group[0].block == 0 and not any(f.around.date for f in group if f.block == 0)
    if _same_load(group, fragment) or (headline and fragment.block <= _LEAD and not _ANOTHER.match(words)):
        return True
    if _ANOTHER.match(words):
        return False
    if distance > _NEAR and age == 0:
        return fragment.follows and not _own_setting(group, fragment)
    if age:
        return False
    if _SAME.search(words) or _ADDS.search(words):
        return True
    if fragment.follows:
        return distance == 1 or not _own_setting(group, fragment)
    return not _own_setting(group, fragment)


def _says_nothing_new(group: Sequence[Fragment], fragment: Fragment) -> bool:
    """The goods of before, without a figure, a date or a place: 압수한 필로폰은 …"""
    names = {i.name for f in group for i in f.items}
    bare = all(i.quantity is None and (i.name in names or i.generic) for i in fragment.items)
    return bare and not _own_setting(group, fragment) and not any(p.count and p.count > 1 for p in fragment.parties)


def _own_setting(group: Sequence[Fragment], fragment: Fragment) -> bool:
    """Whether a fragment tells of a date, place or country that its group has not."""
    around, known = fragment.around, [f.around for f in group]
    if around.date is not None and around.date.edtf not in {a.date.edtf for a in known if a.date}:
        return True
    if around.place is not None and around.place.where.name not in {a.place.where.name for a in known if a.place}:
        return True
    return around.country_from == "place" and around.country not in {a.country for a in known}


def _excluded(note: KoreanNote, group: Sequence[Fragment], fragment: Fragment) -> bool:
    """Another country, date, vessel, or another quantity of the same goods."""
    around = fragment.around
    countries = {f.around.country for f in group if f.around.country and f.around.country_from != "weak"}
    if around.country and around.country_from != "weak" and countries and around.country not in countries:
        return True
    dates = [f.around.date.edtf for f in group if f.around.date]
    if around.date and dates and not any(_near(around.date.edtf, d, fragment) for d in dates):
        return True
    ships = {_ship(note, f) for f in group} - {""}
    if ships and _ship(note, fragment) not in ships | {""}:
        return True
    places = {f.around.place.where.name for f in group if f.around.place and f.around.place.where.level == "town"}
    towns = around.place is not None and around.place.where.level == "town" and around.place.where.name not in places
    if towns and places and any(i.quantity for i in fragment.items):
        return True
    return _another_load(note, group, fragment)


def _near(a: str, b: str, fragment: Fragment) -> bool:
    """Whether two dates may be of one incident: they overlap, or what is told only follows within days or weeks."""
    first, second = bounds(a), bounds(b)
    if first is None or second is None:
        return a == b
    if first[0] <= second[1] and second[0] <= first[1]:
        return True
    days = max((first[0] - second[1]).days, (second[0] - first[1]).days)
    measured = any(item.quantity for item in fragment.items)
    return (days <= _DAYS_APART and not measured) or (fragment.follows and 0 < (first[0] - second[1]).days <= 31)


def _ship(note: KoreanNote, fragment: Fragment) -> str:
    span = fragment.around.conveyance
    return re.sub(r"\s", "", note.text[span[0] : span[1]]) if span else ""


def _same_load(group: Sequence[Fragment], fragment: Fragment) -> bool:
    earlier = [i for f in group for i in f.items]
    return any(_agree(i, j) for i in fragment.items for j in earlier)


def _agree(a: Item, b: Item) -> bool:
    same = a.name == b.name or a.generic or b.generic
    return bool(same and a.quantity and b.quantity and a.unit == b.unit and agree(a.quantity, b.quantity))


def _another_load(note: KoreanNote, group: Sequence[Fragment], fragment: Fragment) -> bool:
    """The same goods in another quantity are another load, unless they are said to be added or the sum."""
    if _ADDS.search(note.text, fragment.start, fragment.end):
        return False
    earlier = [i for f in group for i in f.items if i.quantity]
    for item in fragment.items:
        if item.quantity is None or item.total or is_money(item.good):
            continue
        same = [j for j in earlier if j.name == item.name and j.unit == item.unit]
        if same and not any(_agree(item, j) for j in same):
            return True
    return False
