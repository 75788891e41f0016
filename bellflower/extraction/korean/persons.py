"""Persons in Korean: 북한 외교관 2명, 중국인 운전기사, 총책 김모(52)씨 등 5명, 구속된 5명 가운데 2명은 탈북자."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from bellflower.extraction.annotation import within
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.korean.acts import Told
from bellflower.extraction.korean.note import KoreanNote
from bellflower.extraction.korean.numbers import NUMBER, value_of
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.persons.parties import Party
from bellflower.packs import Role
from bellflower.patterns import regex
from bellflower.records import Record

_COUNT = regex(rf"(?<![\d.,])(?P<number>{NUMBER})(?P<odd>\s?여)?\s?명(?!\s?의 사상)(?=[^가-힣]|[가-힣])")
_INITIAL = regex(
    r"(?<![가-힣A-Za-z])(?:[가-힣]\s?모|[A-Z])\s?(?:\((?:\d\d[^)]{0,6}|[가-힣]{2}[^)]{0,12})\))?\s?(?:씨|군|양)"
    r"|(?<![가-힣])[가-힣]\s?모\s?\(\d\d\)"
)
_NAMED = regex(r"(?<![가-힣])(?P<name>[가-힣]{3})(?:\s?\(\d\d[^)]{0,8}\)\s?(?:씨|군|양)?|\s?씨)(?=[가-힣\s,.])")
_JOINED = regex(
    r"(?:의|인)?\s?(?:\([^)]{1,14}\)\s?)?(?:들)?(?:\s?(?:등|각|대사관의?|대사관 소속|고위|현직|전직|모두"
    r"|출신|소속|신분의|국적의|국적|계"
    r"|으로 보이는|남녀|추정))?\s?(?:이|인|의)?\s?"
)
_NAME_BEFORE = regex(r"(?<![가-힣])(?P<name>[가-힣]{3})\s$")
_SOURCE = regex(
    r"(?:들)?(?:에게서|으로부터|로부터|한테서)\s(?:[^\s]+\s){0,4}?(?:산|사들|구입|구매|건네받|넘겨받|매입|공급받|받)"
)
_RECEIVER = regex(r"(?:들)?(?:에게|한테)\s(?!서|체포|붙잡|적발|검거|발각)")
_SPEAKS = regex(
    r"(?:들)?(?:은|는|이|가)\s(?:\d{1,2}일\s)?(?:[^.,]{0,24}\s)?(?:말했|전했|밝혔|설명했|증언했|주장했|덧붙였"
    r"|강조했|귀띔했|말한다|지적)"
)
_TOPIC_SPEAKS = regex(
    r"(?:은|는)\s.*(?:고|라고)\s(?:\d{1,2}일\s)?(?:밝혔|전했|말했|설명했|발표했|덧붙였|보도했|주장했|증언했)"
)
_DOSES = regex(
    r"\s?의\s(?:가족|자녀|부모|친척)|(?:이|가)?\s(?:[^\s]+\s){0,2}?(?:투약|피울|흡입|복용|동시에|한꺼번에)|\s?분"
)
_INCLUDED = regex(r"(?:을|를)\s(?:포함한|비롯한|포함해|비롯해)\s")
_SOUGHT = regex(r"(?:을|를)\s(?:쫓|추적|수배|뒤쫓|행방)")
_FLED = regex(r"(?:은|는|이|가)\s(?:[^.,]{0,24}\s)?(?:달아났|도주했|도망쳤|잠적했|빠져나갔|숨졌)")
_IS = regex(r"(?:은|는)\s(?:모두\s|각각\s)?")
_SAID_OF = regex(r"(?:이|였|이었|인)?(?:\s?[,.]|다\b|고\b|며\b|\s것|(?:으로|로)\s(?:확인|밝혀|드러|알려|조사))")
_PASSPORT = regex(r"\s?(?:여권|국기|깃발|국적기)")
_OF_COUNTRY = regex(r"(?:의)?\s?(?:대사관(?:의|\s소속)?\s(?:[가-힣]{3}\s)?)?(?:고위|전직|현직|국적의|국적)?\s?")
_NOT_A_PERSON = regex(r"\s?(?:여권|행낭|차량|번호판|신분증|면책|특권|숙소|자격|생활|사회|단체)")
_ETHNIC = {"ethnic korean": "CN"}
_WHOLE = regex(r"\s?(?:가운데|중)(?:에는)?\s")
_LEADERS = frozenset(("ringleader",))
_COUPLES = {"couple": 2}
_VAGUE_ROLES = frozenset(("person", "national", "offender"))


class _Piece(Record, frozen=True):
    """A word that says something of persons: who, of which nationality, how many, or by which name."""

    start: int
    end: int
    role: Hit | None = None
    country: str | None = None
    count: int | None = None
    counted: bool = False
    name: str | None = None
    single: bool = False


def find_parties(note: KoreanNote, start: int, end: int, acts: Sequence[Told]) -> list[Party]:
    """The persons told of between ``start`` and ``end``, those left out who act, speak, sell, buy or flee."""
    parties: list[Party] = []
    for group in _groups(note, start, end):
        party = _party(note, group, start, end, acts)
        if party is not None and not _is_their_sum(note, party, parties):
            parties.append(party)
    return parties


def _is_their_sum(note: KoreanNote, party: Party, before: Sequence[Party]) -> bool:
    """한국인 2명과 북한인 5명 등 모두 7명: those counted before, together."""
    if re.match(r"\s?(?:전원|모두)", note.text[party.end : party.end + 4]) and any(
        p.count == party.count for p in before
    ):
        return True
    if party.role or party.nationality or not re.search(r"등\s(?:모두|총)?\s?$", note.text[: party.start][-6:]):
        return False
    return party.count is not None and party.count == sum(p.count or 0 for p in before)


def _groups(note: KoreanNote, start: int, end: int) -> Iterator[list[_Piece]]:
    group: list[_Piece] = []
    for piece in sorted(_pieces(note, start, end), key=lambda p: (p.start, -p.end)):
        if group and piece.start < group[-1].end:
            continue
        if group and not _goes_on(note, group, piece):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _goes_on(note: KoreanNote, group: Sequence[_Piece], piece: _Piece) -> bool:
    """Whether ``piece`` is of the same phrase: nothing but particles of apposition between, and one count a phrase."""
    gap = note.text[group[-1].end : piece.start]
    if group[-1].counted and _IS.fullmatch(gap) and len(group) == 1 and (piece.role or piece.country):
        return piece.country is not None or _SAID_OF.match(note.text, piece.end) is not None
    if group[-1].counted and not re.fullmatch(r"의\s", gap):
        return False
    if piece.country and any(p.role or p.country for p in group):
        return False
    return _JOINED.fullmatch(gap) is not None


def _pieces(note: KoreanNote, start: int, end: int) -> Iterator[_Piece]:
    text = note.text
    yield from (_Piece(start=n.start, end=n.end, country=n.country) for n in within(note.nationalities, start, end))
    roles = note.of("role", start, end)
    for place in within(note.places, start, end):
        of_people = any(_OF_COUNTRY.fullmatch(text[place.end : hit.start]) for hit in roles if hit.start >= place.end)
        if of_people and place.where.level == "country" and not _PASSPORT.match(text, place.end):
            yield _Piece(start=place.start, end=place.end, country=place.where.country)
    for hit in roles:
        if not _NOT_A_PERSON.match(text, hit.end):
            yield _Piece(start=hit.start, end=hit.end, role=hit)
            before = _NAME_BEFORE.search(text, max(start, hit.start - 5), hit.start)
            if before and _is_surname(note, before.start("name"), hit.start):
                yield _Piece(start=before.start("name"), end=before.end("name"), name=before["name"], single=True)
    for match in _COUNT.finditer(text, start, end):
        value = value_of(match["number"])
        if value is not None and value >= 1 and not _DOSES.match(text, match.end()):
            exact = None if match["odd"] or match["number"].startswith("수") else int(value)
            yield _Piece(start=match.start(), end=match.end(), count=exact, counted=True)
    for match in _INITIAL.finditer(text, start, end):
        yield _Piece(start=match.start(), end=match.end(), single=True)
    tags = {m.start: m.tag for m in note.morphemes_in(start, end)}
    for match in _NAMED.finditer(text, start, end):
        if tags.get(match.start()) == "NNP" and not within(note.places, match.start(), match.start() + 1):
            yield _Piece(start=match.start(), end=match.end(), name=match["name"], single=True)


def _is_surname(note: KoreanNote, start: int, end: int) -> bool:
    """Whether the word before a role is the name of a person: a proper noun that is no place and no good."""
    named = [m for m in note.morphemes_in(start, end) if not m.form.isspace()]
    known = within(note.places, start, end) or note.of("good", start, end) or note.of("force", start, end)
    return bool(named) and all(m.tag == "NNP" for m in named) and not known and not note.of("role", start, end)


def _party(note: KoreanNote, group: Sequence[_Piece], start: int, end: int, acts: Sequence[Told]) -> Party | None:
    text, first, last = note.text, group[0].start, group[-1].end
    last += len("들") if text[last : last + 1] == "들" else 0
    roles = [p.role for p in group if p.role is not None]
    if _acts_itself(note, first) or _is_aside(note, last, end, acts):
        return None
    country = next((p.country for p in group if p.country), None)
    counted = next((p for p in group if p.counted), None)
    role = _role(roles)
    if role in _LEADERS and (counted is None or counted.count != 1) and "등" in text[first:last]:
        role = None  # one of those counted leads the others
    country = country or next((_ETHNIC[r] for hit in roles if (r := _name(hit)) in _ETHNIC), None)
    count = counted.count if counted else None
    if counted is None:
        alone = re.search(r"(?:^|\s)한\s$", note.text[max(start, first - 3) : first]) is not None
        single = (
            (alone and text[last - 1] != "들")
            or any(p.single for p in group)
            or re.match(r"\s?(?:한|1)\s?명", text[last:]) is not None
        )
        count = next((_COUPLES[n] for hit in roles if (n := _name(hit)) in _COUPLES), 1 if single else None)
    if not roles and country is None and counted is None and not any(p.single for p in group):
        return None
    if not roles and counted is None and not any(p.single for p in group) and text[last - 1] != "들":
        return None  # a people by itself
    name = next((p.name for p in group if p.name), None) if count == 1 else None
    part = _is_part(note, group, first, start)
    if part and not roles and country is None:
        return None
    return Party(
        start=first,
        end=last,
        side="suspect",
        role=role,
        count=count,
        nationality=country,
        name=name,
        relation="part" if part else "same" if _WHOLE.match(text, last) else "new",
        definite=counted is None and not any(p.single for p in group),
        stretch=start,
    )


def _role(roles: Sequence[Hit]) -> str | None:
    """The role that says most: of a supplier who is an ethnic Korean, the trade; of a couple of diplomats, these."""
    names = [_name(hit) for hit in roles]
    telling = [n for n in names if n not in _ETHNIC and n not in _COUPLES and n not in _VAGUE_ROLES]
    telling = [n for n in telling if n not in ("man", "woman")] or telling
    if telling:
        return telling[-1]
    return next((n for n in names if n not in _VAGUE_ROLES), None)


def _name(hit: Hit) -> str:
    return hit.entry.role if isinstance(hit.entry, Role) else ""


def _acts_itself(note: KoreanNote, first: int) -> bool:
    """세관 직원, 경찰 관계자, 공안 요원: those who act, by the force named before them."""
    return any(
        re.fullmatch(r"\s?(?:소속\s)?(?:고위\s)?", note.text[f.end : first])
        for f in note.of("force", max(0, first - 14), first)
    )


def _is_aside(note: KoreanNote, last: int, end: int, acts: Sequence[Told]) -> bool:
    text = note.text
    if _INCLUDED.match(text, last, end):
        return True
    if _SOURCE.match(text, last, end) or _FLED.match(text, last, end) or _SOUGHT.match(text, last, end):
        return True
    if _RECEIVER.match(text, last, end) and not any(a.hit.start - last < 12 for a in acts if a.hit.start >= last):
        return True
    following = [a for a in acts if a.live and a.hit.start >= last]
    speaks = _SPEAKS.match(text, last, end)
    if speaks and not any(a.hit.start < speaks.end() for a in following):
        return True
    return (
        bool(_TOPIC_SPEAKS.match(text, last, end))
        and not any(a.live and (not a.verbal or text[a.hit.end : a.hit.end + 1] in "되된됐돼") for a in following)
        and all(a.hit.form == "noun" for a in following)
    )


def _is_part(note: KoreanNote, group: Sequence[_Piece], first: int, start: int) -> bool:
    """5명 가운데 2명은 탈북자, 1명은 중국 국적: a count taken from one told before."""
    before = note.text[max(start, first - 6) : first]
    if re.search(r"(?:가운데|중)(?:에는)?\s$", before):
        return True
    return (
        bool(re.search(r",\s$", before))
        and bool(re.search(r"명\s?(?:가운데|중)\s", note.text[start:first]))
        and group[0].counted
    )


def apportioned(group: Sequence[Fragment]) -> list[Fragment]:
    """구속된 5명 가운데 2명은 탈북자: the parts take the place of the whole that was told with that count before."""
    told = list(group)
    for index, fragment in enumerate(told):
        whole = next((p for p in fragment.parties if p.relation == "same" and p.count), None)
        parts = [p for p in fragment.parties if p.relation == "part" and p.count]
        if whole is None or not parts:
            continue
        for earlier in range(index):
            before = told[earlier].parties
            at = next((k for k, p in enumerate(before) if p.count == whole.count and p.relation == "new"), None)
            if at is not None:
                told[earlier] = msgspec.structs.replace(
                    told[earlier], parties=(*before[:at], *_shares(before[at], parts), *before[at + 1 :])
                )
                rest = tuple(p for p in fragment.parties if p is not whole and p not in parts)
                told[index] = msgspec.structs.replace(fragment, parties=rest)
                break
    return told


def _shares(whole: Party, parts: Sequence[Party]) -> list[Party]:
    rest = (whole.count or 0) - sum(p.count or 0 for p in parts)
    if rest < 0:
        return [whole]
    shares = [
        msgspec.structs.replace(
            p, relation="new", role=p.role or whole.role, nationality=p.nationality or whole.nationality
        )
        for p in parts
    ]
    return [*shares, msgspec.structs.replace(whole, count=rest)] if rest else shares
