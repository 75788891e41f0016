"""Where pairs are found and scored: an SQL engine that splink knows. DuckDB on this machine is the default."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Protocol, get_args, get_type_hints

import duckdb
import pyarrow as pa
from splink import DuckDBAPI

from bellflower.records import Record

_BATCH = 50_000


class Engine(Protocol):
    """What linkage asks of an SQL engine. Tables are named by the caller and replaced when named again."""

    @property
    def api(self) -> Any:
        """Splink's side of the engine."""
        ...

    def put(self, name: str, table: pa.Table) -> None:
        """Makes a table of these columns."""
        ...

    def make(self, name: str, query: str) -> None:
        """Makes a table of what a query answers, there and then."""
        ...

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows that a query answers."""
        ...


class Embedded:
    """DuckDB in this process. What does not fit into ``memory`` goes to a folder that is gone when the engine is."""

    def __init__(self, memory: str = "1GB") -> None:
        self._spill = tempfile.TemporaryDirectory(prefix="bellflower-linkage-")
        config: dict[str, Any] = {
            "preserve_insertion_order": False, "memory_limit": memory, "temp_directory": self._spill.name,
        }  # fmt: skip
        self._connection = duckdb.connect(config=config)
        self.api: Any = DuckDBAPI(connection=self._connection)

    def put(self, name: str, table: pa.Table) -> None:
        """Makes a table of these columns."""
        self._connection.register("incoming", table)
        self.make(name, "SELECT * FROM incoming")
        self._connection.unregister("incoming")

    def make(self, name: str, query: str) -> None:
        """Makes a table of what a query answers."""
        self._connection.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows that a query answers, a batch at a time."""
        cursor = self._connection.execute(query)
        while batch := cursor.fetchmany(_BATCH):
            yield from batch


_TYPES = {str: pa.string(), bool: pa.bool_(), int: pa.int32(), float: pa.float64(), list[str]: pa.list_(pa.string())}


@cache
def schema(kind: type[Record]) -> pa.Schema:
    """The columns of a kind of record, one for each field: texts, yes or no, numbers, and lists of texts."""
    told = {
        name: next(one for one in (of, *get_args(of)) if one in _TYPES) for name, of in get_type_hints(kind).items()
    }
    return pa.schema([(name, _TYPES[of]) for name, of in told.items()])


def columns(records: Sequence[Record], kind: type[Record]) -> pa.Table:
    """Records of one kind as a table, a column a field."""
    known = schema(kind)
    return pa.table([pa.array([getattr(one, of.name) for one in records], of.type) for of in known], schema=known)


def pair_table(pairs: Iterable[tuple[str, str]]) -> pa.Table:
    """Pairs as splink takes them from a caller that has blocked by itself."""
    known = list(pairs)
    return pa.table({
        "match_key": pa.array(["0"] * len(known), pa.string()),
        "join_key_l": pa.array([one for one, _ in known], pa.string()),
        "join_key_r": pa.array([other for _, other in known], pa.string()),
    })  # fmt: skip
