"""EDTF in words, as bounds and as a precision."""

from __future__ import annotations

import pytest

from bellflower.sharing.dates import bounds, in_words, precision


@pytest.mark.parametrize(
    ("edtf", "words", "lower", "upper", "settles"),
    [
        ("2003-04-16", "16 April 2003", "2003-04-16", "2003-04-16", "day"),
        ("2003-04~", "about April 2003", "2003-04-01", "2003-04-30", "month"),
        ("1997?", "possibly 1997", "1997-01-01", "1997-12-31", "year"),
        ("199X", "the 1990s", "1990-01-01", "1999-12-31", "decade"),
        ("1990/1993~", "1990 to about 1993", "1990-01-01", "1993-12-31", "range"),
        ("../2017-08-21", "by 21 August 2017", None, "2017-08-21", "range"),
        ("1976/..", "from 1976 on", "1976-01-01", None, "range"),
        ("2003-21", "spring 2003", "2003-03-01", "2003-05-31", "season"),
        ("[1997,1998]", "1997 or 1998", "1997-01-01", "1998-12-31", "set"),
        ("no date", "no date", None, None, "unknown"),
    ],
)
def test_a_date_in_every_form(edtf: str, words: str, lower: str | None, upper: str | None, settles: str) -> None:
    assert in_words(edtf) == words
    assert bounds(edtf) == (lower, upper)
    assert precision(edtf) == settles
