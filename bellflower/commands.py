"""What the commands do, with their progress and their exit codes. Imported only when a command runs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
import msgspec
from tqdm import tqdm

from bellflower.case import Case
from bellflower.deciding import DONE as ACTS
from bellflower.deciding import Desk
from bellflower.deciding import join as join_decisions
from bellflower.deciding import undo as undo_decision
from bellflower.decisions import DecisionError
from bellflower.engine import Choice, Engine, EngineError, Outcome, started
from bellflower.estimation.crosscheck import identities
from bellflower.extraction.explanation import explain as explained
from bellflower.extraction.explanation import narrowed
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.korean.read import unread
from bellflower.extraction.read import check_words
from bellflower.importing import MappingError, TableError, keep, load_mapping, read_rows, read_table, suggest
from bellflower.importing.rows import words_of
from bellflower.packs import PackError
from bellflower.reading import Skimmed, find_files, read_file, skim_file
from bellflower.records import Act, Decision, Refusal, Report, Ruling
from bellflower.sharing.exchange import nothing_read, project
from bellflower.sharing.explanation import COLOURS, told
from bellflower.sharing.files import write_whole
from bellflower.sharing.labels import label
from bellflower.sharing.release import write_release
from bellflower.store import BusyError, Database, held
from bellflower.upkeep import Added, Upkeep

if TYPE_CHECKING:  # imported only where a model reads, for it costs a fifth of a second
    from bellflower.model.run import Run, Settings

DONE, REFUSED = 0, 1
HERE = Choice()
_ROWS_SHOWN = 5  # of a table, to see whether a mapping does what was meant
T = TypeVar("T")


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
    grammar = _grammar(packs)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"{out}: cannot be written to ({error.strerror}); name another with --out") from None
    second = _second(model, grammar, out / "model", quiet)
    refusals: list[Refusal] = []
    written: dict[str, int] = {}
    # A few reports at a time, and nothing of them is kept: a folder may be larger than the memory.
    files = partial(find_files, paths, but=out)
    given = _progress(files(), "Reading", "report", quiet, files, every=1 if second else 100)
    skimmed: Iterator[Report | Skimmed | Refusal] = (
        outcome for file in given for outcome in skim_file(file, grammar.gate.may_name_goods)
    )
    with _started(engine, grammar, packs) as at_work:
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
    _tell_refusals(refusals)
    counted = _finished(second)
    if as_json:
        result = {"out": str(out), "reports": sorted(written), "refused": [_plain(r) for r in refusals]}
        click.echo(json.dumps(result | counted))
    elif not quiet:
        click.echo(f"{_count(len(written), 'report')} read, {len(refusals)} refused; written to {out}")
        _tell_second(counted)
    return _exit_code(refusals, second)


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
    with _upkept(case_folder, packs, "add", wait, quiet, model, engine) as work:
        refusals = _taken_in(work.case, paths, quiet)
        added = work.update()
        counted = work.told(refusals)
    if as_json:
        click.echo(
            json.dumps({"reports": added.reports, "mentions": added.mentions, "refused": len(refusals), **counted})
        )
    elif not quiet:
        click.echo(
            f"{_count(added.reports, 'report')} read that name goods, with {_count(added.mentions, 'mention')} of "
            f"incidents; {len(refusals)} refused"
        )
        _tell_second(counted)
        click.echo(f"To write the dossier: bellflower build {case_folder}")
    return _exit_code(refusals, work.second)


def dossier(
    paths: Sequence[Path],
    case_folder: Path,
    title: str | None,
    packs: Sequence[Path],
    *,
    wait: float = 3600,
    quiet: bool,
    as_json: bool,
    model: Settings | None = None,
    yardstick: str = "icd203",
    engine: Choice = HERE,
) -> int:
    """Takes ``paths`` (there may be none) into a case and writes its dossier and tables; returns the exit code."""
    with _upkept(case_folder, packs, "dossier" if paths else "build", wait, quiet, model, engine) as work:
        refusals = _taken_in(work.case, paths, quiet)
        work.update()
        made = work.upkeep.dossier(title or case_folder.resolve().name, yardstick)
        files = write_release(made, work.case.dossier_dir)
        counted = work.told(refusals)
    page = work.case.dossier_dir / "dossier.html"
    if as_json:
        counts = {"reports": len(made.reports), "incidents": len(made.incidents), "claims": len(made.claims)}
        counts |= {"conflicts": len(made.conflicts), "refused": len(refusals)}
        click.echo(json.dumps({"dossier": str(page), "files": [str(f) for f in files], **counts, **counted}))
    elif not quiet:
        click.echo(
            f"{_count(len(made.reports), 'report')}, {_count(len(made.incidents), 'incident')}, "
            f"{_count(len(made.claims), 'claim')}, {_count(len(made.conflicts), 'conflict')}; {len(refusals)} refused"
        )
        _tell_second(counted)
        click.echo(f"The dossier lies in {page}")
    return _exit_code(refusals, work.second)


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
    _tell_refusals(refusals)
    if found and not shown:
        click.echo(f"{file}: no such sentence; leave out --sentence and --at to see all with their numbers", err=True)
    return REFUSED if refusals or (found and not shown) else DONE


def import_table(
    file: Path,
    mapping_file: Path | None,
    case_folder: Path | None,
    packs: Sequence[Path],
    *,
    dry_run: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Takes a table of incidents into a case and writes its dossier; returns the exit code.

    Without a mapping a draft of one is printed; ``dry_run`` prints how the first rows are read, and writes nothing.
    """
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
        grammar = _grammar(packs)
        found = read_rows(table, mapping, grammar, first=_ROWS_SHOWN if dry_run else None)
    except (TableError, MappingError) as error:
        raise click.UsageError(str(error)) from None
    if dry_run:
        for reading in found.readings:
            click.echo(reading.report.path)
            for line in words_of(reading):
                click.echo(f"  {line}")
        _tell_refusals(found.refusals)
        return _exit_code(found.refusals, None)
    if case_folder is None:
        raise click.UsageError("name the case that the table goes into, with --case")
    if not found.readings:
        _tell_refusals(found.refusals)
        raise click.UsageError(f"{file}: none of its rows can be read; nothing was taken in")
    place = keep(case_folder, data, table, mapping)
    if not as_json and not quiet:
        rows = _count(len(table.rows), "row")
        click.echo(f"{rows}, {_count(len(found.readings), 'incident')}; kept as {place.relative_to(case_folder)}")
    return dossier((), case_folder, None, packs, quiet=quiet, as_json=as_json)


def decide(
    case_folder: Path,
    act: Act,
    what: Sequence[str],
    packs: Sequence[Path],
    *,
    by: str,
    why: str,
    to: str | None,
    as_json: bool,
) -> int:
    """Adds a decision to the case and says what it is about; returns the exit code."""
    desk = _desk(case_folder, packs)
    try:
        made = desk.decide(act, what, by=by, why=why, to=to)
    except DecisionError as error:
        raise click.UsageError(f"{error.field}: {error.reason}; {error.mend}") from None
    _tell_refusals(desk.refusals)
    _tell_decided(made, f"{made.by} {ACTS[act]} {desk.words(made.about)}", as_json)
    return _exit_code(desk.refusals, None)


def undo(case_folder: Path, decision_id: str, *, by: str, why: str, as_json: bool) -> int:
    """Adds a decision that undoes another; returns the exit code."""
    try:
        made = undo_decision(_existing(case_folder), decision_id, by=by, why=why)
    except DecisionError as error:
        raise click.UsageError(f"{error.reason}; {error.mend}") from None
    _tell_decided(made, f"{made.by} undoes {decision_id}", as_json)
    return DONE


def join(case_folder: Path, files: Sequence[Path], *, as_json: bool) -> int:
    """Takes over the decisions of other files; returns the exit code."""
    new, refusals = join_decisions(_existing(case_folder), files)
    _tell_refusals(refusals)
    click.echo(json.dumps({"new": new}) if as_json else f"{_count(new, 'new decision')} taken over")
    return _exit_code(refusals, None)


def log(case_folder: Path, about: str | None, packs: Sequence[Path], *, as_json: bool) -> int:
    """Prints who decided what, when and why, and what became of it; returns the exit code."""
    desk = _desk(case_folder, packs)
    try:
        rulings = desk.rulings(about)
    except DecisionError as error:
        raise click.UsageError(f"{error.reason}; {error.mend}") from None
    for ruling in rulings:
        if as_json:
            click.echo(msgspec.json.encode(ruling).decode())
        else:
            click.echo("\n".join(_log_entry(ruling, desk.words(ruling.decision.about))))
    if not rulings and not as_json:
        click.echo("Nothing has been decided.")
    _tell_refusals(desk.refusals)
    return _exit_code(desk.refusals, None)


def _log_entry(ruling: Ruling, about: str) -> list[str]:
    decision = ruling.decision
    to = decision.grade or decision.mark or (label(decision.value) if decision.value is not None else "")
    outcome = ruling.outcome + (f": {ruling.told}" if ruling.told else "")
    return [
        f"{decision.at[:19]}  {decision.id}  {decision.by} {ACTS[decision.act]} {about}{f' to {to}' if to else ''}",
        f"    because {decision.why}",
        f"    {outcome}",
    ]


def _tell_decided(made: Decision, told: str, as_json: bool) -> None:
    click.echo(msgspec.json.encode(made).decode() if as_json else f"{made.id}: {told}")


def _existing(case_folder: Path) -> Path:
    if not (case_folder / "reports").is_dir():
        raise click.UsageError(f"{case_folder}: is no case folder; name one that bellflower dossier has made")
    return case_folder


def _desk(case_folder: Path, packs: Sequence[Path]) -> Desk:
    return Desk(_existing(case_folder), _grammar(packs))


@dataclass(frozen=True)
class _Work:
    """A case that a command has to itself."""

    case: Case
    upkeep: Upkeep
    second: Run | None
    quiet: bool

    def update(self) -> Added:
        """Reads, links and traces what is new."""
        every = 1 if self.second else 100
        self.upkeep.read(lambda paths: _progress(paths, "Reading", "original", self.quiet, lambda: paths, every=every))
        return self.upkeep.link()

    def told(self, refusals: list[Refusal]) -> dict[str, dict[str, int | str]]:
        """Names what was refused, and gives the numbers of the second reading."""
        refusals += self.upkeep.refusals()
        refusals.sort(key=lambda refusal: (refusal.path, refusal.reason))
        _tell_refusals(refusals)
        return _finished(self.second)


@contextmanager
def _upkept(
    case_folder: Path,
    packs: Sequence[Path],
    command: str,
    wait: float,
    quiet: bool,
    model: Settings | None,
    engine: Choice,
) -> Iterator[_Work]:
    """A case for one command alone: another that comes meanwhile waits."""
    grammar = _grammar(packs)
    try:
        case = Case.open(case_folder)
    except OSError as error:
        raise click.UsageError(
            f"{case_folder}: cannot be a case folder ({error.strerror}); name another with --case"
        ) from None
    try:
        with held(case.lock_path, f"bellflower {command}", wait, lambda line: click.echo(line, err=True)):
            second = _second(model, grammar, case_folder / "model", quiet)
            with closing(Database(case.store_path)) as database, _started(engine, grammar, packs) as at_work:
                yield _Work(case, Upkeep(case, database, grammar, at_work, second), second, quiet)
    except BusyError as error:
        raise click.ClickException(str(error)) from None


def _taken_in(case: Case, paths: Sequence[Path], quiet: bool) -> list[Refusal]:
    """What was refused of the files that ``paths`` name, once the others are in the case."""
    given = partial(find_files, paths, but=case.root)
    return [refusal for path in _progress(given(), "Taking in", "file", quiet, given) for refusal in case.add([path])]


def _grammar(packs: Sequence[Path]) -> Grammar:
    try:
        grammar = Grammar.of(packs)
        check_words(grammar)
        identities(grammar.pack.folders)
    except PackError as error:
        raise click.UsageError(str(error)) from None
    return grammar


@contextmanager
def _started(choice: Choice, grammar: Grammar, packs: Sequence[Path]) -> Iterator[Engine]:
    try:
        with started(choice, grammar, packs) as engine:
            yield engine
    except EngineError as error:
        raise click.UsageError(str(error)) from None


def _second(settings: Settings | None, grammar: Grammar, folder: Path, quiet: bool) -> Run | None:
    """The second reading by a model, where there is one; what it has to say at once goes to standard error."""
    if settings is None:
        return None
    from bellflower.model.run import Run
    from bellflower.model.server import AddressError

    def say(line: str) -> None:
        tqdm.write(line, file=sys.stderr)

    try:
        second = Run(settings, grammar, folder, say, os.environ.get("BELLFLOWER_API_KEY"))
    except AddressError as error:
        raise click.UsageError(str(error)) from None
    if not quiet:
        say(second.greeting)
    return second


def _finished(second: Run | None) -> dict[str, dict[str, int | str]]:
    """The numbers of a second reading under ``model``; nothing where there was none."""
    return {"model": second.finish()} if second else {}


def _tell_second(counted: dict[str, dict[str, int | str]]) -> None:
    for n in counted.values():
        click.echo(
            f"{n['name']}: {n['read']} read, {n['agreed']} values agreed, {n['added']} added, "
            f"{n['disputed']} disputed, {n['rejected']} rejected; see {n['account']}"
        )


def _exit_code(refusals: Sequence[Refusal], second: Run | None) -> int:
    return REFUSED if refusals or (second and second.incomplete) else DONE


def _progress(
    things: Iterable[T],
    verb: str,
    unit: str,
    quiet: bool,
    again: Callable[[], Iterable[T]] | None = None,
    *,
    every: int = 100,
) -> Iterator[T]:
    """A bar on a terminal, a plain line every hundred (or so many) elsewhere, nothing when quiet.

    ``again`` gives the things once more, to be counted: a bar that knows how many there are tells how long it takes.
    """
    if quiet:
        yield from things
    elif sys.stderr.isatty():
        total = sum(1 for _ in again()) if again else None
        yield from tqdm(things, desc=verb, unit=unit, total=total, leave=False)
    else:
        for number, thing in enumerate(things, start=1):
            yield thing
            if number % every == 0:
                click.echo(f"{verb}: {_count(number, unit)}", err=True)


def _tell_refusals(refusals: Iterable[Refusal]) -> None:
    for refusal in refusals:
        click.echo(f"refused: {refusal.path}: {refusal.reason}; {refusal.mend}", err=True)


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


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
