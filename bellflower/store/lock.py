"""One process writes to a case at a time; another waits for it, and says for whom."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # no such locks on this system; DuckDB's own still keeps a second process out
    fcntl = None  # type: ignore[assignment]

_LOOK_EVERY = 0.1  # seconds


class BusyError(Exception):
    """Another process has the case; the message names it and says what to do."""


@contextmanager
def held(path: Path, who: str, seconds: float, waiting: Callable[[str], None]) -> Iterator[None]:
    """Holds the lock file ``path``, in which ``who`` stands meanwhile for others to read.

    Where another process holds it, ``waiting`` is called with who that is, and it is waited for up to so many seconds;
    then :class:`BusyError` is raised. The system gives the lock back when its process ends, however that ends.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _wait(handle, path, seconds, waiting)
        os.truncate(handle, 0)
        os.pwrite(handle, f"{who}, process {os.getpid()}".encode(), 0)
        try:
            yield
        finally:
            os.truncate(handle, 0)
    finally:
        os.close(handle)


def _wait(handle: int, path: Path, seconds: float, waiting: Callable[[str], None]) -> None:
    until = time.monotonic() + seconds
    said = False
    while not _taken(handle):
        holder = os.pread(handle, 1000, 0).decode("utf-8", "replace") or "another process"
        if time.monotonic() >= until:
            raise BusyError(
                f"{path.parent}: {holder} is at work on this case; wait until it is done, or longer with --wait"
            )
        if not said:
            waiting(f"{path.parent}: waiting for {holder}")
            said = True
        time.sleep(_LOOK_EVERY)


def _taken(handle: int) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EAGAIN}:
            return False
        raise
    return True
