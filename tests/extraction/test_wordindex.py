"""Which lists of words a text holds, against looking for every word by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from bellflower.extraction.wordindex import WordIndex, stands_in

LISTS = {"price": ["price", "a gram", "cost*"], "rate": ["a month", "price index"], "sign": ["$", "per-gram"]}


def one_by_one(lists: Mapping[str, list[str]], low: str) -> dict[str, list[int]]:
    """Where each word begins, looked for by a pattern of its own."""
    found: dict[str, set[int]] = {}
    for name, terms in lists.items():
        for term in terms:
            head = term.removesuffix("*")
            before = r"(?<![^\W_])" if head[0].isalnum() else ""
            after = r"(?![^\W_])" if head == term and head[-1].isalnum() else ""
            starts = {match.start() for match in re.finditer(f"{before}(?={re.escape(head)}{after})", low)}
            if starts:
                found.setdefault(name, set()).update(starts)
    return {name: sorted(starts) for name, starts in found.items()}


def test_words_are_whole_and_a_star_stands_for_any_ending() -> None:
    low = "costly prices: the price index, $5 a gram, a grammar"
    assert WordIndex(LISTS).find(low) == {"price": [0, 19, 35], "rate": [19], "sign": [32]}


PIECES = ["price", "cost", "index", "a gram", "month", "per-gram", "s", "$", " ", "-", "a ", "é"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_index_finds_what_one_search_for_each_word_finds(low: str) -> None:
    assert dict(WordIndex(LISTS).find(low)) == one_by_one(LISTS, low)


@given(st.text(alphabet="a gram$cost", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_a_word_stands_in_a_stretch_where_it_begins_there(low: str, begin: int, end: int) -> None:
    starts = WordIndex(LISTS).find(low)
    wanted = any(begin <= at < end for name in ("price", "sign") for at in starts.get(name, ()))
    assert stands_in(starts, ("price", "sign"), begin, end) is wanted
