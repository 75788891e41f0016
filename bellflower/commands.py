"""What the commands do, with their progress and their exit codes. Imported only when a command runs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click
import msgspec
from tqdm import tqdm

from bellflower.build import build_dossier
from bellflower.case import Case
from bellflower.estimation.crosscheck import identities
from bellflower.extraction.explanation import explain as explained
from bellflower.extraction.explanation import narrowed
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import check_words, read_claims
from bellflower.packs import PackError
from bellflower.reading import find_files, read_file
from bellflower.records import Reading, Refusal, Report
from bellflower.sharing.exchange import project
from bellflower.sharing.explanation import COLOURS, told
from bellflower.sharing.files import write_whole
from bellflower.sharing.release import write_release

DONE, REFUSED, WRONG = 0, 1, 2
T = TypeVar("T")


def extract(paths: Sequence[Path], out: Path, packs: Sequence[Path], *, quiet: bool, as_json: bool) -> int:
    """Writes the exchange record of every report to ``out``; returns the exit code."""
    grammar = _grammar(packs)
    files = find_files(paths)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"{out}: cannot be written to ({error.strerror}); name another with --out") from None
    refusals: list[Refusal] = []
    written: dict[str, str] = {}
    for file in _progress(files, "Reading", "report", quiet):
        for outcome in read_file(file):
            if isinstance(outcome, Refusal):
                refusals.append(outcome)
                continue
            stem = _free_stem(outcome.stem, written)
            record = project(read_claims(outcome, grammar)) | {"doc": stem}
            write_whole(out / f"{stem}.json", (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode())
            written[stem] = outcome.path
    _tell_refusals(refusals)
    if as_json:
        click.echo(json.dumps({"out": str(out), "reports": sorted(written), "refused": [_plain(r) for r in refusals]}))
    elif not quiet:
        click.echo(f"{_count(len(written), 'report')} read, {len(refusals)} refused; written to {out}")
    return REFUSED if refusals else DONE


def dossier(
    paths: Sequence[Path], case_folder: Path, title: str | None, packs: Sequence[Path], *, quiet: bool, as_json: bool
) -> int:
    """Takes reports into a case and writes its dossier and tables; returns the exit code."""
    grammar = _grammar(packs)
    try:
        case = Case.open(case_folder)
    except OSError as error:
        raise click.UsageError(
            f"{case_folder}: cannot be a case folder ({error.strerror}); name another with --case"
        ) from None
    refusals: list[Refusal] = []
    for path in _progress(find_files(paths), "Taking in", "file", quiet):
        refusals += case.add([path])
    readings: list[Reading] = []
    for outcome in _progress(case.reports(), "Reading", "report", quiet):
        if isinstance(outcome, Report):
            readings.append(read_claims(outcome, grammar))
        else:
            refusals.append(outcome)
    refusals.sort(key=lambda r: (r.path, r.reason))
    made = build_dossier(readings, refusals, title or case_folder.resolve().name, grammar.pack)
    files = write_release(made, case.dossier_dir)
    _tell_refusals(refusals)
    page = case.dossier_dir / "dossier.html"
    if as_json:
        counts = {"reports": len(made.reports), "incidents": len(made.incidents), "claims": len(made.claims)}
        counts |= {"conflicts": len(made.conflicts), "refused": len(refusals)}
        click.echo(json.dumps({"dossier": str(page), "files": [str(f) for f in files], **counts}))
    elif not quiet:
        click.echo(
            f"{_count(len(made.reports), 'report')}, {_count(len(made.incidents), 'incident')}, "
            f"{_count(len(made.claims), 'claim')}, {_count(len(made.conflicts), 'conflict')}; {len(refusals)} refused"
        )
        click.echo(f"The dossier lies in {page}")
    return REFUSED if refusals else DONE


def explain(file: Path, packs: Sequence[Path], *, sentences: Sequence[int], at: Sequence[str], as_json: bool) -> int:
    """Prints how the reports of ``file`` were read, or only some sentences of them; returns the exit code."""
    grammar = _grammar(packs)
    refusals: list[Refusal] = []
    shown = found = 0
    for outcome in read_file(file):
        if isinstance(outcome, Refusal):
            refusals.append(outcome)
            continue
        found += 1
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
    _tell_refusals(refusals)
    if found and not shown:
        click.echo(f"{file}: no such sentence; leave out --sentence and --at to see all with their numbers", err=True)
    return REFUSED if refusals or (found and not shown) else DONE


def _grammar(packs: Sequence[Path]) -> Grammar:
    try:
        grammar = Grammar.of(packs)
        check_words(grammar)
        identities(grammar.pack.folders)
    except PackError as error:
        raise click.UsageError(str(error)) from None
    return grammar


def _progress(things: Iterable[T], verb: str, unit: str, quiet: bool) -> Iterator[T]:
    """A bar on a terminal, a plain line every hundred elsewhere, nothing when quiet."""
    if quiet:
        yield from things
    elif sys.stderr.isatty():
        yield from tqdm(things, desc=verb, unit=unit, leave=False)
    else:
        for number, thing in enumerate(things, start=1):
            yield thing
            if number % 100 == 0:
                click.echo(f"{verb}: {_count(number, unit)}", err=True)


def _tell_refusals(refusals: Iterable[Refusal]) -> None:
    for refusal in refusals:
        click.echo(f"refused: {refusal.path}: {refusal.reason}; {refusal.mend}", err=True)


def _plain(refusal: Refusal) -> dict[str, str]:
    return {"path": refusal.path, "reason": refusal.reason, "mend": refusal.mend}


def _free_stem(stem: str, taken: dict[str, str]) -> str:
    """``stem``, or with a number behind it where another report of this run has that name."""
    if stem not in taken:
        return stem
    return next(name for number in range(2, len(taken) + 3) if (name := f"{stem}-{number}") not in taken)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
