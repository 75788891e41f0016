import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.extraction.quantities.numbers import find_numbers
from bellflower.text import lowered

NAMES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
UNITS = NAMES.split()
TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}
TEENS = {17: "seventeen", 18: "eighteen", 19: "nineteen"}


def one(text: str) -> tuple[str, float, float | None, str]:
    [number] = find_numbers(text)
    return text[number.start : number.end], number.value, number.value_max, number.qualifier


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("some 125 crates", "125", 125),
        ("1,200.5 kg", "1,200.5", 1200.5),
        ("2.5 million pills", "2.5 million", 2_500_000),
        ("forty-seven sacks", "forty-seven", 47),
        ("ninety five sacks", "ninety five", 95),
        ("two and a half kilos", "two and a half", 2.5),
        ("one and a half million pills", "one and a half million", 1_500_000),
        ("one hundred and fifty thousand pills", "one hundred and fifty thousand", 150_000),
        ("two thousand five hundred", "two thousand five hundred", 2500),
        ("a dozen boats", "a dozen", 12),
        ("half a dozen boats", "half a dozen", 6),
        ("half a million pills", "half a million", 500_000),
        ("a quarter of a million pills", "a quarter of a million", 250_000),
        ("a quarter million pills", "a quarter million", 250_000),
        ("a hundred boats", "a hundred", 100),
        ("1.5m pills", "1.5m", 1_500_000),
        ("$160m", "160m", 160_000_000),
        ("$2bn", "2bn", 2_000_000_000),
        ("2 lakh tablets", "2 lakh", 200_000),
        ("3 crore rupees", "3 crore", 30_000_000),
        ("1,20,000 rupees", "1,20,000", 120_000),
        ("1 600 kg", "1 600", 1600),
        ("1.600,5 kg", "1.600,5", 1600.5),
        ("1.600.000 pills", "1.600.000", 1_600_000),
        ("4,5 kg", "4,5", 4.5),
        ("0,125 kg", "0,125", 0.125),
        ("80, 000 pills", "80, 000", 80_000),
        ("3/4 of a ton", "3/4", 0.75),
        ("10 1/2 miles", "10 1/2", 10.5),
        ("1½ tons", "1½", 1.5),
        ("two-thirds of it", "two-thirds", 2 / 3),
        ("one third of it", "one third", 1 / 3),
        ("five (5) men", "five (5)", 5),
        ("11 thousand and 316 pills", "11 thousand and 316", 11_316),
    ],
)
def test_a_number_is_read_with_its_place(text: str, words: str, value: float) -> None:
    assert one(text) == (words, pytest.approx(value), None, "exact")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("6-10,000 bottles", 6000, 10_000),
        ("100-10,000 bottles", 100, 10_000),
        ("between 3 and 5 men", 3, 5),
        ("from 10 to 12 men", 10, 12),
        ("two or three men", 2, 3),
        ("1.5 to 3.5 billion euros", 1.5e9, 3.5e9),
        ("40 - 50 kg", 40, 50),
    ],
)
def test_ranges(text: str, low: float, high: float) -> None:
    assert one(text)[1:] == (low, high, "range")


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("dozens of boats", 24, "at_least"),
        ("hundreds of boats", 100, "at_least"),
        ("tens of thousands of boats", 10_000, "at_least"),
        ("several hundred boats", 200, "at_least"),
        ("a couple of boats", 2, "approximate"),
        ("a couple of hundred boats", 200, "approximate"),
    ],
)
def test_vague_numbers_become_bounds(text: str, value: float, qualifier: str) -> None:
    assert one(text)[1:] == (value, None, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "at 16:30 on",
        "at 5 p.m. on",
        "an AK-47",
        "on 12.5.2010",
        "on 2010-05-12",
        "call 2-747-2944",
        "the 12th man",
        "the 1970's",
        "section 4.1.2",
        "1976-77",
        "a third man",
        "wooden bones",
        "the couple",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert find_numbers(text) == []


def test_a_change_is_not_a_range() -> None:
    assert [n.value for n in find_numbers("the price rose from 10 to 12")] == [10, 12]


def test_metres_are_not_millions() -> None:
    assert one("a boat 3m long")[1] == 3


def test_letters_before_a_figure_are_told() -> None:
    assert [n.glued for n in find_numbers("KE123 and 123")] == [True, False]


def words(value: int) -> str:
    if value < 100:
        small = UNITS + list(TEENS.values())
        return small[value] if value < 20 else TENS[value // 10 * 10] + (f"-{UNITS[value % 10]}" if value % 10 else "")
    if value < 1000:
        rest = value % 100
        return f"{UNITS[value // 100]} hundred" + (f" and {words(rest)}" if rest else "")
    for size, name in ((1_000_000, "million"), (1000, "thousand")):
        if value >= size:
            rest = value % size
            joint = " and " if 0 < rest < 100 else " "
            return f"{words(value // size)} {name}" + (f"{joint}{words(rest)}" if rest else "")
    raise AssertionError


@given(st.integers(0, 999_999_999))
def test_every_cardinal_in_words_is_read_whole(value: int) -> None:
    text = f"They held {words(value)} of them."
    assert one(text) == (words(value), value, None, "exact")


@given(st.integers(0, 10**9), st.booleans())
def test_every_whole_figure_is_read_whole(value: int, commas: bool) -> None:
    written = f"{value:,}" if commas else str(value)
    assert one(f"They held {written} of them.")[:2] == (written, value)


@given(st.text())
def test_any_text_is_read_and_spans_hold(text: str) -> None:
    assert len(lowered(text)) == len(text)
    last = 0
    for number in find_numbers(text):
        assert last <= number.start < number.end <= len(text)
        assert number.value_max is None or number.value < number.value_max
        last = number.end


@given(st.text(alphabet="0123456789 ,.-/½kmabnth()[]:$'", max_size=40))
def test_figures_in_any_disorder_are_survived(text: str) -> None:
    for number in find_numbers(text):
        assert number.start < number.end
