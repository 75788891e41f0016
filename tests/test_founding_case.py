"""What must come out of the founding reports, where they stand beside the repository."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bellflower.build import build_dossier
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.reading import read_paths
from bellflower.records import Amount, Claim, Dossier, Incident, Report, Where

SHARED = Path(__file__).parents[2] / "shared"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the founding reports do not stand beside the repository")


@pytest.fixture(scope="module")
def case() -> Dossier:
    grammar = Grammar.of()
    reports = [one for one in read_paths([SHARED / "seeds"]) if isinstance(one, Report)]
    return build_dossier([read_claims(report, grammar) for report in reports], [], "founding case")


@pytest.fixture(scope="module")
def wanted() -> dict[str, Any]:
    return json.loads((SHARED / "reconciled.json").read_text(encoding="utf8"))  # type: ignore[no-any-return]


def stem_of(case: Dossier, report_id: str) -> str:
    return next(report.stem for report in case.reports if report.id == report_id)


def holds(case: Dossier, incident: Incident, stem: str, words: str) -> bool:
    mentions = [m for m in case.mentions if m.id in incident.mention_ids]
    return any(stem_of(case, m.report_id) == stem and words in " ".join(m.quote.exact.split()) for m in mentions)


def amounts(incident: Incident) -> Iterator[tuple[float, str]]:
    for slot in incident.slots:
        if slot.name == "quantity":
            for one in slot.values:
                assert isinstance(one.value, Amount)
                yield one.value.value, one.value.unit


def test_the_ship_is_one_incident_with_both_weights_and_a_conflict(case: Dossier) -> None:
    (ship,) = [i for i in case.incidents if holds(case, i, "000_46730179426e910c", "125 kilograms")]
    assert holds(case, ship, "002_a640294552016811", "50 kilograms")
    assert {(125, "kg"), (50, "kg")} <= set(amounts(ship))
    conflict = next(c for c in case.conflicts if c.id in ship.conflict_ids and c.slot == "quantity")
    assert conflict.kind == "partial_total"
    assert {v.value.value for v in conflict.values if isinstance(v.value, Amount)} == {125, 50}
    assert "125" in conflict.explanation and "50" in conflict.explanation


def test_the_two_russian_cases_are_kept_apart_and_flagged(case: Dossier) -> None:
    by_id = {incident.id: incident for incident in case.incidents}
    pairs = [tuple(by_id[i] for i in pair.incident_ids) for pair in case.possible]
    assert len(pairs) == 1
    weights = sorted(value for incident in pairs[0] for value, _ in amounts(incident))
    assert weights == [20, 22]


def test_the_essay_derives_from_the_article(case: Dossier, wanted: dict[str, Any]) -> None:
    (listed,) = wanted["derived"]
    derived = [d for d in case.derivations if d.from_id is not None and stem_of(case, d.report_id) == listed["doc"]]
    assert [stem_of(case, d.from_id or "") for d in derived] == [listed["from"]]
    evidence = " ".join(" ".join(e.quote.exact.split()) for e in derived[0].evidence)
    for passage in listed["evidence"]:
        assert passage in evidence


def test_the_twelve_statements(case: Dossier, wanted: dict[str, Any]) -> None:
    def overlaps(claim: Claim, quote: str) -> bool:
        text = next(report.text for report in case.reports if report.id == claim.report_id).replace("’", "'")
        span = re.search(r"\s+".join(map(re.escape, quote.split())), text)
        return span is not None and claim.quote.start < span.end() and span.start() < claim.quote.end

    for statement in wanted["statements"]:
        found = [
            claim
            for claim in case.claims
            if claim.predicate == statement["kind"]
            and stem_of(case, claim.report_id) == statement["doc"]
            and overlaps(claim, statement["quote"])
        ]
        assert found, statement
        if statement["attributed_to"] in (None, "author"):
            assert not found[0].attributed_to
        else:
            assert found[0].attributed_to[0].lower().strip("\"'") in statement["attributed_to"].lower()


def test_production_times_price_is_set_against_the_claimed_revenue(case: Dossier, wanted: dict[str, Any]) -> None:
    check = next(c for c in case.cross_checks if c.verdict == "contradicts")
    sums = wanted["triangulation"]
    assert list(check.implied) == sums["implied_revenue_usd_per_year"]
    assert list(check.stated) == sums["claimed"]
    assert check.ratio == pytest.approx(tuple(sums["ratio"]))
    claims = {claim.id for claim in case.claims}
    assert set(check.inputs) | set(check.against) <= claims


def test_places_as_spelt_resolve_as_listed(wanted: dict[str, Any]) -> None:
    from bellflower.extraction.places.gazetteer import gazetteer
    from bellflower.extraction.places.places import find_places
    from bellflower.extraction.view import View

    found: dict[str, Where] = {}
    for report in read_paths([SHARED / "seeds"]):
        assert isinstance(report, Report)
        text = View(report).text
        for span in find_places(text, gazetteer()):
            found.setdefault(text[span.start : span.end], span.where)
    for spelling, meant in wanted["places"].items():
        where = next(w for written, w in found.items() if written.startswith(spelling))
        assert where.name == meant.split(" (")[0], spelling
        if spelling == "Hamgyong":
            assert where.lat is None and len(where.candidates) == 2
