"""The Korean reader as a whole: quotes stand, lines are read in their language, and what is missing is said."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.korean.paragraphs import korean_lines, others, without
from bellflower.extraction.read import read_claims
from bellflower.reading.language import language_of
from bellflower.sharing.exchange import project
from tests.extraction.korean.reports import incidents, read, report, told

CATCH = "중국 단둥 세관은 지난 3일 북한 남성 2명을 체포하고 필로폰 1.5kg을 압수했다고 밝혔다."
PRICE = "단둥에서 필로폰은 1g에 100위안에 팔린다."
DENIAL = "북한은 외교관이 체포됐다는 보도는 사실이 아니라고 부인했다."
PIECES = [
    CATCH, PRICE, DENIAL, "\n", " ", "\t", "“", "”", "‘", "\u00a0", "(시가 3억 원 상당)", "필로폰", "3만5천 달러",
    "압수했다.",
    "금", "총 ", "정", "체포", "북한 외교관 두 명", "지난달 28일", "같은 해", "𝄞", "é", "㎏", "1,250g",
    "Police seized 5 kg of heroin.",
]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14))
def test_every_quote_stands_byte_for_byte(grammar: Grammar, pieces: list[str]) -> None:
    given_report = report("".join(pieces) or "없음")
    reading = read_claims(given_report, grammar)
    quotes = [claim.quote for claim in reading.claims] + [mention.quote for mention in reading.mentions]
    assert all(given_report.text[q.start : q.end] == q.exact for q in quotes)
    ids = {claim.id for claim in reading.claims}
    assert all(set(mention.claim_ids) <= ids for mention in reading.mentions)


def test_the_quote_is_korean_and_the_value_is_not(grammar: Grammar) -> None:
    reading = read(grammar, CATCH)
    shown = {claim.predicate: claim.quote.exact for claim in reading.claims}
    assert shown["commodity"] == "필로폰"
    assert shown["quantity"] == "1.5kg"
    assert shown["suspect"] == "북한 남성 2명"
    assert shown["occurred_on"] == "지난 3일"
    assert shown["authority"] == "중국 단둥 세관"
    assert reading.mentions[0].quote.exact == CATCH


def test_the_same_report_gives_the_same_reading(grammar: Grammar) -> None:
    assert msgspec.json.encode(read(grammar, CATCH)) == msgspec.json.encode(read(grammar, CATCH))


def test_each_line_of_a_mixed_report_is_read_in_its_language(grammar: Grammar) -> None:
    text = (
        "Thai police seized 40 kg of ivory at Bangkok airport on 2 November 2014.\n\n"
        + CATCH
        + "\n\nThe cargo was burnt."
    )
    found = [told(incident) for incident in incidents(grammar, text)]
    assert [(f["country"], f["items"]) for f in found] == [
        ("TH", [("ivory", 40, "kg")]),
        ("CN", [("methamphetamine", 1.5, "kg")]),
    ]


def test_a_korean_name_in_an_english_line_leaves_it_english() -> None:
    text = "Police in Hyesan (혜산) seized 2 kg of opium.\n혜산에서 아편 2kg이 압수됐다.\n"
    given_report = report(text)
    (line,) = korean_lines(given_report)
    assert text[slice(*line)] == "혜산에서 아편 2kg이 압수됐다."
    assert [text[slice(*span)].strip() for span in others(given_report.text, [line])] == [text.split("\n")[0]]


def test_furniture_and_hidden_lines_are_joined() -> None:
    hidden = without(msgspec.structs.replace(report("가나다라마바"), furniture=((0, 2),)), [(1, 3), (5, 6)])
    assert hidden.furniture == ((0, 3), (5, 6))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (CATCH, "ko"),
        ("필로폰 2kg", "ko"),
        ("The police of Hyesan (혜산) and the customs of the province seized the opium of the gang.", "en"),
        ("", None),
    ],
)
def test_the_language_is_detected(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_a_text_that_names_no_goods_loads_no_analyser() -> None:
    """Neither English reports nor Korean ones about other things pay for the Korean dictionary."""
    code = """
import sys
from bellflower.extraction.grammar import Grammar
from tests.extraction.korean.reports import incidents
grammar = Grammar.of()
assert incidents(grammar, "회의가 서울에서 열렸다.") == []
assert incidents(grammar, "Thai police seized 40 kg of ivory in Bangkok.") != []
assert "kiwipiepy" not in sys.modules
assert len(incidents(grammar, "단둥 세관이 필로폰 2kg을 압수했다.")) == 1
assert "kiwipiepy" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])


def test_the_exchange_record_is_plain_json(grammar: Grammar) -> None:
    record = project(read(grammar, CATCH + "\n" + PRICE))
    assert json.loads(json.dumps(record, ensure_ascii=False)) == record
    assert record["claims"][0]["attributed_to"] is None
