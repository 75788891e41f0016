"""Builds that are killed at random moments, then finished: nothing may be lost, and the exports must be the same.

    python -m benchmarks.kills [--kills N] [--reports N]

A case grows by a few reports at a time. Each ``bellflower dossier`` is ended by SIGKILL after a random part of the time
that a whole one takes; now and then one is let through. At the end the case is built, and compared byte for byte with
one that was built at once, and with itself after its ``case.duckdb`` is deleted.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import arguments_of, options, row
from benchmarks.generator import MEASURING, write

PARTS = 20  # in which the reports come


def call(*arguments: str | Path) -> list[str]:
    """A call of bellflower that says nothing."""
    return [sys.executable, "-m", "bellflower", *map(str, arguments), "--title", "t", "--quiet"]


def contents(case: Path) -> dict[str, bytes]:
    """What a case holds but the store: its originals and its exports."""
    files = [path for room in ("reports", "dossier") for path in (case / room).rglob("*") if path.is_file()]
    return {path.relative_to(case).as_posix(): path.read_bytes() for path in files if not path.name.startswith(".")}


def killed(case: Path, parts: list[Path], kills: int, dice: random.Random) -> int:
    """Kills so many runs that add the parts one after the other; how many of them were done before."""
    began = time.perf_counter()
    subprocess.run(call("dossier", parts[0], "--case", case), check=True)
    longest = time.perf_counter() - began
    through = 0
    for number in range(kills):
        running = subprocess.Popen(call("dossier", *parts[: 1 + number * len(parts) // kills], "--case", case))
        try:
            through += running.wait(dice.uniform(0, longest)) == 0
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
        if number % 50 == 0:  # sometimes the store is gone as well
            (case / "case.duckdb").unlink(missing_ok=True)
    return through


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--kills", type=int, default=200, metavar="N", help="builds to kill")
    parser.add_argument("--reports", type=int, default=40, metavar="N", help="reports in the case")
    given = arguments_of(parser, arguments)
    with tempfile.TemporaryDirectory(prefix="bellflower-bench-") as folder:
        root = Path(folder)
        parts = [root / "given" / f"{number:02}" for number in range(PARTS)]
        for number, stem in enumerate(write(MEASURING[0], given.reports, root)):
            part = parts[number * PARTS // given.reports]
            part.mkdir(parents=True, exist_ok=True)
            for name in (f"{stem}.txt", f"{stem}.csl.json"):
                (root / name).rename(part / name)
        through = killed(root / "killed", parts, given.kills, random.Random(given.kills))
        subprocess.run(call("dossier", *parts, "--case", root / "killed"), check=True)
        subprocess.run(call("dossier", *parts, "--case", root / "whole"), check=True)
        found, whole = contents(root / "killed"), contents(root / "whole")
        (root / "killed" / "case.duckdb").unlink()
        subprocess.run(call("build", root / "killed"), check=True)
        again = contents(root / "killed")
    lost = sorted(whole.keys() - found.keys())
    other = sorted(name for name in whole.keys() & found.keys() if not whole[name] == found[name] == again.get(name))
    print(row("builds killed", "done before", "files lost", "files that differ"))
    print(row(f"{given.kills - through} of {given.kills}", str(through), str(len(lost)), str(len(other))))
    return 1 if lost or other or found.keys() != whole.keys() else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
