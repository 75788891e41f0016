"""Cases of reports: articles with their metadata, which incident each stretch of them tells of, and who copied whom."""

from __future__ import annotations

import json
import random
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

from benchmarks.generator import prose
from benchmarks.generator.lexicon import FOOTERS, STOCK
from benchmarks.generator.tellings import Outlet, Telling, paper, together, told_in
from benchmarks.generator.words import AGENCIES
from benchmarks.generator.world import world

Kind = Literal["original", "reprint", "wire", "reworded", "units", "quotation", "citation"]
BATCH = 60  # events that are made up at once
_ARTICLES_AN_EVENT = 4.4  # on average; only the span of a case is reckoned by it
_OUTLETS_A_REPORT = 0.12
_ROUNDUPS = 0.08  # of tellings open a report that tells of several events


@dataclass(frozen=True)
class Line:
    """A sentence, and the incident that it tells of, if any."""

    text: str
    incident: str | None = None


Paragraphs = tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Article:
    """A report with its truth.

    ``origin`` is the stem of the report that all copies of it, and copies of those, go back to; it may be outside the
    case. ``source`` is the one that this was copied from, ``None`` for an original.
    """

    stem: str
    outlet: Outlet
    published: date
    dated: bool
    headline: str
    paragraphs: Paragraphs
    telling: Telling
    kind: Kind = "original"
    source: str | None = None
    origin: str = ""
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The headline, the paragraphs and what stands below them, each set off by an empty line."""
        return "".join(text for text, _ in self._pieces())

    def incidents(self) -> list[tuple[int, int, str]]:
        """Spans of the text (characters) and the incident that each tells of."""
        spans, at = [], 0
        for text, incident in self._pieces():
            if incident:
                spans.append((at, at + len(text), incident))
            at += len(text)
        return spans

    def _pieces(self) -> Iterator[tuple[str, str | None]]:
        if self.headline:
            yield self.headline, self.telling.event.id
            yield "\n\n", None
        for paragraph in self.paragraphs:
            for at, line in enumerate(paragraph):
                if at:
                    yield " ", None
                yield line.text, line.incident
            yield "\n\n", None
        for note in self.notes:
            yield f"{note}\n\n", None

    def csl(self) -> dict[str, Any]:
        """Its metadata as a CSL-JSON item."""
        item: dict[str, Any] = {
            "id": self.stem, "type": "article-newspaper", "container-title": self.outlet.name, "language": "en",
        }  # fmt: skip
        if self.headline:
            item["title"] = self.headline
        if self.dated:
            item["issued"] = {"date-parts": [[self.published.year, self.published.month, self.published.day]]}
        return item


class Papers:
    """The outlets of a case: a few print much of it, many print once."""

    def __init__(self, dice: random.Random, reports: int) -> None:
        many = max(30, round(reports * _OUTLETS_A_REPORT))
        self.papers = [paper(world().draw(dice), dice) for _ in range(many)]
        self.weights = tuple(accumulate(1 / (rank + 8) for rank in range(len(self.papers))))
        self.agencies = [Outlet(name, "GB", pounds=False) for name in AGENCIES]

    def draw(self, dice: random.Random) -> Outlet:
        """A paper by how much it prints."""
        return self.papers[bisect(self.weights, dice.random() * self.weights[-1])]


def articles(seed: int, reports: int) -> Iterator[Article]:
    """So many articles of a case, as a stream; a source comes before its copies."""
    from benchmarks.generator.copying import with_copies

    papers = Papers(random.Random(f"bellflower/{seed}/papers"), reports)
    made = batch = 0
    while made < reports:
        dice = random.Random(f"bellflower/{seed}/articles/{batch}")
        told = told_in(batch, BATCH, reports, made, _ARTICLES_AN_EVENT, dice)
        for article in with_copies(_originals(told, papers, f"a{batch}", dice), papers, dice):
            if made == reports:
                return
            yield article
            made += 1
        batch += 1


def _originals(told: Sequence[Telling], papers: Papers, stem: str, dice: random.Random) -> Iterator[Article]:
    for number, group in enumerate(together(told, _ROUNDUPS, 5, dice)):
        outlet = group[0].outlet if group[0].outlet.name in AGENCIES else papers.draw(dice)
        yield original(group, outlet, f"{stem}-{number}", dice)


def original(told: Sequence[Telling], outlet: Outlet, stem: str, dice: random.Random) -> Article:
    """An article of a paper's own: facts as told, and sentences of nobody else's."""
    published = max(telling.published for telling in told)
    paragraphs: list[tuple[Line, ...]] = []
    if len(told) > 1:
        paragraphs += [
            (Line(prose.brief(telling, dice, first=not at), telling.event.id),) for at, telling in enumerate(told)
        ]
    else:
        paragraphs.append(tuple(Line(text, told[0].event.id) for text in prose.lede(told[0], dice)))
    for _ in range(dice.choice((1, 2, 2, 3, 3, 4, 6))):
        paragraphs.append(tuple(Line(prose.filler(dice)) for _ in range(dice.randint(1, 3))))
    if dice.random() < 0.25:  # a feature comes to the point late
        paragraphs.insert(0, (Line(prose.filler(dice)), Line(prose.filler(dice))))
    notes = [dice.choice(STOCK)] if dice.random() < 0.4 else []
    if dice.random() < 0.5:
        notes.append(dice.choice(FOOTERS).format(outlet=outlet.name))
    return Article(
        stem=stem, outlet=outlet, published=published, dated=dice.random() < 0.94,
        headline=prose.headline(told[0], dice) if dice.random() < 0.85 else "", paragraphs=tuple(paragraphs),
        telling=told[0], origin=stem, notes=tuple(notes),
    )  # fmt: skip


def write(seed: int, reports: int, folder: Path) -> Mapping[str, Article]:
    """Writes a case: ``<stem>.txt`` with ``<stem>.csl.json`` for each report; the articles by stem."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for article in articles(seed, reports):
        (folder / f"{article.stem}.txt").write_text(article.text, encoding="utf-8")
        (folder / f"{article.stem}.csl.json").write_text(json.dumps(article.csl(), ensure_ascii=False), "utf-8")
        made[article.stem] = article
    return made
