"""What one stretch of a sentence tells of one incident."""

from __future__ import annotations

from bellflower.extraction.incidents.circumstances import Circumstances
from bellflower.extraction.incidents.items import Item
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.persons.parties import Party
from bellflower.records import IncidentKind, Modality, Record


class Fragment(Record, frozen=True):
    """What ``start:end`` tells of an incident; ``follows`` when it tells only what came after it."""

    start: int
    end: int
    kinds: tuple[IncidentKind, ...]
    acts: tuple[Hit, ...]
    items: tuple[Item, ...]
    parties: tuple[Party, ...]
    around: Circumstances
    modality: Modality
    block: int
    follows: bool
    cumulative: bool
    strong: bool
    entry: bool = False
    aside: bool = False  # one of several incidents told side by side
    opens: bool = False  # a stop or search without the load that may follow
