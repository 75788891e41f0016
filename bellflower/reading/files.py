"""Files and folders to reports: the order they are read in, and what is said of those that can't be."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bellflower.patterns import regex
from bellflower.reading import csl
from bellflower.reading.document import Document, Problem, UnreadableError
from bellflower.reading.furniture import furniture
from bellflower.reading.language import language_of
from bellflower.reading.sniffing import FORMATS, NAMES, ending_for, sniff, suffix_of
from bellflower.records import Record, Refusal, Report
from bellflower.text import normalise

LARGEST_FILE = 64 * 2**20  # bytes; web archives, which are read record by record, may be larger
SIDECAR = ".csl.json"
# Control characters, which no spreadsheet or page takes, and lone surrogates, which have no bytes to hash.
_STRAY = regex("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_CONTROLS = "".join(char for char in map(chr, range(128)) if _STRAY.match(char))
_HEAD = 65536  # bytes; enough to tell a format by
_WARC = FORMATS[".warc"]
_MENDS = {
    errno.ENOENT: ("there is no such file", "check the name"),
    errno.EACCES: ("it may not be read", "give yourself the right to read it"),
    errno.EPERM: ("it may not be read", "give yourself the right to read it"),
    errno.ELOOP: ("it is a symbolic link that leads back to itself", "take the link away, or give the file itself"),
}


class Skimmed(Record, frozen=True):
    """A text that its reader did not want, and that was looked at no further: what it is called, and its date."""

    stem: str
    path: str
    published: str | None


def find_files(paths: Sequence[Path], but: Path | None = None) -> Iterator[Path]:
    """Every file that ``paths`` name, folders walked in sorted order, each file once; one at a time.

    Hidden files and ``*.csl.json`` sidecars are left out, and so is the folder ``but`` where it is met below another:
    it is written to while the files are read. What can't be read (a missing path, a dangling link, a link back to a
    folder that holds it) is given too, for :func:`read_file` to say why.
    """
    closed = os.path.realpath(but) if but else ""
    # A shell's ``reports/*`` names the sidecars too.
    named = any(_is_sidecar(path.name) for path in paths)
    sidecars = {csl.sidecar_of(file) for path in paths for file in _walk(path, (), closed)} if named else set()
    found = (file for path in paths for file in _walk(path, (), closed) if file not in sidecars)
    # One path names no file twice, and a large folder's files are more than need be remembered.
    return found if len(paths) == 1 else _each_once(found)


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


def skim_file(path: Path, wanted: Callable[[str], bool]) -> Iterator[Report | Refusal | Skimmed]:
    """:func:`read_file` for one who wants few of many: a text, once normalised, that isn't ``wanted`` is a ``Skimmed``.

    Its language, furniture and hashes, which cost more than the rest of reading, are never made.
    """
    metadata, problems = read_sidecar(path)
    yield from problems
    yield from _read(path, path.name, str(path), metadata, wanted)


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
    for outcome in _read(path, name, shown, metadata, None):
        assert not isinstance(outcome, Skimmed)
        yield outcome


def _read(
    path: Path, name: str, shown: str, metadata: dict[str, Any], wanted: Callable[[str], bool] | None
) -> Iterator[Report | Refusal | Skimmed]:
    try:
        for found in _documents(path, name):
            if isinstance(found, Problem):
                yield _refusal(shown, found)
                continue
            for problem in found[0].problems:
                yield _refusal(shown, problem)
            document, payload = found
            text = normalise(_without_strays(document.text))
            if not text or text.isspace():
                yield _refusal(shown, _EMPTY)
            elif wanted is None or wanted(text):
                yield _report(text, document, payload, name, shown, metadata)
            else:
                published = csl.edtf(csl.from_document(document, "", metadata, None).get("issued"))
                yield Skimmed(stem=_stem_of(document, payload, name), path=shown, published=published)
    except UnreadableError as error:
        yield _refusal(shown, error.problem)
    except OSError as error:
        yield _refusal(shown, _os_problem(error))


_EMPTY = Problem("there is no text in it", "give the file that holds the report")


def _walk(path: Path, above: tuple[str, ...], closed: str) -> Iterator[Path]:
    try:
        if not path.is_dir():
            yield path
            return
        real = os.path.realpath(path)
        if above and real == closed:
            return
        with os.scandir(path) as entries:
            # Only what is no plain file for certain needs another look.
            found = sorted((entry.name, not entry.is_file(follow_symlinks=False)) for entry in entries)
    except OSError:
        yield path
        return
    if real in above:
        yield path
        return
    for name, look in found:
        if name.startswith(".") or _is_sidecar(name):
            continue
        if look:
            yield from _walk(path / name, (*above, real), closed)
        else:
            yield path / name


def _each_once(files: Iterable[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for file in files:
        if file not in seen:
            seen.add(file)
            yield file


def _is_sidecar(name: str) -> bool:
    return name.lower().endswith(SIDECAR)


def _without_strays(text: str) -> str:
    # Looking for each of them in turn is quicker than one pattern for all, and nearly every text has none.
    if any(char in text for char in _CONTROLS) or not _has_bytes(text):
        return _STRAY.sub("", text)
    return text


def _has_bytes(text: str) -> bool:
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


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
        head = stream.read(_HEAD)
        media_type = _media_type(head, path, name)
        if media_type == _WARC:
            from bellflower.reading.webarchive import read_warc

            stream.seek(0)
            for found in read_warc(stream):
                yield found if isinstance(found, Problem) else (found, found.payload or b"")
            return
        data = head if len(head) < _HEAD else head + stream.read(LARGEST_FILE + 1 - _HEAD)
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


def _report(text: str, document: Document, payload: bytes, name: str, shown: str, metadata: dict[str, Any]) -> Report:
    digest = hashlib.sha256(payload).hexdigest()
    stem = _stem_of(document, payload, name)
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


def _stem_of(document: Document, payload: bytes, name: str) -> str:
    """The name of a report: its file's, and for a part of a file something of its bytes."""
    return _stem(name) if document.payload is None else f"{_stem(name)}-{hashlib.sha256(payload).hexdigest()[:8]}"


def _stem(name: str) -> str:
    suffix = suffix_of(name)
    return name[: -len(suffix)] if suffix else name


def _refusal(path: str, problem: Problem) -> Refusal:
    return Refusal(path=path, reason=problem.reason, mend=problem.mend)


def _os_problem(error: OSError) -> Problem:
    reason, mend = _MENDS.get(error.errno or 0, (f"it can't be read ({error.strerror or error})", "get the file again"))
    return Problem(reason, mend)
