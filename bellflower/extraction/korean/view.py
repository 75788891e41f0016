"""The view of a Korean text: names without the Hanja that stand behind them in brackets (단둥(丹東)시 is 단둥시)."""

from __future__ import annotations

import re

from bellflower.extraction.view import View
from bellflower.records import Report

_GLOSS = re.compile(r"(?<=[가-힣])\s?\([\u4e00-\u9fff·\s.]+\)")


class KoreanView(View):
    """As :class:`View`; every character of it still knows its place in the report."""

    __slots__ = ()

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        for match in reversed(list(_GLOSS.finditer(self.text))):
            self.text = self.text[: match.start()] + self.text[match.end() :]
            del self._offsets[match.start() : match.end()]
