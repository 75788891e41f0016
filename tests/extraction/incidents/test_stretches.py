"""Catches told in one frame, with nothing but "and" or a comma between them."""

from __future__ import annotations

import pytest

from tests.extraction.conftest import Incidents

Told = list[tuple[str | None, str | None, str | None, float | None]]


def told(incidents: Incidents, text: str) -> Told:
    """Date, country, place and first quantity of each incident, in order."""
    found = incidents(text)
    loads = [incident["items"][0]["quantity"] if incident["items"] else None for incident in found]
    return [(i["date"], i["country"], i["place"], load) for i, load in zip(found, loads, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Guards in Gdansk seized 5 kg of cocaine in May 2018 and 7 kg in July 2018.\n",
            [("2018-05", "PL", "Gdansk", 5), ("2018-07", "PL", "Gdansk", 7)],
        ),
        (
            "French gendarmes found 20 kg of cocaine in Nice on 3 May 2019 and Swiss police seized 40 kg in Geneva.\n",
            [("2019-05-03", "FR", "Nice", 20), ("2019-05-03", "CH", "Geneva", 40)],
        ),
        (
            "In separate operations, police seized 12 kg of heroin in Lahore, 3 kg of opium in Quetta "
            "and 400 g of methamphetamine in Karachi.\n",
            [(None, "PK", "Lahore", 12), (None, "PK", "Quetta", 3), (None, "PK", "Karachi", 0.4)],
        ),
        (
            "Officers recovered heroin in Mombasa on three days: 9 kg on Monday, 7 kg on Sunday "
            "and 6 kg on Saturday.\n",
            [
                ("2019-06-17", "KE", "Mombasa", 9),
                ("2019-06-16", "KE", "Mombasa", 7),
                ("2019-06-15", "KE", "Mombasa", 6),
            ],
        ),
    ],
)
def test_loads_with_days_or_places_of_their_own(incidents: Incidents, text: str, expected: Told) -> None:
    assert told(incidents, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police in Lyon seized 4 kg of heroin and 2 kg of cocaine from a flat on 3 May 2019.\n",
        "On 3 May 2019 customs in Riga found 12 kg of heroin and 3 kg of opium, along with two pistols.\n",
    ],
)
def test_loads_of_one_catch_stay_together(incidents: Incidents, text: str) -> None:
    assert len(told(incidents, text)) == 1


def test_sums_of_two_years_are_no_catches(incidents: Incidents) -> None:
    assert told(incidents, "Spain seized 12 tonnes of cocaine in 2018 and 9 tonnes in 2017.\n") == []


def test_a_list_of_notes_without_verbs(incidents: Incidents) -> None:
    text = (
        "Notable cases:\n\n"
        "* Benapole, 9 June: 60 gold bars, 6.99 kg, in the shoes of two women.\n"
        "* Godagari, 12 June: heroin 1.8 kg; no one was with it.\n"
        "- Athlone mail centre: 41 parcels from Canada: herbal cannabis 19.6kg.\n"
    )
    assert [(date, load) for date, _, _, load in told(incidents, text)] == [
        ("2019-06-09", 6.99),
        ("2019-06-12", 1.8),
        (None, 19.6),
    ]


def test_lines_that_open_with_a_month_are_entries_also_without_blank_lines(incidents: Incidents) -> None:
    text = (
        "Log of cases\n\n"
        "Mar 1979. Georgetown, Guyana. Police find 41 kg of marijuana in a car of the embassy.\n"
        "Sep 1994. Phnom Penh, Cambodia. Customs confiscate 2,050 cartons of cigarettes from a lorry.\n"
    )
    assert [(date, country, load) for date, country, _, load in told(incidents, text)] == [
        ("1979-03", "GY", 41),
        ("1994-09", "KH", 2050),
    ]


def test_a_sentence_without_a_verb_after_a_catch(incidents: Incidents) -> None:
    text = (
        "Police seized 1,214 kg of cocaine at the port of Santos on Monday.\n\n"
        "It was the third case this year. In January: 430 kg of cocaine at Guarujá, no arrests. "
        "On 11 February, 96 kg at Recife airport, in the luggage of a couple.\n"
    )
    assert [(date, load) for date, _, _, load in told(incidents, text)] == [
        ("2019-06-17", 1214),
        ("2019-01", 430),
        ("2019-02-11", 96),
    ]


def test_a_quarter_of_the_town_is_no_other_place(incidents: Incidents) -> None:
    text = (
        "The police in Khartoum have seized 1,340 bottles of whisky and 96 cases of beer from a restaurant in the "
        "Riyadh district.\n"
    )
    assert len(told(incidents, text)) == 1
