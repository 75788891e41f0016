"""What is compared: for each fact the levels of agreement, from the most to the least, as SQL over two rows.

The conditions are built by splink, or written in the part of SQL that DuckDB and Spark share, so that both backends
answer the same. Each level says what it means for the pair: ``contradict`` keeps two mentions apart whatever else
agrees; ``strong`` is the codebook's strong key (rule 19); ``silent`` says nothing either way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from bellflower.reconciliation.places import FAR_KM, SAME_TOWN_KM, SITE_KM

if TYPE_CHECKING:  # a fifth of a second, which only who writes a query needs
    from splink.internals.comparison_level_creator import ComparisonLevelCreator

Condition = Callable[[], "ComparisonLevelCreator"]
Verdict = Literal["strong", "agree", "compatible", "silent", "differ", "contradict"]

# Choices to test. An arrest or an announcement may follow the seizure by so many days and still tell of it; beyond the
# second figure the dates speak of two events.
FOLLOWS_WITHIN, APART_BEYOND = 3, 31
WEEK = 7  # a month that follows on another is no day that follows on another
# So many runs of words of a sample of four are shared by chance in hardly any two reports.
SAME_WORDS = 3

_OVERLAP = "day_first_l <= day_last_r AND day_first_r <= day_last_l"
_LONGEST = "greatest(day_last_l - day_first_l, day_last_r - day_first_r)"
_GAP = "greatest(day_first_l - day_last_r, day_first_r - day_last_l)"


@dataclass(frozen=True)
class Level:
    """One level of agreement; ``condition`` is ``None`` for the last, which holds where no other does.

    ``weighs`` is false where the two can't be compared, so that nothing is learnt from how often that happens.
    """

    name: str
    verdict: Verdict
    condition: Condition | None
    weighs: bool = True


@dataclass(frozen=True)
class Comparison:
    """A fact, the column that must be told by both mentions, and the levels in the order in which they are tried."""

    fact: str
    told: str
    levels: tuple[Level, ...]

    def level(self, gamma: int) -> Level | None:
        """The level that splink numbers ``gamma`` (from 0, the last); ``None`` where a mention is silent (-1)."""
        return None if gamma < 0 else self.levels[len(self.levels) - 1 - gamma]


def _splink(kind: str, *arguments: Any, **options: Any) -> Condition:
    """A level of splink's library, made when it is asked for."""

    def made() -> ComparisonLevelCreator:
        from splink import comparison_level_library

        given = [one() if callable(one) else one for one in arguments]
        level: ComparisonLevelCreator = getattr(comparison_level_library, kind)(*given, **options)
        return level

    return made


def _shared(column: str, at_least: int = 1) -> Condition:
    return _splink("ArrayIntersectLevel", column, at_least)


def _sql(condition: str) -> Condition:
    return _splink("CustomLevel", condition)


def _within(km: float) -> Condition:
    return _splink("DistanceInKMLevel", "lat", "lon", km, not_null=True)


def _either(one: Condition, other: Condition) -> Condition:
    return _splink("Or", one, other)


def _both(one: Condition, other: Condition) -> Condition:
    return _splink("And", one, other)


def _none_shared(column: str) -> Condition:
    told = _sql(f"{column}_l IS NOT NULL AND {column}_r IS NOT NULL")
    return _splink("And", told, _splink("Not", _shared(column)))


COMPARISONS: tuple[Comparison, ...] = (
    Comparison("conveyance", "vessels", (
        Level("same", "strong", _shared("vessels")),
        Level("nearly", "agree", _shared("vessel_spellings")),
        Level("different", "contradict", None),
    )),
    Comparison("persons", "persons", (
        Level("same", "strong", _shared("persons")),
        Level("partly", "agree", _shared("person_parts")),
        Level("different", "differ", _sql("sole_person_l AND sole_person_r")),
        Level("others", "silent", None),
    )),
    Comparison("date", "day_first", (
        Level("news", "compatible", _sql(f"(day_supposed_l OR day_supposed_r) AND {_OVERLAP}")),
        Level("undated", "silent", _sql("day_supposed_l OR day_supposed_r")),
        Level("day", "agree", _sql(f"{_OVERLAP} AND {_LONGEST} = 0")),
        Level("month", "agree", _sql(f"{_OVERLAP} AND {_LONGEST} <= 31")),
        Level("overlap", "compatible", _sql(_OVERLAP)),
        Level("next_day", "agree", _sql(f"{_GAP} <= 1 AND {_LONGEST} <= 1")),
        Level("follows", "agree", _sql(f"{_GAP} <= {FOLLOWS_WITHIN} AND {_LONGEST} <= {WEEK}")),
        # A text printed again later keeps its "on Sunday", which was counted from another day then.
        Level("reprinted", "silent", _both(
            _sql("day_counted_l AND day_counted_r"), _shared("wording", SAME_WORDS)
        )),
        Level("apart", "differ", _sql(f"{_GAP} <= {APART_BEYOND}")),
        Level("far_apart", "contradict", None),
    )),
    Comparison("place", "located", (
        Level("town", "agree", _either(_shared("towns"), _within(SAME_TOWN_KM))),
        Level("countries_differ", "contradict", _none_shared("countries")),
        Level("nearly", "agree", _shared("town_spellings")),
        Level("region", "agree", _shared("regions")),
        Level("site", "agree", _both(_sql("site_l <> site_r"), _within(SITE_KM))),
        Level("near", "silent", _within(FAR_KM)),
        Level("far", "differ", _sql("lat_l IS NOT NULL AND lat_r IS NOT NULL")),
        # A site that no table knows may lie in any town.
        Level("unplaced", "silent", _sql("site_l <> site_r"), weighs=False),
        Level("towns_differ", "differ", _sql("towns_l IS NOT NULL AND towns_r IS NOT NULL")),
        Level("country", "agree", _shared("countries")),
        Level("unknown", "silent", None),
    )),
    Comparison("goods", "any_goods", (
        Level("same", "agree", _shared("goods")),
        Level("generic", "compatible", _sql("any_goods_l OR any_goods_r")),
        Level("group", "compatible", _shared("groups")),
        Level("different", "differ", None),
    )),
    Comparison("quantity", "units", (
        Level("telling", "agree", _shared("telling")),
        Level("same", "agree", _shared("amounts")),
        Level("rounding", "agree", _shared("near_amounts")),
        Level("size", "differ", _shared("scales")),
        Level("other_size", "differ", _shared("units")),
        Level("other_unit", "silent", None, weighs=False),
    )),
    Comparison("value", "worths", (
        Level("same", "agree", _shared("worths")),
        Level("different", "differ", None),
    )),
    Comparison("suspects", "accused", (
        Level("same", "agree", _shared("accused_fully")),
        Level("role", "agree", _shared("accused_roles")),
        Level("number", "agree", _shared("accused_numbers")),
        Level("roles_differ", "differ", _none_shared("sole_roles")),
        Level("crowd", "agree", _shared("crowds")),
        Level("nationality", "agree", _shared("nationalities")),
        Level("different", "differ", _sql("nationalities_l IS NOT NULL AND nationalities_r IS NOT NULL")),
        Level("others", "silent", None),
    )),
    Comparison("authority", "agencies", (
        Level("same", "agree", _shared("agencies")),
        Level("different", "silent", None),
    )),
    Comparison("wording", "wording", (
        Level("same", "agree", _shared("wording", SAME_WORDS)),
        Level("different", "silent", None),
    )),
)  # fmt: skip
