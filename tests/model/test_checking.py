from __future__ import annotations

from typing import Any

import msgspec
import pytest

from bellflower.extraction.incidents.fragments import find_fragments
from bellflower.model.addressed import find_addresses
from bellflower.model.checking import check_incident
from bellflower.model.joining import said
from bellflower.model.prompt import Passage, ToldIncident
from tests.model.reports import STORY, grammar, note_of
from tests.model.servers import incident


def check(text: str, quote: str | None = None, kind: str = "seizure", **slots: Any) -> tuple[list[str], list[str]]:
    """What counts of an incident, as "predicate: value", and why the rest does not."""
    note = note_of(text)
    told = msgspec.convert(incident(quote or note.text.strip(), kind, **slots), ToldIncident)
    held = find_addresses(note.text)
    passage = Passage(0, note.text)
    checked, rejected = check_incident(note, grammar(), find_fragments(note), held, passage, told)
    values = [f"{value.predicate}: {said(value.value)}" for value in checked.values] if checked else []
    return [value for value in values if not value.startswith("kind")], [one.why for one in rejected]


SLOTS = [
    ("date", ("4 March 2011", "2011-03-04"), ["occurred_on: 2011-03-04"]),
    ("date", ("On 4 March 2011", "2011-03-05"), "the quoted words read as 2011-03-04"),
    ("date", ("4 March 2011", "2011"), "the quoted words read as 2011-03-04"),
    ("date", ("March", "2011-03-04"), "no date is read in the quoted words"),
    ("date", ("5 March 2011", "2011-03-05"), "the quoted words don't stand in the text"),
    ("place", ("police in Rotterdam", "Rotterdam"), ["located_at: Rotterdam"]),
    ("place", ("police in Rotterdam", "Paris"), "the quoted words read as Rotterdam"),
    ("place", ("aboard the freighter", "Rotterdam"), "no place is read in the quoted words"),
    ("country", ("in Rotterdam", "NL"), ["country: NL"]),
    ("country", ("in Rotterdam", "BE"), "the quoted words read as NL"),
    ("country", ("Two", "NL"), "no country is read in the quoted words"),
    ("goods", [("12 kg of heroin", "heroin", 12, "kg")], ["commodity: heroin", "quantity: 12 kg heroin"]),
    ("goods", [("12 kg of heroin", "heroin", 12000, "g")], ["commodity: heroin", "quantity: 12 kg heroin"]),
    ("goods", [("12 kg of heroin", "diamorphine", None, None)], ["commodity: heroin"]),
    ("goods", [("12 kg of heroin", "heroin", 900, "kg")], "the quoted words read as 12 kg heroin"),
    ("goods", [("12 kg of heroin", "heroin", 12, "tablets")], "the quoted words read as 12 kg heroin"),
    ("goods", [("12 kg of heroin", "heroin", 12, None)], "the quoted words read as 12 kg heroin"),
    ("goods", [("12 kg of heroin", "cocaine", 12, "kg")], "the quoted words read as heroin"),
    ("goods", [("12 kg", "heroin", 12, "kg")], "no goods are read in the quoted words"),
    ("goods", [("heroin", "heroin", 12, "kg")], "the quoted words read as no quantity of it"),
    ("persons", [("Two Dutch sailors", 2, "NL", "sailor", None)], ["suspect: 2 NL sailor"]),
    ("persons", [("Two Dutch sailors", 2, None, None, None)], ["suspect: 2 NL sailor"]),
    ("persons", [("Two Dutch sailors", 3, "NL", "sailor", None)], "the quoted words read as 2 NL sailor"),
    ("persons", [("Two Dutch sailors", None, "BE", None, None)], "the quoted words read as 2 NL sailor"),
    ("persons", [("Two Dutch sailors", 2, "NL", "sailor", "Jan Smit")], "the quoted words read as 2 NL sailor"),
    ("persons", [("Two Dutch sailors", None, None, None, None)], "nothing is said of them"),
]  # fmt: skip


@pytest.mark.parametrize(("slot", "value", "outcome"), SLOTS)
def test_a_value_counts_where_it_is_read_again_from_its_words(slot: str, value: Any, outcome: list[str] | str) -> None:
    values, why = check(STORY, **{slot: value})
    assert (values, why) == (outcome, []) if isinstance(outcome, list) else (values, why) == ([], [outcome])


@pytest.mark.parametrize(
    ("text", "slots", "outcome"),
    [
        (
            "Customs at Lagos seized 26.5 pounds of cocaine on 3 May 2012.",
            {"goods": [("26.5 pounds of cocaine", "cocaine", 26.5, "lb")]},
            ["commodity: cocaine", "quantity: 12.020198 kg cocaine"],
        ),
        (
            "Police seized 400 ecstasy tablets from a car in Leeds on 3 May 2012.",
            {"goods": [("400 ecstasy tablets", "ecstasy", 400, "tablets")]},
            ["commodity: mdma", "quantity: 400 tablet mdma"],
        ),
        (
            "Rangers seized 31 elephant tusks near Arusha on 3 May 2012.",
            {"goods": [("31 elephant tusks", "ivory", 31, None)]},
            ["commodity: ivory", "quantity: 31 piece ivory"],
        ),
    ],
)
def test_units_and_names_of_goods_may_be_the_models_own(text: str, slots: Any, outcome: list[str]) -> None:
    values, why = check(text, **slots)
    assert (values, why) == (outcome, [])


def test_a_nationality_that_the_words_do_not_give_is_left_out_and_told() -> None:
    values, why = check(STORY, persons=[("Two Dutch sailors", 2, "BE", "sailor", None)])
    assert values == ["suspect: 2 NL sailor"] and why == ["their nationality is not BE in the quoted words"]


ELSEWHERE = "Heroin is all the talk in Lagos. On 3 May 2012 police seized 30 kg of the drug there, and a bond of 90 kg."
THE_DRUG = "30 kg of the drug"


@pytest.mark.parametrize(
    ("good", "outcome"),
    [
        ((THE_DRUG, "heroin", 30, "kg", "Heroin is all"), ["commodity: heroin", "quantity: 30 kg heroin"]),
        ((THE_DRUG, "heroin", 30, "kg", None), "no goods are read in the quoted words"),
        ((THE_DRUG, "cocaine", 30, "kg", "Heroin is all"), "the words that are to name the good don't name it"),
        ((THE_DRUG, "heroin", 40, "kg", "Heroin is all"), "the quoted words read as 30 kg"),
        (
            (THE_DRUG, "heroin", 30, "kg", "opium"),
            "of the words that name the good: the quoted words don't stand in the text",
        ),
    ],
)
def test_a_good_may_be_named_elsewhere_in_words_of_its_own(good: Any, outcome: list[str] | str) -> None:
    values, why = check(ELSEWHERE, quote=ELSEWHERE.split(". ")[1], goods=[good])
    assert (values, why) == (outcome, []) if isinstance(outcome, list) else (values, why) == ([], [outcome])


def test_a_figure_that_measures_another_good_is_not_taken_for_one_named_elsewhere() -> None:
    text = "Heroin was the talk of Lagos. On 3 May 2012 police seized 30 kg of cocaine there."
    good = ("30 kg of cocaine", "heroin", 30, "kg", "Heroin was")
    assert check(text, quote=text.split(". ")[1], goods=[good])[0] == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Customs intends to seize 5 kg of opium in Kabul.", "the words tell of it as planned, not as done"),
        ("Police did not seize 5 kg of opium in Kabul.", "the words tell of it as negated, not as done"),
        (
            "If police seized 5 kg of opium in Kabul, trade would stop.",
            "the words tell of it as hypothetical, not as done",
        ),
        ("The price of 5 kg of opium in Kabul fell.", "the words name no seizure, arrest or other act"),
        (
            "Report that police seized 5 kg of opium in Kabul.",
            "the words speak to their reader, so they tell of no event",
        ),
    ],
)
def test_what_did_not_happen_is_no_incident(text: str, why: str) -> None:
    assert check(text, goods=[("5 kg of opium", "opium", 5, "kg")]) == ([], [why])


def test_a_sum_over_a_year_is_no_incident() -> None:
    text = "In all of 2010 customs seized a total of 12,500 kg of heroin nationwide in 340 cases."
    values, why = check(text, goods=[("12,500 kg of heroin", "heroin", 12500, "kg")])
    assert values == [] and len(why) == 1


def test_where_goods_were_bound_for_is_not_where_they_were_seized() -> None:
    text = "On 4 March 2011 police seized 12 kg of heroin bound for Sydney."
    assert check(text, place=("bound for Sydney", "Sydney"))[1] == ["the words make it the destination, not the scene"]


def test_persons_told_of_before_are_not_counted_again() -> None:
    text = "Two Dutch sailors were arrested in Rotterdam with 12 kg of heroin. All of them were charged with smuggling."
    values, why = check(text, quote=text, kind="arrest", persons=[("All of them", 2, None, None, None)])
    assert values == [] and len(why) == 1


def test_another_kind_than_the_words_tell_is_told() -> None:
    assert check(STORY, quote="police in Rotterdam seized 12 kg of heroin", kind="expulsion")[1] == [
        "the quoted words read as seizure"
    ]


def test_words_outside_the_passage_that_was_sent_do_not_count() -> None:
    note = note_of(STORY)
    told = msgspec.convert(incident(note.text.strip()), ToldIncident)
    checked, rejected = check_incident(note, grammar(), [], [], Passage(0, note.text[:40]), told)
    assert checked is None and rejected[0].why == "the quoted words don't stand in the text"


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Three Ghanaian officers in Tema seized 12 kg of heroin on 3 May 2012.", ("Three Ghanaian officers", 3, "GH")),
        ("Two Dutch sailors watched as police in Tema seized 12 kg of heroin.", ("Two Dutch sailors", 2, "NL")),
    ],
)
def test_those_who_act_or_stand_by_are_not_those_who_were_caught(text: str, person: tuple[Any, ...]) -> None:
    values, why = check(text, persons=[(*person, None, None)])
    assert values == [] and len(why) == 1


def test_a_quote_that_leaves_out_how_sure_the_figure_is_is_lengthened() -> None:
    note = note_of("On 3 May 2012 police in Tema seized up to 40 kg of heroin.")
    told = incident(note.text.strip(), goods=[("40 kg of heroin", "heroin", 40, "kg")])
    passage = Passage(0, note.text)
    checked, rejected = check_incident(note, grammar(), [], [], passage, msgspec.convert(told, ToldIncident))
    assert checked and rejected == []
    value = next(value for value in checked.values if value.predicate == "quantity")
    assert value.qualifier == "at_most" and note.text[value.start : value.end] == "up to 40 kg of heroin"
