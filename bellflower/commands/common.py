"""What all commands share: the grammar, the engine and the second reader they start, progress, and what they say."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from tqdm import tqdm

from bellflower.engine import Choice, Engine, EngineError, started
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import check_words
from bellflower.packs import PackError
from bellflower.records import Refusal

if TYPE_CHECKING:  # imported only where a model reads, for it costs a fifth of a second
    from bellflower.model.run import Run, Settings

DONE, REFUSED = 0, 1
HERE = Choice()
T = TypeVar("T")


def grammar_of(packs: Sequence[Path]) -> Grammar:
    """The grammar of these packs; a pack that cannot be used is an error of the call."""
    try:
        grammar = Grammar.of(packs)
        if packs:  # those that ship are known to be sound
            from bellflower.estimation.crosscheck import identities

            check_words(grammar)
            identities(grammar.pack.folders)
    except PackError as error:
        raise click.UsageError(str(error)) from None
    return grammar


@contextmanager
def engine_started(choice: Choice, grammar: Grammar, packs: Sequence[Path]) -> Iterator[Engine]:
    """The engine of choice while it is at work; one that cannot be had is an error of the call."""
    try:
        with started(choice, grammar, packs) as engine:
            yield engine
    except EngineError as error:
        raise click.UsageError(str(error)) from None


def second_reader(settings: Settings | None, grammar: Grammar, folder: Path, quiet: bool) -> Run | None:
    """The second reading by a model, where there is one; what it has to say at once goes to standard error."""
    if settings is None:
        return None
    from bellflower.model.run import Run
    from bellflower.model.server import AddressError

    def say(line: str) -> None:
        tqdm.write(line, file=sys.stderr)

    try:
        second = Run(settings, grammar, folder, say, os.environ.get("BELLFLOWER_API_KEY"))
    except AddressError as error:
        raise click.UsageError(str(error)) from None
    if not quiet:
        say(second.greeting)
    return second


def numbers_of(second: Run | None) -> dict[str, dict[str, int | str]]:
    """The numbers of a second reading under ``model``; nothing where there was none."""
    return {"model": second.finish()} if second else {}


def tell_second(counted: dict[str, dict[str, int | str]]) -> None:
    """Says what a second reader made of the reports, where there was one."""
    for n in counted.values():
        click.echo(
            f"{n['name']}: {n['read']} read, {n['agreed']} values agreed, {n['added']} added, "
            f"{n['disputed']} disputed, {n['rejected']} rejected; see {n['account']}"
        )


def exit_code(refusals: Sequence[Refusal], second: Run | None) -> int:
    """0 where all went well, 1 where something was refused or not read by the second reader."""
    return REFUSED if refusals or (second and second.incomplete) else DONE


def progress(
    things: Iterable[T],
    verb: str,
    unit: str,
    quiet: bool,
    again: Callable[[], Iterable[T]] | None = None,
    *,
    every: int = 100,
) -> Iterator[T]:
    """A bar on a terminal, a plain line every hundred (or so many) elsewhere, nothing when quiet.

    ``again`` gives the things once more, to be counted: a bar that knows how many there are tells how long it takes.
    """
    if quiet:
        yield from things
    elif sys.stderr.isatty():
        total = sum(1 for _ in again()) if again else None
        yield from tqdm(things, desc=verb, unit=unit, total=total, leave=False)
    else:
        for number, thing in enumerate(things, start=1):
            yield thing
            if number % every == 0:
                click.echo(f"{verb}: {so_many(number, unit)}", err=True)


def tell_refusals(refusals: Iterable[Refusal]) -> None:
    """Names every refusal on standard error, with its mend."""
    for refusal in refusals:
        click.echo(f"refused: {refusal.path}: {refusal.reason}; {refusal.mend}", err=True)


def so_many(number: int, noun: str) -> str:
    """``1 report``, ``2 reports``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
