"""Megabytes a second at which text that speaks of none of the goods is passed over, on one core.

    python -m benchmarks.passover [--mb N]

The texts are made up. In memory: what extraction takes to see that there is nothing to read. Through a folder: what
``bellflower extract`` takes from files to records of nothing read, with texts of 1,500 to 12,000 characters, and with
texts of 100,000.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from bellflower import commands
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from benchmarks import arguments_of, options, report, row
from benchmarks._texts import LENGTHS, fill, stories

MUST, AIM = 10, 50  # MB a second


def in_memory(size: int) -> float:
    grammar = Grammar.of()
    reports = [report(text, number) for number, text in enumerate(stories(size))]
    began = time.process_time()
    readings = [read_claims(one, grammar) for one in reports]
    seconds = time.process_time() - began
    assert not any(reading.claims for reading in readings)
    return sum(len(one.text.encode()) for one in reports) / seconds / 1e6


def through_a_folder(size: int, lengths: tuple[int, ...]) -> float:
    with tempfile.TemporaryDirectory(prefix="bellflower-bench-") as folder:
        reports = Path(folder) / "reports"
        written = fill(reports, size, lengths=lengths)
        fill(Path(folder) / "one", 1, lengths=(1,))
        # What it takes to start is no part of the rate: it is what one small file takes.
        whole, start = (extract(Path(folder) / name, Path(folder) / f"{name}-out") for name in ("reports", "one"))
    return written / (whole - start) / 1e6


def extract(reports: Path, out: Path) -> float:
    """CPU seconds of ``bellflower extract``."""
    began = time.process_time()
    assert commands.extract([reports], out, (), quiet=True, as_json=False) == 0
    return time.process_time() - began


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--mb", type=int, default=20, metavar="N", help="megabytes of text")
    size = arguments_of(parser, arguments).mb * 1_000_000
    through_a_folder(100_000, LENGTHS)  # loads the packs
    found = {
        "in memory": in_memory(size),
        "from files of 1.5 to 12 kB": through_a_folder(size, LENGTHS),
        "from files of 100 kB": through_a_folder(size, (100_000,)),
    }
    print(row("nothing to read", "MB/s", "must be above", "aim"))
    for name, rate in found.items():
        print(row(name, f"{rate:.1f}", f"{MUST}", f"{AIM}"))
    return 0 if min(found.values()) >= MUST else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
