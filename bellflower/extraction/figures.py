"""Quantities that stand outside any one incident: prices, rates, revenue, stocks, areas, purities, packages, totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.attribution import attributed_to
from bellflower.extraction.claims import ClaimWriter
from bellflower.extraction.fragments import Fragment
from bellflower.extraction.items import find_items
from bellflower.extraction.modality import is_told, reality
from bellflower.extraction.quantities import QuantitySpan
from bellflower.packs import Act
from bellflower.records import Amount, Claim, Modality, Predicate

_PRODUCE = re.compile(
    r"\b(?:produc\w*|manufactur\w*|mak(?:e|es|ing)|made|turn(?:s|ed|ing)? out|output|yield\w*|refin\w*|capacity|harvest\w*|process(?:es|ed|ing)?|cook(?:s|ed)?|turned in|grow|grew|grown|churn\w* out|deliver\w*)\b",
    re.I,
)
_EARN = re.compile(
    r"\b(?:earn\w*|revenues?|profits?|income|proceeds|bring(?:s|ing)? in|brought in|generat\w*|net(?:s|ted)?|worth|gross\w*|hard currency|foreign currency|turnover|takings|handed|makes?|made|trade|yield\w*|raises?|raised|business)\b",
    re.I,
)
_SELL = re.compile(
    r"\b(?:s[eo]ld|sells?|selling|price[sd]?|costs?|costing|fetch\w*|paid|pays?|worth|retail\w*|wholesale|street|buyers?|bought|changes hands|goes for|going rate|rate|value|valued|charge[sd]?|asks?|asking|traded|trades)\b",
    re.I,
)
_STOCK = re.compile(
    r"\b(?:stock(?:s|ed|pile[sd]?|piling)?|in store|stored|storehouses?|warehouses?|reserves?|hoard\w*|depots?|held in)\b",
    re.I,
)
_PURE = re.compile(r"\b(?:pur(?:e|ity)|concentration|grade)\b", re.I)
_PACK = re.compile(
    r"\b(?:pack(?:ed|aged|ing|ages?|ets?|s)?|box(?:es|ed)?|bag(?:s|ged)?|wrapped|brick(?:s)?|sachets?|bundles?|tins?|parcels?|in lots of|blocks?|sealed|pouches|vials?|bottles?|bales?|label\w*)\b",
    re.I,
)
_HOLDS = re.compile(r"\b(?:contain\w*|holding|holds?|held|of|weighing|each|apiece|to a|per|in)\b", re.I)
_AREA = re.compile(
    r"\b(?:cultivat\w*|grow\w*|grew|poppy|poppies|plant\w*|farm\w*|fields?|land|sown|sow|crop|coca|cannabis|opium)\b",
    re.I,
)
_PER_TIME = {"month", "year", "week", "day", "quarter"}
_SEIZE = re.compile(
    r"\b(?:seiz\w*|confiscat\w*|intercept\w*|impound\w*|caught|captured|took off|taken|hauls?|recovered|netted)\b", re.I
)


def find_figures(note: Annotation, fragments: Sequence[Fragment]) -> Iterator[Claim]:
    """The quantity claims of a text, in order; haul figures of incidents are not among them."""
    told = [(f.start, f.end) for f in fragments if not f.cumulative]
    for start, end in note.sentences:
        figures = [q for q in within(note.quantities, start, end) if q.conversion_of is None and q.value is not None]
        if not figures:
            continue
        write = ClaimWriter(note, None, _modality(note, start, end), attributed_to(note, start, end))
        inside = any(a < end and start < b for a, b in told)
        for q in figures:
            predicate = _predicate(note, q, start, end, inside)
            if predicate is not None:
                yield _claim(note, write, predicate, q, start, end)
    for fragment in fragments:
        if fragment.cumulative:
            yield from _total(note, fragment)


def _modality(note: Annotation, start: int, end: int) -> Modality:
    return (
        "alleged"
        if re.search(r"\b(?:allegedly|reportedly|unconfirmed|rumou?r|said to)\b", note.text[start:end])
        else "asserted"
    )


def _predicate(note: Annotation, q: QuantitySpan, start: int, end: int, inside: bool) -> Predicate | None:
    sentence = note.text[start:end]
    before = note.text[max(start, q.start - 90) : q.start]
    after = note.text[q.end : min(end, q.end + 60)]
    good = bool(note.of("good", max(0, start - 250), end))
    if q.dimension == "currency" and q.per is not None:
        if q.per in _PER_TIME:
            return "revenue" if _EARN.search(sentence) else None
        return "price" if good else None
    if q.dimension == "currency" and not inside:
        yearly = re.search(r"\b(?:annual(?:ly)?|yearly|(?:a|per|each|every) year)\b", sentence, re.I)
        if yearly and re.search(r"\b(?:revenues?|profits?|earn\w*|income|proceeds|generat\w*)\b", sentence, re.I):
            return "revenue"
        return None
    if q.per in _PER_TIME and q.dimension in ("mass", "volume", "count") and good:
        return "production_rate" if _PRODUCE.search(sentence) else None
    if q.dimension == "area" and good and _AREA.search(sentence):
        return "area"
    if q.dimension == "percent" and _PURE.search(before[-40:] + " | " + after[:24]):
        return "purity"
    if q.dimension == "mass" and not inside and good:
        if _packaged(note, q, before, after):
            return "packaging"
        if _STOCK.search(before[-60:] + " | " + after):
            return "stock"
    return None


def _packaged(note: Annotation, q: QuantitySpan, before: str, after: str) -> bool:
    if q.value is None or q.unit != "kg" or q.value > 60:
        return False
    one = re.search(
        r"\b(?:(?:in|into|to) (?:a |an )?(?:[\w-]+ )?(?:box|bag|packet|brick|package|tin|sachet|block|parcel|bundle|pouch)(?:es|s)?|(?:boxes|bags|packets|bricks|packages|tins|sachets|blocks|parcels|bundles|pouches|lots)) (?:containing|of|holding|weighing|with|that hold)?\s*(?:exactly |about )?$",
        before,
    )
    each = re.match(
        r" (?:each|apiece|to a (?:bag|box|packet)|(?:box|bag|packet|brick|package|tin|sachet|block|parcel|pack)(?:es|s)?\b|of the drug and)",
        after,
    )
    return bool(one or each)


def _claim(note: Annotation, write: ClaimWriter, predicate: Predicate, q: QuantitySpan, start: int, end: int) -> Claim:
    goods = note.of("good", start, end)
    name = getattr(goods[0].entry, "name", "") if goods else ""
    unit = q.unit or "piece"
    if q.per:
        unit = f"{unit}/{q.per}"
    elif predicate == "revenue":
        unit = f"{unit}/year"
    elif predicate == "purity":
        unit = "percent"
    assert q.value is not None
    return write(
        predicate,
        q.start,
        q.end,
        Amount(value=q.value, value_max=q.value_max, unit=unit, goods=name or None),
        rule=f"{predicate} by its words",
        qualifier=q.qualifier,
        subject=" ".join(note.text[start:end].split())[:0] or _subject(note, start, q),
        aggregation={"production_rate": "annual_rate", "revenue": "annual_rate"}.get(predicate, "unknown"),  # type: ignore[arg-type]
    )


def _subject(note: Annotation, start: int, q: QuantitySpan) -> str:
    """The words of the clause before the figure, shortened: what the figure is about."""
    words = note.text[start : q.start].split()
    return " ".join(words[-12:]).strip(" ,;:-")


def _total(note: Annotation, fragment: Fragment) -> Iterator[Claim]:
    acts = [
        a
        for a in fragment.acts
        if isinstance(a.entry, Act)
        and a.entry.kind in ("seizure", "interception", "discovery")
        and is_told(reality(note, a, fragment.start, fragment.end))
    ]
    if not acts:
        return
    write = ClaimWriter(note, None, fragment.modality, attributed_to(note, fragment.start, fragment.end))
    period = fragment.around.date.edtf if fragment.around.date else None
    done = set()
    for item in find_items(note, fragment.start, fragment.end):
        q = item.quantity or item.value
        if q is None or q.value is None or q.start in done:
            continue
        done.add(q.start)
        unit = item.unit if item.quantity is not None else q.unit
        yield write(
            "seizure_total",
            q.start,
            q.end,
            Amount(
                value=q.value, value_max=q.value_max, unit=unit or "piece", goods=item.name, stage="seized", per=period
            ),
            rule="total over a period",
            qualifier=q.qualifier,
            until=item.end,
            subject=f"{item.name} seized",
            aggregation="cumulative",
        )
