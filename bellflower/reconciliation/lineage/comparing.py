"""Two reports side by side: whether one takes from the other, which from which, and how."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from bellflower.reconciliation.lineage.candidates import Pair
from bellflower.reconciliation.lineage.passages import (
    MOSTLY,
    Indexed,
    Overlap,
    Span,
    overlaps,
    reworded,
    weigh,
)
from bellflower.reconciliation.lineage.retelling import retold
from bellflower.reconciliation.lineage.sides import Direction, Side, later
from bellflower.reconciliation.lineage.sketches import by_report
from bellflower.records import Claim, Derivation, Evidence, Report, quote_at

# Choices to test: how much of the later text the earlier must hold to be its reprint; how much wording ties two texts.
REPRINT_AT = 0.6
# Less of it does where the words are quoted or make a list: nobody happens on the same ones.
TIED_AT, TIED_BY_QUOTE_AT, TIED_BY_LIST_AT = 10.0, 6.0, 5.0
# A text reworded throughout: how much of the words, by the signatures, makes it worth a look; how much of the shorter
# text must then stand in the other, in order, and how much wording that is at least.
LOOK_AT, REWORDED_AT, REWORDED_BY = 0.2, 0.2, 15.0
AT_ONCE = 500  # pairs
# A later version of a story adds at least so much to it.
ADDS = 0.1

Kind = Literal["reprint", "wire", "translation", "citation", "summary", "update", "correction"]


def compare(
    pairs: Sequence[Pair],
    reports: Mapping[str, Report],
    naming: Iterable[Derivation],
    claims: Iterable[Claim] = (),
) -> Iterator[Derivation]:
    """The derivations that show in the texts of these pairs, one a pair at most.

    ``reports`` has at least theirs, ``naming`` what :func:`named` finds in at least those, and ``claims`` what is
    claimed in them: without claims no figure told in another unit or language is found.
    """
    told = by_report(claims)
    by_name: dict[str, list[Derivation]] = defaultdict(list)
    for link in naming:
        by_name[link.report_id].append(link)
    # Some at a time: pairs come by their older report, so a text is seldom cut twice, and few are held at once.
    for start in range(0, len(pairs), AT_ONCE):
        yield from _compare(pairs[start : start + AT_ONCE], reports, by_name, told)


def _compare(
    pairs: Sequence[Pair],
    reports: Mapping[str, Report],
    naming: Mapping[str, Sequence[Derivation]],
    claims: Mapping[str, Sequence[Claim]],
) -> Iterator[Derivation]:
    named = sorted({name for pair in pairs for name in pair.report_ids})
    texts = Indexed.of({name: reports[name].text for name in named})
    sides = {text.id: Side(reports[text.id], text, naming.get(text.id, ()), claims.get(text.id, ())) for text in texts}
    place = {name: at for at, name in enumerate(named)}
    both = np.array([sorted(place[name] for name in pair.report_ids) for pair in pairs], np.int64)
    # That many reports hold a shingle is so for all pairs alike.
    stock = np.frombuffer(b"".join(pair.common for pair in pairs), "<u8")
    found = overlaps(texts, both[:, 0], both[:, 1], stock)
    for pair, shared in zip(pairs, found, strict=True):
        a, b = sides[shared.a], sides[shared.b]
        link = _by_wording(pair, shared, a, b) or retold(a, b)
        if link:
            yield link


def _by_wording(pair: Pair, shared: Overlap, a: Side, b: Side) -> Derivation | None:
    if a.names & b.names:
        shared = _without_footers(shared, a, b)
    if _tied(shared, a, b):
        return _from_passages(shared, a, b)
    if pair.alike >= LOOK_AT:
        shared = reworded(a.indexed, b.indexed, np.frombuffer(pair.common, "<u8"))
        if weigh(shared.passages) >= REWORDED_BY and max(shared.a_in_b, shared.b_in_a) >= REWORDED_AT:
            return _from_passages(shared, a, b)
    return None


def _without_footers(shared: Overlap, a: Side, b: Side) -> Overlap:
    passages = (part for part in shared.passages if not (a.at_the_foot(part.a) and b.at_the_foot(part.b)))
    return replace(shared, passages=tuple(passages))


def _tied(shared: Overlap, a: Side, b: Side) -> bool:
    weight = weigh(shared.passages)
    if weight >= TIED_AT:
        return True
    if any(passage.listed for passage in shared.passages):
        return weight >= TIED_BY_LIST_AT
    mostly = max(shared.a_in_b, shared.b_in_a) >= MOSTLY
    if weight >= TIED_BY_QUOTE_AT and (
        mostly or any(a.quotes(passage.a) or b.quotes(passage.b) for passage in shared.passages)
    ):
        return True
    return weight > 0 and bool(a.citing(b) or b.citing(a))


def _from_passages(shared: Overlap, a: Side, b: Side) -> Derivation:
    """The link between two texts that share wording, pointing from the later to the earlier where that can be told."""
    which, told_by = _which(shared, a, b)
    turned = which == "first"
    derived, source = (a, b) if turned else (b, a)
    evidence = []
    for passage in sorted(shared.passages, key=lambda passage: (-passage.weight, passage.a)):
        spans = stretch(a.report.text, passage.a, b.report.text, passage.b)
        here, there = spans if turned else spans[::-1]
        evidence.append(
            Evidence(
                kind="quotation" if derived.quotes(here) else "shared_passage",
                quote=quote_at(derived.report.text, *here),
                source_quote=quote_at(source.report.text, *there),
            )
        )
    names = derived.citing(source)
    evidence += names
    held, kept = (shared.a_in_b, shared.b_in_a) if turned else (shared.b_in_a, shared.a_in_b)
    kind = _kind(derived, source, held, kept, bool(names) or any(item.kind == "quotation" for item in evidence))
    if kind == "correction" and derived.correction:
        evidence.insert(0, Evidence(kind="note", quote=quote_at(derived.report.text, *derived.correction)))
    weight = weigh(shared.passages)
    return Derivation(
        report_id=derived.report.id,
        from_id=source.report.id,
        from_name=None,
        kind=kind,
        score=round(weight / (weight + TIED_AT), 3),
        evidence=tuple(evidence),
        why=f"{_in_words(evidence)}{' reworded' if shared.reworded else ''}; {told_by}",
    )


def _kind(derived: Side, source: Side, held: float, kept: float, cites: bool) -> Kind:
    """How one takes from the other; ``held`` is what part of the derived text the source has, ``kept`` the reverse."""
    if derived.names & source.names:
        if derived.correction and not source.correction:
            return "correction"
        if kept >= MOSTLY and held <= 1 - ADDS:
            return "update"
    if held >= REPRINT_AT:
        return "wire" if source.agency and not derived.agency else "reprint"
    if source.agency and derived.citing(source):
        return "wire"
    return "citation" if cites else "summary"


def _which(shared: Overlap, a: Side, b: Side) -> tuple[Direction, str]:
    """Which of the two derives from the other, and what says so: what :func:`later` goes by, or quotation marks."""
    told = later(a, b)
    if told[0] != "unknown":
        return told
    a_quotes = any(a.quotes(passage.a) for passage in shared.passages)
    b_quotes = any(b.quotes(passage.b) for passage in shared.passages)
    if a_quotes != b_quotes:
        return ("first" if a_quotes else "second"), "it quotes what the other says in its own words"
    return told


def stretch(a: str, in_a: Span, b: str, in_b: Span) -> tuple[Span, Span]:
    """The same passage with the small words at its ends that both texts share too."""
    before_a, before_b = a[max(0, in_a[0] - 80) : in_a[0]], b[max(0, in_b[0] - 80) : in_b[0]]
    back_a, back_b = _alike(before_a[::-1], before_b[::-1])
    on_a, on_b = _alike(a[in_a[1] : in_a[1] + 80], b[in_b[1] : in_b[1] + 80])
    return (in_a[0] - back_a, in_a[1] + on_a), (in_b[0] - back_b, in_b[1] + on_b)


def _alike(a: str, b: str) -> Span:
    """How far two stretches of text have the same words, in characters of each; a word that the end cuts is none."""
    at = to = 0
    while (left := _WORD.match(a, at)) and (right := _WORD.match(b, to)):
        if left[1].casefold() != right[1].casefold() or left.end() == 80 or right.end() == 80:
            break
        at, to = left.end(), right.end()
    return at, to


_WORD = re.compile(r"[\W_]*([^\W_]+)")


def _in_words(evidence: Sequence[Evidence]) -> str:
    numbers = [
        (sum(item.kind == "quotation" for item in evidence), "quotation"),
        (sum(item.kind == "shared_passage" for item in evidence), "passage"),
    ]
    shared = " and ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in numbers if number)
    named = "; names the other" if any(item.kind == "named_source" for item in evidence) else ""
    return f"shares {shared}{named}"
