"""A lesser town whose country stands nowhere in the text is left open; the incident has the country of the rest."""

from __future__ import annotations

import pytest

from bellflower.extraction.places.evidence import with_evidence
from bellflower.extraction.places.gazetteer import gazetteer
from bellflower.extraction.places.places import find_nationalities, find_places


def countries(text: str) -> dict[str, str | None]:
    spans = with_evidence(find_places(text, gazetteer()), find_nationalities(text), gazetteer())
    return {text[span.start : span.end]: span.where.country for span in spans}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Norway expelled two envoys. Bottles were found in a garage at Zelzate.", "Zelzate", None),
        ("Belgium expelled two envoys. Bottles were found in a garage at Zelzate.", "Zelzate", "BE"),
        ("Belgian officers found bottles in a garage at Zelzate.", "Zelzate", "BE"),
        ("Bottles were found in a garage at Zelzate.", "Zelzate", "BE"),  # nothing speaks against the only reading
        ("Norway expelled two envoys. More were found in Nairobi.", "Nairobi", "KE"),  # known by itself
    ],
)
def test_a_town_needs_a_trace_of_its_country(text: str, name: str, country: str | None) -> None:
    assert countries(text)[name] == country


def test_what_is_left_open_keeps_its_candidate() -> None:
    text = "Norway expelled two envoys. Bottles were found in a garage at Zelzate."
    spans = with_evidence(find_places(text, gazetteer()), find_nationalities(text), gazetteer())
    (town,) = [span for span in spans if span.where.name == "Zelzate"]
    assert town.where.lat is None
    assert len(town.where.candidates) == 1
