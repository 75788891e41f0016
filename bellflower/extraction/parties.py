"""Persons as told: how many, of which nationality, in which role, by which name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.lexicon import Hit
from bellflower.packs import Role
from bellflower.records import Record

_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "both": 2, "another": 1,
    "a second": 1, "a third": 1, "a fourth": 1, "a fifth": 1, "the other": 1, "a former": 1, "pair of": 2, "a dozen": 12,
}  # fmt: skip
_NUMBER = r"(?:\d{1,3}(?:,\d{3})*|" + "|".join(sorted((re.escape(w) for w in _COUNTS), key=len, reverse=True)) + ")"
_LEFT = re.compile(
    rf"(?:^|[^\w$€£.-])(?:(?P<definite>the|these|those|his|her|their|its|this|that)\s+)?(?:(?P<count>{_NUMBER})\s+)?(?P<mods>(?:(?!{_NUMBER}\s)[\w'.-]+,?\s+){{0,5}})$",
    re.I,
)
_MODIFIER = re.compile(
    r"(?:other|more|further|additional|alleged|suspected|young|elderly|middle-aged|male|female|former|senior|junior|low-ranking|"
    r"high-ranking|retired|foreign|local|ethnic|known|convicted|wanted|unnamed|unidentified|serving|armed|ageing|naturalized|naturalised|"
    r"\d{1,2}-year-old|[a-z]+-(?:year-old|born|based|registered|flagged)|drug|main|key|chief|principal|airline|airport|embassy|ship's|"
    r"state|government|company|trading|factory|hotel|restaurant|market|bus|train|lorry|truck|taxi|bank|army|navy|police|party|consular|"
    r"trade|commercial|military|first|second|third|deputy|acting|honorary|unarmed|married|single|jobless|unemployed|wounded|of|their|the|"
    r"naval|diplomatic|textile|used-car|car|scrap|antique|cloth|fish|timber|business|university|college|school|construction|delivery|long-distance)",
    re.I,
)
_NOUN_FOLLOWERS = re.compile(
    r"(?:[,.;:)\"]|$|\n| (?:-|and|or|was|were|is|are|who|whom|with|in|at|on|from|had|has|have|carrying|caught|arrested|aboard|to|trying|by|"
    r"for|near|held|living|of|aged|charged|working|after|said|when|as|detained|expelled|posing|hiding|travelling|traveling|each|later|"
    r"stopped|jailed|while|transporting|smuggling|attempting|went|be)\b)"
)
_NATIONAL_OF = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?$")
_NAME = r"(?:[A-Z][\w'’.-]+|[A-Z]\.)(?: (?:bin|al|de|da|van|von|el|ul|der|del|[A-Z][\w'’.-]+|[A-Z]\.)){1,3}"
_NAMED_AFTER = re.compile(
    rf"(?:,? (?:identified|named|who was identified|who was named) (?:only )?as|,? named|,? called|,)? (?P<name>{_NAME})(?=,|\.|;| \(?\d\d\b|\)| was| were| and| who| with|$)"
)
_NAMED_BEFORE = re.compile(rf"(?P<name>{_NAME}),(?: (?:aged )?\d\d,)? (?:an? |the |who is an? )?(?:[\w-]+ ){{0,3}}$")
_SPEAKS = re.compile(
    r"(?:,)? (?:said|says|told|added|explained|warned|noted|claimed|believes?|believed|estimated?|announced|confirmed|described|recalled|"
    r"wrote|argued|testified|reported|insisted|denied|declined|stressed)\b"
)
_SPOKEN = re.compile(
    r"\b(?:said|told|says|according to|added|asked|by phone to|interviewed) (?:an? |the |one |two )?(?:[\w'-]+ ){0,4}$"
)


class Party(Record, frozen=True):
    """Persons told of at ``start:end``. ``count`` is ``None`` where a plural stands without a number."""

    start: int
    end: int
    side: Literal["suspect", "either"]
    role: str | None
    count: int | None
    nationality: str | None
    name: str | None = None
    definite: bool = False
    speaks: bool = False


def find_parties(note: Annotation, start: int, end: int) -> list[Party]:
    """The persons told of between ``start`` and ``end``, forces that act left out."""
    parties: list[Party] = []
    forces = note.of("force", start, end)
    for hit in note.of("role", start, end):
        if any(f.start <= hit.start < f.end for f in forces) and not _is_counted(note, hit, start):
            continue
        parties.append(_party(note, hit, start, end))
    covered = [(p.start, p.end) for p in parties]
    for span in within(note.nationalities, start, end):
        if any(a <= span.start < b for a, b in covered) or any(f.start <= span.end + 1 <= f.end for f in forces):
            continue
        party = _by_nationality(note, span.start, span.end, span.country, start)
        if party is not None:
            parties.append(party)
    return _merge(note, sorted(parties, key=lambda p: p.start))


def _is_counted(note: Annotation, hit: Hit, start: int) -> bool:
    left = _LEFT.search(note.text[max(start, hit.start - 60) : hit.start])
    return bool(left and left["count"])


def _party(note: Annotation, hit: Hit, start: int, end: int) -> Party:
    assert isinstance(hit.entry, Role)
    window = max(start, hit.start - 60)
    left = _LEFT.search(note.text[window : hit.start])
    count, definite, begin = None, False, hit.start
    if left and _mods_ok(note, left["mods"], window + left.start("mods"), hit.start):
        begin = window + (left.start("mods") if left["mods"] else hit.start - window)
        if left["count"]:
            count, begin = _number(left["count"]), window + left.start("count")
        definite = bool(left["definite"]) and (left["definite"] or "").lower() not in ("his", "her", "their", "its")
    if hit.form == "singular":
        count = count or 1
    if hit.entry.role in ("couple", "pair", "duo"):
        count = 2
    elif hit.entry.role == "trio":
        count = 3
    elif hit.entry.role == "crew":
        count = None
    nationality = _nationality(note, begin, hit, end)
    name, name_end = _name(note, begin, hit.end, start)
    return Party(
        start=begin,
        end=max(hit.end, name_end),
        side=hit.entry.side,
        role=_role_words(note, hit),
        count=1 if name else count,
        nationality=nationality,
        name=name,
        definite=definite,
        speaks=bool(
            _SPEAKS.match(note.text, max(hit.end, name_end))
            or _SPOKEN.search(note.text[max(start, begin - 40) : begin])
        ),
    )


def _mods_ok(note: Annotation, mods: str, at: int, until: int) -> bool:
    words = mods.split()
    spans = within(note.nationalities, at, until)
    position = at
    for word in words:
        position = note.text.index(word, position)
        plain = word.rstrip(",")
        known = any(s.start <= position < s.end for s in spans) or _MODIFIER.fullmatch(plain) or "-" in plain
        capital = plain[:1].isupper()
        if not (known or capital or plain in ("and", "or")):
            return False
        position += len(word)
    return True


def _nationality(note: Annotation, begin: int, hit: Hit, end: int) -> str | None:
    inside = within(note.nationalities, begin, hit.start)
    if inside:
        return inside[-1].country
    for place in within(note.places, hit.end, min(end, hit.end + 24)):
        if (
            place.where.level == "country"
            and place.where.country
            and hit.entry is not None
            and (_NATIONAL_OF.fullmatch(note.text[hit.end : place.start]))
            and _is_origin_role(hit)
        ):
            return place.where.country
    following = within(note.nationalities, hit.end, min(end, hit.end + 40))
    if following and re.fullmatch(
        r"(?:, \w+ [\w.]+)?, (?:both |all |also )?(?:aged \d\d,? )?(?:an? )?(?:\d\d,? )?",
        note.text[hit.end : following[0].start],
    ):
        return following[0].country
    return None


def _is_origin_role(hit: Hit) -> bool:
    assert isinstance(hit.entry, Role)
    return hit.entry.role in {
        "national",
        "citizen",
        "man",
        "woman",
        "person",
        "migrant",
        "courier",
        "student",
        "sailor",
        "tourist",
        "couple",
        "trader",
    }


def _role_words(note: Annotation, hit: Hit) -> str:
    assert isinstance(hit.entry, Role)
    return hit.entry.role if hit.form == "plural" else note.text[hit.start : hit.end].lower()


def _name(note: Annotation, begin: int, end: int, start: int) -> tuple[str | None, int]:
    after = _NAMED_AFTER.match(note.text, end)
    if (
        after
        and not within(note.places, after.start("name"), after.end("name"))
        and not within(note.dates, after.start("name"), after.end())
    ):
        return after["name"], after.end("name")
    before = _NAMED_BEFORE.search(note.text[max(start, begin - 60) : begin])
    if before:
        return before["name"], end
    return None, end


def _by_nationality(note: Annotation, begin: int, end: int, country: str, start: int) -> Party | None:
    if not _NOUN_FOLLOWERS.match(note.text, end):
        return None
    window = max(start, begin - 30)
    left = _LEFT.search(note.text[window:begin])
    if left is None or not _mods_ok(note, left["mods"], window + left.start("mods"), begin):
        return None
    plural_form = note.text[begin:end].endswith(("s", "men")) and not note.text[begin:end].endswith("ss")
    if (
        not left["count"]
        and not plural_form
        and not left["definite"]
        and not re.search(r"(?:and|,|or)\s*$", note.text[window:begin])
    ):
        return None
    count = _number(left["count"]) if left["count"] else None
    at = window + (left.start("count") if left["count"] else left.start("mods"))
    return Party(
        start=min(at, begin),
        end=end,
        side="suspect",
        role=None,
        count=count,
        nationality=country,
        definite=bool(left["definite"]),
    )


def _number(word: str) -> int:
    return _COUNTS.get(word.lower()) or int(word.replace(",", ""))


def _merge(note: Annotation, parties: Sequence[Party]) -> list[Party]:
    """Joins appositions: "two Thais, a courier and his driver" stay apart, "a Thai national, a student" become one."""
    out: list[Party] = []
    for party in parties:
        last = out[-1] if out else None
        if (
            last is not None
            and re.fullmatch(
                r",? (?:an? )?|, who (?:is|was) (?:an? )?|, identified as (?:an? )?", note.text[last.end : party.start]
            )
            and (party.count == 1 and last.count == 1)
            and not (last.nationality and party.nationality and last.nationality != party.nationality)
            and not (
                last.role
                and party.role
                and last.role not in ("national", "citizen", "man", "woman", "suspect", "person")
            )
        ):
            out[-1] = Party(
                start=last.start,
                end=party.end,
                side=last.side,
                role=party.role or last.role,
                count=1,
                nationality=last.nationality or party.nationality,
                name=last.name or party.name,
                definite=last.definite,
                speaks=party.speaks,
            )
        else:
            out.append(party)
    return out
