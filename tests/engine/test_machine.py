"""Several processes read what one does, in its order, and no fault in one report touches another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bellflower.engine import Machine, Outcome
from bellflower.engine.machine import WORTH_PROCESSES
from bellflower.engine.processes import read_in_processes
from bellflower.extraction.grammar import Grammar
from bellflower.records import Report
from tests.engine.texts import FAULTY, corpus, short

AT_WORK = 40  # more reports are on their way than this process would take for itself


@cache
def grammar() -> Grammar:
    return Grammar.of()


def children(pid: int) -> set[int]:
    """The processes that this one has started and that still run, the tracker of the standard library left out."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            tracks = b"resource_tracker" in (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(parent) == pid and state != "Z" and not tracks:
            found.add(int(stat.parent.name))
    return found


def alive(pids: set[int]) -> set[int]:
    return {pid for pid in pids if Path(f"/proc/{pid}").exists()}


def gone_soon(pids: set[int]) -> bool:
    until = time.monotonic() + 30
    while alive(pids) and time.monotonic() < until:
        time.sleep(0.05)
    return not alive(pids)


def test_two_processes_read_what_one_does_and_in_its_order() -> None:
    items: list[Report | str] = [*corpus(60)]
    items[7:7] = ["beside", "the reports"]
    items.append("at the end")
    alone = list(Machine(grammar(), jobs=1).read(items))
    assert [item for item in alone if isinstance(item, str)] == ["beside", "the reports", "at the end"]
    assert list(Machine(grammar(), jobs=2).read(items)) == alone
    assert sum(len(one.reading.claims) for one in alone if isinstance(one, Outcome)) > 100


def test_a_report_that_cannot_be_read_is_refused_and_the_rest_is_read() -> None:
    for jobs in (1, 2):
        before, refused, after = Machine(grammar(), jobs=jobs).read([short(1), FAULTY, short(2)])
        assert isinstance(before, Outcome) and isinstance(after, Outcome) and isinstance(refused, Outcome)
        assert before.reading.mentions and after.reading.mentions
        assert refused.refusal is not None and refused.wholly
        assert refused.refusal.path == FAULTY.path and "UnicodeEncodeError" in refused.refusal.reason


def test_a_process_that_dies_costs_one_report() -> None:
    before = children(os.getpid())
    reports: list[Report] = []
    outcomes: list[Outcome] = []
    killed_at: int | None = None

    def coming() -> Iterator[Report]:
        while killed_at is None or len(reports) < killed_at + 100:
            reports.append(short(len(reports)))
            yield reports[-1]

    for outcome in read_in_processes(coming(), grammar(), (), 2):
        assert isinstance(outcome, Outcome)
        outcomes.append(outcome)
        if killed_at is None and len(reports) > len(outcomes) + AT_WORK:
            os.kill(min(children(os.getpid()) - before), signal.SIGKILL)
            killed_at = len(reports)
    assert [outcome.reading.report for outcome in outcomes] == reports
    refused = [outcome for outcome in outcomes if outcome.refusal]
    assert len(refused) <= 1 and all("died (exit code -9)" in one.refusal.reason for one in refused if one.refusal)
    assert all(outcome.reading.mentions for outcome in outcomes if outcome not in refused)
    assert children(os.getpid()) == before


def test_no_more_is_taken_than_what_is_being_read() -> None:
    taken = read = furthest = 0

    def coming() -> Iterator[Report]:
        nonlocal taken
        while True:
            taken += 1
            yield short(taken)

    reading = read_in_processes(coming(), grammar(), (), 2)
    while furthest <= AT_WORK or read < 500:
        next(reading)
        read += 1
        furthest = max(furthest, taken - read)
    assert furthest <= 300
    reading.close()


@pytest.mark.parametrize(("number", "helped"), [(WORTH_PROCESSES - 1, False), (WORTH_PROCESSES + 40, True)])
def test_others_help_only_where_there_is_enough_to_read(
    number: int, helped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    before = children(os.getpid())
    seen: set[int] = set()
    read = 0
    for _ in Machine(grammar()).read(short(n) for n in range(number)):
        read += 1
        if read >= WORTH_PROCESSES - 1:
            seen |= children(os.getpid()) - before
    assert read == number and bool(seen) == helped


ENDLESS = """
import sys
from bellflower.engine.processes import read_in_processes
from bellflower.extraction.grammar import Grammar
from tests.engine.texts import short

def coming():
    global taken
    for taken in range(10**9):
        yield short(taken)

if __name__ == "__main__":
    told = False
    for number, _ in enumerate(read_in_processes(coming(), Grammar.of(), (), 2)):
        if not told and taken - number >= int(sys.argv[1]):
            told = True
            print("under way", flush=True)
"""


@pytest.mark.parametrize(
    ("how", "ahead"), [(signal.SIGINT, 0), (signal.SIGINT, AT_WORK), (signal.SIGKILL, AT_WORK)],
    ids=["Ctrl-C while they start", "Ctrl-C while they read", "killed while they read"],
)  # fmt: skip
def test_nothing_goes_on_when_the_first_process_is_stopped(how: signal.Signals, ahead: int, tmp_path: Path) -> None:
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS)
    running = subprocess.Popen(
        [sys.executable, str(script), str(ahead)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent.parent)},
    )  # fmt: skip
    assert running.stdout and running.stdout.readline() == "under way\n"
    workers = children(running.pid)
    assert len(workers) == 2
    if how == signal.SIGINT:  # as a terminal sends it: to all of them
        os.killpg(running.pid, how)
    else:
        running.send_signal(how)
    _, errors = running.communicate(timeout=60)
    assert gone_soon(workers)
    assert errors.count("Traceback") == (1 if how == signal.SIGINT else 0), errors
