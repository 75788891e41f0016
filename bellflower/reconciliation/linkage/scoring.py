"""Pairs of mentions with the weight of evidence for their being one incident, by splink."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import pyarrow as pa
from splink import Linker

from bellflower.reconciliation.linkage.blocking import CANDIDATES, Key
from bellflower.reconciliation.linkage.comparisons import COMPARISONS
from bellflower.reconciliation.linkage.engine import Engine, columns, pair_table
from bellflower.reconciliation.linkage.features import Row
from bellflower.reconciliation.linkage.model import Model, settings
from bellflower.records import Record

K = TypeVar("K", str, tuple[int, ...])
# So many keys are laid in, and so many pairs scored, at once, lest a large case fill the memory.
BATCH, MOST_PAIRS = 200_000, 500_000
_GAMMAS = ", ".join(f"gamma_{one.fact}" for one in COMPARISONS)


class Scored(Record, frozen=True):
    """A pair with its weight in bits and, in the order of the comparisons, the level each fact agrees on (-1: silent).

    ``mention_ids`` are sorted.
    """

    mention_ids: tuple[str, str]
    weight: float
    gammas: tuple[int, ...]


class Scorer:
    """Mentions laid into an engine once, to be paired and scored by one model."""

    def __init__(self, rows: Sequence[Row], model: Model, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[Any, Any] = {}
        engine.put("mentions", columns(rows, Row))
        self._linker = Linker(engine.api.register("mentions"), settings(model))
        # A linker sets its logger up anew.
        logging.getLogger("splink").setLevel(logging.WARNING)

    def candidates(self, found: Iterable[Key], beside: Iterable[tuple[str, str]] = ()) -> None:
        """Makes the table of pairs to score: all that meet at one of these keys, and those ``beside``."""
        met = [columns([], Key)]
        left = iter(found)
        while some := list(islice(left, BATCH)):
            met.append(columns(some, Key))
        self._engine.put("keys", pa.concat_tables(met))
        self._engine.put("beside", pair_table(beside))
        self._engine.make("pairs", f"{CANDIDATES} UNION ALL SELECT * FROM beside")

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Makes the table of pairs to score: these."""
        self._engine.put("pairs", pair_table(pairs))

    def score(self, least: float | None = None) -> Iterator[Scored]:
        """The pairs of the table that weigh at least so many bits; many are scored in parts."""
        ((number,),) = self._engine.rows("SELECT count(*) FROM pairs")
        if number <= MOST_PAIRS:
            yield from self._scored("pairs", least)
            return
        for last in "0123456789abcdef":  # ids end in a hash
            part = f"SELECT * FROM pairs WHERE substr(join_key_l, length(join_key_l), 1) = '{last}'"
            self._engine.make("some_pairs", part)
            yield from self._scored("some_pairs", least)

    def _scored(self, pairs: str, least: float | None) -> Iterator[Scored]:
        self._linker.table_management.register_blocked_pairs_for_predict(self._engine.api.register(pairs))
        scored = self._linker.inference.predict(threshold_match_weight=least, warning_mode="never")
        query = f"SELECT mention_id_l, mention_id_r, match_weight, {_GAMMAS} FROM {scored.physical_name} ORDER BY 1, 2"
        for one, other, weight, *gammas in self._engine.rows(query):
            first, second = sorted((self._same(one), self._same(other)))
            yield Scored(mention_ids=(first, second), weight=round(weight, 6), gammas=self._same(tuple(gammas)))
        scored.drop_table_from_database_and_remove_from_cache()

    def _same(self, found: K) -> K:
        """One object for all that are equal: ids and levels come back by the million."""
        same: K = self._known.setdefault(found, found)
        return same
