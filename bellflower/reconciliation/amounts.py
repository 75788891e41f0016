"""When two figures say the same: rounding, bounds and units, but never an average."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from bellflower.packs import HERE, read_table
from bellflower.records import Amount, Qualifier

CONTENTS = ("goods", "package", "holds", "unit", "note")  # columns of contents.csv
# A choice to test: nobody rounds further than a tenth, and "about" is read as within a tenth.
MOST_ROUNDING = 0.10
# Unit: base unit and factor. Exact conversions of mass (international avoirdupois pound of 1959; t is the metric ton),
# of volume and of area.
TO_BASE: dict[str, tuple[str, float]] = {
    "kg": ("kg", 1.0),
    "g": ("kg", 1e-3),
    "mg": ("kg", 1e-6),
    "t": ("kg", 1e3),
    "lb": ("kg", 0.45359237),
    "[lb_av]": ("kg", 0.45359237),
    "[oz_av]": ("kg", 0.028349523125),
    "l": ("l", 1.0),
    "L": ("l", 1.0),
    "ml": ("l", 1e-3),
    "ha": ("ha", 1.0),
    "m2": ("ha", 1e-4),
    "km2": ("ha", 100.0),
}


@dataclass(frozen=True)
class Figure:
    """An amount in its base unit with what its writer may have meant: from ``low`` to ``high``."""

    value: float
    value_max: float
    low: float
    high: float
    unit: str

    def agrees(self, other: Figure) -> bool:
        """Whether one figure, as stated, lies in what the other may mean."""
        if self.unit != other.unit:
            return False
        slack = 1e-9 * max(abs(self.value_max), abs(other.value_max), 1.0)
        return _within(self, other, slack) or _within(other, self, slack)

    def ratio(self, other: Figure) -> float:
        """How many times the smaller goes into the larger (infinite where one is zero)."""
        small, large = sorted((self.value_max, other.value_max))
        return large / small if small else float("inf")


def _within(inner: Figure, outer: Figure, slack: float) -> bool:
    return inner.value_max >= outer.low - slack and inner.value <= outer.high + slack


def figure(amount: Amount, qualifier: Qualifier = "exact") -> Figure:
    """What an amount may mean, given how it was qualified and how round it is as written in its unit."""
    unit, factor = _contents().get((amount.goods, amount.unit)) or TO_BASE.get(amount.unit, (amount.unit, 1.0))
    top = amount.value if amount.value_max is None else amount.value_max
    low = amount.value - _rounding(amount.value, qualifier)
    high = top + _rounding(top, qualifier)
    if qualifier == "at_least":
        high = float("inf")
    if qualifier == "at_most":
        low = 0.0
    return Figure(amount.value * factor, top * factor, low * factor, high * factor, unit)


@cache
def _contents() -> Mapping[tuple[str | None, str], tuple[str, float]]:
    """By good and package what a package holds: unit and number (``contents.csv``)."""
    rows = read_table(HERE / "contents.csv", CONTENTS)
    return {(row["goods"], row["package"]): (row["unit"], float(row["holds"])) for row in rows}


def _rounding(value: float, qualifier: Qualifier) -> float:
    if qualifier == "order_of_magnitude":
        return abs(value) * 9
    most = abs(value) * MOST_ROUNDING
    if qualifier == "approximate":
        return most
    return min(half_last_digit(value), most)


def half_last_digit(value: float) -> float:
    """Half a unit of the last digit that is not a trailing zero: 5 for 20, 0.5 for 125, 0.05 for 2.5."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 0.5 * 10.0**exponent if isinstance(exponent, int) else 0.0


def digits(value: float) -> int:
    """Significant digits as written: 1 for 20, 3 for 125."""
    return len(Decimal(repr(value)).normalize().as_tuple().digits)


def label(amount: Amount, qualifier: Qualifier = "exact") -> str:
    """The amount in words: ``about 125 kg``, ``10–20 kg``, ``at least 5,000 tablet``."""
    text = plain(amount.value)
    if amount.value_max is not None and amount.value_max != amount.value:
        text = f"{text}–{plain(amount.value_max)}"
    before = {"approximate": "about ", "at_least": "at least ", "at_most": "at most ", "order_of_magnitude": "around "}
    return f"{before.get(qualifier, '')}{text} {amount.unit}"


def plain(value: float) -> str:
    """A figure as people write it: thousands set off, no trailing zeros, no exponent."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text if text not in {"", "-", "0", "-0"} or value == 0 else f"{value:g}"
