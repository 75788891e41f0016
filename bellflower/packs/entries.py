"""What a row of a pack's table is: one record for each table."""

from __future__ import annotations

from typing import Literal

from bellflower.records import IncidentKind, Record

GoodKind = Literal["specific", "generic", "plant", "side"]
Strength = Literal["strong", "weak", "follow", "context"]
Takes = Literal["goods", "persons", "any"]


class Good(Record, frozen=True):
    """A commodity. ``code_words`` count only in a text that holds one of the ``context`` words.

    ``count_unit`` is what a bare number of it counts ("500 ecstasy": tablets); ``currency`` for money.
    """

    name: str
    group: str
    kind: GoodKind
    terms: tuple[str, ...]
    code_words: tuple[str, ...]
    context: tuple[str, ...]
    count_unit: str


class Act(Record, frozen=True):
    """Verbs and nouns of one kind of act; ``strength`` says what else a sentence needs to tell of an incident."""

    kind: IncidentKind
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    takes: Takes
    strength: Strength


class Role(Record, frozen=True):
    """What a person is called; ``either`` may be a suspect or one of those who act."""

    role: str
    plural: str | None
    side: Literal["suspect", "either"]


class Force(Record, frozen=True):
    """Those who act, with their country where the name itself says it."""

    terms: tuple[str, ...]
    country: str | None


class Conveyance(Record, frozen=True):
    """What carries the goods, by mode of transport."""

    terms: tuple[str, ...]
    mode: str


class Idiom(Record, frozen=True):
    """Words of acts that are none behind or before other words ("took place"); ``#`` stands for a figure."""

    words: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
