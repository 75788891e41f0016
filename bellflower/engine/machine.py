"""This machine as the engine: DuckDB, and as many processes as it has cores where there is enough to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bellflower.engine.work import Outcome, cores, read_one
from bellflower.extraction.grammar import Grammar
from bellflower.records import Report

if TYPE_CHECKING:
    from bellflower.reconciliation.linkage import Embedded

T = TypeVar("T")
# Another process needs about four seconds before it reads its first report; so many are read here in that time.
WORTH_PROCESSES = 500


class Machine:
    """``jobs`` processes read: by default one for a few reports, and from then on one for each core."""

    def __init__(self, grammar: Grammar, packs: Sequence[Path] = (), jobs: int | None = None) -> None:
        self._grammar, self._packs, self._jobs = grammar, packs, jobs

    @cached_property
    def linkage(self) -> Embedded:
        """DuckDB in this process."""
        from bellflower.reconciliation.linkage import Embedded

        return Embedded()

    def read(self, items: Iterable[Report | T]) -> Iterator[Outcome | T]:
        """Reads the reports, in their order; what is no report is handed on in its place."""
        jobs = self._jobs or cores()
        if jobs == 1:
            yield from self._read_here(items)
            return
        coming = iter(items)
        if self._jobs is None:
            few = _until(coming, WORTH_PROCESSES)
            yield from self._read_here(few)
            following = next(coming, None)
            if following is None:
                return
            coming = chain([following], coming)
        from bellflower.engine.processes import read_in_processes

        yield from read_in_processes(coming, self._grammar, self._packs, jobs)

    def _read_here(self, items: Iterable[Report | T]) -> Iterator[Outcome | T]:
        return (read_one(item, self._grammar) if isinstance(item, Report) else item for item in items)


def _until(items: Iterator[Report | T], reports: int) -> Iterator[Report | T]:
    """The items up to the last of so many reports."""
    for item in items:
        yield item
        reports -= isinstance(item, Report)
        if reports == 0:
            return
