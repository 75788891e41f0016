"""Text as it is stored, and the two views of it that readers of claims need.

Offsets never move: :func:`flow` returns a string of the same length, so a span found there is a span of the report.
"""

from __future__ import annotations

import itertools
import re
import unicodedata

from bellflower.patterns import regex

_LINE_END = regex(r"\r\n?|\u2028|\u2029|\x0b|\x0c")
_LINE_ENDS = "\r\x0b\x0c\u2028\u2029"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_NO_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE))
_BLANKS = " \t\u00a0"


def normalise(text: str) -> str:
    """The stored form ``nfc-lf-v1``: NFC, line feeds only, no invisible characters, no blanks at line ends."""
    # Most texts need none of this, and to see that is many times quicker than to do it.
    # Invisible characters go first: one between a letter and its accent would keep NFC from joining them.
    if any(char in text for char in _INVISIBLE):
        text = text.translate(_NO_INVISIBLE)
    if any(char in text for char in _LINE_ENDS):
        text = _LINE_END.sub("\n", text)
    text = unicodedata.normalize("NFC", text)
    lines = text.split("\n")
    if any(line and line[-1] in _BLANKS for line in lines):
        text = "\n".join(line.rstrip(_BLANKS) for line in lines)
    return text.strip("\n") + "\n"


_TERMINAL = regex(r"[.!?:;][\"'”’)\]]*$")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_LIST_ITEM = regex(
    r"(?:[-*•–—▪·]|\(?\d{1,3}[.)]|\d{4}-\d\d(?:-\d\d)?:?|\(?[a-z]\)|"
    rf"(?:\d{{1,2}} )?(?:{_MONTH}\.? )?(?:\d{{1,2}}, )?(?:1[89]|20)\d\d ?[.:-])\s"
)
_WRAP_WIDTH = 45  # a line shorter than this was not broken for want of room


def flow(text: str) -> str:
    """``text`` with the line breaks inside paragraphs turned into blanks; same length, so offsets hold in both.

    Hard-wrapped and double-spaced text (a blank line after every line, as PDF converters leave it) is joined;
    headings, list items and paragraphs keep their line feed.
    """
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    spaced = _is_double_spaced(text, lines)
    out, last = [], 0
    for (start, end), (after, after_end) in itertools.pairwise(lines):
        gap = text.count("\n", end, after)
        if _continues(text[start:end], text[after:after_end], blank=gap > 1, spaced=spaced):
            out += [text[last:end], " " * (after - end)]
            last = after
    return "".join(out) + text[last:]


def _is_double_spaced(text: str, lines: list[tuple[int, int]]) -> bool:
    if len(lines) < 8:
        return False
    apart = sum(text.count("\n", a[1], b[0]) > 1 for a, b in itertools.pairwise(lines))
    open_ended = sum(not _TERMINAL.search(text[start:end]) for start, end in lines)
    narrow = sum(end - start <= 100 for start, end in lines)
    return apart > 0.8 * len(lines) and open_ended > 0.5 * len(lines) and narrow > 0.95 * len(lines)


def _continues(line: str, following: str, *, blank: bool, spaced: bool) -> bool:
    following = following.lstrip()
    if _LIST_ITEM.match(following):
        return False
    if _TERMINAL.search(line.rstrip()):
        return not blank and len(line) >= _WRAP_WIDTH
    if following[:1].islower() and len(line.split()) > 2:
        return True
    return len(line) >= _WRAP_WIDTH and (spaced or not blank)


_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof gen col lt sgt capt maj adm gov sen rep hon st no nos vs etc inc ltd co corp dept approx est fig
    art sec ca jan feb mar apr jun jul aug sept sep oct nov dec u.s u.k u.n d.c e.g i.e a.m p.m jr sr ft mt pp al rs
    """.split()  # noqa: SIM905 - a list of fifty short words reads better as words
)
_LAST_WORD = regex(r"[\w.&'’]*$")
_MAY_END = frozenset(["u.s", "u.k", "u.n", "d.c", "a.m", "p.m", "etc", "inc", "ltd", "co", "corp", "no"])
_UNITS = frozenset(["kg", "kgs", "cm", "km", "lb", "lbs", "oz", "ml"])
_OPENER = regex(r"\s+(?:The|A|An|In|On|At|He|She|It|They|But|Two|Three|Police|Customs|Officers|Authorities)\b")
_BOUNDARY = regex(
    r"(?P<mark>[.!?]+)(?P<close>[\"'”’»)\]]*(?:\[\d{1,3}\])*)(?=\s+(?P<next>[\"'“‘«(\[]*\w|[\"“‘«-]))|\n+"
)


def sentences(flowed: str) -> list[tuple[int, int]]:
    """The sentences of a flowed text as ``(start, end)``: split at terminal marks and at kept line feeds."""
    spans, start = [], 0
    for match in _BOUNDARY.finditer(flowed):
        if match.group("mark") and not _ends_sentence(flowed, match):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(flowed)))
    return [span for span in (_strip(flowed, *span) for span in spans) if span[0] < span[1]]


def _ends_sentence(flowed: str, match: re.Match[str]) -> bool:
    nxt = match.group("next")[-1]
    if match.group("mark") != ".":
        return not nxt.islower()
    if nxt.islower():
        return False
    word = _LAST_WORD.search(flowed[max(0, match.start() - 12) : match.start()])
    last = word.group() if word else ""
    if last.lower() in _UNITS:
        return nxt.isupper()
    if last.lower() in _ABBREVIATIONS:
        return last.lower() in _MAY_END and bool(_OPENER.match(flowed, match.end()))
    return not (len(last) == 1 and last.isupper() and not match.group("close"))


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return start + lead, start + len(piece.rstrip())


def lowered(text: str) -> str:
    """Lower case that never changes the length, so that offsets hold (``İ`` and its like stay as they are)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
