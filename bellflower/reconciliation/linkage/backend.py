"""Where pairs are found and scored: an SQL backend that splink knows. DuckDB on this machine is the default."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import islice
from typing import Any, Protocol, get_args, get_type_hints

import duckdb
import msgspec
import pyarrow as pa
from pyarrow.json import ParseOptions, ReadOptions, read_json

from bellflower.records import Record

_BATCH = 50_000
_AT_ONCE = 200_000  # records that are laid in, lest a large case fill the memory
_BLOCK = 1 << 24  # bytes that are parsed at once: no record is as long
_ENCODER = msgspec.json.Encoder()


class Backend(Protocol):
    """What linkage asks of an SQL backend. Tables are named by the caller and replaced when named again."""

    @property
    def dialect(self) -> str:
        """How splink calls its SQL."""
        ...

    @property
    def api(self) -> Any:
        """Splink's side of the backend; imports splink."""
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
    """DuckDB in this process. What does not fit into ``memory`` goes to a folder that is gone when the backend is."""

    dialect = "duckdb"

    def __init__(self, memory: str = "1GB") -> None:
        self._spill = tempfile.TemporaryDirectory(prefix="bellflower-linkage-")
        config: dict[str, Any] = {
            "preserve_insertion_order": False, "memory_limit": memory, "temp_directory": self._spill.name,
        }  # fmt: skip
        self._connection = duckdb.connect(config=config)

    @cached_property
    def api(self) -> Any:
        """Splink's side of the connection."""
        from splink import DuckDBAPI

        return DuckDBAPI(connection=self._connection)

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


def columns(records: Iterable[Record], kind: type[Record]) -> pa.Table:
    """Records of one kind as a table, a column a field."""
    known = schema(kind)
    parts = []
    left = iter(records)
    # As text, for to take Python's objects one by one is slower, and imports pandas for the first of them.
    while lines := _ENCODER.encode_lines(islice(left, _AT_ONCE)):
        parts.append(
            read_json(
                pa.BufferReader(lines),
                read_options=ReadOptions(block_size=_BLOCK),
                parse_options=ParseOptions(explicit_schema=known, unexpected_field_behavior="error"),
            )
        )
    return pa.concat_tables(parts) if parts else pa.Table.from_batches([], known)


class _Met(Record, frozen=True, kw_only=True):
    """A pair as splink takes it from a caller that has blocked by itself."""

    match_key: str = "0"
    join_key_l: str
    join_key_r: str


def pair_table(pairs: Iterable[tuple[str, str]]) -> pa.Table:
    """Pairs for splink."""
    return columns((_Met(join_key_l=one, join_key_r=other) for one, other in pairs), _Met)
