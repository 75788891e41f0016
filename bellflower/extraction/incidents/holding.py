"""What fragments must hold to make an incident, and whether any of a text's do: what decides is written once, here."""

from __future__ import annotations

from collections.abc import Sequence

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.frames import for_another_crime
from bellflower.extraction.incidents.items import Item
from bellflower.extraction.persons.parties import Party
from bellflower.packs import Conveyance, Good

TOO_LITTLE = (
    "an incident needs a measured load; or goods (no money, no weapons) with a place, a date or persons; or persons "
    "with a place, in a text that speaks of goods there"
)


def holds(note: Annotation, group: Sequence[Fragment], items: Sequence[Item], parties: Sequence[Party]) -> bool:
    """Whether a group of fragments with these loads and persons is an incident."""
    if any(i.quantity for i in items):
        return True
    if items and all(_is_slight(i) for i in items):
        # weapons, cars and money without a figure are what any robbery has, but for a whole ship or plane of them
        return _is_placed(group) and any(_in_ship_or_plane(note, f.start, f.end) for f in group)
    if items:
        return _is_placed(group) or _is_dated(group) or bool(parties)
    if any(_is_of_another_crime(note, f) for f in group):
        return False
    known = bool(parties) and _is_placed(group) and (_is_dated(group) or any(f.strong for f in group))
    return known and _about_goods(note, group)


def may_hold(note: Annotation, fragments: Sequence[Fragment]) -> bool:
    """Whether any group of ``fragments`` may be an incident, however they are put together and whoever is told of."""
    told = [f for f in fragments if not f.cumulative]
    items = [i for f in told for i in f.items]
    if any(i.quantity or not _is_slight(i) for i in items):
        return True
    if not _is_placed(told):
        return False
    if items and _in_ship_or_plane(note, 0, len(note.text)):
        return True
    # a group without goods begins with persons caught, in a clause that is more than the end of another's
    return any(f.parties and not (f.items or f.follows or _is_of_another_crime(note, f)) for f in told)


def opens_group(fragment: Fragment) -> bool:
    """Whether a fragment may be the first of an incident; others only say more of one."""
    return not fragment.cumulative and (bool(fragment.items) or not fragment.follows)


def is_side(item: Item) -> bool:
    """Whether an item is what is only found beside goods: a weapon, a vehicle."""
    return isinstance(item.good.entry, Good) and item.good.entry.kind == "side"


def _is_slight(item: Item) -> bool:
    return is_side(item) or item.name == "cash"


def _is_placed(group: Sequence[Fragment]) -> bool:
    around = [f.around for f in group]
    return any(a.place or a.country_from in ("place", "authority", "subject") or a.conveyance for a in around)


def _is_dated(group: Sequence[Fragment]) -> bool:
    return any(f.around.date for f in group)


def _is_of_another_crime(note: Annotation, fragment: Fragment) -> bool:
    return bool(fragment.acts) and for_another_crime(note, fragment.start, fragment.end)


def _in_ship_or_plane(note: Annotation, start: int, end: int) -> bool:
    return any(
        isinstance(hit.entry, Conveyance) and hit.entry.mode in ("sea", "air")
        for hit in note.of("conveyance", start, end)
    )


def _about_goods(note: Annotation, group: Sequence[Fragment]) -> bool:
    """Arrests count where the text around them speaks of goods."""
    return any(note.of("good", max(0, f.start - 400), f.end + 200) for f in group)
