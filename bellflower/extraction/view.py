"""The text as the grammar reads it: paragraphs joined, blanks squeezed, typographic marks made plain.

Every character of the view knows its place in the report, so a span of the view is a span of the report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from bellflower.patterns import regex
from bellflower.records import Quote, Report, quote_at
from bellflower.text import flow

_PLAIN = str.maketrans("’‘“”«»–‑‐\u00a0\u202f\u2009\t", '\'\'""""---    ')
_BLANKS = regex(r" {2,}|\s*\n\s*")


class View:
    """A report's text for reading; ``quote`` leads back to the words as they stand."""

    __slots__ = ("_cuts", "_lost", "report", "text")

    def __init__(self, report: Report) -> None:
        self.report = report
        plain = flow(_without(report.text, report.furniture)).translate(_PLAIN)
        pieces: list[str] = []
        last = lost = 0
        self._cuts = [0]
        self._lost = [0]
        for match in _BLANKS.finditer(plain):
            pieces += (plain[last : match.start()], "\n" if "\n" in match.group() else " ")
            last = match.end()
            lost += last - match.start() - 1
            self._cuts.append(last - lost)
            self._lost.append(lost)
        pieces.append(plain[last:])
        self.text = "".join(pieces)

    def _at(self, position: int) -> int:
        """Where in the report the character at ``position`` of the text stands."""
        return position + self._lost[bisect_right(self._cuts, position) - 1]

    def quote(self, start: int, end: int) -> Quote:
        """The words of the report behind ``text[start:end]``; raises ``ValueError`` for an empty span."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            raise ValueError(f"no words at {start}:{end} of {self.report.path}")
        return quote_at(self.report.text, self._at(start), self._at(end - 1) + 1)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, last = [], 0
    for start, end in spans:
        pieces += [text[last:start], "\n" * (end - start)]
        last = end
    return "".join(pieces) + text[last:]
