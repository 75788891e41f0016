"""One clause that tells of several incidents side by side."""

from __future__ import annotations

import pytest

from tests.extraction.conftest import Incidents

Told = set[tuple[str | None, str | None, float | None]]


def told(incidents: Incidents, text: str) -> Told:
    """Date, country and first quantity of each incident."""
    found = incidents(text)
    loads = [incident["items"][0]["quantity"] if incident["items"] else None for incident in found]
    out = {(i["date"], i["country"], load) for i, load in zip(found, loads, strict=True)}
    assert len(out) == len(found)
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Envoys were expelled from Denmark, Finland and Norway in October 1976 for smuggling liquor.\n",
            {("1976-10", "DK", None), ("1976-10", "FI", None), ("1976-10", "NO", None)},
        ),
        (
            "In May 1983 Sweden and Norway expelled two attaches over smuggled cigarettes.\n",
            {("1983-05", "SE", None), ("1983-05", "NO", None)},
        ),
    ],
)
def test_one_expulsion_for_each_country(incidents: Incidents, text: str, expected: Told) -> None:
    assert told(incidents, text) == expected


def test_places_with_their_loads_in_brackets(incidents: Incidents) -> None:
    text = "In Tokyo (3.2 kg), Seoul (1.9 kg) and Kuala Lumpur (4.75 kg) customs seized methamphetamine in 2004.\n"
    assert told(incidents, text) == {("2004", "JP", 3.2), ("2004", "KR", 1.9), ("2004", "MY", 4.75)}


def test_as_many_loads_as_places_go_each_to_each(incidents: Incidents) -> None:
    text = "Police seized 300 kg and 40 kg of cocaine in Antwerp and Rotterdam in May 2016.\n"
    assert told(incidents, text) == {("2016-05", "BE", 300), ("2016-05", "NL", 40)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police seized 300 kg of cocaine in Antwerp in May 2016.\n", {("2016-05", "BE", 300)}),
        (
            "The envoy, expelled from Denmark in May 1983 over liquor, had been stationed in Norway and Finland.\n",
            {("1983-05", "DK", None)},
        ),
    ],
)
def test_one_incident_stays_one(incidents: Incidents, text: str, expected: Told) -> None:
    assert told(incidents, text) == expected
