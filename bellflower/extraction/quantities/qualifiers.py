"""How sure a quantity is: the words before and after it that make it about, at most or at least."""

from __future__ import annotations

from bellflower.extraction.quantities.numbers import Number
from bellflower.patterns import regex
from bellflower.records import Qualifier

_BEFORE = regex(
    r"(?P<approximate>\b(?:about|approximately|aproximately|approx\.?|around|roughly|some|nearly|almost|circa|ca\.|an?\s+(?:estimated|reported)"
    r"|close\s+to|in\s+the\s+region\s+of|an\s+average\s+of|estimated\s+(?:at|to\s+be)|the\s+equivalent\s+of|almost\s+exactly|virtually))"
    r"|(?P<at_most>\b(?:up\s+to|as\s+(?:much|many|high)\s+as|at\s+most|(?:less|fewer|lower)\s+than|(?:no|not)\s+more\s+than"
    r"|a\s+maximum\s+(?:of)?|just\s+under|just\s+short\s+of|under|below))"
    r"|(?P<at_least>\b(?:(?:well\s+|slightly\s+|a\s+little\s+|far\s+)?(?:more|greater|larger|higher)\s+than|(?:just\s+|well\s+|slightly\s+|a\s+little\s+)?over"
    r"|at\s+least|upwards?\s+of|(?:no|not)\s+(?:less|fewer)\s+than|in\s+excess\s+of|above|exceeding|a\s+minimum\s+of))"
)
_BEFORE_END = regex(rf"(?:{_BEFORE.pattern})\s*\Z")
# The last words of those above: looking one word back is cheaper than searching.
_LAST_WORDS = """
    about approximately aproximately approx around roughly some nearly almost circa ca estimated reported to of at be
    exactly virtually as most than maximum under below over least above exceeding minimum
"""
_LAST = frozenset(_LAST_WORDS.split())
_AFTER = regex(r"\s*\+(?!\d)|\s+or\s+(more|so)\b|[-\s]+(odd|plus)\b")


def qualified(low: str, number: Number, start: int, end: int, dimension: str) -> tuple[Qualifier, int, int]:
    """The qualifier, and the start and end of the expression with the words that make it so."""
    qualifier: Qualifier = number.qualifier
    if previous_word(low, start) in _LAST:
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


def previous_word(low: str, start: int) -> str:
    """The word before ``start`` without the marks around it; empty where another thing stands between."""
    end = start
    while end and low[end - 1] in " \n\u00a0":
        end -= 1
    if end == start:
        return ""
    begin = max(low.rfind(" ", max(0, end - 24), end), low.rfind("\n", max(0, end - 24), end)) + 1
    return low[begin:end].strip(".:(\"'[")
