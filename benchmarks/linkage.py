"""Incidents found in generated cases of known truth, and how long that takes beside plain splink.

    python -m benchmarks.linkage [--part NAME ...] [--seeds N] [--claims N] [--reports N] [--million N]

Each part runs in a process of its own. ``claims``: pairs of mentions that are one incident, found and wrongly joined,
in cases of claims. ``reports``: the same in cases of reports, files that are read as a user's are. A mention tells of
the incident whose sentences it was read from; one read from other sentences tells of none that is told elsewhere. Only
pairs of two reports count there: two mentions of one report are the reader's doing. ``speed``: seconds to link 100,000
claims on two cores, and those of plain splink (its model estimated, pairs scored and clustered) on the same mentions in
the same run; making the mentions ready for either is not counted. ``million``: a million claims, seconds and peak
memory, the making of the case counted in. What counts is the time a user waits; the processor's beside it tells how
much of that is others' work on the machine. Only seeds for measuring are used.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.packs import load
from bellflower.reading import find_files, read_file
from bellflower.reconciliation.facts import Facts, facts_of
from bellflower.reconciliation.linkage import link
from bellflower.records import Mention, Reading, Report
from benchmarks import ROOT, arguments_of, options, row
from benchmarks.generator import MEASURING, Article, readings, write

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
        mentions += facts_of(reading)
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


def across(found: Mapping[str, Hashable], truth: Mapping[str, Hashable], report: Mapping[str, str]) -> Pairs:
    """Pairs of mentions of two reports; ``report`` is the one that each mention stands in."""
    inside = pairs(
        {mention: (report[mention], found[mention]) for mention in truth},
        {mention: (report[mention], true) for mention, true in truth.items()},
    )
    whole = pairs(found, truth)
    return Pairs(whole.joined - inside.joined, whole.true - inside.true, whole.right - inside.right)


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


def case_of_reports(seed: int, reports: int, grammar: Grammar) -> tuple[list[Facts], dict[str, str], int]:
    """The facts of every mention read of a case, the incident that each truly tells of, and how many are told in all.

    An incident is told once by each article that tells of it.
    """
    with tempfile.TemporaryDirectory(prefix="bellflower-bench-") as folder:
        case = write(seed, reports, Path(folder))
        readings = [
            read_claims(outcome, grammar)
            for path in find_files([Path(folder)])
            for outcome in read_file(path)
            if isinstance(outcome, Report)
        ]
    truth = {mention.id: true for one in readings for mention, true in true_incidents(one, case[one.report.stem])}
    told = sum(len({incident for _, _, incident in article.incidents()}) for article in case.values())
    return [told_by for one in readings for told_by in facts_of(one)], truth, told


def reports_part(given: argparse.Namespace) -> bool:
    found, told, read = Pairs(0, 0, 0), 0, 0
    grammar = Grammar.of()
    for seed in MEASURING[: given.seeds]:
        mentions, truth, in_all = case_of_reports(seed, given.reports // given.seeds, grammar)
        found += across(incidents(mentions), truth, {mention.mention_id: mention.report_id for mention in mentions})
        told += in_all
        read += len({(mention.report_id, truth[mention.mention_id]) for mention in mentions})
    print(row(f"{given.reports:,} reports: incidents told, read", f"{told:,}", f"{read:,}"))
    return scored(f"{given.seeds} cases of reports", found)


def true_incidents(reading: Reading, article: Article) -> Iterator[tuple[Mention, str]]:
    """For each mention of a report the incident that the sentences which it was read from tell of."""
    spans = article.incidents()
    for mention in reading.mentions:
        start, end = mention.quote.start, mention.quote.end
        common = {span: min(end, span[1]) - max(start, span[0]) for span in spans}
        best = max(common, key=lambda span: common[span], default=None)
        yield mention, best[2] if best and common[best] > 0 else f"none: {mention.id}"


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
    "reports": reports_part,
    "speed": speed_part,
    "million": million_part,
}


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--part", nargs="+", choices=PARTS, default=list(PARTS), help="what to measure (default: all)")
    parser.add_argument("--seeds", type=int, default=5, metavar="N", help="cases that are scored")
    parser.add_argument("--claims", type=int, default=100_000, metavar="N", help="claims, of all scored cases together")
    parser.add_argument("--reports", type=int, default=1_500, metavar="N", help="reports of all scored cases together")
    parser.add_argument("--million", type=int, default=1_000_000, metavar="N", help="claims of the largest case")
    given = arguments_of(parser, arguments)
    if len(given.part) == 1:
        return 0 if PARTS[given.part[0]](given) else 1
    print(row("cases of known truth", "", "must be", "aim"), flush=True)
    worst = 0
    for part in given.part:
        sizes = [f"--{name}={getattr(given, name)}" for name in ("seeds", "claims", "reports", "million")]
        command = [sys.executable, "-m", "benchmarks.linkage", "--part", part, *sizes]
        worst = max(worst, subprocess.run(command, cwd=ROOT).returncode)
    return min(worst, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
