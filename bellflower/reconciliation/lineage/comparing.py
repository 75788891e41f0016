"""Two reports side by side: whether one takes from the other, which from which, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from bellflower.reconciliation.facts import fold
from bellflower.reconciliation.intervals import span
from bellflower.reconciliation.lineage.candidates import Pair
from bellflower.reconciliation.lineage.outlets import Named, named_sources, own_names
from bellflower.reconciliation.lineage.passages import Indexed, Overlap, Span, covered, overlap, weigh
from bellflower.reconciliation.lineage.words import words_of
from bellflower.records import Derivation, Evidence, Report, quote_at

# Choices to test: how much of the later text the earlier must hold to be its reprint; how much wording ties two texts.
REPRINT_AT = 0.6
# Less of it does where the words are quoted or make a list: nobody happens on the same ones.
TIED_AT, TIED_BY_QUOTE_AT, TIED_BY_LIST_AT = 10.0, 7.0, 5.0

Direction = Literal["first", "second", "unknown"]


@dataclass(frozen=True, eq=False)
class Side:
    """A report as it is compared."""

    report: Report
    indexed: Indexed

    @cached_property
    def cited(self) -> tuple[Named, ...]:
        """The sources it names."""
        return tuple(named_sources(self.report))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its outlet."""
        return own_names(self.report)

    @cached_property
    def days(self) -> Span | None:
        """The days on which it may have been published, as ordinals."""
        days = span(self.report.published) if self.report.published else None
        return (days.start.toordinal(), days.end.toordinal()) if days else None

    def citing(self, other: Side) -> list[Named]:
        """Where it names the other's outlet as its source."""
        return [named for named in self.cited if fold(named.outlet) in other.names] if other.names else []

    def quotes(self, part: Span) -> bool:
        """Whether it has these words in quotation marks."""
        return covered(part, self.indexed.quotations)


def compare(pairs: Sequence[Pair], reports: Mapping[str, Report]) -> Iterator[Derivation]:
    """The derivations that show in the texts of these pairs; ``reports`` has at least theirs."""
    named = sorted({name for pair in pairs for name in pair.report_ids})
    texts = words_of([reports[name].text for name in named])
    sides = {
        name: Side(reports[name], Indexed(name, reports[name].text, words))
        for name, words in zip(named, texts, strict=True)
    }
    for pair in pairs:
        a, b = (sides[name] for name in sorted(pair.report_ids))
        shared = overlap(a.indexed, b.indexed, np.frombuffer(pair.common, "<u8"))
        if _tied(shared, a, b):
            yield _from_passages(shared, a, b)


def _tied(shared: Overlap, a: Side, b: Side) -> bool:
    weight = weigh(shared.passages)
    if weight >= TIED_AT:
        return True
    if any(passage.listed for passage in shared.passages):
        return weight >= TIED_BY_LIST_AT
    return weight >= TIED_BY_QUOTE_AT and any(a.quotes(passage.a) or b.quotes(passage.b) for passage in shared.passages)


def _from_passages(shared: Overlap, a: Side, b: Side) -> Derivation:
    """The link between two texts that share wording, pointing from the later to the earlier where that can be told."""
    later, told_by = _later(shared, a, b)
    turned = later == "first"
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
    evidence += [Evidence(kind="named_source", quote=quote_at(derived.report.text, n.start, n.end)) for n in names]
    held = shared.a_in_b if turned else shared.b_in_a
    by_citation = bool(names) or any(item.kind == "quotation" for item in evidence)
    weight = weigh(shared.passages)
    return Derivation(
        report_id=derived.report.id,
        from_id=source.report.id,
        from_name=None,
        kind="reprint" if held >= REPRINT_AT else "citation" if by_citation else "summary",
        score=round(weight / (weight + TIED_AT), 3),
        evidence=tuple(evidence),
        why=f"{_in_words(evidence)}; {told_by}",
    )


def _later(shared: Overlap, a: Side, b: Side) -> tuple[Direction, str]:
    """Which of the two derives from the other, and what says so: the dates, a name, or quotation marks."""
    if a.days and b.days and (a.days[0] > b.days[1] or b.days[0] > a.days[1]):
        later: Direction = "first" if a.days[0] > b.days[1] else "second"
        new, old = (a.report, b.report) if later == "first" else (b.report, a.report)
        return later, f"published {new.published}, after {old.published}"
    a_cites, b_cites = bool(a.citing(b)), bool(b.citing(a))
    if a_cites != b_cites:
        return ("first" if a_cites else "second"), "it names the other as its source"
    a_quotes = any(a.quotes(passage.a) for passage in shared.passages)
    b_quotes = any(b.quotes(passage.b) for passage in shared.passages)
    if a_quotes != b_quotes:
        return ("first" if a_quotes else "second"), "it quotes what the other says in its own words"
    return "unknown", "one from the other or both from a third: the dates do not tell which"


def stretch(a: str, in_a: Span, b: str, in_b: Span) -> tuple[Span, Span]:
    """The same passage with the small words at its ends that both texts share too."""
    (start_a, end_a), (start_b, end_b) = in_a, in_b
    before = zip(_words(a, start_a - 80, start_a)[::-1], _words(b, start_b - 80, start_b)[::-1], strict=False)
    for left, right in before:
        if left.group().casefold() != right.group().casefold():
            break
        start_a, start_b = left.start(), right.start()
    for left, right in zip(_words(a, end_a, end_a + 80), _words(b, end_b, end_b + 80), strict=False):
        if left.group().casefold() != right.group().casefold():
            break
        end_a, end_b = left.end(), right.end()
    return (start_a, end_a), (start_b, end_b)


_WORD = re.compile(r"[^\W_]+")


def _words(text: str, start: int, end: int) -> list[re.Match[str]]:
    # A word that the window cuts is none; bounds are looked at in the whole text.
    return [
        match
        for match in _WORD.finditer(text, max(0, start), min(len(text), end))
        if (match.start() == 0 or not text[match.start() - 1].isalnum())
        and (match.end() == len(text) or not text[match.end()].isalnum())
    ]


def _in_words(evidence: Sequence[Evidence]) -> str:
    numbers = [
        (sum(item.kind == "quotation" for item in evidence), "quotation"),
        (sum(item.kind == "shared_passage" for item in evidence), "passage"),
    ]
    shared = " and ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in numbers if number)
    named = "; names the other" if any(item.kind == "named_source" for item in evidence) else ""
    return f"shares {shared}{named}"
