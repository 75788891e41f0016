"""Korean numerals: figures with 만 and 억 (3만5천), Sino-Korean (이십오), native (스물다섯), and tens of (수십)."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12}
_UNITS = "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉".split()  # noqa: SIM905 - words read better as words
_BOUND = {"한": 1, "두": 2, "세": 3, "네": 4, "서": 3, "석": 3, "너": 4, "넉": 4, "닷": 5, "엿": 6}
_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80,
         "아흔": 90}  # fmt: skip
_NATIVE = {word: value for value, word in enumerate(_UNITS, start=1)} | _BOUND
NATIVE: dict[str, int] = (
    _NATIVE
    | _TENS
    | {ten + unit: a + b for ten, a in _TENS.items() if ten != "스무" for unit, b in _NATIVE.items() if b < 10}
)

_NATIVE_WORDS = "|".join(sorted(NATIVE, key=len, reverse=True))
_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MIXED = rf"(?:{_FIGURES})(?:[십백천만억조]+(?:\s?(?:{_FIGURES})(?=[십백천만억조])|\d+)?)*"
_SINO = r"(?<![가-힣])[일이삼사오육륙칠팔구]?[십백천만억조][일이삼사오육륙칠팔구십백천만억조]*"
_TENS_OF = r"(?<![가-힣])수(?:십|백|천)[만억]?|(?<![가-힣])수만|(?<![가-힣])수억"

#: A numeral as it stands before a unit or counter.
NUMBER = (
    rf"(?:{_TENS_OF}|{_MIXED}|{_SINO}|(?<![가-힣])[일이삼사오육칠팔구](?=\s?(?:킬로|그램|톤))"
    rf"|(?<![가-힣])(?:{_NATIVE_WORDS}))"
)


def value_of(numeral: str) -> float | None:
    """What a numeral says; tens of (수십, 수백만) say their least. ``None`` for what is no numeral.

    >>> value_of("3만5천"), value_of("이십오"), value_of("스물다섯"), value_of("1천250"), value_of("수십만")
    (35000.0, 25.0, 25.0, 1250.0, 200000.0)
    """
    plain = re.sub(r"[\s,]", "", numeral)
    if plain in NATIVE:
        return float(NATIVE[plain])
    if plain.startswith("수") and len(plain) > 1:
        plain = "이" + plain[1:]
    total = section = 0.0
    current: float | None = None
    for piece in re.findall(r"\d+(?:\.\d+)?|.", plain):
        if piece[0].isdigit():
            current = float(piece)
        elif piece in _DIGITS:
            current = float(_DIGITS[piece])
        elif piece in _SMALL:
            section += (1 if current is None else current) * _SMALL[piece]
            current = None
        elif piece in _LARGE:
            section += current or 0
            total += (section or 1) * _LARGE[piece]
            section, current = 0.0, None
        else:
            return None
    return total + section + (current or 0)


def is_vague(numeral: str) -> bool:
    """Whether a numeral names only its order: 수십, 수백만."""
    return numeral.strip().startswith("수")
