"""Who of the persons told of are the suspects of an act: those whom it befell."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import cued
from bellflower.extraction.incidents.circumstances import Circumstances
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.persons import words
from bellflower.extraction.persons.nouns import OFFICIAL
from bellflower.extraction.persons.parties import Party, find_parties
from bellflower.extraction.persons.relations import VAGUE
from bellflower.packs import Act
from bellflower.patterns import regex

_GROUPS = frozenset(("pair", "couple", "duo", "trio", "man", "woman", "suspect", None))
_BE = regex(
    r"\b(?:was|were|been|being|be|is|are|get|got|gets|getting)(?: \w+ly| later| also| then| both| all| each| never| reportedly| subsequently| jointly| since| themselves| promptly| soon)*\s*$",  # noqa: E501
    re.I,
)


_BELONGS = r"(?: (?:of|in|from|at|on|aboard|with|holding) (?:[\w'-]+ ){0,6}?[\w'-]+)?"
_CAUGHT_WITH = regex(
    r"(?:,[^,.;]{0,40})?,? (?:who (?:was|were|had been|had|has|have|later) )?(?:carrying|with (?:\d|more than|about|some|nearly|over|almost|around|"  # noqa: E501
    r"(?:an? |two |three |four |five |six |seven |eight |nine |ten |twelve |twenty |half )(?:\w+ )?(?:kilo|gram|ton|pound|bag|packet|tablet|pill|bar|tusk|horn|dozen|hundred|of))|"  # noqa: E501
    r"in possession of|possessing|who possessed|who carried|who tried|trying|attempting|smuggling|transporting|possessed|concealing|hiding|was carrying|"  # noqa: E501
    r"were carrying|caught|found with|stopped|arrested|detained|held|taken off|taken from|pulled from|collared|picked up|smuggled|swallowed|(?:was|were) found|wearing|had (?:\d[\d.,]*|an? \w+ of|two|three|four|five|six))\b"  # noqa: E501
)
_FOUND_WITH = regex(  # "a passenger from Angola with a Vietnamese passport was found to have 6 kg"
    rf"{_BELONGS}(?:,[^,.;]{{0,60}},)? (?:(?:was|were|had been) (?:\w+ly )?(?:found|carrying|trying|attempting|smuggling)|"  # noqa: E501
    r"in possession of|found with|carrying)\b"
)
_MEANT_FOR = cued(  # "plans to send the counsellor home"
    r"\b(?:plans?|planned|intends?|intended|wants?|wanted|threatens?|threatened|refuses?|refused) to "
    r"(?:send|expel|deport|recall|arrest|charge|try|extradite)\b[^.;]{0,20}$"
)
_NEAR = 90  # characters between persons and the verb of what befell them
_EARLY = 40  # characters of a sentence in which its subject begins
_WHO_OF = regex(r" (?:of|from|at|with) (?:[\w'-]+ ){1,5}?who ")
_SENT_HOME = regex(
    rf"{_BELONGS},? (?:who (?:was|were|had been) )?(?:expelled|deported|sent home|recalled|ordered out)\b"
)
_HELD_BY = cued(
    r"\b(?:from|off|on|aboard|carried by|belonging to|belonged to|owned by|(?:in|from|inside|on) (?:the )?(?:[\w-]+ )?(?:luggage|baggage|hand luggage|suitcases?|bags?|possession|car|home|house|"  # noqa: E501
    r"room|garage|flat|apartment|cabin|trunk|boot|rucksack|backpack|pockets?|stomach|shoes|vehicle|truck|lorry|bodies|body|shoe|hands|residence|van|boat|bedroom) of|(?:checked|searched|opened|inspected|x-rayed|examined|in|among|inside) (?:the )?(?:luggage|baggage|bags|suitcases?|belongings|parcels?|rooms?|homes?|car|vehicle) of|driven by|brought by|relieved|shot|shot and wounded|shot and killed|searched|netted|along with|"  # noqa: E501
    r"together with|run by|sent by|checked in by|worn by|crewed by|manned by|steered by|consigned to|addressed to|registered to|rented by|hired by)\s(?:the |[\w.,]+ (?:kg|kilos?|grams?) [\w ]{3,30} and )?$",  # noqa: E501
    re.I,
)

_PROCEEDINGS = cued(  # "a case has been opened against the conductor"
    r"\b(?:case|cases|proceedings|charges?|complaints?|indictments?|investigation|inquiry|information)\b(?: [\w-]+){0,4} against (?:the |both |all )?$",  # noqa: E501
    re.I,
)
_AT_THE_WHEEL = regex(
    r"(?:[Tt]he|[Ii]ts|[Bb]oth|[Tt]heir) (?:two |three |only )?(?:(?:truck|lorry|taxi|bus|van|car|motorcycle) )?"
    r"(?:drivers?|riders?|motorcyclists?|skippers?|occupants?|motorists?|pilots?|helmsm[ae]n)\b"
)
_ABOARD = regex(  # "Nine mariners were on board."
    r" (?:was|were) (?:found |also |then )?(?:on board|aboard|inside|in (?:it|the (?:car|truck|lorry|van|vehicle|boat|cab|cabin))|at the wheel)\b"  # noqa: E501
)
_KILLS = regex(r"(?:shoot|shot|kill|gun)", re.I)
_BEFELL = cued(
    r"\b(?:prison|jail(?:ed)?|custody|behind bars|on bail|bailed|magistrate|in court|before (?:the|a) (?:\w+ )?(?:court|judge)|guilty|fined|questioned|gave up|"  # noqa: E501
    r"gives? (?:him|her|them)sel(?:f|ves) up|gave (?:him|her|them)sel(?:f|ves) up|surrendered|(?:turned|handed|presented|reported) (?:him|her|them)sel(?:f|ves)|flew home|flown home|let go|put on (?:the|a) (?:next )?(?:plane|flight)|"  # noqa: E501
    r"charged|charges|held|awaits?|"
    r"acquitted|appeared|admits?|admitted|confess(?:ed)?|den(?:y|ies|ied)|sentenced?|years'?|released|freed|booked|cleared|put on (?:a|the) (?:plane|flight)|"  # noqa: E501
    r"pleaded|extradited|trial|tried|collared|(?:taken|brought|escorted|transferred|flown|towed) (?:off|in|from|into|to|ashore|back|before)|remanded|referred to|pulled from|picked up|nabbed|caught|busted|went to prison|suspected|"  # noqa: E501
    r"(?:given|received|got) (?:\w+ )?(?:year|month|lash)\w*|life|left [A-Z]\w+|interrogated|persona non grata|recall(?:ed)?|leave the country|asked to leave|told to leave|left the country|expelled|drowned|shot|killed|identified|"  # noqa: E501
    r"swam ashore|handed over|on suspicion|under arrest|arraigned|in possession|red-handed|sent (?:home|back)|allowed to go|immunity)\b",  # noqa: E501
    re.I,
)
_BEFELL_HARD = cued(
    r"\b(?:went to prison|in custody|behind bars|surrendered|(?:presented|turned|handed) (?:him|her|them)sel(?:f|ves)|(?:was|were) (?:broken up|smashed|dismantled|collared|booked|nabbed|busted|cuffed|handcuffed|jailed|fined|acquitted|cleared|expelled|deported|"  # noqa: E501
    r"arraigned|declared persona|ordered (?:out|to leave)|asked to leave|told to leave|taken off)|gave (?:him|her|them)sel(?:f|ves) up|to leave the country|faces? (?:trial|charges|the (?:gallows|noose|firing squad|death penalty)|death|life|up to \w+ years)|"  # noqa: E501
    r"appear(?:s|ed)? (?:in (?:a |the )?(?:\w+ )?court|before)|(?:went|go|goes|stood|stand|stands|put) (?:on )?trial|due in court|in the dock)\b"  # noqa: E501
)
_WITH_LOAD = regex(
    rf"[^.;:]{{0,60}}?\bwith (?:up to |about |more than |nearly |some |around )?(?:\d[\d.,]*|(?:{words.CARDINAL}|half a|a)(?: hundred| thousand)?)(?: \w+)? (?:kg|kilo\w*|grams?|tons?|tonnes?|pounds?|packs?|packets|cartons|cases|pills|tablets|capsules|bottles|sticks|bars|tusks|horns|dollars|euros)\b"  # noqa: E501
)
_REFERS_BACK = regex(
    rf"\W*(?:he|she|they|both|all(?: of them)?|the (?:{words.NUMBER}|pair|trio|duo|couple|men|women)) (?:\w+ly |later |then )?(?:was|were|has been|have been|is|are)\b",  # noqa: E501
    re.I,
)
_TAKES_UP = regex(
    r"\W*(?:(?P<one>[Hh]e|[Ss]he)|[Tt]hey|[Bb]oth|[Aa]ll(?: of them)?) (?:was|were|had been|has been|have been) "
    r"(?:\w+ly |later |then |all |both )?"
)
_OF_A_GANG = regex(r" of (?:an?|the|his|their) (?:[\w-]+ ){0,2}(?:gang|syndicate|ring|mob|triad|cartel|clan|crew)\b")
_WITNESS = regex(r"[^.;]*\b(?:as|is|are|was|were) (?:[\w-]+ ){0,3}witness(?:es)?\b")
_LIST_HEADING = cued(
    r"\b(?:chronology|timeline|list|catalogue|record|register|cases|incidents|seizures|arrests|expulsions|\d{4} ?(?:-|to|and) ?\d{2,4})\b",  # noqa: E501
    re.I,
)
_OFFICIALS_OF = regex(
    r" (?:[\w-]+ ){0,2}(?:diplomats|officials|envoys|embassies|missions|attach[eé]s|representatives|agents|ambassadors|consuls)\b",  # noqa: E501
    re.I,
)
_NOT_PERSONS_OF_IT = regex(
    r"\b(?:where|of|by|to|for|against|before|from|than|than the|like|as|behalf of|named|employs?|employed|paid|pays?|seen by) (?:the |an? |his |her |their )?$"  # noqa: E501
)


_RULES = regex(  # "a prosecutor ordered them held"
    r"(?:,[^,.;]{2,40},)? (?:\w+ly |later |then |also )?(?:order(?:s|ed)|remand(?:s|ed) (?:them|him|her|the|both|all)|freed|granted|refused|adjourned|ruled|set bail)\b"  # noqa: E501
)
_ARREST_OF = cued(r"\b(?:arrests?|detentions?|expulsions?|deportations?|capture|convictions?|indictment) of $", re.I)
_SOMEBODY_ELSE = cued(  # "came from the same seller", "the name of their supplier"
    r"\b(?:names?|identit(?:y|ies)|whereabouts|phones?|orders?|instructions?|came|coming|comes|bought|purchased|obtained|meant|destined|"
    r"intended|carried|smuggled|transported|handing [^.;:]{2,30}) (?:of|from|by|for|to) $|"
    r"\b(?:needed|needs|required|through|demanded|asked for|with the help of) $|"
    r"\b(?:working|worked|cooperat\w+|co-operat\w+|shared|joint operation) with $"
)


def choose_suspects(
    note: Annotation, parties: Sequence[Party], acts: Sequence[Hit], around: Circumstances, entry: bool
) -> list[Party]:
    """The persons that the acts befell: not those who act, speak, got away or only stand by."""
    chosen = _told_before(note, _befallen(note, parties, acts, around, entry))
    chosen = [*_whom_it_takes_up(note, chosen, acts), *chosen]
    country = _list_nationality(note, min((p.start for p in chosen), default=0)) if entry else None
    return [
        msgspec.structs.replace(p, nationality=country)
        if country and p.nationality is None and p.role is not None and OFFICIAL.search(p.role)
        else p
        for p in chosen
    ]


def _told_before(note: Annotation, chosen: list[Party]) -> list[Party]:
    """Those whom "the pair were stopped" speaks of, where a sentence before names as many and no one else."""
    if len(chosen) != 1 or not (chosen[0].definite or chosen[0].relation == "all") or chosen[0].nationality:
        return chosen
    (group,) = chosen
    if group.role not in _GROUPS or (group.count or 0) < 2:
        return chosen
    begin, _ = note.sentence_of(group.start)
    for start, end in note.sentences_before(begin, 2)[::-1]:
        told = [
            p for p in find_parties(note, start, end) if p.relation == "new" and not p.speaks and p.role not in _GROUPS
        ]
        if told:
            counted = sum(p.count or 0 for p in told) == group.count
            known = any(p.nationality or p.role not in VAGUE for p in told)
            return told if counted and known else chosen
    return chosen


def _whom_it_takes_up(note: Annotation, chosen: Sequence[Party], acts: Sequence[Hit]) -> list[Party]:
    """Whom "He was arrested" or "They were caught" speaks of: the subject of the sentence before, or its one group."""
    persons = [a for a in acts if isinstance(a.entry, Act) and a.entry.takes != "goods"]
    if not persons or getattr(persons[0].entry, "strength", "") == "follow":
        return []  # an indictment alone is no catch
    begin, _ = note.sentence_of(persons[0].start)
    taken_up = _TAKES_UP.match(note.text, begin)
    if taken_up is None or taken_up.end() != persons[0].start or any(p.start < persons[0].start for p in chosen):
        return []
    before = next(iter(note.sentences_before(begin, 1)), None)
    if before is None or begin - before[1] > 2:
        return []
    one = taken_up["one"] is not None
    told = [p for p in find_parties(note, *before) if p.relation == "new" and not p.speaks and not _escaped(note, p)]
    fits = [
        p
        for p in told
        if p.count
        and (p.count == 1) == one
        and (p.side == "suspect" or p.name or p.nationality or _OF_A_GANG.match(note.text, p.end))
    ]
    chosen_before = fits if len(fits) == 1 else [p for p in fits[:1] if p.start - before[0] < _EARLY]
    return [msgspec.structs.replace(p, stretch=begin) for p in chosen_before]


def _list_nationality(note: Annotation, start: int) -> str | None:
    """The nationality that a list's heading gives to all its officials: "A chronology of Ruritanian diplomats, 1989-2004"."""  # noqa: E501
    country = None
    for begin, end in note.sentences:
        if begin >= start:
            break
        line = note.text[begin:end]
        if line.endswith(".") or len(line) > 160 or not _LIST_HEADING.search(line):
            continue
        for span in within(note.nationalities, begin, end):
            if _OFFICIALS_OF.match(note.text, span.end):
                country = span.country
    return country


def _befallen(
    note: Annotation, parties: Sequence[Party], acts: Sequence[Hit], around: Circumstances, entry: bool
) -> list[Party]:
    persons = [a for a in acts if isinstance(a.entry, Act) and a.entry.takes in ("persons", "any")]
    kills = bool(persons) and all(_KILLS.match(note.text, a.start) for a in persons)
    chosen: list[Party] = []
    for party in parties:
        if (
            around.authority
            and around.authority[0] <= party.start < around.authority[1]
            and not (party.side == "suspect" and party.count)
        ):
            note.lost(party, "those who act", "they are the force that acted")
            continue
        if party.relation != "new" and (chosen or party.relation in ("all", "others", "same") or party.nationality):
            if not _escaped(note, party):
                chosen.append(party)
            continue
        if _acts_itself(note, party, acts) or (party.side == "either" and _RULES.match(note.text, party.end)):
            note.lost(party, "acts itself", "the verb of the act is theirs: they did it, it did not befall them")
            continue
        if _escaped(note, party):
            note.lost(party, "got away", "the words behind them say that they escaped or are sought")
            continue
        caught = (
            _caught_with(note, party)
            or _befell_after(note, party)
            or _brought_in(note, party, acts)
            or _was_caught(note, party, acts)
        )
        if (
            party.side == "either"
            and _NOT_PERSONS_OF_IT.search(note.text[max(0, party.start - 20) : party.start])
            and not _held_by(note, party)
            and not note.search_cut(_ARREST_OF, max(0, party.start - 40), party.start)
        ):
            note.lost(
                party, "named beside", "the word before them (of, for, to, against) makes them no one who was caught"
            )
            continue
        lives_there = party.owned and note.text.endswith("where ", 0, party.start)  # "where her sister lives"
        if lives_there or note.search_cut(_SOMEBODY_ELSE, max(0, party.start - 50), party.start):
            note.lost(party, "named beside", "the words before them make them another than those who were caught")
            continue
        article = re.match(r"(?:an?|the|two|both) ", note.text[party.start : party.end], re.I)
        holds = words.HOLDS_AFTER.match(note.text, party.end)
        if holds and not article:
            note.lost(party, "a rank held", "an office or a rank that is told of, not a person caught")
            continue
        if holds or _beside(note, chosen, party):
            chosen.append(party)
            continue
        told_apart = party.side == "suspect" or (entry and not acts and party.count and party.nationality)
        if not told_apart and (kills or not (_suffers(note, party, persons) or caught)):
            note.lost(party, "nothing befell them", "no verb of the clause is told as done to them")
            continue
        if persons or entry or caught or _held_by(note, party):
            chosen.append(party)
        else:
            note.lost(party, "goods only", "the act is done to goods, and no word says that these persons had them")
    return chosen


def told_afterwards(note: Annotation, start: int, end: int) -> list[Party]:
    """The persons that a sentence without an act of its own tells of: "Three are Dutch", "The driver, a Pole, is in jail"."""  # noqa: E501
    persons = any(
        isinstance(a.entry, Act) and a.entry.takes != "goods" and a.form != "noun" for a in note.of("act", start, end)
    )
    told: list[Party] = []
    parties = find_parties(note, start, end)
    if (
        persons
        and not any(p.relation == "new" or p.nationality for p in parties)
        and _REFERS_BACK.match(note.text, start)
    ):
        return _of_sentence_before(note, start)
    if not parties:
        return []
    befell: bool | None = persons or None  # asked for where it decides
    for index, party in enumerate(parties):
        if _escaped(note, party) or note.search_cut(_MEANT_FOR, max(start, party.start - 60), party.start):
            continue
        if _WITNESS.match(note.text, party.end, end):
            continue
        after = parties[index + 1] if index + 1 < len(parties) else None
        if (
            after is not None
            and after.relation == "part"
            and party.relation == "new"
            and party.role is not None
            and not party.speaks
        ):
            told.append(party)
            continue
        if (
            _WITH_LOAD.match(note.text, party.end)
            and party.count
            and party.relation == "new"
            and party.side == "suspect"
        ):
            told.append(party)
            continue
        told_apart = (
            party.side == "suspect"
            or (party.definite and party.nationality)
            or _beside(note, told, party)
            or (party.relation == "part" and bool(told))
        )
        if _AT_THE_WHEEL.match(note.text, party.start) and index == 0 and _stopped_before(note, start):
            told.append(msgspec.structs.replace(party, speaks=False))
            continue
        if party.relation == "new" and party.count and _ABOARD.match(note.text, party.end):
            told.append(party)
            continue
        if not told_apart and not (party.relation == "new" and party.count and _befell_after(note, party)):
            continue
        if party.relation != "new":
            if party.nationality or party.role is not None or party.ordinal:
                told.append(party)
            continue
        if note.search_cut(_PROCEEDINGS, max(start, party.start - 90), party.start):
            told.append(party)
            continue
        if _NOT_PERSONS_OF_IT.search(note.text[max(start, party.start - 20) : party.start]):
            continue
        known = party.definite or party.owned
        if party.name and " " not in party.name and (party.nationality or party.role not in VAGUE):
            told.append(msgspec.structs.replace(party, relation="same"))
            continue
        if party.definite and party.nationality and party.count is None and party.role in VAGUE:
            told.append(msgspec.structs.replace(party, relation="all"))
            continue
        if known and party.nationality and party.count and not (party.speaks and party.role == "ambassador"):
            told.append(msgspec.structs.replace(party, definite=True))
            continue
        if (known and party.name and party.role is not None) or (
            party.side == "suspect" and party.count and not party.speaks and _beside(note, told, party)
        ):
            told.append(party)
            continue
        is_one = party.count or party.name or (party.nationality and party.role is not None)
        if party.speaks or not is_one or not (known or party.name or party.start - start < _EARLY or told):
            continue
        if befell is None:
            befell = note.search(_BEFELL, start, end) is not None
        if befell:
            told.append(party)
    return told


def _stopped_before(note: Annotation, start: int) -> bool:
    """Whether a vehicle was told of in the two sentences before: its driver is then one of those caught."""
    before = [s for s, _ in note.sentences_before(start, 2)]
    return bool(before) and bool(note.of("conveyance", before[0], start)) and bool(note.of("act", before[0], start))


_LEFT_AFTER = regex(
    r"[^,]{0,45}? (?:left|flew out of|flew home|went home|has left)\b[^,]{0,40}? (?:hours |days )?after\b"
)
_CLAUSE_END = regex(r"[.;]|, (?:while|who|which|when|as)\b")


def _befell_after(note: Annotation, party: Party) -> bool:
    """Whether the rest of the clause tells what befell them, in words that are no acts: "went to prison"."""
    clause = _CLAUSE_END.split(note.text[party.end : party.end + 70], maxsplit=1)[0]
    return _BEFELL_HARD.search(clause) is not None or (
        party.count == 1 and not party.definite and _LEFT_AFTER.match(clause) is not None
    )


def _was_caught(note: Annotation, party: Party, acts: Sequence[Hit]) -> bool:
    """Whether a verb that is mostly said of goods is said of them: "the clerk was seized", "police busted 4 men"."""
    if party.count and any(a.end == party.start - 1 and a.form == "past" for a in acts):
        return True
    return any(
        re.fullmatch(rf"{_BELONGS}(?:,[^,.;:]{{2,60}},)? (?:was|were|had been|being) ", note.text[party.end : a.start])
        for a in acts
        if 0 <= a.start - party.end < 110 and a.form in ("past", "participle")
    )


def _brought_in(note: Annotation, party: Party, acts: Sequence[Hit]) -> bool:
    """The catch of an operation, goods and persons in one list: "netted 40 kg of it and three men"."""
    before = [
        a
        for a in acts
        if a.end <= party.start and re.match(r"(?:net|brought in|bring|yield|caught)", note.text[a.start : a.end])
    ]
    return bool(before) and not re.search(r"[.;]|\bby\b", note.text[before[-1].end : party.start])


def _of_sentence_before(note: Annotation, start: int) -> list[Party]:
    """Those whom "All of them were held" speaks of: the persons of the sentence before, forces and speakers left out."""  # noqa: E501
    before = [(s, e) for s, e in note.sentences if e <= start and start - e < 3]
    if not before:
        return []
    return [
        p
        for p in find_parties(note, *before[-1])
        if p.side == "suspect" and not p.speaks and p.count and p.relation == "new" and not _escaped(note, p)
    ]


def is_bare_arrest(
    suspects: Sequence[Party], items: Sequence[object], around: Circumstances, entry: bool, whole: bool
) -> bool:
    """Persons caught without a load, a date or a place of their own belong to what was told just before."""
    return bool(suspects) and whole and not (items or entry or around.date or around.place or around.conveyance)


def _escaped(note: Annotation, party: Party) -> bool:
    return words.ESCAPED_AFTER.match(note.text, party.end) is not None


def _beside(note: Annotation, chosen: Sequence[Party], party: Party) -> bool:
    """Listed right after a suspect: "the cook and his girlfriend", "along with an adviser"."""
    if not chosen:
        return False
    gap = note.text[chosen[-1].end : party.start]
    return re.fullmatch(r"(?:,? and|,|, and|,? together with|,? along with|,? as well as) ?", gap) is not None


_OF_A_FORCE = regex(  # "operatives of the drug agency arrested"
    r" (?:of|from|with) (?:[\w'-]+ ){0,6}(?:agency|police|bureau|department|service|command|unit|directorate|"
    r"authority|force|squad|commission|administration|office)(?: on \w+day| (?:have|has|had))? "
)
_UNDERCOVER = regex(r"\b(?:undercover|plain-?clothes)\b", re.I)


def _acts_itself(note: Annotation, party: Party, acts: Sequence[Hit]) -> bool:
    if _UNDERCOVER.search(note.text, party.start, party.end):
        return True
    after = next((a for a in acts if a.start >= party.end), None)
    if after is None or after.form not in ("past", "base", "s") or not isinstance(after.entry, Act):
        return False
    gap = note.text[party.end : after.start]
    if party.count is None and _OF_A_FORCE.fullmatch(gap):
        return True
    if gap == " " and note.text.startswith(("accused of ", "suspected of ", "charged with "), after.start):
        return False
    if (
        re.search(r"(?:^| )and (?:\w+ly |later |then )?$", gap)
        and any(
            a.end <= party.start and a.form in ("past", "base", "s") and _is_object(note, a.end, party.start)
            for a in acts
        )
    ) or (gap.endswith(" and ") and len(gap) < 30 and _held_by(note, party)):
        return False  # "stopped a clerk in Rome and seized 5 kg": both are told of those who act
    if (
        re.search(r"[.;:,]", gap)
        or len(gap.split()) > 4
        or _BE.search(gap)
        or re.search(r"\b(?:be|been|was|were)\b", gap)
    ):
        return False
    after_it = note.text[after.end : after.end + 12]
    if party.role is None and not gap.strip() and re.match(r" (?:an?|the|two|three|four|our|his|its) ", after_it):
        return True  # "the Russians held a woodcutter"
    return (
        (
            bool(
                re.match(
                    r" (?:the |a |an |two |three |four |some |about |nearly |more |over |almost |up |\d|[\w-]+ (?:kilo|pounds|tons|tonnes)|[A-Z])",  # noqa: E501
                    note.text[after.end : after.end + 30],
                )
            )
            and after.entry.takes != "persons"
        )
        or (
            party.side == "either"
            and not re.match(
                r" (?:with|in|at|on|for|by|after|when|while|over)\b|[.,]", note.text[after.end : after.end + 8]
            )
        )
    )


def _is_object(note: Annotation, verb: int, person: int) -> bool:
    """Whether a person at ``person`` is what the verb that ends at ``verb`` is done to: nothing but a list between."""
    between = note.text[verb:person]
    return len(between) < 70 and not re.search(
        r"[.;:]|\b(?:by|who|which|that|when|after|where|while|to|from)\b", between
    )


def _suffers(note: Annotation, party: Party, acts: Sequence[Hit]) -> bool:
    for act in acts:
        far = (
            160
            if note.text.startswith((" who ", ", who "), party.end) or _WHO_OF.match(note.text, party.end)
            else _NEAR
        )
        if act.start >= party.end and act.start - party.end < far:
            if _BE.search(note.text[party.end : act.start]) or (
                act.start - party.end < _NEAR
                and re.match(r" (?:with|in|at|on|for|to|from|after|when|over|by)\b", note.text[act.end : act.end + 8])
            ):
                return True
        elif act.end <= party.start and party.start - act.end < 70 and act.form in ("past", "base", "s", "ing", "noun"):
            between = note.text[act.end : party.start]
            if not re.search(r"\bby\b|[.;:]", between):
                return True
    return False


def _caught_with(note: Annotation, party: Party) -> bool:
    return any(shape.match(note.text, party.end) for shape in (_CAUGHT_WITH, _FOUND_WITH, _WITH_LOAD, _SENT_HOME))


def _held_by(note: Annotation, party: Party) -> bool:
    return note.search_cut(_HELD_BY, max(0, party.start - 50), party.start) is not None
