"""What analysts decided as a sheet, and claims as they were reviewed and graded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from bellflower.records import Claim, Dossier
from bellflower.sharing.rulings import about, reviews, said
from bellflower.sharing.tables.columns import Column, Row, Table, joined

REVIEW = (
    "What analysts made of it; where they disagree, disputed",
    "unreviewed, accepted, rejected, amended, disputed",
)
DECISION_COLUMNS = (
    Column("decision_id", "The decision"),
    Column("at", "When it was made", "RFC 3339", 22),
    Column("by", "Who decided", width=16),
    Column("act", "What was decided", "accept, reject, amend, merge, split, grade, mark, undo", 9),
    Column("about", "The words, the source or the decision that it is about", width=50),
    Column("to", "The value, the grade or the words of the mark", width=24),
    Column("why", "The reason that was given", width=40),
    Column("outcome", "What became of it", "holds, superseded, disputed, undone, unplaced", 11),
    Column("told", "Why it does not hold, or not whole", width=40),
    Column("claim_ids", "The claims that it found", "ids, parted by ;", 18),
    Column("mention_ids", "The mentions that it found", "ids, parted by ;", 18),
    Column("report_ids", "The reports that it found", "ids, parted by ;", 18),
)
REDIRECT_COLUMNS = (
    Column("incident_id", "An id that an incident was shown under, or would be without what analysts merged or split"),
    Column("now", "The incidents that have its mentions now", "ids, parted by ;", 40),
)


def graded_claims(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Each claim whole, with its review and its two grades beside it, by report and place in the text."""
    review = reviews(dossier.rulings)
    reliable = {grade.report_id: grade.reliability for grade in dossier.source_grades}
    credible = {grade.claim_id: grade.credibility for grade in dossier.item_grades}
    for claim in evidence_order(dossier.claims):
        yield {
            **msgspec.structs.asdict(claim),
            "review": review.get(claim.id, "unreviewed"),
            "reliability": reliable.get(claim.report_id),
            "credibility": credible.get(claim.id),
        }


def evidence_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by report, then as they stand in its text."""
    return sorted(claims, key=lambda claim: (claim.report_id, claim.quote.start, claim.quote.end, claim.id))


def decision_table(dossier: Dossier) -> Table:
    """All decisions, oldest first."""
    rows: list[Row] = [
        {
            "decision_id": ruling.decision.id,
            "at": ruling.decision.at,
            "by": ruling.decision.by,
            "act": ruling.decision.act,
            "about": about(ruling),
            "to": said(ruling),
            "why": ruling.decision.why,
            "outcome": ruling.outcome,
            "told": ruling.told or None,
            "claim_ids": joined(ruling.claim_ids),
            "mention_ids": joined(ruling.mention_ids),
            "report_ids": joined(ruling.report_ids),
        }
        for ruling in dossier.rulings
    ]
    return Table("decisions", "What analysts decided, and what became of it", DECISION_COLUMNS, rows)


def redirect_table(dossier: Dossier) -> Table:
    """Where the incident ids lead that a merge or a split ended."""
    rows: list[Row] = [{"incident_id": one.incident_id, "now": joined(one.now)} for one in dossier.redirects]
    return Table("redirects", "Where old ids of incidents lead", REDIRECT_COLUMNS, rows)
