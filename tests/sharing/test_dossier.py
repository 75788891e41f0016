"""The page: the same bytes for the same case, every number on its words, no outside address."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import msgspec
from lxml import html

from bellflower.records import Dossier
from bellflower.sharing.dossier import render, write
from tests.sharing.case_fixture import dossier

CASE = dossier()
PAGE = render(CASE)
TREE = html.document_fromstring(PAGE)


def words(claim_id: str) -> str:
    """The words that the page marks for a claim."""
    return "".join(
        mark.text_content() for mark in TREE.iterfind(".//mark") if claim_id in (mark.get("data-claims") or "").split()
    )


def test_same_case_same_bytes(tmp_path: Path) -> None:
    assert render(dossier()) == PAGE
    assert write(CASE, tmp_path / "dossier.html").read_text(encoding="utf-8") == PAGE


def test_every_claim_has_its_words_and_one_anchor() -> None:
    for claim in CASE.claims:
        assert "".join(words(claim.id).split()) == "".join(claim.quote.exact.split()), claim.value_raw
        assert len(TREE.xpath("//*[@id=$id]", id=f"c-{claim.id}")) == 1


def test_every_link_inside_the_page_lands_and_no_id_stands_twice() -> None:
    ids = [node.get("id") for node in TREE.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in TREE.xpath("//a/@href") if href.startswith("#")}
    assert targets <= set(ids)


def test_every_incident_claim_can_be_reached_from_the_table() -> None:
    told = {claim_id for mention in CASE.mentions for claim_id in mention.claim_ids}
    linked = {href[3:] for href in TREE.xpath("//section[@id='incidents']//a/@href") if href.startswith("#c-")}
    assert told - linked == set()


def test_nothing_is_fetched() -> None:
    assert not TREE.xpath("//link|//iframe|//object|//embed|//form[@action]|//*[@src]")
    assert "@import" not in PAGE and "url(" not in PAGE
    assert {href for href in TREE.xpath("//a/@href") if not href.startswith("#")} == {
        "https://courier.example/news?id=7&x=1"
    }


def test_summary_says_what_matters() -> None:
    said = " ".join(TREE.get_element_by_id("summary").text_content().split())
    for piece in (
        "5 reports tell of 8 incidents, from 4 independent origins",
        "from 1994 to 2013",
        "≈\u202f125 kg of heroin",
        "against 50 kg of heroin",
        "120–180 million USD/year multiplied out, set against 500 million to 1 billion USD/year claimed",
        "2.8 to 8.3 times",
        "The lantern trade pays summarises Freighter held",
        "no date for Opium at Hassan Station",
        "reports/scan.pdf",
    ):
        assert " ".join(piece.split()) in said, piece


def test_a_table_row_tells_its_precision_and_conflict() -> None:
    row = TREE.get_element_by_id("i-i-heron").text_content()
    assert "20 April 2003" in row and "province" in row and "3 reports" in row and "2 origins" in row
    assert "2 conflicts" in row and "denied" in row and "first-hand before later" in row


def test_furniture_is_dimmed_and_kept() -> None:
    dimmed = " ".join(node.text_content() for node in TREE.find_class("furniture"))
    assert "Subscribe" in dimmed and "Share this story" in dimmed and "Freighter" not in dimmed


def test_hard_wrapped_lines_are_joined() -> None:
    paragraphs = TREE.xpath("//article[contains(@class,'text')]//div[@class='words']/p")
    assert any(
        "several cases that the author followed from his desk" in " ".join(p.text_content().split()) for p in paragraphs
    )


def test_unresolved_place_is_not_on_the_map_and_said_so() -> None:
    text = TREE.get_element_by_id("map").text_content()
    assert "Not on the map: 1" in text and "could be Khasan (Russia), Hassan (India)" in text


def test_empty_case_renders() -> None:
    empty = Dossier(
        title="Nothing", reports=(), refusals=(), claims=(), mentions=(), incidents=(), possible=(), conflicts=(),
        derivations=(), cross_checks=(),
    )  # fmt: skip
    assert "No incident was found" in render(empty)


def test_a_check_without_a_common_unit_is_told_without_a_picture() -> None:
    check = msgspec.structs.replace(CASE.cross_checks[0], ratio=None, verdict="cannot_tell", unit="USD/year, EUR/year")
    page = render(msgspec.structs.replace(CASE, cross_checks=(check,)))
    assert 'class="spans"' not in page and "can&#39;t be compared" in page


def test_jinja_is_not_loaded_before_a_page_is_asked_for() -> None:
    code = "import sys, bellflower.sharing.dossier; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_size() -> None:
    assert len(PAGE.encode()) < 700_000
    assert not re.search(r"\d{2}:\d{2}:\d{2}", PAGE)


def test_five_hundred_reports_stay_linear_in_size() -> None:
    many = _times(100)
    page = render(many)
    assert len(many.reports) == 500
    assert len(page) < 130 * (len(PAGE) - 170_000)
    assert page.count("A long trade with many friends") == 100


def _times(n: int) -> Dossier:
    """The case n times over under other ids."""
    packed = msgspec.json.encode(CASE).decode()
    pattern = re.compile(r'"((?:c|m|i|k|x)-[a-z0-9]+|[0-9a-f]{16})"')
    copies = [
        msgspec.json.decode(pattern.sub(lambda m, i=i: f'"{m[1]}-{i}"', packed), type=Dossier)  # type: ignore[misc]
        for i in range(n)
    ]
    lists = {
        field: tuple(item for copy in copies for item in getattr(copy, field))
        for field in Dossier.__struct_fields__
        if field not in ("title", "yardstick")
    }
    return Dossier(title="Many", **lists)
