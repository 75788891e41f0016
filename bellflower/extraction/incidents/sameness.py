"""Whether two figures, days or places told in one report may be the same."""

from __future__ import annotations

from bellflower.extraction.incidents.items import Item
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.records import Where

_ROUNDED = 0.1  # how far a rounded figure may lie from the exact one beside it
_FLOOR = 2.0  # how many times "more than" so much an exact figure may be
_ONE_TOWN = 0.1  # degrees of latitude and longitude between a town and a site of it
_AIRPORT = 0.6  # and between a city and its airport
_VAGUE = 0.15  # and one that is said to be about, nearly or more than that


def agree(a: QuantitySpan, b: QuantitySpan) -> bool:
    """Whether two figures in one unit may be one: equal, or one of them rounded from the other."""
    for floor, other in ((a, b), (b, a)):
        if floor.qualifier == "at_least" and floor.value <= other.value <= _FLOOR * floor.value:
            return True  # "more than 500 grams" and the 794 grams of the search
    vague = a.qualifier != "exact" or b.qualifier != "exact"
    loose = _VAGUE if vague else _ROUNDED if _is_round(a.value) or _is_round(b.value) else 0.005
    return abs(a.value - b.value) <= loose * max(abs(a.value), abs(b.value))


def same_quantity(a: Item, b: Item) -> bool:
    """Whether two items may have one quantity, in one unit."""
    if a.quantity is None or b.quantity is None or a.unit != b.unit:
        return False
    return agree(a.quantity, b.quantity)


def same_good(a: Item, b: Item) -> bool:
    """Whether two items may be of one good: a general word may mean any."""
    return a.name == b.name or a.generic or b.generic


def _is_round(value: float) -> bool:
    digits = f"{value:.6f}".replace(".", "").strip("0")
    return len(digits) <= 1


def dates_agree(a: str, b: str) -> bool:
    """Whether two dates in EDTF may be those of one story: one within the other, or two days apart at most."""
    if a.startswith(b) or b.startswith(a):
        return True
    parts_a, parts_b = a.split("/"), b.split("/")
    low_a, high_a, low_b, high_b = parts_a[0], parts_a[-1], parts_b[0], parts_b[-1]
    if len(parts_a) + len(parts_b) > 2 and all((low_a, high_a, low_b, high_b)):
        return low_a <= high_b + "~" and low_b <= high_a + "~"
    if len(a) == len(b) == 10 and a[:7] == b[:7]:
        return abs(int(a[8:]) - int(b[8:])) <= 2
    return False


def apart(a: Where, b: Where) -> bool:
    """Two known places of one fineness and another name; a name that no gazetteer knows may lie in any town."""
    fine = {"site", "town"}
    known = a.place_id is not None and b.place_id is not None and a.place_id != b.place_id
    if {a.level, b.level} == fine and None not in (a.lat, a.lon, b.lat, b.lon):
        off = abs(a.lat - b.lat) + abs(a.lon - b.lon)  # type: ignore[operator]
        site = a if a.level == "site" else b
        if off < (_AIRPORT if "irport" in site.name else _ONE_TOWN):
            return False  # an airport and the quarter beside it, or the city that it serves
    if "country" in (a.level, b.level):
        return False  # one may lie in the other
    return known and a.name != b.name and (a.level in fine) == (b.level in fine) and a.level in {*fine, "adm1"}


def earlier(a: str, b: str) -> bool:
    """Whether the day or span ``a`` ends before ``b`` begins, as far as both are known."""
    low, high = a.split("/")[-1].strip("~?"), b.split("/")[0].strip("~?")
    size = min(len(low), len(high))
    return size >= len("2019") and "X" not in low + high and low[:size] < high[:size]
