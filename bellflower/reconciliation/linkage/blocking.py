"""Which mentions are looked at together: those that share a key which mentions of one incident would share.

A key names a time and something narrow (a good in a country, a town, a weight), or is narrow by itself (a vessel, a
person, a weight of three figures). So blocks stay small however large the case is, and none has to be cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from bellflower.reconciliation.linkage.features import Row
from bellflower.records import Record

# Dates of one event may lie so many days apart; a span over more than the second is a date to the year, not the month.
APART_AT_MOST, LONGEST_MONTH = 32, 62
LONGEST_YEAR = 800
# Two texts that share most of their words share one of the first runs of their samples.
RUNS = 2


class Key(Record, frozen=True):
    """A key of one mention. Two mentions meet at a key where at least one of them ``seeks`` by it."""

    mention_id: str
    key: str
    seeks: bool


def keys(row: Row) -> Iterator[Key]:
    """The keys of one mention, each once.

    A mention dated to the month seeks among those of the same weeks; one dated to the year, or not at all, seeks among
    all of that year, or of any, while those that are dated well do not seek each other there.
    """
    found: dict[str, bool] = {}
    for kind, names in (("vessel", row.vessel_spellings), ("person", row.person_parts)):
        for name in names or ():
            found[f"{kind} {name}"] = True
    for good, amount in product(row.goods or (), row.telling or ()):
        found[f"{good} {amount}"] = True
    for good, run in product(row.goods or (), (row.wording or ())[:RUNS]):
        found[f"{good} {run}"] = True
    days = 0 if row.day_first is None or row.day_last is None else row.day_last - row.day_first + 1
    if 0 < days <= LONGEST_MONTH:
        for window, narrow in product(_windows(row, APART_AT_MOST // 2, APART_AT_MOST), _narrow(row)):
            found[f"weeks {window} {narrow}"] = True
        # What goods they were is not always said; then all of the country's weeks is looked through.
        for window, country in product(_windows(row, APART_AT_MOST // 2, APART_AT_MOST), row.countries or ()):
            found[f"weeks {window} {country}"] = row.goods is None
    if 0 < days <= LONGEST_YEAR:
        for year, narrow in product(_windows(row, 0, 365), _narrow(row)):
            found[f"year {year} {narrow}"] = days > LONGEST_MONTH
    undated = days == 0 or days > LONGEST_YEAR or row.day_supposed
    for good in row.goods or ():
        for where in (*(row.towns or ()), *product(row.countries or (), row.amounts or ())):
            found[f"{where} {good}"] = undated
    return (Key(mention_id=row.mention_id, key=key, seeks=seeks) for key, seeks in sorted(found.items()))


def _windows(row: Row, slack: int, size: int) -> range:
    """The windows of so many days that the mention's dates, and so many days either side, lie in."""
    assert row.day_first is not None and row.day_last is not None
    return range((row.day_first - slack) // size, (row.day_last + slack) // size + 1)


def _narrow(row: Row) -> Iterator[str]:
    for country in row.countries or ():
        for what in (
            *(row.goods or ()),
            *(row.nationalities or ()),
            *(row.agencies or ()),
            *(row.lookup_amounts or ()),
        ):
            yield f"{country} {what}"
    yield from row.towns or ()
    yield from (f"spelt {name}" for name in row.town_spellings or ())
    for good, rung in product(row.goods or (), row.lookup_amounts or ()):
        yield f"{good} {rung}"


CANDIDATES = """
    SELECT DISTINCT '0' AS match_key, a.mention_id AS join_key_l, b.mention_id AS join_key_r
    FROM keys AS a JOIN keys AS b ON a.key = b.key
    WHERE a.mention_id < b.mention_id AND (a.seeks OR b.seeks)
"""
