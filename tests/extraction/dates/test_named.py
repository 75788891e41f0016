"""Days without a month, holidays and weekends, and what later dates may be counted from."""

from __future__ import annotations

import pytest

from bellflower.extraction.dates.dates import find_dates


@pytest.mark.parametrize(
    ("text", "published", "dates"),
    [
        ("Agents came at dawn on the 19th and went through the house.", "2011-07-28", ["2011-07-19"]),
        ("On the 25th, they left.", "2019-06-11", ["2019-05-25"]),
        ("On May 3 police came. On the 12th, they left.", "2019-06-11", ["2019-05-03", "2019-05-12"]),
        ("He was held on the 30th.", "2019-01-05", ["2018-12-30"]),
        ("They lived on the 19th floor.", "2019-06-11", []),
        ("He was the 12th man.", "2019-06-11", []),
        ("It happened on New Year's Eve.", "2011-01-14", ["2010-12-31"]),
        ("It happened on Christmas Day 2008.", "2011-01-14", ["2008-12-25"]),
        ("They were caught over the weekend.", "2019-06-11", ["2019-06-08/2019-06-09"]),
        ("They were caught at the weekend box office.", "2019-06-11", []),
        ("It was found a fortnight ago.", "2019-06-11", ["2019-05-28~"]),
        ("It was found half a year ago.", "2019-06-11", ["2018-12"]),
        ("On the 19th they came.", "2011", []),
        ("It was found the week before last.", "2018-05-09", ["2018-04-23/2018-04-29"]),
        ("They were caught over the past weekend.", "2018-05-09", ["2018-05-05/2018-05-06"]),
        ("It was found on Tuesday of last week.", "2018-05-09", ["2018-05-01"]),
        ("It was found last week on Tuesday.", "2018-05-09", ["2018-05-01"]),
        ("It was found in the night of Tuesday to Wednesday.", "2018-05-09", ["2018-05-08/2018-05-09"]),
        ("They searched it between Tuesday and Thursday.", "2018-05-09", ["2018-05-01/2018-05-03"]),
        ("A man came on Tuesday and Thursday.", "2018-05-09", ["2018-05-08", "2018-05-03"]),
        ("They searched it from 28 April to 2 May.", "2018-05-09", ["2018-04-28/2018-05-02"]),
        ("It was found three nights ago.", "2018-05-09", ["2018-05-06"]),
        ("It was found on the third of May.", "2018-05-09", ["2018-05-03"]),
        ("It was found on 3/4 May.", "2018-05-09", ["2018-05-03/2018-05-04"]),
        ("Found 18 abr, told 19 de abril de 2018.", "2018-05-09", ["2018-04-18", "2018-04-19"]),
        ("They sell Mars bars at Mayo and ago.", "2018-05-09", []),
        ("Found 25/04/18, told 2018/04/26.", "2018-05-09", ["2018-04-25", "2018-04-26"]),
        ("Found 03/04/18.", "2018-05-09", []),
        ("Found 04MAY18, told 060300Z MAY 18.", "2018-05-09", ["2018-05-04", "2018-05-06"]),
    ],
)
def test_named_days(text: str, published: str, dates: list[str]) -> None:
    assert [date.edtf for date in find_dates(text, published)] == dates


def test_nothing_is_counted_from_a_year_told_aside() -> None:
    text = "Ann, who settled here in 2007, ordered it. Her brother was caught on Nov. 3."
    assert [date.edtf for date in find_dates(text, "2014-11-27")] == ["2007", "2014-11-03"]


def test_a_chronicle_goes_on_with_its_year() -> None:
    text = "In 2007 two more were caught. On Nov. 3 police searched a farm."
    assert [date.edtf for date in find_dates(text, "2014-11-27")] == ["2007", "2007-11-03"]


def test_no_month_lies_in_the_future_of_the_report() -> None:
    text = "An agent was indicted last week over packs found in November."
    assert [date.edtf for date in find_dates(text, "2006-04-20")] == ["2006-04-10/2006-04-16", "2005-11"]


def test_the_night_before_is_counted_from_the_day_told() -> None:
    text = "He was held on Thursday, after police found it in his car the night before."
    assert [date.edtf for date in find_dates(text, "2021-05-20")] == ["2021-05-20", "2021-05-19"]
