"""Statements that need no number: sites, exports, channels, sanctions, aliases, denials."""

from __future__ import annotations

from collections.abc import Iterator

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.grammar import Grammar
from bellflower.records import Claim


def find_statements(note: Annotation, grammar: Grammar) -> Iterator[Claim]:
    """The statements of a text, in order."""
    return iter(())
