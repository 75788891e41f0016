"""Grades after the Admiralty code: how reliable a source is (A to F), and how credible an item (1 to 6).

The two are kept apart: one never follows from the other. Where no analyst has graded, a source has the letter of its
type, and an item the number that its independent origins give it; both tables are in ``grading.yaml``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from bellflower.reconciliation.facts import NOT_FACTS
from bellflower.records import (
    Claim,
    Conflict,
    Credibility,
    Incident,
    ItemGrade,
    OfReport,
    OfSource,
    Record,
    Reliability,
    Report,
    Ruling,
    SlotValue,
    SourceGrade,
)

_COUNTED = frozenset({"holds", "disputed", "superseded", "undone"})
_UNJUDGED = "it is put forward as something that is not, or not yet, so"


class CredibilityRule(Record, frozen=True):
    """The number of an item, by how many origins have it and what others say."""

    origins: str
    beside: str
    grade: Credibility
    because: str


class Grading(Record, frozen=True):
    """The tables of ``grading.yaml``."""

    reliability: dict[str, Reliability]
    credibility: tuple[CredibilityRule, ...]
    contradict: frozenset[str]
    words: dict[str, str]


@cache
def shipped() -> Grading:
    """The grades that ship."""
    return msgspec.yaml.decode((Path(__file__).parent / "grading.yaml").read_bytes(), type=Grading)


def source_grades(reports: Iterable[Report], rulings: Sequence[Ruling] = ()) -> tuple[SourceGrade, ...]:
    """The reliability of each report's source, in the order of the reports.

    A grade of the report goes before one of its publisher, and that before the letter of its type.
    """
    by_report: dict[str, list[Ruling]] = defaultdict(list)
    for ruling in rulings:
        if ruling.decision.act == "grade" and isinstance(ruling.decision.about, OfReport | OfSource):
            for report_id in ruling.report_ids:
                by_report[report_id].append(ruling)
    return tuple(_source_grade(report, by_report[report.id]) for report in reports)


def _source_grade(report: Report, rulings: Sequence[Ruling]) -> SourceGrade:
    own = sorted(rulings, key=lambda one: isinstance(one.decision.about, OfSource))
    held = next((one for one in own if one.outcome == "holds"), None)
    default = shipped().reliability.get(report.source_type, "F")
    return SourceGrade(
        report_id=report.id,
        reliability=(held.decision.grade or default) if held else default,  # type: ignore[arg-type]
        basis=_decided(held) if held else f"sources of the type {report.source_type}",
        decision_ids=_history(rulings),
    )


def item_grades(
    claims: Iterable[Claim],
    incidents: Iterable[Incident],
    conflicts: Iterable[Conflict],
    rulings: Sequence[Ruling] = (),
) -> tuple[ItemGrade, ...]:
    """The credibility of each claim, in the order of the claims."""
    by_claim: dict[str, list[Ruling]] = defaultdict(list)
    rejected: dict[str, Ruling] = {}
    for ruling in rulings:
        for claim_id in ruling.claim_ids:
            if ruling.decision.act == "grade":
                by_claim[claim_id].append(ruling)
            elif ruling.decision.act == "reject" and ruling.outcome == "holds":
                rejected[claim_id] = ruling
    found = _by_origins(incidents, conflicts)
    alone = _rule("one", "nothing")
    grades = []
    for claim in claims:
        rule = found.get(claim.id, alone)
        grade, basis = rule.grade, rule.because
        if claim.id in rejected:
            grade, basis = "6", _decided(rejected[claim.id])
        elif claim.modality in NOT_FACTS:
            grade, basis = "6", _UNJUDGED
        held = next((one for one in by_claim[claim.id] if one.outcome == "holds"), None)
        if held is not None:
            grade, basis = held.decision.grade or grade, _decided(held)  # type: ignore[assignment]
        grades.append(
            ItemGrade(claim_id=claim.id, credibility=grade, basis=basis, decision_ids=_history(by_claim[claim.id]))
        )
    return tuple(grades)


def _by_origins(incidents: Iterable[Incident], conflicts: Iterable[Conflict]) -> dict[str, CredibilityRule]:
    """By claim the rule that the origins of its value give it; the lower number where it fills several slots."""
    against: dict[str, str] = {}
    for conflict in conflicts:
        if conflict.kind in shipped().contradict:
            against |= _against(conflict.values)
    found: dict[str, CredibilityRule] = {}
    for incident in incidents:
        others = "agree" if incident.origins > 1 else "nothing"
        for slot in incident.slots:
            for value in slot.values:
                for claim_id in value.claim_ids:
                    rule = _rule("several" if value.origins > 1 else "one", against.get(claim_id, others))
                    found[claim_id] = max(found.get(claim_id, rule), rule, key=lambda one: one.grade)
    return found


def _against(values: Sequence[SlotValue]) -> Mapping[str, str]:
    """What stands against each claim of a conflict; the first value is the one that excludes all others."""
    if not values:
        return {}
    shown, *others = values
    said: dict[str, str] = {}
    for value, rivals in ((shown, others), *((other, [shown]) for other in others)):
        outweighed = any(rival.origins > value.origins for rival in rivals)
        said |= dict.fromkeys(value.claim_ids, "outweigh" if outweighed else "contradict")
    return said


@cache
def _rule(origins: str, beside: str) -> CredibilityRule:
    return next(one for one in shipped().credibility if (one.origins, one.beside) == (origins, beside))


def _decided(ruling: Ruling) -> str:
    decision = ruling.decision
    return f"{'rejected' if decision.act == 'reject' else 'graded'} by {decision.by}: {decision.why}"


def _history(rulings: Iterable[Ruling]) -> tuple[str, ...]:
    return tuple(one.decision.id for one in rulings if one.outcome in _COUNTED)
