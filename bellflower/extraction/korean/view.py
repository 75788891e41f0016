"""The view of a Korean text: names without the Hanja that stand behind them in brackets (단둥(丹東)시 is 단둥시)."""

from __future__ import annotations

from bellflower.extraction.view import View
from bellflower.patterns import regex
from bellflower.records import Report

_GLOSS = regex(r"(?<=[가-힣])\s?\([\u4e00-\u9fff·\s.]+\)")


class KoreanView(View):
    """As :class:`View`; every character of it still knows its place in the report."""

    __slots__ = ("_glosses",)

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self._glosses = [match.span() for match in _GLOSS.finditer(self.text)]
        for start, end in reversed(self._glosses):
            self.text = self.text[:start] + self.text[end:]

    def _at(self, position: int) -> int:
        for start, end in self._glosses:
            if start <= position:
                position += end - start
        return super()._at(position)
