"""Diplomats called by their post alone have the nationality of the one state whose mission the text speaks of."""

from __future__ import annotations

import pytest

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.persons.parties import find_parties
from bellflower.extraction.persons.senders import with_sender
from bellflower.extraction.view import View
from bellflower.records import Report


def nationalities(text: str, grammar: Grammar) -> dict[str | None, str | None]:
    report = Report(id="r", stem="r", path="r", text=text, content_sha256="", text_sha256="")
    note = Annotation(View(report), grammar)
    told = [party for sentence in note.sentences for party in find_parties(note, *sentence)]
    return {party.role: party.nationality for party in with_sender(note, told)}


@pytest.mark.parametrize(
    ("text", "role", "nationality"),
    [
        ("The Syrian embassy said nothing. Police held two attachés.", "attaché", "SY"),
        ("The mission of Cuba is closed. The ambassador was expelled.", "ambassador", "CU"),
        ("Libya's mission is closed. A third secretary was expelled.", "third secretary", "LY"),
        ("The Syrian embassy and the Cuban consulate said nothing. Police held two attachés.", "attaché", None),
        ("The Syrian embassy said nothing. Police held a waiter.", "waiter", None),
        ("The Syrian embassy said nothing. Police held an interpreter of the same embassy.", "interpreter", "SY"),
        ("The Syrian embassy said nothing. Police held a cook with a service passport.", "cook", "SY"),
        ("Syrian traders complained. Police held two attachés.", "attaché", None),
    ],
)
def test_sender(text: str, role: str, nationality: str | None, grammar: Grammar) -> None:
    told = nationalities(text, grammar)
    assert told[role] == nationality, told
