"""What an explanation says: the rule of every value, why its rivals lost, and why a sentence gave nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bellflower.extraction.explanation import Explanation, Found, Reason, explain, narrowed
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.extraction.trace import Trace, holder
from bellflower.packs import HERE
from bellflower.records import Reading
from tests.extraction.conftest import report

Explain = Callable[..., Explanation]
ROOT = HERE.parent


@pytest.fixture(scope="session")
def told(grammar: Grammar) -> Explain:
    def explained(text: str) -> Explanation:
        return explain(report(text), grammar)

    return explained


def found(explanation: Explanation, words: str) -> Found:
    """The first thing recognised that stands at ``words``."""
    return next(f for s in explanation.sentences for f in s.found if f.text == words)


def rules(reasons: tuple[Reason, ...]) -> set[str]:
    return {reason.rule for reason in reasons}


SEIZED = "Customs in Lagos seized 12 kg of heroin on 4 March 2011."
LOST = {
    "bail": ("Police in Lagos seized 12 kg of heroin from a driver, freed on $900 bail.", "$900", "bail"),
    "price": ("Police in Lagos seized 3 kg of opium, sold for $2,000 there.", "$2,000", "price, fine or limit"),
    "rate": ("Police in Lagos seized 3 kg of opium from a porter on $5 a day.", "$5 a day", "rate"),
    "package": ("Police in Lagos seized 24 two-kilogram packages of cocaine.", "two-kilogram", "size of a package"),
    "calibre": ("Police in Lagos seized 3 kg of opium and a 9 mm pistol.", "9 mm", "no measure of goods"),
    "unit": ("Police in Lagos seized 10 kg (22 lb) of heroin.", "22 lb", "said again"),
    "negation": ("Police in Lagos did not seize any heroin, a spokesman said.", "seize", "act negated"),
    "plan": ("Police in Lagos plan to seize 12 kg of heroin.", "seize", "act planned"),
    "condition": ("Police in Lagos would seize 12 kg of heroin if they could.", "seize", "act hypothetical"),
    "habit": ("Police in Lagos often seize 12 kg of heroin.", "seize", "act historical"),
    "compound": ("Police in Lagos seized 3 kg of opium from a heroin dealer.", "heroin", "part of a compound"),
    "absence": ("Police in Lagos seized 3 kg of opium but no heroin.", "heroin", "good negated"),
    "general": ("Drugs were seized in Lagos: 12 kg of heroin was in the car.", "Drugs", "general word"),
    "destination": ("Customs in Lagos seized 12 kg of heroin bound for Madrid.", "Madrid", "destination"),
    "origin": ("Customs in Lagos seized 12 kg of heroin from Karachi.", "Karachi", "place of origin"),
    "teller": ("Customs in Lagos seized 12 kg of heroin, police said on 8 May 2011.", "8 May 2011", "day of telling"),
    "slang": ("Police in Lagos seized 3 kg of ivory from a car that came at speed.", "speed", "code word alone"),
    "idiom": ("The meeting took place when 12 kg of heroin was seized in Lagos.", "took", "idiom"),
    "noun": ("Police in Lagos seized 12 kg of heroin at the board of a bank.", "board", "noun, not act"),
    "rounded": (
        "Police seized about 10 kg of heroin.\nOn 4 March 2011 police in Lagos seized 10.3 kg of heroin in a car.",
        "about 10 kg",
        "told better elsewhere",
    ),
    "escape": ("Customs in Lagos seized 12 kg of heroin; the driver escaped.", "the driver", "got away"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOST)
def test_what_lost_says_by_which_rule(told: Explain, name: str) -> None:
    text, words, rule = LOST[name]
    one = found(told(text), words)
    assert rule in rules(one.lost)
    assert not one.became
    assert all(reason.why and reason.where for reason in one.lost)


WHOLE = {
    "no act": "The price of heroin worries the mayor of Lagos.",
    "no act told as done": "Police in Lagos did not seize any heroin.",
    "act weak and too little beside it": "Somebody found drugs.",
    "sum over a period": "A total of 4 tons of opium were seized in Peru in 2010.",
    "too little told": "Police seized drugs.",
    "robbery": "Robbers took 12 kg of heroin from a house in Lagos.",
}


@pytest.mark.parametrize("rule", WHOLE)
def test_a_sentence_that_tells_of_no_incident_says_why(told: Explain, rule: str) -> None:
    explanation = told(WHOLE[rule])
    assert explanation.incidents == ()
    [sentence] = explanation.sentences
    assert rule in {name for clause in sentence.clauses for name in rules(clause.lost)}


def test_every_value_of_an_incident_has_its_rule_and_the_line_that_holds_it(told: Explain) -> None:
    [incident] = told(SEIZED).incidents
    slots = {slot.name: slot for slot in incident.slots}
    assert slots.keys() >= {"kind", "occurred_on", "located_at", "country", "commodity", "quantity", "authority"}
    assert incident.sentences == (1,)
    for slot in slots.values():
        for claim, rule in zip(slot.claims, slot.rules, strict=True):
            assert rule.rule == claim.rule
            assert rule.where is not None
            path, line = rule.where.split(":")
            assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) >= int(line)


def test_a_rival_stands_in_the_slot_that_it_lost(told: Explain) -> None:
    text = (
        "Customs in Lagos seized 12 kg of heroin worth something on 4 March 2011, freed on $900 bail; it left in 2009."
    )
    [incident] = told(text).incidents
    slots = {slot.name: slot for slot in incident.slots}
    assert [(r.text, rules(r.lost)) for r in slots["quantity"].rivals] == [("$900", {"bail"})]
    assert [r.text for r in slots["occurred_on"].rivals] == ["2009"]


def test_a_word_of_a_pack_names_its_row(told: Explain) -> None:
    good = found(told(SEIZED), "heroin")
    assert good.table is not None
    name, line = good.table.split(":")
    row = (HERE / name).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert row.startswith("heroin,")
    act = found(told(SEIZED), "seized")
    assert (act.reads, act.became) == ("seizure, strong, of goods", ("kind",))


def test_a_name_that_may_mean_several_places_says_why_one_won(told: Explain) -> None:
    named = found(told("Customs in Toledo, Spain, seized 12 kg of heroin."), "Toledo")
    best, *rivals = named.candidates
    assert best.country == "ES" and {"US", "PH"} <= {rival.country for rival in rivals}
    assert {rival.why for rival in rivals} == {"the text names what the other lies in"}
    known = found(told("Customs in Lima seized 12 kg of heroin."), "Lima")
    assert known.candidates[0].country == "PE"
    assert {rival.why for rival in known.candidates[1:]} == {"the other is larger or better known"}


def test_clauses_name_their_incident(told: Explain) -> None:
    explanation = told("Customs in Lagos seized 12 kg of heroin. In Accra police seized 3 kg of opium on 2 May 2011.")
    clauses = [clause for sentence in explanation.sentences for clause in sentence.clauses]
    assert [clause.incident for clause in clauses] == [1, 2]
    assert rules(clauses[0].lost) == set()
    assert "another country" in rules(clauses[1].lost)


def test_a_headline_that_adds_up_is_no_incident_beside_its_parts(told: Explain) -> None:
    text = (
        "Police seize 30 kg of heroin\nCustoms in Lagos seized 12 kg of heroin on 4 March 2011.\n"
        "Police in Accra seized 18 kg of heroin on 5 March 2011."
    )
    headline = told(text).sentences[0]
    assert [(c.incident, rules(c.lost)) for c in headline.clauses] == [(None, {"sum of what follows"})]


def test_a_text_that_names_no_goods_is_passed_over(told: Explain) -> None:
    explanation = told("The mayor of Lagos opened a school.")
    assert not explanation.names_goods
    assert explanation.incidents == explanation.outside == ()


def test_it_is_narrowed_by_number_and_by_words(told: Explain) -> None:
    whole = told(f"{SEIZED} Heroin sells for $40 a gram there.")
    first = narrowed(whole, [1])
    assert ([s.number for s in first.sentences], len(first.incidents), first.outside) == ([1], 1, ())
    second = narrowed(whole, [], ["a  GRAM"])
    assert ([s.number for s in second.sentences], second.incidents) == ([2], ())
    assert [slot.name for slot in second.outside] == ["price"]


def test_listening_changes_nothing_and_every_rule_is_found(
    corpus: list[tuple[Reading, dict[str, Any]]], grammar: Grammar
) -> None:
    for reading, _ in corpus[::6]:
        trace = Trace()
        assert read_claims(reading.report, grammar, trace) == reading
        lost = [one for sheet in trace.sheets for one in sheet.lost]
        named = {claim.rule for claim in reading.claims} | {one.rule for one in lost}
        assert {rule for rule in named if holder(rule) is None} == set()
        assert all(0 <= one.start < one.end and one.why for one in lost)


def test_a_report_in_two_languages_is_explained_line_by_line(told: Explain) -> None:
    korean = "부산세관은 2019년 3월 4일 부산항에서 필로폰 12kg을 압수했다고 밝혔다."
    explanation = told(f"{SEIZED}\n{korean}\n")
    assert [s.text for s in explanation.sentences] == [SEIZED, korean]
    assert [i.sentences for i in explanation.incidents] == [(1,), (2,)]
    assert [f.became for s in explanation.sentences[1:] for f in s.found if f.kind == "good"] == [("commodity",)]
