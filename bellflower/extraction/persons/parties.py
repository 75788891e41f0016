"""Persons as told: how many, of which nationality, in which role, by which name, and which of them are the same."""

from __future__ import annotations

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.persons.nounless import find_persons
from bellflower.extraction.persons.party import Party
from bellflower.extraction.persons.relations import relate


def find_parties(note: Annotation, start: int, end: int) -> list[Party]:
    """The persons told of between ``start`` and ``end`` with what they are to each other, forces that act left out."""
    key = ("parties", start, end)
    if key not in note.memo:
        note.memo[key] = relate(note, find_persons(note, start, end), start)
    return list(note.memo[key])


__all__ = ["Party", "find_parties"]
