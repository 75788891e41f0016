"""The most memory that ``bellflower extract`` takes for folders of growing size: it must not grow with them.

    python -m benchmarks.memory [--mb N ...] [--relevant SHARE] [--dossier]

The texts are made up; a share of them (one in fifty) tells of seizures. ``--dossier`` measures ``bellflower dossier``
too, which keeps what it shows: its memory grows with the reports that say something.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import arguments_of, bellflower, options, row
from benchmarks._texts import fill

MUST, AIM = 1000, 300  # MB


def peak(*arguments: str | Path) -> tuple[float, float]:
    """The peak of resident memory in MB, and CPU seconds, of ``bellflower ARGUMENTS``; raises where it fails."""
    usage = bellflower(*arguments)
    unit = 1e6 if sys.platform == "darwin" else 1e3  # macOS counts bytes, Linux kilobytes
    return usage.ru_maxrss / unit, usage.ru_utime + usage.ru_stime


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--mb", type=int, nargs="+", default=[10, 30, 90], metavar="N", help="sizes of the folders")
    parser.add_argument("--relevant", type=float, default=0.02, metavar="SHARE", help="share of texts with goods")
    parser.add_argument("--dossier", action="store_true", help="measure the dossier too")
    given = arguments_of(parser, arguments)
    worst = 0.0
    print(row("command and size of the folder", "files", "CPU seconds", "peak MB", f"must be {MUST}"))
    for size in given.mb:
        with tempfile.TemporaryDirectory(prefix="bellflower-bench-") as folder:
            reports = Path(folder) / "reports"
            fill(reports, size * 1_000_000, given.relevant)
            count = sum(1 for _ in reports.rglob("*.txt"))
            calls = {"extract": ("--out", Path(folder) / "out")}
            if given.dossier:
                calls["dossier"] = ("--case", Path(folder) / "case")
            for name, rest in calls.items():
                most, seconds = peak(name, reports, *rest, "--quiet")
                worst = max(worst, most) if name == "extract" else worst
                print(row(f"{name}, {size} MB", f"{count:,}", f"{seconds:.1f}", f"{most:.0f}", ""), flush=True)
    return 0 if worst < MUST else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
