"""Measurements of speed and of what is found. ``python -m benchmarks`` runs them all.

What they measure on lies in ``../shared`` beside the repository and is no part of it; a benchmark that misses its set
says so and ends well.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BENCH = SHARED / "bench"
EXAMPLES = ROOT / "examples" / "reports"


def row(name: str, *cells: str) -> str:
    """A line of a table: the name to the left, the cells to the right."""
    return f"{name:<40}" + "".join(f"{cell:>16}" for cell in cells)
