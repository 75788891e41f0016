"""Copies of articles: reprinted, picked up from an agency, reworded, units rewritten, quoted, or cited by name."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.generator import prose
from benchmarks.generator.articles import Article, Kind, Line, Papers, Paragraphs
from benchmarks.generator.figures import POUND, plain, rounded
from benchmarks.generator.lexicon import FOOTERS, synonyms
from benchmarks.generator.tellings import Outlet, dated_from, retold
from benchmarks.generator.words import AGENCIES

_COPIED = 0.4  # of a paper's articles are copied by somebody, and then by few
_AGAIN = 0.2  # of copies are copied in turn
_OUTSIDE = 0.06  # of articles carry an agency's text that is not in the case itself
_KINDS: tuple[tuple[Kind, float], ...] = (
    ("reprint", 0.3), ("reworded", 0.3), ("units", 0.1), ("quotation", 0.15), ("citation", 0.15),
)  # fmt: skip
_KILOGRAMS = re.compile(r"(\d[\d,]*(?:\.\d+)?) (?:kilograms|kg)\b")
_WORD = re.compile(r"[A-Za-z’-]+")
_STARTS = re.compile(r"(?:^|[.:] ?)“?$")  # what stands before the first word of a sentence


def with_copies(originals: Iterable[Article], papers: Papers, dice: random.Random) -> Iterator[Article]:
    """Each article with its copies after it, and copies of copies; some carry what an agency outside the case wrote."""
    for article in originals:
        yield article
        agency = article.outlet.name in AGENCIES
        if dice.random() < (0.8 if agency else _COPIED):
            many = dice.choices((1, 2, 3, 5, 9), (0.4, 0.28, 0.17, 0.1, 0.05))[0] if agency else dice.choice((1, 1, 2))
            family = [article]
            for number in range(many):
                source = dice.choice(family[1:]) if len(family) > 1 and dice.random() < _AGAIN else article
                family.append(_copy(source, papers, f"{article.stem}-c{number}", dice))
            yield from family[1:]
        if dice.random() < _OUTSIDE:
            outside = f"outside-{article.stem}"
            hidden = replace(
                article, stem=outside, origin=outside, outlet=dice.choice(papers.agencies),
                paragraphs=_own(dice, article, 5), notes=(),
            )  # fmt: skip
            for number in range(dice.randint(2, 4)):
                yield _wire(hidden, papers.draw(dice), f"{article.stem}-o{number}", dice)


def _copy(source: Article, papers: Papers, stem: str, dice: random.Random) -> Article:
    outlet = papers.draw(dice)
    while outlet.name == source.outlet.name:
        outlet = papers.draw(dice)
    if source.outlet.name in AGENCIES and dice.random() < 0.65:
        return _wire(source, outlet, stem, dice)
    kinds, weights = zip(*_KINDS, strict=True)
    kind: Kind = dice.choices(kinds, weights)[0]
    published = _published(source, dice)
    paragraphs, headline = source.paragraphs, source.headline
    notes: tuple[str, ...] = ()
    if kind == "reprint":
        if len(paragraphs) > 3 and dice.random() < 0.3:
            paragraphs = paragraphs[:-1]
        if dice.random() < 0.4:
            notes = (f"This article was first published by the {source.outlet.name}.",)
        headline = headline if dice.random() < 0.5 else prose.headline(source.telling, dice)
    elif kind in {"reworded", "units"}:
        paragraphs = _reworded(paragraphs, dice.uniform(0.1, 0.35 if kind == "reworded" else 0.2), dice)
        if kind == "units":
            paragraphs = tuple(tuple(replace(line, text=pounds(line.text)) for line in part) for part in paragraphs)
        headline = prose.headline(source.telling, dice)
    elif kind == "quotation":
        paragraphs, headline = _quoting(source, published, dice), prose.headline(source.telling, dice)
    else:
        paragraphs, headline = _citing(source, published, dice), prose.headline(source.telling, dice)
    return _made(source, kind, outlet, stem, published, headline, paragraphs, notes, dice)


def _published(source: Article, dice: random.Random) -> date:
    """The day of a copy: soon after its source, now and then long after."""
    late = dice.randint(7, 400) if dice.random() < 0.05 else dice.choice((0, 0, 0, 1, 1, 1, 1, 2, 2, 3))
    return source.published + timedelta(late)


def _wire(source: Article, outlet: Outlet, stem: str, dice: random.Random) -> Article:
    """An agency's text, cut from below, under another headline, now and then with a line of the paper's own."""
    news = next((at for at, part in enumerate(source.paragraphs) if any(line.incident for line in part)), 0)
    kept = max(news + 1, round(len(source.paragraphs) * dice.uniform(0.4, 1)))
    paragraphs = source.paragraphs[:kept]
    if dice.random() < 0.3:
        paragraphs = (*paragraphs, (Line(prose.filler(dice)),))
    notes = (f"({source.outlet.name})",) if dice.random() < 0.6 else ()
    headline = prose.headline(source.telling, dice)
    return _made(source, "wire", outlet, stem, _published(source, dice), headline, paragraphs, notes, dice)


def _made(
    source: Article, kind: Kind, outlet: Outlet, stem: str, published: date, headline: str, paragraphs: Paragraphs,
    notes: tuple[str, ...], dice: random.Random,
) -> Article:  # fmt: skip
    if dice.random() < 0.5:
        notes = (*notes, dice.choice(FOOTERS).format(outlet=outlet.name))
    return replace(
        source, stem=stem, outlet=outlet, published=published, dated=dice.random() < 0.94,
        headline=headline, paragraphs=paragraphs, kind=kind, source=source.stem, notes=notes,
    )  # fmt: skip


def _reworded(paragraphs: Paragraphs, share: float, dice: random.Random) -> Paragraphs:
    """Sentences with words exchanged, some left out, some added; the facts stay."""
    found = []
    for paragraph in paragraphs:
        lines = [
            replace(line, text=reworded(line.text, share, dice))
            for line in paragraph
            if line.incident or dice.random() > 0.15
        ]
        if dice.random() < 0.2:
            lines.append(Line(prose.filler(dice)))
        if lines:
            found.append(tuple(lines))
    return tuple(found)


def reworded(text: str, share: float, dice: random.Random) -> str:
    """A share of the words exchanged for near-synonyms, a few left out; figures and names stay."""

    def other(match: re.Match[str]) -> str:
        word = match.group()
        named = word[0].isupper() and not _STARTS.search(text, 0, match.start())
        near = None if named else synonyms().get(word.lower())
        if near is None or dice.random() > share * 1.6:  # about three words in five have another
            return word
        return near[0].upper() + near[1:] if word[0].isupper() else near

    return _WORD.sub(other, text)


def pounds(text: str) -> str:
    """Kilograms told as pounds, to two digits."""
    return _KILOGRAMS.sub(
        lambda match: f"{plain(rounded(float(match.group(1).replace(',', '')) / POUND, 2))} pounds", text
    )


def _own(dice: random.Random, article: Article, paragraphs: int) -> Paragraphs:
    """The event in new sentences, with others around it."""
    lede = tuple(Line(text, article.telling.event.id) for text in prose.lede(article.telling, dice))
    return (lede, *((Line(prose.filler(dice)), Line(prose.filler(dice))) for _ in range(paragraphs)))


def _quoting(source: Article, published: date, dice: random.Random) -> Paragraphs:
    """An article of its own that quotes a sentence or two of the source."""
    lines = [line for paragraph in source.paragraphs for line in paragraph if "“" not in line.text]
    lines = [line for line in lines if len(line.text) > 70] or lines  # nobody quotes half a sentence
    chosen = dice.sample(lines, min(len(lines), dice.choice((1, 2))))
    by = dice.choice((f"the {source.outlet.name} wrote", "one report put it", f"said the {source.outlet.name}"))
    told = next((line.incident for line in chosen if line.incident), None)
    quoted = Line(f"“{' '.join(line.text for line in chosen).rstrip('.')},” {by}.", told)
    own = _own(dice, replace(source, telling=dated_from(source.telling, published, dice)), 3)
    return (*own[:2], (quoted,), *own[2:])


def _citing(source: Article, published: date, dice: random.Random) -> Paragraphs:
    """The event in other words, with the outlet that it was read in."""
    name = source.outlet.name
    lines = prose.lede(retold(source.telling, published, dice), dice)
    by = dice.choice((f"The {name} reported the find first.", f"That is according to the {name}.",
                      f"The news was first reported by the {name}.", f"The {name} reported this."))  # fmt: skip
    lede = tuple(Line(text, source.telling.event.id) for text in lines)
    return ((*lede, Line(by)), *((Line(prose.filler(dice)), Line(prose.filler(dice))) for _ in range(3)))
