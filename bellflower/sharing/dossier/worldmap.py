"""The world map: each place drawn as precisely as the reports state it, and never more so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from bellflower.records import Incident, Where
from bellflower.sharing.dossier.markup import number, tag
from bellflower.sharing.dossier.projection import Country, countries, project, radius
from bellflower.sharing.dossier.view import View, claim_link, count, href, place_name, place_of

LEVELS = {
    "adm1": "somewhere in this province",
    "adm2": "somewhere in this district",
    "sea": "at sea",
    "region": "region",
}
TALLEST = 0.66  # height over width of the case's view, where the places lie far apart north to south
Box = tuple[float, float, float, float]


@dataclass
class _Mark:
    """A place on the map with all that is told of it."""

    where: Where
    x: float
    y: float
    incidents: list[Incident] = field(default_factory=list)
    claim_ids: list[str] = field(default_factory=list)  # production sites, from statements

    @property
    def name(self) -> str:
        return place_name(self.where)


def _placed(where: Where, shapes: dict[str, Country]) -> tuple[float, float] | None:
    if where.level == "country" and where.country in shapes:
        return shapes[where.country].middle
    return project(where.lat, where.lon) if where.lat is not None and where.lon is not None else None


def _marks(view: View, shapes: dict[str, Country]) -> tuple[list[_Mark], list[dict[str, Any]]]:
    marks: dict[tuple[str, str], _Mark] = {}
    nowhere: list[dict[str, Any]] = []

    def at(where: Where) -> _Mark | None:
        point = _placed(where, shapes)
        if point is None:
            return None
        key = (where.place_id or where.name, where.country or "")
        return marks.setdefault(key, _Mark(where, *point))

    for incident in view.dossier.incidents:
        found = place_of(incident)
        where = found.value if found and isinstance(found.value, Where) else None
        mark = at(where) if where else None
        if mark:
            mark.incidents.append(incident)
        else:
            nowhere.append({"title": incident.title, "href": f"#i-{incident.id}", "why": _why(where)})
    for claim in view.dossier.claims:
        if claim.predicate == "site" and isinstance(claim.value, Where):
            mark = at(claim.value)
            if mark:
                mark.claim_ids.append(claim.id)
            else:
                nowhere.append({"title": claim.value.name, "href": href(claim), "why": _why(claim.value)})
    return sorted(marks.values(), key=lambda m: (-len(m.incidents), m.name)), nowhere


def _why(where: Where | None) -> str:
    if where is None:
        return "no place told"
    if where.candidates:
        return f"“{where.name}” could be {', '.join(where.candidates)}"
    return f"“{where.name}” is not resolved to a point"


def _extent(marks: list[_Mark]) -> Box:
    """The box of all marks with air around it, in the map's proportions, at least a quarter of the world's width."""
    xs, ys = [], []
    for mark in marks:
        spread = radius(mark.where.radius_m or 0) if mark.where.level != "country" else 0
        xs += [mark.x - spread, mark.x + spread]
        ys += [mark.y - spread, mark.y + spread]
    if not xs:
        return 0, 0, 1000, 487
    pad = 34.0
    x1, y1, x2, y2 = min(xs) - pad, min(ys) - pad, max(xs) + pad, max(ys) + pad
    width = min(max(x2 - x1, 240.0, (y2 - y1) / TALLEST), 1000.0)
    height = min(max(y2 - y1, width * 0.487), width * TALLEST, 487.0)
    x = min(max((x1 + x2) / 2 - width / 2, 0), 1000 - width)
    y = min(max((y1 + y2) / 2 - height / 2, 0), 487 - height)
    return x, y, width, height


def _symbol(mark: _Mark) -> Markup:
    """The mark itself, in screen pixels around (0, 0)."""
    size = 5.5 + min(len(mark.incidents), 12) ** 0.5 * 1.6
    if not mark.incidents:
        return tag("path", d="M0-7L7 0L0 7L-7 0Z", class_="site")
    shape = "dot" if mark.where.level in ("site", "town") else "ring"
    return tag("circle", r=number(size), class_=shape) + (
        tag("text", str(len(mark.incidents)), y=4, class_="n " + shape) if len(mark.incidents) > 1 else Markup("")
    )


def _draw(mark: _Mark, view: View, left: bool) -> Markup:
    level = mark.where.level
    target = f"#i-{mark.incidents[0].id}" if mark.incidents else href(mark.claim_ids[0])
    precision = {"country": "somewhere in this country"}.get(level, LEVELS.get(level, level))
    what = [count(len(mark.incidents), "incident")] if mark.incidents else []
    what += [count(len(mark.claim_ids), "production site")] if mark.claim_ids else []
    said = f"{mark.name}: {', '.join(what)}; {precision}"
    parts: list[Markup] = []
    if level not in ("site", "town", "country") and mark.where.radius_m:
        r = number(radius(mark.where.radius_m))
        parts.append(tag("circle", cx=number(mark.x), cy=number(mark.y), r=r, class_="reach"))
    side = tag("text", mark.name, x=-13 if left else 13, y=4, text_anchor="end" if left else "start", class_="label")
    symbol = tag("g", _symbol(mark), side, class_="k")
    parts.append(tag("g", symbol, transform=f"translate({number(mark.x)} {number(mark.y)})"))
    clash = " clash" if any(view.conflicts.get(i.id) for i in mark.incidents) else ""
    return tag(
        "a", tag("title", said), *parts, href=target, class_="place" + clash, aria_label=said,
        data_inc=" ".join(i.id for i in mark.incidents) or None,
    )  # fmt: skip


def world_map(view: View) -> dict[str, Any]:
    """The map as SVG with its two views, and the places it can't show."""
    shapes = {country.code: country for country in countries() if country.code}
    marks, nowhere = _marks(view, shapes)
    shaded = {m.where.country for m in marks if m.where.level == "country"}
    touched = {m.where.country for m in marks}
    box = _extent(marks)
    # Countries that nothing is told of are one path: the page stays small and the browser quick.
    plain = "".join(c.path for c in countries() if not c.code or c.code not in touched)
    parts = [tag("path", d=plain, class_="land")]
    for code in sorted(code for code in touched if code in shapes):
        kind = "land shaded" if code in shaded else "land known"
        parts.append(tag("path", d=shapes[code].path, class_=kind))
    labels = _sides(marks, box)
    parts += [_draw(mark, view, left) for mark, left in zip(marks, labels, strict=True)]
    view_box = " ".join(map(number, box))
    svg = tag(
        "svg", *parts, viewBox=view_box, class_="map", role="group",
        aria_label="World map of the places told of",
        style=f"--k:{number(box[2] / 1000)};--ratio:{number(box[3] / box[2])}",
        data_case=view_box, data_world="0 0 1000 487",
    )  # fmt: skip
    return {
        "svg": svg,
        "marks": len(marks),
        "nowhere": nowhere,
        "sites": [claim_link(view.claims[c], m.name) for m in marks for c in m.claim_ids[:1] if c in view.claims],
        "levels": sorted({m.where.level for m in marks}),
    }


def _sides(marks: list[_Mark], box: Box) -> list[bool]:
    """Which labels go to the left of their mark, so that fewer meet; the page's script hides those that still do."""
    k = box[2] / 1000
    taken: list[Box] = []
    out = []
    for mark in marks:
        width, height = (len(mark.name) * 7.0 + 14) * k, 16 * k
        boxes = [(mark.x + 6 * k, mark.y - height / 2), (mark.x - 6 * k - width, mark.y - height / 2)]
        free = [not any(_meet((*corner, width, height), other) for other in taken) for corner in boxes]
        left = (not free[0] and free[1]) or mark.x + width > box[0] + box[2]
        taken.append((*boxes[left], width, height))
        out.append(left)
    return out


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
