"""A fragment is what one stretch of a sentence tells of one incident; several may tell of the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.circumstances import Circumstances, find_circumstances, listed_role
from bellflower.extraction.fragment import Fragment
from bellflower.extraction.items import Item, find_items
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.modality import is_told, reality
from bellflower.extraction.parties import Party, find_parties
from bellflower.extraction.spreading import spread
from bellflower.extraction.suspects import choose_suspects, is_bare_arrest, told_afterwards
from bellflower.packs import Act
from bellflower.records import Modality

_CUT = re.compile(
    r"; |, while |, whereas |,? while in |, and |, then |, followed by |, but | and (?=(?:in|on|the second|another|a second|two|three|a further)\b)|, (?=in (?:January|February|March|April|May|June|July|August|September|October|November|December|\d{4}))|\. "
)
_LIST_HEAD = re.compile(r"\s*(?:[-*•–—▪·]|\(?\d{1,3}[.)])?\s*")
_CUMULATIVE = re.compile(
    r"\b(?:fiscal year|since (?:the (?:start|beginning)|January|then|\d{4}|last|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|so far (?:this|in)|in all of|all of \d{4}|nationwide|"
    r"(?:in|during|over|for|across) the (?:first|last|past|previous|whole|same) (?:\w+ )?(?:months?|years?|half|quarter|decades?|weeks?|period)|"
    r"first (?:\w+ )?(?:months|half|quarter)|per year|annually|each year|every year|year-on-year|compared (?:with|to) (?:\d|last)|"
    r"in (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:\w+ )?(?:operations|cases|seizures|incidents|attempts)|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:separate |smuggling )?(?:attempts|seizures|cases)|"
    r"(?:up|down) from (?:\d|last|about|some|the previous)|double the|between \d{4} and \d{4}|from \d{4} to \d{4}|across (?:all|the whole) of|"
    r"throughout (?:the year|\d{4})|during (?:all of )?\d{4}|for the year)\b",
    re.I,
)
_SUMMING = re.compile(
    r"\b(?:a total of|in total|overall|altogether|that year|worldwide|a year|tally|figures|statistics|record (?:amount|quantity|year)|bring(?:s|ing)? (?!the )(?:[\w']+ ){1,3}total|"
    r"(?:\d+|dozens of|hundreds of|several|many) (?:\w+ )?(?:seizures|cases|incidents|operations|arrests|raids|attempts))\b",
    re.I,
)
_PASSED = re.compile(
    r"\b(?:got through|slipped through|went undetected|undetected|escaped detection|earlier shipments?|previous (?:shipments?|loads?|deliveries)|had already (?:delivered|shipped|sold|moved))\b",
    re.I,
)


_LOAD = re.compile(
    r"\b(?:the|this|that|its|their|also) (?:\w+ ){0,2}(?:load|haul|drugs?|shipment|consignment|cargo|find|total|weight|bags?|sacks?|"
    r"packages?|parcels?|boxes|bales|contents|suitcases?|tusks|pills|tablets|found|lot|catch|powder|bricks|bars|containers?)\b"
    r"|^(?:inside|they (?:contain|held|weighed|were found to)|it (?:weighed|held|contained)|weighed|(?:on|in|inside|with) (?:it|them|him|her)|under|there were|altogether)\b",
    re.I,
)


_PLURAL_ACTS = frozenset(
    ["seizures", "arrests", "hauls", "confiscations", "interceptions", "interdictions", "busts", "convictions"]
)
_NATIONAL_BODIES = ("authorities", "services", "government", "forces", "agencies", "service")


def find_fragments(note: Annotation) -> list[Fragment]:
    """All fragments of a text in order, cumulative statements among them (marked)."""
    fragments: list[Fragment] = []
    for number, (start, end, entry) in enumerate(_stretches(note)):
        told, first = False, None
        for piece_start, piece_end in _pieces(note, start, end):
            found = list(_read(note, piece_start, piece_end, number, entry or told))
            told = told or any(fragment.acts for fragment in found)
            fragments += [_in_the_same(fragment, first) for fragment in found] if first else found
            first = first or (found[0] if found else None)
    return fragments


def _stretches(note: Annotation) -> Iterator[tuple[int, int, bool]]:
    """Sentences; an entry of a chronology (a list item or a line that opens with a date) is one stretch."""
    position = 0
    for line in note.text.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        spans = [(s, e) for s, e in note.sentences if start <= s < end]
        if not spans:
            continue
        if len(spans) <= 5 and _is_entry(note, start, end):
            yield start, end, True
        else:
            for s, e in spans:
                yield s, e, False


def _in_the_same(fragment: Fragment, first: Fragment) -> Fragment:
    """A later clause of a sentence has the date and the country of the first where it names none of its own."""
    around = fragment.around
    if around.date is None:
        around = msgspec.structs.replace(around, date=first.around.date)
    if around.country is None or around.country_from == "weak":
        stated = first.around
        around = msgspec.structs.replace(
            around, country=stated.country, country_span=stated.country_span, country_from=stated.country_from
        )
    return msgspec.structs.replace(fragment, around=around)


_OPENING = re.compile(r"(?:In |On |Early |Late |Mid-?|About )?", re.I)
_AFTER_HEAD = re.compile(r"(?:, \d{4})?,? ?(?:[.:;,(-]|\)| -|again\b)")


def _is_entry(note: Annotation, start: int, end: int) -> bool:
    """A line of a chronology or a list of cases: it opens with a date, or with a bullet and a place."""
    head = _LIST_HEAD.match(note.text, start, end)
    body = head.end() if head else start
    bullet = bool(head and head.group().strip())
    if end - body < 12:
        return False
    for date in within(note.dates, body, body + 14):
        if _OPENING.fullmatch(note.text[body : date.start]) and _AFTER_HEAD.match(note.text[date.end : date.end + 12]):
            return bullet or not note.text[date.end : date.end + 1] == ","
    opening = [p for p in within(note.places, body, body + 4) if not note.in_dateline(p)]
    opening = [p for p in opening if re.match(r"(?:, [A-Z][\w ]{2,20})?\s?[:(.-]", note.text[p.end : p.end + 26])]
    return bool(opening) and not note.in_dateline(opening[0]) and (bullet or note.text[opening[0].end : opening[0].end + 1] == ":")


def _pieces(note: Annotation, start: int, end: int) -> list[tuple[int, int]]:
    """Cuts a sentence where both sides tell of something with its own time or place."""
    cuts = [start, *(m.end() for m in _CUT.finditer(note.text, start, end)), end]
    pieces: list[tuple[int, int]] = []
    begin = start
    for left, right in zip(cuts[1:-1], cuts[2:], strict=True):
        if _independent(note, begin, left) and _independent(note, left, right) and _differs(note, begin, left, right):
            pieces.append((begin, left))
            begin = left
    return [*pieces, (begin, end)]


def _independent(note: Annotation, start: int, end: int) -> bool:
    return bool(_placed(note, start, end)) and (
        any(q.dimension in ("mass", "volume", "count", "none", "currency") for q in within(note.quantities, start, end))
        or bool(find_parties(note, start, end))
    )


def _placed(note: Annotation, start: int, end: int) -> set[str]:
    dates = {d.edtf for d in within(note.dates, start, end)}
    places = within(note.places, start, end)
    return dates | {
        p.where.name for i, p in enumerate(places) if listed_role(note, places, i, start) in ("event", None)
    }


def _differs(note: Annotation, begin: int, left: int, right: int) -> bool:
    acts = [a for a in note.of("act", left, right) if a.form != "noun"]
    follow = bool(acts) and all(isinstance(a.entry, Act) and a.entry.strength == "follow" for a in acts)
    return not follow and not _placed(note, left, right) <= _placed(note, begin, left)


def _read(note: Annotation, start: int, end: int, block: int, entry: bool) -> Iterator[Fragment]:
    acts = [a for a in note.of("act", start, end) if not _is_noise(note, a)]
    told = [(a, reality(note, a, start, end)) for a in acts]
    live = [a for a, modality in told if is_told(modality)]
    if not live and any(modality != "planned" for _, modality in told):
        return
    if not live and not entry:
        yield from _supplement(note, start, end, block)
        yield from _persons(note, start, end, block)
        return
    items = find_items(note, start, end)
    parties = [p for p in find_parties(note, start, end) if not p.speaks]
    around = find_circumstances(note, start, end, live, entry)
    if not items and not parties and any(isinstance(a.entry, Act) and a.entry.takes != "persons" for a in live):
        items, start = _pointed_at(note, start, end)
    suspects = choose_suspects(note, parties, live, around, entry)
    strengths = {a.entry.strength for a in live if isinstance(a.entry, Act)}
    measured = any(item.quantity is not None or _is_load(note, item) for item in items)
    if _PASSED.search(note.text, start, end) and "strong" not in strengths:
        return
    if not _tells(note, strengths, items, measured, suspects, live, entry, around):
        yield from _persons(note, start, end, block)
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
        follows=bool(live) and (strengths <= {"follow"} or is_bare_arrest(suspects, items, around, entry, note.text[end - 1] in ".\"")),
        cumulative=_is_cumulative(note, start, end, around, suspects, live, items, entry),
        strong="strong" in strengths or measured,
        entry=entry,
    )
    yield from spread(note, base)


_POINTS_BACK = re.compile(r"^\W*(?:they|it|these|all|both|the (?:drugs?|goods|shipment|load|cargo|haul|contraband|pills|items|packages))\b", re.I)


def _pointed_at(note: Annotation, start: int, end: int) -> tuple[list[Item], int]:
    """ "They were impounded on 30 November": the loads measured in the two sentences before, and where those begin."""
    if not _POINTS_BACK.match(note.text[start:end]):
        return [], start
    for s, e in [span for span in note.sentences if start - 500 < span[0] < start][-2:][::-1]:
        items = [item for item in find_items(note, s, e) if item.quantity is not None]
        if items and "\n" not in note.text[s:start]:
            return items, s
    return [], start


_HABITUAL = re.compile(
    r"\b(?:is|are) (?:\w+ )?(?:brought|sold|made|packed|packaged|carried|moved|smuggled|produced|processed|grown|shipped)\b|"
    r"\b(?:costs?|sells?|fetch(?:es)?|produces?|a (?:kilo|kilogram|gram|pill|tablet|packet) (?:is|costs|sells|holds|of))\b",
    re.I,
)


def _persons(note: Annotation, start: int, end: int, block: int) -> Iterator[Fragment]:
    """A sentence without an act of its own that says who those just told of are: "Three are Dutch, the fourth a Pole"."""
    parties = told_afterwards(note, start, end)
    if parties and not _CUMULATIVE.search(note.text, start, end):
        yield Fragment(
            start=start,
            end=end,
            kinds=(),
            acts=(),
            items=(),
            parties=tuple(parties),
            around=Circumstances(),
            modality="asserted",
            block=block,
            follows=True,
            cumulative=False,
            strong=False,
        )


def _supplement(note: Annotation, start: int, end: int, block: int) -> Iterator[Fragment]:
    """A sentence without an act that measures the load just told: "Weighed afterwards, the load came to 3,214 kg"."""
    if not (_LOAD.search(note.text, start, end) or _names_it(note, start, end)) or _CUMULATIVE.search(note.text, start, end):
        return
    if _HABITUAL.search(note.text, start, end):
        return
    items = [item for item in find_items(note, start, end) if item.quantity is not None]
    if items:
        yield Fragment(
            start=start,
            end=end,
            kinds=(),
            acts=(),
            items=tuple(items),
            parties=(),
            around=Circumstances(),
            modality="asserted",
            block=block,
            follows=True,
            cumulative=False,
            strong=False,
        )


def _names_it(note: Annotation, start: int, end: int) -> bool:
    """Whether a sentence speaks of goods already told of: "The ivory tipped the scales at"."""
    return any(re.search(r"\b(?:the|this|that) (?:\w+ )?$", note.text[max(start, h.start - 20) : h.start], re.I) for h in note.of("good", start, end))


def _tells(
    note: Annotation,
    strengths: set[str],
    items: Sequence[Item],
    measured: bool,
    suspects: Sequence[Party],
    live: Sequence[Hit],
    entry: bool,
    around: Circumstances,
) -> bool:
    if entry and not live:
        return measured or bool(suspects)
    persons = any(isinstance(a.entry, Act) and a.entry.takes == "persons" for a in live)
    if "strong" in strengths:
        return bool(items) or bool(suspects)
    if "weak" in strengths:
        return (
            measured or (persons and bool(suspects)) or (bool(items) and around.country_from in ("place", "authority"))
        )
    if "follow" in strengths:
        return bool(suspects)
    return any(item.quantity is not None and item.good is not None and item.start <= item.good.start < item.end for item in items)


def _is_load(note: Annotation, item: Item) -> bool:
    """A good without a figure that is still a thing found: "a major shipment of illegal drugs", "a bag of ivory"."""
    window = max(0, item.start - 30)
    return any(
        re.fullmatch(r" (?:of )?(?:[\w-]+ ){0,3}", note.text[h.end : item.start] or " ")
        for h in note.of("partitive", window, item.start)
    )


def _is_noise(note: Annotation, act: Hit) -> bool:
    """Words of the table that are not acts where they stand: "found that", "held talks", "drug arrests", "charged with"."""
    after = note.text[act.end : act.end + 30]
    word = note.text[act.start : act.end].lower()
    before = note.text[max(0, act.start - 30) : act.start]
    if act.form in ("base", "s") and re.search(r"\b(?:an?|the|each|per|of|his|her|its|their|in|at|by|for|with|every|this|that|no|\d+) (?:[\w-]+ )?$", before):
        return True
    if word in ("took", "taken", "take", "taking") and re.match(r" (?:place|part|over|control|effect|advantage|action|steps|up|on|ill|the \w+ test|refuge|to)\b", after):
        return True
    if word in ("found", "find", "finds", "finding") and re.match(
        r" (?:that|it|himself|herself|themselves|a way|ways|out|their way|its way|work|evidence that|no )\b", after
    ):
        return True
    if word in ("found", "find") and re.search(r"\b(?:is|are) $|\bto $", before):
        return True
    if word in ("held", "hold", "holds", "holding") and re.match(
        r" (?:talks|a meeting|a (?:news|press) conference|an election|power|shares|by|up|out|off|about|more|office|the post|(?:about )?\d|that|blocks|between|stake)\b",
        after,
    ):
        return True
    if word == "stopped" and re.match(r" (?:\w+ing|short|at (?:nothing|a light|the lights))\b", after):
        return True
    if word in ("tried", "try", "tries", "trying") and re.match(r" (?:to|and)\b", after):
        return True
    if word in ("charged", "charge") and re.match(r" (?:about |some )?(?:[$€£]|\d)", after):
        return True
    if word in ("net",) and re.match(r" (?:weight|worth|profit|income)", after):
        return True
    if word in ("recovered", "recover") and re.match(r" (?:from (?:his|her|their|the illness)|economically)", after):
        return True
    if (
        word in ("caught", "catch")
        and re.match(r" (?:up|fire|sight|on|between|in a|their|the eye|the attention)\b", after)
        and not re.match(r" in (?:a )?[A-Z]", after)
    ):
        return True
    return (
        (act.form == "noun"
        and bool(
            re.search(
                r"\b(?:immune from|free from|escape|avoid|evade|risk of|fear of|warrant|immunity from|power of|powers of) (?:\w+ (?:or|and) )?$",
                before,
            )
        ))
        or bool(re.match(r" warrants?| records?\b", after) and act.form == "noun")
    )


def _is_cumulative(
    note: Annotation,
    start: int,
    end: int,
    around: Circumstances,
    suspects: Sequence[Party],
    acts: Sequence[Hit],
    items: Sequence[Item],
    entry: bool,
) -> bool:
    sentence = note.text[start:end]
    date = around.date.edtf if around.date else ""
    bare_year = bool(re.fullmatch(r"\d{4}|\d{3}X|\d{4}/\d{4}~?", date))
    interval = "/" in date or (date.endswith(("X", "~")) and not re.match(r"\d{4}-\d\d", date))
    pinned = around.conveyance is not None or (
        around.place is not None and around.place.where.level in ("site", "town")
    )
    plural_acts = [a for a in acts if a.form == "noun" and note.text[a.start : a.end].lower() in _PLURAL_ACTS]
    if plural_acts and len(plural_acts) == len(acts) and not (pinned and suspects):
        return True
    if _CUMULATIVE.search(sentence):
        return not (pinned and suspects)
    to_the_month = bool(re.match(r"\d{4}-\d\d", date))
    if _SUMMING.search(sentence) and not (suspects or pinned or to_the_month):
        return True
    if not bare_year or entry:
        return False
    if any((p.count or 0) > 40 for p in suspects):
        return True
    if suspects or pinned:
        return False
    if around.country_from == "subject" or interval:
        return True
    if around.country_from == "none" and around.place is None:
        return any(_is_large(item) for item in items)
    body = note.text[slice(*around.authority)].lower() if around.authority else ""
    return body.endswith(_NATIONAL_BODIES) and any(_is_large(item) for item in items)


def _is_large(item: Item) -> bool:
    """A load of a size that a nation's year has rather than one catch."""
    if item.quantity is None:
        return False
    return item.quantity.value >= {"kg": 500, "l": 5000}.get(item.unit or "", 1_000_000)
