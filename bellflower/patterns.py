"""Patterns that are compiled when they are first used: of all that a grammar has, one report needs few."""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast


class _Pattern(Generic[AnyStr]):
    """Does what ``re.Pattern`` does; each of its methods is looked up once."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copies or shows an object asks for much that no pattern has
            raise AttributeError(name)
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern, to be searched by its methods; the functions of ``re`` do not take it."""
    return cast("re.Pattern[AnyStr]", _Pattern(pattern, flags))
