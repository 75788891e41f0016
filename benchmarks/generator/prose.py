"""A telling as newspaper sentences: many ways to begin, to add who, how much and what for, and to head it."""

from __future__ import annotations

import random
import re

from bellflower.records import Party
from benchmarks.generator.lexicon import LISTS, SENTENCES
from benchmarks.generator.tellings import Said, Telling

# [a|b] is one of the words, [list] a word of a list; {slot} a slot of the telling, with a capital where a sentence
# begins: slots bring their own blanks and may be empty. A form is used only where those with a + are filled.
_SEIZED = "[seized|confiscated|intercepted|impounded|recovered|found|discovered]"
LEDES = (
    f"{{Force}} {_SEIZED} {{+goods}}{{place}}{{when}}{{craft}}{{aside}}[|, a spokesman said|, officials said].",
    f"{{+When}}, {{force}} {_SEIZED} {{+goods}}{{place}}{{craft}}{{aside}}.",
    "{+Goods} were [seized|confiscated|found|intercepted]{place}{when}{craft}{aside}, {force} said.",
    f"{{Force}} said [they had|that they had] {_SEIZED} {{+goods}}{{place}}{{when}}{{craft}}{{aside}}.",
    "{+Suspects} {was} [arrested|detained]{place}{when} with {+goods}{aside}.",
    "{+Suspects} {was} [arrested|detained|taken into custody]{place}{when} after {force} found {+goods}{craft}.",
    "{Force} [arrested|detained] {+suspects}{place}{when} and [seized|confiscated] {+goods}{aside}.",
    f"[Acting on a tip|After a routine check|Following weeks of surveillance|During a search|On an informant’s word], "
    f"{{force}} {_SEIZED} {{+goods}}{{place}}{{when}}{{craft}}.",
    f"It was {{+goods}} that {{force}} {_SEIZED}{{place}}{{when}}{{craft}}{{aside}}.",
    f"{{Force}}{{place}} {_SEIZED} {{+goods}}{{when}}{{craft}}[|, prosecutors said|, according to a statement].",
    f"After a [adjective] [hunt|search|inspection|chase], {{force}} {_SEIZED} {{+goods}}{{place}}{{when}}{{craft}}.",
    f"In a [adjective] [operation|raid|sweep], {{force}} [how] {_SEIZED} {{+goods}}{{place}}{{when}}{{craft}}.",
)
_ASIDES = (
    ", in what was [how] called a [adjective] [find|surprise|success]", ", a [adjective] and [adjective] [find|catch]",
    " after a [adjective] and [adjective] search", " in a [adjective], [how] run operation", "", "",
)  # fmt: skip
_BRIEFS = (
    "{+When}{place}: {+goods} seized by {force}.",
    "{Force} seized {+goods}{place}{when}.",
    "{+Goods} seized{place}{when}.",
)
_WHO = (
    "{+Suspects} {was} [arrested|detained|taken into custody|held].",
    "[Police|Officers|Investigators] [arrested|detained] {+suspects}.",
    "[Arrested were|Detained were] {+suspects}.",
    "[In the same raid|On the spot|Soon afterwards], {+suspects} {was} [arrested|detained].",
)
_WORTH = (
    "The [haul|load|seizure] is worth {+worth}.",
    "[Officials|Investigators] put the value of the [haul|load] at {+worth}.",
    "Its [street value|market value] was [estimated|put] at {+worth}.",
    "The [load|haul] was valued at {+worth}.",
)
_HEADS = (
    "{+Good} seized{place}",
    "[Customs|Police|Officers] [seize|find] {+good}{place}",
    "[Big|Large|New|Another] {+good} [haul|find]{place}",
    "{+Good}: [another catch|new seizure|arrests|the trade goes on]",
    "[What the raid turned up|A find that raises questions|Officers have their hands full|Caught on the way]",
)
_LINKS = ("[In a separate case|In another case|Elsewhere|Meanwhile|In an unrelated case], ", "")
_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"\{\+?(\w+)\}")
_WORD = re.compile(r"\[(\w+)\]")


def lede(telling: Telling, dice: random.Random) -> list[str]:
    """What happened, in one to three sentences."""
    slots = _slots(telling, dice)
    first = _fill(dice, LEDES, slots)
    rest = []
    if slots.get("suspects") and slots["suspects"].casefold() not in first.casefold():
        rest.append(_fill(dice, _WHO, slots))
    if slots.get("worth"):
        rest.append(_fill(dice, _WORTH, slots))
    dice.shuffle(rest)
    return [first, *rest]


def brief(telling: Telling, dice: random.Random, first: bool) -> str:
    """What happened, in one sentence of a round-up."""
    sentence = _fill(dice, (*_BRIEFS, *LEDES), _slots(telling, dice))
    link = "" if first else _choose(dice.choice(_LINKS), dice)
    return link + (sentence[0].lower() + sentence[1:] if link and sentence[:2] in {"In", "On", "Of"} else sentence)


def headline(telling: Telling, dice: random.Random) -> str:
    """A few words above the article."""
    return _fill(dice, _HEADS, _slots(telling, dice))


def filler(dice: random.Random) -> str:
    """A sentence that tells of nothing that anybody looks for."""

    return _worded(dice.choice(SENTENCES), dice)


def _worded(form: str, dice: random.Random) -> str:
    """The form with a word of its list for each [list], "an" before vowels."""

    def word(match: re.Match[str]) -> str:
        name = match.group(1)
        drawn = dice.choice(dice.choice(LISTS[name.lower()]))
        return drawn[0].upper() + drawn[1:] if name[0].isupper() else drawn

    return re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", _WORD.sub(word, form))


def _slots(telling: Telling, dice: random.Random) -> dict[str, str]:
    goods = [
        f"{quantity.words} {good.before}{good.words}" if quantity else good.words for quantity, good in telling.loads
    ]
    place = _words(telling.place)
    if telling.country and telling.country.words:
        place = f"{place}, {telling.country.words}" if place else _words(telling.country)
    force = telling.force.words if telling.force else dice.choice(("officers", "police", "investigators"))
    craft = telling.conveyance
    on = dice.choice(("aboard", "on board", "on")) if craft and "flight" not in craft.before else "on"
    return {
        "force": force,
        "aside": dice.choice(_ASIDES),
        "goods": " and ".join(goods),
        "good": telling.loads[0][1].words,
        "place": f" {place}" if place else "",
        "when": f" {_words(telling.when)}" if telling.when else "",
        "craft": f" {on} {craft.before}{craft.words}" if craft else "",
        "worth": telling.worth.words if telling.worth else "",
        "suspects": " and ".join(_who(said, dice) for said in telling.suspects),
        "was": "was" if len(telling.suspects) == 1 and telling.suspects[0].value.count == 1 else "were",
    }


def _words(said: Said | None) -> str:
    return f"{said.before}{said.words}" if said else ""


def _who(said: Said, dice: random.Random) -> str:
    party = said.value
    assert isinstance(party, Party)
    if not party.name:
        return "a" + said.words[3:] if said.words.startswith("one ") and _consonant(said.words[4]) else said.words
    if not party.role:
        return party.name
    noun = said.words.removesuffix(f" {party.name}")
    article = "a" if _consonant(noun[0]) else "an"
    return dice.choice((f"{party.name}, {article} {noun},", f"{article} {noun} named {party.name}", said.words))


def _consonant(letter: str) -> bool:
    return letter.casefold() not in "aeiou"


def _fill(dice: random.Random, forms: tuple[str, ...], slots: dict[str, str]) -> str:
    """One of the forms whose needed slots are filled, its words chosen."""
    usable = [form for form in forms if all(slots[name.lower()] for name in re.findall(r"\{\+(\w+)\}", form))]
    text = _choose(dice.choice(usable), dice)

    def slot(match: re.Match[str]) -> str:
        name = match.group(1)
        words = slots[name.lower()]
        if not name[0].isupper():
            return words
        words = words.lstrip()
        return words[0].upper() + words[1:]

    text = _worded(_choose(_SLOT.sub(slot, text), dice), dice)
    return re.sub(r",([.,])", r"\1", text[0].upper() + text[1:])


def _choose(form: str, dice: random.Random) -> str:
    return _CHOICE.sub(lambda match: dice.choice(match.group(1).split("|")), form)
