from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.model.quotes import find_quote

TEXT = "Police seized 12 kg of opium. Later 112 kg of opium and 12 kg of europium came to light."


def find(quote: str, narrow: tuple[int, int] = (0, len(TEXT))) -> tuple[int, int] | str:
    return find_quote(TEXT, quote, narrow, (0, len(TEXT)))


@pytest.mark.parametrize("quote", ["Police seized 12 kg of opium.", "112 kg", " Later ", "came to light."])
def test_words_that_stand_once_are_found(quote: str) -> None:
    span = find(quote)
    assert not isinstance(span, str) and TEXT[slice(*span)] == quote.strip()


@pytest.mark.parametrize(
    "quote", ["13 kg", "police seized", "2 kg of", "Police  seized", "opium, Later", "seized 12 kg of op"]
)
def test_words_that_do_not_stand_there_are_not_found(quote: str) -> None:
    assert find(quote) == "the quoted words don't stand in the text"


def test_words_that_stand_twice_need_a_narrower_place() -> None:
    assert find("12 kg of") == "the quoted words stand 2 times in the text"
    assert find("12 kg of", (0, 30)) == (14, 22)
    assert find("came to light", (0, 30)) == (TEXT.index("came"), len(TEXT) - 1)


@pytest.mark.parametrize("quote", ["", "  ", "\n"])
def test_no_words_are_no_quote(quote: str) -> None:
    assert find(quote) == "no words are quoted"


@given(st.text(max_size=40), st.text(max_size=8))
def test_a_quote_that_is_found_is_what_stands_there_and_nowhere_else(text: str, quote: str) -> None:
    span = find_quote(text, quote, (0, len(text)), (0, len(text)))
    if not isinstance(span, str):
        assert text[slice(*span)] == quote.strip()
        assert isinstance(find_quote(text + " " + text, quote, (0, 2 * len(text) + 1), (0, 2 * len(text) + 1)), str)
