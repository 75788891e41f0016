"""Which engine a user asks for, and that engine ready to work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bellflower.engine.machine import Machine
from bellflower.engine.work import Engine
from bellflower.extraction.grammar import Grammar
from bellflower.records import Record


class Choice(Record, frozen=True):
    """``spark`` or this machine; the address of the cluster, or how many processes (``None``: as is best)."""

    spark: bool = False
    master: str | None = None
    jobs: int | None = None


class EngineError(RuntimeError):
    """An engine that can't be had here: says why, and what to do."""


@contextmanager
def started(choice: Choice, grammar: Grammar, packs: Sequence[Path]) -> Iterator[Engine]:
    """The engine, until the end of the block. ``grammar`` is that of ``packs``.

    Raises :class:`EngineError` where it can't be had.
    """
    if not choice.spark:
        yield Machine(grammar, packs, choice.jobs)
        return
    try:
        from bellflower.engine.cluster import Cluster, SparkError
    except ImportError as error:
        mend = "python -m pip install 'bellflower[spark]'"
        raise EngineError(f"--engine spark needs {error.name}, which is not installed: {mend}") from None
    try:
        cluster = Cluster.at(choice.master, packs)
    except SparkError as error:
        raise EngineError(str(error)) from None
    try:
        yield cluster
    finally:
        cluster.stop()
