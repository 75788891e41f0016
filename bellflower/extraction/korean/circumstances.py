"""When and where a Korean clause sets its act, who acted, and on which vessel: the particles say which is which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bellflower.extraction.annotation import within
from bellflower.extraction.dates.dates import DateSpan
from bellflower.extraction.incidents.circumstances import Circumstances
from bellflower.extraction.korean.acts import Told
from bellflower.extraction.korean.note import KoreanNote
from bellflower.extraction.places.places import PlaceSpan
from bellflower.packs import Force
from bellflower.patterns import regex

_RANK = {"site": 0, "town": 1, "adm2": 2, "adm1": 3, "country": 4, "sea": 5, "region": 6}
_SAID = r"(?:밝혔|발표|전했|보도|말했|공개했|설명했|알렸)"
_ANNOUNCED = regex(
    rf"\s?(?:[^\s.,]+\s)?{_SAID}|,?\s?[^\s.,]{{1,12}}(?:을|를) 인용해|\s[^.,]{{0,24}}에 (?:따르면|의하면)"
    rf"|\s?[^\s.,]{{2,10}}에서 (?:기자회견|브리핑)"
)
_SAYS = regex(rf"(?:다|라)고\s(?:[^.]{{0,20}}\s)?{_SAID}")
_AT = regex(
    r"(?:[^,.]{0,18}?)(?:에서도|에서는|에서|(?<![게테])서(?=\s))(?=\s|,|$)|(?:[^,.]{0,12}?)\s?(?:시내|인근"
    r"|근처|앞바다|해상|일대|교외)(?:에서|에)\s"
)
_WITHIN_ARGUMENT = regex(r"(?:을|를|이|가|은|는|에게|으로|로)\s")
_COMING = (
    r"들여|가져|넘겨|반입|밀반입|밀수|출발|떠나|출항|입국|건너|나르|운반해|생산|제조|만든|만들|재배|건너온"
    r"|온\s|왔|오던|보낸|보내"
    r"|부친|발송|위조|가공|쪼|선적|유통한|근무하|일하|일했|거주하|살던|파견"
)
_BROUGHT = regex(rf"(?:{_COMING})")
_GOES = regex(rf"(?:{_COMING}|구입|사들|구해|산\s|사서|사다)")
_BROUGHT_IN = regex(r"밀반입|밀수입|들여온|들여와|들여오|반입한|밀반출|입국")
_BESIDE = 2  # characters between a place and the one that stands right behind its particle
_INSIDE = regex(r"대합실|입국장|출국장|검색대|검사장|통관장|세관")
_BESIDE_ANOTHER = regex(r"(?:과|와)(?:의)?\s")
_ARRIVED = regex(r"에\s(?:입항|도착|들어온|정박|내린|착륙|있는|위치한)")
_VESSEL_NAME = regex(
    r"\s?['\"‘“《]?(?P<name>(?:[가-힣]{1,8}|[A-Z][A-Za-z]+)(?:\s?\d{1,4})?\s?호)['\"’”》]?(?=[가-힣]{0,2}[\s,.(]|$)"
)
_SCHEDULE = regex(r"(?:부터|까지|이후|이래|사이)(?=\s|[에의,])")
_DATELESS = regex(r"\s?(?:생\b|년산|출생|제정|개정|설립|창립|채택)")


def find_circumstances(note: KoreanNote, start: int, end: int, acts: Sequence[Told]) -> Circumstances:
    """Date, place, country, authority and conveyance of the live ``acts`` of ``start:end``."""
    places = [p for p in within(note.places, start, end) if not note.in_dateline(p)]
    authority, authority_country, seat = _authority(note, start, end, places)
    scenes = [p for p in places if _is_scene(note, p, places, end)]
    if not scenes and authority is None:
        scenes = [p for p in places if _is_scene(note, p, places, end, bought=True)]
    if authority_country and _BROUGHT_IN.search(note.text, start, end):
        scenes = [p for p in scenes if p.where.country in (None, authority_country)]
    fine = [p for p in scenes if p.where.level != "country"]
    place = min(fine, key=lambda p: _RANK[p.where.level], default=seat)
    stated = [p for p in scenes if p.where.country]
    at_sea = place is not None and place.where.level == "sea"
    country, span, source = None, None, "none"
    if stated and not (at_sea and authority_country):
        first = min(stated, key=lambda p: p.where.level != "country")
        country, span, source = first.where.country, (first.start, first.end), "place"
    elif authority_country and authority:
        country, span, source = authority_country, authority, "authority"
    else:
        weak = next((p for p in places if p.where.country and _ARRIVED.match(note.text, p.end)), None)
        if weak is not None:
            country, span, source = weak.where.country, (weak.start, weak.end), "weak"
    return Circumstances(
        date=find_date(note, start, end, acts),
        place=place,
        country=country,
        country_span=span,
        country_from=source,  # type: ignore[arg-type]
        authority=authority,
        authority_country=authority_country,
        conveyance=_vessel(note, start, end),
    )


def find_date(note: KoreanNote, start: int, end: int, acts: Sequence[Told], announced: bool = False) -> DateSpan | None:
    """The date told before an act, the nearest first; that of the announcement only where ``announced`` asks for it."""
    dates = [
        d
        for d in within(note.dates, start, end)
        if not note.in_dateline(d)
        and not _DATELESS.match(note.text, d.end)
        and _is_announced(note, d, start, end) == announced
    ]
    if announced:
        return dates[0] if dates else None
    dates = [d for d in dates if not _SCHEDULE.match(note.text, d.end) or "/" in d.edtf] or dates
    live = [a.hit.end for a in acts if a.live]
    if live and not re.match(r"\S{0,2}\s(?:것은|건)\s", note.text[max(live) : max(live) + 8]):
        dates = [
            d for d in dates if d.end <= max(live)
        ]  # the verb comes last: what stands behind it dates something else
    return max(dates, key=lambda d: (_fineness(d), -d.start), default=None)


def _fineness(date: DateSpan) -> int:
    return 0 if "/" in date.edtf else len(date.edtf)


def _is_announced(note: KoreanNote, date: DateSpan, start: int, end: int) -> bool:
    """경찰은 5일 …을 압수했다고 밝혔다: the day on which it was told, right behind who tells it or before the verb."""
    if _ANNOUNCED.match(note.text, date.end, end):
        return True
    if note.text.startswith("이날", date.start) and _SAYS.search(note.text, date.end, end):
        return True
    topic = re.search(r"(?:은|는)\s$", note.text[max(start, date.start - 3) : date.start])
    alone = len(date.edtf) == 10 and not note.text[date.start : date.end].startswith("지난")
    return (
        bool(topic)
        and alone
        and "월" not in note.text[date.start : date.end]
        and bool(_SAYS.search(note.text, date.end, end))
    )


def _is_scene(note: KoreanNote, place: PlaceSpan, places: Sequence[PlaceSpan], end: int, bought: bool = False) -> bool:
    """Whether the particle behind a place, or behind the chain of places that it opens, sets the act there.

    ``bought`` counts a place where goods were bought: of a clause that names no other, the best there is.
    """
    last = _last_of_chain(note, place, places)
    at = _AT.match(note.text, last.end, end)
    if at is None or _WITHIN_ARGUMENT.search(note.text[last.end : at.end()]):
        return False
    if any(last.end <= other.start < at.end() for other in places):
        return False  # the particle is that of a place further on
    if _INSIDE.search(note.text, last.end, at.end()):
        return True
    nearer = next((p for p in places if p.start >= at.end()), None)
    if nearer and nearer.start - at.end() <= _BESIDE and note.text.startswith("에서", nearer.end):
        return True  # 서울에서 북한에서 만든 …이 발견됐다: what follows is of the nearer place
    return not _goes_from(note, at.end(), end, _BROUGHT if bought else _GOES)


def _goes_from(note: KoreanNote, after: int, end: int, verbs: re.Pattern[str]) -> bool:
    """Whether the first verb behind 에서 is one of coming, bringing or making: then the place is the origin."""
    for m in note.morphemes_in(after, end):
        if m.tag == "JKS":
            return False  # behind a subject come verbs of its own
        if m.tag in ("VV", "XSV", "VV-I", "VV-R"):
            phrase = note.text[max(after, m.start - 4) : m.end + 1]
            halted = re.search(r"려[다던고]|다가?\s$", note.text[m.start : m.end + 2])
            return bool(verbs.search(phrase)) and halted is None
    return False


def _last_of_chain(note: KoreanNote, place: PlaceSpan, places: Sequence[PlaceSpan]) -> PlaceSpan:
    """The last of places that stand side by side from the great to the small: 중국 지린성 훈춘."""
    last = place
    for other in places:
        if other.start >= last.end and note.text[last.end : other.start] in (" ", "", "의 ") and other is not place:
            last = other
    return last


def _authority(
    note: KoreanNote, start: int, end: int, places: Sequence[PlaceSpan]
) -> tuple[tuple[int, int] | None, str | None, PlaceSpan | None]:
    """The force that acted, the country that its name or the place before it says, and the town of its seat."""
    best: tuple[tuple[int, int], str | None, PlaceSpan | None] | None = None
    for force in note.of("force", start, end):
        if _BESIDE_ANOTHER.match(note.text, force.end):
            continue  # those with whom they work together
        chain = [
            p
            for p in places
            if p.end <= force.start
            and re.fullmatch(
                r"의?\s?(?:[가-힣]{2,5}\s)?(?:국제)?(?:공항)?(?:본부|지방|중앙)?", note.text[p.end : force.start]
            )
        ]
        seat = chain[-1] if chain else None
        country = force.entry.country if isinstance(force.entry, Force) else None
        country = (seat.where.country if seat else None) or country
        first = seat.start if seat else force.start
        if seat is not None:
            before = [p for p in places if p.end <= seat.start and note.text[p.end : seat.start] in (" ", "의 ")]
            first = before[-1].start if before else first
        found = ((first, force.end), country, seat if seat and seat.where.level != "country" else None)
        if best is None or (best[1] is None and country is not None):
            best = found
    return best if best is not None else (None, None, None)


def _vessel(note: KoreanNote, start: int, end: int) -> tuple[int, int] | None:
    """The name of a ship right behind the word for one: 화물선 봉수호, 어선 '은하수 7호'."""
    for hit in note.of("conveyance", start, end):
        match = _VESSEL_NAME.match(note.text, hit.end, end)
        if match:
            return match.span("name")
    return None
