"""Uncertain dates as spans of days."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from bellflower.reconciliation.intervals import Span, span


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2003-04", date(2003, 4, 1), date(2003, 4, 30)),
        ("2003", date(2003, 1, 1), date(2003, 12, 31)),
        ("2003-04-16", date(2003, 4, 16), date(2003, 4, 16)),
        ("1996-11/1997-02", date(1996, 11, 1), date(1997, 2, 28)),
        ("198X", date(1980, 1, 1), date(1989, 12, 31)),
        ("1976/..", date(1976, 1, 1), date.max),
        ("../1998", date.min, date(1998, 12, 31)),
        ("2003-04~", date(2003, 3, 1), date(2003, 5, 31)),
    ],
)
def test_bounds(edtf: str, start: date, end: date) -> None:
    found = span(edtf)
    assert found is not None
    assert abs((found.start - start).days) <= 1 and abs((found.end - end).days) <= 1


@pytest.mark.parametrize("edtf", ["", "last week", "2003-13", "2003-02-30"])
def test_what_is_no_date_has_no_span(edtf: str) -> None:
    assert span(edtf) is None


PLAIN = st.builds(lambda day, size: day.isoformat()[:size], st.dates(date(1800, 1, 1)), st.sampled_from((4, 7, 10)))


@given(PLAIN, PLAIN)
def test_a_plain_interval_is_what_a_parser_takes_it_for(first: str, last: str) -> None:
    parsed = parse_edtf(f"{first}/{last}")
    start, end = date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    assert span(f"{first}/{last}") == (Span(start, end) if start <= end else None)


@given(st.dates(), st.dates(), st.dates(), st.dates())
def test_a_gap_is_symmetric_and_zero_where_spans_overlap(a: date, b: date, c: date, d: date) -> None:
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    assert one.gap(other) == other.gap(one)
    assert (one.gap(other) == 0) == one.overlaps(other)
