"""What is made once for a machine: kept in the user's folder of caches, and made again where it isn't there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import platformdirs

from bellflower.files import write_whole

_MOST = 8  # of one name: other versions, other models


def folder() -> Path:
    """Where this user's caches stand; it need not be there."""
    return Path(platformdirs.user_cache_dir("bellflower"))


def once(name: str, of: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """What ``make`` answers, kept under ``name`` and a hash of all that it comes ``of``.

    Where the folder can't be read or written it is made every time.
    """
    digest = hashlib.sha256()
    for part in of:
        digest.update(b"%d\0" % len(part) + part)
    path = folder() / f"{name}-{digest.hexdigest()[:32]}"
    with suppress(OSError):
        return path.read_bytes()
    made = make()
    with suppress(OSError):
        write_whole(path, made)
        for old in _oldest_last(path.parent.glob(f"{name}-*"))[_MOST:]:
            old.unlink()
    return made


def _oldest_last(paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: path.stat().st_mtime_ns, reverse=True)
