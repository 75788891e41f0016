"""Text as it is stored, and the two views of it that readers of claims need.

Offsets never move: :func:`flow` returns a string of the same length, so a span found there is a span of the report.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


def normalise(text: str) -> str:
    """The stored form ``nfc-lf-v1``: NFC, line feeds only, no invisible characters, no blanks at line ends."""
    text = _INVISIBLE.sub("", _LINE_END.sub("\n", unicodedata.normalize("NFC", text)))
    return re.sub(r"[ \t\u00a0]+\n", "\n", text).strip("\n") + "\n"
