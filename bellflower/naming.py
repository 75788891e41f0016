"""The ids that a case's incidents were ever shown under, so that whoever quotes one finds what became of it.

An id follows from the reports that were there when the case was built, so what was exported last year can't be made
again from what is there today. So each build notes the ids that it is about to show, with the mentions they stand for,
before it shows them. One JSON object a line, sorted; lines are added, never taken away, and the file is there whole or
not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from bellflower.files import write_whole
from bellflower.records import Naming, Refusal


def read(path: Path, name: str = "") -> tuple[list[Naming], list[Refusal]]:
    """The lines of a file, and a refusal for each that is none; ``name`` is what refusals call the file.

    A file that is not there holds none.
    """
    found: list[Naming] = []
    refusals: list[Refusal] = []
    for number, line in enumerate(_lines(path), start=1):
        try:
            found.append(msgspec.json.decode(line, type=Naming))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            shown = f"{name or path.name}, line {number}"
            refusals.append(Refusal(path=shown, reason=f"no build wrote this ({error})", mend="take the line away"))
    return found, refusals


def keep(path: Path, namings: Iterable[Naming]) -> None:
    """Adds what the file does not have yet. Whoever calls this holds the case's lock.

    Raises :class:`OSError` where the file can't be written.
    """
    known = set(_lines(path))
    after = known.union(msgspec.json.encode(one) for one in namings)
    if after != known:
        write_whole(path, b"".join(line + b"\n" for line in sorted(after)), flushed=True)


def _lines(path: Path) -> list[bytes]:
    try:
        return [line for line in path.read_bytes().split(b"\n") if line.strip()]
    except FileNotFoundError:
        return []
