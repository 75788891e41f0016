import json
from pathlib import Path
from typing import Any

import pytest

from bellflower.reading import read_file
from bellflower.reading.csl import checked, edtf, source_type
from bellflower.records import Refusal, Report
from tests.reading.files import PAGE, STORY, one, warc, write

ITEM = {
    "id": "lind1999",
    "type": "article-newspaper",
    "title": "Harbour find",
    "author": [{"family": "Lind", "given": "Vera"}, {"literal": "Port Desk"}],
    "container-title": "Border Gazette",
    "issued": {"date-parts": [[1999, 3, 6]]},
    "URL": "https://gazette.example/find",
    "language": "en-GB",
}


@pytest.mark.parametrize("sidecar", ["find.txt.csl.json", "find.csl.json"])
@pytest.mark.parametrize("wrap", [lambda item: item, lambda item: [item]], ids=["item", "list"])
def test_the_sidecar_is_the_metadata(tmp_path: Path, sidecar: str, wrap: Any) -> None:
    write(tmp_path / sidecar, json.dumps(wrap(ITEM)))
    report = one(write(tmp_path / "find.txt", STORY))
    assert report.csl == ITEM
    assert (report.title, report.published, report.language) == ("Harbour find", "1999-03-06", "en-GB")
    assert report.authors == ("Vera Lind", "Port Desk")
    assert (report.publisher, report.url) == ("Border Gazette", "https://gazette.example/find")
    assert report.source_type == "newspaper"


def test_the_sidecar_with_the_whole_name_comes_first(tmp_path: Path) -> None:
    write(tmp_path / "find.csl.json", json.dumps({**ITEM, "title": "Other"}))
    write(tmp_path / "find.txt.csl.json", json.dumps(ITEM))
    assert one(write(tmp_path / "find.txt", STORY)).title == "Harbour find"


def test_what_the_sidecar_leaves_out_comes_from_the_document(tmp_path: Path) -> None:
    write(tmp_path / "page.html.csl.json", json.dumps({"type": "report", "title": "Renamed"}))
    report = one(write(tmp_path / "page.html", PAGE))
    assert (report.title, report.published, report.authors) == ("Renamed", "1999-03-04", ("Vera Lind",))
    assert report.csl["id"] == "page" and report.csl["type"] == "report"


def test_the_sidecar_of_a_web_archive_fills_in_what_its_pages_do_not_say(tmp_path: Path) -> None:
    write(tmp_path / "web.csl.json", json.dumps({"publisher": "Archive desk", "title": "All of it"}))
    path = write(tmp_path / "web.warc.gz", warc([("https://gazette.example/x", "text/html", PAGE.encode())]))
    report = one(path)
    assert report.title == "Opium found in timber train"


BROKEN: list[tuple[str, Any]] = [
    ("type", "press_release"),
    ("title", 7),
    ("author", "Vera Lind"),
    ("author", [{}]),
    ("issued", {"date-parts": "1999"}),
    ("issued", {"date-parts": [[1999, 13]]}),
    ("issued", "soon"),
    ("URL", "gazette.example"),
    ("language", "English, British"),
    ("publisher", ["x"]),
    ("volume", True),
]


@pytest.mark.parametrize(("field", "value"), BROKEN)
def test_a_broken_field_is_named_and_the_rest_is_used(tmp_path: Path, field: str, value: Any) -> None:
    sidecar = write(tmp_path / "find.csl.json", json.dumps({**ITEM, field: value}))
    refusal, report = read_file(write(tmp_path / "find.txt", STORY))
    assert isinstance(refusal, Refusal) and isinstance(report, Report)
    assert refusal.path == str(sidecar) and f'"{field}"' in refusal.reason
    assert report.csl.get(field) != value and report.csl["id"] == "lind1999"


@pytest.mark.parametrize("content", ["", "{", "[]", "7", json.dumps([ITEM, ITEM]), b"\xff\xfe"])
def test_a_sidecar_that_is_no_item_is_refused_and_the_report_read(tmp_path: Path, content: str | bytes) -> None:
    write(tmp_path / "find.csl.json", content)
    refusal, report = read_file(write(tmp_path / "find.txt", STORY))
    assert isinstance(refusal, Refusal) and refusal.path.endswith("find.csl.json")
    assert isinstance(report, Report) and report.text == STORY + "\n"


def test_fields_that_csl_does_not_know_are_kept_apart() -> None:
    item, problems = checked({"type": "report", "case-file": "A 7"})
    assert item == {"type": "report", "custom": {"case-file": "A 7"}} and not problems


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"date-parts": [[2017, 8, 21]]}, "2017-08-21"),
        ({"date-parts": [["2005", "3"]]}, "2005-03"),
        ({"date-parts": [[2019]]}, "2019"),
        ({"date-parts": [[2001], [2003]]}, "2001/2003"),
        ({"date-parts": [[1995]], "circa": True}, "1995~"),
        ({"raw": "21 August 2017"}, "2017-08-21"),
        ({"literal": "2004"}, "2004"),
        ("2017-08-21", "2017-08-21"),
        ("2004-06-XX", "2004-06-XX"),
        ("199X", "199X"),
        ("nonsense", None),
        ({"date-parts": [[]]}, None),
        ({}, None),
        (2019, None),
    ],
)
def test_dates_of_csl_are_edtf(value: Any, expected: str | None) -> None:
    assert edtf(value) == expected


def test_only_a_telling_type_names_the_kind_of_source() -> None:
    assert source_type({"type": "legal_case"}) == "court"
    assert source_type({"type": "article-journal"}) == "academic"
    assert source_type({"type": "webpage"}) == source_type({}) == "unknown"
