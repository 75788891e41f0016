"""What the persons of one sentence are to each other: one and the same, parts of a group, or all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.persons import words
from bellflower.extraction.persons.nouns import OFFICIAL
from bellflower.extraction.persons.party import Party
from bellflower.patterns import regex

VAGUE = frozenset(
    "suspect man men woman women person people individual national citizen resident local native foreigner pair couple duo trio trafficker smuggler "  # noqa: E501, SIM905
    "defendant accused detainee prisoner accomplice colleague companion compatriot".split()
) | {None}

_GROUPS_OF = frozenset("crew gang staff couple pair duo trio member team group".split())  # noqa: SIM905
_SEVERAL = frozenset(("man", "woman", "suspect", "people", "person", "detainee", "defendant", "accused"))
_OF_A_STATE = frozenset(("citizen", "national", None))
_KIN = frozenset(
    "wife husband son daughter brother sister father mother cousin nephew niece uncle aunt girlfriend boyfriend relative friend widow".split()  # noqa: E501, SIM905
)
_AGE = r"(?: \(\d\d\)|,? (?:aged )?\d\d(?= ?,))?"
_APPOSITION = regex(
    rf"(?: (?:surnamed|named|called) [A-Z][\w'-]+)?(?: (?:of|in|at|from|on|for|with|aboard) (?:[\w'-]+ ){{0,6}}[\w'-]+)?{_AGE},? ?(?:who (?:is|was)(?: also)? |identified as |described as |himself |herself )?"  # noqa: E501
)
_AFTER_APPOSITION = regex(
    r"(?:,? aged| of \d\d| (?:of|in|from) (?:the )?[A-Z]| with an? | at [A-Z]| (?:at|of) the (?:\w+ )?(?:embassy|mission|consulate|legation)\b| \(\d\d|,(?! (?:and|an?\b|\d(?!\d\b)))|\.|;|:|\)|$| who| living| born| from| by birth| in (?:his|her)| was\b| is\b| has\b| had\b| were\b)"  # noqa: E501
)
_ALL_OF = regex(
    r"(?: (?:of|in|at|from) (?:[\w'-]+ ){0,4}[\w'-]+)?(?:,| -|:| \() ?(?:both|all|all of them|each|all of whom|both of them|both of whom)(?: of (?:them|whom))?"  # noqa: E501
    r"(?: being| were| are)?(?: said to be| believed to be)?(?: an?)? ?"
)
_BUT_FOR = regex(r",? (?:but for|except(?: for)?|apart from|save for|other than) ?(?:the \w+, )?")
_LIST_GAP = regex(
    r"(?: (?:of|in|at|from|to|for|on) [^,;.:]{2,45}?)?(?:,? (?:aged )?\d\d)?(?:,| and|, and|,? together with|,? along with|,? as well as|, plus)(?: of whom)?(?: (?:one|two|three|the other|another|the third|the second)(?= an? | ?$))? ?"  # noqa: E501
)
_IN_PART = regex(
    r"(?:\b(?:including|among them|among whom|among these|of whom|of them|them|counting|with|namely)|[:(-]|,|and)(?: were| was| are| is)? ?$"  # noqa: E501
)
_INCLUDING = regex(
    r"\b(?:including|among them|among whom|amongst them|counting|one of them|one of whom)(?: were| was| are| is)? ?$"
)
_OF_THESE_ONE = regex(r"\b[Oo]f (?:these|them|the \w+),? one,? $")
_ADJECTIVE_BEFORE = regex(r"\b[a-z]+ $")
_TELLING = (" is", " are", " was", " were", " being", " includ", " of the", " of whom")
_ONE_OF_THEM = regex(r"(?:,| \() ?one of (?:them|whom)(?: is| was)? ")
_ASIDE = regex(r"(?:,| -|:| \() ?")
_OF_THEM = regex(r" ?(?:among|of|amongst) (?:them|whom)\b(?=[,.;)]| (?:was|were|is|are)\b)")
_WORKS_AS = regex(r" who (?:work|works|worked|serve|serves|served|act|acts|acted|travel\w*) as (?:an? )?")
_LIST_ENDS = regex(r"(?: (?:of|in|at|from|for) (?:[\w'-]+ ){0,4}[\w'-]+)?, (?!and\b)")
_BELONGS = r"(?: (?:of|in|at|from|to|for|on) [^,;.:]{2,45}?)?"
_SUBJECT = regex(
    rf"(?:^|[.;:,(]\s?|\band |\bwhile |\bthat |\" ?)(?P<subject>(?:all|both|they|he|she|one|each|none|the (?:others?|rest|remaining \w+|pair|trio|duo|couple|"  # noqa: E501
    rf"(?:{words.ORDINAL}|last|youngest|eldest|oldest|younger|elder|older|other)(?: (?:one|ones|two|three|four|five|six))?|{words.NUMBER}|two \w+ ones)|{words.NUMBER}|an? (?:{words.ORDINAL}))"  # noqa: E501
    rf"(?: (?:{words.NUMBER}))?(?: (?:of (?:them|whom|the \w+|those(?: arrested| detained| held| caught| charged)?)|men|women|suspects|arrested|detainees|detained|held|accused|crewmen|people|persons|man|woman|suspect|ones?))*)"  # noqa: E501
    r"(?: to be [a-z]+| (?:said|say|claimed)(?: that)? they)?(?P<aside>,[^,;]{3,40},)?"
    r"(?: comes? from [A-Z][\w-]+ and| hails? from [A-Z][\w-]+ and)?"
    r"(?P<copula> (?:is|are|was|were|being|include|included)(?: all| both| each| also| said to be| believed to be| reportedly| an?| the| themselves)*|,| -|:)? ?$",  # noqa: E501
    re.I,
)


def relate(note: Annotation, parties: Sequence[Party], start: int) -> list[Party]:
    """The parties of a sentence that begins at ``start``, appositions joined and parts marked as such."""
    joined: list[Party] = []
    for found in parties:
        party = msgspec.structs.replace(found, stretch=start)
        party = _by_subject(note, party, start)
        last = joined[-1] if joined else None
        gap = note.text[last.end : party.start] if last is not None else ""
        if party.name is not None and gap.strip(", ") == party.name:
            gap = ", "  # "accused 1, Ann Lee, a carver"
        if last is not None and _complements(last, party, gap):
            joined[-1] = _of_another(last, party)
        elif last is not None and party.relation == "new" and _is_same(note, last, party, gap):
            joined[-1] = _join(last, party)
        elif last is not None and gap == " " and last.name and party.role == "resident":
            joined[-1] = msgspec.structs.replace(last, end=party.end)
        elif last is not None and gap == " " and last.role is not None and last.count == 1 and party.role is not None:
            joined[-1] = msgspec.structs.replace(
                party, start=last.start, nationality=last.nationality or party.nationality
            )
        elif last is not None and last.bare and last.relation in ("others", "all") and party.relation == last.relation:
            joined[-1] = msgspec.structs.replace(party, start=last.start, count=last.count or party.count)
        elif last is not None and _describes_all(party, gap + _all_before(note, party)):
            joined = _describe(note, joined, party)
        elif last is not None and party.relation == "new" and _copular(last, party, gap):
            joined[-1] = _join(last, party)
        elif last is not None and _coordinated_plural(last, party, gap):
            joined[-1] = msgspec.structs.replace(last, end=party.end)
        else:
            joined.append(party)
    return _parts(note, _of_peoples(note, _whole_first(note, joined)))


def _whole_first(note: Annotation, parties: list[Party]) -> list[Party]:
    """Puts the group before its parts: "a sergeant and a scout were among three people arrested"."""
    for index, party in enumerate(parties):
        if not index or not re.fullmatch(
            r" (?:was|were|is|are) among (?:the )?", note.text[parties[index - 1].end : party.start]
        ):
            continue
        first = index - 1
        while first > 0 and _LIST_GAP.fullmatch(note.text[parties[first - 1].end : parties[first].start]):
            first -= 1
        inside = [msgspec.structs.replace(p, relation="part") for p in parties[first:index]]
        return [*parties[:first], party, *inside, *parties[index + 1 :]]
    return parties


def _of_peoples(note: Annotation, parties: list[Party]) -> list[Party]:
    """A group told by the peoples it is made of, without how many of each: "the crew of nine, Greeks and Turks"."""
    for index in range(len(parties) - 2):
        group, first, second = parties[index : index + 3]
        if (
            (group.count or 0) > 2
            and group.nationality is None
            and first.count is second.count is None
            and first.nationality
            and second.nationality
            and first.role is second.role is None
            and re.fullmatch(r",| -|:| \(?", note.text[group.end : first.start].rstrip())
            and _LIST_GAP.fullmatch(note.text[first.end : second.start])
        ):
            peoples = [msgspec.structs.replace(p, role=group.role, side=group.side) for p in (first, second)]
            return [*parties[:index], *peoples, *parties[index + 3 :]]
    return parties


def _by_subject(note: Annotation, party: Party, start: int) -> Party:
    """Reads "three are Dutch", "the fourth is an Albanian", "two of them, boatmen" as told of persons known already."""
    left = note.text[max(start, party.start - 110) : party.start]
    if party.count == 1 and "one" in left[-5:] and _OF_THESE_ONE.search(left):
        return msgspec.structs.replace(party, relation="part")
    if (party.speaks or not any(word in left.lower() for word in _TELLING)) and not party.nationality:
        return party  # without a verb or "of them" only a people's name says that they are known already
    match = _SUBJECT.search(left) or _SUBJECT.search(_ADJECTIVE_BEFORE.sub("", left))
    if match is None:
        return party
    subject = match["subject"].lower()
    copula = match["copula"] or ""
    linked = bool(re.search(r"[a-z]", copula))
    partitive = any(words in subject for words in (" of them", " of whom", " of the ", " of those"))
    elliptic = (
        subject.startswith(("one", "the ", "two", "three"))
        and bool(party.nationality or partitive)
        and party.relation != "others"
    )
    if (
        not linked
        and not partitive
        and not (
            elliptic
            and (match.start() or copula.strip() == ",")
            and not re.search(r"\d|men|women|people|the (?:two|three|four|five|pair)", subject)
        )
    ):
        return party
    if party.count is not None and party.count > 1 and not linked and not partitive:
        return party
    if (
        party.count == 1
        and not linked
        and re.search(rf"\b(?:{words.CARDINAL})\b", subject)
        and not subject.startswith("one")
    ):
        return party  # "two of the accused, a Serb and a Croat": the first of a list
    if subject == "the" or (not linked and subject in ("all", "both", "he", "she", "they")):
        return party
    change = msgspec.structs.replace
    if subject.startswith(("the other", "the rest", "the remaining")):
        left_over = re.search(rf"\b({words.NUMBER})\b", subject)
        alone = re.fullmatch("the other(?: man| woman| suspect)?", subject)
        return change(
            party, relation="others", count=words.count_of(left_over[1]) if left_over else 1 if alone else None
        )
    if subject.startswith("they") and linked and (party.count == 1 or (party.count and "includ" in copula)):
        return change(party, relation="part")  # "they are a Dutchman, an Iranian and a Filipino"
    if subject.startswith(("all", "both", "they", "the pair", "the trio", "the duo", "the couple", "each")):
        number = re.search(rf"\b({words.CARDINAL}|\d+)\b", subject)
        return change(
            party,
            relation="all",
            count=2
            if subject.startswith(("both", "the pair", "the couple"))
            else words.count_of(number[1])
            if number
            else None,
        )
    if subject in ("he", "she"):
        return change(party, relation="same", count=1, definite=True)
    ordinal = re.search(rf"\b({words.ORDINAL})\b", subject)
    number = re.search(rf"\b({words.NUMBER})\b", subject, re.I)
    count = words.count_of(number[1]) if number else 1
    plain_the = re.fullmatch(rf"the (?:{words.NUMBER})(?: men| women| suspects| people| persons| accused)?", subject)
    if plain_the:
        return change(party, relation="all", count=count)
    return change(
        party, relation="part", count=count, ordinal=words.ORDINALS[ordinal[1]] if ordinal and not number else None
    )


def _is_same(note: Annotation, last: Party, party: Party, gap: str) -> bool:
    """Whether ``party`` is an apposition to ``last``: "a Thai national, a student", "the master, a Japanese aged 58"."""  # noqa: E501
    if gap == ", " and (last.count or 0) > 1 and party.count is None and party.nationality and last.nationality is None:
        plain = not (party.definite or party.owned or party.bare) and None not in (party.role, last.role)
        return plain and bool(_AFTER_APPOSITION.match(note.text, party.end))  # "both drivers, Turkish citizens aged 45"
    if last.definite and last.role in VAGUE and gap == ", " and last.count == party.count and not party.definite:
        return True  # "the man, a first secretary for trade"
    described = (
        (note.text.startswith(("a ", "an "), party.start) or not note.text[party.start - 2 : party.start].strip(", "))
        and not re.match(r"(?:the|his|her|their|its|another|one) ", note.text[party.start : party.end])
        and _AFTER_APPOSITION.match(note.text, party.end)
    )
    if (
        (last.definite or last.owned)
        and gap == ", "
        and last.count == party.count == 1
        and described
        and None in (last.nationality, party.nationality)
    ):
        return True  # "the crew member, a 44-year-old oiler, admits"
    named = (
        re.fullmatch(r"(?: who [^,.;]{3,40})?, ", gap)
        and party.role in _OF_A_STATE
        and party.nationality
        and not last.nationality
    )
    if (
        named
        and (last.definite or last.owned or last.ordinal)
        and last.count == party.count == 1
        and note.text[party.end :][:1] in (",", ".")
    ):
        return True  # "her engineer, a Filipino, and two others"
    if last.count == party.count == 1 and re.search(r", who (?:is|was) also $", gap):
        return True
    if _WORKS_AS.fullmatch(gap) or (last.name is not None and last.name == party.name):
        return True
    if not _APPOSITION.fullmatch(gap) or ("," not in gap and gap.strip() not in ("", "who is", "who was")):
        return gap == " " and last.role is None and last.count == party.count == 1 and not party.nationality
    if last.count is None or last.count != party.count or party.bare or (last.bare and not last.ordinal):
        return False
    if last.count > 1 and not (party.role is None or last.role is None or party.role in VAGUE):
        return False
    if last.nationality and party.nationality and last.nationality != party.nationality:
        return False
    if last.name and party.name and last.name != party.name:
        return False
    if last.role not in VAGUE and party.role not in VAGUE and not (last.ordinal and last.bare):
        return False
    if last.role is None and party.role is None:
        return False
    return bool(_AFTER_APPOSITION.match(note.text, party.end))


def _complements(last: Party, party: Party, gap: str) -> bool:
    """Whether ``party`` only says whose ``last`` is: "an assistant to the attaché", "the wife of a clerk"."""
    return (
        gap in (" to ", " of ")
        and last.role is not None
        and last.role not in _GROUPS_OF
        and last.count == party.count == 1
        and not (last.name and party.name)
    )


def _of_another(last: Party, party: Party) -> Party:
    """``last`` with the words that say whose it is; one who serves an official has the official's nationality."""
    serves = party.role is not None and OFFICIAL.search(party.role) and last.role not in _KIN
    return msgspec.structs.replace(
        last, end=party.end, nationality=last.nationality or (party.nationality if serves else None)
    )


def _join(first: Party, second: Party) -> Party:
    role = second.role if first.role in VAGUE and second.role is not None else first.role
    if role in ("national", "citizen") and first.role is not None:
        role = first.role
    return msgspec.structs.replace(
        first,
        end=second.end,
        role=role,
        side="suspect"
        if "suspect" in (first.side, second.side) and (first.role is None or second.nationality)
        else first.side,
        nationality=first.nationality or second.nationality,
        name=first.name or second.name,
        speaks=first.speaks or second.speaks,
        bare=False,
        refers=first.definite and first.role in VAGUE,
    )


def _all_before(note: Annotation, party: Party) -> str:
    """The "all" or "both" that was read as a part of the phrase: ", all Indonesians"."""
    match = re.match(r"(?:all|both) ", note.text[party.start : party.end])
    return match[0] if match else ""


def _describes_all(party: Party, gap: str) -> bool:
    return (
        bool(_ALL_OF.fullmatch(gap))
        and (bool(party.nationality) or party.role is not None)
        and party.relation in ("new", "all", "part")
    )


def _describe(note: Annotation, joined: list[Party], party: Party) -> list[Party]:
    """Gives what is said of all ("all Indonesians") to each of the persons listed before it."""
    index = len(joined) - 1
    while (
        index > 0
        and _LIST_GAP.fullmatch(note.text[joined[index - 1].end : joined[index].start])
        and not (
            joined[index - 1].definite and joined[index - 1].count is None
        )  # "the occupants, a man and his son, all"
    ):
        index -= 1
    told = [
        msgspec.structs.replace(
            p,
            nationality=p.nationality or party.nationality,
            role=p.role or party.role,
            count=p.count or (party.count if index == len(joined) - 1 else None),
        )
        for p in joined[index:]
    ]
    told[-1] = msgspec.structs.replace(told[-1], end=party.end)
    return [*joined[:index], *told]


def _copular(last: Party, party: Party, gap: str) -> bool:
    """ "Their drivers are both Lao", "the driver, he said, is a Pakistani"."""
    return (
        bool(
            re.fullmatch(
                r"(?:, [^,.;]{3,40},|, who|,)? (?:is|are|was|were)(?: all| both| also| each| said to be)*(?: an?)? ?",
                gap,
            )
        )
        and bool(party.nationality)
        and not last.nationality
    )


def _coordinated_plural(last: Party, party: Party, gap: str) -> bool:
    """ "Five diplomats and trade officials": one count for both nouns."""
    return (
        gap == " and "
        and (last.count or 0) > 1
        and party.count is None
        and not party.nationality
        and not party.definite
        and not party.owned
        and not party.bare
    )


def _parts(note: Annotation, parties: Sequence[Party]) -> list[Party]:
    """Marks the parties of a breakdown: "four men, two of them Chinese", "eleven crew: eight Syrians and three Indians"."""  # noqa: E501
    out: list[Party] = []
    for index, party in enumerate(parties):
        if party.relation == "new":
            whole = _whole(note, out, parties, index)
            if whole:
                party = msgspec.structs.replace(party, relation="part")
        out.append(party)
    return out


def _are_the_others(note: Annotation, before: Sequence[Party], listed: Sequence[Party]) -> bool:
    """ "The other two, Al Moe, 31, a driver, and Bo Lee, 27, were held": as many as are said to be left."""
    others = before[-1]
    if (
        others.relation != "others"
        or (others.count or 1) < 2
        or not _ASIDE.fullmatch(note.text[others.end : listed[0].start])
    ):
        return False
    return sum(p.count or 0 for p in listed[: _run(note, listed, 0)]) == others.count


def _run(note: Annotation, parties: Sequence[Party], first: int) -> int:
    """How many parties are listed side by side from the ``first``."""
    last = first
    while last + 1 < len(parties) and _LIST_GAP.fullmatch(note.text[parties[last].end : parties[last + 1].start]):
        last += 1
    return last - first + 1


def _whole(note: Annotation, before: Sequence[Party], parties: Sequence[Party], index: int) -> bool:
    party = parties[index]
    if not before:
        return bool(_OF_THEM.match(note.text, party.end))
    last = before[-1]
    gap = note.text[last.end : party.start]
    if last.relation == "part" and not last.ordinal and _LIST_GAP.fullmatch(gap):
        return True
    if _OF_THEM.match(note.text, party.end) or _are_the_others(note, before, parties[index:]):
        return True
    if _INCLUDING.search(gap) and "." not in gap:
        return True
    if _BUT_FOR.fullmatch(gap):
        return True
    if party.name or (last.nationality and party.nationality not in (None, last.nationality)):
        return False
    total = last.count
    if total is None and last.definite and last.role in _SEVERAL and gap == ", " and party.count:
        side_by_side = _run(note, parties, index)
        closed = _LIST_ENDS.match(note.text, parties[index + side_by_side - 1].end)
        return side_by_side > 1 and closed is not None  # "the men, a clerk and a cook, were"
    if (
        total is None
        and last.role is not None
        and (last.definite or last.owned)
        and gap in (", ", ": ")
        and party.nationality
    ):
        after = parties[index + 1] if index + 1 < len(parties) else None
        return (
            after is not None
            and party.role is after.role is None
            and party.count is not None
            and bool(after.nationality and after.count and _LIST_GAP.fullmatch(note.text[party.end : after.start]))
        )  # "their drivers, a Briton and a Somali"
    if re.fullmatch(r"[^.;()]{0,110}(?::| -|,| \() ?", gap) and party.count is not None and party.count < (total or 0):
        gap = ": "
    if (
        total is None
        or total < 2
        or not re.fullmatch(
            r"(?: (?:of|in|at|from|on) (?:[\w'-]+ ){0,4}[\w'-]+)?(?:,| -|:| \()(?: [a-z]+ing)? ?| (?:are|were) (?:charged|held|detained|arrested)(?::| -) ?",  # noqa: E501
            gap,
        )
    ):
        return False
    run = [party.count]
    for left, right in zip(parties[index:], parties[index + 1 :], strict=False):
        between = note.text[left.end : right.start]
        if right.relation == "part" and _ONE_OF_THEM.fullmatch(between):
            continue  # "five Chinese, one of them a woman, and an Indian"
        if not _LIST_GAP.fullmatch(between):
            break
        run.append(right.count)
    return len(run) > 1 and None not in run and sum(n or 0 for n in run) == total
