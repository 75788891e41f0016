"""The words around a person in a text: counts, determiners, descriptions, and what shows that a person speaks."""

from __future__ import annotations

import re

from bellflower.extraction.cued import cued
from bellflower.patterns import regex

_UNITS = "one two three four five six seven eight nine".split()  # noqa: SIM905
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
CARDINALS: dict[str, int] = (
    {word: value for value, word in enumerate([*_UNITS, *_TEENS], start=1)}
    | {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}
    | {f"{ten}-{unit}": 20 + 10 * i + j for i, ten in enumerate(_TENS) for j, unit in enumerate(_UNITS, start=1)}
)
ORDINALS: dict[str, int] = {
    word: value
    for value, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)  # noqa: SIM905
}

CARDINAL = "|".join(sorted(CARDINALS, key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})*|{CARDINAL})"
ORDINAL = "|".join(ORDINALS)

# The words of a count that stands right before a description, read from the right.
COUNT_BEFORE = regex(
    rf"(?:^|(?<=[\s(\"'—–-]))(?:(?P<another>another|a further|a|an additional|some|about|around|nearly|almost|at least|the other|the|these|those|"  # noqa: E501
    rf"all|all the|his|her|their|its|other|more than|over)\s+)?"
    rf"(?P<count>(?<![$€£.,\d])(?:{NUMBER})(?: (?:other|more|further|others))?|both|a|an|another|a pair of|the pair of|a couple of|a dozen|two dozen|half a dozen|"  # noqa: E501
    rf"dozens of|scores of|hundreds of|several|a group of|a gang of|a few|many|a number of)\s+$",
    re.I,
)
LONGEST_COUNT = 64  # characters
DETERMINER_BEFORE = regex(
    r"(?:^|(?<=[\s(\"'—–-]))(?P<word>the same|the|these|those|this|that|his|her|their|its|each|every|no|any|whose|all|which|our|your|my)\s+$",  # noqa: E501
    re.I,
)
_COUNT_ENDS = CARDINALS.keys() | frozenset(
    "both a an another of dozen several few many other others more further".split()  # noqa: SIM905
)
_MARKS = regex(r"[(\"'-]")
_OTHERS_AFTER = regex(r" (?:others?|more|further)$")
_DETERMINERS = frozenset(
    "same the these those this that his her their its each every no any whose all which our your my".split()  # noqa: SIM905
)


def may_end_a_count(word: str) -> bool:
    """Whether the last word before a noun may end a count; saves looking for one."""
    last = _MARKS.split(word.lower())[-1]
    return last in _COUNT_ENDS or last[:1].isdigit()


def may_be_determiner(word: str) -> bool:
    """Whether the last word before a noun may be a determiner, or end with one behind a bracket or mark."""
    return _MARKS.split(word.lower())[-1] in _DETERMINERS


POSSESSIVES = frozenset(("his", "her", "their", "its", "whose", "our", "your", "my"))
WORD_BEFORE = regex(r"(?P<word>[\w'.-]+)(?P<comma>,?)\s+$")

_IRREGULAR = {
    "both": 2, "a": 1, "an": 1, "another": 1, "a pair of": 2, "the pair of": 2, "a couple of": 2, "a dozen": 12, "two dozen": 24,  # noqa: E501
    "half a dozen": 6,
}  # fmt: skip


def count_of(words: str) -> int | None:
    """The number that words of a count name; ``None`` for "several" and its like.

    >>> count_of("twenty-seven"), count_of("a dozen"), count_of("two other"), count_of("several")
    (27, 12, 2, None)
    """
    plain = _OTHERS_AFTER.sub("", " ".join(words.lower().split()))
    if plain in _IRREGULAR:
        return _IRREGULAR[plain]
    if plain in CARDINALS:
        return CARDINALS[plain]
    digits = plain.replace(",", "")
    return int(digits) if digits.isdigit() else None


# Words that end a description: what stands left of them isn't part of the noun phrase.
STOPS = frozenset(
    """
    and or nor but with without of in on at from to into onto by for as near off over under after before while when where who whom which that than
    was were is are be been being am has have had having do does did not will would can could may might must shall should if because since so
    then there here it he she they them him you we i said says told reported police customs authorities officers officials
    against about around through between among including until upon within during per via like unlike versus also only just later
    """.split()  # noqa: E501, SIM905
)
DESCRIPTION = regex(
    r"(?:other|more|further|additional|alleged|accused|suspected|young|elderly|middle-aged|old|elder|younger|male|female|former|senior|junior|low-ranking|"
    r"high-ranking|ranking|retired|foreign|local|ethnic|known|convicted|wanted|unnamed|unidentified|serving|armed|ageing|naturalized|naturalised|"
    r"drug|main|key|chief|principal|airline|airport|embassy|ship's|fellow|would-be|self-styled|prominent|wealthy|rich|poor|"
    r"state|government|company|trading|factory|hotel|restaurant|market|bus|train|lorry|truck|taxi|bank|army|navy|police|party|consular|"
    r"trade|commercial|military|deputy|acting|honorary|unarmed|married|single|jobless|unemployed|wounded|dead|remaining|"
    r"naval|diplomatic|textile|used-car|car|scrap|antique|cloth|fish|timber|business|university|college|school|construction|delivery|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|night|assistant|\w+-\w[\w-]*)",
    re.I,
)
# A noun after the role that makes the role a mere attribute: "driver cabin", "student visa".
COMPOUND_AFTER = regex(
    r"(?:'s?(?!\w)| (?:valued at|worth|vans?|lorr(?:y|ies)|carriages?|channels?|visas?|passports?|planes?|jets?|seats?|trains?|bus(?:es)?|ferry|ferries|terminals?|camps?|plates?|cabins?|quarters|cards?|unions?|cells?|"  # noqa: E501
    r"networks?|rings?|groups?|organi[sz]ations?|gangs?|syndicates?|routes?|traffic|ships?|vessels?|boats?|flights?|vehicles?|lists?|law|status|"
    r"cases?|services?|rights|movements?|communit(?:y|ies)|associations?|unrest|licen[cs]es?|talks|markets?|shops?|stores?|schools?|"
    r"towns?|villages?|cit(?:y|ies)|"
    r"house|houses|homes?(?! (?:at|on|in|this|last|after|because|for|by|within|yesterday|today)\b|[,.;])|"
    r"offices?|department|unit|squad|protection|programme|program|trade|business|price|prices|"
    r"immunity|pouch|bags?|luggage|baggage|cars?|trucks?|container|containers|cargo|post|posts|mission|relations|uniform|uniforms|economy|security|committee|coach(?:es)?|parcels?|company|companies|firms?|interest|team|assembly|anthem|council|parks?|reserves?)\b)",
    re.I,
)
SPEAKS_AFTER = regex(
    r"(?: \([^)]{1,30}\))?(?: (?:of|for|in|at|with|from) [\w'-]+(?: [\w'-]+){0,6})?(?:, (?:[\w'-]+ ){0,6}?)?,?(?: [A-Z][\w'.-]+){0,3} (?:who (?:asked|spoke|declined|would) |"  # noqa: E501
    r"(?:also |later |then |had |has |have )?(?:said|says|say|(?<!was )(?<!were )(?<!been )(?<!be )told|added|explained|warned|noted|claimed(?! immunity)|"  # noqa: E501
    r"claims?(?! immunity)|believes?|believed|estimates?|estimated|announced|confirmed|described|recalled|recalls|wrote|argued|argues?|den(?:ies|y)(?! (?:the|all|any|both) (?:charges?|counts?|allegations?|accusations?)| (?:knowing|knowledge|having|that (?:he|she|they) (?:knew|had)))|testified|reported|"  # noqa: E501
    r"insisted|insists|denied(?! (?:the|all|any|both) (?:charges?|counts?|allegations?|accusations?)| (?:knowing|knowledge|having|that (?:he|she|they) (?:knew|had)))|declined|stressed|remarked|commented|spoke|apologi[sz]ed|put|tweeted|complained)\b)"  # noqa: E501
)
SPOKEN_BEFORE = cued(
    r"\b(?:said|told|says|according to|added|asked|by phone to|interviewed|quoted|warned|notes|noted) (?:an? |the |one |two )?(?:[A-Z][\w'-]+ ){0,3}$"  # noqa: E501
)
STANDS_BY_BEFORE = cued(
    r"\b(?:victims?|treated|on behalf of|in the words of|in the presence of|reports? by|testimony (?:of|by)|rank of|travell?ing as|posing as|disguised as|post of|job as|"  # noqa: E501
    r"sold to|resold to|sell to|passed to|delivered to|a buyer|meant for|intended for) (?:an? |the )?$"
)
ESCAPED_AFTER = regex(
    r"(?:,? (?:aged )?\d\d,| \(\d\d\))?(?:[^.;:,]{0,30},? (?:who|which|whose) |(?: who [^.;,]{2,40}?)(?= (?:was|were|had|is|are|fled|escaped)\b))?(?:,? (?:\w+ly |had |have |has |were |was |is |are |who |of them |then |both |still |said to be [^.;]{2,30}, (?:is|are) |themselves )*)?"  # noqa: E501
    r"(?:fled|escaped|got away|ran (?:off|away)|slipped (?:away|back|through)|made off|vanished|at large|on the run|wanted|being sought|"  # noqa: E501
    r"being hunted|remains? at large|remain free|disappeared|is sought|are sought|absconded|not believed|believed to (?:be (?:in|abroad|hiding)|have (?:fled|left))|not a suspect|isn't a suspect|not suspected|"  # noqa: E501
    r"questioned (?:and (?:released|allowed|let go|freed|sent)|as (?:an? )?witness(?:es)?)|stabbed|robbed|kidnapped|beaten|shot (?:in|outside) (?:an? |the |his |her )|allowed to (?:continue|proceed|resume|go on|travel on)|treated|hospitali[sz]ed|injured|watched|looked on|reject(?:s|ed)|sworn)\b"  # noqa: E501
)
# A person's things: what was found in them was that person's.
HOLDS_AFTER = regex(
    r"'s? (?:[\w-]+ )?(?:luggage|baggage|trunk|bags?|suitcases?|briefcase|cases?|cars?|home|house|rooms?|flat|apartment|garage|stomach|shoes|truck|lorry|"  # noqa: E501
    r"vehicle|van|boat|rucksack|backpack|pockets?|belongings|possession|cabin|coat|freezer|shop|residence|villa)\b"
)
# Peoples whose name tells no one country: "four Asians", "two West Africans", "a Korean".
PEOPLE_OF_A_REGION = cued(
    r"(?:(?:North|South|East|West|Central|Latin|Southeast|North-East)(?:ern)? ?-?)?"
    r"(?:Asian|African|European|American|Arab|Slav|Balt|Korean|Scandinavian|Caucasian|Caribbean|Gulf national)s?\b"
)
