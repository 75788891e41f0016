"""The one person caught is named by the sentences beside the catch; nobody else's name is taken."""

from __future__ import annotations

import pytest

from tests.extraction.conftest import Incidents

CATCH = "Customs in Riga seized 3 kg of opium from a Peruvian diplomat on 4 March 2011."


@pytest.mark.parametrize(
    "behind",
    [
        "Ana Quispe, 44, was put on the next flight.",
        "Ana Quispe, second secretary at the embassy in Oslo, had come by train.",
        "Ana Quispe arrived from Lima in the morning.",
        "The bag was locked. Ana Quispe told officers that it was a gift.",
    ],
)
def test_the_next_sentences_may_name_the_person_caught(incidents: Incidents, behind: str) -> None:
    (incident,) = incidents(f"{CATCH} {behind}")
    (suspect,) = incident["suspects"]
    assert (suspect["name"], suspect["count"]) == ("Ana Quispe", 1)


@pytest.mark.parametrize(
    "behind",
    [
        "Janis Ozols, director of customs, was content.",
        "Janis Ozols said that it was a good day.",
        "Maria Berg waited at the gate.",
        "Ana Quispe arrived from Lima at noon. Bo Lund arrived at one.",  # two names: it is not told whose
    ],
)
def test_a_name_that_may_be_another_s_is_left(incidents: Incidents, behind: str) -> None:
    (incident,) = incidents(f"{CATCH} {behind}")
    assert {suspect["name"] for suspect in incident["suspects"]} == {None}


def test_a_surname_may_be_one_letter(incidents: Incidents) -> None:
    (incident,) = incidents(f"{CATCH} O Yong Nam, 51, was put on the next flight.")
    assert [suspect["name"] for suspect in incident["suspects"]] == ["O Yong Nam"]


def test_he_is_the_person_named_before(incidents: Incidents) -> None:
    told = "The broker Bo Lund asked a court for his passport. He was arrested in May 2011 with 9 kg of opium in Riga."
    (incident,) = incidents(told)
    assert [suspect["name"] for suspect in incident["suspects"]] == ["Bo Lund"]
