"""Measurements of speed, of memory, and of what is found. ``python -m benchmarks`` runs them all.

The sets they measure on lie outside the repository, in ``../shared/bench`` beside it or in the folder that ``--bench``
names; a benchmark that misses its set says so and ends well. Speed is CPU time on one core, so that what else the
machine does matters little.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import sys
from collections.abc import Sequence
from importlib import util
from pathlib import Path
from typing import Any

from bellflower.records import Report

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BENCH = SHARED / "bench"
EXAMPLES = ROOT / "examples" / "reports"


def options(purpose: str | None) -> argparse.ArgumentParser:
    """A parser with ``--bench``, which every benchmark takes so that all can be called alike."""
    parser = argparse.ArgumentParser(description=(purpose or "").split("\n")[0])
    parser.add_argument("--bench", type=Path, default=BENCH, metavar="DIR", help="folder with the sets to measure on")
    return parser


def missing(folder: Path, *names: str) -> bool:
    """Whether a set is not in the folder; says which."""
    absent = [f"{name}.jsonl" for name in names if not (folder / f"{name}.jsonl").is_file()]
    if absent:
        print(f"no {' and no '.join(absent)} in {folder.parent.name}/{folder.name}: not measured")
    return bool(absent)


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """The entries of a set."""
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def scorer(folder: Path) -> Any | None:
    """The sets' own ``score.py``, made to read the sets in ``folder``; ``None``, and a word, where it isn't there."""
    path = next((home / "score.py" for home in (folder, BENCH) if (home / "score.py").is_file()), None)
    spec = util.spec_from_file_location("bench_score", path) if path else None
    if spec is None or spec.loader is None:
        print(f"no score.py in {folder.parent.name}/{folder.name}: not measured")
        return None
    module: Any = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.HERE = folder
    return module


def report(text: str, number: int = 0) -> Report:
    """A text as a report of no known date."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    stem = f"t{number}"
    return Report(id=digest[:16], stem=stem, path=stem, text=text, content_sha256=digest, text_sha256=digest)


def row(name: str, *cells: str) -> str:
    """A line of a table: the name to the left, the cells to the right."""
    return f"{name:<40}" + "".join(f"{cell:>16}" for cell in cells)


def bellflower(*arguments: str | Path) -> resource.struct_rusage:
    """What ``bellflower ARGUMENTS`` used, in a process of its own; raises where it fails.

    Its modules are compiled once, as they are where it was installed, whatever this process was told.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    child = os.posix_spawn(sys.executable, [sys.executable, "-m", "bellflower", *map(str, arguments)], environment)
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"bellflower {arguments[0]} failed")
    return usage


def half(text: str) -> bool:
    """Whether a text belongs to the half that rules are made on; the other half only shows whether they hold."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 0


def arguments_of(parser: argparse.ArgumentParser, given: Sequence[str]) -> argparse.Namespace:
    """The arguments, folders made absolute."""
    parsed = parser.parse_args(given)
    parsed.bench = parsed.bench.resolve()
    return parsed
