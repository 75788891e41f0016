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
