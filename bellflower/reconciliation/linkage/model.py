"""How much each level of agreement weighs: a Fellegi-Sunter model, shipped or trained on a case.

For every level *m* is how often it holds between two mentions of one incident, *u* how often between two of different
ones; the weight of evidence is log2(m/u), and weights add up to that of the pair (Fellegi & Sunter 1969, "A theory for
record linkage"). There is no term for how common a value is in the case, so that a pair scores the same in any case.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from bellflower.reconciliation.linkage.comparisons import COMPARISONS, Comparison, Level
from bellflower.records import Record

SHIPPED = Path(__file__).with_name("model.json")


class Odds(Record, frozen=True):
    """How often a level holds between mentions of one incident (``m``) and of two (``u``)."""

    m: float
    u: float


class Step(Record, frozen=True):
    """What a step of training makes of a model on the very cases that it was learnt from."""

    prior: float
    levels: dict[str, dict[str, Odds]]


class Model(Record, frozen=True):
    """A trained model. ``levels`` has the odds by fact and level; ``prior`` is the part of all pairs that is one.

    ``step`` is where training leads by itself, so that what a case of its own has to say can be told from it.
    In bits: what a pair must weigh to be one incident (``one_at``) or possibly one (``possible_at``), and what the
    pairs across two groups must weigh on average for the groups to be joined (``together_at``).
    """

    prior: float
    one_at: float
    together_at: float
    possible_at: float
    trained_on: str
    levels: dict[str, dict[str, Odds]]
    step: Step | None = None


class ModelError(ValueError):
    """A model file that can't be used: says which file, what is wrong, and what to do."""


@cache
def shipped() -> Model:
    """The model for cases too small to train on."""
    return read(SHIPPED)


def read(path: Path) -> Model:
    """The model in a file; :class:`ModelError` where it is none, or is one of other comparisons."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Model)
    except msgspec.DecodeError as error:
        raise ModelError(f"{path}: {error}; take it away to use the model that ships, or to train anew") from None
    for comparison in COMPARISONS:
        missing = {level.name for level in comparison.levels} - found.levels.get(comparison.fact, {}).keys()
        if missing:
            names = ", ".join(sorted(missing))
            raise ModelError(f"{path}: levels.{comparison.fact}: no odds for {names}; take it away and train anew")
    return found


def write(model: Model) -> bytes:
    """The bytes of a model file."""
    return msgspec.json.format(msgspec.json.encode(model, order="sorted"), indent=1) + b"\n"


def settings(model: Model) -> Any:
    """The model as splink's settings; imports splink."""
    from splink import SettingsCreator

    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=model.prior,
        comparisons=[_comparison(one, model.levels[one.fact]) for one in COMPARISONS],
        unique_id_column_name="mention_id",
        retain_matching_columns=True,  # splink keeps the levels only beside their columns
    )


def odds_of(level: Level, known: Mapping[str, Odds]) -> Odds:
    """The odds by which a level weighs: even ones where it says that the two can't be compared."""
    return known[level.name] if level.weighs else Odds(m=0.5, u=0.5)


def _comparison(comparison: Comparison, odds: dict[str, Odds]) -> Any:
    from splink import comparison_level_library as levels
    from splink import comparison_library

    made: list[Any] = [levels.NullLevel(comparison.told)]
    for level in comparison.levels:
        condition = level.condition() if level.condition else levels.ElseLevel()
        known = odds_of(level, odds)
        made.append(condition.configure(m_probability=known.m, u_probability=known.u, label_for_charts=level.name))
    return comparison_library.CustomComparison(made, output_column_name=comparison.fact)
