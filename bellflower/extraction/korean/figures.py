"""Korean figures outside incidents: prices (1g에 100위안), rates, revenue, areas, purities and sums of seizures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bellflower.extraction.annotation import within
from bellflower.extraction.claims import ClaimWriter
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.money import is_money
from bellflower.extraction.korean.items import find_items
from bellflower.extraction.korean.note import KoreanNote
from bellflower.extraction.korean.speakers import attributed_to
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.extraction.quantities.spans import tidy
from bellflower.packs import Good
from bellflower.patterns import regex
from bellflower.records import Amount, Claim, Modality, Predicate

_TITLES: dict[Predicate, str] = {
    "price": "price of {}", "production_rate": "production of {}", "revenue": "revenue from {}",
    "area": "land under {}", "purity": "purity of {}", "seizure_total": "{} seized", "stock": "stock of {}",
}  # fmt: skip
_TRADED = regex(
    r"거래|팔|판매|값|가격|시세|시가|사들|구입|구매|매매|넘겨|넘긴|넘기|호가|받고|한다|했다|이었|였|올랐|내렸"
    r"|떨어|수준|불과|이르|달하"
)
_EACH = regex(
    r"\s?(?:당|에|은|는|이|가|도|당 가격이|당 가격은|에 대략|에 약|의 가격은|의 값은|값이|가격이|가격은"
    r"|짜리가)\s?(?:중국 돈|북한 돈|미화|인민폐"
    r"|현금|약|대략|평균|무려|많게는|최고)?\s?(?:약\s)?"
)
_EACH_UNIT = regex(
    r"(?<![\d가-힣])(?P<unit>kg|㎏|킬로그램|킬로|키로|g|그램|그람|톤|정|알|갑|보루|병|한 알|장)당\s?(?:중국 돈"
    r"|북한 돈|미화|약|평균)?\s?"
)
_RATE = regex(
    r"(?P<period>연간|매년|해마다|1년에|한 해(?:에)?|연평균|매달|매월|월평균|한 달에|달마다|월|매일|하루에"
    r"|하루|매주|일주일에)\s?(?:약|평균|최대|최소|무려)?\s?$"
)
_PERIODS = {"연": "year", "매년": "year", "해": "year", "1년": "year", "한 해": "year", "매달": "month",
            "매월": "month",
            "월": "month", "한 달": "month", "달": "month", "매일": "day", "하루": "day", "매주": "week",
            "일주일": "week"}  # fmt: skip
_MADE = regex(r"생산|제조|만들|만든|만들어|뽑아|합성")
_EARNED = regex(r"벌어|벌이|수입|수익|외화|챙기|챙겨|이익|매출|수출액|벌고|번다|번 것")
_LAND = regex(r"재배|밭|심|농장|경작|면적")
_PURE = regex(r"순도(?:는|가|의)?\s?(?:약\s|최고\s)?$")
_UNSURE = regex(r"것으로 (?:알려|전해|보인|추정|의심)|다고 한다|주장|소문|확인된 바는? 없")
_HEADWAY = 400  # characters back to the good that a price speaks of


def find_figures(note: KoreanNote, fragments: Sequence[Fragment]) -> Iterator[Claim]:
    """The quantity claims of a text, in order; the figures of incidents are not among them."""
    sums = [f for f in fragments if f.cumulative]
    for start, end in note.sentences:
        if not within(note.quantities, start, end):
            continue
        text = note.text[start:end]
        modality: Modality = "alleged" if _UNSURE.search(text) else "asserted"
        write = ClaimWriter(note, None, modality, attributed_to(text))
        yield from _prices(note, write, start, end)
        yield from _rates(note, write, start, end)
        yield from _states(note, write, start, end)
        for fragment in sums:
            if start <= fragment.start < end:
                yield from _totals(note, write, fragment)


def _prices(note: KoreanNote, write: ClaimWriter, start: int, end: int) -> Iterator[Claim]:
    figures = within(note.quantities, start, end)
    if not _TRADED.search(note.text, start, end):
        return
    last: tuple[float, str] | None = None
    for q in figures:
        if q.dimension != "currency" or (good := _good(note, start, q.start, end)) is None:
            continue
        measure = _measure(note, figures, q, start)
        if (
            measure is None
            and last is not None
            and re.search(r"(?:에는|엔|에서는|때는|당시)\s$", note.text[start : q.start])
        ):
            measure = last
        if measure is None:
            continue
        last = measure
        size, code = measure
        value = Amount(
            value=tidy(q.value / size),
            value_max=None if q.value_max is None else tidy(q.value_max / size),
            unit=f"{_currency(note, q, start)}/{code}",
            goods=_name(good),
        )
        yield write("price", q.start, q.end, value, rule="price of one measure", qualifier=q.qualifier,
                    subject=_subject(note, "price", good, start, q.start))  # fmt: skip


def _currency(note: KoreanNote, q: QuantitySpan, start: int) -> str | None:
    """원 is the won of the North where the sentence speaks of a place there."""
    places = within(note.places, start, q.start)
    return "KPW" if q.unit == "KRW" and places and places[-1].where.country == "KP" else q.unit


def _measure(
    note: KoreanNote, figures: Sequence[QuantitySpan], q: QuantitySpan, start: int
) -> tuple[float, str] | None:
    """What the money buys: how much of which unit."""
    for m in figures:
        bought = m.end <= q.start and m.dimension in ("mass", "count", "volume") and m.value > 0
        if bought and m.unit and _EACH.fullmatch(note.text[m.end : q.start]):
            return m.value, m.unit
    for match in _EACH_UNIT.finditer(note.text, start, q.start):
        unit = note.words.units.get(match["unit"].removeprefix("한 "))
        if match.end() == q.start and unit is not None:
            return unit.factor, unit.code
    return None


def _rates(note: KoreanNote, write: ClaimWriter, start: int, end: int) -> Iterator[Claim]:
    for q in within(note.quantities, start, end):
        match = _RATE.search(note.text, start, q.start)
        good = _good(note, start, q.start, end)
        if match is None or good is None:
            continue
        period = next(code for word, code in _PERIODS.items() if match["period"].startswith(word))
        behind = note.text[q.end : min(end, q.end + 40)]
        if q.dimension in ("mass", "count", "volume") and _MADE.search(behind):
            value = Amount(
                value=q.value, value_max=q.value_max, unit=f"{q.unit}/{period}", goods=_name(good), stage="produced"
            )
            yield write("production_rate", match.start(), q.end, value, rule="so much a period", qualifier=q.qualifier,
                        subject=_subject(note, "production_rate", good, start, q.start),
                        aggregation="annual_rate" if period == "year" else None)  # fmt: skip
        elif q.dimension == "currency" and _EARNED.search(behind):
            value = Amount(value=q.value, value_max=q.value_max, unit=f"{q.unit}/{period}", goods=_name(good))
            yield write("revenue", match.start(), q.end, value, rule="so much money a period", qualifier=q.qualifier,
                        subject=_subject(note, "revenue", good, start, q.start),
                        aggregation="annual_rate" if period == "year" else None)  # fmt: skip


def _states(note: KoreanNote, write: ClaimWriter, start: int, end: int) -> Iterator[Claim]:
    for q in within(note.quantities, start, end):
        good = _good(note, start, q.start, end)
        if good is None:
            continue
        predicate: Predicate | None = None
        if q.dimension == "area" and _LAND.search(note.text, start, end):
            predicate, unit = "area", q.unit or "ha"
        elif q.dimension == "percent" and _PURE.search(note.text, start, q.start):
            predicate, unit = "purity", "percent"
        if predicate is not None:
            value = Amount(value=q.value, value_max=q.value_max, unit=unit, goods=_name(good))
            yield write(predicate, q.start, q.end, value, rule=f"{predicate} by its words", qualifier=q.qualifier,
                        subject=_subject(note, predicate, good, start, q.start))  # fmt: skip


def _totals(note: KoreanNote, write: ClaimWriter, fragment: Fragment) -> Iterator[Claim]:
    """What a sentence that sums up says of each of its goods, over the period that it names."""
    items = [item for item in find_items(note, fragment.start, fragment.end) if item.quantity is not None]
    for item in items:
        q = item.quantity
        if q is None or item.unit is None:
            continue
        value = Amount(
            value=q.value,
            value_max=q.value_max,
            unit=item.unit,
            goods=item.name,
            stage="seized",
            per=fragment.around.date.edtf if fragment.around.date else None,
        )
        yield write("seizure_total", q.start, q.end, value, rule="sum over a period", qualifier=q.qualifier,
                    subject=_subject(note, "seizure_total", item.good, fragment.start, q.start),
                    aggregation="cumulative", until=item.end)  # fmt: skip


def _good(note: KoreanNote, start: int, before: int, end: int) -> Hit | None:
    """The good that a figure speaks of: the last named before it in its sentence, else behind it, else before that."""
    left, right, earlier = (
        [hit for hit in note.of("good", a, b) if not is_money(hit)]
        for a, b in ((start, before), (before, end), (max(0, start - _HEADWAY), start))
    )
    found = left[-1:] or right[:1] or earlier[-1:]
    return found[0] if found else None


def _name(hit: Hit) -> str:
    assert isinstance(hit.entry, Good)
    return hit.entry.name


def _subject(note: KoreanNote, predicate: Predicate, good: Hit, start: int, before: int) -> str:
    """What is measured, in a phrase: the goods in English and the nearest place as written."""
    title = _TITLES[predicate].format(_name(good))
    places = [p for p in within(note.places, start, before) if note.text[p.end : p.end + 2] != " 돈"]
    return f"{title}, {note.text[places[-1].start : places[-1].end]}" if places else title
