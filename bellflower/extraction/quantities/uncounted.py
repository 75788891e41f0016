"""Numbers that count nothing: years, parts of dates, labels, list marks, addresses, and "one" the pronoun."""

from __future__ import annotations

from bellflower.extraction.quantities.numbers import Number
from bellflower.extraction.quantities.qualifiers import previous_word
from bellflower.patterns import regex

_LABEL_WORDS = """
    act airbus annex apartment apt area article autobahn avenue battalion berth block boeing box brigade
    building bureau bus camp case category channel chapter class clause comment count counts court decree
    district division docket door exit fax fig figure fiscal flight floor gate goal grade group highway house
    interstate issue item kilometer kilometre km lane law lesson level line lot mile model no nos number numbers
    office operation order page pages para paragraph part phase phone pier platform precinct regiment region
    resolution road room route rule s.i schedule schedules section sector seq series sn squad step street suite
    table team tel terminal top track train type unit version vol volume ward year zone
"""
_LABELS = frozenset(_LABEL_WORDS.split())
_LABEL_SIGN = regex(r"[§№&]\s?\Z|\bborn\s+in\s+\Z")
_CAPITAL_BEFORE = regex(r"(?<![.!?:;\"”]\s)(?<!^)\b[A-Z][\w'’]*\.?[\s-]\Z")
_MONTH_AFTER = regex(
    r"(?:\s?[-–]\s?|\s|\s+of\s+)(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\b\.?"
)
_MONTH_AFTER_LOW = regex(
    r"\s(?:january|february|march|april|may|june|july|august|september|october|november|december)\b(?!\s+(?:be|have))"
)
_WEIGHED = regex(
    r"[\s-]?(?:kgs?|kilos?|kilogram(?:me)?s?|grams?|grammes?|g|tons?|tonnes?|lbs?|pounds?|ounces?|lit(?:re|er)s?|tablets|pills|"
    r"capsules|cartons|bottles|bags|packets|packs|plants)\b"
)
_YEAR_FORM = regex(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d|\s+(?:to|and)\s+(?:19|20)\d\d)?")
_LIST_MARK = regex(r"\s?[)\]]|\.(?=\s)")
_LINE_START = regex(r"(?:^|\n)[ \t]*[(\[]?\Z")
_PRONOUN = regex(
    r"[\s,]+(?:of|another|can(?!\s+of)|is|was|who|that|which|has|had|would|could|should|may|might|must|by|in|on|at|to|and|or|else|day|thing|such|such|way|with|from|for|where|as)\b|\s*[.;:?!,)]|\s-|['’]s|\s*\Z"
)
_PRONOUN_BEFORE = regex(r"\b(?:no|any|every|some|this|that|each|the|which|another|only|day|it|first|last)[\s-]\Z")
_ADDRESS = regex(
    r"(?:-\d+)?\s+(?:[A-Z][\w.'-]*\s+){0,3}(?:[A-Z]\w+-(?:ro|gil|dong|gu)|block|Street|St\.|Road|Rd|Avenue|Ave|Lane|Boulevard|Blvd|Drive|Square|Highway)\b"
)
_MONTH_NAMES = """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept sep oct nov dec
"""
_MONTHS = frozenset(_MONTH_NAMES.split())
_ALSO_WORDS = frozenset(("may", "march", "mar", "dec", "jan", "jun", "sep", "oct"))
_WEB = regex(r"(?:https?://|www\.)\S+")


def web_spans(text: str) -> list[tuple[int, int]]:
    """Where web addresses stand."""
    return [match.span() for match in _WEB.finditer(text)] if "://" in text or "www." in text else []


def is_year(text: str, number: Number) -> bool:
    """Whether the figure has the form of a year, or of two with a dash between."""
    return number.form == "figure" and number.scale == 1 and bool(_YEAR_FORM.fullmatch(text, number.start, number.end))


def is_date_part(text: str, low: str, number: Number) -> bool:
    """Whether the number is the day or year of a date ("May 18, 2020", "18 May")."""
    if number.form == "words" or number.scale != 1 or number.value != int(number.value):
        return False
    if _WEIGHED.match(low, number.end):
        return False  # "in May 30 kg were found"
    word = previous_word(low, number.start).rstrip(".,")
    if word in _MONTHS:
        at = low.rfind(word, max(0, number.start - 16), number.start)
        if "," in low[at : number.start] and not is_year(text, number):
            return False  # "in June, 30 people were held"
        dated = low[at + len(word)] == "." or low[max(0, at - 3) : at] in ("on ", "in ")
        if text[at].isupper() or dated or word not in _ALSO_WORDS:
            return number.value <= 31 or is_year(text, number)
    if number.value <= 31 and number.value == int(number.value):
        return bool(_MONTH_AFTER.match(text, number.end) or _MONTH_AFTER_LOW.match(low, number.end))
    return False


def is_label(text: str, low: str, number: Number, noun: tuple[int, int] | None) -> bool:
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
    if previous_word(low, start) in _LABELS or _LABEL_SIGN.search(low, max(0, start - 10), start):
        return True
    if _ADDRESS.match(text, end):
        return True
    named = _CAPITAL_BEFORE.search(text, max(0, start - 20), start)
    counted = noun is not None and text[noun[0]].islower() and text[slice(*noun)].endswith(("s", "en", "people"))
    return named is not None and not counted


def is_pronoun(low: str, number: Number) -> bool:
    """Whether "one" stands for somebody or something ("one of them", "no one")."""
    if low[number.start : number.end] != "one":
        return False
    return bool(_PRONOUN.match(low, number.end) or _PRONOUN_BEFORE.search(low, max(0, number.start - 8), number.start))
