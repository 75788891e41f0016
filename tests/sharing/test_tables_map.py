"""GeoJSON as RFC 7946 has it."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.records import PlaceLevel, Where
from bellflower.sharing.tables.geojson import EARTH_RADIUS_M, circle, geojson, geometry
from tests.sharing.small_case import small_case


def rings(shape: dict[str, Any]) -> list[list[list[float]]]:
    if shape["type"] == "Polygon":
        return list(shape["coordinates"])
    assert shape["type"] == "MultiPolygon"
    return [ring for polygon in shape["coordinates"] for ring in polygon]


def twice_area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def apart(a: list[float], b: list[float]) -> float:
    """Metres between two points, by the haversine formula."""
    (x, y), (u, v) = (map(math.radians, a)), (map(math.radians, b))
    h = math.sin((v - y) / 2) ** 2 + math.cos(y) * math.cos(v) * math.sin((u - x) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, h)))


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(100, 5_000_000))
def test_every_circle_is_a_valid_polygon(lat: float, lon: float, radius: float) -> None:
    for ring in rings(circle(lat, lon, radius)):
        assert len(ring) >= 4
        assert ring[0] == ring[-1]
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert twice_area(ring) > 0  # counter-clockwise


@given(st.floats(-60, 60), st.floats(-180, 180), st.floats(1000, 1_000_000))
def test_every_corner_is_a_radius_away(lat: float, lon: float, radius: float) -> None:
    corners = [corner for ring in rings(circle(lat, lon, radius)) for corner in ring if abs(corner[0]) < 180]
    assert corners
    assert all(abs(apart([lon, lat], corner) - radius) < 2 + radius * 1e-3 for corner in corners)


def test_a_circle_across_the_date_line_is_cut_there() -> None:
    shape = circle(-17.0, 179.0, 300_000)  # Fiji
    assert shape["type"] == "MultiPolygon"
    spans = sorted((min(x for x, _ in ring), max(x for x, _ in ring)) for ring in rings(shape))
    assert [spans[0][0], spans[1][1]] == [-180.0, 180.0]
    assert spans[0][1] < -170 < 170 < spans[1][0]


def test_a_circle_around_a_pole_is_a_band() -> None:
    [ring] = rings(circle(89.0, 0.0, 500_000))
    assert {x for x, _ in ring} == {-180.0, 180.0}
    assert max(y for _, y in ring) == 90.0


@pytest.mark.parametrize(
    ("level", "radius", "drawn"),
    [
        ("site", 500, "Point"),
        ("town", 5000, "Point"),
        ("adm2", 20_000, "Polygon"),
        ("adm1", 90_000, "Polygon"),
        ("country", 600_000, "Polygon"),
        ("sea", 600_000, "Polygon"),
        ("town", None, None),
        ("country", None, None),
        ("country", 0, None),
    ],
)
def test_nothing_is_drawn_more_exactly_than_it_is_known(
    level: PlaceLevel, radius: int | None, drawn: str | None
) -> None:
    shape = geometry(Where(name="somewhere", level=level, lat=40.0, lon=127.0, radius_m=radius))
    assert (shape["type"] if shape else None) == drawn


def test_longitude_comes_first() -> None:
    shape = geometry(Where(name="somewhere", level="town", lat=40.0, lon=127.0, radius_m=1000))
    assert shape == {"type": "Point", "coordinates": [127.0, 40.0]}


def test_one_feature_for_each_incident() -> None:
    collection = geojson(small_case())
    assert collection["type"] == "FeatureCollection"
    drawn = {one["id"]: one["geometry"] and one["geometry"]["type"] for one in collection["features"]}
    assert drawn == {"i-trawler": "Point", "i-letter": None, "i-country": "Polygon"}
    first = collection["features"][0]["properties"]
    assert first["items"] == [{"commodity": "heroin", "quantity": 125, "quantity_max": None, "unit": "kg"}]
    assert (first["radius_m"], first["place_name_raw"]) == (2000, ["Cape Otway"])
    assert [len(one["properties"]["items"]) for one in collection["features"]] == [1, 2, 0]
