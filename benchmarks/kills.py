"""Calls that are killed at random moments, then finished: nothing may be lost, and the exports must be the same.

    python -m benchmarks.kills [--kills N] [--reports N]

A case grows by a few reports at a time. Each ``bellflower dossier``, and now and then a ``bellflower decide``, is ended
by SIGKILL at a random moment of the time that a whole one takes; some are let through, and sometimes ``case.duckdb`` is
gone as well. At the end the case is finished and compared byte for byte with one that is made at once of the same
reports, decisions and ids, and with itself once all that is derived was deleted. What was decided (the command ended
well) must be there, and so must every id that was ever exported.

The calls are forked from a process that has read the reports already, so that they are killed at work and not while
they load Bellflower. It has not opened a case: DuckDB's threads would not come along.
"""

from __future__ import annotations

import csv
import json
import multiprocessing
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bellflower import naming
from bellflower.cli import main as bellflower
from bellflower.commands import casework, decisions  # noqa: F401 — loaded before any call is forked
from bellflower.decisions import read as read_decisions
from benchmarks import arguments_of, options, row
from benchmarks.generator import MEASURING, write

PARTS = 20  # in which the reports come
DECIDE_EVERY, GONE_EVERY = 4, 25
KEPT = ("decisions.jsonl", "incidents.jsonl")


def called(arguments: list[str], out: Path) -> None:
    """Runs a call of bellflower in this process; what it prints goes to a file. Raises :class:`SystemExit`."""
    with out.open("w", encoding="utf-8") as stream, redirect_stdout(stream), redirect_stderr(stream):
        bellflower(arguments)


def contents(case: Path) -> dict[str, bytes]:
    """What a case holds but what is derived and no export."""
    files = [path for room in ("reports", "dossier") for path in (case / room).rglob("*") if path.is_file()]
    files += [case / name for name in KEPT if (case / name).exists()]
    return {path.relative_to(case).as_posix(): path.read_bytes() for path in files if not path.name.startswith(".")}


@dataclass
class Ordeal:
    """A case whose calls are killed, and what must be in it at the end."""

    case: Path
    parts: list[Path]
    dice: random.Random
    longest: dict[str, float] = field(default_factory=dict)
    decided: set[str] = field(default_factory=set)
    exported: set[str] = field(default_factory=set)
    killed: int = 0
    through: int = 0

    def call(self, *arguments: str | Path, through: bool = False) -> bool:
        """Starts a call and kills it at some moment, or lets it through; whether it came to its end and ended well."""
        command, out = str(arguments[0]), self.case.with_name("printed")
        through = through or command not in self.longest
        seconds = None if through else self.dice.uniform(0, self.longest[command])
        child = multiprocessing.get_context("fork").Process(target=called, args=([*map(str, arguments)], out))
        began = time.perf_counter()
        child.start()
        child.join(seconds)
        if child.is_alive():
            child.kill()
            child.join()
        self.exported |= ids(self.case)  # by a call that was killed, too
        if child.exitcode == -signal.SIGKILL:
            self.killed += 1
            return False
        if child.exitcode:
            raise SystemExit(f"bellflower {command} failed: {out.read_text('utf-8')}")
        if through:
            self.longest[command] = time.perf_counter() - began
        else:
            self.through += 1
        if command == "decide":
            self.decided.add(json.loads(out.read_text("utf-8"))["id"])
        return True

    def grow(self, number: int, *, through: bool = False) -> None:
        """Adds so many parts."""
        self.call("dossier", *self.parts[:number], "--case", self.case, "--title", "t", "--quiet", through=through)

    def decide(self, *, through: bool = False) -> None:
        """Marks an incident, or merges two, by ids that were exported at some time and may be old."""
        one, other = self.dice.sample(sorted(self.exported), 2)
        what = ["merge", one, other] if self.dice.random() < 0.3 else ["mark", one, "--to", "look again"]
        self.call("decide", self.case, *what, "--by", "Ann", "--why", "seen", "--json", through=through)

    def endure(self, kills: int) -> None:
        """So many calls are killed, or come to their end before."""
        for number in range(kills):
            parts = 1 + number * len(self.parts) // kills
            if number % DECIDE_EVERY == DECIDE_EVERY - 1 and len(self.exported) > 1:
                self.decide()
            else:
                self.grow(parts)
            if number % GONE_EVERY == 0:
                (self.case / "case.duckdb").unlink(missing_ok=True)
            if (number + 1) % max(1, kills // len(self.parts)) == 0:
                self.grow(parts, through=True)
                if len(self.exported) > 1:
                    self.decide(through=True)


def ids(case: Path) -> set[str]:
    """The ids of the incidents as they are exported now; none before the first export."""
    with (
        suppress(FileNotFoundError),
        (case / "dossier" / "incidents.csv").open(encoding="utf-8-sig", newline="") as file,
    ):
        return {line["incident_id"] for line in csv.DictReader(file)}
    return set()


def lost(ordeal: Ordeal) -> Iterator[str]:
    """What was there and is no more."""
    known, refused = read_decisions(ordeal.case / "decisions.jsonl")
    yield from (refusal.path for refusal in refused)
    yield from sorted(ordeal.decided - {decision.id for decision in known})
    shown, refused = naming.read(ordeal.case / "incidents.jsonl")
    yield from (refusal.path for refusal in refused)
    yield from sorted(ordeal.exported - {one.incident_id for one in shown})


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--kills", type=int, default=200, metavar="N", help="calls to kill")
    parser.add_argument("--reports", type=int, default=40, metavar="N", help="reports in the case")
    given = arguments_of(parser, arguments)
    with tempfile.TemporaryDirectory(prefix="bellflower-bench-") as folder:
        root = Path(folder)
        parts = [root / "given" / f"{number:02}" for number in range(PARTS)]
        dice = random.Random(given.kills)
        stems = sorted(write(MEASURING[0], given.reports, root))
        # In no order of time: an older report that comes later gives an incident another id.
        for number, stem in enumerate(dice.sample(stems, len(stems))):
            part = parts[number * PARTS // given.reports]
            part.mkdir(parents=True, exist_ok=True)
            for name in (f"{stem}.txt", f"{stem}.csl.json"):
                (root / name).rename(part / name)
        parts = [part for part in parts if part.exists()]
        with suppress(SystemExit):
            called(["extract", str(root / "given"), "--out", str(root / "loaded")], root / "printed")
        ordeal = Ordeal(root / "killed", parts, dice)
        began = time.perf_counter()
        ordeal.endure(given.kills)
        took = time.perf_counter() - began
        ordeal.grow(len(parts), through=True)
        found = contents(ordeal.case)
        whole = Ordeal(root / "whole", parts, random.Random(0))
        whole.case.mkdir()
        for name in KEPT:
            shutil.copy(ordeal.case / name, whole.case)
        whole.grow(len(parts), through=True)
        (ordeal.case / "case.duckdb").unlink()
        shutil.rmtree(ordeal.case / "dossier")
        ordeal.grow(len(parts), through=True)
        at_once, again = contents(whole.case), contents(ordeal.case)
        gone = sorted({*lost(ordeal), *(at_once.keys() - found.keys())})
    other = sorted(name for name in found if not found[name] == at_once.get(name) == again.get(name))
    print(row("calls", "killed", "done before", "lost", "files that differ"))
    print(row(f"{given.kills}", f"{ordeal.killed}", f"{ordeal.through}", f"{len(gone)}", f"{len(other)}"))
    print(row(f"decided {len(ordeal.decided)}, ids {len(ordeal.exported)}", f"{took / given.kills:.2f} s each"))
    for name in (*gone, *other):
        print(f"  {name}")
    return 1 if gone or other else 0


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        raise SystemExit(main(sys.argv[1:]))
