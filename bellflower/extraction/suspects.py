"""Who of the persons told of are the suspects of an act, and which of them are the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.circumstances import Circumstances
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.parties import Party
from bellflower.packs import Act

_BE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|get|got|gets|getting)(?: \w+ly| later| also| then| both| all| each| never| reportedly| subsequently| jointly| since| themselves| promptly| soon)*\s*$",
    re.I,
)


def choose_suspects(
    note: Annotation, parties: Sequence[Party], acts: Sequence[Hit], around: Circumstances, entry: bool
) -> list[Party]:
    """The persons that the acts befell: not those who act, speak or only stand by."""
    persons = [a for a in acts if isinstance(a.entry, Act) and a.entry.takes in ("persons", "any")]
    chosen = []
    for party in parties:
        if (
            around.authority
            and around.authority[0] <= party.start < around.authority[1]
            and not (party.side == "suspect" and party.count)
        ):
            continue
        if _acts_itself(note, party, acts):
            continue
        if party.side == "either" and not (_suffers(note, party, persons) or _caught_with(note, party)):
            continue
        if persons or entry or _caught_with(note, party) or _held_by(note, party):
            chosen.append(party)
    return chosen


def _acts_itself(note: Annotation, party: Party, acts: Sequence[Hit]) -> bool:
    after = next((a for a in acts if a.start >= party.end), None)
    if after is None or after.form not in ("past", "base", "s") or not isinstance(after.entry, Act):
        return False
    gap = note.text[party.end : after.start]
    if (
        re.search(r"[.;:,]", gap)
        or len(gap.split()) > 4
        or _BE.search(gap)
        or re.search(r"\b(?:be|been|was|were)\b", gap)
    ):
        return False
    return (
        bool(
            re.match(
                r" (?:the |a |an |two |three |four |some |about |nearly |more |over |almost |up |\d|[\w-]+ (?:kilo|pounds|tons|tonnes)|[A-Z])",
                note.text[after.end : after.end + 30],
            )
        )
        and after.entry.takes != "persons"
        or (
            party.side == "either"
            and not re.match(
                r" (?:with|in|at|on|for|by|after|when|while|over)\b|[.,]", note.text[after.end : after.end + 8]
            )
        )
    )


def _suffers(note: Annotation, party: Party, acts: Sequence[Hit]) -> bool:
    for act in acts:
        if act.start >= party.end and act.start - party.end < 90:
            if _BE.search(note.text[party.end : act.start]) or re.match(
                r" (?:with|in|at|on|for|after|when|over|by)\b", note.text[act.end : act.end + 8]
            ):
                return True
        elif act.end <= party.start and party.start - act.end < 70 and act.form in ("past", "base", "s", "ing", "noun"):
            between = note.text[act.end : party.start]
            if not re.search(r"\bby\b|[.;:]", between):
                return True
    return False


def _caught_with(note: Annotation, party: Party) -> bool:
    return bool(
        re.match(
            r"(?:,[^,.;]{0,40},)? (?:who (?:was|were|had been|had) )?(?:carrying|with \d|in possession of|possessing|who possessed|who carried|who tried|trying|attempting|smuggling|transporting|possessed|concealing|hiding|was carrying|were carrying|caught)\b",
            note.text[party.end : party.end + 90],
        )
    )


def _held_by(note: Annotation, party: Party) -> bool:
    return bool(
        re.search(
            r"\b(?:from|off|aboard|carried by|belonging to|owned by|in the (?:luggage|baggage|suitcases?|bags?|possession|car|home|house|room|garage|flat) of|driven by|brought by)\s(?:the )?$",
            note.text[max(0, party.start - 40) : party.start],
        )
    )
