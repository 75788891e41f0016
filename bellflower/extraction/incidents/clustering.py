"""Which fragments of one report tell of the same incident.

Fragments are taken in order; each joins the earlier incident that nothing speaks against and most speaks for, or
begins one of its own. Codebook rule 1: one enforcement act, one place, one operation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import cued
from bellflower.extraction.incidents.circumstances import find_circumstances, is_told_on
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.items import Item
from bellflower.extraction.incidents.retelling import ONE_MORE, retell
from bellflower.extraction.incidents.sameness import apart, dates_agree, earlier, same_good, same_quantity
from bellflower.extraction.persons.relations import VAGUE
from bellflower.packs import Good
from bellflower.patterns import regex

_ANNOUNCED = 3  # sentences from an arrest to the load that explains it
_BESIDE = 5  # sentences from a load to money and weapons that lay beside it
_REACH = 400  # characters from a group back to the day that opened its scene
_OPENING = 12  # characters from the beginning of a sentence to the day it begins with
_WEIGHED = frozenset({"kg", "l"})
_ANOTHER_LOAD = regex(r"\W*(?:another|a further) (?:about |some )?\d", re.I)
_BULLET = regex(r"[-*•–—▪·] ")
_OTHER_ACT = regex(
    r"\b(?:second|third|fourth|separate|other|another|different|next) (?:\w+ )?(?:raid|operation|case|incident|seizure|"
    r"bust|ship|boat|vessel|dhow|yacht|car|truck|lorry|bus|man|woman|person|passenger|suspect|courier|container)\b",
    re.I,
)
_ANOTHER = regex(
    r"^\W*(?:the (?:second|third|fourth|next|other|latest) (?:seizure|case|incident|find|haul|raid|operation|arrest|"
    r"bust|interception|shipment|load|catch)|"
    r"in (?:another|the (?:second|third|fourth|fifth|other|last|latest|most recent) (?:case|incident|operation|raid)|"
    r"a separate|a second|an earlier|a similar|a different|one|a third|other|a previous)|"
    r"separately|elsewhere|earlier|previously|"
    r"last (?:week|month|year)|another(?! (?:about |some )?\d)|meanwhile|in the same (?:month|year)|on one occasion|"
    r"days? (?:before|earlier|later)|a (?:week|month|year|day|few days|few weeks) (?:earlier|"
    r"later|before))\b",
    re.I,
)
_ALSO = cued(
    r"\b(?:also|as well|too|in addition|along with|further|their|his|her|its|besides|alongside|"
    r"the same (?:house|flat|car|truck|man|raid|search))\b",
    re.I,
)
_OF_IT = regex(
    r"The (?:drugs?|goods|haul|cargo|shipment|consignment|contraband|load|pills|tablets|horns?|ivory|tusks|cigarettes|"
    r"money|cash|gold|notes|narcotics|substance)\b"
)
_ADDS = cued(r"\b(?:also|as well|in addition|along with|besides|alongside)\b", re.I)
_THEIRS = cued(
    r"\b(?:their|his|her|the suspects?'|the couple's|the man's|the woman's) (?:\w+ )?(?:homes?|"
    r"house|flat|apartment|rooms?|cars?|vehicles?|"
    r"luggage|baggage|hotel|residences?|shop|warehouse|suitcases?|bags?|premises|farm|garage|boat)\b",
    re.I,
)
_OF_THEM = regex(
    r"\W*(?:he|she|they|both|all of them|the (?:man|men|woman|women|pair|two|three|four|suspects?|"
    r"truck|lorry|car|van|bus|vehicle|vessel|ship|boat|yacht|trawler|container|shipment|consignment|drugs?))\b",
    re.I,
)
_PART = regex(
    r"\b(?:the (?:first|second|third|other|remaining) (?:passenger|man|woman|suspect|bag|case|suitcase|package|parcel|"
    r"box|container|truck|car|driver|courier)|(?:from|on|in|inside) the (?:first|second|third|other|rest)|the rest|"
    r"the remainder|the remaining|of (?:it|this|that|these|which|them)|each of)\b",
    re.I,
)
_SAME = regex(
    r"\b(?:the (?:drugs?|shipment|haul|consignment|cargo|load|contraband|seizure|goods|pair|"
    r"duo|trio|two|three|four|men|women|suspects?|man|woman|couple|arrests?|bust|raid|operation|"
    r"find|packages?|crew|ship|vessel|container|narcotics|diplomats?|captain|driver)|they|he|"
    r"she|both|these|those|all of them|it)\b",
    re.I,
)


def cluster(note: Annotation, fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The fragments of each incident, in the order in which the report first tells of them."""
    groups: list[list[Fragment]] = []
    summed = -_ANNOUNCED
    stray: list[Fragment] = []  # loads told before anybody is caught with them
    announced: list[Fragment] = []  # persons caught, told before what they were caught with
    for index, fragment in enumerate(fragments):
        if fragment.cumulative:
            summed = fragment.block
            continue
        announced = [told for told in announced if fragment.block - told.block <= _ANNOUNCED]
        if fragment.opens and groups and _says_more(note, groups[-1], fragment):
            groups[-1].append(fragment)
            continue
        if fragment.opens:
            announced.append(fragment)
            continue
        if announced and announced[-1].opens and announced[-1].start == fragment.start and not fragment.items:
            if _load_follows(fragments, index):
                continue  # its persons are those of the stop or search
            announced.pop()
        if _opened_anew(note, groups, announced, fragment):
            groups.append([*_before(note, announced, fragment), fragment])
            announced = []
            continue
        best, score = None, 0
        opened = bool(groups) and _scene_opened(note, groups[-1], fragment)
        for age, group in enumerate(reversed(groups)):
            if opened and not _same_load(group, fragment):
                continue
            points = _points(note, groups, group, fragment, age)
            if points > score:
                best, score = group, points
        if (best is None or score < 2) and (whole := _whole(note, groups, fragment)):
            whole.append(msgspec.structs.replace(fragment, items=()))
            continue
        if best is not None and score >= 2:
            if fragment.items and not any(_has_day(told) and not _expelled([told]) for told in best):
                best += [told for told in _before(note, announced, fragment) if not _contradicts(note, best, told)]
            if fragment.items:
                announced = []
            best.append(fragment)
        elif opened and fragment.acts and fragment.parties and not fragment.items:
            announced.append(fragment)
        elif not fragment.follows or (fragment.acts and fragment.items and fragment.parties):
            groups.append([*_before(note, announced, fragment), fragment])
            announced = []
        elif fragment.acts and fragment.parties and stray and fragment.block - stray[-1].block <= _ANNOUNCED:
            groups.append([*stray, fragment])
            stray = []
        elif fragment.acts:
            announced.append(fragment)
        elif fragment.block - summed >= _ANNOUNCED and fragment.items and any(t.strong or t.opens for t in announced):
            around = find_circumstances(note, fragment.start, fragment.end, ())
            groups.append([*announced, msgspec.structs.replace(fragment, around=around)])
            announced = []
        elif fragment.items and not fragment.acts and (opener := _last_arrest(groups, fragment)):
            groups.append([opener, fragment])
        elif fragment.items and fragment.block - summed >= _ANNOUNCED:
            stray = [one for one in stray if fragment.block - one.block <= 1]
            stray.append(fragment)
        else:
            why = "it only says more of an incident, and none was told before that it fits"
            note.lost((fragment.start, fragment.end), "follows nothing told", why)
    return retell(note, _with_their_loads(note, groups))


def _with_their_loads(note: Annotation, groups: Sequence[list[Fragment]]) -> list[list[Fragment]]:
    """Persons caught and, in the sentence after, what was found: one incident where nothing speaks against it."""
    joined: list[list[Fragment]] = []
    for group in groups:
        last = joined[-1] if joined else None
        if last is not None and _found_with_them(note, last, group):
            last += group
        else:
            joined.append(group)
    return joined


def _found_with_them(note: Annotation, caught: Sequence[Fragment], load: Sequence[Fragment]) -> bool:
    if any(f.items for f in caught) or not any(f.parties and f.acts for f in caught):
        return False
    first = load[0]
    near = 0 < first.block - caught[-1].block <= 2
    alone = not any(f.parties for f in load) and any(item.quantity for item in first.items)
    if not (near and alone) or _ANOTHER.match(note.text[first.start : first.end]) or first.entry:
        return False
    return not any(_contradicts(note, caught, f) or _on_other_days(told, f) for f in load for told in caught)


def _has_day(fragment: Fragment) -> bool:
    date = fragment.around.date
    return date is not None and ("-" in date.edtf or "/" in date.edtf)


def _scene_opened(note: Annotation, group: Sequence[Fragment], fragment: Fragment) -> bool:
    """Whether a sentence between a group and ``fragment`` opens another scene: it begins with a day of its own."""
    first, last = min(told.start for told in group), max(told.end for told in group)
    days = {told.around.date.edtf for told in group if told.around.date}
    days = days or set(_opening_days(note, first - _REACH, first))
    fresh = _opening_days(note, last, fragment.start)
    return bool(days) and any(not any(dates_agree(day, other) for other in days) for day in fresh)


def _opening_days(note: Annotation, low: int, high: int) -> Iterator[str]:
    """The days with which sentences between ``low`` and ``high`` begin."""
    for start, end in note.sentences:
        if low <= start < end <= high:
            for date in within(note.dates, start, min(end, start + _OPENING)):
                if date.edtf.count("-") == 2 and not is_told_on(note, date, start):
                    yield date.edtf


def _whole(note: Annotation, groups: Sequence[list[Fragment]], fragment: Fragment) -> list[Fragment] | None:
    """The group of whose load a part is told: "From the second passenger 1.8 kg was recovered"."""
    if not groups or not fragment.items or not _PART.search(note.text, fragment.start, fragment.end):
        return None
    group = groups[-1]
    own = fragment.around.date or fragment.around.place
    if fragment.block - group[-1].block > _ANNOUNCED or own or fragment.entry:
        return None
    loads = [item for told in group for item in told.items if item.quantity]
    parts = [item for item in fragment.items if item.quantity]
    inside = all(any(same_good(i, j) and i.unit == j.unit and _is_less(i, j) for j in loads) for i in parts)
    return group if parts and inside else None


def _is_less(a: Item, b: Item) -> bool:
    return a.quantity is not None and b.quantity is not None and a.quantity.value < b.quantity.value


def _says_more(note: Annotation, group: Sequence[Fragment], fragment: Fragment) -> bool:
    """ "He was arrested at Suvarnabhumi on 29 May": when or where those just told of were caught."""
    distance = fragment.block - group[-1].block
    of_them = (
        distance <= 1
        and not {"arrest", "interception"}.isdisjoint(fragment.kinds)
        and bool(_OF_THEM.match(note.text, fragment.start))
    )
    of_it = distance <= 2 and bool(_OF_IT.match(note.text, fragment.start))
    return (of_them or of_it) and not _contradicts(note, group, fragment)


def _load_follows(fragments: Sequence[Fragment], index: int) -> bool:
    """Whether the next load told is one without a verb of its own, close by: "The van held 900 cartons"."""
    later = [f for f in fragments[index + 1 :] if f.items and not f.cumulative][:1]
    return any(not f.acts and f.block - fragments[index].block <= _ANNOUNCED for f in later)


def _last_arrest(groups: Sequence[list[Fragment]], fragment: Fragment) -> Fragment | None:
    """The arrest told just before a load that is not that of its group: both are taken out as one of their own."""
    for group in groups:
        last = group[-1]
        lone = last.acts and last.parties and not last.items and (last.around.date or last.around.place)
        if len(group) > 1 and lone and 0 <= fragment.block - last.block <= 1 and last.start < fragment.start:
            return group.pop()
    return None


def _opened_anew(
    note: Annotation, groups: Sequence[Sequence[Fragment]], announced: Sequence[Fragment], fragment: Fragment
) -> bool:
    """Whether a load without a verb of its own was opened by a stop or search that is none of those told before."""
    if not groups or not fragment.items or not announced or not announced[-1].opens:
        return False
    opening = announced[-1]
    if fragment.acts and not (
        fragment.block - opening.block == 1 and _ANOTHER.match(note.text[opening.start : opening.end])
    ):
        return False
    if opening.start < max(told.start for group in groups for told in group):
        return False
    return _contradicts(note, groups[-1], opening) or bool(_ANOTHER.match(note.text[opening.start : opening.end]))


def _before(note: Annotation, announced: Sequence[Fragment], fragment: Fragment) -> list[Fragment]:
    """Those of the persons told before whom the load of ``fragment`` explains."""
    if _ANOTHER.match(note.text[fragment.start : fragment.end]) or not fragment.items:
        return []
    told = [one for one in announced if one.opens or not _new_persons(fragment)]
    return [one for one in told if not (_contradicts(note, [one], fragment) or _on_other_days(one, fragment))]


def _judged_later(one: Fragment, fragment: Fragment) -> bool:
    """Whether a sentence or charge comes after the catch for which it was given."""
    days = fragment.around.date, one.around.date
    return one.follows and None not in days and earlier(*(day.edtf for day in days if day is not None))


def _on_other_days(a: Fragment, b: Fragment) -> bool:
    days = a.around.date, b.around.date
    return (
        None not in days and not _judged_later(a, b) and not dates_agree(*(day.edtf for day in days if day is not None))
    )


def _points(
    note: Annotation, groups: Sequence[Sequence[Fragment]], group: Sequence[Fragment], fragment: Fragment, age: int
) -> int:
    if _contradicts(note, group, fragment):
        return 0
    distance = fragment.block - group[-1].block
    new = _brings_new(note, group, fragment)
    if new and not (fragment.block == group[-1].block and fragment.entry):
        note.lost((fragment.start, fragment.end), "another load", "its goods or figures are none of those told before")
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
    if distance <= _BESIDE and _only_beside(fragment) and not _own_setting(fragment, group):
        points += 2
    if _caught_for_it(group, fragment) and (len(groups) == 1 or (age == 0 and distance <= 2 and _known(fragment))):
        points += 1
    if distance <= 1 and _seized_there(group, fragment):
        points += 3
    if age == 0 and distance <= _ANNOUNCED and _expelled_for(group, fragment) and fragment.acts and not fragment.entry:
        points += 2
    if distance <= _ANNOUNCED and any(item.more for item in fragment.items) and not _OTHER_ACT.search(sentence):
        points += 0 if _own_setting(fragment, group) else 6  # "another 11 kilos were in the locker"
    if _ANOTHER.match(sentence):
        points -= 3
    return points - (1 if age > 1 else 0)


def _contradicts(note: Annotation, group: Sequence[Fragment], fragment: Fragment) -> bool:
    clause = (fragment.start, fragment.end)
    if fragment.entry and fragment.block != group[-1].block:
        return not note.lost(clause, "entry of its own", "each entry of a list tells of its own incident")
    if _goes_on(group, fragment):
        return False
    if fragment.items and _on_a_later_bullet(note, group, fragment):
        return True
    if fragment.aside and any(f.aside and f.block == fragment.block for f in group):
        return not note.lost(clause, "side by side", "one clause tells of several incidents side by side")
    around = fragment.around
    countries = {f.around.country for f in group if f.around.country and f.around.country_from != "weak"}
    if around.country and around.country_from != "weak" and countries and around.country not in countries:
        return not note.lost(clause, "another country", "it happened in another country than what was told before")
    dates = [f.around.date.edtf for f in group if f.around.date and not f.follows]  # a court's day is not the catch's
    if (
        around.date
        and dates
        and not any(dates_agree(around.date.edtf, other) for other in dates)
        and not (_aftermath(fragment) and not all(earlier(around.date.edtf, other) for other in dates))
        and not (_expelled_for(group, fragment) and all(earlier(around.date.edtf, other) for other in dates))
    ):
        return not note.lost(clause, "another date", "it happened on another day than what was told before")
    sentence = note.text[fragment.start : fragment.end]
    if fragment.block - group[-1].block <= 3 and (_THEIRS.search(sentence) or any(i.total for i in fragment.items)):
        return False
    if fragment.acts and any(i.quantity for i in fragment.items) and ONE_MORE.match(sentence):
        return not note.lost(clause, "one more", "its first words open another case, with a load of its own")
    places = [f.around.place for f in group if f.around.place and not f.follows]
    if (
        around.place
        and places
        and any(i.quantity for i in fragment.items)
        and all(apart(around.place.where, place.where) for place in places)
    ):
        return not note.lost(clause, "another place", "it happened in another place than what was told before")
    if group[-1].block > 0 and _other_persons(group, fragment):
        return not note.lost(clause, "other persons", "its persons have other roles than those told of before")
    ships = {_vessel(note, f) for f in group} - {""}
    if ships and _vessel(note, fragment) and _vessel(note, fragment) not in ships:
        return not note.lost(clause, "another vessel", "it tells of another vessel than before")
    return False


def _on_a_later_bullet(note: Annotation, group: Sequence[Fragment], fragment: Fragment) -> bool:
    line = note.text.rfind("\n", 0, fragment.start) + 1
    return bool(_BULLET.match(note.text, line)) and group[-1].start < line


def _goes_on(group: Sequence[Fragment], fragment: Fragment) -> bool:
    """ "The remaining two were caught in Auckland": those of a group told just before, also in another town."""
    told = any(party.relation in ("others", "all", "same", "part") for party in fragment.parties[:1])
    near = fragment.block - group[-1].block <= 1 and any(f.parties for f in group)
    return told and near and (not fragment.items or _only_beside(fragment))


def _other_persons(group: Sequence[Fragment], fragment: Fragment) -> bool:
    """Persons newly told of, in other roles ("a lumberjack") than those of the group ("a diplomat")."""
    new = {p.role for p in fragment.parties if p.role and not (p.definite or p.ordinal)} - VAGUE
    old = {p.role for f in group for p in f.parties if p.role} - VAGUE
    if any(p.definite and p.role in old for p in fragment.parties):
        return False
    own = fragment.around.date is not None and (bool(fragment.items) or fragment.around.place is not None)
    return bool(own and new and old) and not new & old


def _aftermath(fragment: Fragment) -> bool:
    """Arrests, charges and expulsions told without goods may be dated later than the seizure they follow."""
    if fragment.opens:
        return False
    return fragment.follows or (
        not any(i.quantity for i in fragment.items) and set(fragment.kinds) <= {"arrest", "expulsion", "conviction"}
    )


def _seized_there(group: Sequence[Fragment], fragment: Fragment) -> bool:
    """What was seized, told right after persons caught without a load: "Another 5.53 kg were seized"."""
    around = fragment.around
    bare = bool(fragment.items) and not (around.date or around.place or fragment.parties)
    return bare and bool(group[-1].parties) and not any(f.items for f in group)


def _known(fragment: Fragment) -> bool:
    """Whether its persons are told as known ("the broker"), or its act without a day or a place of its own."""
    return any(p.definite for p in fragment.parties) or not (fragment.around.date and fragment.around.place)


def _caught_for_it(group: Sequence[Fragment], fragment: Fragment) -> bool:
    """Persons arrested, charged or expelled without a load of their own, and a load: elsewhere in one country, too."""
    if fragment.items or not fragment.kinds or not set(fragment.kinds) <= {"arrest", "expulsion", "conviction"}:
        return False
    return any(item.quantity is not None for told in group for item in told.items)


def _new_persons(fragment: Fragment) -> bool:
    return any(party.relation == "new" and not party.definite for party in fragment.parties)


def _expelled(group: Sequence[Fragment]) -> bool:
    """Persons expelled, told before what they had done: "Norway sent two attachés home. Customs had found ..."."""
    kinds = {kind for told in group for kind in told.kinds}
    return "expulsion" in kinds <= {"expulsion", "arrest", "conviction"} and not any(told.items for told in group)


def _expelled_for(group: Sequence[Fragment], fragment: Fragment) -> bool:
    """As :func:`_expelled`, also where the goods were named and ``fragment`` measures them: "for selling spirits"."""
    bare = [
        msgspec.structs.replace(told, items=()) for told in group if all(item.quantity is None for item in told.items)
    ]
    named = len(bare) == len(group) and _shared_goods(group, fragment)
    return _expelled(bare if named else group)


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
    return any(same_quantity(i, j) for i in fragment.items if i.quantity for j in earlier if same_good(i, j))


def _brings_new(note: Annotation, group: Sequence[Fragment], fragment: Fragment) -> bool:
    """Goods that the group does not have, or another quantity of the same goods: another load."""
    earlier = [i for f in group for i in f.items]
    if not earlier:
        return False
    near = fragment.block - group[-1].block <= 3
    theirs = near and bool(note.search(_THEIRS, fragment.start, fragment.end))
    beside = theirs or (near and not _own_setting(fragment, group))
    more = not fragment.acts and fragment.block - group[-1].block <= _ANNOUNCED
    another = near and bool(_ANOTHER_LOAD.match(note.text, fragment.start))
    added = beside and (more or another or bool(note.search(_ALSO, fragment.start, fragment.end)))
    if near and any(item.total for item in fragment.items):
        return False
    elsewhere = _own_setting(fragment, group) or _OTHER_ACT.search(note.text, fragment.start, fragment.end)
    for item in fragment.items:
        if item.quantity is None or (near and (item.packed or (item.more and not elsewhere))):
            continue
        same = [j for j in earlier if same_good(item, j)]
        measured = [j for j in same if j.quantity and not (near and _weight_and_number(item, j))]
        if measured and not any(same_quantity(item, j) for j in measured):
            return True
        told_beside = added or (fragment.block - group[-1].block <= _BESIDE and _only_beside(fragment))
        if not same and not told_beside and any(j.quantity for j in earlier) and not _same_load(group, fragment):
            return True
    return False


def _weight_and_number(a: Item, b: Item) -> bool:
    """11 horns and 19.4 kg: both may measure one load."""
    return (a.unit in _WEIGHED) != (b.unit in _WEIGHED)


def _only_beside(fragment: Fragment) -> bool:
    """Money and weapons alone are what lay beside a load told before."""
    return bool(fragment.items) and all(
        isinstance(item.good.entry, Good)
        and (item.good.entry.kind == "side" or item.good.entry.count_unit == "currency")
        for item in fragment.items
    )


def _vessel(note: Annotation, fragment: Fragment) -> str:
    span = fragment.around.conveyance
    return re.sub(r"[^a-z0-9]", "", note.text[span[0] : span[1]].lower()) if span else ""
