"""Goods and their quantities in Korean: 필로폰 1.5kg, 1.5kg의 필로폰, 필로폰 3kg(시가 3억 원 상당), 위조지폐 250장."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from bellflower.extraction.annotation import within
from bellflower.extraction.incidents.items import Item
from bellflower.extraction.incidents.money import is_money
from bellflower.extraction.korean.note import KoreanNote
from bellflower.extraction.lexicon import Hit
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.packs import Good
from bellflower.patterns import regex

_FORWARD = regex(  # between a good and its figure
    r"['\"]?(?:\s?\([^)]{0,20}?)?(?:의 (?:양|무게|중량|물량)|총량|\s(?:알약|가루|분말|제품|조각|원액))?(?:을"
    r"|를|이|가|은|는|도"
    r"|의)?\s?(?:[\d천만,]+여?건(?:에|에서)?\s)?(?:약|모두|총|무려|각각|도합|합계|무게|분량"
    r"|중량|시가|현금|등|물량은)?\s?"
)
_BACKWARD = regex(  # between a figure and its good
    r"\s?(?:가량|정도|상당|어치|분량|남짓|안팎|이상|규모|짜리|들이|이 넘는|가 넘는|넘는|에 달하는|에 이르는"
    r"|에 육박하는|여)?"
    r"(?:의|인|이나 되는|에 해당하는)?\s?(?:[가-힣]{2,4}산\s|불법\s|밀수\s|고순도\s|가짜\s|말린\s|정제된\s)?"
)
_WORTH_BETWEEN = regex(r"\s?(?:시가\s?)?(?:약\s)?[\d천만억조,. ]+원(?:어치|\s?상당)\s?")
_WHOLE_BETWEEN = regex(r"\s?[\d천만,]+여?\s?(?:장|개|kg|㎏|g|정|갑|보루)\s(?:중|가운데)\s")
_DENOMINATION = regex(r"\s?(?:짜리|권|지폐|신권|구권)")
_PER = regex(r"\s?(?:중\s|가운데\s|당|씩|짜리|에\s?\d|에\s(?:약\s)?\d)")
_WORTH = regex(r"(?:시가|소매가|도매가|시세|가액|액수|시장가|암시장 가격|가격)(?:로|는|만|가)?\s?(?:약\s)?$")
_PRICED = regex(
    r"(?:을|를)?\s?\(?(?:현지\s)?(?:시가|소매가|도매가|시세|시장가|암시장 가격|가격)?(?:로)?\s?(?:약\s|총\s)?"
)
_WORTH_OF = regex(r"\s?(?:상당|어치|규모)")
_FACE = regex(r"액면가?(?:로는|로|는|가|만)?\s?(?:약\s|총\s)?$")
_NOT_HELD = regex(
    r"(?:벌금|과태료|추징금|보석금|현상금|포상금|뇌물|대가|운반비|수고비|일당|월급|연봉|노임|수수료|운임|빚"
    r"|상금)(?:으로|로|은|는|을|를|이|가)?\s?(?:약\s|미화\s|현금\s)?$"
    r"|(?:하루|매일|날마다)\s(?:평균\s)?$"
)
_NOT_PAID = regex(
    r"(?:의|을|를)?\s?(?:벌금|과태료|추징금|보석금|현상금|뇌물|보수|대가|수고비|운반비|받기로|을 받고|를 받고"
    r"|을 주고|를 주고|을 내고|를 내고|를 지불|을 지불|의 보석|에 팔|에 넘|에 거래|의 빚)"
)
_OBJECT = regex(r"(?:을|를|이|가|도|은|는)\s|[,.]")
_MEMORY = 400  # characters back to the good that an unnamed figure measures
_GUNS = "weapons"


def find_items(note: KoreanNote, start: int, end: int) -> list[Item]:
    """The goods told between ``start`` and ``end``, each with the figure beside it; a bare weight measures the last."""
    goods = note.goods(start, end)
    figures = [q for q in within(note.quantities, start, end) if _measures(note, q)]
    taken: dict[int, QuantitySpan] = {}
    used: set[int] = set()
    for q in figures:
        index = _good_of(note, q, goods, taken)
        if index is not None:
            taken[index] = q
            used.add(q.start)
    for index, q in taken.items():
        if (weight := _weighed(note, q, figures)) is not None:
            taken[index] = weight
            used.add(weight.start)
    items = [_item(note, hit, taken.get(index), start, end) for index, hit in enumerate(goods)]
    items += [
        _item(note, named, q, start, end)
        for q in figures
        if q.start not in used and (named := _meant(note, q, end)) is not None
    ]
    told = [item for item in items if item.quantity is not None or item.name != "cash"]
    return _without_general(sorted(told, key=lambda item: item.start))


def _weighed(note: KoreanNote, q: QuantitySpan, figures: Sequence[QuantitySpan]) -> QuantitySpan | None:
    """The weight in brackets behind a count that is not one of pills: 금괴 24개(16.6kg)."""
    if q.dimension != "count" or q.unit in ("tablet", "capsule"):
        return None
    return next((w for w in figures if w.dimension == "mass" and note.text[q.end : w.start] == "("), None)


def last_named(note: KoreanNote, before: int) -> Hit | None:
    """The last good of one kind that was named before a place in the text, not too far back."""
    named = [
        hit
        for hit in note.goods(max(0, before - _MEMORY), before)
        if isinstance(hit.entry, Good) and hit.entry.kind == "specific" and not is_money(hit)
    ]
    return named[-1] if named else None


def _measures(note: KoreanNote, q: QuantitySpan) -> bool:
    if q.dimension not in ("mass", "volume", "count", "currency") or _PER.match(note.text, q.end):
        return False
    if q.dimension == "currency" and _DENOMINATION.match(note.text, q.end):
        return False
    before = note.text[max(0, q.start - 20) : q.start]
    return not _NOT_HELD.search(before) and not _NOT_PAID.match(note.text, q.end)


def _good_of(note: KoreanNote, q: QuantitySpan, goods: Sequence[Hit], taken: dict[int, QuantitySpan]) -> int | None:
    """The good right before a figure, else the one right behind it; money measures money only."""
    for index in range(len(goods) - 1, -1, -1):
        hit = goods[index]
        if hit.end <= q.start and index not in taken and _fits(note, q, hit):
            if _FORWARD.fullmatch(_bare(note.text[hit.end : q.start])):
                return index
            break
    for index, hit in enumerate(goods):
        if hit.start >= q.end and index not in taken and _fits(note, q, hit):
            return index if _BACKWARD.fullmatch(note.text[q.end : hit.start]) else None
    return None


def _bare(gap: str) -> str:
    """A gap without denominations, worth and wholes: 위폐 100달러권 250장, 담배 3억 원 상당 6만 갑, 위폐 7장 중 4장."""
    gap = _WORTH_BETWEEN.sub(" ", _WHOLE_BETWEEN.sub(" ", gap))
    return re.sub(r"\s?(?:미화\s)?\d+\s?(?:달러|위안|엔|유로|원)(?:짜리|권)\s?(?:지폐\s)?", " ", gap)


def _fits(note: KoreanNote, q: QuantitySpan, hit: Hit) -> bool:
    if q.dimension == "currency":
        return is_money(hit) and not _WORTH.search(note.text[max(0, q.start - 10) : q.start])
    return True


def _meant(note: KoreanNote, q: QuantitySpan, end: int) -> Hit | None:
    """The good that a weight or a count of tablets with none beside it measures; face value measures notes."""
    if q.dimension == "currency":
        if not _FACE.search(note.text[max(0, q.start - 10) : q.start]):
            return None
        money = [hit for hit in note.goods(max(0, q.start - _MEMORY), q.start) if is_money(hit)]
        return money[-1] if money else None
    if q.dimension not in ("mass", "volume") and q.unit not in ("tablet", "capsule"):
        return None
    return last_named(note, q.start) if _OBJECT.match(note.text, q.end, end) else None


def _item(note: KoreanNote, hit: Hit, q: QuantitySpan | None, start: int, end: int) -> Item:
    assert isinstance(hit.entry, Good)
    name, general = hit.entry.name, hit.entry.kind == "generic"
    if q is None:
        return Item(start=hit.start, end=hit.end, good=hit, name=name, generic=general,
                    value=_worth(note, hit.start, hit.end, start, end))  # fmt: skip
    unit = q.unit
    if name == _GUNS or (unit == "tablet" and hit.entry.group in ("weapons", "metals", "currency")):
        unit = "piece"  # 정 also counts guns
    return Item(
        start=min(q.start, hit.start),
        end=max(q.end, hit.end),
        good=hit,
        name=name,
        unit=unit,
        quantity=msgspec.structs.replace(q, unit=unit),
        value=_worth(note, min(q.start, hit.start), max(q.end, hit.end), start, end),
        generic=general,
        total=bool(re.search(r"(?:모두|총|도합|합계|합쳐)\s?$", note.text[max(0, q.start - 5) : q.start])),
    )


def _worth(note: KoreanNote, first: int, last: int, start: int, end: int) -> QuantitySpan | None:
    """Money right behind the goods or right before them that is said to be their worth: 시가 3억 원 상당."""
    for q in within(note.quantities, max(start, first - 40), min(end, last + 24)):
        if q.dimension == "currency" and (worth := _WORTH_OF.match(note.text, q.end)):
            behind = q.start >= last and _PRICED.fullmatch(note.text[last : q.start])
            before = q.end <= first and re.fullmatch(r"(?:의|인)?\s(?:[^\s,]+\s)?", note.text[worth.end() : first])
            if behind or before:
                return q
    return None


def _without_general(items: list[Item]) -> list[Item]:
    specific = any(not item.generic for item in items)
    return [item for item in items if not (item.generic and specific and item.quantity is None)]
