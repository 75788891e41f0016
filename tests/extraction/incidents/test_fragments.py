"""What one stretch of a sentence tells of one incident."""

from __future__ import annotations

import pytest

from bellflower.extraction.incidents.fragments import find_fragments
from tests.extraction.conftest import Annotate, Incidents


def loads(annotate: Annotate, text: str) -> list[list[tuple[str, float | None]]]:
    """Goods and figures of each fragment."""
    return [
        [(item.name, item.quantity.value if item.quantity else None) for item in fragment.items]
        for fragment in find_fragments(annotate(text))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Over the past five years police in Vienna have seized a total of 900 kg of heroin.",
        "In 2017 Kenya seized 400 kg of heroin in 120 operations.",
        "Customs have made seizures of 900 kg of ivory since 2010.",
        "In 2017 the national police seized 900 kg of heroin.",
        "Two arrests and three seizures of heroin were made in Vienna in 2018.",
        "In 2018 police arrested 60 traffickers with heroin in Austria.",
        "Some 12 tonnes of cocaine were seized in Spain in 2018, up from 9 tonnes a year before.",
    ],
)
def test_sums_are_no_catches(annotate: Annotate, incidents: Incidents, text: str) -> None:
    assert all(fragment.cumulative for fragment in find_fragments(annotate(text)))
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Police in Vienna seized 5 kg of heroin on 3 March 2019.",
        "In 2004 a diplomat was caught in Vienna with 900 kg of heroin.",
        "In 2017 customs seized 3 kg of heroin at Vienna airport.",
        "Customs seized 900 kg of hashish from the trawler Nordlys in 2004.",
    ],
)
def test_a_catch_is_no_sum(annotate: Annotate, incidents: Incidents, text: str) -> None:
    assert not any(fragment.cumulative for fragment in find_fragments(annotate(text)))
    assert len(incidents(text)) == 1


def test_a_sum_beside_a_catch_leaves_the_catch(incidents: Incidents) -> None:
    catch = "Police in Vienna seized 5 kg of heroin on 3 March 2019."
    (found,) = incidents(f"{catch} Over that year Austria's police seized 900 kg of heroin.\n")
    assert [(item["commodity"], item["quantity"]) for item in found["items"]] == [("heroin", 5)]


def test_each_entry_of_a_chronology_is_an_incident(incidents: Incidents) -> None:
    found = incidents(
        "Incidents since 1998\n\n"
        "March 1998: Romania. A diplomat was caught with 12 kg of hashish.\n\n"
        "July 1999: Egypt. Customs seized 500,000 tablets of rohypnol.\n\n"
        "Summer 2001: Nigeria. Two drivers were arrested with 4 kg of heroin.\n"
    )
    assert [(i["date"], i["country"], i["items"][0]["commodity"], i["items"][0]["quantity"]) for i in found] == [
        ("1998-03", "RO", "cannabis resin", 12),
        ("1999-07", "EG", "flunitrazepam", 500_000),
        ("2001", "NG", "heroin", 4),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Rangers in Mombasa caught two men with 40 tusks in 2014, and a further 12 tusks in 2016.\n",
            [("2014", "KE", 40), ("2016", "KE", 12)],
        ),
        (
            "Customs in Varna seized 30 kg of heroin in April 2018; in June 2018, 12 kg of heroin.\n",
            [("2018-04", "BG", 30), ("2018-06", "BG", 12)],
        ),
    ],
)
def test_a_clause_without_its_verb_borrows_it(
    incidents: Incidents, text: str, told: list[tuple[str, str, float]]
) -> None:
    assert [(i["date"], i["country"], i["items"][0]["quantity"]) for i in incidents(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Weighed afterwards, the load came to 5.34 kg.", [("heroin", 5.34)]),
        ("The heroin tipped the scales at 5.34 kg.", [("heroin", 5.34)]),
    ],
)
def test_a_sentence_without_an_act_may_weigh_the_load(
    annotate: Annotate, text: str, told: list[tuple[str, float]]
) -> None:
    assert loads(annotate, f"Police in Vienna seized heroin. {text}\n") == [[("heroin", None)], told]


@pytest.mark.parametrize(
    ("before", "loads_told"),
    [
        (
            "The patrol took 300 kg of hashish and 40 kg of opium off a dhow near Salalah.",
            [("cannabis resin", 300), ("opium", 40)],
        ),
        ("Customs in Odessa weighed 300 kg of hashish.", [("cannabis resin", 300)]),
    ],
)
def test_an_act_may_point_back_at_the_load(
    incidents: Incidents, before: str, loads_told: list[tuple[str, float]]
) -> None:
    (found,) = incidents(f"{before} They were impounded on 3 March 2018.\n")
    assert [(item["commodity"], item["quantity"]) for item in found["items"]] == loads_told
    assert found["date"] == "2018-03-03"


def test_bullets_that_open_with_a_place_are_entries(incidents: Incidents) -> None:
    found = incidents("Finds\n\n- Kenya, May 2011: 40 tusks seized\n- Uganda, June 2012: 30 tusks seized\n")
    assert [(i["country"], i["date"], i["items"][0]["quantity"]) for i in found] == [
        ("KE", "2011-05", 40),
        ("UG", "2012-06", 30),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Police plan to seize 5 kg of heroin in Vienna.",
        "Nobody was arrested in Vienna over the heroin.",
        "In Vienna a kilo of heroin costs 30,000 euros.",
        "Farmers sold poppies at the market.",
        "Police found that heroin had been sold.",
        "The minister held talks in Vienna on heroin.",
        "Smugglers took part in a heroin trial of the new scanner.",
        "The fund received $40 million for roads.",
    ],
)
def test_what_tells_of_no_catch_gives_no_incident(incidents: Incidents, text: str) -> None:
    assert incidents(text) == []


def test_loads_that_got_through_are_no_incident(incidents: Incidents) -> None:
    assert incidents("Two earlier shipments of 40 kg of heroin slipped through Vienna undetected.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "In April 2019 customs intercepted a pick-up near Hub with 56 cases of whisky.",
        "A total of 34 kg of heroin was found in the boot of a car in Lyon.",
    ],
)
def test_cases_of_whisky_and_a_total_in_one_boot_are_no_sums(incidents: Incidents, text: str) -> None:
    assert len(incidents(f"{text}\n")) == 1
