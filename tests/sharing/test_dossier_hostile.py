"""Text from reports can't become markup, script or an address."""

from __future__ import annotations

import json
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bellflower.records import Dossier, Report
from bellflower.sharing.dossier import render
from bellflower.sharing.dossier.page import in_script
from bellflower.sharing.dossier.texts import segments
from bellflower.sharing.dossier.view import safe_url
from tests.sharing.case_fixture import dossier

HOSTILE = (
    '</script><img src=x onerror=alert(1)>',
    '"onmouseover=alert(1) x="',
    "'><svg onload=alert(1)>",
    "\u202egnp.exe\u2066",
    "{{ 7*7 }}{% raw %}",
    "<!--<script>",
    "]]>&lt;b&gt;",
)  # fmt: skip


LISTS = ("attributed_to", "authors", "why")


def poisoned(poison: str) -> Dossier:
    """The case with a hostile string in every free-text field."""
    case = dossier()
    packed = msgspec.to_builtins(case)
    free = {
        "title", "publisher", "subject", "value_raw", "label", "rule", "why", "explanation", "shown", "reason",
        "mend", "path",
        "stem", "from_name", "identity", "name", "role", "goods", "url", "language", "prefix", "suffix", "stands_for",
        "extractor", "unit", "source_type", "media_type",
    }  # fmt: skip

    def walk(node: object, key: str = "") -> object:
        if isinstance(node, dict):
            return {k: walk(v, k) for k, v in node.items()}
        if isinstance(node, list | tuple):
            return [walk(item, key if isinstance(item, str) and key in LISTS else "") for item in node]
        if isinstance(node, str) and (key in free or key in LISTS) and node not in ("event", "production"):
            return node + poison
        return node

    packed = walk(packed)
    assert isinstance(packed, dict)
    for report in packed["reports"]:
        report["text"] = report["text"] + poison
    for slot in (s for i in packed["incidents"] for s in i["slots"]):
        slot["name"] = slot["name"].removesuffix(poison)
    return msgspec.convert(packed, Dossier)


@pytest.mark.parametrize("poison", HOSTILE)
def test_poison_stays_text(poison: str) -> None:
    page = render(poisoned(poison))
    tree = html.document_fromstring(page)
    assert not tree.xpath("//img|//svg[@onload]|//*[@onerror]|//*[@onmouseover]|//*[@onload]")
    assert len(tree.xpath("//script")) == 3
    assert not [a for node in tree.iter() for a in node.attrib if a.startswith("on")]
    assert "49{%" not in page
    assert poison.strip() in tree.xpath("string(//h1)")


def test_only_web_addresses_are_linked() -> None:
    page = render(dossier())
    assert 'href="javascript:' not in page
    assert 'rel="noreferrer' in page
    for bad in (
        "javascript:alert(1)",
        " JavaScript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x",
        "http://",
        "",
        None,
    ):
        assert safe_url(bad) is None
    assert safe_url("https://a.example/b?c=d") == "https://a.example/b?c=d"


def test_directions_are_isolated() -> None:
    page = render(poisoned("\u202egnp.exe"))
    tree = html.document_fromstring(page)
    for node in tree.iter():
        if isinstance(node.tag, str) and node.text and "\u202e" in node.text and node.tag not in ("script", "title"):
            chain = [node, *node.iterancestors()]
            assert any(one.tag in ("bdi", "select", "text", "dd") for one in chain), html.tostring(node)[:200]


def test_policy_allows_only_the_pages_own_scripts() -> None:
    page = render(dossier())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy and "default-src &#39;none&#39;" in policy[1]
    assert "unsafe-inline" not in policy[1].split("script-src")[1].split(";")[0]


@given(st.text())
def test_json_in_a_script_can_not_end_it(text: str) -> None:
    packed = str(in_script({"x": text}))
    assert not set("<>&\u2028\u2029") & set(packed)
    assert json.loads(packed) == {"x": text}


@given(st.integers(1, 60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12))
def test_segments_cover_the_text_once_and_each_claim_exactly(length: int, pairs: list[tuple[int, int]]) -> None:
    spans = [(a, b, f"c{i}", "claim") for i, (a, b) in enumerate(pairs)]
    cut = segments(length, spans)
    assert [piece.start for piece in cut] == [0, *(piece.end for piece in cut)][:-1]
    assert cut[-1].end == length
    for start, end, name, _ in spans:
        mine = [piece for piece in cut if name in piece.claims]
        if 0 <= start < end <= length:
            assert sum(piece.end - piece.start for piece in mine) == end - start
            assert [piece.start for piece in cut if name in piece.opens] == [start]
        else:
            assert not mine


def test_hostile_report_is_a_report() -> None:
    assert isinstance(poisoned("x").reports[0], Report)
