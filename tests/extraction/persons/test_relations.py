"""Who is one and the same, and who is part of whom, where a clause describes the persons it names."""

from __future__ import annotations

import pytest

from tests.extraction.conftest import Incidents

Told = list[tuple[str | None, str | None, int | None, str | None]]
TRUCK = "Kenyan police found 22 kg of heroin in a truck on Tuesday. "
TWO = "Kenyan police arrested two Ugandans in Mombasa on Friday and confiscated 22 kg of heroin. "


def told(incidents: Incidents, text: str) -> Told:
    (incident,) = incidents(text)
    return [(who["nationality"], who["role"], who["count"], who["name"]) for who in incident["suspects"]]


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        ("The driver, a Ugandan national, and his helper were arrested.",
         [("UG", "driver", 1, None), (None, "helper", 1, None)]),
        ("The driver, a Ugandan citizen, and two helpers were arrested.",
         [("UG", "driver", 1, None), (None, "helper", 2, None)]),
        ("The driver, a guard, and two helpers were arrested.",
         [(None, "driver", 1, None), (None, "guard", 1, None), (None, "helper", 2, None)]),
    ],
)  # fmt: skip
def test_a_national_told_in_an_aside_is_the_person_before(incidents: Incidents, behind: str, found: Told) -> None:
    assert told(incidents, TRUCK + behind) == found


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        ("The men, a clerk and a cook, were charged.", [("UG", "clerk", 1, None), ("UG", "cook", 1, None)]),
        ("The men, a clerk and a teacher of judo, were held on Monday.",
         [("UG", "clerk", 1, None), ("UG", "teacher", 1, None)]),
        ("The men and a clerk were charged.", [("UG", "man", 2, None), (None, "clerk", 1, None)]),
    ],
)  # fmt: skip
def test_the_men_are_those_who_are_listed_then(incidents: Incidents, behind: str, found: Told) -> None:
    assert told(incidents, TWO + behind) == found


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        ("The second man, a judo teacher, was denied bail.",
         [(None, None, 1, "Juan Rojas"), (None, "teacher", 1, None)]),
        ("The first man, a judo teacher, was denied bail.",
         [(None, "teacher", 1, "Juan Rojas"), (None, "compatriot", 1, None)]),
    ],
)  # fmt: skip
def test_the_second_man_is_the_second_told_of(incidents: Incidents, behind: str, found: Told) -> None:
    caught = "Juan Rojas, 48, and a compatriot were caught in May 2011 with 17 kg of rhino horn in Riga. "
    assert told(incidents, caught + behind) == found


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        ("Three of those arrested are Chinese and one is a Thai woman surnamed Choe.",
         [("CN", "people", 3, None), ("TH", "woman", 1, "Choe")]),
        ("Three of those held are Chinese, the fourth is Thai.",
         [("CN", "people", 3, None), ("TH", "people", 1, None)]),
    ],
)  # fmt: skip
def test_parts_of_those_arrested(incidents: Incidents, behind: str, found: Told) -> None:
    caught = "Police in Riga arrested four people on Monday and seized 3 kg of heroin. "
    assert told(incidents, caught + behind) == found


@pytest.mark.parametrize(
    ("people", "found"),
    [
        ("Indian", [("IN", None, 1, None)]),
        ("Swiss", [("CH", None, None, None)]),  # one or many
    ],
)
def test_the_national_who_was_is_one(incidents: Incidents, people: str, found: Told) -> None:
    assert (
        told(incidents, f"Police in Oslo have named the {people} who was arrested in May over 29 kg of gold.") == found
    )


@pytest.mark.parametrize("verb", ["will be tried", "pleaded not guilty", "of Lima was charged", "faces trial"])
def test_a_name_stands_behind_its_noun(incidents: Incidents, verb: str) -> None:
    caught = f"The Peruvian baker Ana Rojas {verb} in Riga. She was caught in May 2011 with 9 kg of opium."
    assert told(incidents, caught) == [("PE", "baker", 1, "Ana Rojas")]
