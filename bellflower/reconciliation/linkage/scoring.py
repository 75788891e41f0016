"""Pairs of mentions with the weight of evidence for their being one incident, by splink."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from bellflower.reconciliation.linkage.backend import Backend, columns, pair_table
from bellflower.reconciliation.linkage.blocking import CANDIDATES, Key
from bellflower.reconciliation.linkage.comparisons import COMPARISONS
from bellflower.reconciliation.linkage.features import Row
from bellflower.reconciliation.linkage.model import Model
from bellflower.reconciliation.linkage.query import scoring_query
from bellflower.records import Record

K = TypeVar("K", str, tuple[int, ...])
# So many pairs are scored at once, lest a large case fill the memory.
MOST_PAIRS = 500_000
_GAMMAS = ", ".join(f"gamma_{one.fact}" for one in COMPARISONS)


class Scored(Record, frozen=True):
    """A pair with its weight in bits and, in the order of the comparisons, the level each fact agrees on (-1: silent).

    ``mention_ids`` are sorted.
    """

    mention_ids: tuple[str, str]
    weight: float
    gammas: tuple[int, ...]


class Scorer:
    """Mentions laid into a backend once, to be paired and scored by one model."""

    def __init__(self, rows: Sequence[Row], model: Model, backend: Backend) -> None:
        self._backend = backend
        self._known: dict[Any, Any] = {}
        backend.put("mentions", columns(rows, Row))
        self._query = scoring_query(model, backend)

    def candidates(self, found: Iterable[Key], beside: Iterable[tuple[str, str]] = ()) -> None:
        """Makes the table of pairs to score: all that meet at one of these keys, and those ``beside``."""
        self._backend.put("keys", columns(found, Key))
        self._backend.put("beside", pair_table(beside))
        self._backend.make("pairs", f"{CANDIDATES} UNION ALL SELECT * FROM beside")

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Makes the table of pairs to score: these."""
        self._backend.put("pairs", pair_table(pairs))

    def score(self, least: float | None = None) -> Iterator[Scored]:
        """The pairs of the table that weigh at least so many bits; many are scored in parts."""
        ((number,),) = self._backend.rows("SELECT count(*) FROM pairs")
        last = "substr(join_key_l, length(join_key_l), 1)"  # ids end in a hash
        parts = ["TRUE"] if number <= MOST_PAIRS else [f"{last} = '{digit}'" for digit in "0123456789abcdef"]
        query = f"SELECT mention_id_l, mention_id_r, match_weight, {_GAMMAS} FROM ({self._query})"
        for part in parts:
            self._backend.make("some_pairs", f"SELECT * FROM pairs WHERE {part}")
            self._backend.make("scored", query if least is None else f"{query} WHERE match_weight >= {least}")
            for one, other, weight, *gammas in self._backend.rows("SELECT * FROM scored ORDER BY 1, 2"):
                first, second = sorted((self._same(one), self._same(other)))
                yield Scored(mention_ids=(first, second), weight=round(weight, 6), gammas=self._same(tuple(gammas)))

    def _same(self, found: K) -> K:
        """One object for all that are equal: ids and levels come back by the million."""
        same: K = self._known.setdefault(found, found)
        return same
