"""Incidents found in generated cases of known truth, and how long that takes beside plain splink.

    python -m benchmarks.linkage [--part NAME ...] [--seeds N] [--claims N] [--million N]

Each part runs in a process of its own. ``claims``: pairs of mentions that are one incident, found and wrongly joined,
in cases of claims. ``speed``: seconds to link 100,000 claims on two cores, and those of plain splink (its model
estimated, pairs scored and clustered) on the same mentions in the same run; making the mentions ready for either is not
counted. ``million``: a million claims, seconds and peak memory, the making of the case counted in. What counts is the
time a user waits; the processor's beside it tells how much of that is others' work on the machine. Only seeds for
measuring are used.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from bellflower.packs import load
from bellflower.reconciliation.facts import Facts, claims_of, facts
from bellflower.reconciliation.linkage import link
from benchmarks import ROOT, arguments_of, options, row
from benchmarks.generator import MEASURING, readings

PAIRS = {"precision": (0.98, 0.995), "recall": (0.93, 0.98)}  # must be at least, aim
TIMES_SPLINK = (2.0, 1.0)
MEGABYTES, MINUTES = 4000, 5.0


@dataclass
class Clock:
    """Seconds as a user waits, and as the processor counts them."""

    waited: float = 0.0
    worked: float = 0.0


@contextmanager
def clocked() -> Iterator[Clock]:
    clock = Clock()
    waited, worked = time.perf_counter(), time.process_time()
    yield clock
    clock.waited, clock.worked = time.perf_counter() - waited, time.process_time() - worked


def case(seed: int, claims: int) -> tuple[list[Facts], dict[str, str]]:
    """The facts of every mention of a case, and the incident that each truly tells of."""
    mentions: list[Facts] = []
    truth: dict[str, str] = {}
    for reading, true in readings(seed, claims):
        told = claims_of(reading)
        mentions += [facts(mention, told[mention.id]) for mention in reading.mentions]
        truth |= true
    return mentions, truth


def incidents(mentions: list[Facts]) -> dict[str, int]:
    """The number of the group that each mention is linked into."""
    linkage = link(mentions, {good.name: good for good in load().goods})
    return {mention: number for number, group in enumerate(linkage.groups) for mention in group}


@dataclass(frozen=True)
class Pairs:
    """Pairs of mentions: joined, truly one, and both."""

    joined: int
    true: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0

    def __add__(self, other: Pairs) -> Pairs:
        return Pairs(self.joined + other.joined, self.true + other.true, self.right + other.right)


def pairs(found: Mapping[str, Hashable], truth: Mapping[str, Hashable]) -> Pairs:
    """All pairs of mentions, those of one report too."""
    return Pairs(
        _pairs(found[mention] for mention in truth),
        _pairs(truth.values()),
        _pairs((found[mention], true) for mention, true in truth.items()),
    )


def _pairs(groups: Iterable[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def scored(name: str, found: Pairs) -> bool:
    """Prints the two rows of a kind of case; whether both are as good as they must be."""
    print(row(f"{name}: pairs truly one", f"{found.true:,}"))
    for measure, (must, aim) in PAIRS.items():
        print(row(f"{name}: {measure}", f"{getattr(found, measure):.4f}", f"{must}", f"{aim}"))
    return all(getattr(found, measure) >= must for measure, (must, _) in PAIRS.items())


def claims_part(given: argparse.Namespace) -> bool:
    found = Pairs(0, 0, 0)
    for seed in MEASURING[: given.seeds]:
        mentions, truth = case(seed, given.claims // given.seeds)
        found += pairs(incidents(mentions), truth)
    return scored(f"{given.seeds} cases of claims", found)


def speed_part(given: argparse.Namespace) -> bool:
    small, _ = case(MEASURING[-1], 500)
    mentions, truth = case(MEASURING[0], given.claims)
    incidents(small)  # what is loaded once is no part of the time
    with clocked() as ours:
        found = incidents(mentions)
    print(row(f"{given.claims:,} claims, linked", f"{ours.waited:.1f} s", f"{ours.worked:.1f} s CPU"))
    right = pairs(found, truth)
    print(row("  precision, recall", f"{right.precision:.4f}", f"{right.recall:.4f}"))
    try:
        from benchmarks import _splink
    except ImportError as error:
        print(f"{error.name} is not installed: not compared with plain splink")
        return True
    list(_splink.linked(_splink.table(small)))
    flat = _splink.table(mentions)
    with clocked() as plain:
        clusters = dict(_splink.linked(flat))
    print(row("  plain splink", f"{plain.waited:.1f} s", f"{plain.worked:.1f} s CPU"))
    right = pairs(clusters, truth)
    print(row("  precision, recall", f"{right.precision:.4f}", f"{right.recall:.4f}"))
    times = ours.waited / plain.waited
    print(row("  times as long as plain splink", f"{times:.2f}", *map(str, TIMES_SPLINK)))
    return times <= TIMES_SPLINK[0]


def million_part(given: argparse.Namespace) -> bool:
    with clocked() as made:
        mentions, truth = case(MEASURING[1], given.million)
    with clocked() as linked:
        found = incidents(mentions)
    right = pairs(found, truth)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e3 if sys.platform != "darwin" else 1e6)
    print(row(f"{given.million:,} claims, case made", f"{made.waited / 60:.1f} min"))
    print(row("  linked", f"{linked.waited / 60:.1f} min", "done", f"{MINUTES:g}"))
    print(row("  precision, recall", f"{right.precision:.4f}", f"{right.recall:.4f}"))
    print(row("  peak MB", f"{most:.0f}", f"{MEGABYTES}"))
    return most < MEGABYTES


PARTS: dict[str, Callable[[argparse.Namespace], bool]] = {
    "claims": claims_part,
    "speed": speed_part,
    "million": million_part,
}


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--part", nargs="+", choices=PARTS, default=list(PARTS), help="what to measure (default: all)")
    parser.add_argument("--seeds", type=int, default=5, metavar="N", help="cases that are scored")
    parser.add_argument("--claims", type=int, default=100_000, metavar="N", help="claims, of all scored cases together")
    parser.add_argument("--million", type=int, default=1_000_000, metavar="N", help="claims of the largest case")
    given = arguments_of(parser, arguments)
    if len(given.part) == 1:
        return 0 if PARTS[given.part[0]](given) else 1
    print(row("cases of known truth", "", "must be", "aim"), flush=True)
    worst = 0
    for part in given.part:
        sizes = ["--seeds", given.seeds, "--claims", given.claims, "--million", given.million]
        command = [sys.executable, "-m", "benchmarks.linkage", "--part", part, *map(str, sizes)]
        worst = max(worst, subprocess.run(command, cwd=ROOT).returncode)
    return min(worst, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
