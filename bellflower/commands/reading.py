"""Reports read one by one: written in the exchange format, or explained."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from bellflower.commands.common import (
    DONE,
    HERE,
    REFUSED,
    engine_started,
    exit_code,
    grammar_of,
    numbers_of,
    progress,
    second_reader,
    so_many,
    tell_refusals,
    tell_second,
)
from bellflower.engine import Choice, Outcome
from bellflower.extraction.explanation import explain as explained
from bellflower.extraction.explanation import narrowed
from bellflower.extraction.korean.read import unread
from bellflower.files import write_whole
from bellflower.reading import Skimmed, find_files, read_file, skim_file
from bellflower.records import Refusal, Report
from bellflower.sharing.exchange import nothing_read, project
from bellflower.sharing.explanation import COLOURS, told

if TYPE_CHECKING:
    from bellflower.model.run import Settings


def extract(
    paths: Sequence[Path],
    out: Path,
    packs: Sequence[Path],
    *,
    quiet: bool,
    as_json: bool,
    model: Settings | None = None,
    engine: Choice = HERE,
) -> int:
    """Writes the exchange record of every report to ``out``; returns the exit code."""
    grammar = grammar_of(packs)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"{out}: cannot be written to ({error.strerror}); name another with --out") from None
    second = second_reader(model, grammar, out / "model", quiet)
    refusals: list[Refusal] = []
    written: dict[str, int] = {}
    # A few reports at a time, and nothing of them is kept: a folder may be larger than the memory.
    files = partial(find_files, paths, but=out)
    given = progress(files(), "Reading", "report", quiet, files, every=1 if second else 100)
    skimmed: Iterator[Report | Skimmed | Refusal] = (
        outcome for file in given for outcome in skim_file(file, grammar.gate.may_name_goods)
    )
    with engine_started(engine, grammar, packs) as at_work:
        outcomes: Iterator[Outcome | Skimmed | Refusal] = at_work.read(skimmed)
        for outcome in outcomes:
            if isinstance(outcome, Refusal):
                refusals.append(outcome)
                continue
            if isinstance(outcome, Outcome) and outcome.refusal is not None:
                refusals.append(outcome.refusal)
                if outcome.wholly:
                    continue
            if isinstance(outcome, Skimmed):
                record = nothing_read(outcome.stem, outcome.published)
            else:
                record = project(second.read(outcome.reading) if second else outcome.reading)
            stem = _free_stem(record["doc"], written)
            record["doc"] = stem
            write_whole(out / f"{stem}.json", (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode())
    tell_refusals(refusals)
    counted = numbers_of(second)
    if as_json:
        result = {"out": str(out), "reports": sorted(written), "refused": [_plain(r) for r in refusals]}
        click.echo(json.dumps(result | counted))
    elif not quiet:
        click.echo(f"{so_many(len(written), 'report')} read, {len(refusals)} refused; written to {out}")
        tell_second(counted)
    return exit_code(refusals, second)


def explain(file: Path, packs: Sequence[Path], *, sentences: Sequence[int], at: Sequence[str], as_json: bool) -> int:
    """Prints how the reports of ``file`` were read, or only some sentences of them; returns the exit code."""
    grammar = grammar_of(packs)
    refusals: list[Refusal] = []
    shown = found = 0
    for outcome in read_file(file):
        if isinstance(outcome, Refusal):
            refusals.append(outcome)
            continue
        found += 1
        gap = unread(outcome, grammar)
        refusals += [gap.refusal] if gap is not None else []
        explanation = explained(outcome, grammar)
        if sentences or at:
            explanation = narrowed(explanation, sentences, at)
            if not explanation.sentences:
                continue
        shown += 1
        if as_json:
            click.echo(msgspec.json.encode(explanation).decode())
            continue
        for line in told(explanation, lambda role, words: click.style(words, **COLOURS[role])):
            click.echo(line, color=False if os.environ.get("NO_COLOR") else None)
    tell_refusals(refusals)
    if found and not shown:
        click.echo(f"{file}: no such sentence; leave out --sentence and --at to see all with their numbers", err=True)
    return REFUSED if refusals or (found and not shown) else DONE


def _plain(refusal: Refusal) -> dict[str, str]:
    return {"path": refusal.path, "reason": refusal.reason, "mend": refusal.mend}


def _free_stem(stem: str, taken: dict[str, int]) -> str:
    """``stem``, or with a number behind it where another report of this run has that name; noted in ``taken``."""
    free = stem
    while free in taken:
        taken[stem] += 1
        free = f"{stem}-{taken[stem]}"
    taken[free] = 1
    return free
