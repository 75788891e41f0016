from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.extraction.korean.numbers import NUMBER, value_of

NUMERALS = [
    ("3만5천", 35000), ("8만5천", 85000), ("1천250", 1250), ("6천300만", 63000000), ("41억", 4.1e9), ("1.5", 1.5),
    ("2천6백", 2600), ("이십오", 25), ("삼만오천", 35000), ("스물다섯", 25), ("두", 2), ("열두", 12),
    ("수십만", 200000),
    ("1억2천만", 120000000), ("3억 5천만", 350000000), ("1,200", 1200), ("백", 100), ("만", 10000), ("천오백", 1500),
    ("3조", 3e12), ("12만3천456", 123456), ("마흔", 40),
]  # fmt: skip


@pytest.mark.parametrize(("numeral", "value"), NUMERALS)
def test_numerals(numeral: str, value: float) -> None:
    assert value_of(numeral) == value
    match = re.match(NUMBER, numeral + " 개")
    assert match is not None and match.group() == numeral


def test_what_is_no_numeral() -> None:
    assert value_of("필로폰") is None


@given(st.integers(1, 10**12 - 1))
def test_a_number_written_in_ten_thousands_is_read_back(number: int) -> None:
    parts = []
    for unit, size in (("억", 10**8), ("만", 10**4), ("", 1)):
        if number // size:
            parts.append(f"{number // size}{unit}")
        number %= size
    written = "".join(parts)
    total = value_of(written)
    assert total == value_of(" ".join(parts))
    assert total is not None and total == sum(
        int(re.sub(r"\D", "", part)) * {"억": 10**8, "만": 10**4}.get(part[-1], 1) for part in parts
    )


_SINO = "영일이삼사오육칠팔구"


@given(st.integers(1, 99_999_999))
def test_a_number_written_in_words_is_read_back(number: int) -> None:
    def small(n: int) -> str:
        digits = f"{n:04d}"
        return "".join(
            _SINO[int(d)] + place for d, place in zip(digits, ("천", "백", "십", ""), strict=True) if d != "0"
        )

    words = (small(number // 10000) + "만" if number >= 10000 else "") + small(number % 10000)
    assert value_of(words) == number
