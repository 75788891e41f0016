"""Readings in, dossier out."""

from __future__ import annotations

import msgspec

from bellflower.build import build_dossier, silent
from bellflower.records import Reading, Refusal
from tests.reconciliation.readings import reading, report

REFUSALS = [Refusal(path="b.pdf", reason="scanned", mend="run OCR"), Refusal(path="a.txt", reason="empty", mend="-")]


def ship(kilos: int) -> Reading:
    """A report on a ship and so many kilograms."""
    of = report(f"In June 1987 the Sea Lark was caught with {kilos} kg of heroin.", f"r{kilos}", publisher=f"P{kilos}")
    item = {"commodity": "heroin", "quantity": kilos, "unit": "kg"}
    what = {"quote": of.text.strip(), "date": "1987-06", "country": "DK", "conveyance": "Sea Lark", "items": [item]}
    return reading(of, [what])


READINGS = [ship(50), ship(125)]


def test_a_dossier_holds_all_that_was_read_and_reconciled() -> None:
    made = build_dossier(READINGS, REFUSALS, "Sea Lark")
    assert [report.stem for report in made.reports] == ["r125", "r50"]
    assert [refusal.path for refusal in made.refusals] == ["a.txt", "b.pdf"]
    assert len(made.incidents) == 1 and len(made.mentions) == 2 and len(made.conflicts) == 1
    claims = {claim.id for claim in made.claims}
    assert all(set(value.claim_ids) <= claims for slot in made.incidents[0].slots for value in slot.values)


def test_the_same_reports_give_the_same_bytes() -> None:
    first = msgspec.json.encode(build_dossier(READINGS, REFUSALS, "t"))
    assert msgspec.json.encode(build_dossier(READINGS[::-1], REFUSALS[::-1], "t")) == first


def test_an_empty_case_is_a_dossier() -> None:
    made = build_dossier([], [], "nothing")
    assert made.incidents == () and made.claims == ()


def test_a_report_that_speaks_of_no_goods_is_listed_without_its_text_and_changes_nothing_else() -> None:
    other = report("The library opens again on Monday. It was closed for a year.", "library", publisher="P9")
    made = build_dossier([*READINGS, silent(other)], [], "t")
    alone = build_dossier(READINGS, [], "t")
    [listed] = [one for one in made.reports if one.stem == "library"]
    assert (listed.text, listed.id, listed.publisher) == ("", other.id, "P9")
    assert listed.text_sha256 == other.text_sha256
    assert made.source_grades[0].report_id == other.id
    assert msgspec.structs.replace(made, reports=alone.reports, source_grades=alone.source_grades) == alone
