"""Quantities that stand outside any one incident: prices, rates, revenue, stocks, areas, purities, packages, totals.

Each kind has a rule of its own (:mod:`prices`, :mod:`rates`, :mod:`totals`, and the plain ones here); the words they
look for are data (``figures.yaml`` in the packs). A figure is claimed once, by the first rule that knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.attribution import attributed_to
from bellflower.extraction.claims import ClaimWriter
from bellflower.extraction.cued import cued
from bellflower.extraction.figures.passages import Figure, Passage
from bellflower.extraction.figures.prices import find_prices
from bellflower.extraction.figures.rates import find_production, find_revenue
from bellflower.extraction.figures.totals import find_totals
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.extraction.quantities.units import Unit
from bellflower.patterns import regex
from bellflower.records import Amount, Claim, Modality

_UNSURE = cued(
    r"\b(?:allegedly|reportedly|unconfirmed|rumou?r(?:s|ed)?|said to|thought to|believed to|supposedly|purportedly)\b",
    re.I,
)
_NUMBERED = regex(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen))\s+(?:[\w-]+ )?$", re.I
)
_CHANGE = regex(r"\b(?:by|another|further|rose|fell)\s+$", re.I)
_TITLES = {
    "price": "price of {}",
    "production_rate": "production of {}",
    "revenue": "revenue from {}",
    "stock": "stock of {}",
    "area": "land under {}",
    "purity": "purity of {}",
    "packaging": "package of {}",
    "seizure_total": "{} seized",
}
_AGAINST = regex(r"\b(?:against|from|compared (?:with|to)|than)\s+(?:about |some |only )?$", re.I)
_HEAVY = 60  # kg: above this a weight is a load, not a package


def find_figures(note: Annotation, fragments: Sequence[Fragment]) -> Iterator[Claim]:
    """The quantity claims of a text, in order; haul figures of incidents are not among them."""
    cues = note.grammar.figure_words
    starts = cues.index.find(note.low)
    told = [(f.start, f.end) for f in fragments if not f.cumulative]
    summed = [(f.start, f.end) for f in fragments if f.cumulative]
    found: list[Figure] = []
    before: Passage | None = None
    for start, end in note.sentences:
        passage = Passage(note, cues, starts, start, end, before)
        before = passage
        if not passage.figures:
            continue
        inside = any(a < end and start < b for a, b in told)
        write: ClaimWriter | None = None
        taken: set[int] = set()
        for figure in _figures(passage, found, inside, any(a < end and start < b for a, b in summed)):
            if figure.start not in taken:
                taken.add(figure.start)
                found.append(figure)
                write = write or ClaimWriter(note, None, _modality(passage), attributed_to(note, start, end))
                yield _claim(passage, write, figure)


def _figures(passage: Passage, found: list[Figure], inside: bool, summed: bool) -> Iterator[Figure]:
    yield from find_prices(passage)
    yield from find_production(passage, found)
    yield from find_revenue(passage, found)
    yield from _states(passage, inside, found)
    yield from find_totals(passage, found, summed)


def _modality(passage: Passage) -> Modality:
    return "alleged" if _UNSURE.search(passage.text) else "asserted"


def _states(passage: Passage, inside: bool, earlier: Sequence[Figure]) -> Iterator[Figure]:
    """Areas, purities, packages and stocks."""
    for q in passage.figures:
        if q.dimension == "mass" and q.per is None and _is_rule(passage, q) and passage.about_goods(1500):
            yield _figure(passage, q, "packaging", "kg")
    land = any(f.predicate == "area" and passage.start - f.end < 300 for f in earlier)
    for q in passage.figures:
        if q.per is not None or not passage.about_goods(1500 if q.dimension == "percent" else 300):
            continue
        left, right = passage.left(q.start, 60), passage.right(q.end, 60)
        if q.dimension == "area" and _is_land(passage, q, inside, land):
            yield _figure(passage, q, "area", q.unit or "ha")
        elif q.dimension == "none" and (unit := _land_before(passage, q)) is not None:
            bare = msgspec.structs.replace(q, value=q.value * unit.factor)
            yield _figure(passage, bare, "area", unit.code)
        elif q.dimension == "percent" and _is_purity(passage, q):
            yield _figure(passage, q, "purity", "percent")
        elif q.dimension == "mass" and (_is_habit(passage) or not inside) and _is_package(passage, q):
            yield _figure(passage, q, "packaging", "kg")
        elif passage.found("stock", left + " | " + right) and _is_kept(passage, q, inside):
            yield _figure(passage, q, "stock", q.unit or "kg")


def _land_before(passage: Passage, q: QuantitySpan) -> Unit | None:
    """The unit of "55,000 hectares in 2019, against 134,000 in 2003" for its second figure."""
    before = [f for f in passage.figures if f.dimension == "area" and f.end <= q.start]
    if not before or q.unit_raw is not None or not _AGAINST.search(passage.left(q.start, 24)):
        return None
    return passage.cues.units.named(before[-1].unit_raw or "")


def _is_kept(passage: Passage, q: QuantitySpan, inside: bool) -> bool:
    """A stock that is kept, not one that was found or carried off."""
    notes = q.dimension == "currency" and any(money.startswith("counterfeit") for money in passage.goods_of(q))
    if not notes and q.dimension != "mass" and q.unit not in ("tablet", "capsule", "stick"):
        return False
    if passage.of_something_else(q) or passage.found("seized", passage.text):
        return False
    return not inside or not passage.note.of("role", passage.start, passage.end)


def _is_land(passage: Passage, q: QuantitySpan, inside: bool, series: bool) -> bool:
    """Land under a crop, in words of growing or going on with a series; not what one raid destroyed."""
    if (inside and passage.found("seized", passage.text)) or not (series or passage.found("area", passage.text)):
        return False
    if passage.between(q.start, q.end).lower().startswith(("a ", "an ", "per ")):
        return False  # "a hectare gives ten kilos" tells a yield
    of = re.match(r"\s+of\s+(?:(?:the|its|their)\s+)?", passage.right(q.end, 20))
    if of is None or passage.names_goods(q.end + of.end()):
        return True
    return passage.found("ground", passage.right(q.end + of.end(), 24))


def _is_purity(passage: Passage, q: QuantitySpan) -> bool:
    near = (passage.left(q.start, 40) + " | " + passage.right(q.end, 24)).replace("-", " ")
    return passage.found("pure", near) and not _CHANGE.search(passage.left(q.start, 12))


def _is_package(passage: Passage, q: QuantitySpan) -> bool:
    """A weight that one box, bag or brick holds, said of the goods in general: numbered packages are one haul's."""
    if q.value > _HEAVY or passage.of_something_else(q):
        return False
    one = "|".join(map(re.escape, passage.cues.words["package"]))
    holds = "|".join(map(re.escape, passage.cues.words["holds"]))
    many = rf"(?:{one})(?:e?s)?"
    left, right = passage.left(q.start, 70), passage.right(q.end, 30)
    each = re.match(
        rf"\s+(?:each|apiece|(?:to|in|per) (?:a|an|the|each|every)\s(?:{one})\b"
        rf"|(?:tea |plastic |foil |cloth )?(?:{many})\b)",
        right,
        re.I,
    )
    if each and (each.group().split()[0] not in ("each", "apiece") or re.search(rf"\b(?:{many})\b", left)):
        return not re.search(rf"{_NUMBERED.pattern[:-1]}(?:{many}|$)", left, re.I)
    packed = re.search(
        rf"(?P<head>.*)\b(?:(?:an?|each|every|one) (?:[\w-]+ )?(?:{one})|{many}|lots) "
        rf"(?:(?:{holds}|of)\s)?\s*(?:(?:exactly|about|some|just) )?$",
        left,
        re.I,
    )
    return bool(packed) and not _NUMBERED.search(packed["head"] if packed else "")


def _is_habit(passage: Passage) -> bool:
    return passage.found("packed", passage.text) and not passage.found("surely_seized", passage.text)


def _is_rule(passage: Passage, q: QuantitySpan) -> bool:
    """A sentence that says nothing but what one package holds: "A bag holds a kilo."."""
    one = "|".join(map(re.escape, passage.cues.words["package"]))
    holds = "|".join(map(re.escape, (w for w in passage.cues.words["holds"] if w.endswith("s"))))
    opens = re.fullmatch(
        rf"[\"']?(?:An?|One|Each|Every) (?:{one}) (?:\w+ )?(?:{holds}) (?:\w+ )?", passage.left(q.start)
    )
    return bool(opens) and passage.note.text[q.end] in ".;," and q.value <= _HEAVY


def _figure(passage: Passage, q: QuantitySpan, predicate: str, unit: str) -> Figure:
    return Figure(
        predicate=predicate,  # type: ignore[arg-type]
        start=q.start,
        end=q.end,
        value=q.value,
        value_max=q.value_max,
        unit=unit,
        qualifier=q.qualifier,
        rule=f"{predicate} by its words",
        goods=passage.goods_of(q),
    )


def _claim(passage: Passage, write: ClaimWriter, figure: Figure) -> Claim:
    return write(
        figure.predicate,
        figure.start,
        figure.end,
        Amount(
            value=figure.value,
            value_max=figure.value_max,
            unit=figure.unit,
            goods=figure.goods[0] if figure.goods else None,
            stage="seized"
            if figure.predicate == "seizure_total"
            else "produced"
            if figure.predicate == "production_rate"
            else "unspecified",
            per=figure.per,
        ),
        rule=figure.rule,
        qualifier=figure.qualifier,
        subject=_subject(passage, figure),
        aggregation=figure.aggregation,
    )


def _subject(passage: Passage, figure: Figure) -> str:
    """What is measured, in a phrase: the goods and the nearest place ("price of heroin, Osh")."""
    goods = " and ".join(figure.goods) or "unspecified drugs"
    title = _TITLES[figure.predicate].format(goods)
    places = within(passage.note.places, passage.start, passage.end)
    money = [q.start for q in passage.figures if q.start > figure.start]
    after = [p for p in places if figure.end <= p.start < (money[0] if money else passage.end)]
    before = [p for p in places if p.end <= figure.start]
    close = after[0] if after and after[0].start - figure.end < 60 else None
    earlier = before[-1] if before else None
    place = (earlier or close) if figure.predicate in ("seizure_total", "production_rate") else (close or earlier)
    return f"{title}, {passage.between(place.start, place.end)}" if place else title
