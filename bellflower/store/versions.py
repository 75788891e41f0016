"""What made a thing that is kept: a hash over the code and the tables that it came from."""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterable, Sequence
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
_HELD = {".py", ".csv", ".yaml", ".yml", ".json", ".txt"}


def fingerprint(parts: Iterable[str], folders: Sequence[Path] = (), libraries: Iterable[str] = ()) -> str:
    """A hash of the parts of this package (``"extraction/**/*"``, ``"text.py"``), of packs, and of libraries' versions.

    A library that isn't there counts as such: an extra that is installed later reads what was left unread.
    """
    digest = hashlib.sha256()
    files = {path for part in parts for path in PACKAGE.glob(part)}
    files |= {path for folder in folders for path in folder.rglob("*")}
    for path in sorted(path for path in files if path.suffix in _HELD):
        digest.update(f"{path.name} {path.stat().st_size}\0".encode() + path.read_bytes())
    for name in sorted(libraries):
        digest.update(f"{name} {_version(name)}\0".encode())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return "none"
