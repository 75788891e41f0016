"""Conflicts that are known from public reports, retold in words of our own and read by the real extraction."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from bellflower.build import build_dossier
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.reading import read_paths
from bellflower.records import Conflict, Dossier, Incident, Party, Report
from bellflower.sharing.release import write_release
from bellflower.sharing.tables.sheets import conflict_table

CASES = Path(__file__).parent / "cases"


def dossier(name: str) -> Dossier:
    grammar = Grammar.of()
    reports = [one for one in read_paths([CASES / name]) if isinstance(one, Report)]
    assert len(reports) == 4
    return build_dossier([read_claims(report, grammar) for report in reports], [], name)


@pytest.fixture(scope="module")
def ship() -> Dossier:
    return dossier("pong_su")


@pytest.fixture(scope="module")
def poppies() -> Dossier:
    return dossier("poppies")


def conflict(of: Dossier, slot: str) -> Conflict:
    (found,) = [one for one in of.conflicts if one.slot == slot]
    return found


def the_incident(of: Dossier) -> Incident:
    (incident,) = of.incidents
    return incident


def test_four_reports_over_the_years_are_one_incident(ship: Dossier) -> None:
    incident = the_incident(ship)
    assert len(incident.report_ids) == 4 and incident.origins == 4
    assert incident.slot("occurred_on").values[0].label == "2003-04-16"  # type: ignore[union-attr]


def test_partial_recovered_and_landed_amounts_are_told_apart(ship: Dossier) -> None:
    found = conflict(ship, "quantity")
    taken = dict(zip((value.label for value in found.values), found.taken_for, strict=True))
    assert taken == {"125 kg": "recovered", "about 40 kg": "partial", "50 kg": "partial",
                     "150 kg (imported)": "imported"}  # fmt: skip
    assert (found.kind, found.shown, found.spread) == ("partial_total", "125 kg", "40–150 kg")
    assert "more precise" in found.rule
    by_label = {value.label: value for value in found.values}
    assert by_label["50 kg"].origins == 2 and by_label["about 40 kg"].origins == 1


def test_the_valuations_stand_side_by_side_with_level_and_year(ship: Dossier) -> None:
    found = conflict(ship, "value")
    taken = dict(zip((value.label for value in found.values), found.taken_for, strict=True))
    assert taken == {
        "60,000,000 AUD": "retail_street, told in 2003",
        "160,000,000 AUD": "retail_street, told in 2006",
        "164,000,000 AUD": "level unspecified, told in 2007",
    }
    assert found.kind == "valuation" and found.spread == "60,000,000–164,000,000 AUD"


def test_the_acquittal_is_shown(ship: Dossier) -> None:
    shown = [slot.values[slot.chosen] for slot in the_incident(ship).slots if slot.name == "suspect"]
    status = {value.value.role: value.value.legal_status for value in shown if isinstance(value.value, Party)}
    assert status["captain"] == status["officer"] == "acquitted"
    assert status["member"] == "convicted"


def test_four_dates_of_one_beginning_are_contested(poppies: Dossier) -> None:
    assert poppies.incidents == ()
    found = conflict(poppies, "start")
    taken = dict(zip((value.label for value in found.values), found.taken_for, strict=True))
    assert taken == {"1970-08": "contested", "1977/1979~": "contested", "1980/1983~": "contested",
                     "1987/1989~": "in earnest", "1992": "contested"}  # fmt: skip
    assert (found.kind, found.incident_id) == ("true_conflict", None)
    assert found.shown == "contested, from 1970-08 to 1992" and found.spread == "1970-08-01 to 1992-12-31"


def test_every_value_of_a_conflict_leads_to_its_words(ship: Dossier, poppies: Dossier) -> None:
    for case in (ship, poppies):
        texts = {report.id: report.text for report in case.reports}
        claims = {claim.id: claim for claim in case.claims}
        for found in case.conflicts:
            for value in found.values:
                assert value.claim_ids
                for claim in (claims[one] for one in value.claim_ids):
                    assert texts[claim.report_id][claim.quote.start : claim.quote.end] == claim.quote.exact


@pytest.mark.parametrize("name", ["pong_su", "poppies"])
def test_page_and_tables_count_the_same_conflicts(name: str, tmp_path: Path) -> None:
    case = dossier(name)
    write_release(case, tmp_path)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "conflicts.csv").read_text(encoding="utf8"))))
    assert {row["conflict_id"] for row in rows} == {one.id for one in case.conflicts}
    assert len(rows) == len(conflict_table(case).rows) == sum(len(one.values) for one in case.conflicts)
    page = (tmp_path / "dossier.html").read_text(encoding="utf8")
    for one in case.conflicts:
        assert f'id="k-{one.id}"' in page
    from lxml.html import fromstring

    number = len(case.conflicts)
    words = " ".join(fromstring(page).text_content().split())
    assert f"{number} conflict" in words
