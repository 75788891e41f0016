"""The words that carry a text's wording: which are kept, and that a word is one number wherever it stands."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bellflower.reconciliation.lineage.words import SHINGLE, words_of

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SYLLABLE = re.compile(r"[\uac00-\ud7a3]")
texts = st.lists(
    st.text(alphabet=st.one_of(st.sampled_from("abcABC 12.,_\n’é한국密かß½"), st.characters(max_codepoint=0xFFFF))),
    max_size=6,
)


def kept(text: str) -> list[tuple[int, int]]:
    """The same by a regular expression."""
    return [
        match.span()
        for match in _WORD.finditer(text)
        if (_SIGN.match(match.group()) and match.group().isalnum())
        or match.group().isdigit()
        or len(match.group()) + len(_SYLLABLE.findall(match.group())) >= 4
    ]


@given(texts)
def test_words_stand_where_a_regular_expression_finds_them(told: list[str]) -> None:
    for text, words in zip(told, words_of(told), strict=True):
        assert list(zip(words.starts.tolist(), words.ends.tolist(), strict=True)) == kept(text)


def test_case_is_no_difference_and_order_is() -> None:
    one, other = words_of(["Harbour WARDENS counted eleven 11 barrels.", "wardens harbour"])
    a, b = one.hashes.tolist(), other.hashes.tolist()
    assert (a[0], a[1]) == (b[1], b[0]) and len(set(a)) == 6
    assert one.capital.tolist() == [True, True, False, False, False, False]
    assert one.figure.tolist() == [False, False, False, False, True, False]


def test_shingles_are_the_words_in_a_row() -> None:
    phrase = "harbour wardens counted eleven barrels"
    one, other, short = words_of([f"Yesterday {phrase} twice.", f"{phrase.title()}", "three words only"])
    assert len(one.shingles) == 3 and len(other.shingles) == 1 and len(short.shingles) == 0
    assert one.shingles[1] == other.shingles[0]


def test_no_shingle_runs_from_one_text_into_the_next() -> None:
    told = ["harbour wardens counted", "eleven barrels beneath tarpaulins", "and a seventh"]
    assert [len(words.shingles) for words in words_of(told)] == [0, 0, 0]
    assert all(len(words.shingles) == max(0, len(words.hashes) - SHINGLE + 1) for words in words_of(told * 3))


def test_many_texts_at_once_are_each_their_own() -> None:
    told = [f"harbour wardens counted {n} barrels beneath tarpaulins " * 200 for n in range(1000, 1060)]
    alone = [next(words_of([text])) for text in told]
    for one, other in zip(alone, words_of(told), strict=True):
        assert one.hashes.tolist() == other.hashes.tolist() and one.starts.tolist() == other.starts.tolist()
    assert len({words.hashes[3] for words in alone}) == 60
    assert all(a.hashes[3] != b.hashes[3] for a, b in pairwise(alone))
