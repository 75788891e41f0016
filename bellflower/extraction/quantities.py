"""Quantities: a number, what it is measured in, how sure it is, and per what.

Units are data (``packs/units.csv``); here stands only the grammar that joins a number to what surrounds it.
The conventions are those of the codebook: mass in kg, volume in l, money by currency code; nearly and about are
approximate, up to is a ceiling, more than a floor.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Literal

import msgspec

from bellflower.extraction.numbers import Number, find_numbers, lowered
from bellflower.extraction.units import Found, Unit, Units
from bellflower.records import Qualifier, Record

__all__ = ["QuantitySpan", "Units", "find_quantities"]

Dimension = Literal[
    "mass", "volume", "count", "area", "length", "time", "currency", "percent", "temperature", "angle", "age", "none"
]  # fmt: skip


class QuantitySpan(Record, frozen=True):
    """A quantity at ``start:end``: qualifier, sign, number, unit and an adjacent rate, without the goods.

    ``value`` is in ``unit`` (330 g is 0.33 kg); ``unit_start:unit_end`` are the words of the unit, which may follow
    the goods ("133 ecstasy tablets"). Dimension ``none`` is a bare number; ``unit_raw`` is then the word that
    follows it, if any. ``conversion_of`` is the start of the quantity that this one repeats in another unit.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: float
    value_max: float | None
    unit: str | None
    unit_raw: str | None
    unit_start: int | None
    unit_end: int | None
    dimension: Dimension
    qualifier: Qualifier
    per: str | None = None
    conversion_of: int | None = None


_BEFORE = re.compile(
    r"(?P<approximate>\b(?:about|approximately|aproximately|approx\.?|around|roughly|some|nearly|almost|circa|ca\.|an?\s+(?:estimated|reported)"
    r"|close\s+to|in\s+the\s+region\s+of|an\s+average\s+of|estimated\s+(?:at|to\s+be)|the\s+equivalent\s+of|almost\s+exactly|virtually))"
    r"|(?P<at_most>\b(?:up\s+to|as\s+(?:much|many|high)\s+as|at\s+most|(?:less|fewer|lower)\s+than|(?:no|not)\s+more\s+than"
    r"|a\s+maximum\s+(?:of)?|just\s+under|just\s+short\s+of|under|below))"
    r"|(?P<at_least>\b(?:(?:well\s+|slightly\s+|a\s+little\s+|far\s+)?(?:more|greater|larger|higher)\s+than|(?:just\s+|well\s+|slightly\s+|a\s+little\s+)?over"
    r"|at\s+least|upwards?\s+of|(?:no|not)\s+(?:less|fewer)\s+than|in\s+excess\s+of|above|exceeding|a\s+minimum\s+of))"
)
_BEFORE_END = re.compile(rf"(?:{_BEFORE.pattern})\s*\Z")
_BEFORE_HINT = re.compile(r"(?:[a-z]|\.)\s+\Z")
_AFTER = re.compile(r"\s*\+(?!\d)|\s+or\s+(more|so)\b|[-\s]+(odd|plus)\b")
_ADVERBS = re.compile(
    r"\s+(annually|yearly|monthly|weekly|daily|hourly|per\s+annum|p\.a\.|a\s+head|per\s+capita|apiece|each\b(?=\s*[.,;)]))"
)
_ADVERB_UNIT = {
    "annually": "year", "yearly": "year", "per annum": "year", "p.a.": "year", "monthly": "month", "weekly": "week",
    "daily": "day", "hourly": "hour", "a head": "person", "per capita": "person", "apiece": "piece", "each": "piece",
}  # fmt: skip
_PER = re.compile(r"\s*(?:(/)\s*|(?:-|\s|\s-\s)(per|an?|each|every|the)(?:\s-\s|-|\s+))")
_PER_WORD = re.compile(r"\s+per\s+([a-z]+)")
_PER_FAR = re.compile(
    r"(?:\s+worth)?\s+of\s+(?:(?!\band\b[^.;]{0,30}\d)[^.;:\d]){1,70}?\b(?:(?:per|an?|each|every)\s+(day|week|month|year)\b|(annually|monthly|yearly|daily|weekly)\b)"
    r"(?!\s*-|\s+(?:ago|earlier|later|before|after|old|in|of|long|when|that|and\s+a))"
)
_NOT_A_RATE = re.compile(r"\s+(?:ago|earlier|later|before|after|old|long|when|in\s+(?:jail|prison)|of\b)")
_WORD_AFTER = re.compile(r"(?:\s+|-)([^\W\d_][\w'’-]*)")
# Words that end the search for a counted noun after a number: what follows belongs to something else.
_STOP_WORDS = """
    of and or in on at to from for with by than as the a an was were is are be been had has have were which
    who that this these those his her their its but when where while after before during into out over under
    more less other others also per if so it he she they we you i not no all each between against about worth
    including
"""
_STOP = frozenset(_STOP_WORDS.split())
_TIME_CODES = frozenset(("day", "week", "month", "year", "hour"))
_MONEY_NEAR = re.compile(
    r"\b(?:worth|valued|value|cost|costs|costing|paid|pay|price|priced|fine|fined|cash|bail|profit|sum|salary|earned|sold\s+for|fee)\b[^.;]{0,40}\Z"
)
_MONEY_NEXT = re.compile(r"\s*(?:,|and)\s+[\d.,]+\s+(?:us\s+)?(?:dollar|euro|lira|riyal|dinar)s?\b")
_OLD = re.compile(
    r"[\s-]*(years?|months?|weeks?|days?|yrs?)[\s-]+(?:old\b|of\s+age\b)|\s*y\.?o\b|\s*y/o\b|-year-olds?\b"
)
_AGED = re.compile(r"\b(?:aged?|aged\s+between|age\s+of|the\s+age\s+of|ages?)\s*:?\s*\Z")
_NAME_AGE = re.compile(r"[A-Z][\w'’.-]*,?\s?[(,]\s?\Z")
_NAME_AGE_AFTER = re.compile(r"\s?(?:[,);]|(?:,\s)?(?:from|of)\b)")
_LABEL = re.compile(
    r"(?:\b(?:no|nos|number|numbers|resolution|article|section|paragraph|para|chapter|clause|rule|route|highway|road|interstate|exit|flight"
    r"|terminal|gate|room|office|unit|bureau|building|floor|page|pages|vol|volume|issue|part|phase|goal|level|grade|class|type|category|schedule"
    r"|schedules|district|division|zone|ward|block|lane|pier|berth|lot|channel|camp|team|group|squad|brigade|battalion|regiment|precinct|region"
    r"|platform|track|line|bus|train|boeing|airbus|model|series|version|article|act|law|order|decree|operation|case|docket|tel|phone|fax|box|apartment"
    r"|apt|suite|house|door|street|avenue|autobahn|km|kilometre|kilometer|mile|top|area|sector|annex|table|figure|fig|item|step|lesson|comment|seq"
    r"|sn|born\s+in|year|fiscal|s\.i|court|count|counts)\.?|[§#№&])\s*:?\s*\Z"
)
_CAPITAL_BEFORE = re.compile(r"(?<![.!?:;\"”]\s)(?<!^)\b[A-Z][\w'’]*\.?[\s-]\Z")
_CALENDAR = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Za-z]*\.?,?\s?\Z"
)
_MONTH_AFTER = re.compile(
    r"(?:\s?[-–]\s?|\s|\s+of\s+)(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\b\.?"
)
_MONTH_AFTER_LOW = re.compile(
    r"\s(?:january|february|march|april|may|june|july|august|september|october|november|december)\b(?!\s+(?:be|have))"
)
_MONTH_BEFORE_LOW = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.|(?:on|in)\s+may)\s\Z"
)
_YEAR_FORM = re.compile(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d|\s+(?:to|and)\s+(?:19|20)\d\d)?")
_LIST_MARK = re.compile(r"\s?[)\]]|\.(?=\s)")
_LINE_START = re.compile(r"(?:^|\n)[ \t]*[(\[]?\Z")
_PRONOUN = re.compile(
    r"[\s,]+(?:of|another|can(?!\s+of)|is|was|who|that|which|has|had|would|could|should|may|might|must|by|in|on|at|to|and|or|else|day|thing|such|such|way|with|from|for|where|as)\b|\s*[.;:?!,)]|\s-|['’]s|\s*\Z"
)
_PRONOUN_BEFORE = re.compile(r"\b(?:no|any|every|some|this|that|each|the|which|another|only|day|it|first|last)[\s-]\Z")
_PEOPLE = frozenset(["people", "persons", "men", "women", "suspects", "arrests", "kg", "plants", "children"])
_WEB = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b\w+\.(?:com|org|net|html?)\b\S*")
_RANGE_GAP = re.compile(r"\s?[-–—]\s?|\s+to\s+(?:as\s+(?:much|many)\s+as\s+)?|-to-|\s+and\s+(?:up\s+to\s+)?|\s+or\s+")
_BETWEEN = re.compile(r"\bbetween\s+\Z")
_CHANGE = re.compile(
    r"\b(?:rose|risen|rising|increas\w+|grew|grown|growing|up|fell|fallen|drop\w*|jump\w*|climb\w*|soar\w*|cut|down|reduc\w+|declin\w+)\b[^.;]{0,40}\Z"
)
_COMPOUND_GAP = re.compile(r"\s+and\s+|\s+of\s+|\s|,\s")
_BRACKET = re.compile(r"[^.;()\d]{0,40}\((?:[^.;()\d]{0,50}\s)?|\s+or\s+|\s*/\s*|,\s+or\s+|\s*=\s*")
_KILO_AND_A_HALF = re.compile(r"\s+and\s+(?:a|one)[\s-]+half\b(?!\s+(?:years?|months?))")
_IDLE_TON = re.compile(
    r"\s+of\s+(?:problems?|work|money|people|things|evidence|pressure|questions|fun|time|stuff|reasons|trouble|bricks)\b"
)
_ONE_ADJECTIVE_WORDS = """
    pure net gross whole full entire dry raw more extra additional further other
"""
_ONE_ADJECTIVE = frozenset(_ONE_ADJECTIVE_WORDS.split())
_SCALE_BEHIND = re.compile(r"\s(million|billion)\b")
_SCALE_BEHIND_VALUES = {"million": 1e6, "billion": 1e9}
_ADDRESS = re.compile(
    r"(?:-\d+)?\s+(?:[A-Z][\w.'-]*\s+){0,3}(?:[A-Z]\w+-(?:ro|gil|dong|gu)|Street|St\.|Road|Rd|Avenue|Ave|Lane|Boulevard|Blvd|Drive|Square|Highway)\b"
)
_FURTHER = frozenset(("more", "other", "others", "further", "additional", "different"))
_OF = re.compile(r"\s+of(?:\s+(?:the|its|his|her|their|other|more))?(?=\s)")
_PLURALS_WORDS = """
    people men women children police fish sheep cattle teeth geese mice dead
"""
_PLURALS = frozenset(_PLURALS_WORDS.split())
_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}


def find_quantities(text: str, units: Units) -> tuple[QuantitySpan, ...]:
    """All quantities of ``text`` in order of their start. Bare numbers come with dimension ``none``."""
    low = lowered(text)
    spans: list[QuantitySpan] = []
    web = [m.span() for m in _WEB.finditer(text)] if "." in text else []
    done = 0
    for number in find_numbers(text, low):
        if number.start < done or any(start <= number.start < end for start, end in web):
            continue
        span = _read(text, low, number, units)
        if span is not None:
            spans.append(span)
            done = span.end
    singles = _single_units(text, low, units, spans)
    spans = [span for span in spans if not any(a.start < span.start < a.end for a in singles)] if singles else spans
    spans = sorted([*spans, *singles], key=lambda span: span.start)
    return tuple(_conversions(text, _merged(text, low, _shared(text, spans, units))))


def _read(text: str, low: str, number: Number, units: Units) -> QuantitySpan | None:
    start, end = number.start, number.end
    prefix = _prefix(text, start, units)
    if number.glued and prefix is None:
        return None
    if prefix is not None:
        return _money(text, low, number, prefix, units)
    age = _age(text, low, number)
    if age is not None:
        return age
    if _is_date_part(text, low, number):
        return None
    found = None if _is_pronoun(low, number) else _unit_after(text, low, number, units)
    if found is None:
        return _bare(text, low, number)
    if _is_year(text, number) and (found.start - end > 1 or found.unit.dimension == "time"):
        return None
    unit = _as_money(low, number, found, units)
    if unit.dimension == "currency" and number.scale == 1 and (scale := _SCALE_BEHIND.match(low, found.end)):
        times = _SCALE_BEHIND_VALUES[scale.group(1)]
        number = msgspec.structs.replace(number, value=number.value * times, scale=times)
        return _finished(text, low, number, unit, (found.start, found.end), start, scale.end(), units)
    if unit.dimension == "temperature" and text[max(0, start - 1) : start] in ("-", "−"):
        number = msgspec.structs.replace(number, value=-number.value, start=start - 1)
    adjacent = text[end : found.start].strip(" -\u00a0([{<") in ("", "of")
    last = found.end if adjacent else end
    if adjacent and text[end : found.start].strip() in _CLOSING and text[last : last + 1] in ")]}>":
        last += 1
    return _finished(text, low, number, unit, (found.start, found.end), start, last, units)


def _prefix(text: str, start: int, units: Units) -> tuple[int, Unit] | None:
    if start == 0:
        return None
    last = text[start - 1] if not text[start - 1].isspace() else text[start - 2 : start - 1]
    if not last or last in "-,;)" or last.isdigit() or (last.islower() and not text[max(0, start - 8) : start].strip()):
        return None
    match = units.prefixes.search(text, max(0, start - 8), start)
    if match is None:
        return None
    unit = units.named(match.group().strip())
    return None if unit is None else (match.start(), unit)


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
    if found is None and text[end : end + 1] in (" ", "(", "[", "{", "<"):
        opening = end + (text[end] == " ")
        if text[opening : opening + 1] in _CLOSING:
            inside = units.at(text, opening + 1, number.value)
            if inside and text[inside.end : inside.end + 1] == _CLOSING[text[opening]]:
                found = inside
    if found is not None and _taken(text, low, number, found):
        return found
    return _counted(text, low, number.value, end, units)


def _taken(text: str, low: str, number: Number, found: Found) -> bool:
    """Whether the word is the unit, and not the first half of a compound ("seven tablet presses")."""
    word = low[found.start : found.end]
    dimension = found.unit.dimension
    if dimension == "currency" and len(word) <= 2 and word.isascii() and word.isalpha():
        return False
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
    qualifier, start, end = _qualified(low, number, start, end, unit.dimension)
    return QuantitySpan(
        start=start,
        end=end,
        number_start=number.start,
        number_end=number.end,
        value=_tidy(value / divisor),
        value_max=None if value_max is None else _tidy(value_max / divisor),
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
        if far:
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


def _qualified(low: str, number: Number, start: int, end: int, dimension: str) -> tuple[Qualifier, int, int]:
    qualifier: Qualifier = number.qualifier
    if _BEFORE_HINT.search(low, max(0, start - 3), start):
        match = _BEFORE_END.search(low, max(0, start - 32), start)
        if match and not (
            dimension in ("time", "age") and match.group().strip() in ("over", "under", "around", "above")
        ):
            start = match.start()
            if qualifier != "range":
                qualifier = match.lastgroup  # type: ignore[assignment]
    after = _AFTER.match(low, end)
    if after and qualifier == "exact":
        word = after.group(1) or after.group(2) or "+"
        qualifier, end = ("approximate" if word in ("so", "odd") else "at_least"), after.end()
    return qualifier, start, end


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
        and not _CALENDAR.search(text, max(0, number.start - 12), number.start)
    ):
        return None
    qualifier, start, end = _qualified(low, number, number.start, end, "age")
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


def _is_date_part(text: str, low: str, number: Number) -> bool:
    if number.form == "words" or number.scale != 1:
        return False
    window = max(0, number.start - 14)
    if _CALENDAR.search(text, window, number.start) or _MONTH_BEFORE_LOW.search(low, window, number.start):
        return number.value <= 31 or _is_year(text, number)
    if number.value <= 31 and number.value == int(number.value):
        return bool(_MONTH_AFTER.match(text, number.end) or _MONTH_AFTER_LOW.match(low, number.end))
    return False


def _is_year(text: str, number: Number) -> bool:
    return number.form == "figure" and number.scale == 1 and bool(_YEAR_FORM.fullmatch(text, number.start, number.end))


def _bare(text: str, low: str, number: Number) -> QuantitySpan | None:
    """A number without a unit, unless it is a year, a label, a list mark or a pronoun."""
    start, end = number.start, number.end
    noun = _noun(low, number)
    if _is_year(text, number) and (noun is None or text[slice(*noun)].lower() not in _PEOPLE):
        return None
    if (number.form == "figure" and _is_label(text, low, number, noun)) or _is_pronoun(low, number):
        return None
    qualifier, begin, end = _qualified(low, number, start, end, "none")
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


def _is_label(text: str, low: str, number: Number, noun: tuple[int, int] | None) -> bool:
    """Whether a figure names or orders something (Resolution 2371, KE123, 112 Nguyen Street, "2)")."""
    start, end = number.start, number.end
    if low[end : end + 1].isalpha() and low[end : end + 2].rstrip(" ,.") not in ("x", "k"):
        return True
    if text[max(0, start - 1) : start] in ("[", "/", "\\", "=", "_", "@") or text[end : end + 1] == ":":
        return True
    if text[end : end + 1] == "/" and text[end + 1 : end + 2].isalnum():
        return True
    if _LIST_MARK.match(text, end) and (
        _LINE_START.search(text, max(0, start - 6), start)
        or (text[end : end + 2].strip() in (")", "]") and text[start - 1 : start] != "(")
    ):
        return True
    if _LABEL.search(low, max(0, start - 14), start) or _ADDRESS.match(text, end):
        return True
    named = _CAPITAL_BEFORE.search(text, max(0, start - 20), start)
    counted = noun is not None and text[noun[0]].islower() and text[slice(*noun)].endswith(("s", "en", "people"))
    return named is not None and not counted


def _is_pronoun(low: str, number: Number) -> bool:
    if low[number.start : number.end] != "one":
        return False
    return bool(_PRONOUN.match(low, number.end) or _PRONOUN_BEFORE.search(low, max(0, number.start - 8), number.start))


@cache
def _article_pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$-])an?[\s-](?:{'|'.join(map(re.escape, terms))})\b(?!\s*-)")


def _single_units(text: str, low: str, units: Units, spans: list[QuantitySpan]) -> list[QuantitySpan]:
    """ "a ton", "an ounce": one of a measure. Counts are left alone ("a bottle" is no quantity)."""
    out = []
    taken = [(span.start, max(span.end, span.unit_end or 0)) for span in spans]
    for match in _article_pattern(tuple(units.terms(("mass", "volume", "area")))).finditer(low):
        if any(start <= match.start() < end for start, end in taken) or _IDLE_TON.match(low, match.end()):
            continue
        article_end = match.start() + (2 if low[match.start() + 1] == "n" else 1)
        found = units.at(text, article_end)
        if found is not None and low[found.start : found.end] not in ("grain", "stone"):
            number = Number(start=match.start(), end=article_end, value=1, form="words")
            out.append(
                _finished(text, low, number, found.unit, (found.start, found.end), match.start(), found.end, units)
            )
    return out


def _shared(text: str, spans: list[QuantitySpan], units: Units) -> list[QuantitySpan]:
    """The unit that two figures share: "14.26 and 26.28 kilos"."""
    out = list(spans)
    for index, (first, second) in enumerate(pairwise(spans)):
        if (
            first.dimension == "none"
            and first.unit_raw is None
            and second.dimension in ("mass", "volume", "percent")
            and second.unit_raw
            and second.value_max is None
            and second.start == second.number_start
            and text[first.end : second.start] == " and "
            and (unit := units.named(second.unit_raw))
        ):
            out[index] = msgspec.structs.replace(
                first, value=_tidy(first.value * unit.factor), unit=unit.code, dimension=unit.dimension
            )
    return out


def _merged(text: str, low: str, spans: list[QuantitySpan]) -> list[QuantitySpan]:
    """Ranges whose ends both carry a unit, and one weight told in two units ("2 kilos and 25 grams")."""
    out: list[QuantitySpan] = []
    for span in spans:
        last = out[-1] if out else None
        if last is not None and last.unit == span.unit and last.unit and 0 < span.start - last.end < 24:
            joined = _range(low, last, span) or _compound(text, last, span)
            if joined is not None:
                out[-1] = joined
                continue
        out.append(span)
    return out


def _range(low: str, first: QuantitySpan, second: QuantitySpan) -> QuantitySpan | None:
    gap = _RANGE_GAP.fullmatch(low, first.end, second.start)
    if gap is None or first.value_max is not None or second.value_max is not None or first.value >= second.value:
        return None
    if first.per and first.per != second.per:
        return None
    joint = gap.group().strip()
    before = low[max(0, first.start - 60) : first.start]
    if (joint.startswith("and") and not _BETWEEN.search(before)) or joint == "or":
        return None
    if joint == "to" and _CHANGE.search(before):
        return None
    return msgspec.structs.replace(
        first,
        end=second.end,
        number_end=second.number_end,
        value_max=second.value,
        qualifier="range",
        per=second.per,
        unit_raw=second.unit_raw,
        unit_start=second.unit_start,
        unit_end=second.unit_end,
    )


def _compound(text: str, first: QuantitySpan, second: QuantitySpan) -> QuantitySpan | None:
    if (
        first.dimension not in ("mass", "volume", "currency")
        or first.unit_raw == second.unit_raw
        or second.qualifier != "exact"
        or second.per
    ):
        return None
    if first.value_max or second.value_max or first.end != first.unit_end:
        return None
    if first.dimension == "currency" and (second.unit_raw or "").lower() not in ("cent", "cents", "pence"):
        return None
    size = first.value / float(_count(text, first) or first.value)
    if not _COMPOUND_GAP.fullmatch(text, first.end, second.start) or second.value >= size or first.value % size > 1e-9:
        return None
    return msgspec.structs.replace(
        first,
        end=second.end,
        number_end=second.number_end,
        value=_tidy(first.value + second.value),
        unit_end=second.unit_end,
    )


def _count(text: str, span: QuantitySpan) -> float:
    numbers = find_numbers(text[span.number_start : span.number_end])
    return numbers[0].value if numbers else 0.0


def _conversions(text: str, spans: list[QuantitySpan]) -> list[QuantitySpan]:
    out = spans[:1]
    for first, second in pairwise(spans):
        same = first.dimension == second.dimension and first.unit == second.unit and first.unit_raw != second.unit_raw
        if same and first.dimension in ("mass", "volume", "area", "length") and 0 < second.start - first.end < 96:
            middle_a, middle_b = ((s.value + (s.value_max or s.value)) / 2 for s in (first, second))
            close = abs(middle_a - middle_b) <= 0.06 * max(middle_a, middle_b)
            if close and _BRACKET.fullmatch(text, first.end, second.start):
                second = msgspec.structs.replace(second, conversion_of=first.start)
        out.append(second)
    return out


def _tidy(value: float) -> float:
    """Six figures below one, six decimals above: 2 lb is 0.907185 kg, 12.5 g is 0.0125 kg."""
    return round(value, 6) if abs(value) >= 1 else float(f"{value:.6g}")
