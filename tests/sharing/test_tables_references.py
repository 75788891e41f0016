"""Sources as CSL-JSON."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from bellflower.sharing.tables.references import issued, reference, references
from tests.sharing.small_case import PAPER, SENDER, small_case


@pytest.mark.parametrize(
    ("published", "date"),
    [
        ("2003-04-19", {"date-parts": [[2003, 4, 19]]}),
        ("2003", {"date-parts": [[2003]]}),
        ("2003-04~", {"date-parts": [[2003, 4]], "circa": True}),
        ("2003-04/2003-06", {"date-parts": [[2003, 4], [2003, 6]]}),
        ("2003-21", {"literal": "2003-21"}),
        ("199X", {"literal": "199X"}),
        (None, None),
    ],
)
def test_a_date_of_publication(published: str | None, date: dict[str, Any] | None) -> None:
    assert issued(published) == date


def test_a_report_keeps_its_own_metadata_and_gets_what_is_missing() -> None:
    assert reference(PAPER) == {
        "id": PAPER.id,
        "type": "article-newspaper",
        "author": [{"family": "Pen", "given": "Jo"}],
        "issued": {"date-parts": [[2003, 4, 19]]},
        "language": "en",
        "publisher": "The Harbour Paper",
        "title": "Trawler stopped off the cape",
        "URL": "https://harbour.example/trawler?a=1&b=2",
        "note": f"Report {PAPER.id}; SHA-256 {PAPER.content_sha256}; TLP:AMBER",
    }


def test_a_report_without_metadata_is_a_document_under_its_file_name() -> None:
    item = reference(SENDER)
    assert (item["type"], item["title"]) == ("document", "letter")
    assert None not in item.values()


def test_what_the_schema_does_not_know_stays_behind() -> None:
    odd = {"type": "tweet", "title": ["no"], "author": ["no"], "issued": "2003", "shoe-size": 4, "volume": 3}
    item = reference(msgspec.structs.replace(PAPER, csl=odd))
    assert item["type"] == "article-newspaper"  # a newspaper is what the report says its source is
    assert (item["title"], item["author"], item["volume"]) == (PAPER.title, [{"literal": "Jo Pen"}], 3)
    assert "shoe-size" not in item


def test_every_source_once() -> None:
    ids = [item["id"] for item in references(small_case().reports)]
    assert len(ids) == len(set(ids)) == 3


@pytest.mark.parametrize(
    "odd",
    [
        {"issued": {"date-parts": []}},
        {"issued": {"date-parts": [["2003", 4, 19, 6]]}},
        {"issued": {"date-parts": "2003"}},
        {"issued": {}},
        {"issued": {"year": 2003}},
        {"author": [{}]},
        {"author": [{"family": ["Pen"]}]},
        {"author": "Jo Pen"},
        {"title": 7},
    ],
)
def test_metadata_that_the_schema_refuses_gives_way_to_what_reading_found(odd: dict[str, Any]) -> None:
    bare = reference(msgspec.structs.replace(PAPER, csl={}))
    assert reference(msgspec.structs.replace(PAPER, csl=odd)) == bare
    assert bare["issued"] == {"date-parts": [[2003, 4, 19]]}
