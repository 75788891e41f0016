"""The file of decisions: one JSON object a line, added to and never rewritten.

A line is written in one go under a lock and flushed to the disk before :func:`append` returns. What a killed process
left half written stays as a line of its own, which is named and passed over; the others count.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from bellflower.decisions.checking import DecisionError, check
from bellflower.records import Decision, Refusal

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def append(path: Path, decisions: Sequence[Decision]) -> None:
    """Adds decisions to the file, all behind each other. Two processes may do so at once: the second waits.

    Raises :class:`OSError` where the file can't be written.
    """
    lines = b"".join(msgspec.json.encode(one, order="deterministic") + b"\n" for one in decisions)
    new = not path.exists()
    with path.open("ab+") as file, _locked(file.fileno(), alone=True):
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            lines = lines if file.read(1) == b"\n" else b"\n" + lines
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
    if new:
        _flush_folder(path.parent)


def read(path: Path, name: str = "") -> tuple[list[Decision], list[Refusal]]:
    """The decisions of a file, each once, in the order of the file, and a refusal for every line that is none.

    ``name`` is what refusals call the file (default: its name). A file that is not there holds none.
    """
    try:
        with path.open("rb") as file, _locked(file.fileno(), alone=False):
            lines = file.read().split(b"\n")
    except FileNotFoundError:
        return [], []
    decisions: dict[str, Decision] = {}
    refusals: list[Refusal] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            decision = msgspec.json.decode(line, type=Decision)
            check(decision)
        except DecisionError as error:
            reason, mend = f"field {error.field}: {error.reason}", error.mend
        except msgspec.ValidationError as error:
            what, _, field = str(error).partition(" - at ")
            reason, mend = f"field {field.strip('`').removeprefix('$.') or '(all)'}: {what}", "decide it again"
        except (msgspec.DecodeError, UnicodeDecodeError):
            torn = number == len(lines)
            reason = "the line was not written to its end" if torn else "it is no JSON object"
            mend = "decide it again; the other lines count"
        else:
            decisions.setdefault(decision.id, decision)
            continue
        refusals.append(Refusal(path=f"{name or path.name}, line {number}", reason=reason, mend=mend))
    return list(decisions.values()), refusals


def joined(files: Iterable[Iterable[Decision]]) -> list[Decision]:
    """The decisions of several files, each once, by time and id: nothing is dropped, whatever they disagree on."""
    every = {decision.id: decision for decisions in files for decision in decisions}
    return in_order(every.values())


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions by the moment they were made, then by id."""
    return sorted(decisions, key=lambda one: (datetime.fromisoformat(one.at), one.id))


@contextlib.contextmanager
def _locked(handle: int, *, alone: bool) -> Iterator[None]:
    if fcntl is None:  # there a line is still written in one go, behind what is in the file
        yield
        return
    fcntl.flock(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _flush_folder(folder: Path) -> None:
    """A new file's name is on the disk only once its folder is."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
