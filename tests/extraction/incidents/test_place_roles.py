"""The words before a place say that an act was there, also where they name a part of its harbour."""

from __future__ import annotations

import pytest

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.records import Where

from ..conftest import report


def places(text: str, grammar: Grammar) -> list[str]:
    claims = read_claims(report(text, "2018-06-18"), grammar).claims
    return [claim.value.name for claim in claims if claim.predicate == "located_at" and isinstance(claim.value, Where)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Customs seized 300 cases of cigarettes on board a freighter on Monday in the roads of Lome.", "Lomé"),
        ("Police seized 40 kg of heroin on Sunday in the anchorage of Fujairah.", "Fujairah"),
        ("Police seized 40 kg of heroin on Sunday at the container terminal of Callao, Peru.", "Callao"),
        ("Police seized 40 kg of heroin on Sunday in the free zone of Bar, Montenegro.", "Bar"),
        ("Officers found 40 kg of heroin before it could be loaded at Nacala, in the province of Nampula.", "Nacala"),
    ],
)
def test_a_part_of_the_harbour_is_in_the_town(text: str, place: str, grammar: Grammar) -> None:
    assert places(text, grammar) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Police seized 40 kg of heroin on Sunday on the outer roads of the country.",
        "Police in Kenya seized 40 kg of heroin on Sunday that had been loaded at Fujairah.",
    ],
)
def test_where_it_was_loaded_is_no_scene(text: str, grammar: Grammar) -> None:
    assert not places(text, grammar)
