"""Files and folders to reports: the order they are read in, and what is said of those that can't be."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bellflower.reading import csl
from bellflower.reading.document import Document, Problem, UnreadableError
from bellflower.reading.furniture import furniture
from bellflower.reading.language import language_of
from bellflower.reading.sniffing import FORMATS, NAMES, ending_for, sniff, suffix_of
from bellflower.records import Refusal, Report
from bellflower.text import normalise

LARGEST_FILE = 64 * 2**20  # bytes; web archives, which are read record by record, may be larger
SIDECAR = ".csl.json"
# Control characters, which no spreadsheet or page takes, and lone surrogates, which have no bytes to hash.
_STRAY = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_WARC = FORMATS[".warc"]
_MENDS = {
    errno.ENOENT: ("there is no such file", "check the name"),
    errno.EACCES: ("it may not be read", "give yourself the right to read it"),
    errno.EPERM: ("it may not be read", "give yourself the right to read it"),
    errno.ELOOP: ("it is a symbolic link that leads back to itself", "take the link away, or give the file itself"),
}


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Every file that ``paths`` name, folders walked in sorted order, each file once.

    Hidden files and ``*.csl.json`` sidecars are left out. What can't be read (a missing path, a dangling link, a link
    back to a folder that holds it) is in the list, for :func:`read_file` to say why.
    """
    found = dict.fromkeys(file for path in paths for file in _walk(path, ()))
    # A shell's ``reports/*`` names the sidecars too.
    sidecars = {csl.sidecar_of(file) for file in found} if any(map(_is_sidecar, found)) else set()
    return [file for file in found if file not in sidecars]


def read_paths(paths: Sequence[Path], on_file: Callable[[Path], None] | None = None) -> Iterator[Report | Refusal]:
    """Every report in files and folders, in sorted order, and a refusal for whatever can't be read.

    ``on_file`` is called with each file before it is read.
    """
    for file in find_files(paths):
        if on_file:
            on_file(file)
        yield from read_file(file)


def read_file(path: Path) -> Iterator[Report | Refusal]:
    """The report in a file (several in a web archive), and a refusal for whatever in it can't be read.

    Metadata stands in ``<name>.csl.json`` beside the file, else in the document. Never raises for what is in a file.
    """
    metadata, problems = read_sidecar(path)
    yield from problems
    yield from read_as(path, path.name, str(path), metadata)


def read_sidecar(path: Path) -> tuple[dict[str, Any], list[Refusal]]:
    """The CSL item beside a file (empty where there is none), and a refusal for each field that can't be used."""
    sidecar = csl.sidecar_of(path)
    if sidecar is None:
        return {}, []
    try:
        data = sidecar.read_bytes()
    except OSError as error:
        return {}, [_refusal(str(sidecar), _os_problem(error))]
    item, problems = csl.parse(data)
    return item, [_refusal(str(sidecar), problem) for problem in problems]


def read_as(path: Path, name: str, shown: str, metadata: dict[str, Any]) -> Iterator[Report | Refusal]:
    """:func:`read_file` for a file that was once called ``name``, is shown as ``shown``, and has this CSL item."""
    try:
        for found in _documents(path, name):
            if isinstance(found, Problem):
                yield _refusal(shown, found)
                continue
            for problem in found[0].problems:
                yield _refusal(shown, problem)
            report = _report(*found, name, shown, metadata)
            yield report if report else _refusal(shown, _EMPTY)
    except UnreadableError as error:
        yield _refusal(shown, error.problem)
    except OSError as error:
        yield _refusal(shown, _os_problem(error))


_EMPTY = Problem("there is no text in it", "give the file that holds the report")


def _walk(path: Path, above: tuple[str, ...]) -> Iterator[Path]:
    try:
        if not path.is_dir():
            yield path
            return
        real = os.path.realpath(path)
        names = sorted(entry.name for entry in path.iterdir())
    except OSError:
        yield path
        return
    if real in above:
        yield path
        return
    for name in names:
        if not name.startswith(".") and not _is_sidecar(Path(name)):
            yield from _walk(path / name, (*above, real))


def _is_sidecar(path: Path) -> bool:
    return path.name.lower().endswith(SIDECAR)


def _documents(path: Path, name: str) -> Iterator[tuple[Document, bytes] | Problem]:
    """Each document in a file with the bytes it was read from."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableError(
            "it is a folder that can't be walked, or a link back to one that holds it", "take it away"
        )
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("it is no regular file", "save what it holds in a file")
    with path.open("rb") as stream:
        head = stream.read(65536)
        media_type = _media_type(head, path, name)
        stream.seek(0)
        if media_type == _WARC:
            from bellflower.reading.webarchive import read_warc

            for found in read_warc(stream):
                yield found if isinstance(found, Problem) else (found, found.payload or b"")
            return
        data = stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise UnreadableError("it is larger than 64 MB", "split it, or save the article alone")
    yield _reader(media_type)(data), data


def _media_type(head: bytes, path: Path, name: str) -> str:
    """The format to read a file as: what its name says, unless its bytes say something else."""
    if not head.strip():
        raise UnreadableError("it is empty" if not head else "there is nothing in it but blanks", _EMPTY.mend)
    named = FORMATS.get(suffix_of(name))
    # A zip file's list of contents stands at its end.
    content = sniff(path.read_bytes() if head.startswith(b"PK\x03\x04") and _small(path) else head)
    called = f"and is named {suffix_of(name) or 'without an ending'}"
    if content is not None:
        media_type, what = content
        if media_type is None:
            expected = f" {called}" if named else ""
            raise UnreadableError(
                f"it is {what}{expected}, which is not a format that is read", "save its text as PDF or .txt"
            )
        if media_type != named and not (media_type == "text/html" and named in ("text/markdown", "message/rfc822")):
            raise UnreadableError(f"it is {what} {called}", f"rename it to {_stem(name)}{ending_for(media_type)}")
        return media_type if named != "text/markdown" else named
    if named is None:
        kinds = ", ".join(sorted(FORMATS))
        raise UnreadableError(
            f"its ending {suffix_of(name) or '(none)'} is no format that is read", f"give one of {kinds}"
        )
    if named in (_WARC, FORMATS[".docx"]):
        raise UnreadableError(f"it is not {NAMES[named]}, or it is broken", "get the file again, or mend its ending")
    return named


def _small(path: Path) -> bool:
    return path.stat().st_size <= LARGEST_FILE


def _reader(media_type: str) -> Callable[[bytes], Document]:
    """The reader of a format; its libraries are loaded when the format is met, not before."""
    if media_type == "text/html":
        from bellflower.reading.html import read_html

        return read_html
    if media_type == "application/pdf":
        from bellflower.reading.pdf import read_pdf

        return read_pdf
    if media_type == "message/rfc822":
        from bellflower.reading.mail import read_mail

        return read_mail
    if media_type == FORMATS[".docx"]:
        from bellflower.reading.word import read_docx

        return read_docx
    from bellflower.reading.plain import read_markdown, read_text

    return read_markdown if media_type == "text/markdown" else read_text


def _report(document: Document, payload: bytes, name: str, shown: str, metadata: dict[str, Any]) -> Report | None:
    text = normalise(_STRAY.sub("", document.text))
    if not text.strip():
        return None
    digest = hashlib.sha256(payload).hexdigest()
    stem = _stem(name) if document.payload is None else f"{_stem(name)}-{digest[:8]}"
    language = metadata.get("language") or language_of(text)
    item = csl.from_document(document, stem, metadata, language)
    return Report(
        id=digest[:16],
        stem=stem,
        path=shown,
        text=text,
        content_sha256=digest,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type=document.media_type,
        title=item.get("title"),
        published=csl.edtf(item.get("issued")),
        language=language,
        url=item.get("URL"),
        publisher=item.get("publisher") or item.get("container-title"),
        authors=tuple(csl.name(author) for author in item.get("author", ())),
        csl=item,
        source_type=csl.source_type(item),
        pages=document.pages,
        furniture=furniture(text, document.pages),
    )


def _stem(name: str) -> str:
    suffix = suffix_of(name)
    return name[: -len(suffix)] if suffix else name


def _refusal(path: str, problem: Problem) -> Refusal:
    return Refusal(path=path, reason=problem.reason, mend=problem.mend)


def _os_problem(error: OSError) -> Problem:
    reason, mend = _MENDS.get(error.errno or 0, (f"it can't be read ({error.strerror or error})", "get the file again"))
    return Problem(reason, mend)
