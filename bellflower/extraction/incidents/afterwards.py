"""Sentences without an act of their own that say more of what was just told: its weight, its persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.cued import cued
from bellflower.extraction.incidents.circumstances import Circumstances, find_circumstances
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.items import Item, find_items
from bellflower.extraction.incidents.sums import speaks_of_a_period
from bellflower.extraction.incidents.suspects import told_afterwards
from bellflower.extraction.modality import is_told, reality
from bellflower.extraction.persons.parties import Party
from bellflower.patterns import regex

_LOAD = cued(
    r"\b(?:the|this|that|its|their|also) (?:\w+ ){0,2}(?:load|haul|drugs?|shipment|consignment|cargo|find|total|weight|"
    r"bags?|sacks?|packages?|parcels?|boxes|bales|contents|suitcases?|tusks|pills|tablets|found|lot|catch|powder|bricks|"
    r"bars|containers?)\b"
    r"|^\W*(?:in|inside|under|behind|aboard|beneath|among) (?:[\w'-]+ ){1,5}(?:was|were|lay)\b"
    r"|^\W*(?:inside|they (?:contain|held|weighed|were found to)|it (?:weighed|held|contained)|weighed|"
    r"(?:he|she|they|the (?:man|woman|pair|two|three|four|trio|duo|couple|men|women)) "
    r"(?:also |had |was |were )?(?:carry\w*|carried|held|had)|"
    r"(?:on|in|inside|with) (?:it|them|him|her)|under|there were|altogether)\b",
    re.I,
)
_HELD = cued(
    r"\b(?:contain(?:ed|ing)|held|holding|lay|stood|carried|carrying|weigh(?:ed|ing)|"
    r"(?:had|was|were|been|being) (?:hidden|concealed|stuffed|sewn|strapped|packed|wrapped|loaded|stacked)|"
    r"tipped the scales|put (?:the|its|their) weight|"
    r"travell?ing with|there (?:was|were)|came to|brought to light|came to light|(?:got|took|removed) (?:[\w ,]+ )?"
    r"(?:off|from) (?:him|her|them)|turned out to be|proved to be|accounted for|made up|amounted to|"
    r"(?:was|were) (?:found )?(?:aboard|on board|(?:in|inside|under) (?:his|her|their|its|the) (?:\w+ )?"
    r"(?:van|car|lorry|truck|luggage|baggage|suitcases?|bags?|boot|trunk|home|house|flat|hold|boat|container)))\b|"
    r"\bhad (?:on board |aboard )?(?:about |some |nearly |almost |over |more than )?\d",
    re.I,
)
_NOT_IT = regex(
    r"\b(?:would|could|might|may|if|can|cannot|should|maximum|minimum|penalty|punishable|limit|quota|allowed|allowance|"
    r"capacity|produc\w+|harvest\w*|grow\w*|grown|a (?:year|month|week|day)|per (?:year|month|week|day)|yearly|monthly|"
    r"sold|sells?|prices?|costs?|fetch\w*|paid|pays?|last year|in (?:1[89]|20)\d\d|years ago|usually|often|typically|"
    r"every|previous|earlier (?:shipments?|loads?)|statistics|figures|annual\w*|survey|yields?|hectares|cultivat\w+|"
    r"led the list|by weight|believe[ds]?|landed|imports?|exports?|exported|imported)\b",
    re.I,
)
_SETTING = regex(
    r"\W*(?:it|this|that|(?:both|all (?:three |four |of )?)(?:the )?(?:raids|seizures|arrests|searches|finds|busts)|"
    r"the (?:(?!second|third|fourth|other|next|latest|last|earlier|previous)\w+ )?"
    r"(?:event|incident|seizures?|raids?|arrests?|bust|operation|search|searches|finds?|discovery|discoveries|boarding|"
    r"inspection|check|confiscation|capture|detention|recovery|sting|chase|clash|"
    r"interception|catch|swoop|stop|expulsion|haul|case))(?:, (?=made|carried)|(?: \w+){0,3}? )"
    r"(?:took place|happened|occurred|(?:(?:was|were) )?(?:made|carried out|effected)|"
    r"came (?:on|at|in|late|early|after)|dates? (?:from|back)|(?:was|were) (?:on|in|at)|followed)\b",
    re.I,
)
_HABIT = cued(
    r"\b(?:is|are) (?:\w+ )?(?:brought|sold|made|packed|packaged|carried|moved|smuggled|produced|"
    r"processed|grown|shipped)\b|"
    r"\b(?:costs?|sells?|fetch(?:es)?|produces?|"
    r"a (?:kilo|kilogram|gram|pill|tablet|packet) (?:is|costs|sells|holds|of))\b",
    re.I,
)
_POINTS_BACK = regex(
    r"^\W*(?:they|it|these|all|both|the (?:drugs?|goods|shipment|load|cargo|haul|contraband|pills|items|packages))\b",
    re.I,
)
_SEIZED_IT = cued(  # "Soldiers had seized the drug at Abcville"
    r"\bhad (?:been )?(?:seized|confiscated|intercepted|found|discovered|impounded) (?:it|them|the "
    r"(?:drugs?|goods|shipment|load|cargo|haul|contraband|pills|items|packages))\b"
)
_ONE_TOOK_PLACE = regex(
    r"\W*the (?:first|second|third|other|last|larger|smaller|bigger)(?: \w+){0,4}? "
    r"(?:took place|happened|occurred|was made)\b",
    re.I,
)
_ONE_OF_SEVERAL = regex(r"\W*(?:the (?:first|second|third|fourth|other|last)|another|a (?:second|third))\b", re.I)
_DESTROYED = cued(
    r"\b(?:burn(?:ed|t)|crushed|incinerated|destroyed|set (?:fire|light) to|shredded|up in (?:smoke|flames))\b"
)
_REACH = 500  # characters that "they were impounded" looks back


def loads_afterwards(note: Annotation, start: int, end: int, block: int) -> Iterator[Fragment]:
    """What a sentence measures of the load just told: "Weighed afterwards, the load came to 3,214 kg"."""
    if not (within(note.quantities, start, end) or note.of("good", start, end)):
        return
    speaks_of_it = (
        note.search_cut(_LOAD, start, end)
        or _names_it(note, start, end)
        or _ONE_OF_SEVERAL.match(note.text, start)
        or (note.search(_HELD, start, end) and not _NOT_IT.search(note.text, start, end))
    )
    if not speaks_of_it or speaks_of_a_period(note, start, end) or note.search(_HABIT, start, end):
        return
    items = tuple(item for item in find_items(note, start, end) if item.quantity is not None)
    if not items:
        return
    addition = _addition(start, end, block, items, ())
    around = find_circumstances(note, start, end, ())
    if _ONE_OF_SEVERAL.match(note.text, start) and (around.date or around.place):
        addition = msgspec.structs.replace(addition, around=around, follows=False)
    yield addition


def setting_afterwards(note: Annotation, start: int, end: int, block: int) -> Fragment | None:
    """When and where what was just told took place: "The raid took place on Thursday in Nong Khai".

    One of several ("The first one took place") opens an incident that is told of next.
    """
    if _ONE_TOOK_PLACE.match(note.text, start, end):
        around = find_circumstances(note, start, end, ())
        return msgspec.structs.replace(_addition(start, end, block, (), ()), around=around, opens=True)
    if not _SETTING.match(note.text, start, end) or speaks_of_a_period(note, start, end):
        return None
    around = find_circumstances(note, start, end, ())
    if around.date is None and around.place is None:
        return None
    return msgspec.structs.replace(_addition(start, end, block, (), ()), around=around)


def persons_afterwards(note: Annotation, start: int, end: int, block: int) -> Iterator[Fragment]:
    """Who those just told of are said to be: "Three are Dutch, the fourth a Pole"."""
    parties = tuple(told_afterwards(note, start, end))
    if parties and not speaks_of_a_period(note, start, end):
        yield _addition(start, end, block, (), parties)


def loads_before(note: Annotation, start: int, end: int) -> tuple[list[Item], int]:
    """ "They were impounded on 30 November": the loads measured in the two sentences before, and where those begin."""
    if not (_POINTS_BACK.match(note.text[start:end]) or note.search(_SEIZED_IT, start, end)):
        return [], start
    for s, e in [span for span in note.sentences if start - _REACH < span[0] < start][-2:][::-1]:
        items = [item for item in find_items(note, s, e) if item.quantity is not None]
        acts = note.of("act", s, e)
        if items and acts and not any(is_told(reality(note, act, s, e)) for act in acts):
            return [], start  # "they did not find 30 kg. They searched it after a tip"
        if items and note.search(_DESTROYED, s, e):
            return [], start
        if items and "\n" not in note.text[s:start]:
            return items, s
    return [], start


def _addition(start: int, end: int, block: int, items: tuple[Item, ...], parties: tuple[Party, ...]) -> Fragment:
    return Fragment(
        start=start,
        end=end,
        kinds=(),
        acts=(),
        items=items,
        parties=parties,
        around=Circumstances(),
        modality="asserted",
        block=block,
        follows=True,
        cumulative=False,
        strong=False,
    )


def _names_it(note: Annotation, start: int, end: int) -> bool:
    """Whether a sentence speaks of goods already told of: "The ivory tipped the scales at"."""
    before = (note.text[max(start, hit.start - 20) : hit.start] for hit in note.of("good", start, end))
    return any(re.search(r"\b(?:the|this|that) (?:\w+ )?$", words, re.I) for words in before)
