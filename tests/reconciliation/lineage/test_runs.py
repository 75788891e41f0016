"""Runs of words are those that looking at every word of both texts finds, for many pairs as for one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bellflower.reconciliation.lineage.runs import Common, common
from bellflower.reconciliation.lineage.words import SHINGLE, Words, words_of

WORDS = ("harbour", "warden", "launch", "barrel", "auction", "breakwater", "tarpaulin")
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), min_size=2, max_size=5)


def at_once(words: list[Words], pairs: list[tuple[int, int]]) -> list[Common]:
    one, other = np.array(pairs, np.int64).T
    return common(words, one, other, np.zeros(0, np.uint64))


def told(found: Common) -> tuple[float, float, list[tuple[object, bool]]]:
    return found.a_in_b, found.b_in_a, [(list(chain.runs), chain.rare) for chain in found.chains]


@given(texts)
def test_many_pairs_at_once_have_what_each_has_alone(given_texts: list[str]) -> None:
    words = list(words_of(given_texts))
    pairs = [(one, other) for other in range(len(words)) for one in range(other)]
    alone = [at_once([words[one], words[other]], [(0, 1)])[0] for one, other in pairs]
    assert [told(found) for found in at_once(words, pairs)] == [told(found) for found in alone]


@given(texts)
def test_runs_are_of_the_same_words_and_the_shares_are_counted(given_texts: list[str]) -> None:
    words = list(words_of(given_texts[:2]))
    a, b = (text.split() for text in given_texts[:2])
    found = at_once(words, [(0, 1)])[0]
    of_a, of_b = ({tuple(text[at : at + SHINGLE]) for at in range(len(text) - SHINGLE + 1)} for text in (a, b))
    assert found.a_in_b == len(of_a & of_b) / max(1, len(of_a))
    assert found.b_in_a == len(of_a & of_b) / max(1, len(of_b))
    runs = [run for chain in found.chains for run in chain.runs]
    assert bool(runs) == bool(of_a & of_b)
    for at, to, size in runs:
        assert a[at : at + size] == b[to : to + size]


def test_a_text_without_words_has_nothing_in_common() -> None:
    assert told(at_once(list(words_of(["", "harbour " * 9])), [(0, 1)])[0]) == (0.0, 0.0, [])
    assert told(at_once(list(words_of(["", ""])), [(0, 1)])[0]) == (0.0, 0.0, [])
