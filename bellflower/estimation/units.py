"""Units of rates and prices, multiplied and compared: ``kg/month`` times ``USD/kg`` is ``USD/month``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bellflower.reconciliation.amounts import TO_BASE

# Factors to the base of each dimension. The year is the calendar's mean (365.2425 days), the month a twelfth of it.
_DAY = 1 / 365.2425
_ATOMS: dict[str, tuple[str, float]] = {
    **TO_BASE,
    "year": ("year", 1.0),
    "quarter": ("year", 1 / 4),
    "month": ("year", 1 / 12),
    "week": ("year", 7 * _DAY),
    "day": ("year", _DAY),
    "hour": ("year", _DAY / 24),
    "%": ("", 0.01),
}


@dataclass(frozen=True)
class Unit:
    """A factor to base units and the power of each dimension, sorted; every currency and count is a dimension."""

    factor: float
    powers: tuple[tuple[str, int], ...]

    def __mul__(self, other: Unit) -> Unit:
        powers = dict(self.powers)
        for dimension, power in other.powers:
            powers[dimension] = powers.get(dimension, 0) + power
        return Unit(self.factor * other.factor, tuple(sorted((d, p) for d, p in powers.items() if p)))


@lru_cache(maxsize=1024)
def parse(code: str) -> Unit:
    """The unit that a code such as ``kg``, ``USD/kg`` or ``kg/month`` means; an unknown atom is its own dimension."""
    numerator, *denominators = code.split("/")
    unit = _atom(numerator.strip())
    for atom in denominators:
        below = _atom(atom.strip())
        unit = unit * Unit(1 / below.factor, tuple((dimension, -power) for dimension, power in below.powers))
    return unit


def _atom(name: str) -> Unit:
    dimension, factor = _ATOMS.get(name, (name, 1.0))
    return Unit(factor, ((dimension, 1),) if dimension else ())
