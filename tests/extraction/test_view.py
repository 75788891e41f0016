"""The view: what is read, and how a span of it leads back to the report's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.extraction.view import View
from bellflower.records import Report
from bellflower.text import normalise
from tests.extraction.conftest import report

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-"})
WORDS = st.text(alphabet="abzAB19.,;’‘“”«»–-\"'é", min_size=1, max_size=7)
GAPS = st.sampled_from([" ", "  ", "   ", "\n", "\n\n", " \n  ", "\t", "\u00a0", " \u202f"])


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report of words with blanks, line breaks and typographic marks of all sorts between them."""
    pieces = draw(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=40))
    return report(normalise("".join(word + gap for word, gap in pieces)))


def folded(text: str) -> str:
    return " ".join(text.translate(PLAIN).split())


@given(reports(), st.data())
def test_every_span_of_the_view_leads_back_to_the_same_words(read: Report, data: st.DataObject) -> None:
    view = View(read)
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    words = folded(view.text[start:end])
    if not words:
        with pytest.raises(ValueError, match="no words at"):
            view.quote(start, end)
        return
    quote = view.quote(start, end)
    assert quote.exact == read.text[quote.start : quote.end]
    assert folded(quote.exact) == words
    assert quote.exact == quote.exact.strip()


@given(reports())
def test_the_whole_view_holds_the_whole_report(read: Report) -> None:
    view = View(read)
    assert folded(view.text) == folded(read.text)
    quote = view.quote(0, len(view.text))
    assert quote.exact == read.text.strip()
    assert (quote.prefix, quote.suffix) == (read.text[: quote.start], read.text[quote.end :])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("“Five kilos,” he said.\n", '"Five kilos," he said.\n'),
        ("the ship’s crew – all four\n", "the ship's crew - all four\n"),
        ("one   bag\tand\u00a0two\n", "one bag and two\n"),
        (
            "A sentence that was broken for want of any room\nat its end.\n",
            "A sentence that was broken for want of any room at its end.\n",
        ),
        ("A heading\n\n  Indented words.\n", "A heading\nIndented words.\n"),
    ],
)  # fmt: skip
def test_blanks_are_squeezed_and_marks_made_plain(text: str, seen: str) -> None:
    assert View(report(text)).text == seen


def test_a_quote_across_a_line_break_stands_as_in_the_report() -> None:
    text = "Customs officers at the northern port had seized\nfive  kilos of “resin” on that day.\n"
    view = View(report(text))
    start = view.text.index("seized five")
    quote = view.quote(start, view.text.index(" on that day"))
    assert quote.exact == "seized\nfive  kilos of “resin”"
    assert (quote.start, quote.end) == (text.index("seized"), text.index(" on that day"))


def test_furniture_is_not_read_and_moves_no_offset() -> None:
    menu, body, foot = "Home | Drugs | Heroin\n", "Police seized two kilos.\n", "Share this heroin story\n"
    text = menu + body + foot
    view = View(report(text, furniture=[(0, len(menu)), (len(menu) + len(body), len(text))]))
    assert view.text.strip() == "Police seized two kilos."
    start = view.text.index("two kilos")
    assert view.quote(start, start + 9).start == text.index("two kilos")


def test_an_empty_span_says_where_it_is() -> None:
    with pytest.raises(ValueError, match=r"no words at 3:3 of r\.txt"):
        View(report("two kilos\n")).quote(3, 3)
