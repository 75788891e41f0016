"""What was read out of each original, under the stamp of the file and the version of what read it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from bellflower.records import Reading, Record, Refusal
from bellflower.store.database import Database

# Of several originals that hold one report (a page in two web archives) the last by name tells what it is called.
_TOLD = "(SELECT report_id, max_by(path, rank) AS path, max_by(rank, rank) AS rank, max_by(digest, rank) AS digest, " \
        "max_by(telling, rank) AS telling FROM outcomes WHERE report_id IS NOT NULL GROUP BY report_id)"  # fmt: skip


class Taken(Record, frozen=True):
    """All that one original held: its path in the case, the name it was given under, and what became of its parts."""

    path: str
    stamp: str
    name: str
    outcomes: tuple[Reading | Refusal, ...]


class Readings:
    """The readings of a case. ``version`` is that of all that reads; what others of ``versions`` read counts, too."""

    def __init__(self, database: Database, version: str, *versions: str) -> None:
        self._database = database
        self._version = version
        self._fresh = {version, *versions}

    def unsettle(self) -> bool:
        """Whether all originals of the case had been read when a process was last at work on it.

        From now on that is forgotten, until this process says so: by :meth:`settle`.
        """
        settled = self._database.has_version("all originals", self._version)
        self._database.set_version("all originals", None)
        return settled

    def settle(self) -> None:
        """To be called when all originals have been read."""
        if self._fresh == {self._version} and not self._database.has_version("all originals", self._version):
            with self._database.whole():
                self._database.set_version("all originals", self._version)

    def stale(self, originals: Mapping[str, str], some: bool = False) -> list[str]:
        """The originals (path to stamp) that are to be read, sorted; forgets those that are no more.

        ``originals`` are all of the case, or ``some``.
        """
        with self._database.among(originals if some else ()):
            found = self._database.rows(f"SELECT * FROM originals {'SEMI JOIN wanted ON path = id' if some else ''}")
        kept = {path: (stamp, version) for path, stamp, version in found}
        gone = kept.keys() - originals.keys()
        if gone:
            with self._database.whole():
                self._forget(gone)
        return sorted(
            path for path, stamp in originals.items()
            if path not in kept or kept[path][0] != stamp or kept[path][1] not in self._fresh
        )  # fmt: skip

    def keep(self, taken: Sequence[Taken]) -> None:
        """Keeps what was read, in place of what these originals gave before."""
        outcomes = []
        for one in taken:
            for place, outcome in enumerate(one.outcomes):
                rank = f"{one.name}\x1f{one.path}\x1f{place:09d}"
                packed = msgspec.msgpack.encode(outcome)
                report = outcome.report if isinstance(outcome, Reading) else None
                telling = report is not None and bool(report.text)
                outcomes.append((one.path, rank, report and report.id, telling, hashed(packed), packed))
        with self._database.whole():
            self._forget(one.path for one in taken)
            self._database.insert("originals", [(one.path, one.stamp, self._version) for one in taken])
            self._database.insert("outcomes", outcomes)

    def unlinked(self) -> tuple[list[str], list[str]]:
        """The reports whose reading has not been linked as it is, and those that were linked and are no more; sorted.

        Only reports that speak of goods are linked.
        """
        query = f"""
            SELECT told.report_id, linked.report_id FROM (FROM {_TOLD} WHERE telling) AS told
            FULL JOIN linked ON told.report_id = linked.report_id
            WHERE told.digest IS DISTINCT FROM linked.digest
        """
        found = self._database.rows(query)
        return sorted(new for new, _ in found if new), sorted(old for new, old in found if not new)

    def digests(self, report_ids: Iterable[str]) -> dict[str, str]:
        """The hash of each of these readings."""
        with self._database.among(report_ids):
            query = f"SELECT report_id, digest FROM {_TOLD} SEMI JOIN wanted ON report_id = id"
            return dict(self._database.rows(query))

    def of(self, report_ids: Iterable[str]) -> list[Reading]:
        """The readings of these reports, by report id."""
        with self._database.among(report_ids):
            told = self._database.rows(
                f"SELECT outcome FROM outcomes JOIN (FROM {_TOLD} SEMI JOIN wanted ON report_id = id) AS told "
                "USING (rank) ORDER BY told.report_id"
            )
        return [_reading(packed) for (packed,) in told]

    def all(self) -> Iterator[Reading]:
        """Every reading of the case, one a report."""
        query = f"SELECT outcome FROM outcomes JOIN {_TOLD} AS told USING (rank) ORDER BY told.report_id"
        for batch in self._database.batches(query):
            for (packed,) in batch:
                yield _reading(packed)

    def refusals(self) -> list[Refusal]:
        """What could not be read in the originals."""
        found = self._database.rows("SELECT outcome FROM outcomes WHERE report_id IS NULL ORDER BY rank")
        return [msgspec.msgpack.decode(packed, type=Refusal) for (packed,) in found]

    def _forget(self, paths: Iterable[str]) -> None:
        with self._database.among(paths):
            for table in ("originals", "outcomes"):
                self._database.rows(f"DELETE FROM {table} WHERE path IN (SELECT id FROM wanted)")


def hashed(content: bytes) -> str:
    """The hash under which a thing is known."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _reading(packed: bytes) -> Reading:
    return msgspec.msgpack.decode(packed, type=Reading)
