from __future__ import annotations

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.extraction.korean.dates import find_dates

PUBLISHED = "2014-11-12"  # a Wednesday

DATES = [
    ("2003년 4월 20일 호주 당국은", ["2003-04-20"]),
    ("97년 8월", ["1997-08"]),
    ("지난 3일 저녁", ["2014-11-03"]),
    ("지난 20일", ["2014-10-20"]),
    ("12일 전했다", ["2014-11-12"]),
    ("지난달 28일", ["2014-10-28"]),
    ("지난달", ["2014-10"]),
    ("지난달 말", ["2014-10-21~/2014-10-31~"]),
    ("이달 2일", ["2014-11-02"]),
    ("지난 7월", ["2014-07"]),
    ("10월 4일", ["2014-10-04"]),
    ("작년", ["2013"]),
    ("작년 8월", ["2013-08"]),
    ("지난해 말", ["2013-09~/2013-12~"]),
    ("재작년 5월", ["2012-05"]),
    ("올해 들어", ["2014"]),
    ("올해 상반기", ["2014-01/2014-06"]),
    ("올봄, 올 여름에", ["2014-22"]),
    ("2019년 3분기", ["2019-07/2019-09"]),
    ("2006년 봄", ["2006-21"]),
    ("지난해 가을", ["2013-23"]),
    ("2003년 6월 초", ["2003-06-01~/2003-06-10~"]),
    ("90년대 말", ["1997/1999~"]),
    ("1990년대 초반", ["1990/1993~"]),
    ("2000년대", ["200X"]),
    ("1990년부터 2010년까지", ["1990/2010"]),
    ("1989년 이후", ["1989/2014"]),
    ("2010년 3∼5월", ["2010-03/2010-05"]),
    ("지난주 금요일", ["2014-11-07"]),
    ("지난주", ["2014-11-03/2014-11-09"]),
    ("월요일", ["2014-11-10"]),
    ("어제", ["2014-11-11"]),
    ("사흘 전", ["2014-11-09"]),
    ("5년 전", ["2009"]),
    ("두 해 전에는", ["2012"]),
    ("1987년 5월에는 카이로에서, 같은 해 10월에는 나이로비에서", ["1987-05", "1987-10"]),
    ("1998년 12월, 이듬해 2월", ["1998-12", "1999-02"]),
    ("1999년 6월 15일 압수, 이틀 뒤 추방", ["1999-06-15", "1999-06-17"]),
    # What is no date, or none of the past
    ("3일간 머물며 2일 동안 일하다가", []),
    ("수십 년 전부터", []),
    ("지난 5년간 총", []),
    ("오는 9월부터", []),
    ("하루 5톤", []),
    ("20년형을 받았다", []),
    ("2월 31일", []),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: list[str]) -> None:
    assert [span.edtf for span in find_dates(text, PUBLISHED)] == expected


@pytest.mark.parametrize("text", ["지난달", "지난 3일", "작년 8월", "어제", "올해 들어", "지난 7월"])
def test_what_is_counted_from_the_publication_needs_its_date(text: str) -> None:
    assert find_dates(text, None) == ()


@given(st.dates(min_value=__import__("datetime").date(1950, 1, 1), max_value=__import__("datetime").date(2014, 11, 11)))
def test_every_day_is_read_back(day: object) -> None:
    text = f"{day:%Y}년 {int(f'{day:%m}')}월 {int(f'{day:%d}')}일"
    (span,) = find_dates(f"경찰은 {text} 배를 세웠다.", PUBLISHED)
    assert span.edtf == f"{day:%Y-%m-%d}"
    assert edtf.parse_edtf(span.edtf) is not None
