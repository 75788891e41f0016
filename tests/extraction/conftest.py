"""The real grammar, compiled once, and the steps of reading as functions of a text."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.extraction.view import View
from bellflower.reading.files import read_paths
from bellflower.records import Reading, Report
from bellflower.sharing.exchange import project

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
PUBLISHED = "2019-06-19"  # a Wednesday

Annotate = Callable[..., Annotation]
Read = Callable[..., Reading]
Incidents = Callable[..., list[dict[str, Any]]]


def report(text: str, published: str | None = PUBLISHED, furniture: Sequence[tuple[int, int]] = ()) -> Report:
    return Report(
        id="r", stem="r", path="r.txt", text=text, content_sha256="0", text_sha256="0",
        published=published, furniture=tuple(furniture),
    )  # fmt: skip


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    return Grammar.of()


@pytest.fixture(scope="session")
def annotate(grammar: Grammar) -> Annotate:
    def annotated(text: str, published: str | None = PUBLISHED) -> Annotation:
        return Annotation(View(report(text, published)), grammar)

    return annotated


@pytest.fixture(scope="session")
def read(grammar: Grammar) -> Read:
    def reading(text: str, published: str | None = PUBLISHED) -> Reading:
        return read_claims(report(text, published), grammar)

    return reading


@pytest.fixture(scope="session")
def incidents(read: Read) -> Incidents:
    """The incidents of a text, in the flat shape of the exchange format."""

    def told(text: str, published: str | None = PUBLISHED) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = project(read(text, published))["incidents"]
        return found

    return told


@pytest.fixture(scope="session")
def corpus(grammar: Grammar) -> list[tuple[Reading, dict[str, Any]]]:
    """Every report of the development corpus as read, beside its gold."""
    pairs = []
    for found in read_paths([CORPUS / "reports"]):
        assert isinstance(found, Report)
        gold = json.loads((CORPUS / "gold" / f"{found.stem}.json").read_text(encoding="utf-8"))
        pairs.append((read_claims(found, grammar), gold))
    return pairs
