"""A case is a folder: the originals as they were given, the analyst's decisions, and what is made from them.

    case/
      reports/ab/abcdef….pdf        an original under the SHA-256 of its bytes, written once, never changed
      reports/ab/abcdef….pdf.json   what it was called, its metadata (CSL), its hashes: enough to read it again
      tables/ab/abcdef….csv         an imported table, and its mapping beside it (see ``importing``)
      decisions.jsonl               the analyst's word; never touched here
      incidents.jsonl               the ids that incidents were ever shown under (see ``naming``)
      linkage.json                  how much each likeness weighs here, where it was learnt from the case itself
      refused.jsonl                 what was given and could not be taken in, and why; missing where there is nothing
      .lock                         held by the process that writes to the case
      case.duckdb                   what is derived; may be deleted (see ``store``)
      dossier/                      output

Nothing in ``reports/`` holds the time of day or a path of the machine, so the same input gives the same bytes. A file
appears whole or not at all: it is written beside its place, flushed to the disk and renamed.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from bellflower.reading import SIDECAR, find_files, read_as, read_sidecar
from bellflower.reading.sniffing import suffix_of
from bellflower.records import Record, Refusal, Report

_CHUNK = 2**20
_MOST_KEPT = 20_000_000  # characters


class Capture(Record, frozen=True):
    """An original as it was given once: the name of the file, and the CSL item that stood beside it (or empty)."""

    name: str
    csl: dict[str, Any]


class Original(Record, frozen=True):
    """The note beside an original. ``captures`` are sorted by name; ``text_sha256`` has one entry a report in it."""

    content_sha256: str
    text_sha256: tuple[str, ...]
    captures: tuple[Capture, ...]

    @property
    def shown(self) -> Capture:
        """The capture that the original is read as: the first that has metadata, else the first."""
        return next((capture for capture in self.captures if capture.csl), self.captures[0])


class Case:
    """A case folder. :meth:`add` takes originals in, :meth:`reports` reads all that is in it.

    What :meth:`add` read, :meth:`reports` gives once without reading it again, as far as it is not too much to keep.
    ``added`` are the originals (by their path in the case) that it took in, or noted anew.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[Path, tuple[Original, tuple[Report | Refusal, ...]]] = {}
        self._kept = 0
        self.added: set[str] = set()

    @classmethod
    def open(cls, root: Path) -> Case:
        """The case in a folder; the folder and its rooms are made where they are missing.

        Raises :class:`NotADirectoryError` or :class:`FileExistsError` where a file stands in the way, and
        :class:`PermissionError` where the folder may not be written.
        """
        case = cls(root)
        case.originals_dir.mkdir(parents=True, exist_ok=True)
        case.dossier_dir.mkdir(exist_ok=True)
        return case

    @property
    def originals_dir(self) -> Path:
        """Where the originals are kept."""
        return self.root / "reports"

    @property
    def dossier_dir(self) -> Path:
        """Where the dossier and its tables go."""
        return self.root / "dossier"

    @property
    def decisions_path(self) -> Path:
        """The analyst's decisions, one JSON object a line; may be missing."""
        return self.root / "decisions.jsonl"

    @property
    def linkage_path(self) -> Path:
        """The linkage model that was learnt from the case; missing where the one that ships is in use."""
        return self.root / "linkage.json"

    @property
    def incidents_path(self) -> Path:
        """The ids that the case's incidents were ever shown under; missing before the first build."""
        return self.root / "incidents.jsonl"

    @property
    def refused_path(self) -> Path:
        """What could not be taken in, one JSON object a line; missing where there is nothing."""
        return self.root / "refused.jsonl"

    @property
    def store_path(self) -> Path:
        """What is derived; may be missing, and be deleted."""
        return self.root / "case.duckdb"

    @property
    def lock_path(self) -> Path:
        """The file by which one process at a time has the case."""
        return self.root / ".lock"

    def add(self, paths: Sequence[Path], on_file: Callable[[Path], None] | None = None) -> list[Refusal]:
        """Takes the originals that ``paths`` name into the case; a refusal for each that holds no report.

        An original that is there already is not written again; a new name or new metadata for it is noted. Files whose
        text can't be read are not taken in: mend them and add them again. ``on_file`` is called before each file.
        """
        refusals: list[Refusal] = []
        for path in find_files(paths):
            if on_file:
                on_file(path)
            found = self._add_file(path)
            self._note_refusals(path, found)
            refusals += found
        return refusals

    def originals(self, some: Collection[str] | None = None) -> dict[str, str]:
        """The originals by their path in the case, each with a stamp that another file, or note, would not have.

        All of them, or ``some``, which is quicker.
        """
        if some is None:
            return _stamped(self.originals_dir)
        found = _stamped(self.originals_dir, {Path(path).parent.name for path in some})
        return {path: stamp for path, stamp in found.items() if path in some}

    def tables(self) -> dict[str, str]:
        """The imported tables, as :meth:`originals` has the originals."""
        return _stamped(self.root / "tables") if (self.root / "tables").is_dir() else {}

    def read(self, path: str) -> tuple[str, tuple[Report | Refusal, ...]]:
        """The name under which an original was given, and the reports in it; ``path`` is relative to the case.

        A refusal where it has been changed or can't be read (any more), and for each part of it that can't, such as a
        page of a web archive.
        """
        place = self.root / path
        original = self._original(_note(place))
        if original is None:
            mend = "give the original to the case again"
            shown = self._relative(_note(place))
            return path, (Refusal(path=shown, reason="the note beside the original is broken", mend=mend),)
        return original.shown.name, self._outcomes(place, original)

    def reports(self) -> Iterator[Report | Refusal]:
        """All that :meth:`read` gives, by the name of the file and then by hash."""
        notes = {path: self._original(_note(self.root / path)) for path in self.originals()}
        for _, path in sorted((note.shown.name if note else path, path) for path, note in notes.items()):
            yield from self.read(path)[1]

    def refused(self) -> list[Refusal]:
        """What was given to the case and could not be taken in, as it was when it was last given; sorted."""
        try:
            lines = self.refused_path.read_bytes().splitlines()
        except FileNotFoundError:
            return []
        return [msgspec.json.decode(line, type=Refusal) for line in lines if line]

    def _add_file(self, path: Path) -> list[Refusal]:
        metadata, refusals = read_sidecar(path)
        capture = Capture(name=path.name, csl=metadata)
        try:
            digest = _sha256(path) if path.is_file() else ""
        except OSError:
            digest = ""
        there = self._find(digest) if digest else None
        known = self._original(_note(there)) if there else None
        if there and known:
            captures = {one.name: one for one in known.captures} | {capture.name: capture}
            updated = msgspec.structs.replace(known, captures=tuple(captures[name] for name in sorted(captures)))
            if updated != known:
                self.added.add(self._relative(there))
                _write(_note(there), _json(updated))
            return refusals
        outcomes = tuple(read_as(path, path.name, str(path), metadata))
        reports = [outcome for outcome in outcomes if isinstance(outcome, Report)]
        if not reports or not digest:
            return refusals + [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
        original = Original(
            content_sha256=digest,
            text_sha256=tuple(report.text_sha256 for report in reports),
            captures=(capture,),
        )
        place = there or self.originals_dir / digest[:2] / f"{digest}{suffix_of(path.name)}"
        # The note first: an original is in the case from the moment that it can be read again.
        self.added.add(self._relative(place))
        _write(_note(place), _json(original))
        if there is None:
            try:
                _write(place, path)
            except _ChangedError:
                mend = "give it again when nothing writes to it any more"
                return [*refusals, Refusal(path=str(path), reason="it changed while it was read", mend=mend)]
        shown = self._relative(place)
        self._keep(place, original, tuple(msgspec.structs.replace(outcome, path=shown) for outcome in outcomes))
        return refusals

    def _note_refusals(self, path: Path, found: Sequence[Refusal]) -> None:
        """Notes what was refused of a file, in place of what was refused when it was given before."""
        before = self.refused()
        names = {str(path), *(str(path.with_name(name + SIDECAR)) for name in (path.name, path.stem))}
        kept = [refusal for refusal in before if refusal.path not in names]
        after = sorted({*kept, *found}, key=lambda refusal: (refusal.path, refusal.reason))
        if after == before:
            return
        if after:
            _write(self.refused_path, b"".join(msgspec.json.encode(refusal) + b"\n" for refusal in after))
        else:
            self.refused_path.unlink(missing_ok=True)

    def _keep(self, path: Path, original: Original, outcomes: tuple[Report | Refusal, ...]) -> None:
        self._kept += sum(len(outcome.text) for outcome in outcomes if isinstance(outcome, Report))
        if self._kept <= _MOST_KEPT:
            self._read[path] = original, outcomes

    def _outcomes(self, path: Path, original: Original) -> tuple[Report | Refusal, ...]:
        read = self._read.pop(path, None)
        if read and read[0] == original:
            return read[1]
        shown, capture = self._relative(path), original.shown
        try:
            unchanged = _sha256(path) == original.content_sha256
        except OSError as error:
            reason = f"the original {capture.name} can't be read ({error.strerror or error})"
            return (Refusal(path=shown, reason=reason, mend="give yourself the right to read it"),)
        if not unchanged:
            reason = f"the original {capture.name} is not as it was given: its SHA-256 differs"
            return (Refusal(path=shown, reason=reason, mend="take it away and give the original again"),)
        return tuple(read_as(path, capture.name, shown, capture.csl))

    def _find(self, digest: str) -> Path | None:
        """The original with these bytes, whatever ending it was given under."""
        found = sorted((self.originals_dir / digest[:2]).glob(f"{digest}*"))
        return next((path for path in found if path.suffix != ".json"), None)

    def _original(self, note: Path) -> Original | None:
        try:
            return msgspec.json.decode(note.read_bytes(), type=Original)
        except (OSError, msgspec.DecodeError):
            return None

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


class _ChangedError(Exception):
    """A file's bytes are not those that its place is named after."""


def _stamped(room: Path, folders: Collection[str] | None = None) -> dict[str, str]:
    """By their path in the case the files of a room that have a note beside them, each with its stamp.

    Those in all folders of the room, or in some.
    """
    stamps: dict[str, str] = {}
    for folder in sorted(_entries(room), key=lambda entry: entry.name):
        if len(folder.name) == 2 and (folders is None or folder.name in folders):
            for entry in _entries(folder.path):
                known = entry.stat(follow_symlinks=False)
                stamps[f"{room.name}/{folder.name}/{entry.name}"] = (
                    f"{known.st_size} {known.st_mtime_ns} {known.st_ino}"
                )
    return {path: f"{stamp} {stamps[f'{path}.json']}" for path, stamp in stamps.items() if f"{path}.json" in stamps}


def _entries(folder: Path | str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _note(original: Path) -> Path:
    return original.with_name(original.name + ".json")


def _json(record: Record) -> bytes:
    return msgspec.json.format(msgspec.json.encode(record, order="sorted"), indent=1) + b"\n"


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write(path: Path, content: bytes | Path) -> None:
    """Writes ``content`` (or a copy of the file it names) so that the file is there whole or not at all.

    A copy is checked against the hash in its name: a file that grows while it is copied raises :class:`_ChangedError`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=".part-", dir=path.parent)
    digest = hashlib.sha256()
    try:
        with os.fdopen(handle, "wb") as out:
            if isinstance(content, bytes):
                out.write(content)
            else:
                with content.open("rb") as source:
                    while chunk := source.read(_CHUNK):
                        digest.update(chunk)
                        out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        if isinstance(content, Path) and not path.name.startswith(digest.hexdigest()):
            raise _ChangedError
        Path(part).chmod(0o644 if isinstance(content, bytes) else 0o444)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
