"""Which of several accounts is shown: the codebook's order, as one key to sort by.

First-hand before others, then the later of official accounts, then the more precise figure, then the lower one; what a
later correction by the same chain takes back comes last. A repetition, however late, corrects nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bellflower.reconciliation.amounts import digits
from bellflower.reconciliation.intervals import span
from bellflower.records import Amount, Claim, Derivation, Record, Report

# Who was there: the force that acted, the court that heard the case.
FIRST_HAND = frozenset({"customs_police", "court"})
OFFICIAL = FIRST_HAND | {"person_official", "government_report", "un_panel"}
RULE = "first-hand, then the later official account, then the more precise, then most origins, then the lower figure"
# What each part of the key says, in the order of the key.
BECAUSE = ("not taken back", "first-hand", "later official account", "more precise", "most independent origins",
           "lower figure")  # fmt: skip


class Standing(Record, frozen=True):
    """The reports of a case, and which of them each report that corrects takes back."""

    reports: Mapping[str, Report]
    corrected_by: Mapping[str, tuple[str, ...]]

    def taken_back(self, claims: Sequence[Claim], of_slot: Iterable[Claim]) -> bool:
        """Whether each of ``claims`` is corrected by a report that makes another claim ``of_slot``."""
        telling = {claim.report_id for claim in of_slot} - {claim.report_id for claim in claims}
        return all(telling.intersection(self.corrected_by.get(claim.report_id, ())) for claim in claims)

    def key(self, claims: Sequence[Claim], of_slot: Iterable[Claim], amount: Amount, origins: int) -> tuple[float, ...]:
        """The key of the value that ``claims`` give, among all claims ``of_slot``: the lowest is shown."""
        told = [self.reports.get(claim.report_id) for claim in claims]
        official = [report for report in told if report is not None and report.source_type in OFFICIAL]
        first_hand = any(report.source_type in FIRST_HAND for report in official)
        plainest = all(claim.qualifier != "exact" for claim in claims)
        imprecision = (1000 if plainest else 0) + (100 if amount.value_max is not None else 0) - digits(amount.value)
        return (
            self.taken_back(claims, of_slot),
            not first_hand,
            -max(map(_day, official), default=0),
            imprecision,
            -origins,
            amount.value,
        )


def standing(reports: Mapping[str, Report], links: Iterable[Derivation]) -> Standing:
    """Who corrects whom among these reports."""
    corrected: dict[str, tuple[str, ...]] = {}
    for link in links:
        if link.kind == "correction" and link.from_id is not None:
            corrected[link.from_id] = (*corrected.get(link.from_id, ()), link.report_id)
    return Standing(reports=reports, corrected_by=corrected)


def because(best: tuple[float, ...], next_best: tuple[float, ...]) -> str:
    """What decided between two keys; empty where nothing in them did."""
    return next((why for why, a, b in zip(BECAUSE, best, next_best, strict=True) if a != b), "")


def _day(report: Report) -> int:
    days = span(report.published) if report.published else None
    return days.start.toordinal() if days else 1
