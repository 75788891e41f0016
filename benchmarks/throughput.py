"""Characters a second of extraction, whole and by stage, on the texts of two development sets.

    python -m benchmarks.throughput [--share N]

``--share N`` takes every N-th text only. The stages are those of :func:`bellflower.extraction.read.read_claims`; what
the words of packs, dates, places, nationalities and figures take is told apart, too.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.dates.dates import find_dates
from bellflower.extraction.figures.figures import find_figures
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.incidents.clustering import cluster
from bellflower.extraction.incidents.fragments import find_fragments
from bellflower.extraction.incidents.mentions import build_mention
from bellflower.extraction.places.places import find_nationalities, find_places
from bellflower.extraction.quantities.quantities import find_quantities
from bellflower.extraction.read import read_claims
from bellflower.extraction.statements.statements import find_statements
from bellflower.extraction.view import View
from bellflower.records import Report
from bellflower.text import sentences
from benchmarks import BENCH, row

SETS = ("seizure_spans", "shootings")
T = TypeVar("T")


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def __call__(self, stage: str, work: Callable[[], T]) -> T:
        began = time.perf_counter()
        made = work()
        self.seconds[stage] += time.perf_counter() - began
        return made


def report(text: str, number: int) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    stem = f"t{number}"
    return Report(id=digest[:16], stem=stem, path=stem, text=text, content_sha256=digest, text_sha256=digest)


def stages(of: Report, grammar: Grammar, clock: Clock) -> None:
    """What ``read_claims`` does, stage by stage."""
    view = clock("view", lambda: View(of))
    text = view.text
    clock("  words of packs", lambda: grammar.lexicon.find(text))
    clock("  sentences", lambda: sentences(text))
    clock("  dates", lambda: find_dates(text, of.published))
    clock("  places", lambda: find_places(text, grammar.gazetteer))
    clock("  nationalities", lambda: find_nationalities(text))
    clock("  quantities", lambda: find_quantities(text, grammar.units))
    note = clock("annotation", lambda: Annotation(view, grammar))
    fragments = clock("fragments", lambda: find_fragments(note))
    groups = clock("clustering", lambda: cluster(note, fragments))
    clock("mentions", lambda: [build_mention(note, group, groups) for group in groups])
    clock("figures", lambda: list(find_figures(note, fragments)))
    clock("statements", lambda: list(find_statements(note, grammar)))


def measure(path: Path, share: int) -> None:
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()][::share]
    reports = [report(text, number) for number, text in enumerate(texts)]
    grammar = Grammar.of()
    read_claims(reports[0], grammar)  # what is built once is no part of the rate
    began = time.perf_counter()
    readings = [read_claims(of, grammar) for of in reports]
    whole = time.perf_counter() - began
    clock = Clock()
    for of in reports:
        stages(of, grammar, clock)
    size = sum(map(len, texts))
    claims, mentions = sum(len(r.claims) for r in readings), sum(len(r.mentions) for r in readings)
    print(f"{path.stem}: {len(texts)} texts, {size:,} characters, {mentions} mentions, {claims} claims")
    print(row("stage", "characters/s", "share of time"))
    total = sum(seconds for stage, seconds in clock.seconds.items() if not stage.startswith(" "))
    order = ["view", "annotation", *(s for s in clock.seconds if s.startswith(" "))]
    order += [stage for stage in clock.seconds if stage not in order]
    for stage in order:
        taken = clock.seconds[stage]
        print(row(stage, f"{size / taken:,.0f}", f"{taken / total:.0%}"))
    print(row("whole", f"{size / whole:,.0f}", f"{whole:.1f} s"))


def main(arguments: list[str]) -> int:
    share = int(arguments[arguments.index("--share") + 1]) if "--share" in arguments else 1
    paths = [BENCH / f"{name}.jsonl" for name in SETS]
    if missing := [path.name for path in paths if not path.is_file()]:
        print(f"no {' and '.join(missing)} in {BENCH.parent.name}/{BENCH.name}: nothing measured")
        return 0
    for path in paths:
        measure(path, share)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
