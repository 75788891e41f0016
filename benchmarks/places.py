"""Places within 161 km, spans given, on the development sets LGL and TR-News; and how fast both readers are.

The likeliest reading is measured; the last two columns say how much is answered when only sure answers are given, as in
reports, and how much of that is right.

    python -m benchmarks.places [--bench DIR] [--misses]
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import Any

from bellflower.extraction.places.gazetteer import gazetteer
from bellflower.extraction.places.places import find_places, resolve
from benchmarks import arguments_of, missing, options, scorer

SETS = ("lgl", "trnews")


def points(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[float, float] | None]:
    found = resolve(text, [(start, end) for start, end, _ in spans], best=True)
    return [(w.lat, w.lon) if w and w.lat is not None and w.lon is not None else None for w in found]


def sure(score: Any, name: str) -> tuple[float, float]:
    """Of all places the share that is answered when only sure answers are given, and how many of these are right."""
    answered = right = total = 0
    for row in score.rows(f"places_{name}"):
        found = resolve(row["text"], [(g["start"], g["end"]) for g in row["places"]])
        for gold, where in zip(row["places"], found, strict=True):
            total += 1
            if where and where.lat is not None and where.lon is not None:
                answered += 1
                right += score.kilometres(gold["lat"], gold["lon"], where.lat, where.lon) <= 161
    return 100 * answered / total, 100 * right / answered


def misses(score: Any, name: str) -> None:
    """Print what is further off than 161 km, most frequent first."""
    far: Counter[str] = Counter()
    for row in score.rows(f"places_{name}"):
        spans = [(g["start"], g["end"]) for g in row["places"]]
        for gold, where in zip(row["places"], resolve(row["text"], spans, best=True), strict=True):
            asked = f"{gold['phrase']:30} {gold['lat']:8.2f} {gold['lon']:8.2f}  "
            if where is None or where.lat is None or where.lon is None:
                far[asked + ("unknown" if where is None else "unsure")] += 1
            elif (km := score.kilometres(gold["lat"], gold["lon"], where.lat, where.lon)) > 161:
                far[f"{asked}{where.name} {where.level} {where.place_id} {km:.0f} km"] += 1
    for line, count in far.most_common():
        print(f"{count:4} {line}")


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--misses", action="store_true", help="print what is further off, most frequent first")
    given = arguments_of(parser, arguments)
    if missing(given.bench, *(f"places_{name}" for name in SETS)) or (score := scorer(given.bench)) is None:
        return 0
    print("set      places  missing  within 161 km  median km  resolve kB/s  find kB/s  sure  right")
    for name in SETS:
        texts = [row["text"] for row in score.rows(f"places_{name}")]
        began = time.process_time()
        table = score.places(points, name)
        resolved = time.process_time() - began
        began = time.process_time()
        for text in texts:
            find_places(text, gazetteer())
        found = time.process_time() - began
        share, right = sure(score, name)
        size = sum(map(len, texts)) / 1000
        print(
            f"{name:8} {table['n']:6} {table['missing']:8} {table['within_161_km']:14} {table['median_km']:10}"
            f" {size / resolved:13.0f} {size / found:10.0f} {share:5.1f} {right:6.1f}"
        )
        if given.misses:
            misses(score, name)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
