"""A Spark cluster as the engine. Needs ``bellflower[spark]`` here, and Bellflower on every worker."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from bellflower import __version__
from bellflower.engine.work import Answer, Outcome
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import check_words
from bellflower.records import Report

if TYPE_CHECKING:
    from bellflower.reconciliation.linkage.spark import Distributed

T = TypeVar("T")
# What one task reads at most, and how many tasks a core are sent at once: the driver holds no more than that.
_REPORTS_A_TASK, _CHARACTERS_A_TASK = 64, 1_000_000
_TASKS_A_CORE = 8
_SENT = pa.schema([("number", pa.int64()), ("report", pa.binary())])
_ANSWERED = pa.schema([("number", pa.int64()), ("answer", pa.binary())])

# The files of a pack as they are sent to the workers: names below its folder, and bytes.
Files = tuple[tuple[str, bytes], ...]


class SparkError(RuntimeError):
    """Spark can't be started, or not be used: says why, and what to do."""


class Cluster:
    """A Spark session that is started by :meth:`at`, or by the caller, who then stops it."""

    def __init__(self, session: SparkSession, packs: Sequence[Path] = ()) -> None:
        self._session = session.newSession()
        self._packs = tuple(_files(folder) for folder in packs)

    @cached_property
    def linkage(self) -> Distributed:
        """Pairs are scored by the executors."""
        from bellflower.reconciliation.linkage.spark import Distributed

        return Distributed(self._session)

    @classmethod
    def at(cls, master: str | None, packs: Sequence[Path] = ()) -> Cluster:
        """The cluster at this address, else the one that Spark's own configuration names.

        Raises :class:`SparkError` where it can't be had.
        """
        cls.configure(master)
        builder = SparkSession.builder.appName("bellflower").config("spark.ui.showConsoleProgress", "false")
        try:
            return cls((builder.master(master) if master else builder).getOrCreate(), packs)
        except (PySparkException, OSError) as error:
            mend = "it needs Java 17 or newer, and an address such as spark://host:7077 or local[2]"
            raise SparkError(f"Spark can't be started: {error}; {mend}") from None

    @staticmethod
    def configure(master: str | None) -> None:
        """Workers on this machine run the Python that runs here, unless the environment names another."""
        if (master or "local").startswith("local") and "PYSPARK_GATEWAY_PORT" not in os.environ:
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

    def stop(self) -> None:
        """Ends the session."""
        self._session.stop()

    def read(self, items: Iterable[Report | T]) -> Iterator[Outcome | T]:
        """Reads the reports, in their order; what is no report is handed on in its place."""
        at_once = _TASKS_A_CORE * self._session.sparkContext.defaultParallelism
        held: list[Report | T] = []
        tasks: list[pa.RecordBatch] = []
        task: list[tuple[int, Report]] = []
        for item in items:
            held.append(item)
            if isinstance(item, Report):
                task.append((len(held) - 1, item))
                if len(task) == _REPORTS_A_TASK or sum(len(one.text) for _, one in task) >= _CHARACTERS_A_TASK:
                    tasks.append(_packed(task))
                    task = []
            if len(tasks) == at_once or len(held) == at_once * _REPORTS_A_TASK:
                yield from self._answered(held, [*tasks, _packed(task)])
                held, tasks, task = [], [], []
        yield from self._answered(held, [*tasks, _packed(task)])

    def _answered(self, items: list[Report | T], tasks: list[pa.RecordBatch]) -> Iterator[Outcome | T]:
        """The items with their outcomes in place of the reports, which ``tasks`` hold."""
        answers: dict[int, bytes] = {}
        sent = pa.Table.from_batches([task for task in tasks if task.num_rows], _SENT)
        if sent.num_rows:
            frame = self._session.createDataFrame(sent)  # a batch a partition
            read = partial(_read, version=__version__, packs=self._packs)
            answers = dict(frame.mapInArrow(read, "number long, answer binary").collect())
        for number, item in enumerate(items):
            yield pickle.loads(answers[number]).about(item) if isinstance(item, Report) else item


def _packed(task: Sequence[tuple[int, Report]]) -> pa.RecordBatch:
    numbers = pa.array([number for number, _ in task], pa.int64())
    return pa.record_batch([numbers, pa.array([pickle.dumps(report) for _, report in task], pa.binary())], _SENT)


def _read(batches: Iterator[pa.RecordBatch], version: str, packs: tuple[Files, ...]) -> Iterator[pa.RecordBatch]:
    """What a worker does with a task."""
    if version != __version__:
        raise SparkError(f"the driver runs Bellflower {version} and this worker {__version__}; give all the same")
    grammar = _grammar(packs)
    for batch in batches:
        numbers, reports = batch.columns
        answers = [pickle.dumps(Answer.to(pickle.loads(report.as_py()), grammar)) for report in reports]
        yield pa.record_batch([numbers, pa.array(answers, pa.binary())], _ANSWERED)


@cache
def _grammar(packs: tuple[Files, ...]) -> Grammar:
    """The grammar of the built-in packs and those that were sent along, once for a worker's process."""
    with tempfile.TemporaryDirectory(prefix="bellflower-packs-") as place:
        folders = [Path(place) / str(number) for number in range(len(packs))]
        for folder, files in zip(folders, packs, strict=True):
            for name, content in files:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
        grammar = Grammar.of(folders)
        check_words(grammar)  # they are read from the files when first asked for
        return grammar


def _files(folder: Path) -> Files:
    inside = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return tuple((path.relative_to(folder).as_posix(), path.read_bytes()) for path in inside)
