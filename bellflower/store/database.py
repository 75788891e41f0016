"""The file ``case.duckdb``: its tables, whole steps, and what becomes of a file that can't be read."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

_TEXT, _BYTES = pa.string(), pa.binary()
# Another shape of table has another number; a file of another number is made anew.
SCHEMA = "2"
TABLES: Mapping[str, pa.Schema] = {
    "versions": pa.schema([("part", _TEXT), ("version", _TEXT)]),
    "originals": pa.schema([("path", _TEXT), ("stamp", _TEXT), ("version", _TEXT)]),
    "outcomes": pa.schema([
        ("path", _TEXT), ("rank", _TEXT), ("report_id", _TEXT), ("telling", pa.bool_()), ("digest", _TEXT),
        ("outcome", _BYTES),
    ]),
    "linked": pa.schema([("report_id", _TEXT), ("digest", _TEXT)]),
    "mentions": pa.schema([
        ("mention_id", _TEXT), ("report_id", _TEXT), ("digest", _TEXT), ("facts", _BYTES), ("component", _TEXT),
        ("incident", _TEXT),
    ]),
    "keys": pa.schema([("mention_id", _TEXT), ("key", _TEXT), ("seeks", pa.bool_())]),
    "pairs": pa.schema([("one", _TEXT), ("other", _TEXT), ("met", pa.bool_()), ("pair", _BYTES)]),
    "sketches": pa.schema([
        ("report_id", _TEXT), ("age", _TEXT), ("digest", _TEXT), ("sketch", _BYTES), ("named", _BYTES),
    ]),
    "tokens": pa.schema([("token", pa.uint64()), ("age", _TEXT)]),
    "copies": pa.schema([("one", _TEXT), ("other", _TEXT), ("derivation", _BYTES)]),
}  # fmt: skip
_TYPES = {_TEXT: "VARCHAR", _BYTES: "BLOB", pa.bool_(): "BOOLEAN", pa.uint64(): "UBIGINT"}


class StoreError(OSError):
    """The file can't be used; ``filename`` says which, ``strerror`` why and what to do."""


class Database:
    """An open ``case.duckdb``. Whoever opens one to write holds the case's lock (see ``lock``)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = self._opened()
        try:
            self._prepare()
        except duckdb.Error:
            self._start_anew()

    def close(self) -> None:
        """Writes out what is committed and gives the file back."""
        self._connection.close()

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows that a query answers."""
        with self._told():
            return self._connection.execute(query, parameters).fetchall()

    def batches(self, query: str, size: int = 1000) -> Iterator[list[tuple[Any, ...]]]:
        """The rows that a query answers, so many at a time."""
        with self._told():
            cursor = self._connection.cursor().execute(query)
            while batch := cursor.fetchmany(size):
                yield batch

    def insert(self, table: str, rows: Sequence[Sequence[object]] | pa.Table) -> None:
        """Adds rows, with their values in the order of the table's columns."""
        if not len(rows):
            return
        with self._with("incoming", TABLES[table], rows), self._told():
            self._connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")

    @contextmanager
    def among(self, ids: Iterable[str]) -> Iterator[None]:
        """For a while there is a table ``wanted`` with these in its column ``id``."""
        with self._with("wanted", pa.schema([("id", _TEXT)]), [(one,) for one in sorted(ids)]):
            yield

    @contextmanager
    def beside(self, name: str, like: str, rows: Sequence[Sequence[object]] | pa.Table) -> Iterator[None]:
        """For a while there is a table ``name`` with these rows and the columns of the table ``like``."""
        with self._with(name, TABLES[like], rows):
            yield

    @contextmanager
    def whole(self) -> Iterator[None]:
        """All that is done inside is kept, or nothing of it, whenever the process ends."""
        with self._told():
            self._connection.execute("BEGIN")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def has_version(self, part: str, version: str) -> bool:
        """Whether what is kept of this part was made by this version."""
        return self.rows("SELECT version FROM versions WHERE part = ?", [part]) == [(version,)]

    def renew(self, part: str, version: str, tables: Iterable[str]) -> None:
        """Empties the tables of a part that another version has made."""
        if self.has_version(part, version):
            return
        with self.whole():
            for table in tables:
                self.rows(f"DELETE FROM {table}")
            self.rows("DELETE FROM versions WHERE part = ?", [part])
            self.insert("versions", [(part, version)])

    @contextmanager
    def _with(self, name: str, schema: pa.Schema, rows: Sequence[Sequence[object]] | pa.Table) -> Iterator[None]:
        self._connection.register(name, rows if isinstance(rows, pa.Table) else _table(schema, rows))
        try:
            yield
        finally:
            self._connection.unregister(name)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except duckdb.Error as error:
            raise StoreError(errno.EIO, _first_line(error), str(self.path)) from None

    def _opened(self) -> duckdb.DuckDBPyConnection:
        try:
            return duckdb.connect(str(self.path))
        except duckdb.Error as error:
            said = _first_line(error)
            if any(word in said for word in ("lock", "Permission denied", "No space", "Read-only", "directory")):
                raise StoreError(errno.EIO, said, str(self.path)) from None
            # Half a file, or one of another version of DuckDB.
            self._remove()
            return duckdb.connect(str(self.path))

    def _prepare(self) -> None:
        connection = self._connection
        known = {name for (name,) in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
        if known and ("versions" not in known or not self.has_version("schema", SCHEMA)):
            raise duckdb.Error("another schema")
        if not known:
            with self.whole():
                for name, schema in TABLES.items():
                    columns = ", ".join(f'"{field.name}" {_TYPES[field.type]}' for field in schema)
                    connection.execute(f"CREATE TABLE {name} ({columns})")
                self.insert("versions", [("schema", SCHEMA)])

    def _start_anew(self) -> None:
        self._connection.close()
        self._remove()
        self._connection = self._opened()
        self._prepare()

    def _remove(self) -> None:
        for path in (self.path, self.path.with_name(self.path.name + ".wal")):
            path.unlink(missing_ok=True)


def _table(schema: pa.Schema, rows: Sequence[Sequence[object]]) -> pa.Table:
    columns: list[Sequence[object]] = list(zip(*rows, strict=True)) or [[] for _ in schema]
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)], schema=schema)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
