"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes, *, flushed: bool = False) -> Path:
    """Write beside the target and rename: a reader, or a killed run, never meets half a file. Returns ``path``.

    ``flushed`` is for what can't be made again: it is on the disk when this returns, and outlasts a loss of power.
    """
    try:
        handle, name = _beside(path)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = _beside(path)
    try:
        with os.fdopen(handle, "wb", buffering=0) as file:
            os.fchmod(handle, 0o644)
            file.write(content)
            if flushed:
                os.fsync(handle)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path


def _beside(path: Path) -> tuple[int, str]:
    return tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
