"""How long the commands take that a user waits for, each in a fresh process.

    python -m benchmarks.commands [--reports FOLDER]

Cold: the user's cache is empty, so the index of places is built too. Warm: it is there. FOLDER is ``../shared/seeds``
beside the repository if left out; where that isn't there, the example reports are measured instead. What counts is the
time a user waits; the processor's time beside it tells how much of that is others' work on the same machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import EXAMPLES, SHARED, arguments_of, options, row

VERSION_MUST, DOSSIER_MUST = 0.5, 10.0  # seconds
RUNS = 5


def seconds(cache: Path, *arguments: str | Path) -> tuple[float, float]:
    """Wall time and CPU time of ``bellflower ARGUMENTS``, the user's cache in ``cache``; raises where it fails."""
    # Each system has its own name for the folder of caches, and for that of temporary files, where a cache may lie too.
    names = ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME", "TMPDIR", "TEMP", "TMP")
    environment = os.environ | dict.fromkeys(names, str(cache))
    command = [sys.executable, "-m", "bellflower", *map(str, arguments)]
    began, used = time.perf_counter(), os.times()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    waited, now = time.perf_counter() - began, os.times()
    return waited, now.children_user + now.children_system - used.children_user - used.children_system


def cells(times: Sequence[float]) -> list[str]:
    """The cells of a row."""
    return [f"{one:.2f}" for one in times]


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--reports", type=Path, default=SHARED / "seeds", metavar="FOLDER", help="what to read")
    reports = arguments_of(parser, arguments).reports
    if not reports.exists():
        print(f"no reports at {reports.parent.name}/{reports.name}: the examples are measured instead")
        reports = EXAMPLES
    name = f"{reports.parent.name}/{reports.name}"
    with tempfile.TemporaryDirectory(prefix="bellflower-bench-") as folder:
        cache = Path(folder) / "cache"
        cache.mkdir()
        version = sorted(seconds(cache, "--version") for _ in range(RUNS))[RUNS // 2]
        cold = seconds(cache, "dossier", reports, "--case", Path(folder) / "cold", "--quiet")
        warm = sorted(
            seconds(cache, "dossier", reports, "--case", Path(folder) / f"warm{run}", "--quiet") for run in range(3)
        )[1]
    print(row("command", "seconds", "CPU seconds", "must be below"))
    print(row("--version", *cells(version), f"{VERSION_MUST}"))
    print(row(f"dossier {name}, cold", *cells(cold), f"{DOSSIER_MUST}"))
    print(row(f"dossier {name}, warm", *cells(warm), "-"))
    return 0 if version[0] < VERSION_MUST and cold[0] < DOSSIER_MUST else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
