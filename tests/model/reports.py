"""Reports for these tests, as files of a folder would give them, and a model that says what it is told."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import msgspec

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.extraction.view import View
from bellflower.model.reader import SecondReader
from bellflower.model.server import Address, Server
from bellflower.reading import read_file
from bellflower.records import Reading, Report, SecondReading
from tests.model.servers import answering, serving

STORY = (
    "On 4 March 2011 police in Rotterdam seized 12 kg of heroin aboard the freighter Sea Lark. "
    "Two Dutch sailors were arrested.\n"
)


@cache
def grammar() -> Grammar:
    return Grammar.of()


def report(text: str, csl: str = "") -> Report:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "note.txt"
        path.write_text(text, encoding="utf-8")
        if csl:
            path.with_name("note.txt.csl.json").write_text(csl, encoding="utf-8")
        [outcome] = read_file(path)
    assert isinstance(outcome, Report), outcome
    return msgspec.structs.replace(outcome, path="note.txt")


def read_by_grammar(text: str, csl: str = "") -> Reading:
    return read_claims(report(text, csl), grammar())


def note_of(text: str) -> Annotation:
    return Annotation(View(report(text)), grammar())


def lacking(reading: Reading, *predicates: str) -> Reading:
    """A reading as a grammar would give it that passes over some slots."""
    left = tuple(claim for claim in reading.claims if claim.predicate not in predicates)
    ids = {claim.id for claim in left}
    mentions = tuple(
        msgspec.structs.replace(one, claim_ids=tuple(i for i in one.claim_ids if i in ids)) for one in reading.mentions
    )
    return msgspec.structs.replace(reading, claims=left, mentions=mentions)


def nothing(reading: Reading) -> Reading:
    """A reading as a grammar would give it that finds nothing."""
    return msgspec.structs.replace(reading, claims=(), mentions=())


def read_again(reading: Reading, answer: object) -> tuple[Reading, SecondReading]:
    """A reading with what a model adds that answers so, through a real server."""
    with serving(answering(answer)) as listening, tempfile.TemporaryDirectory() as folder:
        server = Server(Address.of(listening.url), "parrot")
        return SecondReader(server, grammar(), Path(folder)).read(reading)


def read_twice(text: str, answer: object) -> tuple[Reading, SecondReading]:
    """The reading of a text by the grammar and a model that answers so."""
    return read_again(read_by_grammar(text), answer)
