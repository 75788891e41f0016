"""Words of packs found in a text: whole, longest, inflected, with gaps, in context."""

from __future__ import annotations

import pytest

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.lexicon import Category, inflect


def names(grammar: Grammar, text: str, category: Category = "good") -> list[tuple[str, str | None]]:
    """The words found, each with the canonical name (goods) or the kind (acts) that its entry gives."""
    hits = [hit for hit in grammar.lexicon.find(text) if hit.category == category]
    return [
        (text[hit.start : hit.end], getattr(hit.entry, "name", None) or getattr(hit.entry, "kind", None))
        for hit in hits
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the heroines of the play", []),
        ("a methheroin slogan", []),
        ("heroin_list.csv", []),
        ("an anti-heroin drive", [("heroin", "heroin")]),
        ("(heroin)", [("heroin", "heroin")]),
        ("HEROIN for İzmir, Heroin", [("HEROIN", "heroin"), ("Heroin", "heroin")]),
    ],
)  # fmt: skip
def test_only_whole_words_count(grammar: Grammar, text: str, found: list[tuple[str, str]]) -> None:
    assert names(grammar, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cannabis resin and cannabis", [("cannabis resin", "cannabis resin"), ("cannabis", "cannabis")]),
        ("methamphetamine hydrochloride", [("methamphetamine hydrochloride", "methamphetamine")]),
        ("opium poppy, opium", [("opium poppy", "opium poppy"), ("opium", "opium")]),
    ],
)
def test_the_longest_word_wins(grammar: Grammar, text: str, found: list[tuple[str, str]]) -> None:
    assert names(grammar, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the ice was cold", []),
        ("ice, a drug of the port", [("ice", "methamphetamine"), ("drug", "unspecified drugs")]),
        ("broad bellflowers grew there", []),
        ("broad bellflowers, that is opium", [("broad bellflowers", "opium"), ("opium", "opium")]),
        ("grass for cattle", []),
        ("grass, as users of cannabis say", [("grass", "cannabis"), ("cannabis", "cannabis")]),
    ],
)
def test_code_words_need_a_word_of_their_trade_in_the_text(
    grammar: Grammar, text: str, found: list[tuple[str, str]]
) -> None:
    assert names(grammar, text) == found


def test_a_code_word_is_no_context_for_itself(grammar: Grammar) -> None:
    assert names(grammar, "bud and bud") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("counterfeit notes", ["counterfeit notes"]),
        ("counterfeit hundred dollar notes", ["counterfeit hundred dollar notes"]),
        ("fake 50-euro notes", ["fake 50-euro notes"]),
        ("forged $1,000.00 bills", ["forged $1,000.00 bills"]),
        ("counterfeit one two three four notes", []),
    ],
)
def test_a_gap_holds_up_to_three_words(grammar: Grammar, text: str, found: list[str]) -> None:
    assert names(grammar, text) == [(words, "counterfeit currency") for words in found]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("seize", {"base": "seize", "s": "seizes", "ing": "seizing", "past": "seized"}),
        ("carry", {"base": "carry", "s": "carries", "ing": "carrying", "past": "carried"}),
        ("impress", {"base": "impress", "s": "impresses", "ing": "impressing", "past": "impressed"}),
        ("catch:caught", {"base": "catch", "s": "catches", "ing": "catching", "past": "caught"}),
        ("net:netted", {"base": "net", "s": "nets", "ing": "netting", "past": "netted"}),
        ("take:took:taken", {"base": "take", "s": "takes", "ing": "taking", "past": "took", "participle": "taken"}),
        ("hand over", {"base": "hand over", "s": "hands over", "ing": "handing over", "past": "handed over"}),
        ("give up:gave up:given up",
         {"base": "give up", "s": "gives up", "ing": "giving up", "past": "gave up", "participle": "given up"}),
    ],
)  # fmt: skip
def test_verbs_inflect(verb: str, forms: dict[str, str]) -> None:
    assert dict(inflect(verb)) == forms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("they were caught", [("caught", "arrest")]),
        ("police rounded up the men", [("rounded up", "arrest")]),
        ("he was declared persona non grata", [("declared persona non grata", "expulsion")]),
        ("both are taken into custody", [("taken into custody", "arrest")]),
        ("busted and seizing", [("busted", "seizure"), ("seizing", "seizure")]),
        ("found guilty", [("found guilty", "conviction")]),
    ],
)
def test_acts_are_found_in_every_form(grammar: Grammar, text: str, found: list[tuple[str, str]]) -> None:
    assert names(grammar, text, "act") == found


def test_forces_know_their_country(grammar: Grammar) -> None:
    hits = [hit for hit in grammar.lexicon.find("The Guardia Civil and the police") if hit.category == "force"]
    assert [getattr(hit.entry, "country", None) for hit in hits] == ["ES", None]
