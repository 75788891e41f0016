"""A report to the model and back: sent in passages, checked, joined with the grammar's reading, and told.

Whatever goes wrong costs nothing already read: the grammar's reading comes back as it went in.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import msgspec

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.incidents.fragments import find_fragments
from bellflower.extraction.view import View
from bellflower.model.addressed import Address, find_addresses
from bellflower.model.answers import Answers
from bellflower.model.checking import CheckedIncident, check_incident
from bellflower.model.joining import Joiner, said
from bellflower.model.prompt import (
    PROMPT_VERSION,
    SYSTEM,
    Answer,
    Passage,
    answer_schema,
    passages,
    question,
    read_answer,
)
from bellflower.model.protection import kept_back
from bellflower.model.server import Fault, Server, malformed, out_of_time
from bellflower.records import Reading, Rejection, Review, SecondReading

_PATIENCE = 3  # questions in a row that a server may leave without an answer


class SecondReader:
    """Reads reports a second time. ``seconds`` is for one report; answers are kept in ``folder``.

    In a report that speaks to a program nothing counts that the model says, for it may have been told to say it: what
    of it is borne out by the words is laid before a person.
    """

    def __init__(self, server: Server, grammar: Grammar, folder: Path, seconds: float = 120.0) -> None:
        self.server = server
        self._grammar = grammar
        self._answers = Answers(folder, server.model)
        self._seconds = seconds
        self._silent = 0  # questions in a row without an answer
        self._given_up: Fault | None = None

    def read(self, reading: Reading) -> tuple[Reading, SecondReading]:
        """The reading with the model's part in it, and the account of it."""
        report = reading.report
        account = SecondReading(
            report_id=report.id, report=report.stem, model=self.server.model, prompt=PROMPT_VERSION, outcome="read"
        )
        note = Annotation(View(report), self._grammar)
        if not note.names_goods:
            return reading, _with(account, outcome="not_sent")
        # Asked before the answers that are kept are looked at, and again nowhere: this is the one door.
        if not self.server.address.local and (why := kept_back(report)):
            told = Fault(kind="kept", reason=why, mend="ask a model on this machine")
            return reading, _with(account, outcome="not_sent", told=(_told(told),))
        addresses = find_addresses(note.text)
        answers, faults = self._ask(reading, note)
        reviews = tuple(_review(note, address) for address in addresses)
        account = _with(account, told=tuple(map(_told, faults)), review=reviews)
        if not answers:
            return reading, _with(account, outcome="failed" if faults else "read")
        incidents, rejected = self._checked(note, addresses, answers)
        account = _with(account, outcome="part" if faults else "read", rejected=rejected)
        if any(address.to_program for address in addresses):
            return reading, _with(account, review=(*reviews, *(_held(note, incident) for incident in incidents)))
        version = f"{self.server.model} (prompt {PROMPT_VERSION})"
        joiner = Joiner(note, reading, self.server.model, version)
        for incident in incidents:
            joiner.add(incident)
        joined = joiner.joined()
        return joined.reading, _with(
            account,
            agreed=joined.agreed,
            grammar_only=joined.grammar_only,
            model_only=joined.model_only,
            disagreements=joined.disagreements,
            rejected=(*rejected, *joined.rejected),
        )

    def _checked(
        self, note: Annotation, addresses: list[Address], answers: list[tuple[Passage, Answer]]
    ) -> tuple[list[CheckedIncident], tuple[Rejection, ...]]:
        fragments = find_fragments(note)
        incidents: list[CheckedIncident] = []
        rejected: list[Rejection] = []
        for passage, answer in answers:
            for told in answer.incidents:
                incident, refused = check_incident(note, self._grammar, fragments, addresses, passage, told)
                incidents += [incident] if incident else []
                rejected += refused
        return incidents, tuple(rejected)

    def _ask(self, reading: Reading, note: Annotation) -> tuple[list[tuple[Passage, Answer]], list[Fault]]:
        """The answers to all passages that name goods, kept ones first of all; each fault once."""
        answers: list[tuple[Passage, Answer]] = []
        faults: list[Fault] = []
        deadline = time.monotonic() + self._seconds
        for passage in passages(note.text):
            if not note.of("good", passage.start, passage.start + len(passage.text)):
                continue
            answer = self._answer(reading, passage, deadline)
            if isinstance(answer, Fault):
                faults.append(answer)
            else:
                answers.append((passage, answer))
        return answers, list(dict.fromkeys(faults))

    def _answer(self, reading: Reading, passage: Passage, deadline: float) -> Answer | Fault:
        asked = question(reading.report, passage)
        kept = self._answers.get(reading.report, asked)
        if kept is not None and isinstance(answer := read_answer(kept), Answer):
            return answer
        if self._given_up is not None:
            return self._given_up
        left = deadline - time.monotonic()
        if left <= 0:
            return out_of_time(self._seconds)
        content = self.server.ask(SYSTEM, asked, answer_schema(), left)
        read = content if isinstance(content, Fault) else _answer(content)
        if isinstance(read, Answer):
            self._answers.put(reading.report, asked, str(content))
        self._count(read)
        return read

    def _count(self, answer: Answer | Fault) -> None:
        """Gives up where no question will be answered, so that a server that is down doesn't hold up hundreds."""
        lost = isinstance(answer, Fault) and answer.kind in ("unreachable", "time")
        self._silent = self._silent + 1 if lost else 0
        if isinstance(answer, Fault) and (answer.final or self._silent >= _PATIENCE):
            self._given_up = answer
            self.server.notes.append("no further report is sent to it: the grammar reads them alone")


def _answer(content: str) -> Answer | Fault:
    answer = read_answer(content)
    return malformed(answer) if isinstance(answer, str) else answer


def _told(fault: Fault) -> str:
    return f"{fault.reason}; {fault.mend}"


def _review(note: Annotation, address: Address) -> Review:
    whom = "a program that reads it" if address.to_program else "its reader"
    return Review(
        quote=note.view.quote(*address.sentence), why=f"the report speaks to {whom} here; look at what it says"
    )


def _held(note: Annotation, incident: CheckedIncident) -> Review:
    values = "; ".join(said(value.value) for value in incident.values)
    quote = note.view.quote(incident.start, incident.end)
    return Review(quote=quote, why=f"the model reads this, in a report that speaks to a program: {values}")


def _with(account: SecondReading, **changes: Any) -> SecondReading:
    return msgspec.structs.replace(account, **changes)
