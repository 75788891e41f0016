"""Any order and batching of what is added gives what one full build gives, and a broken store is made anew."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from bellflower.build import build_dossier
from bellflower.packs import load
from bellflower.reconciliation.linkage import Rulings, link
from bellflower.records import Reading, Report
from bellflower.store import Database, Links, Readings, Traces, fingerprint
from bellflower.store.readings import Taken
from bellflower.upkeep import Remembered, facts_of
from benchmarks.generator import articles, readings

PACK = load()
GOODS = {good.name: good for good in PACK.goods}
TOLD = [told.reading for told in readings(3, 300)]


class Store:
    """The parts of a store, with what the upkeep of a case does with them."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(folder / "case.duckdb")
        self.readings = Readings(self.database, "1")
        self.links = Links(self.database, "1", GOODS)
        self.traces = Traces(self.database, "1", self.readings)
        self.held: dict[str, str] = {}

    def take(self, some: Sequence[Reading], gone: Sequence[str] = ()) -> None:
        self.held |= {one.report.path: one.report.id for one in some}
        self.held = {path: of for path, of in self.held.items() if path not in gone}
        self.readings.stale(self.held)
        self.readings.keep(
            [Taken(path=one.report.path, stamp=one.report.id, name=one.report.stem, outcomes=(one,)) for one in some]
        )
        new, former = self.readings.unlinked()
        found = self.readings.of(new)
        claims = [claim for one in found for claim in one.claims]
        self.traces.take([one.report for one in found], claims, former)
        self.links.take([one for reading in found for one in facts_of(reading)], self.readings.digests(new), former)

    def built(self) -> bytes:
        remembered = Remembered(self.links, self.traces)
        return msgspec.json.encode(build_dossier(list(self.readings.all()), [], "t", PACK, memory=remembered))


def built(some: Sequence[Reading]) -> bytes:
    return msgspec.json.encode(build_dossier(some, [], "t", PACK))


@pytest.mark.parametrize("seed", range(2))
def test_any_order_and_batching_gives_what_one_build_gives(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    left = dice.sample(TOLD, len(TOLD))
    store = Store(tmp_path)
    while left:
        size = dice.randint(1, 1 + len(left) // 2)
        store.take(left[:size])
        left = left[size:]
    assert store.built() == built(TOLD)


def test_what_is_taken_away_or_read_otherwise_is_as_if_it_had_never_been(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.take(TOLD)
    cut = msgspec.structs.replace(TOLD[1], claims=TOLD[1].claims[:-1])
    store.take([cut], gone=[TOLD[0].report.path])
    assert store.built() == built([cut, *TOLD[2:]])


@pytest.mark.parametrize("starts", [(59, 40, 25, 0), tuple(range(59, -1, -1))], ids=["in parts", "latest first"])
def test_copies_are_traced_as_the_case_grows(tmp_path: Path, starts: tuple[int, ...]) -> None:
    told = [
        Reading(
            report=Report(
                id=f"{number:016x}", stem=one.stem, path=one.stem, text=one.text, content_sha256=f"{number:064x}",
                text_sha256=f"{number:064x}", published=one.published.isoformat(), publisher=one.outlet.name,
            ),
            claims=(), mentions=(),
        )
        for number, one in enumerate(articles(2, 60))
    ]  # fmt: skip
    store = Store(tmp_path)
    for start, end in zip(starts, (60, *starts), strict=False):
        store.take(told[start:end])
    assert b'"from_id":"0' in store.built() and store.built() == built(told)


def test_rulings_are_applied_on_top_and_leave_no_trace(tmp_path: Path) -> None:
    told = [one for reading in TOLD for one in facts_of(reading)]
    links = Links(Database(tmp_path / "case.duckdb"), "1", GOODS)
    plain = links.link(told)
    big = max(plain.groups, key=len)
    others = [group[0] for group in plain.groups if group != big]
    rulings = Rulings(
        one=frozenset({(min(big[0], others[0]), max(big[0], others[0]))}), apart=frozenset({(big[0], big[1])})
    )
    assert links.link(told, rulings) == link(told, GOODS, rulings) != plain
    assert links.link(told) == plain == link(told, GOODS)


def test_another_version_makes_only_its_own_part_anew(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.take(TOLD[:10])
    assert Readings(store.database, "2").stale(store.held) == sorted(store.held)
    assert Readings(store.database, "2", "1").stale(store.held) == [], "as it was read"
    Links(store.database, "2", GOODS)
    counted = {name: store.database.rows(f"SELECT count(*) FROM {name}")[0][0] for name in ("mentions", "sketches")}
    assert counted == {"mentions": 0, "sketches": 10}
    assert fingerprint(["text.py"]) != fingerprint(["records.py"])


def test_a_step_is_whole_or_not_at_all(tmp_path: Path) -> None:
    database = Database(tmp_path / "case.duckdb")
    with pytest.raises(KeyError), database.whole():
        database.insert("linked", [("r", "d")])
        raise KeyError
    assert database.rows("SELECT * FROM linked") == []


@pytest.mark.parametrize("content", [b"", b"not a database", b"\0" * 20_000])
def test_a_file_that_is_no_store_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "case.duckdb").write_bytes(content)
    store = Store(tmp_path)
    store.take(TOLD[:3])
    assert store.built() == built(TOLD[:3])


def test_a_log_whose_file_was_deleted_is_not_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.take(TOLD[:3])
    store.database.close()
    assert (tmp_path / "case.duckdb.wal").exists()
    (tmp_path / "case.duckdb").unlink()
    store = Store(tmp_path)
    assert store.built() == built([])


def test_a_long_log_is_written_out(tmp_path: Path) -> None:
    database = Database(tmp_path / "case.duckdb")
    rows = [(f"{number:0100}", "d") for number in range(20_000)]
    database.insert("linked", rows)
    database.close()
    log = tmp_path / "case.duckdb.wal"
    assert not log.exists() or log.stat().st_size < 100_000
    assert sorted(Database(tmp_path / "case.duckdb").rows("SELECT * FROM linked")) == rows
