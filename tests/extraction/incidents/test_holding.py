"""No incident is missed by asking beforehand whether there may be any."""

from __future__ import annotations

from pathlib import Path

import pytest

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.incidents.clustering import cluster
from bellflower.extraction.incidents.fragments import find_fragments
from bellflower.extraction.incidents.holding import may_hold
from bellflower.extraction.incidents.mentions import build_mention
from bellflower.extraction.read import read_claims
from bellflower.extraction.trace import Trace
from tests.extraction.conftest import CORPUS, Annotate, report

REPORTS = sorted((CORPUS / "reports").glob("*.txt"))[::12]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_reading_is_that_in_which_every_question_is_asked(grammar: Grammar, path: Path) -> None:
    one = report(path.read_text(encoding="utf8"))
    assert read_claims(one, grammar) == read_claims(one, grammar, Trace())


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Customs officers seized 12 kg of heroin at Lagos airport on 3 May 2014.", True),
        ("Police in Accra seized heroin.", True),
        ("Troops seized a freighter with weapons off Oman on 3 May 2014.", True),
        ("Police arrested two Ghanaian traders in Lome on 3 May 2014. They dealt in ivory.", True),
        ("Police arrested a man for murder in Boston on 3 May 2014. A gun lay beside the victim.", False),
        ("A man was charged in Boston. A gun lay in his car. He is 34 and lives in Salem.", False),
    ],
)
def test_what_may_be_an_incident(annotate: Annotate, text: str, may: bool) -> None:
    note = annotate(text)
    fragments = find_fragments(note)
    groups = cluster(note, fragments)
    assert may_hold(note, fragments) is may
    assert any(build_mention(note, group, groups) for group in groups) is may
