"""A case that a command has to itself, kept up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bellflower.case import Case
from bellflower.commands.common import (
    HERE,
    engine_started,
    grammar_of,
    numbers_of,
    progress,
    second_reader,
    tell_refusals,
)
from bellflower.engine import Choice
from bellflower.extraction.grammar import Grammar
from bellflower.reconciliation.linkage.model import ModelError
from bellflower.records import Refusal
from bellflower.store import BusyError, Database, held
from bellflower.upkeep import Added, Upkeep

if TYPE_CHECKING:
    from bellflower.model.run import Run, Settings


@dataclass(frozen=True)
class Work:
    """A case that a command has to itself."""

    case: Case
    upkeep: Upkeep
    second: Run | None
    quiet: bool

    def update(self) -> Added:
        """Reads, links and traces what is new."""
        every = 1 if self.second else 100
        self.upkeep.read(lambda paths: progress(paths, "Reading", "original", self.quiet, lambda: paths, every=every))
        return self.upkeep.link()

    def told(self, refusals: list[Refusal]) -> dict[str, dict[str, int | str]]:
        """Names what was refused, and gives the numbers of the second reading."""
        refusals += self.upkeep.refusals()
        refusals.sort(key=lambda refusal: (refusal.path, refusal.reason))
        tell_refusals(refusals)
        return numbers_of(self.second)


def existing(case_folder: Path) -> Path:
    """The folder, if it is a case; else an error of the call."""
    if not (case_folder / "reports").is_dir():
        raise click.UsageError(f"{case_folder}: is no case folder; name one that bellflower dossier has made")
    return case_folder


class CaseIsBusy(click.ClickException):
    """Another process was at work on the case for as long as one would wait."""

    exit_code = 4


@contextmanager
def alone(case_folder: Path, command: str, wait: float) -> Iterator[Case]:
    """A case for one command alone: another that comes meanwhile waits."""
    try:
        case = Case.open(case_folder)
    except OSError as error:
        raise click.UsageError(
            f"{case_folder}: cannot be a case folder ({error.strerror}); name another with --case"
        ) from None
    try:
        with held(case.lock_path, f"bellflower {command}", wait, lambda line: click.echo(line, err=True)):
            yield case
    except BusyError as error:
        raise CaseIsBusy(str(error)) from None


@contextmanager
def kept(
    case_folder: Path,
    packs: Sequence[Path],
    command: str,
    *,
    wait: float,
    quiet: bool = False,
    model: Settings | None = None,
    engine: Choice = HERE,
    grammar: Grammar | None = None,
    as_read: bool = False,
) -> Iterator[Work]:
    """A case for one command alone, with what is kept of it.

    ``grammar`` is that of ``packs`` where it has been made already; for ``as_read`` see :class:`Upkeep`.
    """
    grammar = grammar or grammar_of(packs)
    with alone(case_folder, command, wait) as case:
        second = second_reader(model, grammar, case_folder / "model", quiet)
        with closing(Database(case.store_path)) as database, engine_started(engine, grammar, packs) as at_work:
            try:
                upkeep = Upkeep(case, database, grammar, at_work, second, as_read=as_read)
            except ModelError as error:
                raise click.UsageError(str(error)) from None
            yield Work(case, upkeep, second, quiet)
