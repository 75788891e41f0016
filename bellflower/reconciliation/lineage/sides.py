"""A report as it is set beside another, and which of two is the later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from bellflower.reconciliation.facts import fold
from bellflower.reconciliation.intervals import span
from bellflower.reconciliation.lineage.outlets import is_agency, own_names, wording
from bellflower.reconciliation.lineage.passages import Indexed, Span, covered
from bellflower.records import Claim, Derivation, Evidence, Report
from bellflower.text import lowered

# What stands in the last so many words of two texts of one outlet is its footer.
FOOT = 30

Direction = Literal["first", "second", "unknown"]


@dataclass(frozen=True, eq=False)
class Side:
    """A report as it is compared."""

    report: Report
    indexed: Indexed
    named: Sequence[Derivation]
    claims: Sequence[Claim]

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its outlet."""
        return own_names(self.report)

    @cached_property
    def days(self) -> Span | None:
        """The days on which it may have been published, as ordinals."""
        days = span(self.report.published) if self.report.published else None
        return (days.start.toordinal(), days.end.toordinal()) if days else None

    @cached_property
    def agency(self) -> bool:
        """Whether others print its copy."""
        return self.report.source_type == "news_agency" or is_agency(self.report.publisher or "")

    @cached_property
    def correction(self) -> Span | None:
        """Where it says that it corrects an earlier report."""
        return self._saying(wording().corrections)

    @cached_property
    def translation(self) -> Span | None:
        """Where it says that it was translated."""
        return self._saying(wording().translations)

    def translates(self, other: Side) -> bool:
        """Whether its reference gives the other's title as that of its original (CSL ``original-title``)."""
        original = self.report.csl.get("original-title")
        return (
            isinstance(original, str) and bool(other.report.title) and fold(original) == fold(other.report.title or "")
        )

    def at_the_foot(self, part: Span) -> bool:
        """Whether a passage is of the last few words of a text that has many more."""
        starts = self.indexed.words.starts
        left = len(starts) - int(np.searchsorted(starts, part[0]))
        return left <= FOOT and 2 * left <= len(starts)

    def citing(self, other: Side) -> list[Evidence]:
        """Where it names the other's outlet as its source."""
        return [told for link in self.named if fold(link.from_name or "") in other.names for told in link.evidence]

    def quotes(self, part: Span) -> bool:
        """Whether it has these words in quotation marks."""
        return covered(part, self.indexed.quotations)

    def _saying(self, words: Sequence[str]) -> Span | None:
        low = lowered(self.report.text)
        start = min((at for one in words if (at := low.find(one)) >= 0), default=-1)
        if start < 0:
            return None
        end = low.find("\n", start)
        return start, end if end > start else len(low.rstrip())


def later(a: Side, b: Side) -> tuple[Direction, str]:
    """Which of the two derives from the other, and what says so: dates, a name, a note, or that one is an agency's."""
    if a.days and b.days and (a.days[0] > b.days[1] or b.days[0] > a.days[1]):
        which: Direction = "first" if a.days[0] > b.days[1] else "second"
        new, old = (a.report, b.report) if which == "first" else (b.report, a.report)
        return which, f"published {new.published}, after {old.published}"
    a_cites, b_cites = bool(a.citing(b)), bool(b.citing(a))
    if a_cites != b_cites:
        return ("first" if a_cites else "second"), "it names the other as its source"
    if bool(a.correction) != bool(b.correction):
        return ("first" if a.correction else "second"), "it says that it corrects an earlier report"
    if bool(a.translation) != bool(b.translation):
        return ("first" if a.translation else "second"), "it says that it was translated"
    if a.agency != b.agency:
        return ("second" if a.agency else "first"), "the other is an agency, whose copy papers print"
    return "unknown", "one from the other or both from a third: the dates do not tell which"
