"""Which parts of a report are in Korean: each line is read by the grammar of its script."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bellflower.patterns import regex
from bellflower.records import Report

_HANGUL = regex("[가-힣]")
_LETTERS = regex(r"[^\W\d_]")
_LINE = regex(r"[^\n]+")
_SHARE = 0.3  # of a line's letters: a Korean line names units, ships and brands in Latin letters

Span = tuple[int, int]


def korean_lines(report: Report) -> tuple[Span, ...]:
    """The lines of ``report.text`` that are in Korean, as ``(start, end)``; empty without any Hangul."""
    text = report.text
    if text.isascii() or _HANGUL.search(text) is None:
        return ()
    return tuple(match.span() for match in _LINE.finditer(text) if _is_korean(match.group()))


def others(text: str, lines: Sequence[Span]) -> tuple[Span, ...]:
    """What ``lines`` leave of ``text``, line feeds between two of them left out."""
    edges = [0, *(edge for line in lines for edge in line), len(text)]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return tuple((start, end) for start, end in gaps if text[start:end].strip())


def without(report: Report, spans: Sequence[Span]) -> Report:
    """``report`` with ``spans`` passed over like furniture; its text and offsets stay."""
    hidden: list[Span] = []
    for start, end in sorted((*report.furniture, *spans)):
        if hidden and start <= hidden[-1][1]:
            hidden[-1] = (hidden[-1][0], max(end, hidden[-1][1]))
        else:
            hidden.append((start, end))
    return msgspec.structs.replace(report, furniture=tuple(hidden))


def _is_korean(line: str) -> bool:
    hangul = len(_HANGUL.findall(line))
    return hangul > 0 and hangul >= _SHARE * len(_LETTERS.findall(line))
