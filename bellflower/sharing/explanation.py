"""How a report was read, as plain text that fits a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bellflower.extraction.explanation import Candidate, Explanation, Found, Reason, Sentence, Slot, Told
from bellflower.records import Claim
from bellflower.sharing.labels import label

# How a terminal shows each role, in the words of click.style.
COLOURS: dict[str, dict[str, Any]] = {
    "head": {"bold": True},
    "won": {"fg": "green"},
    "lost": {"fg": "yellow"},
    "dim": {"dim": True},
}
Paint = Callable[[str, str], str]  # a role ("head", "won", "lost", "dim") and words: the words, in its colour
WIDTH = 80
_TELLING = ("good", "act", "figure")  # a sentence with none of these need not say why it tells of nothing
_KIND, _WORDS = 12, 24  # columns of the kind, and of the words of the report


def plain(role: str, words: str) -> str:
    """No colour."""
    del role
    return words


def told(explanation: Explanation, paint: Paint = plain) -> Iterator[str]:
    """The lines of an explanation, each at most 80 columns wide; ``paint`` colours parts of them."""
    yield from _head(explanation, paint)
    for sentence in explanation.sentences:
        yield ""
        yield from _sentence(sentence, paint)
    for incident in explanation.incidents:
        yield ""
        yield from _incident(incident, paint)
    if explanation.outside:
        yield ""
        yield paint("head", "Outside incidents")
        for slot in explanation.outside:
            yield from _slot(slot, paint)


def _head(explanation: Explanation, paint: Paint) -> Iterator[str]:
    yield paint("head", explanation.path)
    dated = explanation.published or "no date of publication: relative dates stay open"
    counts = f"{_count(explanation.sentences, 'sentence')}, {_count(explanation.incidents, 'incident')}"
    yield from _wrapped(f"{counts}; published: {dated}", "")
    if not explanation.names_goods:
        yield from _wrapped("It names none of the goods that a pack knows, and is passed over as a whole.", "")


def _count(things: Sequence[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def _sentence(sentence: Sentence, paint: Paint) -> Iterator[str]:
    head = f"[{sentence.number}] "
    for line in _wrapped(sentence.text, head, " " * len(head)):
        yield paint("head", line)
    for found in sentence.found:
        if found.kind != "role" or found.became or found.lost:
            yield from _found(found, paint)
    for clause in sentence.clauses:
        words = "  the sentence" if clause.text == sentence.text else f"  “{_short(clause.text, 36)}”"
        if clause.incident is not None:
            yield paint("won", f"{words}: incident {clause.incident}")
            for reason in clause.lost:
                yield from _lost("    ", reason, paint, "apart from others")
        elif clause.lost and not any(found.kind in _TELLING for found in sentence.found):
            continue
        elif clause.lost:
            for reason in clause.lost:
                yield from _lost(f"{words}: ", reason, paint)
        else:
            yield paint("lost", f"{words}: no incident of its own")
    if not sentence.claims and any(found.kind == "good" for found in sentence.found):
        why = "Nothing was read of its goods" + ("." if sentence.clauses else ": no clause of it tells of an act.")
        yield from (paint("lost", line) for line in _wrapped(why + _NO_FIGURE, "  "))


_NO_FIGURE = " Nor do the words of a price, a rate, a stock, a sum or a statement stand in it."


def _found(found: Found, paint: Paint) -> Iterator[str]:
    became = ", ".join(found.became)
    reads = found.reads + (f" -> {became}" if became else "")
    start = f"  {found.kind:<{_KIND}}{_short(found.text, _WORDS - 2):<{_WORDS}}"
    for line in _wrapped(reads, start, " " * (_KIND + _WORDS + 2)):
        yield paint("won", line) if became else line
    if found.table and found.kind != "role":
        yield paint("dim", " " * (_KIND + 2) + found.table)
    for reason in found.lost:
        yield from _lost(" " * (_KIND + 2), reason, paint)
    if found.untied:
        yield from (paint("lost", line) for line in _wrapped(f"lost: {found.untied}", " " * (_KIND + 2)))
    yield from _places(found.candidates, paint)


def _places(candidates: Sequence[Candidate], paint: Paint) -> Iterator[str]:
    rivals: dict[str, list[str]] = {}
    for one in candidates[1:]:
        rivals.setdefault(one.why, []).append(f"{one.name}, {one.country or '?'} ({one.level}, {one.score:g})")
    for why, names in rivals.items():
        text = f"at {candidates[0].score:g} against {'; '.join(names)}: {why}"
        yield from (paint("dim", line) for line in _wrapped(text, " " * (_KIND + 2), " " * (_KIND + 4)))


def _incident(incident: Told, paint: Paint) -> Iterator[str]:
    kinds = ", ".join(incident.kinds)
    where = ", ".join(map(str, incident.sentences))
    noun = "sentence" if len(incident.sentences) == 1 else "sentences"
    for line in _wrapped(f"Incident {incident.number}: {kinds} ({incident.id}; {noun} {where})", "", "  "):
        yield paint("head", line)
    for slot in incident.slots:
        yield from _slot(slot, paint)


def _slot(slot: Slot, paint: Paint) -> Iterator[str]:
    if not slot.claims:
        yield f"  {slot.name:<{_KIND + 2}}" + paint("lost", "nothing")
    for claim, rule in zip(slot.claims, slot.rules, strict=True):
        start = f"  {slot.name:<{_KIND + 2}}" if len(slot.name) < _KIND + 2 else f"  {slot.name} "
        for line in _wrapped(f"{label(claim.value, claim.qualifier)}{_aside(claim)}", start, " " * (_KIND + 4)):
            yield paint("won", line)
        yield from _wrapped(f"“{_short(claim.quote.exact, 120)}”", " " * (_KIND + 4))
        yield from (paint("dim", line) for line in _wrapped(_by(rule), " " * (_KIND + 4)))
    for found in slot.rivals:
        reasons = found.lost or (Reason(rule="", why=found.untied or "not chosen", where=None),)
        for reason in reasons:
            start = f"{'':<{_KIND + 4}}“{_short(found.text, 24)}” {_short(found.reads, 28)} "
            yield from _lost(start, reason, paint)


def _aside(claim: Claim) -> str:
    said: list[str] = [claim.modality] if claim.modality != "asserted" else []
    said += [f"says {who}" for who in claim.attributed_to]
    return f" ({', '.join(said)})" if said else ""


def _by(rule: Reason) -> str:
    return f"rule: {rule.rule}" + (f", in {rule.where}" if rule.where else "")


def _lost(start: str, reason: Reason, paint: Paint, verb: str = "lost") -> Iterator[str]:
    name = f"{reason.rule}: " if reason.rule else ""
    margin = " " * min(len(start) - len(start.lstrip()) + 2, _KIND + 6)
    for line in _wrapped(f"{verb}: {name}{reason.why}", start, margin):
        yield paint("lost", line)
    if reason.where:
        yield paint("dim", f"{margin}{reason.where}")


def _wrapped(text: str, start: str, rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), WIDTH, initial_indent=start, subsequent_indent=rest if rest is not None else start
    ) or [start.rstrip()]


def _short(text: str, width: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"
