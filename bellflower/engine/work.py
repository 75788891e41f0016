"""What an engine is, and what each does with one report, wherever it does it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, TypeVar

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.korean.paragraphs import korean_lines
from bellflower.extraction.read import read_claims
from bellflower.records import Claim, Mention, Reading, Record, Refusal, Report

if TYPE_CHECKING:  # loaded where there is need of it
    from bellflower.extraction.korean.read import Unread
    from bellflower.reconciliation.linkage import Backend

T = TypeVar("T")


class Outcome(Record, frozen=True):
    """What came of a report: its reading, and a refusal where some of it could not be read (``wholly``: all of it)."""

    reading: Reading
    refusal: Refusal | None = None
    wholly: bool = False


class Engine(Protocol):
    """Where the work is done. Every engine gives the same bytes; they differ in how soon, and on how many machines."""

    @property
    def linkage(self) -> Backend:
        """Where pairs of mentions are scored."""
        ...

    def read(self, items: Iterable[Report | T]) -> Iterator[Outcome | T]:
        """Reads the reports, in their order; what is no report is handed on in its place.

        One that can't be read is refused and does not stop the rest. No more than a fixed number is held at a time.
        """
        ...


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_one(report: Report, grammar: Grammar) -> Outcome:
    """The claims of one report; whatever fault its text strikes is its own."""
    try:
        gap = _korean_unread(report, grammar)
        reading = read_claims(report, grammar)
    except Exception as error:
        return failed(report, f"it can't be read ({type(error).__name__}: {error})")
    return Outcome(reading=reading, refusal=gap.refusal, wholly=gap.wholly) if gap else Outcome(reading=reading)


def _korean_unread(report: Report, grammar: Grammar) -> Unread | None:
    if not korean_lines(report):
        return None
    from bellflower.extraction.korean.read import unread

    return unread(report, grammar)


def failed(report: Report, reason: str) -> Outcome:
    """The outcome of a report that could not be read."""
    mend = "leave it out, and send it to those who keep Bellflower if you may"
    refusal = Refusal(path=report.path, reason=reason, mend=mend)
    return Outcome(reading=Reading(report=report, claims=(), mentions=()), refusal=refusal, wholly=True)


class Answer(Record, frozen=True):
    """An outcome without its report, as another process sends it back to where the report is."""

    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    refusal: Refusal | None
    wholly: bool

    @classmethod
    def to(cls, report: Report, grammar: Grammar) -> Answer:
        """Reads a report."""
        read = read_one(report, grammar)
        return cls(
            claims=read.reading.claims, mentions=read.reading.mentions, refusal=read.refusal, wholly=read.wholly
        )  # fmt: skip

    def about(self, report: Report) -> Outcome:
        """The outcome of the report that was read."""
        reading = Reading(report=report, claims=self.claims, mentions=self.mentions)
        return Outcome(reading=reading, refusal=self.refusal, wholly=self.wholly)
