"""All reports of a case in, who took from whom out: the steps that a case that grows takes one by one."""

from __future__ import annotations

from collections.abc import Iterable

from bellflower.reconciliation.lineage.candidates import related
from bellflower.reconciliation.lineage.comparing import compare
from bellflower.reconciliation.lineage.naming import named, settled
from bellflower.reconciliation.lineage.sketches import sketches
from bellflower.records import Claim, Derivation, Report


def derivations(reports: Iterable[Report], claims: Iterable[Claim] = ()) -> tuple[Derivation, ...]:
    """Which report says what it says because another, in the case or outside it, said it; sorted by report.

    Without ``claims`` (those of the reports, in any order) only what shows in the wording is found.
    """
    told = tuple(claims)
    by_id = {report.id: report for report in sorted(reports, key=lambda report: report.id)}
    own = [link for report in by_id.values() for link in named(report)]
    pairs = related(list(sketches(list(by_id.values()), told))).pairs
    return settled([*compare(pairs, by_id, own, told), *own], by_id.values())
