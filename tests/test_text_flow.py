"""Paragraphs joined without moving an offset, and sentences found in them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bellflower.text import flow, lowered, sentences

LINES = st.lists(
    st.one_of(
        st.sampled_from(["", "", "  ", "- an item", "1. an item", "SHORT HEADING", "It ends here."]),
        st.text(alphabet="abc DE.,;:-\u00a0", max_size=90),
    ),
    max_size=25,
)


@given(LINES)
def test_joining_moves_no_offset_and_loses_no_word(lines: list[str]) -> None:
    text = "\n".join(lines)
    flowed = flow(text)
    assert len(flowed) == len(text)
    assert all(a == b or (a.isspace() and b == " ") for a, b in zip(text, flowed, strict=True))
    assert flowed.split() == text.split()


@given(LINES)
def test_joining_adds_no_line_feed(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert flow(text).count("\n") <= text.count("\n")


WRAPPED = (
    "The patrol had waited since dawn beside the harbour wall,",
    "where the crates were to be brought ashore before noon by",
    "four men from the next village, none of whom had ever been",
    "seen at the quay before that week. The fog lifted late, and",
    "the first boat came in without lights; it carried nothing",
    "but nets, ropes and two barrels of water for the fishing",
    "camp on the far bank. The second, a little later, sat low",
    "in the water, and its skipper would not answer any call, so",
    "the sergeant ordered both searchlights on and blew a horn.",
)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_hard_wrapped_prose_becomes_one_line_also_when_double_spaced(gap: str) -> None:
    flowed = flow(gap.join(WRAPPED) + "\n")
    assert "\n" not in flowed.rstrip("\n")
    assert " ".join(flowed.split()) == " ".join(WRAPPED)


def test_paragraphs_stay_apart() -> None:
    text = "\n".join(WRAPPED) + "\n\n" + "\n".join(WRAPPED) + "\n"
    assert len(flow(text).strip().split("\n\n")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "A SHORT HEADING\nThe words of the paragraph begin here.",
        "The list that the officers drew up on that long evening\n- two crates\n- one barrel",
        "What they wrote down was in the order in which it came:\n1. two crates\n2. one barrel",
        "One short line.\nAnother short line.",
    ],
)
def test_headings_and_lists_keep_their_lines(text: str) -> None:
    assert flow(text) == text


def test_a_line_broken_before_a_small_letter_goes_on() -> None:
    assert flow("They opened three crates\nof tea.") == "They opened three crates of tea."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He fled. She stayed.", ["He fled.", "She stayed."]),
        ("Is it so? Yes! No.", ["Is it so?", "Yes!", "No."]),
        ("A heading\nA line. Another.", ["A heading", "A line.", "Another."]),
        ("“It is ours.” The man left.", ["“It is ours.”", "The man left."]),
        ("He said so (in May). Nobody heard.", ["He said so (in May).", "Nobody heard."]),
        ("It stopped ... and went on.", ["It stopped ... and went on."]),
        ("  Blanks around.  ", ["Blanks around."]),
    ],
)
def test_sentences_end_at_their_marks(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mr. Ito left. He came back.", ["Mr. Ito left.", "He came back."]),
        ("Gen. Park and Dr. Lee met.", ["Gen. Park and Dr. Lee met."]),
        ("It was in Washington, D.C. in May.", ["It was in Washington, D.C. in May."]),
        ("He lived in the U.S. The man fled.", ["He lived in the U.S.", "The man fled."]),
        ("At 5 p.m. Police came.", ["At 5 p.m.", "Police came."]),
        ("Boat No. 5 left. No. It stayed.", ["Boat No. 5 left.", "No.", "It stayed."]),
        ("Approx. 5 boats came.", ["Approx. 5 boats came."]),
    ],
)
def test_abbreviations_end_a_sentence_only_before_a_new_one(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("J. R. Smith fled. Nobody saw.", ["J. R. Smith fled.", "Nobody saw."]),
        ("The agent, K. Lim, left.", ["The agent, K. Lim, left."]),
    ],
)
def test_initials_end_none(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It failed.[12] Then it worked.", ["It failed.[12]", "Then it worked."]),
        ("It failed.[1][2] Then it worked.", ["It failed.[1][2]", "Then it worked."]),
    ],
)
def test_footnote_marks_belong_to_the_sentence_before(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The sack held 5 kg. Police came.", ["The sack held 5 kg.", "Police came."]),
        ("It was 5 kg. of rice.", ["It was 5 kg. of rice."]),
        ("It weighed 2.5 kg. That was all.", ["It weighed 2.5 kg.", "That was all."]),
    ],
)
def test_a_unit_with_a_full_stop_ends_a_sentence_before_a_capital(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == found


@given(st.text(alphabet='abC DE.!?\n"”)[1] kgMr', max_size=80))
def test_sentences_come_in_order_and_hold_every_word(text: str) -> None:
    spans = sentences(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@given(st.text())
@example("İzmir")
def test_lower_case_moves_no_offset(text: str) -> None:
    assert len(lowered(text)) == len(text)
