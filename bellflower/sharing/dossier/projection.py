"""Equal Earth, an equal-area world projection (Šavrič, Patterson and Jenny, 2018), and the countries' shapes in it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from bellflower.sharing.dossier.markup import number

DATA = Path(__file__).parent / "data" / "world.json"
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2
SCALE = 1000 / (2 * 2.7066299836960748)  # the world is 1000 wide
CENTRE_LON = 11.0  # puts the seam into the Bering Strait, so that Chukotka keeps its tip
EARTH_RADIUS_M = 6_371_008.8
Point = tuple[float, float]


def project(lat: float, lon: float) -> Point:
    """WGS 84 degrees to map units: x from 0 (west) to 1000, y downwards with the equator at 243.4."""
    theta = math.asin(_M * math.sin(math.radians(max(-90.0, min(90.0, lat)))))
    lam = math.radians((lon - CENTRE_LON + 180) % 360 - 180)
    t2 = theta * theta
    t6 = t2**3
    slope = _A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)
    x = lam * math.cos(theta) / (_M * slope)
    y = theta * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))
    return 500 + x * SCALE, 243.4 - y * SCALE


def radius(metres: float) -> float:
    """The radius in map units of a circle of the same area on the ground."""
    return metres / EARTH_RADIUS_M * SCALE


@dataclass(frozen=True)
class Country:
    """A country's outline as an SVG path, and the box (x1, y1, x2, y2) and middle of its largest part."""

    code: str
    name: str
    path: str
    box: tuple[float, float, float, float]
    middle: Point


@cache
def countries() -> tuple[Country, ...]:
    """All countries of the bundled Natural Earth map."""
    world = json.loads(DATA.read_text(encoding="utf-8"))
    arcs = [_unpacked(arc, world["grid"]) for arc in world["arcs"]]
    out = []
    for code, name, polygons in world["countries"]:
        rings = [_ring(ring, arcs) for polygon in polygons for ring in polygon]
        projected = [part for ring in rings for part in _unseamed(ring)]
        if not projected:
            continue
        largest = max(projected, key=lambda ring: _area(ring)[0])
        xs, ys = [x for x, _ in largest], [y for _, y in largest]
        box = (min(xs), min(ys), max(xs), max(ys))
        out.append(Country(code, name, "".join(map(_path, projected)), box, _area(largest)[1]))
    return tuple(out)


def _unpacked(arc: list[list[int]], grid: int) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x / grid, y / grid))
    return points


def _ring(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for arc in ring:
        piece = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += piece[1:] if points else piece
    return points


def _unseamed(ring: list[Point]) -> list[list[Point]]:
    """The ring in map units; one that crosses the map's edge is drawn on both sides, each cut at the edge."""
    turned = [((lon - CENTRE_LON + 180) % 360 - 180, lat) for lon, lat in ring]
    if all(abs(a[0] - b[0]) < 180 for a, b in pairwise(turned)):
        return [[project(lat, lon) for lon, lat in ring]]
    parts = []
    for side in (1, -1):
        held = [(lon if lon * side > 0 else side * 180.0, lat) for lon, lat in turned]
        parts.append([project(lat, _inside(lon) + CENTRE_LON) for lon, lat in held])
    return parts


def _inside(lon: float) -> float:
    return max(-179.999, min(179.999, lon))


def _area(ring: list[Point]) -> tuple[float, Point]:
    twice = cx = cy = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = ax * by - bx * ay
        twice, cx, cy = twice + cross, cx + (ax + bx) * cross, cy + (ay + by) * cross
    return abs(twice) / 2, (cx / (3 * twice), cy / (3 * twice)) if twice else ring[0]


def _path(ring: list[Point]) -> str:
    """Relative steps on a grid of a hundredth of a unit."""
    grid = [(round(x * 100), round(y * 100)) for x, y in ring]
    steps = [f"M{_short(grid[0][0])},{_short(grid[0][1])}l"]
    last = ""
    for (ax, ay), (bx, by) in pairwise(grid):
        if (ax, ay) != (bx, by):
            step = f"{_short(bx - ax)},{_short(by - ay)}"
            steps.append(step if not last or step.startswith("-") else f" {step}")
            last = step
    return "".join(steps).replace(",-", "-") + "z" if last else ""


def _short(hundredths: int) -> str:
    text = number(hundredths / 100)
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
