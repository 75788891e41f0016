"""What an analyst decides about a case from the command line: decide, undo, join, and the log of it all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import cast

import msgspec

from bellflower import naming
from bellflower.case import Case
from bellflower.decisions import DecisionError, append, decide, joined, of_claim, of_mentions, read
from bellflower.records import (
    About,
    Act,
    Amount,
    Claim,
    Credibility,
    Decision,
    Dossier,
    Goods,
    Incident,
    Mention,
    OfClaim,
    OfDecision,
    OfMentions,
    OfReport,
    OfSource,
    Party,
    Refusal,
    Reliability,
    Ruling,
    Term,
    Value,
    When,
    Where,
)
from bellflower.upkeep import Upkeep

DONE = {
    "accept": "accepts", "reject": "rejects", "amend": "amends", "merge": "merges", "split": "splits",
    "grade": "grades", "mark": "marks", "undo": "undoes",
}  # fmt: skip


class Desk:
    """A case as an analyst has it before them: what was read, what was decided, and what comes of both."""

    def __init__(self, upkeep: Upkeep) -> None:
        self._upkeep = upkeep
        self.path = upkeep.case.decisions_path
        self.refusals = upkeep.refused_decisions()
        readings = upkeep.readings()
        self.claims = {claim.id: claim for reading in readings for claim in reading.claims}
        self.mentions = {mention.id: mention for reading in readings for mention in reading.mentions}
        self.reports = {reading.report.id: reading.report for reading in readings}

    @cached_property
    def dossier(self) -> Dossier:
        """What comes of it all; made only where somebody asks for incidents, or for what became of a decision."""
        return self._upkeep.dossier("")

    @cached_property
    def incidents(self) -> dict[str, Incident]:
        """The incidents by id."""
        return {incident.id: incident for incident in self.dossier.incidents}

    def decide(self, act: Act, what: Sequence[str], *, by: str, why: str, to: str | None = None) -> Decision:
        """Adds a decision to the case. Raises :class:`DecisionError` where it can't be made."""
        about = self._about(act, what)
        value = grade = mark = None
        if act == "amend":
            value = value_from(self._claim(what[0]), _said(to, "the value"))
        elif act == "grade":
            grade = cast("Reliability | Credibility", _said(to, "the grade").upper())
        elif act == "mark":
            mark = _said(to, "the words of the mark")
        elif to is not None:
            raise DecisionError("--to", f"{act} takes none", "leave it out")
        made = decide(act, about, by=by, why=why, at=datetime.now(UTC), value=value, grade=grade, mark=mark)
        append(self.path, [made])
        return made

    def rulings(self, about: str | None = None) -> list[Ruling]:
        """What became of every decision, or of those about one incident, claim, mention, report or decision."""
        if about is None:
            return list(self.dossier.rulings)
        ids = {about}
        for name in self._now(about):
            incident = self.incidents[name]
            ids |= {name, *incident.mention_ids}
            ids |= {claim for slot in incident.slots for value in slot.values for claim in value.claim_ids}
            ids |= {claim.id for claim in self.claims.values() if claim.mention in incident.mention_ids}
        found = [ruling for ruling in self.dossier.rulings if ids & _ids(ruling)]
        if not found and not ids & (
            self.claims.keys() | self.mentions.keys() | self.reports.keys() | self.incidents.keys()
        ):
            raise DecisionError(
                "ABOUT", f"nothing in the case has the id {about}", "take an id from the dossier or the log"
            )
        return found

    def words(self, about: About) -> str:
        """What a decision is about, in words."""
        match about:
            case OfClaim(predicate=predicate, quote=quote, report_id=report_id):
                return f"the {predicate} “{_short(quote.exact)}” in {self._report(report_id)}"
            case OfMentions(these=these, those=those):
                sides = [
                    "; ".join(f"“{_short(one.quote.exact)}” in {self._report(one.report_id)}" for one in side)
                    for side in (these, those) if side
                ]  # fmt: skip
                return " and ".join(sides)
            case OfReport(report_id=report_id):
                return self._report(report_id)
            case OfSource(name=name):
                return f"the source {name}"
            case OfDecision(decision_id=decision_id):
                return f"decision {decision_id}"

    def _about(self, act: Act, what: Sequence[str]) -> About:
        if act in ("merge", "split"):
            return self._sides(act, what)
        if len(what) != 1:
            raise DecisionError("WHAT", f"{act} is about one thing", "name one id")
        [name] = what
        if act == "grade" and name in self.reports:
            return OfReport(report_id=name)
        if act == "grade" and any(report.publisher == name for report in self.reports.values()):
            return OfSource(name=name)
        if act == "mark" and self._now(name):
            told = [self.mentions[one] for incident in self._now(name) for one in self.incidents[incident].mention_ids]
            return of_mentions(told, (), self._now(name))
        return of_claim(self._claim(name), self.mentions)

    def _sides(self, act: Act, what: Sequence[str]) -> OfMentions:
        first, *others = [self._told(name) for name in what] or [[]]
        those = [mention for side in others for mention in side]
        if not those:
            mend = "name two incidents" if act == "merge" else "name the incident and the mentions to part from it"
            raise DecisionError("WHAT", f"{act} has two sides", mend)
        if act == "split" and what[0] in self.incidents:
            ids = {mention.id for mention in those}
            first, those = those, [mention for mention in first if mention.id not in ids]
            if not those:
                raise DecisionError("WHAT", "nothing is left of the incident", "name only some of its mentions")
        incidents = [name for given in what for name in self._now(given)]
        return of_mentions(first, those, incidents)

    def _told(self, name: str) -> list[Mention]:
        if name in self.mentions:
            return [self.mentions[name]]
        told = [self.mentions[one] for incident in self._now(name) for one in self.incidents[incident].mention_ids]
        if not told:
            raise DecisionError("WHAT", f"no incident or mention has the id {name}", "take an id from the dossier")
        return told

    def _now(self, name: str) -> list[str]:
        """The incidents that an id stands for today."""
        if name in self.incidents:
            return [name]
        return [new for redirect in self.dossier.redirects if redirect.incident_id == name for new in redirect.now]

    def _claim(self, name: str) -> Claim:
        if name not in self.claims:
            raise DecisionError("WHAT", f"no claim has the id {name}", "take an id from claims.jsonl or the dossier")
        return self.claims[name]

    def _report(self, report_id: str) -> str:
        report = self.reports.get(report_id)
        return report.title or report.stem if report else f"report {report_id}"


def undo(folder: Path, decision_id: str, *, by: str, why: str) -> Decision:
    """Adds a decision that undoes another. Raises :class:`DecisionError` where there is no such decision."""
    path = folder / "decisions.jsonl"
    if decision_id not in {decision.id for decision in read(path)[0]}:
        raise DecisionError("DECISION", f"no decision has the id {decision_id}", "see bellflower log")
    made = decide("undo", OfDecision(decision_id=decision_id), by=by, why=why, at=datetime.now(UTC))
    append(path, [made])
    return made


def join(case: Case, files: Sequence[Path]) -> tuple[int, list[Refusal]]:
    """Adds the decisions of other files (or cases) that the case does not have yet: how many, and what was refused.

    Of a case the ids that its incidents were ever shown under are taken over, too. Whoever calls this holds the case's
    lock. Raises :class:`FileNotFoundError` where a file is not there.
    """
    known, refusals = read(case.decisions_path)
    given: list[list[Decision]] = []
    for file in files:
        if file.is_dir():
            other = Case(file)
            shown, broken = naming.read(other.incidents_path, str(other.incidents_path))
            naming.keep(case.incidents_path, shown)
            refusals += broken
            if shown and not other.decisions_path.exists():
                continue
            file = other.decisions_path
        if not file.exists():
            raise FileNotFoundError(2, "there is no such file", str(file))
        decisions, broken = read(file, str(file))
        given.append(decisions)
        refusals += broken
    have = {decision.id for decision in known}
    new = [decision for decision in joined(given) if decision.id not in have]
    if new:
        append(case.decisions_path, new)
    return len(new), refusals


def value_from(claim: Claim, said: str) -> Value:
    """The value of a claim as an analyst writes it: plain words, or fields as JSON that replace those of the value.

    ``125 kg`` for an amount (the unit may be left out), EDTF for a date, a name for a good or a place, a country's code
    for a country. A place under another name loses its point, for nobody says where it lies.
    """
    if said.lstrip().startswith("{"):
        return _from_fields(claim.value, said)
    match claim.value:
        case Amount() as amount:
            figure, _, unit = said.partition(" ")
            try:
                number = float(figure.replace(",", ""))
            except ValueError:
                raise DecisionError("--to", f"{said!r} has no figure", "write it as 125 kg") from None
            return msgspec.structs.replace(amount, value=number, value_max=None, unit=unit.strip() or amount.unit)
        case Goods():
            return Goods(name=said)
        case When(basis=basis):
            return When(edtf=said, basis=basis)
        case Where(level="country") as where:
            return msgspec.structs.replace(
                where, name=said, country=said, lat=None, lon=None, radius_m=None, place_id=None, candidates=()
            )
        case Where() as where:
            return msgspec.structs.replace(
                where, name=said, lat=None, lon=None, radius_m=None, place_id=None, candidates=()
            )
        case Party() as party:
            return msgspec.structs.replace(party, name=said)
        case Term() as term:
            return msgspec.structs.replace(term, text=said)


def _from_fields(value: Value, said: str) -> Value:
    try:
        given = msgspec.json.decode(said, type=dict[str, object])
        fields = msgspec.to_builtins(value)
        unknown = given.keys() - fields.keys()
        if unknown:
            raise DecisionError("--to", f"no field {min(unknown)}", f"the fields are {', '.join(fields)}")
        return msgspec.convert(fields | given, type=type(value))
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DecisionError("--to", str(error), 'write it as {"value": 125, "unit": "kg"}') from None


def _said(to: str | None, what: str) -> str:
    if to is None or not to.strip():
        raise DecisionError("--to", "it is missing", f"say {what} with --to")
    return to.strip()


def _ids(ruling: Ruling) -> set[str]:
    decision = ruling.decision
    told = decision.about.incident_ids if isinstance(decision.about, OfMentions) else ()
    undone = {decision.about.decision_id} if isinstance(decision.about, OfDecision) else set()
    graded = set(ruling.report_ids) if decision.act == "grade" and not ruling.claim_ids else set()
    return {decision.id, *ruling.claim_ids, *ruling.mention_ids, *told} | undone | graded


def _short(words: str, most: int = 60) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 2].rsplit(" ", 1)[0] + " …"
