"""Figures as papers print them: rounded, in pounds or tons, with "about" or "more than", in digits or in words."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bellflower.records import Qualifier
from benchmarks.generator.events import Load
from benchmarks.generator.words import Kind

POUND = 0.45359237  # kg; a ton is 1,000 kg
STICKS = {"carton": 200, "stick": 1}
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_RATES = {"USD": ("$", 1.0), "EUR": ("€", 0.9), "GBP": ("£", 0.75)}  # near enough for what papers convert


@dataclass(frozen=True)
class Figure:
    """Words and what they say: ``value`` in ``unit``; ``amount`` is the same in the good's own unit."""

    words: str
    value: float
    value_max: float | None
    unit: str
    qualifier: Qualifier
    amount: float


def figure(kind: Kind, amount: float, pounds: bool, dice: random.Random) -> Figure | None:
    """An amount as a paper prints it, or ``None`` where it gives no figure."""
    if dice.random() < 0.07:  # corpus
        return None
    if kind.unit != "kg":
        return _counted(kind, amount, dice)
    told, unit, factor = amount, "kilograms", 1.0
    if pounds and dice.random() < 0.75:
        told, unit, factor = amount / POUND, "pounds", POUND
    elif amount >= 900 and dice.random() < 0.6:
        told, unit, factor = amount / 1000, "tons", 1000.0
    elif amount < 1 and dice.random() < 0.7:
        told, unit, factor = amount * 1000, "grams", 0.001
    elif dice.random() < 0.4:
        unit = "kg"
    if unit == "pounds":
        told = rounded(told, 3 if dice.random() < 0.5 else 2)  # nobody prints the fractions of a conversion
    if dice.random() < 0.02 and told >= 10:
        low, high = rounded(told * dice.uniform(0.8, 0.95), 1), rounded(told * dice.uniform(1.05, 1.25), 1)
        if low < high:
            words = f"between {plain(low)} and {plain(high)} {unit}"
            return Figure(words, low * factor, high * factor, "kg", "range", (low + high) / 2 * factor)
    value, before, qualifier = _loosely(told, dice)
    return Figure(f"{before}{plain(value)} {unit}", value * factor, None, "kg", qualifier, value * factor)


def _counted(kind: Kind, amount: float, dice: random.Random) -> Figure:
    value, before, qualifier = _loosely(amount, dice)
    unit, factor = kind.unit, 1.0
    if kind.unit == "stick" and amount >= 4000 and dice.random() < 0.35:
        unit, factor = "carton", 200.0
        value, before, qualifier = _loosely(round(amount / 200), dice)
    value = max(1.0, float(round(value)))
    words = f"{before}{'$' if unit == 'USD' else ''}{scaled(value)}{' cartons' if unit == 'carton' else ''}"
    return Figure(words, value, None, unit, qualifier, value * factor)


def _loosely(told: float, dice: random.Random) -> tuple[float, str, Qualifier]:
    """The figure as it was given, or rounded to two digits or one, with a word for it or without."""
    draw = dice.random()
    if draw < 0.6:
        return told, *(("about ", "approximate") if draw < 0.06 else ("", "exact"))
    value = rounded(told, 2 if draw < 0.88 else 1)
    if dice.random() < 0.4 or value == told:
        return value, "", "exact"
    if value < told and dice.random() < 0.65:
        return value, dice.choice(("more than ", "over ")), "at_least"
    return value, dice.choice(("nearly ", "almost ") if value > told else ("about ", "some ")), "approximate"


def link(unit: str, good: str) -> str:
    """What stands between a figure of a unit and the good: ``of``, ``in`` or nothing."""
    if unit == "tablet" and not good.endswith(("pills", "tablets")):
        return "pills of "
    return {"kg": "of ", "carton": "of ", "USD": "in "}.get(unit, "")


def money(amount: float, dice: random.Random) -> tuple[str, float, str]:
    """A worth in words, as a figure, and its currency."""
    currency = dice.choices(tuple(_RATES), (0.7, 0.2, 0.1))[0]
    sign, rate = _RATES[currency]
    value = max(1.0, rounded(amount * rate, 2 if dice.random() < 0.7 else 1))
    return f"{sign}{scaled(value)}", value, currency


def part(load: Load, share: float) -> float:
    """A share of a load, as somebody counted it: two digits."""
    value = rounded(load.amount * share, 2)
    return max(value, 0.1) if load.kind.unit == "kg" else max(1.0, float(round(value)))


def rounded(value: float, digits: int) -> float:
    """To so many significant digits."""
    return float(f"{value:.{digits}g}")


def plain(value: float) -> str:
    """Thousands set off, no trailing zeros."""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def scaled(value: float) -> str:
    """Millions in words where that loses nothing."""
    if value >= 1_000_000 and value % 10_000 == 0:
        return f"{plain(value / 1_000_000)} million"
    return plain(value)


def number(count: int) -> str:
    """Small numbers in words."""
    return _SMALL[count] if count < len(_SMALL) else str(count)
