"""Figures and words to numbers, each with its place in the text.

A small grammar of English cardinals: "1,200.5", "2.5 million", "forty-seven", "two and a half", "a dozen", "6-10,000".
Vague numbers become lower bounds as the codebook's rule 7 has them: "dozens" is at least 24, "hundreds" at least 100.
Dates, clock times, ordinals and serial numbers are passed over here; what is counted is told in :mod:`quantities`.
Time is linear in the text: an automaton finds where a number word may start, anchored patterns read from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec
from ahocorasick_rs import AhoCorasick

from bellflower.patterns import regex
from bellflower.records import Record
from bellflower.text import lowered


class Number(Record, frozen=True):
    """A number at ``start:end``. ``value_max`` only for a range; ``scale`` is its last scale word (1 where none).

    ``glued`` says that letters stand right before the figure: a currency code ("USD115") or no number at all ("KE123").
    """

    start: int
    end: int
    value: float
    value_max: float | None = None
    qualifier: Literal["exact", "approximate", "at_least", "range"] = "exact"
    form: Literal["figure", "words"] = "figure"
    scale: float = 1
    glued: bool = False


_UP_TO_NINETEEN = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_SMALL = {word: value for value, word in enumerate(_UP_TO_NINETEEN.split())}
_BY_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * value for value, word in enumerate(_BY_TENS.split(), start=2)}
_SCALES = {
    "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
_SCALE_WORDS = _SCALES | {
    "hundred": 1e2, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "lakhs": 1e5, "lac": 1e5,
    "lacs": 1e5, "crores": 1e7, "mn": 1e6, "mln": 1e6, "mio": 1e6, "mil": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3,
    "m": 1e6, "b": 1e9,
    "dozen": 12,
}  # fmt: skip
_VAGUE = {"tens": 10.0, "dozens": 24.0, "scores": 40.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6,
          "billions": 1e9}  # fmt: skip
_PART = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6,
         "eighth": 1 / 8, "tenth": 1 / 10}  # fmt: skip
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}

_DIGITS = regex("[0-9½¼¾⅓⅔⅛⅜⅝⅞]+")
# What starts with a digit and is no number: dates, clock times, ordinals, decades, serials, section numbers.
_NO_NUMBER = regex(
    r"\d{3}\)\s?\d{3}-\d{4}|\d{3}\.\d{3}[.-]\d{4}|\d{1,4}([-/.])\d{1,2}\1\d{2,4}(?!\d)"
    r"|\d{1,2}:\d{2}(?![\d]*\s?(?:g|kg|gr)\b)(?::\d{2})?|\d{1,2}(?:[.:]\d{2})?\s?(?:a\.m|p\.m|am\b|pm\b)"
    r"|\d+(?:-\d+){2,}|\d+(?:st|nd|rd|th)\b|\d{2,4}['’]?s\b"
    r"|(?!\d{1,3}(?:\.\d{3})+(?!\d))\d+\.\d+\.\d[\d.]*"
    r"|(?:19|20)\d\d\s?[-–/]\s?\d\d(?!\d)"
)
_FIGURE = regex(
    r"(?P<euro>\d{1,3}(?:\.\d{3})+,\d{1,3}|\d{1,3}(?:\.\d{3}){2,})(?![\d]|[.,]\d)"
    r"|(?P<fraction>(?:[1-9]\d{0,2}[ -])?[1-9]/(?:[2-58]|10|16)(?![\d/]|[.,]\d))"
    r"|(?P<decimal>0,\d+(?!\d|,\d))"
    r"|(?P<comma>\d{1,3}(?:,\d{2,3})*,\s?\d{3}(?<!\s\d{3})(?:\.\d+)?(?!\d|,\d)|\d{1,3}(?:, 000)+(?!\d))"
    r"|(?P<space>\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d{1,2})?(?!\d|,\d|[ \u00a0]\d))"
    r"|(?P<comma_decimal>\d{1,3},\d{1,2}(?!\d|,\d))"
    r"|(?P<plain>\d+(?:\.\d+)?)"
    r"|(?P<vulgar>[½¼¾⅓⅔⅛⅜⅝⅞])"
)
_DECIMAL_POINT = regex(r"(?:\A|[\s($€£])\.\Z")
_SHORT_SIGN = regex(r"\b(?:rs|tk|rp|sh|dh|dhs|kr|fr)\.\Z")  # "Rs.2.5 crore"
_UNIT_BEFORE = regex(r"\d\s?(?:kg|kgs|g|gm|gms|mg|l|ml|lbs?|oz|km)[-–]\Z")  # "200g-300g"
_RUN_ON = regex(r"\b(?:than|about|nearly|almost|least|some|over|around)\Z")  # "more than10 tonnes"
_MONTH_BEFORE = regex(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s\Z")
_TAIL_VULGAR = regex(r"\s?([½¼¾⅓⅔⅛⅜⅝⅞])")
_AND_A_HALF = regex(r"[\s-]+and[\s-]+(?:a|one)[\s-]+(half|quarter|third)\b|\s+and\s+(three)[\s-]+quarters\b")
_SCALE = regex(
    r"[\s-]{0,2}(hundred|thousand|million|billion|trillion|lakh|lac|crore|dozen)s?\b"
    r"|\s?(mn|mln|mio|bn|tn|k(?<!\sk))\b"
)
_SHORT_SCALE = regex(r"\s?(mil|[mb])\b")
_MONEY_BEFORE = regex(
    r"[$€£¥₩₹₽₦฿]\s?\Z|\b(?:usd|eur|gbp|rmb|cny|jpy|aud|cad|hkd|thb|inr|rs|pkr|idr|myr|rm|php|krw|vnd|ngn|ghs|kes|ksh|ugx|tzs|zar|zmw|chf|sek|nok|dkk|pln|czk|huf|brl|mxn)\.?\s?\Z"
)
# "2m pounds" and "1.5m pills" are millions, "3m long" and "48m" are metres: a plural noun or a sum must follow.
_COUNTED_NEXT = regex(
    r"\s+(?:(?!was|is|across|his|its|this)[a-z]{2,}s\b|people|euro|dollar|won|yen|baht|yuan|worth|(?!in\b|of\b)[a-z]+\s+(?:pill|tablet|capsule|dose)s)"
)
_WORD = regex(r"[a-z]+")
_GAP = regex(r"(?:\s+and\s+|[\s-]+)")
_HEAD = regex(
    r"(?P<half>(?:a\s+)?half[\s-]+(?=(?:an?|the)\b)(?:an?[\s-]+)?|an?[\s-]+half[\s-]+)"
    r"|(?P<part>an?\s+(?:quarter|third|half|fifth|tenth)(?=\s+of\b))(?:\s+of\s+an?\s+(?=million|billion|ton|tonne|kilo))?"
    r"|(?P<bare_half>half(?=[\s-]+(?:kilo|kilogramme|kilogram|kg|ton|tonne|pound|ounce|gram|litre|liter|gallon|million|dozen)s?\b))[\s-]+"
    r"|(?P<quarter>(?:an?\s+)?quarter(?:\s+of\s+an?)?[\s-]+(?=million|billion|ton\b|tonne\b|kilo\b|pound\b|ounce\b))"
    r"|(?P<couple>a\s+(?:couple|pair)(?:\s+of|\s+dozen|\s+hundred|\s+thousand)?)\b"
    r"|(?P<few>(?:several|an?\s+few|many)\s+(?P<few_scale>hundred|thousand|million|dozen)s?)\b"
    r"|(?P<vague>(?P<vague_word>tens|dozens|scores|hundreds|thousands|millions|billions)\b"
    r"(?:\s+of\s+(?P<vague_scale>hundreds|thousands|millions|billions)\b)?)"
    r"|(?P<one>an?[\s-]+(?=(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b))"
)
# "11 thousand and 316"
_REST = regex(r"\s+(?:and\s+)?(\d{1,3})(?![\d-]|[.,]\d|\s?(?:kg|g|gram|kilo|%)\b)")
_SMALLER_SCALE = regex(r"\s+(?:and\s+)?(\d+(?:\.\d+)?)\s+(lakh|thousand)\b")  # "2 lakh 40 thousand"
_OF_A_SCALE = regex(r"\s+(?:of\s+an?\s+)?(million|billion|trillion|crore|lakh)\b")
_POINT = regex(rf"\s+point((?:\s+(?:{'|'.join(list(_SMALL)[:10])}))+)\b")
_REPEATED = regex(r"\s?\(\s?(\d[\d,.]*)\s?\)")
_WORD_FRACTION = regex(
    r"(?:-|\s)(half|third|quarter|fourth|fifth|sixth|eighth|tenth)(?:s\b|\b(?=\s+of\b)|(?<=-half)\b|(?<=-third)\b|(?<=-quarter)\b)"
)
_RANGE_GAP = regex(r"\s?[-–—]\s?|\s+to\s+|-to-|\s+or\s+|\s+and\s+|\s+and\s+up\s+to\s+")
# "$80 to $160 million": the sign stands twice, the scale once
_SIGNED_GAP = regex(r"(?P<joint>\s?[-–—]\s?|\s+to\s+|\s+and\s+)(?P<sign>(?:us|a|c|hk|s)?[$€£¥])")
_BETWEEN = regex(r"\bbetween\s+[^\d.;]{0,24}\Z")
_CHANGE = regex(
    r"\b(?:rose|risen|rising|increas\w+|grew|grown|growing|up|fell|fallen|drop\w*|jump\w*|climb\w*|soar\w*|cut|down|reduc\w+|declin\w+)\b"
    r"[^.;]{0,40}\bfrom\s+[^.;]{0,16}\Z"
)

_STARTS = (
    *_SMALL, *_TENS, *_VAGUE, "half", "hundred", "dozen", "a half", "a couple", "a pair", "a quarter",
    "a third", "a fifth", "a tenth", "quarter", "several ", "a few ", "many ", "a hundred", "a thousand", "a million",
    "a billion", "a trillion", "a dozen", "a lakh", "a crore", "a-hundred", "a-dozen", "a-half",
)  # fmt: skip


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(list(_STARTS))


def find_numbers(text: str, low: str | None = None) -> list[Number]:
    """All numbers of ``text`` in order, ranges joined. ``low`` is ``lowered(text)`` where the caller has it already."""
    if low is None:
        low = lowered(text)
    return _joined(low, list(_singles(text, low)))


def _singles(text: str, low: str) -> Iterator[Number]:
    starts = [(m.start(), True, m.end()) for m in _DIGITS.finditer(text)]
    # Overlapping, since the "a" of "a hundred" may be the last letter of "extra hundred".
    for _, start, end in _automaton().find_matches_as_indexes(low, overlapping=True):
        if (start == 0 or not (low[start - 1].isalnum() or low[start - 1] in "'’_")) and (
            low[end - 1] == " " or end == len(low) or not (low[end].isalnum() or low[end] == "_")
        ):
            starts.append((start, False, end))
    starts.sort()
    done = 0
    for start, is_figure, end in starts:
        if start < done:
            continue
        number = _figure(text, low, start) if is_figure else _words(low, start)
        if number is None:
            if is_figure:
                skip = _NO_NUMBER.match(low, start)
                done = max(end, skip.end() if skip else 0)
            continue
        done = number.end
        yield number


def _figure(text: str, low: str, start: int) -> Number | None:
    before = text[start - 1] if start else " "
    glued = (before.isalnum() or before == "_") and not _RUN_ON.search(low, max(0, start - 8), start)
    tied = text[start - 2].isalpha() and not _UNIT_BEFORE.search(low, max(0, start - 8), start) if start > 1 else False
    if before in "-–'’" and start > 1 and (tied if before in "-–" else True):
        return None  # AK-47, COVID-19, '94
    if before == "." and _DECIMAL_POINT.search(text, max(0, start - 2), start) and not glued:
        plain = _DIGITS.match(text, start)
        assert plain is not None
        if plain.group().isdigit():  # ".5 grams"
            return _scaled(low, start - 1, plain.end(), float(f"0.{plain.group()}"), "figure", glued)
    if (
        before in ".,/:#"
        and start > 1
        and text[start - 2].isalnum()
        and before != ","
        and not _SHORT_SIGN.search(low, max(0, start - 5), start)
    ) or before == "#":
        return None
    if (before == "," and start > 1 and text[start - 2].isdigit()) or _NO_NUMBER.match(low, start):
        return None
    match = _FIGURE.match(text, start)
    if match is None:
        return None
    kind, digits, end = match.lastgroup, match.group(), match.end()
    if kind == "space" and _MONTH_BEFORE.search(low, max(0, start - 12), start):
        kind, digits = "plain", re.match(r"\d+", digits).group()  # type: ignore[union-attr]
        end = start + len(digits)
    if kind == "euro":
        value = float(digits.replace(".", "").replace(",", "."))
    elif kind == "fraction":
        whole, _, part = digits.replace("-", " ").rpartition(" ")
        above, _, below = part.partition("/")
        value = float(whole or 0) + int(above) / int(below)
    elif kind == "comma":
        value = float(re.sub(r"[,\s]", "", digits))
    elif kind == "space":
        value = float(re.sub(r"[^\d.,]", "", digits).replace(",", "."))
    elif kind in ("decimal", "comma_decimal"):
        value = float(digits.replace(",", "."))
    elif kind == "vulgar":
        value = _VULGAR[digits]
    else:
        value = float(digits)
        tail = _TAIL_VULGAR.match(text, end)
        if tail:
            value, end = value + _VULGAR[tail.group(1)], tail.end()
    return _scaled(low, start, end, value, "figure", glued)


def _scaled(low: str, start: int, end: int, value: float, form: Literal["figure", "words"], glued: bool) -> Number:
    """The number with what may follow it: "and a half", a scale word, the figure again in brackets."""
    scale = 1.0
    half = _AND_A_HALF.match(low, end)
    if half:
        value, end = value + (0.75 if half.group(2) else _PART[half.group(1)]), half.end()
    for _ in range(2):
        match = _SCALE.match(low, end)
        if match is None:
            break
        word = match.group(1) or match.group(2)
        if _SCALE_WORDS[word] == 12 and scale != 1:
            break
        scale, end = scale * _SCALE_WORDS[word], match.end()
    if scale in (1e5, 1e7) and (rest := _SMALLER_SCALE.match(low, end)) and _SCALE_WORDS[rest.group(2)] < scale:
        value, scale, end = value * scale + float(rest.group(1)) * _SCALE_WORDS[rest.group(2)], 1.0, rest.end()
    if scale == 1e3 and form == "figure" and (rest := _REST.match(low, end)):
        value, scale, end = value * 1e3 + int(rest.group(1)), 1.0, rest.end()
    if scale == 1 and form == "figure":
        match = _SHORT_SCALE.match(low, end)
        if match and (
            _MONEY_BEFORE.search(low, max(0, start - 6), start)
            or (match.group(1) == "m" and match.start(1) == end and _COUNTED_NEXT.match(low, match.end()))
        ):
            scale, end = _SCALE_WORDS[match.group(1)], match.end()
    value *= scale
    again = _REPEATED.match(low, end)
    if again:
        figure = again.group(1).replace(",", "").rstrip(".")
        if figure.count(".") < 2 and float(figure) == value:
            end = again.end()
    return Number(start=start, end=end, value=_tidy(value), form=form, scale=scale, glued=glued)


def _words(low: str, start: int) -> Number | None:
    match = _HEAD.match(low, start)
    if match is None:
        return _cardinal(low, start)
    kind = match.lastgroup
    end = match.end()
    if match.group("half") or match.group("bare_half"):
        end = match.end() - len(match.group()) + len(match.group().rstrip(" -\t\n"))
        end, factor = _scale_at(low, match.end(), end)
        return Number(start=start, end=end, value=0.5 * factor, form="words", scale=factor)
    if match.group("quarter"):
        factor_end, factor = _scale_at(low, match.end(), match.end() - 1)
        return Number(start=start, end=factor_end, value=0.25 * factor, form="words", scale=factor)
    if match.group("part"):
        end = match.end("part")
        word = match.group("part").split()[-1]
        scale_at = regex(r"\s+of\s+an?\s+(million|billion)\b").match(low, end)
        if scale_at:
            factor = _SCALE_WORDS[scale_at.group(1)]
            return Number(
                start=start, end=scale_at.end(), value=_tidy(_PART[word] * factor), form="words", scale=factor
            )
        of_unit = regex(r"\s+of\s+an?(?=\s)").match(low, end)
        return Number(start=start, end=of_unit.end() if of_unit else end, value=_PART[word], form="words")
    if match.group("couple"):
        words = match.group("couple").split()
        factor = _SCALE_WORDS.get(words[-1], 1.0)
        end = match.end() if factor == 1 or words[-1] != "of" else match.start() + match.group().rfind(" of")
        if words[-1] == "of":
            end, factor = _scale_at(low, match.end(), match.end())
        elif factor == 1:
            return None  # "a couple was arrested": two people, but no number is said
        quality: Literal["exact", "approximate"] = "exact" if words[1] == "pair" and factor == 1 else "approximate"
        return Number(start=start, end=end, value=2 * factor, qualifier=quality, form="words", scale=factor)
    if match.group("few"):
        factor = _SCALE_WORDS[match.group("few_scale")]
        return Number(start=start, end=end, value=2 * factor, qualifier="at_least", form="words", scale=factor)
    if match.group("vague"):
        value = _VAGUE[match.group("vague_word")] * (
            _SCALE_WORDS[match.group("vague_scale")] if match.group("vague_scale") else 1
        )
        return Number(start=start, end=end, value=value, qualifier="at_least", form="words")
    if kind == "one":
        hundred = _cardinal(low, match.end()) if low.startswith("hundred", match.end()) else None
        if hundred is not None:
            return msgspec.structs.replace(hundred, start=start)
        return _scaled(low, start, end - len(match.group()) + 1, 1.0, "words", False)
    return None


def _scale_at(low: str, after: int, otherwise: int) -> tuple[int, float]:
    match = regex(r"\s*(hundred|thousand|million|billion|dozen|lakh|crore)\b").match(low, after)
    return (match.end(), _SCALE_WORDS[match.group(1)]) if match else (otherwise, 1.0)


def _cardinal(low: str, start: int) -> Number | None:
    """A cardinal in words: "forty-seven", "one hundred and fifty thousand"."""
    total, current = 0.0, None
    kind, end, position, last_scale = "", start, start, float("inf")
    after_and = False
    while (match := _WORD.match(low, position)) is not None:
        word = match.group()
        if word in _SMALL:
            value = float(_SMALL[word])
            if not (current is None or kind == "hundred" or (kind == "tens" and 0 < value < 10)):
                break
            current, new = (current or 0) + value, "small"
        elif word in _TENS:
            if not (current is None or kind == "hundred"):
                break
            current, new = (current or 0) + _TENS[word], "tens"
        elif after_and:
            break
        elif word in ("hundred", "dozen"):
            if kind not in ("", "small", "tens"):
                break
            current, new = (
                (current or 1) * (100 if word == "hundred" else 12),
                "hundred" if word == "hundred" else "end",
            )
        elif word in _SCALES and current is not None and _SCALES[word] < last_scale:
            last_scale = _SCALES[word]
            total, current, new = total + current * last_scale, None, "scale"
        else:
            break
        kind, end = new, match.end()
        gap = _GAP.match(low, end)
        if gap is None or kind == "end":
            break
        after_and = "and" in gap.group()
        if after_and and kind not in ("hundred", "scale"):
            break
        position = gap.end()
    if end == start:
        return None
    value = total + (current or 0)
    scale = last_scale if kind == "scale" else 100.0 if kind == "hundred" else 12.0 if kind == "end" else 1.0
    fraction = _WORD_FRACTION.match(low, end)
    if fraction and value < 10 and kind == "small":
        value, end = value * _PART[fraction.group(1)], fraction.end()
        if scaled := _OF_A_SCALE.match(low, end):
            scale, end = _SCALE_WORDS[scaled.group(1)], scaled.end()
            value = _tidy(value * scale)
        return Number(start=start, end=end, value=value, form="words", scale=scale)
    point = _POINT.match(low, end)
    if point and scale == 1:
        digits = [str(_SMALL[word]) for word in point.group(1).split()]
        value, end = float(f"{value:.0f}.{''.join(digits)}"), point.end()
    number = _scaled(low, start, end, value, "words", False)
    return number if number.scale != 1 else _with_scale(number, scale)


def _with_scale(number: Number, scale: float) -> Number:
    return Number(start=number.start, end=number.end, value=number.value, form=number.form, scale=scale)


def _joined(low: str, numbers: list[Number]) -> list[Number]:
    """Neighbours that form one range become one number: "6-10,000", "between 3 and 5", "two or three"."""
    out: list[Number] = []
    index = 0
    while index < len(numbers):
        first = numbers[index]
        joined = _range(low, first, numbers[index + 1]) if index + 1 < len(numbers) else None
        out.append(joined or first)
        index += 2 if joined else 1
    return out


def _range(low: str, first: Number, second: Number) -> Number | None:
    if second.start - first.end > 12 or first.qualifier != "exact" or second.qualifier != "exact" or second.glued:
        return None
    gap = _RANGE_GAP.fullmatch(low, first.end, second.start) or _signed(low, first, second)
    if gap is None:
        return None
    joint = (gap["joint"] if "joint" in gap.re.groupindex else gap.group()).strip(" -\n\t")
    before = low[max(0, first.start - 60) : first.start]
    if joint == "and" and not _BETWEEN.search(before):
        return None
    if joint == "or" and (second.value - first.value > max(10, first.value) or first.value < 1):
        return None
    if joint == "to" and _CHANGE.search(before):
        return None
    bottom = _inherit(first, second, low)
    if bottom >= second.value:
        return None
    return Number(
        start=first.start,
        end=second.end,
        value=bottom,
        value_max=second.value,
        qualifier="range",
        form=second.form,
        scale=second.scale,
        glued=first.glued,
    )


def _signed(low: str, first: Number, second: Number) -> re.Match[str] | None:
    """The gap of a range of money whose upper end alone has the scale word; both ends have the same sign."""
    if first.scale != 1 or second.scale == 1 or first.value >= 1000:
        return None
    gap = _SIGNED_GAP.fullmatch(low, first.end, second.start)
    return gap if gap and low.endswith(gap["sign"], 0, first.start) else None


def _inherit(first: Number, second: Number, low: str) -> float:
    """The lower end with the scale that only the upper end states: "1.5 to 3.5 billion", "6-10,000"."""
    if first.scale == 1 and second.scale > 1:
        scaled = first.value * second.scale
        return scaled if scaled < second.value else first.value
    thousands = first.scale == 1 and first.value == int(first.value) and "," in low[second.start : second.end]
    if thousands and "," not in low[first.start : first.end] and first.value * 1000 < second.value:
        return first.value * 1000
    return first.value


def _tidy(value: float) -> float:
    """Binary noise off: 2.3 million is 2,300,000, not 2,299,999.9999999995."""
    return round(value, 6) if abs(value) < 1e9 else float(round(value))
