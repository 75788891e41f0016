from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bellflower.extraction.dates.dates import DateSpan, bounds, exchange_date, find_dates

PUBLISHED = "2017-08-23"  # a Wednesday
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.edtf) for span in find_dates(text, published)]


def last(text: str, published: str | None = PUBLISHED) -> DateSpan:
    return find_dates(text, published)[-1]


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        ("on 21 August 2017 he", "21 August 2017", "2017-08-21"),
        ("on August 21, 2017, he", "August 21, 2017", "2017-08-21"),
        ("on the 12th of June 1999 he", "12th of June 1999", "1999-06-12"),
        ("on Monday, May 18, 2020, he", "Monday, May 18, 2020", "2020-05-18"),
        ("on Wednesday, 5 May 2021, he", "Wednesday, 5 May 2021", "2021-05-05"),
        ("dated 2017-08-21", "2017-08-21", "2017-08-21"),
        ("on 21/08/2017 he", "21/08/2017", "2017-08-21"),
        ("on 16.02.2021 he", "16.02.2021", "2021-02-16"),
        ("on Saturday (5/12/2020) he", "Saturday (5/12/2020)", "2020-12-05"),
        ("in April 2003 he", "April 2003", "2003-04"),
        ("In 2010 he", "2010", "2010"),
        ("July 94: a man", "July 94", "1994-07"),
        ("in '94 he", "'94", "1994"),
        ("(1998)", "1998", "1998"),
        ("1998: a man", "1998", "1998"),
        ("the 2003 seizure", "2003", "2003"),
        ("around 1997 he", "around 1997", "1997~"),
        ("in May-June 1998 he", "May-June 1998", "1998-05/1998-06"),
        ("between March and May 2001 he", "March and May 2001", "2001-03/2001-05"),
        ("from 1998 to 2002 he", "1998 to 2002", "1998/2002"),
        ("from March 2001 to April 2002 he", "March 2001 to April 2002", "2001-03/2002-04"),
        ("from 3 May to 5 June 2001 he", "3 May to 5 June 2001", "2001-05-03/2001-06-05"),
        ("on 16-18 May 2004 he", "16-18 May 2004", "2004-05-16/2004-05-18"),
        ("in 1976-77 he", "1976-77", "1976/1977"),
        ("in the 1970's he", "1970's", "197X"),
        ("since the 1990s he", "1990s", "199X"),
        ("in the early 1990s he", "early 1990s", "1990/1993~"),
        ("in the mid-1980s he", "mid-1980s", "1984/1986~"),
        ("in the late 1990s he", "late 1990s", "1997/1999~"),
        ("in the spring of 2003 he", "spring of 2003", "2003-21"),
        ("in late 1997 he", "late 1997", "1997-09~/1997-12~"),
        ("at the end of 2004 he", "the end of 2004", "2004-11~/2004-12~"),
        ("in early April 2003 he", "early April 2003", "2003-04-01~/2003-04-10~"),
        ("in the first half of 2019 he", "the first half of 2019", "2019-01/2019-06"),
        ("in the first nine months of 2020", "the first nine months of 2020", "2020-01/2020-09"),
    ],
)
def test_absolute(text: str, words: str, written: str) -> None:
    for published in (PUBLISHED, None):
        assert found(text, published) == [(words, written)]
        assert not last(text, published).relative


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("on Wednesday", "2017-08-23"),
        ("on Monday", "2017-08-21"),
        ("last Wednesday", "2017-08-16"),
        ("yesterday", "2017-08-22"),
        ("this morning", "2017-08-23"),
        ("this week", "2017-08-21/2017-08-27"),
        ("last week", "2017-08-14/2017-08-20"),
        ("last month", "2017-07"),
        ("earlier this month", "2017-08"),
        ("at the beginning of the month", "2017-08"),
        ("this year", "2017"),
        ("last year", "2016"),
        ("late last year", "2016-09~/2016-12~"),
        ("two days ago", "2017-08-21"),
        ("two days earlier", "2017-08-21"),
        ("two weeks ago", "2017-08-09~"),
        ("eight months ago", "2016-12"),
        ("three years ago", "2014"),
        ("a decade ago", "2007"),
        ("In March, police", "2017-03"),
        ("in December", "2016-12"),
        ("last October", "2016-10"),
        ("in October last year", "2016-10"),
        ("on 5 March", "2017-03-05"),
        ("on Aug. 24", "2016-08-24"),
        ("on Tuesday, March 7", "2017-03-07"),
    ],
)
def test_relative_to_the_publication(text: str, written: str) -> None:
    span = last(text)
    assert (span.edtf, span.relative, span.anchor) == (written, True, "published")
    assert find_dates(text, None) == ()


@pytest.mark.parametrize(("published", "kept"), [("2017", ["last year"]), ("2017-08", ["last month", "last year"])])
def test_nothing_finer_than_the_publication_date(published: str, kept: list[str]) -> None:
    text = "It was seen yesterday, last week, last month, last year and on Friday."
    assert [words for words, _ in found(text, published)] == kept


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("In May 1998 he was caught. Later that year he left.", "1998"),
        ("In May 1998 he was caught; the same month she was.", "1998-05"),
        ("In May 1998 he was caught. In June she was.", "1998-06"),
        ("In November 1998 he was caught. In January she was.", "1999-01"),
        ("In 1998 he was caught, in May of that year.", "1998-05"),
        ("In July 1998 he left. Two months later he came back.", "1998-09"),
        ("In April 2003 he left. The following month he came back.", "2003-05"),
        ("On 3 March 2004 he left. The same day she did.", "2004-03-03"),
        ("On 3 March 2004 he left. A week later she did.", "2004-03-10~"),
        ("On 3 March 2004 he left. The next day she did.", "2004-03-04"),
        ("On 3 March 2004 he left. The day before, she had.", "2004-03-02"),
        ("On 3 March 2004 he left. The following Monday she did.", "2004-03-08"),
        ("In 1998 he left. Three years earlier he had come.", "1995"),
        ("In May 1998 he was caught. At the start of the month she was.", "1998-05"),
        ("Cases of May 1998\n\nIn the middle of the month he was caught.", "1998-05"),
    ],
)
def test_relative_to_the_date_before(text: str, written: str) -> None:
    for published in (PUBLISHED, None):
        span = last(text, published)
        assert (span.edtf, span.relative, span.anchor) == (written, True, "previous")


def test_a_new_paragraph_starts_afresh() -> None:
    assert found("In May 1998 he left.\nThat year was dry.") == [("May 1998", "1998-05")]


@pytest.mark.parametrize(
    "text",
    [
        "they found 1997 sacks",
        "a load of 2000 tablets",
        "in 2000 kg lots",
        "he may go in march step",
        "on 5/6/2020",
        "over the past two years",
        "every Sunday",
        "in room 2010",
        "call 2010-345",
        "twice a year",
        "a 25-year-old man",
        "In May that year",
        "the day after he left",
    ],
)
def test_nothing_is_invented(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("2017-08-21", "2017-08-21"),
        ("1997~", "1997"),
        ("1997?", "1997"),
        ("197X", "1970/1979"),
        ("1997/1999~", "1997/1999"),
        ("1997-09~/1997-12~", "1997"),
        ("2003-04-01~/2003-04-10~", "2003-04"),
        ("2003-21", "2003"),
        ("1998/2002", "1998/2002"),
        ("../1998", None),
        ("nonsense", None),
    ],
)
def test_projection_for_exchange(written: str, plain: str | None) -> None:
    assert exchange_date(written) == plain


def witness(written: str) -> tuple[date, date]:
    parsed = edtf.parse_edtf(written)
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    return date(*lower[:3]), date(*upper[:3])


@pytest.mark.parametrize(
    "written",
    [
        "1997",
        "1997~",
        "2000-02",
        "2017-08-21",
        "197X",
        "1997/1999~",
        "1997-09~/1997-12~",
        "2003-21",
        "2003-24",
        "1999-05-03/2000",
    ],
)
def test_bounds_are_those_of_the_edtf_library(written: str) -> None:
    assert bounds(written) == witness(written)


@pytest.mark.parametrize("written", ["../1998", "1998/", "2003-13", "2003-02-30", "", "1999/1998"])
def test_no_bounds_where_none_are_said(written: str) -> None:
    assert bounds(written) is None


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS, st.integers(0, 5))
def test_every_day_is_read_in_every_rendering(day: date, rendering: int) -> None:
    month = MONTHS[day.month - 1]
    written = (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day}{'st' if day.day in (1, 21, 31) else 'th'} of {month}, {day.year}",
        day.isoformat(),
        f"{day.day:02d}.{day.month:02d}.{day.year}",
        f"{day:%A}, {month[:3]}. {day.day}, {day.year}" if month != "May" else f"{day:%A}, May {day.day}, {day.year}",
    )[rendering]
    assert found(f"They were held on {written} there.") == [(written, day.isoformat())]


@given(DAYS)
def test_relative_days_are_calendar_arithmetic(day: date) -> None:
    published = day.isoformat()
    assert last("yesterday", published).edtf == (day - timedelta(1)).isoformat()
    assert last("nine days ago", published).edtf == (day - timedelta(9)).isoformat()
    weekday = last("They were held on Thursday.", published).edtf
    assert date.fromisoformat(weekday).weekday() == 3
    assert 0 <= (day - date.fromisoformat(weekday)).days < 7
    months = day.year * 12 + day.month - 1 - 5
    assert last("five months ago", published).edtf == f"{months // 12}-{months % 12 + 1:02d}"


VOCABULARY = """
    on in the early late mid- end of 5 12 31 2003 1998 1990s 70s March May Dec. Friday last this that same year month
    week day two ago later earlier to and between from - , . ( ) ' / spring following next first half
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])


@settings(deadline=None)  # the machine is shared: how long one text takes says nothing
@given(st.lists(WORDS, max_size=14).map(" ".join), st.sampled_from([None, "2005", "2017-08", "2017-08-23"]))
def test_whatever_is_found_is_edtf(text: str, published: str | None) -> None:
    end = 0
    for span in find_dates(text, published):
        assert end <= span.start < span.end <= len(text)
        end = span.end
        assert bounds(span.edtf) == witness(span.edtf)
        assert exchange_date(span.edtf) is not None
        assert published is not None or span.anchor != "published"


def test_a_figure_of_the_line_before_is_no_day() -> None:
    text = "- May 2, Graz: two men aged 20 and 25.\n- May 4, Linz: 30 cartons of cigarettes.\n"
    assert [written for _, written in found(text, "2019-06-19")] == ["2019-05-02", "2019-05-04"]
