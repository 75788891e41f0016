"""Bytes to text: declared encodings first, then UTF-8, then what the bytes look like; noise is refused."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from bellflower.patterns import regex
from bellflower.reading.document import UnreadableError

_BOMS = (  # the longer mark first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings that reports are met in; a closed list keeps short texts from being taken for an exotic code page.
_LIKELY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "euc_kr", "cp949", "johab",
    "gb18030", "big5", "shift_jis", "cp932", "euc_jp", "iso2022_jp", "iso2022_kr", "tis_620",
]  # fmt: skip
_CONTROL = regex(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = bytes(number for number in range(128) if _CONTROL.match(chr(number)))
_HIGH = regex(rb"[\x80-\xff]")
_HIGH_PAIR = regex(rb"[\x80-\xff][\x80-\xff]")
_MOST_CONTROLS = 0.002  # a stray form feed or bell in a long text is no reason to refuse it
_SAMPLE = 200_000  # bytes that are enough to tell an encoding


def decode(data: bytes, declared: Iterable[str | None] = ()) -> str:
    """The text in ``data``. ``declared`` are encoding names that the document or its carrier gave, best first.

    Raises :class:`UnreadableError` where the bytes are no text in an encoding that can be told.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            text = _decoded(data, name)
            if text is not None:
                return text.removeprefix("\ufeff")
    for candidate in declared:
        text = _decoded(data, candidate) if candidate else None
        if text is not None and not _noise(text):
            return text
    text = _decoded(data, "utf-8")
    # In UTF-8 a control character is one byte, and bytes are counted much quicker than characters.
    if text is not None and (len(data.translate(None, _CONTROL_BYTES)) == len(data) or not _noise(text)):
        return text
    wide = _utf16_without_mark(data)
    text = _decoded(data, wide) if wide else None
    if text is not None and not _noise(text):
        return text
    guess = _nearly_utf8(data) or _nearly_ascii(data) or _guess(data)
    if guess is None:
        raise UnreadableError("the text is in no encoding that can be told", "save it as UTF-8")
    return guess


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _noise(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text)


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of mostly Western text shows in its zero bytes: all at odd places or all at even ones."""
    head = data[:_SAMPLE]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < 0.2 * len(head):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, each shown as U+FFFD: a cut or a bad copy, not another encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - broken
    return text if whole >= 20 * broken and not _noise(text) else None


def _nearly_ascii(data: bytes) -> str | None:
    """Western text in Windows' code page, where all that isn't ASCII is a few bytes, each alone: quotes, dashes, £."""
    high = len(_HIGH.findall(data))
    if high > 0.03 * len(data) or _HIGH_PAIR.search(data):
        return None
    text = _decoded(data, "cp1252")
    return text if text is not None and not _noise(text) else None


def _guess(data: bytes) -> str | None:
    if b"\x00" in data:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_LIKELY, preemptive_behaviour=False).best()
    if best is None:
        return None
    text = _decoded(data, best.encoding)
    return text if text is not None and not _noise(text) else None
