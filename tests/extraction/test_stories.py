"""Short stories are read as a careful reader would: which incidents, and what fills them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.sharing.exchange import project

from .conftest import report

STORIES = [
    pytest.param(story, id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parent / "stories").glob("*.yaml"))
    for number, story in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1)
]


def in_any_order(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=repr)


def short(incident: dict[str, Any]) -> dict[str, Any]:
    """An incident of the exchange format as the stories write it."""
    return {
        "date": incident["date"],
        "country": incident["country"],
        "items": in_any_order([[item["commodity"], item["quantity"], item["unit"]] for item in incident["items"]]),
        "suspects": in_any_order(
            [[who["nationality"], who["role"], who["count"], who["name"]] for who in incident["suspects"]]
        ),
    }


def full(incident: dict[str, Any]) -> dict[str, Any]:
    """An incident of a story with what it leaves out."""
    return {
        "date": incident.get("date"),
        "country": incident.get("country"),
        "items": in_any_order(incident.get("items", [])),
        "suspects": in_any_order(incident.get("suspects", [])),
    }


@pytest.mark.parametrize("story", STORIES)
def test_story(story: dict[str, Any], grammar: Grammar) -> None:
    read = project(read_claims(report(story["text"], story["published"]), grammar))
    assert in_any_order(list(map(short, read["incidents"]))) == in_any_order(list(map(full, story["incidents"])))
    if "claims" in story:
        claims = [[claim["kind"], claim["value"], claim["unit"]] for claim in read["claims"]]
        assert in_any_order(claims) == in_any_order(story["claims"])
