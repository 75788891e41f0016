"""What spares a rule the sentences it can't speak of hides nothing: tried against the rule's own pattern."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bellflower.extraction.persons import nounless, words
from bellflower.text import flow, lowered, sentences

REPORTS = sorted((Path(__file__).parents[2] / "corpus" / "reports").glob("*.txt"))
WORDS = """
the The a an another Another other others Others rest remaining two three 14 1,200 twenty-one third second was were
is had , . : 's fled got (two several of dozen pair hundreds many few further these his their same any men
"""
PIECES = st.sampled_from(WORDS.split())
PHRASES = st.lists(PIECES, max_size=8).map(" ".join)


@cache
def corpus() -> list[str]:
    texts = (flow(path.read_text(encoding="utf8")) for path in REPORTS)
    return [text[start:end] for text in texts for start, end in sentences(text)]


def check_bare(text: str) -> None:
    if nounless._BARE.search(text):
        assert nounless.may_be_bare(lowered(text)), text
    if "other" not in lowered(text):
        plain = [m.span() for m in nounless._BARE.finditer(text)]
        assert [m.span() for m in nounless._BARE_NO_OTHER.finditer(text)] == plain


def check_counts(left: str) -> None:
    last = left.split()[-1:]
    count, determiner = words.COUNT_BEFORE.search(left), words.DETERMINER_BEFORE.search(left)
    if count:
        assert words.may_end_a_count(last[0]), left
        near = words.COUNT_BEFORE.search(left, max(0, len(left) - words.LONGEST_COUNT))
        assert near and near.span() == count.span()
    if determiner:
        assert words.may_be_determiner(last[0]), left


@given(PHRASES)
def test_any_phrase(phrase: str) -> None:
    check_bare(phrase)
    check_counts(phrase + " ")


def test_the_sentences_of_the_corpus() -> None:
    for sentence in corpus():
        check_bare(sentence)
        for at in range(0, len(sentence) - 1):
            if sentence[at].isspace() and at % 3 == 0:
                check_counts(sentence[max(0, at - 90) : at + 1])
