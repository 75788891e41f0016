"""A number in the wrong unit, and what its own source takes back: short reports, read by the real extraction."""

from __future__ import annotations

import pytest

from bellflower.build import build_dossier
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.records import Conflict, Report
from tests.reconciliation.readings import report

GRAMMAR = Grammar.of()
STORY = (
    "Police in Rotterdam seized {} of heroin aboard the freighter Grey Heron on 12 May 2004. Two sailors were arrested."
    " The drug lay behind a false wall in the hold, and officers worked through the night to bring it ashore."
)
NOTE = "Correction: an earlier version of this report misstated the amount. "


def told(amount: str, day: int, *, note: str = "", by: str = "Harbour Post", **fields: str) -> Report:
    return report(note + STORY.format(amount), f"r{day}", f"2004-05-{day}", publisher=by, **fields)


def quantity(*reports: Report) -> Conflict:
    """The one disagreement on how much it was."""
    made = build_dossier([read_claims(one, GRAMMAR) for one in reports], [], "t")
    assert len(made.incidents) == 1
    (found,) = [one for one in made.conflicts if one.slot == "quantity"]
    return found


@pytest.mark.parametrize(("right", "slip"), [("60 kilograms", "60 pounds"), ("1,500 kg", "1,500 tons")])
def test_one_number_in_two_units_is_a_slip(right: str, slip: str) -> None:
    other = "Dutch officers found {} of heroin on the cargo ship Grey Heron in the port of Rotterdam on 12 May 2004."
    found = quantity(told(right, 13), report(other.format(slip), "other", "2004-05-15", publisher="The Ledger"))
    assert found.kind == "unit" and "contested" in found.taken_for
    assert f"“{slip}”" in found.explanation and f"“{right}”" in found.explanation
    assert "one number in two units" in found.explanation


def test_the_same_weight_in_two_units_is_no_disagreement() -> None:
    made = build_dossier(
        [read_claims(one, GRAMMAR) for one in (told("60 kg", 13), told("132 lb", 15, by="The Ledger"))], [], "t"
    )
    assert len(made.incidents) == 1 and not [one for one in made.conflicts if one.slot == "quantity"]


@pytest.mark.parametrize(("first", "then"), [("80 kg", "50 kg"), ("50 kg", "80 kg")])
def test_what_its_own_source_takes_back_is_superseded(first: str, then: str) -> None:
    """Codebook, rule 18: the corrected figure is shown, be it the higher or the lower, and the other is kept."""
    found = quantity(told(first, 13), told(then, 15, note=NOTE))
    assert (found.shown, found.kind) == (then, "true_conflict")
    assert dict(zip((value.label for value in found.values), found.taken_for, strict=True)) == {
        then: "recovered", first: "taken back"
    }  # fmt: skip
    assert f"{first} was taken back by a later correction" in found.explanation


def test_a_later_repetition_supersedes_nothing() -> None:
    """Codebook, rule 18: who says another figure later, and corrects nothing, stands beside the first."""
    found = quantity(told("50 kg", 13), told("80 kg", 15))
    assert found.shown == "50 kg" and "taken back" not in found.taken_for
    assert quantity(told("80 kg", 13), told("50 kg", 15)).taken_for == ("recovered", "another total")


def test_another_source_s_correction_takes_back_only_its_own() -> None:
    found = quantity(told("90 kg", 11, by="The Ledger"), told("80 kg", 13), told("50 kg", 15, note=NOTE))
    taken = dict(zip((value.label for value in found.values), found.taken_for, strict=True))
    assert taken["80 kg"] == "taken back" and taken["90 kg"] != "taken back"
