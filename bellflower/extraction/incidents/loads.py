"""The loads of one incident, each told once: what several sentences say of them put together."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bellflower.extraction.incidents.items import Item
from bellflower.extraction.incidents.money import is_money
from bellflower.extraction.incidents.sameness import agree
from bellflower.packs import Good

_NUMBERED = frozenset(
    {"piece", "bag", "bale", "barrel", "block", "parcel", "pack", "package", "box", "sack", "bottle"}
)  # a weight says more
_ALWAYS_TOLD = frozenset({"weapons", "vehicles"})  # "and a pistol"
_CASH = "cash"
_VAGUEST = frozenset({"unspecified drugs"})
_ROUNDED = 0.06  # how far "nearly three tonnes" may lie from the sum of its parts


def merge_items(items: Sequence[Item]) -> list[Item]:
    """One item for each load: the exact figure wins over the rounded one, the named good over "drugs"."""
    merged: list[Item] = []
    for item in items:
        twin = next((k for k, other in enumerate(merged) if _same_item(item, other)), None)
        if twin is None:
            merged.append(item)
        else:
            merged[twin] = _better(merged[twin], item)
    merged = _one_money(_weighed_by_its_kind(merged))
    specific = [item for item in merged if not item.generic]
    if specific:
        by_weight = any(item.unit == "kg" for item in specific)
        merged = [
            item
            for item in merged
            if not (item.generic and (item.quantity is None or (by_weight and _is_packing(item))))
        ]
    elif any(item.name not in _VAGUEST for item in merged):  # "stimulants", and later "the drug"
        merged = [item for item in merged if item.name not in _VAGUEST or item.quantity is not None]
    merged = [item for item in merged if not _is_rounded_sum(item, merged)]
    totals = {(item.name, item.unit): item.quantity.value for item in merged if item.total and item.quantity}
    merged = [item for item in merged if item.total or not _is_part(item, totals)]
    whole = {item.name for item in merged if item.unit == "kg" and not item.packed}
    merged = [item for item in merged if not (item.packed and item.name in whole)]
    weighed = {item.name for item in merged if item.unit == "kg"}
    merged = [item for item in merged if not (item.name in weighed and item.unit in _NUMBERED)]
    measured = {item.name for item in merged if item.quantity is not None}
    loads = any(not _is_beside(item) for item in merged)
    merged = [item for item in merged if item.quantity is not None or not _is_kind_of_another(item, merged)]
    return [
        item
        for item in merged
        if item.quantity is not None or not (item.name in measured or (measured and loads and _is_beside(item)))
    ]


def _weighed_by_its_kind(items: list[Item]) -> list[Item]:
    """ "31.8 kg of stimulants", then "the methamphetamine was in 32 bags": the name goes to the weight."""
    weights = [item for item in items if item.generic and item.unit == "kg"]
    packed = [item for item in items if not item.generic and item.quantity is not None and _is_packing(item)]
    others = [item for item in items if not item.generic and item.quantity is not None and not _is_packing(item)]
    if len(weights) != 1 or len(packed) != 1 or others:
        return items
    (weight,), (named,) = weights, packed
    told = msgspec.structs.replace(weight, good=named.good, name=named.name, generic=False)
    return [told if item is weight else item for item in items if item is not named]


def _one_money(items: list[Item]) -> list[Item]:
    """A sum of money and "counterfeit notes" without one are one load."""
    false = [item for item in items if is_money(item.good) and item.name != _CASH]
    sums = [item for item in items if item.name == _CASH]
    if len(false) != 1 or not sums:
        return items
    (one,) = false
    if one.quantity is not None:
        return [item for item in items if item.name != _CASH or item.quantity is not None]
    if len(sums) != 1 or sums[0].quantity is None:
        return items
    told = msgspec.structs.replace(one, quantity=sums[0].quantity, unit=sums[0].unit, end=sums[0].end)
    return [told if item is one else item for item in items if item is not sums[0]]


def _is_packing(item: Item) -> bool:
    return item.unit in _NUMBERED


def _is_beside(item: Item) -> bool:
    """What is found beside a load and counts only with a figure: a cover load, equipment, money."""
    good = item.good.entry
    return item.name == _CASH or (isinstance(good, Good) and good.kind == "side" and good.group not in _ALWAYS_TOLD)


def _is_kind_of_another(item: Item, items: Sequence[Item]) -> bool:
    """Whether a good is only what the measured one belongs to: "8,000 packs of cigarettes", and later "the tobacco"."""
    good = item.good.entry
    if not isinstance(good, Good) or good.name != good.group:
        return False
    groups = {o.good.entry.group for o in items if o.quantity is not None and isinstance(o.good.entry, Good)}
    return good.group in groups


def _is_rounded_sum(item: Item, items: Sequence[Item]) -> bool:
    """ "Nearly three tonnes: 2,310 kilos in one container and 612 in another": the parts are more exact."""
    q = item.quantity
    if q is None or q.qualifier == "exact" or q.value_max is not None:
        return False
    parts = [
        o.quantity.value for o in items if o is not item and o.quantity and (o.name, o.unit) == (item.name, item.unit)
    ]
    return len(parts) > 1 and abs(sum(parts) - q.value) <= _ROUNDED * q.value


def _is_part(item: Item, totals: dict[tuple[str, str | None], float]) -> bool:
    total = totals.get((item.name, item.unit))
    return total is not None and item.quantity is not None and item.quantity.value <= total


def _same_item(a: Item, b: Item) -> bool:
    if a.name != b.name and not (a.generic or b.generic):
        return False
    if a.quantity is None or b.quantity is None:
        return a.name == b.name
    return a.unit == b.unit and agree(a.quantity, b.quantity)


def _better(old: Item, new: Item) -> Item:
    if old.generic and not new.generic:
        return new if new.quantity is not None else old
    if old.quantity is None:
        return new
    if new.quantity is None or new.generic:
        return old
    exactness = [_digits(i.quantity.value) if i.quantity else 0 for i in (old, new)]
    vague = old.quantity.qualifier != "exact" and new.quantity.qualifier == "exact"
    return new if exactness[1] > exactness[0] or (vague and exactness[1] >= exactness[0]) else old


def _digits(value: float) -> int:
    return len(f"{value:.10g}".replace(".", "").strip("0"))
