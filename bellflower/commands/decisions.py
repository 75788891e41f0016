"""What analysts decide about a case, and the log of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec

from bellflower.commands.common import DONE, exit_code, so_many, tell_refusals
from bellflower.commands.kept import alone, existing, kept
from bellflower.deciding import DONE as ACTS
from bellflower.deciding import Desk
from bellflower.deciding import join as join_decisions
from bellflower.deciding import undo as undo_decision
from bellflower.decisions import DecisionError
from bellflower.records import Act, Decision, Ruling
from bellflower.sharing.labels import label


def decide(
    case_folder: Path,
    act: Act,
    what: Sequence[str],
    packs: Sequence[Path],
    *,
    by: str,
    why: str,
    to: str | None,
    wait: float,
    as_json: bool,
) -> int:
    """Adds a decision to the case and says what it is about; returns the exit code."""
    with _desk(case_folder, packs, "decide", wait) as desk:
        try:
            made = desk.decide(act, what, by=by, why=why, to=to)
        except DecisionError as error:
            raise click.UsageError(f"{error.field}: {error.reason}; {error.mend}") from None
    _tell_decided(made, f"{made.by} {ACTS[act]} {desk.words(made.about)}", as_json)
    tell_refusals(desk.refusals)
    return exit_code(desk.refusals, None)


def undo(case_folder: Path, decision_id: str, *, by: str, why: str, as_json: bool) -> int:
    """Adds a decision that undoes another; returns the exit code."""
    try:
        made = undo_decision(existing(case_folder), decision_id, by=by, why=why)
    except DecisionError as error:
        raise click.UsageError(f"{error.reason}; {error.mend}") from None
    _tell_decided(made, f"{made.by} undoes {decision_id}", as_json)
    return DONE


def join(case_folder: Path, files: Sequence[Path], *, wait: float, as_json: bool) -> int:
    """Takes over the decisions of other files; returns the exit code."""
    with alone(existing(case_folder), "join", wait) as case:
        new, refusals = join_decisions(case, files)
    tell_refusals(refusals)
    click.echo(json.dumps({"new": new}) if as_json else f"{so_many(new, 'new decision')} taken over")
    return exit_code(refusals, None)


def log(case_folder: Path, about: str | None, packs: Sequence[Path], *, wait: float, as_json: bool) -> int:
    """Prints who decided what, when and why, and what became of it; returns the exit code."""
    with _desk(case_folder, packs, "log", wait) as desk:
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
    tell_refusals(desk.refusals)
    return exit_code(desk.refusals, None)


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


@contextmanager
def _desk(case_folder: Path, packs: Sequence[Path], command: str, wait: float) -> Iterator[Desk]:
    """The case as it was built last, and what was added since; nobody else writes to it meanwhile."""
    with kept(existing(case_folder), packs, command, wait=wait, as_read=True) as work:
        work.update()
        yield Desk(work.upkeep)
