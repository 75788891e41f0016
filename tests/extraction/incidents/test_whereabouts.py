"""A place is borrowed from the sentence that takes up the ship or the load, and from "the same gate"."""

from __future__ import annotations

import pytest

from tests.extraction.conftest import Incidents

CATCH = "Norwegian customs seized 3 tonnes of cannabis from the freighter Blue Finch on 4 March 2011."


@pytest.mark.parametrize(
    ("behind", "place"),
    [
        ("The ship arrived in Tromso from Lagos, and her papers said that she was empty.", "Tromso"),
        ("The Blue Finch was searched in the port of Tromso.", "Tromso"),
        ("It was searched in Tromso after a tip.", "Tromso"),
        ("The cargo was unloaded under guard at Tromso.", "Tromso"),
        ("The cargo ship, of 1,620 tons, remains at Tromso until a fine has been paid.", "Tromso"),
        ("The ship sailed from Tromso on Wednesday.", None),  # it was not caught where it came from
        ("The ship was stopped on her way to Tromso.", None),
        ("The minister arrived in Tromso after the weekend.", None),
        ("The ship arrived in Aarhus in May.", None),  # in another country
    ],
)
def test_the_next_sentence_says_where_ship_or_load_were_met(
    incidents: Incidents, behind: str, place: str | None
) -> None:
    (incident,) = incidents(f"{CATCH} {behind}")
    assert (incident["place"], incident["country"]) == (place, "NO")


def test_a_place_beside_the_act_is_not_outdone(incidents: Incidents) -> None:
    told = "Norwegian customs seized 3 tonnes of cannabis in Bergen on 4 March 2011. The ship was unloaded in Tromso."
    (incident,) = incidents(told)
    assert incident["place"] == "Bergen"


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("at the same gate", ["Tromso", "Tromso"]),
        ("at the same border crossing", ["Tromso", "Tromso"]),
        ("and caught there", ["Tromso", "Tromso"]),
        ("at the same time", ["Tromso", None]),
        ("at another gate", ["Tromso", None]),
    ],
)
def test_the_same_spot_is_the_one_told_before(incidents: Incidents, words: str, places: list[str | None]) -> None:
    told = incidents(
        "On 4 March 2011 Norwegian officers arrested a driver in Tromso with 8 kg of heroin. On 9 May 2011 a truck was "
        f"stopped {words} with 62 kg of heroin."
    )
    assert [incident["place"] for incident in told] == places
