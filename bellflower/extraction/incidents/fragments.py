"""A fragment is what one stretch of a sentence tells of one incident; several may tell of the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.cued import cued
from bellflower.extraction.incidents.afterwards import (
    loads_afterwards,
    loads_before,
    persons_afterwards,
    setting_afterwards,
)
from bellflower.extraction.incidents.circumstances import Circumstances, find_circumstances
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.frames import unreal
from bellflower.extraction.incidents.holding import may_hold, opens_group
from bellflower.extraction.incidents.items import Item, find_items
from bellflower.extraction.incidents.spreading import spread
from bellflower.extraction.incidents.stretches import clauses, stretches
from bellflower.extraction.incidents.sums import is_sum
from bellflower.extraction.incidents.suspects import choose_suspects, is_bare_arrest
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.modality import is_told, reality
from bellflower.extraction.persons.parties import Party, find_parties
from bellflower.packs import Act, Strength
from bellflower.records import Modality

_PASSED = cued(
    r"\b(?:got through|slipped through|went undetected|undetected|escaped detection|"
    r"earlier (?:shipments?|loads?|trips?)|"
    r"previous (?:shipments?|loads?|deliveries)|had already (?:delivered|shipped|sold|moved))\b",
    re.I,
)


_NEAR = 2  # sentences between an act and the goods it is done to
_ROBBERY = cued(r"\b(?:robbers?|robbed|burglars?|home invasion|intruders?|thieves|stole from)\b", re.I)


_NOT_DONE: dict[Modality, str] = {
    "negated": "the words beside it negate it",
    "denied": "it is told as denied, refuted or withdrawn",
    "planned": "it is told as planned, ordered or tried",
    "hypothetical": "it is told as possible: if, would, could, may",
    "historical": "it is told as a habit: often, usually, every year",
}
_CURT = 60  # characters of a sentence that says no more than that one was caught
_TOO_LITTLE = (
    "a weak verb needs a measured load, persons, or goods with a place or force; a strong one goods or persons; one "
    "that follows another act persons; an entry of a list a measured load or persons"
)


def find_fragments(note: Annotation) -> list[Fragment]:
    """All fragments of a text in order, cumulative statements among them (marked).

    What sentences say more of the persons is asked last, and only where there may be an incident to say it of.
    """
    fragments: list[Fragment] = []
    found_stretches = list(stretches(note))
    if not (note.is_traced or any(stretch.entry for stretch in found_stretches) or _acts_on_goods(note)):
        return fragments
    waiting: list[tuple[int, int, int, int]] = []  # sentences that may say more of persons, and where among the others
    begun = note.is_traced
    for number, stretch in enumerate(found_stretches):
        told, first = False, None
        named = note.of("act", stretch.start, stretch.end) or note.of("good", stretch.start, stretch.end)
        if not (fragments or stretch.entry or note.is_traced or named):
            continue  # nothing to tell, and nothing told before to say more of
        pieces = clauses(note, stretch)
        for clause in pieces:
            start, end = clause.start, clause.end
            beside = clause.aside and bool(note.of("act", stretch.start, stretch.end))
            found = list(_read(note, start, end, number, stretch.entry or told or beside))
            alone, persons = len(pieces) == 1 and not found, False
            if all(fragment.opens for fragment in found):
                more, persons = _afterwards(note, start, end, number)
                found += more
            begun = begun or any(map(opens_group, found))
            if persons and not alone:
                found += persons_afterwards(note, start, end, number)
            elif persons and begun:
                waiting.append((len(fragments) + len(found), start, end, number))
            if clause.aside:
                found = [msgspec.structs.replace(fragment, aside=True) for fragment in found]
            told = told or any(fragment.acts for fragment in found)
            fragments += [_in_the_same(fragment, first) for fragment in found] if first else found
            first = first or (found[0] if found else None)
    if note.is_traced or may_hold(note, fragments):
        for at, start, end, number in reversed(waiting):
            fragments[at:at] = persons_afterwards(note, start, end, number)
    return fragments


def _acts_on_goods(note: Annotation) -> bool:
    """Whether an act stands within two sentences of a good: a text of which that isn't so tells of no catch."""
    acting = [bool(note.of("act", start, end)) for start, end in note.sentences]
    return any(
        any(acting[max(0, k - _NEAR) : k + _NEAR + 1]) and note.of("good", start, end)
        for k, (start, end) in enumerate(note.sentences)
    )


def _afterwards(note: Annotation, start: int, end: int, block: int) -> tuple[list[Fragment], bool]:
    """What a clause without an incident of its own adds to the one just told, and whether it may name its persons."""
    told = [reality(note, act, start, end) for act in note.of("act", start, end)]
    if setting := setting_afterwards(note, start, end, block):
        return [setting], True
    if any(is_told(modality) for modality in told):
        return [], True
    if any(modality != "planned" for modality in told):
        return [], False
    return list(loads_afterwards(note, start, end, block)), True


def _in_the_same(fragment: Fragment, first: Fragment) -> Fragment:
    """A later clause of a sentence has the date and the country of the first where it names none of its own.

    One without a verb ("and 7 kg in July") goes on in the first one's place, too.
    """
    around = fragment.around
    if around.place is None and not fragment.acts:
        around = msgspec.structs.replace(around, place=first.around.place)
    if around.date is None:
        around = msgspec.structs.replace(around, date=first.around.date)
    if around.country is None or around.country_from == "weak":
        stated = first.around
        around = msgspec.structs.replace(
            around, country=stated.country, country_span=stated.country_span, country_from=stated.country_from
        )
    return msgspec.structs.replace(fragment, around=around)


def _read(note: Annotation, start: int, end: int, block: int, entry: bool) -> Iterator[Fragment]:
    clause = (start, end)
    if note.search(_ROBBERY, start, end):
        note.lost(clause, "robbery", "it tells of robbers or thieves: what they take is no haul")
        return
    acts = note.of("act", start, end)
    told = [(a, reality(note, a, start, end)) for a in acts]
    for act, how in told:
        if not is_told(how):
            note.lost(act, f"act {how}", _NOT_DONE[how])
    live = [a for a, modality in told if is_told(modality)]
    if not live and any(how != "planned" and not (entry and a.form == "noun") for a, how in told):
        note.lost(clause, "no act told as done", "every act in it is denied, negated, supposed or a habit")
        return
    if not live and not entry:
        note.lost(clause, "no act", "no verb or noun of a seizure, arrest or discovery that is told as done")
        return
    items = find_items(note, start, end)
    parties = [p for p in find_parties(note, start, end) if not p.speaks]
    if not items and not parties and any(isinstance(a.entry, Act) and a.entry.takes != "persons" for a in live):
        items, start = loads_before(note, start, end)
    elif items and all(item.generic and item.quantity is None for item in items):
        before, begin = loads_before(note, start, end)
        items, start = (before, begin) if before else (items, start)
    persons = any(isinstance(a.entry, Act) and a.entry.takes != "goods" for a in live)
    if not items and not parties and not persons:
        note.lost(clause, "nothing beside the act", "it names an act, and neither goods nor persons")
        around = find_circumstances(note, start, end, live, entry)
        if opening := _opening(note, start, end, block, live, (), around):
            yield opening
        return
    if live and (frame := unreal(note, start, end, live, items)):
        note.lost(clause, *frame)
        return
    around = find_circumstances(note, start, end, live, entry)
    suspects = choose_suspects(note, parties, live, around, entry)
    strengths = {a.entry.strength for a in live if isinstance(a.entry, Act)}
    measured = any(item.quantity is not None or _is_load(note, item) for item in items)
    if note.search(_PASSED, start, end) and "strong" not in strengths:
        note.lost(clause, "got through", "it tells of loads that were not caught")
        return
    if not _tells(strengths, items, measured, suspects, live, around):
        if opening := _opening(note, start, end, block, live, suspects, around):
            yield opening
            return
        note.lost(clause, "act weak and too little beside it", _TOO_LITTLE)
        return
    modality: Modality = "alleged" if any(m == "alleged" for a, m in told if a in live) else "asserted"
    base = Fragment(
        start=start,
        end=end,
        kinds=tuple(dict.fromkeys(a.entry.kind for a in live if isinstance(a.entry, Act))),
        acts=tuple(live),
        items=tuple(items),
        parties=tuple(suspects),
        around=around,
        modality=modality,
        block=block,
        follows=bool(live)
        and (strengths <= {"follow"} or is_bare_arrest(suspects, items, around, entry, note.text[end - 1] in '."')),
        cumulative=not entry and is_sum(note, (start, end), around, suspects, live, items),
        strong="strong" in strengths or measured,
        entry=entry,
    )
    if base.cumulative:
        note.lost(clause, "sum over a period", "it adds up what was caught over a period or in several places")
    yield from spread(note, base)


def _opening(
    note: Annotation,
    start: int,
    end: int,
    block: int,
    live: Sequence[Hit],
    suspects: Sequence[Party],
    around: Circumstances,
) -> Fragment | None:
    """A stop or a search told before what it brought to light: "On 29 January police pulled over a van."."""
    carried = bool(note.of("conveyance", start, end))
    done = [
        a for a in live if isinstance(a.entry, Act) and a.entry.strength != "follow" and (carried or a.form != "noun")
    ]
    arrest = end - start < _CURT and any(isinstance(a.entry, Act) and a.entry.kind == "arrest" for a in done)
    if not done or not (around.date or around.place or carried or suspects or arrest):
        return None
    return Fragment(
        start=start,
        end=end,
        kinds=tuple(dict.fromkeys(a.entry.kind for a in done if isinstance(a.entry, Act))),
        acts=tuple(done),
        items=(),
        parties=tuple(suspects),
        around=around,
        modality="asserted",
        block=block,
        follows=True,
        cumulative=False,
        strong=False,
        opens=True,
    )


def _tells(
    strengths: set[Strength],
    items: Sequence[Item],
    measured: bool,
    suspects: Sequence[Party],
    live: Sequence[Hit],
    around: Circumstances,
) -> bool:
    """Whether what a clause holds is enough for its acts: the weaker the verb, the more must stand beside it."""
    if not live:  # an entry of a list needs no verb
        return measured or bool(suspects)
    if "strong" in strengths:
        return bool(items) or bool(suspects)
    if "weak" in strengths:
        persons = any(isinstance(a.entry, Act) and a.entry.takes != "goods" for a in live)
        placed = around.country_from in ("place", "authority")
        return measured or (persons and bool(suspects)) or (bool(items) and placed)
    if "follow" in strengths:
        return bool(suspects)
    return any(i.quantity is not None and i.start <= i.good.start < i.end for i in items)


def _is_load(note: Annotation, item: Item) -> bool:
    """A good without a figure that is still a thing found: "a major shipment of illegal drugs", "a bag of ivory"."""
    window = max(0, item.start - 30)
    return any(
        re.fullmatch(r" (?:of )?(?:[\w-]+ ){0,3}", note.text[h.end : item.start] or " ")
        for h in note.of("partitive", window, item.start)
    )
