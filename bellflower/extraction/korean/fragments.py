"""Korean sentences to fragments: what a clause tells of one incident."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import msgspec

from bellflower.extraction.annotation import within
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.items import Item
from bellflower.extraction.korean.acts import Told, find_acts
from bellflower.extraction.korean.circumstances import find_circumstances
from bellflower.extraction.korean.items import find_items
from bellflower.extraction.korean.note import KoreanNote
from bellflower.extraction.korean.persons import find_parties
from bellflower.extraction.korean.sums import is_sum
from bellflower.extraction.persons.parties import Party
from bellflower.packs import Strength
from bellflower.patterns import regex

_GOES_ON = regex(r"[^\s.,]{0,5}?(?:고|며|는데|지만|으나|나|자)(?:,\s|\s)")
_SEPARATE = regex(r"[;·]\s|,\s")
_QUALIFIES = regex(r"(?:하고|한|하던|해 온|된)\s(?!뒤|후|것|바|데|채|혐의)")  # 마약을 적발한 직원


def find_fragments(note: KoreanNote) -> list[Fragment]:
    """All fragments of a text in order, sums over a period among them (marked)."""
    fragments: list[Fragment] = []
    for number, (start, end) in enumerate(note.sentences):
        acts = find_acts(note, start, end)
        if not any(told.live for told in acts):
            fragments += _afterwards(note, start, end, number, acts, fragments)
            continue
        spans = list(_clauses(note, start, end, acts))
        for first, last in spans:
            own = [told for told in acts if first <= told.hit.start < last]
            fragment = _fragment(note, first, last, number, own)
            if fragment is not None:
                fragments.append(msgspec.structs.replace(fragment, aside=len(spans) > 1))
    return fragments


def _clauses(note: KoreanNote, start: int, end: int, acts: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """A sentence cut behind a live act where what follows has a date or place, an act, and goods or persons itself."""
    live = [told for told in acts if told.live]
    begin = start
    for told, following in itertools.pairwise(live):
        cut = (
            _GOES_ON.match(note.text, told.hit.end, end)
            if told.verbal
            else _SEPARATE.match(note.text, told.hit.end, end)
        )
        if cut is None or cut.end() > following.hit.start:
            continue
        own = within(note.dates, cut.end(), following.hit.start) or _own_scene(note, cut.end(), following, end)
        if own and (find_items(note, cut.end(), end) or find_parties(note, cut.end(), end, [following])):
            yield begin, cut.end()
            begin = cut.end()
    yield begin, end


def _own_scene(note: KoreanNote, start: int, act: Told, end: int) -> bool:
    """Whether a clause opens with a place of its own: …에서는 …이 체포됐다."""
    around = find_circumstances(note, start, end, [act])
    return around.place is not None and around.country_from == "place" and around.place.start - start < 16


def _fragment(note: KoreanNote, start: int, end: int, block: int, acts: Sequence[Told]) -> Fragment | None:
    live = [told for told in acts if told.live]
    if not live:
        return None
    items = find_items(note, start, end)
    parties = find_parties(note, start, end, acts)
    persons = parties if any(told.act.takes != "goods" for told in live) or items else []
    around = find_circumstances(note, start, end, live)
    strengths = {told.act.strength for told in live}
    measured = any(item.quantity is not None for item in items)
    if not _tells(strengths, items, measured, persons, around.place is not None or around.country is not None):
        return None
    if all(_QUALIFIES.match(note.text, told.hit.end) for told in live) and not (
        measured or any(p.count for p in persons)
    ):
        return None
    cumulative = is_sum(note, start, end, live, around.date)
    return Fragment(
        start=start,
        end=end,
        kinds=tuple(dict.fromkeys(told.act.kind for told in live if told.act.strength != "context"))
        or tuple(dict.fromkeys(told.act.kind for told in live)),
        acts=tuple(told.hit for told in live),
        items=tuple(items),
        parties=tuple(persons),
        around=around,
        modality="alleged" if any(told.modality == "alleged" for told in live) else "asserted",
        block=block,
        follows=strengths <= {"follow"} or (not items and not around.place and bool(persons)),
        cumulative=cumulative,
        strong="strong" in strengths or measured,
    )


def _tells(
    strengths: set[Strength], items: Sequence[Item], measured: bool, persons: Sequence[Party], placed: bool
) -> bool:
    counted = any(p.count or p.nationality or p.name for p in persons)
    items = [item for item in items if not item.generic or item.quantity is not None]
    if strengths <= {"context"}:
        return measured
    if strengths <= {"follow", "context"}:
        return bool(persons)
    return measured or counted or (bool(items) and (placed or bool(persons))) or (bool(persons) and placed)


def _afterwards(
    note: KoreanNote, start: int, end: int, block: int, acts: Sequence[Told], told: Sequence[Fragment]
) -> Iterator[Fragment]:
    """A sentence without an act behind an incident that says how much the load was: 액면가로는 26만 달러에 이른다."""
    if acts or not told or told[-1].cumulative or block - told[-1].block > 1:
        return
    named = {item.name for item in told[-1].items}
    items = [i for i in find_items(note, start, end) if i.quantity is not None and i.name in named]
    persons = [p for p in find_parties(note, start, end, acts) if p.relation == "part"]
    if (items and _MEASURES.search(note.text, start, end)) or persons:
        yield msgspec.structs.replace(
            told[-1],
            start=start,
            end=end,
            acts=(),
            items=tuple(items),
            parties=tuple(persons),
            block=block,
            follows=True,
        )


_MEASURES = regex(
    r"(?:에 (?:이르|달하|이른|달한|해당)|이었다|였다|로 (?:확인|밝혀|조사)|으로 (?:확인|밝혀|조사)|분량이)"
)
