"""Copies found in generated cases of articles of which is known who copied whom, and articles a second.

    python -m benchmarks.lineage [--seeds N] [--articles N] [--many N]

A pair of reports that a derivation ties together is right where both go back to one text, whichever way it points:
source and copy, or two copies of one source, be it in the case or not. Precision is the share of such pairs. A report
is truly copied where its text, a passage of it or, by name, its news is another's and a report of the same origin is in
the case too; it is found where a derivation ties it to one of those, or names the outlet that it was copied from.
Recall is the share of these. Where one of a right pair was, by way of others too, copied from the other, the direction
is right if the copy points to the source. Only seeds for measuring are used; speed is CPU time on one core.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from bellflower.reconciliation.facts import fold
from bellflower.reconciliation.lineage import derivations
from bellflower.records import Derivation, Report
from benchmarks import arguments_of, options, report, row
from benchmarks.generator import MEASURING, Article, articles

COPIES = {"precision": (0.98, 1.0), "recall": (0.95, 0.99)}  # must be at least, aim
RATE = (4_000, 10_000)  # articles a second


def reports(case: Sequence[Article]) -> dict[str, Article]:
    """The articles of a case by the id of their reports."""
    return {as_report(article).id: article for article in case}


def as_report(article: Article) -> Report:
    """An article as the report that it is read as; two of one text are two."""
    made = report(article.text)
    return msgspec.structs.replace(
        made, id=report(f"{article.stem}\n{article.text}").id, stem=article.stem, path=f"{article.stem}.txt",
        title=article.headline or None, published=article.published.isoformat() if article.dated else None,
        publisher=article.outlet.name, csl=article.csl(), language="en", source_type="newspaper",
    )  # fmt: skip


@dataclass
class Score:
    """Pairs found, right ones, those with a true direction, found so, and copies by kind: there, and found."""

    pairs: int = 0
    right: int = 0
    directed: int = 0
    pointing: int = 0
    copies: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.right / self.pairs if self.pairs else 1.0

    @property
    def recall(self) -> float:
        return self.found.total() / self.copies.total() if self.copies else 1.0

    def take(self, case: Mapping[str, Article], links: Sequence[Derivation]) -> None:
        """Counts the links of one case; ``case`` has its articles by the id of their reports."""
        tied: dict[str, set[str]] = defaultdict(set)  # origins to which each stem is tied
        named: dict[str, set[str]] = defaultdict(set)
        above = _above(case.values())
        for link in links:
            one = case[link.report_id]
            if link.from_id is None:
                named[one.stem].add(fold(link.from_name or ""))
                continue
            other = case[link.from_id]
            self.pairs += 1
            self.right += one.origin == other.origin
            self.directed += other.stem in above[one.stem] or one.stem in above[other.stem]
            self.pointing += other.stem in above[one.stem]
            tied[one.stem].add(other.origin)
            tied[other.stem].add(one.origin)
        told = Counter(article.origin for article in case.values())
        outlets = {article.stem: fold(article.outlet.name) for article in case.values()}
        for article in case.values():
            if article.source and told[article.origin] > 1:
                self.copies[article.kind] += 1
                self.found[article.kind] += (
                    article.origin in tied[article.stem] or outlets.get(article.source) in named[article.stem]
                )


def _above(case: Iterable[Article]) -> dict[str, set[str]]:
    """The stems that each article was copied from, directly or by way of others."""
    above: dict[str, set[str]] = defaultdict(set)
    for article in case:  # sources come before their copies
        if article.source:
            above[article.stem] = {article.source, *above[article.source]}
    return above


def main(arguments: list[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--seeds", type=int, default=5, metavar="N", help="cases that are scored")
    parser.add_argument("--articles", type=int, default=5_000, metavar="N", help="articles of all of these together")
    parser.add_argument("--many", type=int, default=20_000, metavar="N", help="articles whose time is taken")
    given = arguments_of(parser, arguments)
    score = Score()
    for seed in MEASURING[: given.seeds]:
        case = reports(list(articles(seed, given.articles // given.seeds)))
        score.take(case, derivations([as_report(article) for article in case.values()]))
    print(row(f"{given.seeds} cases of articles", "", "must be", "aim"))
    for measure, (must, aim) in COPIES.items():
        print(row(f"copied reports: {measure}", f"{getattr(score, measure):.4f}", f"{must}", f"{aim}"))
    for kind, there in sorted(score.copies.items()):
        print(row(f"  found of {kind}", f"{score.found[kind]}/{there}"))
    print(row("  pairs that point from copy to source", f"{score.pointing}/{score.directed}"))
    many = [as_report(article) for article in articles(MEASURING[-1], given.many)]
    began = time.process_time()
    derivations(many)
    rate = len(many) / (time.process_time() - began)
    print(row(f"{given.many:,} articles: a second", f"{rate:,.0f}", f"{RATE[0]:,}", f"{RATE[1]:,}"))
    reached = all(getattr(score, measure) >= must for measure, (must, _) in COPIES.items())
    return 0 if reached and rate >= RATE[0] else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
