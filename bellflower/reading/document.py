"""What a format's reader hands on, before metadata and hashes make it a Report."""

from __future__ import annotations

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """Why something could not be read, and what the user can do about it; both fit after ``<path>: ``."""

    reason: str
    mend: str


class UnreadableError(Exception):
    """Raised by a format's reader where nothing at all can be read. ``problem`` says why and how to mend it."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(f"{reason}; {mend}")
        self.problem = Problem(reason, mend)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Text with the metadata that the document itself carries; ``None`` where it carries none.

    ``published`` and ``accessed`` are EDTF. ``pages`` are offsets into ``text`` after normalisation.
    ``payload`` are the bytes the text came from where they aren't the whole file (a record of a web archive).
    ``problems`` are parts that could not be read while the rest could.
    """

    text: str
    media_type: str
    csl_type: str = "document"
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    accessed: str | None = None
    publisher: str | None = None
    url: str | None = None
    pages: tuple[int, ...] = ()
    payload: bytes | None = None
    problems: tuple[Problem, ...] = ()


def cleaned(value: object) -> str | None:
    """A metadata field as one line of text, or ``None`` where there is nothing in it."""
    text = " ".join(str(value).split()) if value is not None else ""
    return text or None
