import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from bellflower.text import normalise


@given(st.text())
@example("e\u200b\u0301")
@example("a \u200b")
@example("text \u00a0")
@example("\u200b\n \n")
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text())
def test_the_stored_form_is_nfc_with_line_feeds_only_and_ends_in_one(text: str) -> None:
    stored = normalise(text)
    assert unicodedata.is_normalized("NFC", stored)
    assert stored.endswith("\n") and not stored.endswith("\n\n")
    assert not set(stored) & set("\r\u2028\u2029\x0b\x0c\u200b\ufeff\u00ad")
    assert all(line == line.rstrip(" \t\u00a0") for line in stored.split("\n"))


# What normalise does step by step, without looking first whether a step is needed.
LINE_END = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c")
INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


@given(st.text(st.sampled_from("ab \t\u00a0\n\r\x0b\u2028\u200b\u0301e\u00e9")) | st.text())
def test_no_step_is_passed_over_that_is_needed(text: str) -> None:
    whole = unicodedata.normalize("NFC", LINE_END.sub("\n", INVISIBLE.sub("", text)))
    assert normalise(text) == re.sub(r"[ \t\u00a0]+(?=\n|\Z)", "", whole).strip("\n") + "\n"


def test_line_ends_of_every_system_become_line_feeds() -> None:
    assert normalise("a\r\nb\rc\u2028d\x0ce") == "a\nb\nc\nd\ne\n"


def test_decomposed_letters_are_composed() -> None:
    assert normalise("Ko\u0308ln") == "K\u00f6ln\n"


def test_soft_hyphens_and_zero_width_characters_go() -> None:
    assert normalise("\ufeffmeth\u00adamphet\u200bamine") == "methamphetamine\n"


def test_blank_lines_inside_stay_and_those_around_go() -> None:
    assert normalise("\n\nfirst\n\nsecond  \n\n") == "first\n\nsecond\n"


def test_indentation_and_no_break_spaces_inside_a_line_stay() -> None:
    assert normalise("one\n  5\u00a0kg") == "one\n  5\u00a0kg\n"
