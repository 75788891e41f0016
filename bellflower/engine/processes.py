"""Reports read in several processes, in the order in which they come."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

from bellflower.engine.work import Answer, Outcome, failed, read_one
from bellflower.extraction.grammar import Grammar
from bellflower.records import Report

T = TypeVar("T")
# What a process is given at once, and how far ahead of the first unfinished report the others may be for each process.
_AT_ONCE, _CHARACTERS_AT_ONCE = 16, 200_000
_AHEAD = 8 * _AT_ONCE
# Much of the grammar is made ready by the first report that needs it.
_FIRST = Report(
    id="", stem="", path="", content_sha256="", text_sha256="",
    text="Police in Vienna arrested two men with about 5 kg of heroin worth 200,000 dollars on 4 March 2011.\n",
)  # fmt: skip


def read_in_processes(
    items: Iterable[Report | T], grammar: Grammar, packs: Sequence[Path], jobs: int
) -> Iterator[Outcome | T]:
    """Reads the reports in so many processes beside this one; what is no report is handed on in its place.

    ``grammar`` is that of ``packs``, for this process reads until another is ready. A report whose process dies is
    refused, and another process goes on with those after it.
    """
    run = _Run(items, grammar, packs, jobs)
    try:
        yield from run.outcomes()
    finally:
        run.stop()


class _Run(Generic[T]):
    def __init__(self, items: Iterable[Report | T], grammar: Grammar, packs: Sequence[Path], jobs: int) -> None:
        self._coming = enumerate(items)
        self._grammar, self._packs, self._jobs = grammar, packs, jobs
        self._workers = [_Worker(packs) for _ in range(jobs)]
        self._done: dict[int, Outcome | T] = {}
        self._again: deque[tuple[int, Report]] = deque()
        self._due = self._taken = 0

    def outcomes(self) -> Iterator[Outcome | T]:
        while True:
            ready = [worker for worker in self._workers if worker.ready]
            for worker in ready:
                if not worker.given and (batch := self._batch(_AT_ONCE)):
                    worker.give(batch)
            if not ready and self._due not in self._done:
                for number, report in self._batch(1):
                    self._done[number] = read_one(report, self._grammar)
            at_work = any(worker.given for worker in ready)
            if self._due not in self._done and not at_work:
                return
            # Answers are taken in also while there is something to hand on, so that no process waits for long.
            answering: dict[object, _Worker] = {worker.pipe: worker for worker in self._workers}
            for pipe in wait([one.pipe for one in self._workers], 0 if self._due in self._done else None):
                self._take(answering[pipe])
            if self._due in self._done:
                yield self._done.pop(self._due)
                self._due += 1

    def stop(self) -> None:
        for worker in self._workers:
            worker.stop()

    def _batch(self, most: int) -> list[tuple[int, Report]]:
        """Reports to read next with their numbers; none where nothing is left or too many are ahead."""
        found: list[tuple[int, Report]] = []
        characters = 0
        while len(found) < most and characters < _CHARACTERS_AT_ONCE:
            following = self._again.popleft() if self._again else self._next()
            if following is None:
                break
            found.append(following)
            characters += len(following[1].text)
        return found

    def _next(self) -> tuple[int, Report] | None:
        while self._taken - self._due < _AHEAD * self._jobs:
            following = next(self._coming, None)
            if following is None:
                return None
            number, item = following
            self._taken = number + 1
            if isinstance(item, Report):
                return number, item
            self._done[number] = item
        return None

    def _take(self, worker: _Worker) -> None:
        try:
            answer: Answer | None = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        if answer is None:
            worker.ready = True
        else:
            number, report = worker.given.popleft()
            self._done[number] = answer.about(report)

    def _replace(self, worker: _Worker) -> None:
        """One that has died: the first report that it was given is the one that it was reading."""
        worker.stop()
        self._workers.remove(worker)
        if worker.given:
            number, report = worker.given.popleft()
            self._done[number] = failed(report, f"the process that read it died (exit code {worker.process.exitcode})")
        self._again.extend(worker.given)
        if worker.ready:  # one that never was would not be the next time, either
            self._workers.append(_Worker(self._packs))


class _Worker:
    """A process that reads, and the reports that it was given and has not answered."""

    def __init__(self, packs: Sequence[Path]) -> None:
        spawned = get_context("spawn")  # a fork would hold locks of threads that it does not have
        self.pipe: Connection[Any, Any]
        self.pipe, theirs = spawned.Pipe()
        self.process = spawned.Process(target=_serve, args=(theirs, tuple(packs)), daemon=True)
        self.given: deque[tuple[int, Report]] = deque()
        self.ready = False
        with _interrupts_held():
            self.process.start()
        theirs.close()  # so that the pipe ends with the process

    def give(self, batch: Sequence[tuple[int, Report]]) -> None:
        self.given.extend(batch)
        with suppress(OSError):  # that it is gone is seen when its answer is waited for
            self.pipe.send([report for _, report in batch])

    def stop(self) -> None:
        self.process.terminate()
        self.process.join()
        self.pipe.close()


def _serve(pipe: Connection[Any, Any], packs: Sequence[Path]) -> None:
    """Reads what comes and answers, until the process that asks ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes of a terminal; the first one decides
    with suppress(EOFError, OSError):
        grammar = Grammar.of(packs)
        read_one(_FIRST, grammar)
        pipe.send(None)
        while True:
            for report in pipe.recv():
                pipe.send(Answer.to(report, grammar))


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process started meanwhile takes no notice of Ctrl-C before it has said so itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # else it starts with the first process, and lets interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
