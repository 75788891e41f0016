"""What is made once for a machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from bellflower import cache


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "folder", lambda: tmp_path / "caches")


def test_it_is_made_once_for_all_that_it_comes_of() -> None:
    made: list[str] = []

    def make() -> bytes:
        made.append("")
        return f"made {len(made)}".encode()

    assert cache.once("thing", [b"one", b"two"], make) == b"made 1"
    assert cache.once("thing", [b"one", b"two"], make) == b"made 1"
    assert cache.once("thing", [b"onet", b"wo"], make) == b"made 2"
    assert cache.once("other", [b"one", b"two"], make) == b"made 3"


def test_where_nothing_can_be_kept_it_is_made_every_time(tmp_path: Path) -> None:
    (tmp_path / "caches").write_text("a file where the folder should be")
    assert cache.once("thing", [], lambda: b"made") == b"made"
    assert cache.once("thing", [], lambda: b"again") == b"again"


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        cache.once("thing", [], fail)
    assert not (tmp_path / "caches").exists()


def test_things_that_nobody_asks_for_any_more_do_not_pile_up(tmp_path: Path) -> None:
    for number in range(30):
        cache.once("thing", [b"%d" % number], lambda: b"made")
    cache.once("other", [], lambda: b"made")
    assert len(list((tmp_path / "caches").glob("thing-*"))) < 10
    assert cache.once("thing", [b"29"], lambda: b"anew") == b"made"
