"""The file ``case.duckdb``: its tables, whole steps, and what becomes of a file that can't be read."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

# Another shape of table has another number; a file of another number is made anew.
SCHEMA = "2"
TABLES: Mapping[str, Mapping[str, str]] = {
    "versions": {"part": "VARCHAR", "version": "VARCHAR"},
    "originals": {"path": "VARCHAR", "stamp": "VARCHAR", "version": "VARCHAR"},
    "outcomes": {
        "path": "VARCHAR", "rank": "VARCHAR", "report_id": "VARCHAR", "telling": "BOOLEAN", "digest": "VARCHAR",
        "outcome": "BLOB",
    },
    "linked": {"report_id": "VARCHAR", "digest": "VARCHAR"},
    "mentions": {
        "mention_id": "VARCHAR", "report_id": "VARCHAR", "digest": "VARCHAR", "facts": "BLOB", "component": "VARCHAR",
        "incident": "VARCHAR",
    },
    "keys": {"mention_id": "VARCHAR", "key": "VARCHAR", "seeks": "BOOLEAN"},
    "pairs": {"one": "VARCHAR", "other": "VARCHAR", "met": "BOOLEAN", "pair": "BLOB"},
    "sketches": {"report_id": "VARCHAR", "age": "VARCHAR", "digest": "VARCHAR", "sketch": "BLOB", "named": "BLOB"},
    "tokens": {"token": "UBIGINT", "age": "VARCHAR"},
    "copies": {"one": "VARCHAR", "other": "VARCHAR", "derivation": "BLOB"},
}  # fmt: skip
_CONFIG: dict[str, Any] = {"pandas_analyze_sample": 2**31}  # of what kind a column is, is read from all its values
_LOG = 1_000_000  # bytes of what was committed that are read again when the file is opened
Rows = Sequence[Sequence[object]] | Mapping[str, np.ndarray[Any, Any]]  # row by row, or the values of each column


class StoreError(OSError):
    """The file can't be used; ``filename`` says which, ``strerror`` why and what to do."""


class Database:
    """An open ``case.duckdb``. Whoever opens one to write holds the case's lock (see ``lock``)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._log = path.with_name(path.name + ".wal")
        self._connection = self._opened()
        try:
            self._prepare()
        except duckdb.Error:
            self._start_anew()

    def close(self) -> None:
        """Gives the file back. What was committed stays in the log beside it until there is much of it."""
        if self._log.exists() and self._log.stat().st_size > _LOG:
            with self._told():
                self._connection.execute("CHECKPOINT")
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

    def insert(self, table: str, rows: Rows) -> None:
        """Adds rows, with their values in the order of the table's columns."""
        if not len(rows):
            return
        with self._registered("incoming", TABLES[table], rows), self._told():
            self._connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")

    @contextmanager
    def among(self, ids: Iterable[str]) -> Iterator[None]:
        """For a while there is a table ``wanted`` with these in its column ``id``."""
        with self._registered("wanted", {"id": "VARCHAR"}, [(one,) for one in sorted(ids)]):
            yield

    @contextmanager
    def beside(self, name: str, like: str, rows: Rows) -> Iterator[None]:
        """For a while there is a table ``name`` with these rows and the columns of the table ``like``."""
        with self._registered(name, TABLES[like], rows):
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

    def set_version(self, part: str, version: str | None) -> None:
        """Notes which version has made what is kept of this part; ``None`` where no version has made all of it."""
        self.rows("DELETE FROM versions WHERE part = ?", [part])
        if version is not None:
            self.insert("versions", [(part, version)])

    def renew(self, part: str, version: str, tables: Iterable[str]) -> None:
        """Empties the tables of a part that another version has made."""
        if self.has_version(part, version):
            return
        with self.whole():
            for table in tables:
                self.rows(f"DELETE FROM {table}")
            self.set_version(part, version)

    @contextmanager
    def _registered(self, name: str, columns: Mapping[str, str], rows: Rows) -> Iterator[None]:
        given = f"given_{name}"
        self._connection.register(given, rows if isinstance(rows, Mapping) else _arrays(columns, rows))
        # A column in which all is unknown, or nothing stands, says by itself of no kind.
        cast = ", ".join(f"{column}::{kind} AS {column}" for column, kind in columns.items())
        try:
            self._connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT {cast} FROM {given}")
            yield
        finally:
            self._connection.unregister(given)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except duckdb.Error as error:
            raise StoreError(errno.EIO, _first_line(error), str(self.path)) from None

    def _opened(self) -> duckdb.DuckDBPyConnection:
        if not self.path.exists():
            self._log.unlink(missing_ok=True)  # of a file that somebody has deleted
        try:
            return duckdb.connect(str(self.path), config=_CONFIG)
        except duckdb.Error as error:
            said = _first_line(error)
            if any(word in said for word in ("lock", "Permission denied", "No space", "Read-only", "directory")):
                raise StoreError(errno.EIO, said, str(self.path)) from None
            # Half a file, or one of another version of DuckDB.
            self._remove()
            return duckdb.connect(str(self.path), config=_CONFIG)

    def _prepare(self) -> None:
        connection = self._connection
        # To write out at each end all that was added would take longer than to add it.
        connection.execute("PRAGMA disable_checkpoint_on_shutdown")
        known = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        if known and ("versions" not in known or not self.has_version("schema", SCHEMA)):
            raise duckdb.Error("another schema")
        if not known:
            with self.whole():
                for name, columns in TABLES.items():
                    connection.execute(f"CREATE TABLE {name} ({', '.join(map(' '.join, columns.items()))})")
                self.insert("versions", [("schema", SCHEMA)])

    def _start_anew(self) -> None:
        self._connection.close()
        self._remove()
        self._connection = self._opened()
        self._prepare()

    def _remove(self) -> None:
        for path in (self.path, self._log):
            path.unlink(missing_ok=True)


def _arrays(columns: Mapping[str, str], rows: Sequence[Sequence[object]]) -> dict[str, np.ndarray[Any, Any]]:
    """Rows as DuckDB takes them without the help of pyarrow and pandas, which take long to load."""
    made = {column: np.empty(len(rows), dtype=object) for column in columns}
    for array, values in zip(made.values(), zip(*rows, strict=True), strict=bool(rows)):
        array[:] = values
    return made


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
