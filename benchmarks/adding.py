"""What one more report costs a case that has many: ``bellflower add`` of one report as a command, start to end.

    python -m benchmarks.adding [--reports N] [--times N]

The case is made of generated articles by ``bellflower add``; then others are added one by one. CPU seconds and seconds
by the clock are the median of several calls.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import arguments_of, bellflower, options, row
from benchmarks.generator import MEASURING, write

MUST, AIM = 2.0, 0.5  # seconds


def seconds(*arguments: str | Path) -> tuple[float, float]:
    """CPU seconds and seconds by the clock of a call; raises where it fails."""
    began = time.perf_counter()
    usage = bellflower(*arguments)
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - began


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--reports", type=int, default=10_000, metavar="N", help="reports in the case")
    parser.add_argument("--times", type=int, default=7, metavar="N", help="reports that are added one by one")
    given = arguments_of(parser, arguments)
    with tempfile.TemporaryDirectory(prefix="bellflower-bench-") as folder:
        case, first, later = (Path(folder) / name for name in ("case", "first", "later"))
        later.mkdir()
        stems = list(write(MEASURING[0], given.reports + given.times, first))[-given.times :]
        for stem in stems:
            for name in (f"{stem}.txt", f"{stem}.csl.json"):
                (first / name).rename(later / name)
        whole = seconds("add", first, "--case", case, "--quiet")
        print(row(f"a case of {given.reports:,} reports", "CPU seconds", "seconds", f"must be {MUST}"))
        print(row("all of them", f"{whole[0]:.1f}", f"{whole[1]:.1f}"), flush=True)
        times = [seconds("add", later / f"{stem}.txt", "--case", case, "--quiet") for stem in stems]
    cpu, clock = (statistics.median(one[at] for one in times) for at in (0, 1))
    print(row("one more", f"{cpu:.2f}", f"{clock:.2f}"))
    return 0 if cpu < MUST else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
