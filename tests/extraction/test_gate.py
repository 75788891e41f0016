"""The gate never turns away a text in which the lexicon would find a good, however it is laid out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.view import View
from bellflower.text import normalise
from benchmarks import report
from tests.extraction.conftest import CORPUS

GRAMMAR = Grammar.of()
NAMES = sorted({term for good in GRAMMAR.pack.goods for term in (*good.terms, *good.code_words)})
AROUND = ("", " ", "\n", "\n\n", "  \n", "\u00a0", "(", "'s", ".", "s", "x", "-", "“", "”", " drug ", " of ", "7", "é")


def names_goods(text: str) -> bool:
    return Annotation(View(report(text)), GRAMMAR).names_goods


@given(st.lists(st.sampled_from(AROUND) | st.sampled_from(NAMES) | st.text(max_size=4), max_size=8).map("".join))
def test_what_it_turns_away_names_no_goods(raw: str) -> None:
    text = normalise(raw)
    assert GRAMMAR.gate.may_name_goods(text) or not names_goods(text)


@pytest.mark.parametrize("layout", ["{}", "A {} was found.", "{}\n", "“{}”", "{}'s"])
def test_every_name_passes_in_any_layout(layout: str) -> None:
    for good in GRAMMAR.pack.goods:
        for name in good.terms:
            words = name.replace(" * ", " large old ")
            for spelt in (words, words.upper(), words.replace(" ", "\n"), words.replace(" ", "\u00a0 ")):
                assert GRAMMAR.gate.may_name_goods(normalise(layout.format(spelt))), spelt


def test_every_report_of_the_corpus_that_names_goods_passes() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((CORPUS / "reports").glob("*.txt"))]
    assert [text for text in texts if names_goods(text) and not GRAMMAR.gate.may_name_goods(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "The police officer bought ice cream and a pot for the office.",
        "A white horse and a brown dog crossed the grass at great speed.",
        "The opiumphobia of potatoes: budgets, heroines and methods.",
        "",
    ],
)
def test_ordinary_words_are_turned_away(text: str) -> None:
    assert not GRAMMAR.gate.may_name_goods(text)


def test_korean_passes() -> None:
    assert GRAMMAR.gate.may_name_goods("경찰은 단둥에서 필로폰을 압수했다.")
