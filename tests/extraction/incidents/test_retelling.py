"""What a headline or a lead announces is told once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.conftest import Incidents


def loads(found: list[dict[str, Any]]) -> list[list[tuple[str, float | None]]]:
    return [[(item["commodity"], item["quantity"]) for item in incident["items"]] for incident in found]


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        (
            "Nearly 20 kilos of horn taken from traveller",
            "Officers at Entebbe airport stopped a traveller on Monday. In his cases they found 11 rhino horns. "
            "The horns weighed 19.4 kg, the wildlife office said.",
            [("rhino horn", 19.4)],
        ),
        (
            "Thousands of fake pills seized on train",
            "Customs at Khasan seized 14,600 counterfeit pills on 24 May, it was reported.",
            [("counterfeit medicine", 14600)],
        ),
        (
            "Half a ton of cocaine found on private plane",
            "Police in Salvador seized 560 kg of cocaine from a plane on Tuesday.",
            [("cocaine", 560)],
        ),
    ],
)
def test_a_headline_rounds_or_counts_what_the_body_weighs(
    incidents: Incidents, headline: str, body: str, expected: list[tuple[str, float]]
) -> None:
    assert loads(incidents(f"{headline}\n\n{body}\n")) == [expected]


def test_a_lead_that_adds_up_is_none_beside_its_parts(incidents: Incidents) -> None:
    found = incidents(
        "Police in Kumasi seized about 8 kg of heroin and arrested five people, the force said.\n\n"
        "On 3 June a farmer was stopped near Ejisu with 2.1 kg of heroin in a sack.\n\n"
        "On 10 June officers raided a house in Bekwai and found 6 kg of heroin.\n"
    )
    assert loads(found) == [[("heroin", 2.1)], [("heroin", 6)]]


def test_another_load_in_the_body_is_another_incident(incidents: Incidents) -> None:
    found = incidents(
        "Two tonnes of cocaine seized in Antwerp\n\n"
        "Customs in Antwerp seized 2 tonnes of cocaine on Monday.\n\n"
        "In March, officers in Rotterdam seized 300 kg of cocaine.\n"
    )
    assert loads(found) == [[("cocaine", 2000)], [("cocaine", 300)]]


@pytest.mark.parametrize("place", ["Hanoi", "Noi Bai airport"])
def test_a_headline_with_the_city_is_of_the_catch_at_its_airport(incidents: Incidents, place: str) -> None:
    told = incidents(
        f"Two women held with horn in {place}\n\nTwo Kenyan women were arrested at Noi Bai airport on Tuesday with "
        "10.8 kg of rhino horn. On May 8 a worker had been caught there with 22 kg of horn."
    )
    assert [[who["role"] for who in incident["suspects"]] for incident in told] == [["woman"], ["worker"]]
