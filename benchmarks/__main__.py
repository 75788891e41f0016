"""Runs every benchmark of this folder in turn, each in a fresh process; ends with 1 where one missed its mark."""

from __future__ import annotations

import subprocess
import sys

from benchmarks import ROOT

NAMES = sorted(path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py"))


def main() -> int:
    worst = 0
    for name in NAMES:
        print(f"== benchmarks.{name}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=ROOT).returncode)
    return min(worst, 1)


if __name__ == "__main__":
    raise SystemExit(main())
