"""Quantities: a number, what it is measured in, how sure it is, and per what.

Units are data (``packs/units.csv``); here stands only the grammar that joins a number to what surrounds it.
The conventions are those of the codebook: mass in kg, volume in l, money by currency code; nearly and about are
approximate, up to is a ceiling, more than a floor.
"""

from __future__ import annotations

import re

import msgspec

from bellflower.extraction.quantities.numbers import Number, find_numbers
from bellflower.extraction.quantities.qualifiers import qualified
from bellflower.extraction.quantities.spans import QuantitySpan, joined, tidy
from bellflower.extraction.quantities.uncounted import is_date_part, is_label, is_pronoun, is_year, web_spans
from bellflower.extraction.quantities.units import Found, Unit, Units
from bellflower.patterns import regex
from bellflower.text import lowered

__all__ = ["QuantitySpan", "Units", "find_quantities"]


_ADVERBS = regex(
    r"\s+(annually|yearly|monthly|weekly|daily|hourly|per\s+annum|p\.a\.|a\s+head|per\s+capita|apiece|each\b(?=\s*[.,;)]))"
)
_ADVERB_UNIT = {
    "annually": "year", "yearly": "year", "per annum": "year", "p.a.": "year", "monthly": "month", "weekly": "week",
    "daily": "day", "hourly": "hour", "a head": "person", "per capita": "person", "apiece": "piece", "each": "piece",
}  # fmt: skip
_PER = regex(r"\s*(?:(/)\s*|(?:-|\s|\s-\s)(per|an?|each|every|the)(?:\s-\s|-|\s+))")
_PER_WORD = regex(r"\s+per\s+([a-z]+)")
_PER_FAR = regex(
    r"(?:\s+worth)?\s+of\s+(?:(?!\band\b[^.;]{0,30}\d)[^.;:\d]){1,70}?\b(?:(?:per|an?|each|every)\s+(day|week|month|year)\b|(annually|monthly|yearly|daily|weekly)\b)"
    r"(?!\s*-|\s+(?:ago|earlier|later|before|after|old|in|of|long|when|that|and\s+a))"
)
_NOT_A_RATE = regex(r"\s+(?:ago|earlier|later|before|after|old|long|when|in\s+(?:jail|prison)|of\b)")
_WORD_AFTER = regex(r"(?:\s+|-)([^\W\d_][\w'’-]*)")
# Words that end the search for a counted noun after a number: what follows belongs to something else.
_STOP_WORDS = """
    of and or in on at to from for with by than as the a an was were is are be been had has have were which
    who that this these those his her their its but when where while after before during into out over under
    more less other others also per if so it he she they we you i not no all each between against about worth
    including
"""
_STOP = frozenset(_STOP_WORDS.split())
_TIME_CODES = frozenset(("day", "week", "month", "year", "hour"))
_MONEY_NEAR = regex(
    r"\b(?:worth|valued|value|cost|costs|costing|paid|pay|price|priced|fine|fined|cash|money|bail|profit|sum|salary|earned|sold\s+for|fee)\b[^.;]{0,40}\Z"
)
_MONEY_NEXT = regex(r"\s*(?:,|and)\s+[\d.,]+\s+(?:us\s+)?(?:dollar|euro|lira|riyal|dinar)s?\b")
_OLD = regex(r"[\s-]*(years?|months?|weeks?|days?|yrs?)[\s-]+(?:old\b|of\s+age\b)|\s*y\.?o\b|\s*y/o\b|-year-olds?\b")
_AGED = regex(r"\b(?:aged?|aged\s+between|age\s+of|the\s+age\s+of|ages?)\s*:?\s*\Z")
_NAME_AGE = regex(r"[A-Z][\w'’.-]*,?\s?[(,]\s?\Z")
_NAME_AGE_AFTER = regex(r"\s?(?:[,);]|(?:,\s)?(?:from|of)\b)")
_PEOPLE = frozenset(["people", "persons", "men", "women", "suspects", "arrests", "kg", "plants", "children"])
_KILO_AND_A_HALF = regex(r"\s+and\s+(?:a|one)[\s-]+half\b(?!\s+(?:years?|months?))")
_IDLE_TON = regex(
    r"\s+of\s+(?:problems?|work|money|people|things|evidence|pressure|questions|fun|time|stuff|reasons|trouble|bricks)\b"
)
_ONE_ADJECTIVE_WORDS = """
    pure net gross whole full entire dry raw more extra additional further other
"""
_ONE_ADJECTIVE = frozenset(_ONE_ADJECTIVE_WORDS.split())
_SCALE_BEHIND = regex(r"\s(million|billion)\b")
_SCALE_BEHIND_VALUES = {"million": 1e6, "billion": 1e9}
_FURTHER = frozenset(("more", "other", "others", "further", "additional", "different"))
_OF = regex(r"\s+of(?:\s+(?:the|its|his|her|their|other|more))?(?=\s)")
_PLURALS_WORDS = """
    people men women children police fish sheep cattle teeth geese mice dead
"""
_PLURALS = frozenset(_PLURALS_WORDS.split())
_IN_A_NAME = regex(r"(?<![.!?:\"] )(?<!\n)\b[A-Z][a-z]+ \Z")  # "Mild Seven", "Channel Four"
_ODD = regex(r"[\s-]?(odd|plus|some|or\s+so|or\s+more)[\s-]+|(\+)\s?")
_THOUSANDS = regex(r"\d{1,3}\.\d{3}")
_ROUND_THOUSANDS = regex(r"\d{1,3}\.\d00")
_MEASURES = frozenset(("mass", "volume", "length", "area", "currency"))
_OF_A = regex(r"\s+of\s+an?(?=\s)")
_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}


def find_quantities(text: str, units: Units) -> tuple[QuantitySpan, ...]:
    """All quantities of ``text`` in order of their start. Bare numbers come with dimension ``none``."""
    low = lowered(text)
    spans: list[QuantitySpan] = []
    web = web_spans(text)
    done = 0
    for number in find_numbers(text, low):
        while web and web[0][1] <= number.start:
            web.pop(0)
        if number.start < done or (web and web[0][0] <= number.start):
            continue
        span = _read(text, low, number, units)
        if span is not None:
            spans.append(span)
            done = span.end
    singles = _single_units(text, low, units, spans)
    spans = [span for span in spans if not any(a.start < span.start < a.end for a in singles)] if singles else spans
    spans = sorted([*spans, *singles], key=lambda span: span.start)
    return tuple(joined(text, low, spans, units))


def _read(text: str, low: str, number: Number, units: Units) -> QuantitySpan | None:
    start, end = number.start, number.end
    if number.form == "words" and text[start].isupper() and _IN_A_NAME.search(text, max(0, start - 24), start):
        return None
    prefix = units.before(text, start, number.value)
    if number.glued and prefix is None:
        return None
    if prefix is not None:
        return _money(text, low, number, prefix, units)
    age = _age(text, low, number)
    if age is not None:
        return age
    if is_date_part(text, low, number):
        return None
    found = _unit_after(text, low, number, units)
    if found is None or (
        is_pronoun(low, number) and not (found.start == end + 1 and found.unit.dimension in _MEASURES)
    ):
        return _bare(text, low, number)
    number = _with_thousands(text, number, found)
    if is_year(text, number) and (found.start - end > 1 or found.unit.dimension == "time"):
        return None
    unit = _as_money(low, number, found, units)
    if unit.dimension == "currency" and number.scale == 1 and (scale := _SCALE_BEHIND.match(low, found.end)):
        times = _SCALE_BEHIND_VALUES[scale.group(1)]
        number = msgspec.structs.replace(number, value=number.value * times, scale=times)
        return _finished(text, low, number, unit, (found.start, found.end), start, scale.end(), units)
    if unit.dimension == "temperature" and text[max(0, start - 1) : start] in ("-", "−"):
        number = msgspec.structs.replace(number, value=-number.value, start=start - 1)
    between = low[end : found.start]
    if odd := _ODD.match(between):
        floor = odd.group(1) is None or odd.group(1).endswith(("plus", "more"))
        if number.qualifier == "exact":
            number = msgspec.structs.replace(number, qualifier="at_least" if floor else "approximate")
    adjacent = bool(odd) or between.strip(" -\u00a0([{<") in ("", "of", "of a", "of an")
    last = found.end if adjacent else end
    if adjacent and text[end : found.start].strip() in _CLOSING and text[last : last + 1] in ")]}>":
        last += 1
    return _finished(text, low, number, unit, (found.start, found.end), start, last, units)


def _money(text: str, low: str, number: Number, prefix: tuple[int, Unit], units: Units) -> QuantitySpan | None:
    start, unit = prefix
    end = number.end
    after = units.at(text, end, number.value)
    # "$10 dollars", "$75 USD": said twice; "$" gives way to the fuller name ("$20 million Australian dollars").
    if after is not None and after.unit.dimension == "currency":
        return _finished(text, low, number, after.unit, (start, number.start), start, after.end, units)
    return _finished(text, low, number, unit, (start, number.start), start, end, units)


def _unit_after(text: str, low: str, number: Number, units: Units) -> Found | None:
    end = number.end
    if low[end : end + 1] == "x" and not low[end + 1 : end + 2].isalnum():
        end += 1
    if number.qualifier == "at_least" and (of := _OF.match(low, end)):
        end = of.end()  # hundreds of kilograms
    found = units.at(text, end, number.value)
    if found is None and (odd := _ODD.match(low, end)):
        found = units.at(text, odd.end(), number.value)
    if found is None and 0 < number.value < 1 and (of_a := _OF_A.match(low, end)):
        found = units.at(text, of_a.end())
    if found is None and text[end : end + 1] in (" ", "(", "[", "{", "<"):
        opening = end + (text[end] == " ")
        if text[opening : opening + 1] in _CLOSING:
            inside = units.at(text, opening + 1, number.value)
            if inside and text[inside.end : inside.end + 1] == _CLOSING[text[opening]]:
                found = inside
    if found is not None and _taken(text, low, number, found):
        return found
    return _counted(text, low, number.value, end, units)


def _with_thousands(text: str, number: Number, found: Found) -> Number:
    """ "12.000 tablets", "40.500 euros": a point that parts thousands, since these have no three decimals."""
    dimension = found.unit.dimension
    pattern = _THOUSANDS if dimension == "count" else _ROUND_THOUSANDS if dimension == "currency" else None
    if pattern is None or number.value_max is not None or not pattern.fullmatch(text, number.start, number.end):
        return number
    return msgspec.structs.replace(number, value=number.value * 1000)


def _taken(text: str, low: str, number: Number, found: Found) -> bool:
    """Whether the word is the unit, and not the first half of a compound ("seven tablet presses")."""
    word = low[found.start : found.end]
    dimension = found.unit.dimension
    if word == "block" and number.value >= 100:
        return False  # the 6100 block of a street
    if dimension == "currency" and len(word) <= 2 and word.isascii() and word.isalpha():
        return len(word) == 2 and text[found.start : found.end].isupper()  # "315 TL", but not "40 Rs" of a list
    if dimension == "count" and number.value != 1 and not found.plural and text[number.end : found.start].isspace():
        after = _WORD_AFTER.match(low, found.end)
        return after is None or not after.group(1).endswith("s") or after.group(1) in _STOP
    return True


def _counted(text: str, low: str, value: float, position: int, units: Units) -> Found | None:
    """The counted noun behind one to three words: "133 ecstasy tablets", "11,500 pure kilos"."""
    adjective = ""
    for step in range(4):
        word = _WORD_AFTER.match(low, position)
        if word is None or word.group(1) in _STOP or (step == 0 and text[position] == "-"):
            return None
        if step:
            found = units.at(text, position, value)
            if (
                found
                and found.plural
                and (found.unit.dimension == "count" or (step == 1 and adjective in _ONE_ADJECTIVE))
            ):
                return found
        adjective = word.group(1)
        position = word.end()
    return None


def _as_money(low: str, number: Number, found: Found, units: Units) -> Unit:
    """Pounds are money after a scale word or where money is spoken of, unless goods follow."""
    word = low[found.start : found.end]
    if word not in ("pound", "pounds") or found.unit.dimension != "mass":
        return found.unit
    of = low.startswith(" of", found.end)
    if _MONEY_NEXT.match(low, found.end):
        return units.named("pounds sterling") or found.unit
    if not of and (number.scale >= 1e6 or _MONEY_NEAR.search(low, max(0, number.start - 48), number.start)):
        return units.named("pounds sterling") or found.unit
    return found.unit


def _finished(
    text: str,
    low: str,
    number: Number,
    unit: Unit,
    unit_at: tuple[int, int],
    start: int,
    end: int,
    units: Units,
) -> QuantitySpan:
    value, value_max = number.value * unit.factor, number.value_max and number.value_max * unit.factor
    half = _KILO_AND_A_HALF.match(low, end)
    if half and number.value == int(number.value) and number.value < 100 and unit.dimension in ("mass", "volume"):
        value, end = value + unit.factor / 2, half.end()
    per, divisor, end = _rate(text, low, unit, end, units)
    qualifier, start, end = qualified(low, number, start, end, unit.dimension)
    return QuantitySpan(
        start=start,
        end=end,
        number_start=number.start,
        number_end=number.end,
        value=tidy(value / divisor),
        value_max=None if value_max is None else tidy(value_max / divisor),
        unit=unit.code,
        unit_raw=text[unit_at[0] : unit_at[1]].strip(),
        unit_start=unit_at[0],
        unit_end=unit_at[0] + len(text[unit_at[0] : unit_at[1]].rstrip()),
        dimension=unit.dimension,  # type: ignore[arg-type]
        qualifier=qualifier,
        per=per,
    )


def _rate(text: str, low: str, unit: Unit, end: int, units: Units) -> tuple[str | None, float, int]:
    """The denominator, what to divide by to state it in canonical units, and where it ends."""
    adverb = _ADVERBS.match(low, end)
    if adverb:
        return _ADVERB_UNIT[re.sub(r"\s+", " ", adverb.group(1))], 1, adverb.end()
    match = _PER.match(low, end)
    if match and match.group(2) != "the" and text[match.end() - 1 : match.end()] != "\n":
        found = units.at(text, match.end())
        word = match.group(1) or match.group(2)
        strict = word in ("/", "per")
        if (
            found
            and found.start == match.end()
            and (strict or (_may_be_rate(unit, found.unit) and not _NOT_A_RATE.match(low, found.end)))
        ):
            code, divisor = _denominator(found.unit)
            return code, divisor, found.end
        if word == "per" and (named := _PER_WORD.match(low, end)):
            return named.group(1), 1, named.end()
        if not strict and low.startswith("share", match.end()) and unit.dimension == "currency":
            return "share", 1, match.end() + 5
        if not strict and unit.dimension == "currency" and low.startswith("dozen", match.end()):
            return "dozen", 1, match.end() + 5
    if unit.dimension in ("mass", "volume", "count", "currency"):
        far = _PER_FAR.match(low, end)
        if far and not (far.group(2) and text[far.start(2)].isupper()):  # no period in the "Daily Mail"
            period = far.group(1) or _ADVERB_UNIT[far.group(2)]
            return period, 1, end
    return None, 1, end


def _may_be_rate(unit: Unit, below: Unit) -> bool:
    if below.code in _TIME_CODES:
        return unit.dimension not in ("time", "temperature", "angle")
    return unit.dimension == "currency" and below.dimension in ("mass", "volume", "count", "area")


def _denominator(unit: Unit) -> tuple[str, float]:
    """Per gram stays per gram, as prices are told; per pound becomes per kilogram."""
    if unit.dimension == "mass" and unit.factor == 0.001:
        return "g", 1
    return unit.code, unit.factor


def _age(text: str, low: str, number: Number) -> QuantitySpan | None:
    if number.value > 130 and number.scale > 1:
        return None
    match = _OLD.match(low, number.end)
    end = number.end
    unit = "year"
    if match:
        word = (match.group(1) or "year").rstrip("s")
        unit, end = ("year" if word == "yr" else word), match.end()
    elif _AGED.search(low, max(0, number.start - 16), number.start) and number.value < 130:
        pass
    elif not (
        number.form == "figure"
        and number.value_max is None
        and 10 <= number.value < 100
        and number.value == int(number.value)
        and _NAME_AGE.search(text, max(0, number.start - 24), number.start)
        and _NAME_AGE_AFTER.match(low, number.end)
        and not is_date_part(text, low, number)
    ):
        return None
    qualifier, start, end = qualified(low, number, number.start, end, "age")
    return QuantitySpan(
        start=start,
        end=end,
        number_start=number.start,
        number_end=number.end,
        value=number.value,
        value_max=number.value_max,
        unit=unit,
        unit_raw=text[number.end : end].strip(" -") or None,
        unit_start=number.end if match else None,
        unit_end=end if match else None,
        dimension="age",
        qualifier=qualifier,
    )


def _bare(text: str, low: str, number: Number) -> QuantitySpan | None:
    """A number without a unit, unless it is a year, a label, a list mark or a pronoun."""
    start, end = number.start, number.end
    noun = _noun(low, number)
    if is_year(text, number) and (noun is None or text[slice(*noun)].lower() not in _PEOPLE):
        return None
    if (number.form == "figure" and is_label(text, low, number, noun)) or is_pronoun(low, number):
        return None
    qualifier, begin, end = qualified(low, number, start, end, "none")
    if low[end : end + 1] == "x":
        end += 1
    return QuantitySpan(
        start=begin,
        end=end,
        number_start=start,
        number_end=number.end,
        value=number.value,
        value_max=number.value_max,
        unit=None,
        unit_raw=text[slice(*noun)] if noun else None,
        unit_start=noun[0] if noun else None,
        unit_end=noun[1] if noun else None,
        dimension="none",
        qualifier=qualifier,
    )


def _noun(low: str, number: Number) -> tuple[int, int] | None:
    """The words counted: up to the first plural behind the number ("eight cabinet ministers"), else the next word."""
    position = number.end
    if number.qualifier == "at_least" and (of := _OF.match(low, position)):
        position = of.end()
    first: tuple[int, int] | None = None
    for _ in range(4):
        word = _WORD_AFTER.match(low, position)
        if word is not None and first is None and word.group(1) in _FURTHER:
            position = word.end()
            continue
        if word is None or word.group(1) in _STOP:
            break
        first = first or word.span(1)
        if number.value == 1:
            break
        if word.group(1) in _PLURALS or (
            word.group(1).endswith("s") and not word.group(1).endswith(("ss", "us", "'s", "ous"))
        ):
            return first[0], word.end(1)
        position = word.end()
    return first


def _single_units(text: str, low: str, units: Units, spans: list[QuantitySpan]) -> list[QuantitySpan]:
    """ "a ton", "an ounce": one of a measure. Counts are left alone ("a bottle" is no quantity)."""
    out = []
    taken = [(span.start, max(span.end, span.unit_end or 0)) for span in spans]
    for match in units.singles.finditer(low):
        before = low[match.start() - 1] if match.start() else " "
        if before.isalnum() or before in "_$-" or _IDLE_TON.match(low, match.end()):
            continue
        if any(start <= match.start() < end for start, end in taken):
            continue
        article_end = match.start() + (2 if low[match.start() + 1] == "n" else 1)
        found = units.at(text, article_end)
        if found is not None and low[found.start : found.end] not in ("grain", "stone"):
            number = Number(start=match.start(), end=article_end, value=1, form="words")
            out.append(
                _finished(text, low, number, found.unit, (found.start, found.end), match.start(), found.end, units)
            )
    return out
