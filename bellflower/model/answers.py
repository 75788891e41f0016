"""What a model answered, kept in the case: a run that was stopped asks no question twice.

An answer is kept under model, prompt, report and question as the model wrote it, and checked again on every run, so
that a better grammar makes more of it. Answers hold words of reports: they stay in the case and are in no dossier.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from bellflower.files import write_whole
from bellflower.model.prompt import PROMPT_VERSION
from bellflower.records import Record, Report


class Kept(Record, frozen=True):
    """One answer, with what it answers."""

    model: str
    prompt: str
    report_id: str
    question_sha256: str
    content: str


class Answers:
    """The answers of one model in a folder, which is made with the first one."""

    def __init__(self, folder: Path, model: str) -> None:
        self._folder = folder
        self._model = model

    def get(self, report: Report, question: str) -> str | None:
        """The answer to a question about a report, or ``None`` where there is none or it can't be read."""
        try:
            kept = msgspec.json.decode(self._path(report, question).read_bytes(), type=Kept)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        return kept.content if kept == self._kept(report, question, kept.content) else None

    def put(self, report: Report, question: str, content: str) -> None:
        """Keeps an answer, whole or not at all. Raises ``OSError`` where the folder can't be written."""
        kept = msgspec.json.encode(self._kept(report, question, content)) + b"\n"
        write_whole(self._path(report, question), kept)

    def _kept(self, report: Report, question: str, content: str) -> Kept:
        return Kept(
            model=self._model,
            prompt=PROMPT_VERSION,
            report_id=report.id,
            question_sha256=hashlib.sha256(question.encode()).hexdigest(),
            content=content,
        )

    def _path(self, report: Report, question: str) -> Path:
        parts = (self._model, PROMPT_VERSION, report.text_sha256, question)
        return self._folder / f"{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:32]}.json"
