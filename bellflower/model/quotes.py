"""Where the words stand that a model gives: found exactly once, character by character, or not at all."""

from __future__ import annotations

Span = tuple[int, int]


def find_quote(text: str, quote: str, narrow: Span, wide: Span) -> Span | str:
    """The one place of ``quote`` in ``text``, or why there is none.

    Looked for between the ends of ``narrow`` first, and only if it isn't there between those of ``wide``. Words must be
    whole: "2 kg" does not stand in "12 kg". Blanks around the quote don't count.
    """
    quote = quote.strip()
    if not quote:
        return "no words are quoted"
    for start, end in (narrow, wide):
        found = _occurrences(text, quote, start, end)
        if len(found) > 1:
            return f"the quoted words stand {len(found)} times in the text"
        if found:
            return found[0], found[0] + len(quote)
    return "the quoted words don't stand in the text"


def _occurrences(text: str, quote: str, start: int, end: int) -> list[int]:
    found, at = [], text.find(quote, start, end)
    while at >= 0:
        if not _runs_on(text, at) and not _runs_on(text, at + len(quote)):
            found.append(at)
        at = text.find(quote, at + 1, end)
    return found


def _runs_on(text: str, at: int) -> bool:
    """Whether a word runs over the gap before ``text[at]``."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
