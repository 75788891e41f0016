"""A case: reports and tables are taken in, read and linked, and its dossier is written.

What only some of these commands need is imported where it is needed: a report is added in the time that others load.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bellflower.case import Case
from bellflower.commands.common import (
    DONE,
    HERE,
    exit_code,
    grammar_of,
    progress,
    so_many,
    tell_refusals,
    tell_second,
)
from bellflower.commands.kept import Work, alone, existing, kept
from bellflower.engine import Choice
from bellflower.reading import find_files
from bellflower.records import Refusal

if TYPE_CHECKING:
    from bellflower.model.run import Settings

_ROWS_SHOWN = 5  # of a table, to see whether a mapping does what was meant


def add(
    paths: Sequence[Path],
    case_folder: Path,
    packs: Sequence[Path],
    *,
    wait: float,
    quiet: bool,
    as_json: bool,
    model: Settings | None = None,
    engine: Choice = HERE,
) -> int:
    """Takes reports into a case, reads and links them; returns the exit code."""
    with kept(case_folder, packs, "add", wait=wait, quiet=quiet, model=model, engine=engine) as work:
        work.upkeep.expect()
        refusals = _taken_in(work.case, paths, quiet)
        added = work.update()
        counted = work.told(refusals)
    if as_json:
        click.echo(
            json.dumps({"reports": added.reports, "mentions": added.mentions, "refused": len(refusals), **counted})
        )
    elif not quiet:
        click.echo(
            f"{so_many(added.reports, 'report')} read that name goods, with {so_many(added.mentions, 'mention')} of "
            f"incidents; {len(refusals)} refused"
        )
        tell_second(counted)
        click.echo(f"To write the dossier: bellflower build {case_folder}")
    return exit_code(refusals, work.second)


def dossier(
    paths: Sequence[Path],
    case_folder: Path,
    title: str | None,
    packs: Sequence[Path],
    *,
    wait: float,
    quiet: bool,
    as_json: bool,
    model: Settings | None = None,
    yardstick: str = "icd203",
    engine: Choice = HERE,
) -> int:
    """Takes ``paths`` (there may be none) into a case and writes its dossier and tables; returns the exit code."""
    command = "dossier" if paths else "build"
    with kept(case_folder, packs, command, wait=wait, quiet=quiet, model=model, engine=engine) as work:
        return _released(work, _taken_in(work.case, paths, quiet), title, yardstick, as_json=as_json)


def train(
    case_folder: Path,
    packs: Sequence[Path],
    *,
    dry_run: bool,
    shipped: bool,
    wait: float,
    quiet: bool,
    as_json: bool,
    engine: Choice = HERE,
) -> int:
    """Learns the weights of linkage from a case, or goes back to those that ship; returns the exit code."""
    if shipped:
        with alone(existing(case_folder), "train", wait) as case:
            there = case.linkage_path.exists()
            if not dry_run:
                case.linkage_path.unlink(missing_ok=True)
        if as_json:
            click.echo(json.dumps({"model": "shipped", "changed": there}))
        elif not quiet:
            click.echo(f"The model that ships is in use{' again' if there and not dry_run else ''}.")
        return DONE
    from bellflower.files import write_whole
    from bellflower.reconciliation.linkage.model import write
    from bellflower.reconciliation.linkage.training import TooFewError

    with kept(existing(case_folder), packs, "train", wait=wait, quiet=quiet, engine=engine, as_read=True) as work:
        work.update()
        try:
            learnt = work.upkeep.learn()
        except TooFewError as error:
            raise click.ClickException(f"{case_folder}: {error}; the model that ships serves such a case") from None
        if not dry_run:
            write_whole(work.case.linkage_path, write(learnt.model))
    if as_json:
        counts = {"before": learnt.before, "after": learnt.after, "joined": learnt.joined, "parted": learnt.parted}
        click.echo(json.dumps({"model": None if dry_run else str(work.case.linkage_path), **counts}))
    elif not quiet:
        click.echo(f"Learnt from {learnt.model.trained_on}.")
        click.echo(
            f"{so_many(learnt.before, 'incident')} by the model that ships, {learnt.after} by this one: "
            f"{learnt.joined} of these join several of those, {learnt.parted} of those fall into several of these."
        )
        click.echo(
            "Nothing was written; to use it, leave out --dry-run" if dry_run
            else f"Kept as {work.case.linkage_path}. To write the dossier by it: bellflower build {case_folder}"
        )  # fmt: skip
    return DONE


def import_table(
    file: Path,
    mapping_file: Path | None,
    case_folder: Path | None,
    packs: Sequence[Path],
    *,
    dry_run: bool,
    wait: float,
    quiet: bool,
    as_json: bool,
    model: Settings | None = None,
    engine: Choice = HERE,
) -> int:
    """Takes a table of incidents into a case and writes its dossier; returns the exit code.

    Without a mapping a draft of one is printed; ``dry_run`` prints how the first rows are read, and writes nothing.
    """
    from bellflower.importing import MappingError, TableError, keep, load_mapping, read_rows, read_table, suggest
    from bellflower.importing.rows import words_of

    try:
        data = file.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{file}: it can't be read ({error.strerror}); name a table as .csv or .xlsx") from None
    try:
        mapping = load_mapping(mapping_file) if mapping_file else None
        table = read_table(data, file.name, mapping.sheet if mapping else None)
        if mapping is None:
            click.echo(suggest(table.columns), nl=False)
            return DONE
        grammar = grammar_of(packs)
        found = read_rows(table, mapping, grammar, first=_ROWS_SHOWN if dry_run else None)
    except (TableError, MappingError) as error:
        raise click.UsageError(str(error)) from None
    if dry_run:
        for reading in found.readings:
            click.echo(reading.report.path)
            for line in words_of(reading):
                click.echo(f"  {line}")
        tell_refusals(found.refusals)
        return exit_code(found.refusals, None)
    if case_folder is None:
        raise click.UsageError("name the case that the table goes into, with --case")
    if not found.readings:
        tell_refusals(found.refusals)
        raise click.UsageError(f"{file}: none of its rows can be read; nothing was taken in")
    with kept(
        case_folder, packs, "import", wait=wait, quiet=quiet, model=model, engine=engine, grammar=grammar
    ) as work:
        place = keep(case_folder, data, table, mapping)
        if not as_json and not quiet:
            rows = so_many(len(table.rows), "row")
            click.echo(f"{rows}, {so_many(len(found.readings), 'incident')}; kept as {place.relative_to(case_folder)}")
        return _released(work, [], None, "icd203", as_json=as_json)


def _released(work: Work, refusals: list[Refusal], title: str | None, yardstick: str, *, as_json: bool) -> int:
    """Writes the dossier of a case once it is up to date, and says what is in it; returns the exit code."""
    from bellflower.sharing.release import write_release

    work.update()
    made = work.upkeep.dossier(title or work.case.root.resolve().name, yardstick)
    work.upkeep.note(made)
    files = write_release(made, work.case.dossier_dir)
    counted = work.told(refusals)
    page = work.case.dossier_dir / "dossier.html"
    if as_json:
        counts = {"reports": len(made.reports), "incidents": len(made.incidents), "claims": len(made.claims)}
        counts |= {"conflicts": len(made.conflicts), "refused": len(refusals)}
        click.echo(json.dumps({"dossier": str(page), "files": [str(f) for f in files], **counts, **counted}))
    elif not work.quiet:
        click.echo(
            f"{so_many(len(made.reports), 'report')}, {so_many(len(made.incidents), 'incident')}, "
            f"{so_many(len(made.claims), 'claim')}, {so_many(len(made.conflicts), 'conflict')}; {len(refusals)} refused"
        )
        tell_second(counted)
        click.echo(f"The dossier lies in {page}")
    return exit_code(refusals, work.second)


def _taken_in(case: Case, paths: Sequence[Path], quiet: bool) -> list[Refusal]:
    """What was refused of the files that ``paths`` name, once the others are in the case."""
    given = partial(find_files, paths, but=case.root)
    return [refusal for path in progress(given(), "Taking in", "file", quiet, given) for refusal in case.add([path])]
