"""A capital that is called by its state is that city; money, punishment and names that follow are none."""

from __future__ import annotations

import pytest

from bellflower.extraction.places.capitals import with_capitals
from bellflower.extraction.places.gazetteer import gazetteer
from bellflower.extraction.places.places import find_nationalities, find_places
from tests.extraction.conftest import Incidents


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He was caught in the Kenyan capital.", {"Kenyan capital": "Nairobi"}),
        ("He was caught at the Mongolian capital's airport.", {"Mongolian capital": "Ulan Bator"}),
        ("He was caught in the Kenyan capital, Nairobi.", {"Nairobi": "Nairobi"}),
        ("He was caught in the Kenyan capital Nairobi.", {"Nairobi": "Nairobi"}),
        ("He was caught in the Kenyan capital city of Nairobi.", {"Nairobi": "Nairobi"}),
        ("He was caught in the Bolivian capital.", {}),  # which of two is not said
        ("Swiss capital investment is welcome.", {}),
        ("He was caught in the capital.", {}),
    ],
)
def test_capitals(text: str, found: dict[str, str]) -> None:
    places = find_places(text, gazetteer())
    told = with_capitals(text, places, find_nationalities(text), gazetteer())
    assert {text[span.start : span.end]: span.where.name for span in told} == found


def test_an_incident_may_be_in_one(incidents: Incidents) -> None:
    (incident,) = incidents("A clerk was caught in the Kenyan capital with 3 kg of heroin on 4 March 2011.")
    assert (incident["place"], incident["country"]) == ("Kenyan capital", "KE")
