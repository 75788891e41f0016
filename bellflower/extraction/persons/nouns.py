"""Persons named by a noun: how many, of which nationality, in which role, by which name."""

from __future__ import annotations

import re

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import cued
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.persons import words
from bellflower.extraction.persons.party import Party, Phrase
from bellflower.packs import Role
from bellflower.patterns import regex

NAME = r"(?:[A-Z][\w'-]+|[A-Z]\.|O(?= [A-Z][a-z]))(?: (?:bin|al|de|da|van|von|el|ul|der|del|[A-Z][\w'-]+|[A-Z]\.)){1,3}"
_WHO_WAS = regex(r",? who (?:was|is|has|had)\b")
_NAMED_AFTER = regex(
    rf"(?:,? (?:identified|named|who was identified|who was named) (?:only )?as|,? named|,? namely|,? called|,)? (?P<name>{NAME})"  # noqa: E501
    r"(?=,|\.|;| \(?\d\d\b|\)| [a-z]|$)"
)
_CALLED_AFTER = regex(  # "a man named Diallo", "identified only by his surname Park"
    r",? (?:named|called|surnamed|with the surname|"
    r"(?:who was )?identified (?:only )?(?:as|by (?:his|her|the) (?:surname|family name)"
    r"(?: as| of)?)) "
    r"(?P<name>[A-Z][\w'-]+)(?! [A-Z]|\w)"
)
_AGE_AFTER = regex(r",? \(?(?:aged )?[1-9]\d\b")
_NAMED_BEFORE = regex(rf"(?P<name>{NAME}),(?: (?:aged )?\d\d,)? $")
_SURNAME_BEFORE = regex(r"(?P<name>[A-Z][\w'-]+)(?:,(?: (?:aged )?\d\d,)?|,? who| is| was) $")
_NOT_A_NAME = regex(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|"
    r"Friday|Saturday|Sunday|Republic|Convention|Treaty|Resolution|Protocol|Agency|Police|Ministry|Court|Service|Customs|Bureau|Act|Street|Airport|Port|Party|Company|"
    r"News|Prison|City|Province|State|States|Office|Department|The|His|Her|In|On|At)\b"
)
_NOUN_FOLLOWS = regex(
    r"(?:[,.;:)\"]|$|\n| (?:-|and|or|but|was|were|is|are|who|whom|with|in|at|on|off|from|had|has|have|carrying|caught|arrested|aboard|to|trying|by|"  # noqa: E501
    r"for|near|held|living|of|aged|charged|working|after|said|when|as|among|detained|expelled|posing|hiding|travelling|traveling|each|later|dead|"
    r"stopped|jailed|while|transporting|smuggling|attempting|went|be|over|citizens|nationals|face|faces|await|awaits|did|gave|took|got|came|swore|\(\d\d))"
    r"(?![\w-])"
)
_ORIGIN_ROLES = frozenset(
    "national citizen man woman person individual migrant courier student sailor tourist couple trader cousin brother native subject".split()  # noqa: E501, SIM905
)
_TRADE_WORDS = (
    "worker labourer laborer builder cook waiter waitress chef farmer fisherman nurse doctor teacher monk engineer "
    "mechanic miner herder logger lumberjack businessman businesswoman merchant housewife girl boy youth pensioner "
    "sister maid tiler carpenter welder"
)
_TRADES = frozenset(_TRADE_WORDS.split())  # whoever is said to be one "from Abcland" has come from home
OFFICIAL = regex(
    r"(?:diplomat|attach[eé]|secretary|counsell?or|ambassador|consul|envoy|representative|agent|officer|official|charg[eé] d'affaires|"  # noqa: E501
    r"minister|employee|spy|operative|delegate|soldier|staff)$"
)
_PASSPORT = regex(
    r"(?:,? \w+){0,2}?,? (?:with|holding|carrying|bearing|on|hold|holds|held|carry|carries|carried|travell?ing on|who held|who carried|who travelled on) (?:an? |valid )?(?P<nation>[A-Z][\w ]{2,18}?) "  # noqa: E501
    r"(?:\w+ )?(?:passports?|papers|citizenship)\b"
)
_NOT_THEIRS = regex(
    r"-(?:born|based|bred|owned|run|registered|flagged|made|trained|educated|speaking|looking|language)\b"
)
_BESIDE_THEM = regex(r"(?:,| \(| -) ?(?:also|himself|herself|themselves|likewise) ")  # "two passengers, also French,"
_ENDS_ASIDE = regex(r"[,.;)]| -")
_OF_NATION = regex(
    r"(?: (?:for|in charge of) [a-z ]{3,30})? (?:of|from|at|with) (?:the )?(?:(?:[A-Z][\w&-]+|and|of|for|the) ){0,8}?$"
)
_OF_MISSION = regex(
    r"'s? (?:[\w-]+ ){0,2}(?:embassy|mission|consulate|legation|delegation|government|trade office)\b", re.I
)
_STAFF = frozenset(("member", "staff", "staff member", "employee", "driver", "cook", "worker", "interpreter"))
_OF_SOME = regex(r" (?:for|in charge of|of|from|at|with) ")  # the first words of the pattern above
_SOME_OF = regex(rf"\b(?P<n>{words.NUMBER}) of $", re.I)
_DESCRIBED = regex(rf" (?:{words.DESCRIPTION.pattern} )?", re.I)
_ANOTHER = regex(r"(?:another|a (?:further|second|third|fourth)|(?:two|three|four|five|six) (?:more|others?)) ", re.I)
_REACH = 300  # characters that "another" looks back
_SUBJECT_AFTER = regex(r"(?:,? and [\w -]{3,30})?(?:,[^.;\"]{3,40},)?,? (?:was|were|had|have|has|are|is|would|will)\b")
_SENT_AWAY = cued(
    r"\b(?:expulsions?|expel\w*|deport\w*|recall\w*|withdr[ae]w\w*|departure)\b", re.I
)  # from there, not of it
_WORD_AND_BLANK = regex(r"([a-z]+) $")
_NO_PERSON_AFTER = frozenset(
    [
        "in",
        "of",
        "on",
        "at",
        "to",
        "for",
        "with",
        "by",
        "through",
        "via",
        "from",
        "under",
        "over",
        "into",
        "maintain",
        "keep",
        "make",
        "close",
        "express",
    ]
)
_THE_OTHERS = regex(r"the (?:others?|rest|remaining)\b", re.I)
_NO_TITLES = frozenset(("man", "woman", "boy", "girl", "lady", "marine", "native", "local", "master", "scout", "duke"))
_NUMBERED = regex(
    r" (?:[Nn]os?\.? ?)?(?P<first>\d{1,2})(?:(?P<list>(?:, \d{1,2})*,? and \d{1,2})| (?:to|-) (?P<last>\d{1,2}))?\b(?![.,]\d)"  # noqa: E501
)
_GROUPS = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}
_OF_PERSONS = regex(r" of (?!the\b|which\b)[\w-]+")
_COLLECTIVE = frozenset(("crew", "staff", "gang"))
_STRENGTH = cued(rf"(?P<n>{words.NUMBER})-(?:man|woman|member|person|strong|people|head|crew)\b", re.I)
_OF_COUNT = regex(rf" of (?P<n>{words.NUMBER})\b(?! (?:kg|kilo|ton|per|year|metre|hundred|thousand))", re.I)
_ADJECTIVE = regex(  # "a local drug squad", "his criminal record": words that are persons only when alone
    r"(?:local|criminal|native|minor|juvenile|representative|baby|child|pirate|peasant|major) "
    r"(?!(?:was|were|is|who|whom|in|at|on|of|from|with|and|or|to|had|has|by|for|near|aged|arrested|caught|held)\b)[a-z]",
    re.I,
)


def find_nouns(note: Annotation, start: int, end: int) -> list[Party]:
    """The persons named by a calling or a people between ``start`` and ``end``, forces that act left out."""
    forces = note.of("force", start, end)
    found: list[Party] = []
    for hit in note.of("role", start, end):
        if words.COMPOUND_AFTER.match(note.text, hit.end) and not words.HOLDS_AFTER.match(note.text, hit.end):
            continue
        if isinstance(hit.entry, Role) and hit.entry.role in _GROUPS and _OF_PERSONS.match(note.text, hit.end):
            continue
        if _role_of(hit) in _COLLECTIVE and _of_others(note, hit):
            continue
        if hit.form == "singular" and _ADJECTIVE.match(note.text, hit.start):
            continue
        if _in_a_name(note, hit, start) or any(
            c.start < hit.start and c.end >= hit.end for c in note.of("conveyance", max(start, hit.start - 20), hit.end)
        ):
            continue  # "the bulk carrier"
        phrase = read_phrase(note, hit.start, start)
        if _role_of(hit) == "accused" and not (
            phrase.counted or phrase.definite or phrase.ordinal or _numbered(note, hit)
        ):
            continue  # "they were accused of"
        if _role_of(hit) == "accused" and (
            note.of("role", hit.end + 1, hit.end + 4)
            or (
                note.text.startswith(" of ", hit.end)
                and any(h.end == hit.start - 1 for h in note.of("role", max(start, hit.start - 20), hit.start))
            )
        ):
            continue  # "two accused persons", "policemen accused of the theft"
        if _without_article(note, hit, phrase, start, end):
            continue
        if any(f.start <= hit.start < f.end for f in forces) and not phrase.counted:
            continue
        if phrase.negated or (hit.start and note.text[hit.start - 1] == "-"):
            continue
        found.append(_by_role(note, hit, phrase, start, end))
    covered = [(p.start, p.end) for p in found]
    for span in within(note.nationalities, start, end):
        if any(a <= span.start < b for a, b in covered) or any(f.start <= span.end + 1 <= f.end for f in forces):
            continue
        party = by_nationality(note, span.start, span.end, span.country, start)
        if party is not None:
            found.append(party)
    return sorted(found, key=lambda p: p.start)


def _role_of(hit: Hit) -> str:
    return hit.entry.role if isinstance(hit.entry, Role) else ""


def _of_others(note: Annotation, hit: Hit) -> bool:
    """Whether a gang or crew is told by those whom it is made of: "a gang of four smugglers"."""
    counted = _OF_COUNT.match(note.text, hit.end)
    if counted is None:
        return False
    persons = [h for h in note.of("role", counted.end(), counted.end() + 25) if h.form == "plural"]
    return bool(persons) and re.fullmatch(r" (?:[\w-]+ )?", note.text[counted.end() : persons[0].start]) is not None


def _in_a_name(note: Annotation, hit: Hit, start: int) -> bool:
    """Whether a common noun is part of a name: the trawler "Man Fu", "the Isle of Man"."""
    if not note.text[hit.start].isupper() or hit.start <= start:
        return False
    if any(p.end > hit.end or p.start < hit.start for p in within(note.places, hit.start, hit.end)):
        return True  # "Son La"
    if _role_of(hit) not in _NO_TITLES:
        return False
    before = note.text[max(start, hit.start - 20) : hit.start].split()
    after = note.text[hit.end + 1 : hit.end + 2]
    return (
        bool(before) and before[-1][-1].isalnum() and (after.isupper() or before[-1][0].isupper() or before[-1] == "of")
    )


def _without_article(note: Annotation, hit: Hit, phrase: Phrase, start: int, end: int) -> bool:
    """Whether a noun in the singular stands in a full sentence as no noun of a person does: "close contact"."""
    bare = not (phrase.counted or phrase.definite or phrase.owned or phrase.ordinal or hit.form == "plural")
    if (
        not bare
        or hit.start <= start + 1
        or note.text[start:end].rstrip()[-1:] != "."
        or note.text[hit.start].isupper()
    ):
        return False
    before = _WORD_AND_BLANK.search(note.text, max(start, phrase.begin - 20), phrase.begin)
    nation = within(note.nationalities, phrase.begin, hit.start)
    name = note.text[hit.end + 1 : hit.end + 2].isupper()
    return before is not None and before[1] in _NO_PERSON_AFTER and not nation and not name


def _numbered(note: Annotation, hit: Hit) -> re.Match[str] | None:
    """The numbers of those on trial: "accused 1", "accused 2 and 3"."""
    return _NUMBERED.match(note.text, hit.end) if _role_of(hit) in ("accused", "defendant") else None


def read_phrase(note: Annotation, head: int, start: int) -> Phrase:
    """Reads the words before the noun at ``head`` from the right: description, count, determiner."""
    window = max(start, head - 90)
    begin = sure = head
    ordinal = None
    for _ in range(8):
        left = note.text[window:begin]
        last = left.rsplit(None, 1)[-1:] if left[-1:].isspace() else []
        if not last:
            break
        count = None
        if words.may_end_a_count(last[0]):
            count = words.COUNT_BEFORE.search(left, max(0, len(left) - words.LONGEST_COUNT))
        if count and not is_figure(note, window + count.start("count")):
            return _counted(count, window, ordinal)
        determiner = words.DETERMINER_BEFORE.search(left) if words.may_be_determiner(last[0]) else None
        if determiner:
            word = determiner["word"].lower()
            before = note.text[window : window + determiner.start("word")]
            some = _SOME_OF.search(before) if before[-4:].lower() == " of " else None
            return Phrase(
                begin=window + (some.start() if some else determiner.start("word")),
                count=words.count_of(some["n"]) if some else None,
                counted=bool(some),
                definite=word not in words.POSSESSIVES and word not in ("each", "every", "no", "any", "which"),
                owned=word in words.POSSESSIVES,
                ordinal=ordinal,
                negated=word == "no",
                some=bool(some),
            )
        word_match = words.WORD_BEFORE.search(left, left.rindex(last[0]))
        if word_match is None:
            break
        word, at = word_match["word"], window + word_match.start("word")
        national = any(s.start <= at < s.end for s in within(note.nationalities, max(start, at - 30), head))
        known = national or words.DESCRIPTION.fullmatch(word) is not None
        if (
            word.lower() in words.STOPS
            or (word_match["comma"] and not known)
            or (word[-1] == "." and not national)
            or (word[0].isdigit() and not known)
        ):
            break
        if any(a.start <= at < a.end for a in note.of("act", max(start, at - 30), head)) and not known:
            break
        ordinal = words.ORDINALS.get(word.lower(), ordinal)
        begin = at
        if known:
            sure = at
    return Phrase(begin=sure)


def _counted(match: re.Match[str], window: int, ordinal: int | None) -> Phrase:
    before = (match["another"] or "").lower()
    return Phrase(
        begin=window + match.start(),
        count=words.count_of(match["count"]),
        counted=True,
        definite=before in ("the", "these", "those", "all", "all the", "the other"),
        owned=before in words.POSSESSIVES,
        ordinal=ordinal,
    )


def is_figure(note: Annotation, at: int) -> bool:
    """Whether the count is a year, a date or a figure of something else."""
    return any(d.start <= at < d.end for d in within(note.dates, max(0, at - 20), at + 1))


def _by_role(note: Annotation, hit: Hit, phrase: Phrase, start: int, end: int) -> Party:
    assert isinstance(hit.entry, Role)
    role, count, begin = hit.entry.role, phrase.count, phrase.begin
    of_count = _OF_COUNT.match(note.text, hit.end)
    strength = note.search_cut(_STRENGTH, begin, hit.start)
    if role in _COLLECTIVE:
        count = words.count_of(of_count["n"]) if of_count else words.count_of(strength["n"]) if strength else count
        if not of_count and not strength and count == 1:
            count = None
    elif role in _GROUPS:
        count = _GROUPS[role]
    elif hit.form == "singular" and not (phrase.counted and (count or 2) > 1):
        count = 1
    numbers = _numbered(note, hit)
    if numbers:
        count = _how_many(numbers)
    nationality = _nationality(note, begin, hit, end) or _of_the_like(note, begin, hit)
    name, name_end = _name(note, begin, hit.end, start)
    stop = max(hit.end, name_end, of_count.end() if of_count and role in _COLLECTIVE else 0)
    if numbers:
        stop = max(stop, numbers.end())
    return Party(
        start=begin,
        end=stop,
        side=hit.entry.side,
        role=_role_words(note, hit),
        count=1 if name and count is None else count,
        nationality=nationality,
        name=name if count in (1, None) else None,
        definite=phrase.definite,
        owned=phrase.owned,
        ordinal=phrase.ordinal,
        relation="part" if phrase.some else "new",
        speaks=does_speak(note, begin, stop, start),
    )


def _of_the_like(note: Annotation, begin: int, hit: Hit) -> str | None:
    """The nationality of the nouns before that "another logger" goes on from: "a group of Ruritanian loggers"."""
    if not _ANOTHER.match(note.text, begin):
        return None
    like = [h for h in note.of("role", max(0, begin - _REACH), begin) if _role_of(h) == _role_of(hit)]
    nation = within(note.nationalities, max(0, like[-1].start - 40), like[-1].start) if like else ()
    if not nation or not _DESCRIBED.fullmatch(note.text[nation[-1].end : like[-1].start]):
        return None
    return nation[-1].country


def _how_many(numbers: re.Match[str]) -> int:
    if numbers["last"]:
        return max(1, int(numbers["last"]) - int(numbers["first"]) + 1)
    return 1 + len(re.findall(r"\d+", numbers["list"] or ""))


_TOLD_TO_LEAVE = regex(r"[^.;:]{0,60}?\b(?:to leave|out of the country|to go home|to depart)\b")


def does_speak(note: Annotation, begin: int, stop: int, start: int) -> bool:
    """Whether persons at ``begin:stop`` are told of as saying something."""
    return bool(
        words.SPEAKS_AFTER.match(note.text, stop)
        or (
            note.search_cut(words.SPOKEN_BEFORE, max(start, begin - 50), begin)
            and not _SUBJECT_AFTER.match(note.text, stop)
            and not _TOLD_TO_LEAVE.match(note.text, stop)
        )
        or note.search_cut(words.STANDS_BY_BEFORE, max(start, begin - 30), begin)
    )


def _nationality(note: Annotation, begin: int, hit: Hit, end: int) -> str | None:
    inside = [
        n
        for n in within(note.nationalities, begin, hit.start)
        if not (_NOT_THEIRS.match(note.text, n.end) or _of_an_owner(note, n.end, hit.start))
    ]
    if inside:
        return inside[-1].country
    assert isinstance(hit.entry, Role)
    official = bool(OFFICIAL.search(hit.entry.role))
    described = note.text[begin : hit.start]
    for place in within(note.places, begin, hit.start) if described != described.lower() else ():
        if place.where.level == "country" and _DESCRIBED.fullmatch(note.text[place.end : hit.start]):
            return place.where.country  # "a Hong Kong buyer"
        if official and place.where.level == "country" and note.text[place.end : place.end + 2] == "'s":
            return place.where.country
    related = note.text.startswith((" of ", " from "), hit.end) or (official and _OF_SOME.match(note.text, hit.end))
    for place in within(note.places, hit.end, min(end, hit.end + 90)) if related else ():
        gap = note.text[hit.end : place.start]
        near = re.fullmatch(r" (?:of|from) (?:the )?", gap)
        if near and "from" in gap and note.search_cut(_SENT_AWAY, max(note.sentence_of(begin)[0], begin - 60), begin):
            continue
        of_mission = _OF_MISSION.match(note.text, place.end) and re.fullmatch(r" (?:of|from|at) (?:the )?", gap)
        if place.where.level == "country" and of_mission and hit.entry.role in _STAFF:
            return place.where.country  # "a member of Ruritania's trade mission"
        if place.where.level == "country" and (
            (near and (official or hit.entry.role in _ORIGIN_ROLES)) or (official and _OF_NATION.fullmatch(gap))
        ):
            return place.where.country
    for span in within(note.nationalities, hit.end, min(end, hit.end + 90)):
        gap = note.text[hit.end : span.start]
        if _BESIDE_THEM.fullmatch(gap) and _ENDS_ASIDE.match(note.text, span.end):
            return span.country
        passport = _PASSPORT.match(note.text, hit.end)
        if passport and passport.start("nation") <= span.start < passport.end("nation"):
            return span.country
        if re.fullmatch(r" of ", gap) and re.match(r" (?:nationality|citizenship)\b", note.text[span.end :]):
            return span.country
        if (
            (official or hit.entry.role in ("member", "staff", "staff member"))
            and re.fullmatch(r"(?: for [a-z ]{3,30})? (?:of|from|at|with|in) the ", gap)
            and re.match(r" (?:embassy|mission|consulate|trade mission|legation|government|foreign ministry)", note.text[span.end : span.end + 20], re.I)  # noqa: E501
        ):  # fmt: skip
            return span.country
    return _home(note, hit, end) if hit.entry.role in _TRADES else None


def _home(note: Annotation, hit: Hit, end: int) -> str | None:
    """The country right behind the noun: "five workers from Abcland"."""
    for place in within(note.places, hit.end, min(end, hit.end + len(" from the ") + 1)):
        if place.where.level == "country" and re.fullmatch(r" from (?:the )?", note.text[hit.end : place.start]):
            return place.where.country
    return None


def _of_an_owner(note: Annotation, start: int, end: int) -> bool:
    """Whether a nationality that ends at ``start`` is that of another: "a Bolivian senator's driver"."""
    return any(note.text.startswith("'s ", owner.end) for owner in note.of("role", start, end))


def _role_words(note: Annotation, hit: Hit) -> str:
    """The noun in the singular, but for "people"."""
    assert isinstance(hit.entry, Role)
    written = note.text[hit.start : hit.end].lower()
    return hit.entry.role if hit.form == "plural" and written != "people" else written


def _name(note: Annotation, begin: int, end: int, start: int) -> tuple[str | None, int]:
    after = _NAMED_AFTER.match(note.text, end)
    if after and is_name(note, after.start("name"), after.end("name")):
        return after["name"], after.end("name")
    called = _CALLED_AFTER.match(note.text, end)
    if called and is_name(note, called.start("name"), called.end("name")):
        return called["name"], called.end("name")
    offset = max(start, begin - 60)
    left = note.text[offset:begin]
    before = _NAMED_BEFORE.search(left)
    if before and is_name(note, offset + before.start("name"), offset + before.end("name")):
        return before["name"], end
    surname = _SURNAME_BEFORE.search(left) if left.endswith((", ", " is ", " was ")) else None
    if surname and offset + surname.start() <= start + 4 and _is_told_in_full(note, surname["name"], start):
        return surname["name"], end
    return None, end


def _is_told_in_full(note: Annotation, surname: str, start: int) -> bool:
    """Whether a person of that surname was told of before ``start`` by the full name."""
    at = note.text.find(" " + surname, 0, start)
    return (
        at > 0 and re.search(rf"(?:[A-Z][\w'-]+|surnamed) {surname}\b", note.text[max(0, at - 30) : start]) is not None
    )


def is_name(note: Annotation, begin: int, end: int) -> bool:
    """Whether capitalised words are a person's name: no place, day, people, force or good."""
    return not (
        bool(within(note.places, begin, end))
        or bool(within(note.dates, begin, end))
        or bool(within(note.nationalities, begin, end))
        or note.of("force", begin, end)
        or note.of("good", begin, end)
        or any(_NOT_A_NAME.match(word) for word in note.text[begin:end].split())
    )


def _is_one(note: Annotation, phrase: Phrase, begin: int, end: int, plural: bool) -> bool:
    """Whether "the Ruritanian who was" is one person; the word for some peoples is that for many, too ("the Swiss")."""
    several = plural or note.text[begin:end].endswith(("ese", "ish", "ch", "ss"))
    return phrase.definite and not several and _WHO_WAS.match(note.text, end) is not None


def by_nationality(note: Annotation, begin: int, end: int, country: str | None, start: int) -> Party | None:
    """The persons whom the name of a people at ``begin:end`` tells of; ``None`` where it describes something else."""
    phrase = read_phrase(note, begin, start)
    word = note.text[begin:end]
    plural_form = word.endswith(("s", "men")) and not word.endswith("ss")
    many = plural_form and phrase.counted and phrase.count != 1 and note.text[end : end + 2] != "'s"
    named = _name(note, begin, end, start) if note.text[end + 1 : end + 2].isupper() else (None, end)
    aged = named[0] is not None and _AGE_AFTER.match(note.text, named[1]) is not None  # "the Serb Goran Simic, 51"
    if not (many or aged or _NOUN_FOLLOWS.match(note.text, end)):
        return None
    left = note.text[max(start, phrase.begin - 30) : phrase.begin]
    predicate = re.search(
        r"\b(?:are|were|is|was|both|all|being|of them|one|two|three|first|second|third|last)[,:]? $", left
    )
    if not (phrase.counted or plural_form or phrase.definite or predicate) or phrase.negated:
        return None
    if (
        phrase.definite
        and not phrase.counted
        and not plural_form
        and not aged
        and not re.match(r"[,.]| (?:gave|was|is|had|who)\b", note.text[end:])
    ):
        return None
    if phrase.count == 1 and plural_form:
        return None
    follows = re.match(r" (?:citizens|nationals)\b", note.text[end:])
    name, name_end = _name(note, phrase.begin, end, start)
    stop = end + (follows.end() if follows else 0)
    return Party(
        start=phrase.begin,
        end=max(stop, name_end),
        side="suspect",
        role=None,
        count=1 if phrase.count is None and (aged or _is_one(note, phrase, begin, end, plural_form)) else phrase.count,
        nationality=country,
        name=name if phrase.count in (1, None) and not plural_form else None,
        definite=phrase.definite,
        relation="others" if _THE_OTHERS.match(note.text, phrase.begin) else "new",
        ordinal=phrase.ordinal,
        bare=bool(predicate) and not phrase.counted,
        speaks=does_speak(note, phrase.begin, max(stop, name_end), start),
    )  # fmt: skip
