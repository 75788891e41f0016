import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.reading.dates import calendar_date, dateline, written_date


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("August 21, 2017", "2017-08-21"),
        ("21 August 2017", "2017-08-21"),
        ("Aug. 21, 2017", "2017-08-21"),
        ("3rd of May 2019", "2019-05-03"),
        ("2017-08-21T10:00:00Z", "2017-08-21"),
        ("2005-03", "2005-03"),
        ("March 2005", "2005-03"),
        ("2017년 8월 21일", "2017-08-21"),
        ("2017年8月21日", "2017-08-21"),
        ("3/5/2019", None),
        ("February 30, 2017", None),
        ("2017-13-01", None),
        ("yesterday", None),
    ],
)
def test_dates_as_written(text: str, edtf: str | None) -> None:
    assert written_date(text) == edtf


@given(
    st.dates(datetime.date(1800, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(["%B %d, %Y", "%d %b %Y", "%F"])
)
def test_every_day_is_read_back(day: datetime.date, form: str) -> None:
    assert written_date(day.strftime(form)) == day.isoformat()


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("August 21, 2017", "2017-08-21"),
        ("Monday, August 21, 2017", "2017-08-21"),
        ("By Vera Lind | 3 May 2019", "2019-05-03"),
        ("By Vera Lind, 3 May 2019", "2019-05-03"),
        ("Published: 3 May 2019, 10:32 GMT", "2019-05-03"),
        ("Posted on May 3, 2019", "2019-05-03"),
        ("SEOUL, Aug. 21, 2017 (Wire) -- Officers found a boat.", "2017-08-21"),
        ("Updated: 3 May 2019", None),
        ("On August 21, 2017, officers found a boat.", None),
        ("The trial began on 3 May 2019", None),
        ("In August 2017 the police said so.", None),
    ],
)
def test_only_an_unmistakable_dateline_is_the_date(line: str, edtf: str | None) -> None:
    assert dateline(f"Officers find boat\n\n{line}\n\nThe text goes on.") == edtf


def test_a_date_alone_far_down_is_no_dateline() -> None:
    assert dateline("\n".join(["A line."] * 20 + ["August 21, 2017"])) is None


@pytest.mark.parametrize(
    ("parts", "edtf"), [([2017, 8, 21], "2017-08-21"), ([2005, 3], "2005-03"), ([2019], "2019"), ([2019, 2, 30], None),
                        ([], None), ([2019, 1, 1, 1], None)]
)  # fmt: skip
def test_calendar_dates(parts: list[int], edtf: str | None) -> None:
    assert calendar_date(parts) == edtf
