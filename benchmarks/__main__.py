"""Runs every benchmark of this folder in turn, each in a fresh process; ends with 1 where one missed its mark.

python -m benchmarks [--bench DIR]
"""

from __future__ import annotations

import subprocess
import sys

from benchmarks import ROOT, arguments_of, options

NAMES = sorted(path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py"))


def main(arguments: list[str]) -> int:
    folder = arguments_of(options(__doc__), arguments).bench
    worst = 0
    for name in NAMES:
        print(f"== benchmarks.{name}", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}", "--bench", str(folder)]
        worst = max(worst, subprocess.run(command, cwd=ROOT).returncode)
    return min(worst, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
