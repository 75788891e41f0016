"""The timeline: a day is a dot, a month or year a bar of its length, undated incidents a lane of their own."""

from __future__ import annotations

from datetime import date
from typing import Any

from markupsafe import Markup

from bellflower.records import Incident, When
from bellflower.sharing.dates import bounds, in_words
from bellflower.sharing.dossier.incidents import day_range
from bellflower.sharing.dossier.markup import joined, number, tag
from bellflower.sharing.dossier.view import View, country_name, country_of, date_of, date_words

WIDTH, LEFT, RIGHT, TOP = 1000.0, 14.0, 14.0, 34.0
ROW = 30.0
NAMED_ROWS = 40  # beyond this many incidents the rows are shared and the names stand in the tips only


def _year(day: str) -> float:
    moment = date.fromisoformat(day)
    start = date(moment.year, 1, 1).toordinal()
    return moment.year + (moment.toordinal() - start) / 366


def _ticks(low: int, high: int) -> list[int]:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (high - low) / step <= 9)
    return [year for year in range(low - low % step, high + 1, step) if year >= low]


def _spans(incident: Incident) -> tuple[float, float] | None:
    first, last = day_range(incident)
    if first is None and last is None:
        return None
    low, high = _year(first or last or ""), _year(last or first or "")
    return low, high if high == low else high + 1 / 366


def _others(incident: Incident) -> list[tuple[str, float]]:
    slot = incident.slot("occurred_on")
    out = []
    for place, found in enumerate(slot.values if slot else ()):
        if slot and place != slot.chosen and isinstance(found.value, When):
            day = bounds(found.value.edtf)[0]
            if day:
                out.append((in_words(found.value.edtf), _year(day)))
    return out


def _lanes(items: list[tuple[float, float, Incident]], gap: float) -> list[tuple[int, float, float, Incident]]:
    """Each item in the first lane that is free; a lane an item while there are few."""
    if len(items) <= NAMED_ROWS:
        return [(lane, *item) for lane, item in enumerate(items)]
    ends: list[float] = []
    out = []
    for low, high, incident in items:
        lane = next((i for i, end in enumerate(ends) if end + gap <= low), len(ends))
        ends[lane : lane + 1] = [high]
        out.append((lane, low, high, incident))
    return out


def _mark(view: View, incident: Incident, x1: float, x2: float, y: float, scale: Any, named: bool) -> Markup:
    found = date_of(incident)
    edtf = found.value.edtf if found and isinstance(found.value, When) else ""
    clash = " clash" if view.conflicts.get(incident.id) else ""
    doubt = " doubt" if any(sign in edtf for sign in "~?%[{") or ".." in edtf else ""
    day = x2 - x1 < 1.2
    parts = []
    for words, year in _others(incident):
        x = scale(year)
        parts.append(tag("line", x1=number((x1 + x2) / 2), x2=number(x), y1=number(y), y2=number(y), class_="tie"))
        other = tag("circle", tag("title", f"Another report: {words}"), cx=number(x), cy=number(y), r=4, class_="other")
        parts.append(other)
    if day:
        parts.append(tag("circle", cx=number(x1), cy=number(y), r=5.5, class_="dot"))
    else:
        width = max(x2 - x1, 9.0)
        parts.append(
            tag("rect", x=number(x1), y=number(y - 5), width=number(width), height=10, rx=2, class_="bar" + doubt)
        )
    if named:
        right = x1 < WIDTH * 0.56
        x = max([x2, x1 + 9] + [scale(o[1]) for o in _others(incident)]) + 10 if right else min(
            [x1] + [scale(o[1]) for o in _others(incident)]
        ) - 12  # fmt: skip
        room = int(((WIDTH - x) if right else x) / 7.2)
        words = incident.title if len(incident.title) <= room else incident.title[: room - 1].rstrip() + "…"
        parts.append(
            tag("text", words, x=number(x), y=number(y + 4.5), text_anchor="start" if right else "end", class_="name")
        )
    return _linked(incident, joined(parts), clash)


def _linked(incident: Incident, inner: Markup, more: str = "") -> Markup:
    country = country_of(incident)
    said = f"{incident.title}: {date_words(incident)}" + (f", {country_name(country)}" if country else "")
    return tag(
        "a", tag("title", said), inner, href=f"#i-{incident.id}", data_inc=incident.id, class_="item" + more,
        aria_label=said,
    )  # fmt: skip


def timeline(view: View) -> Markup | None:
    """The timeline as SVG, or ``None`` for a case without incidents."""
    if not view.dossier.incidents:
        return None
    dated, undated = [], []
    for incident in sorted(view.dossier.incidents, key=lambda i: (day_range(i)[0] or "9999", i.id)):
        span = _spans(incident)
        if span:
            dated.append((*span, incident))
        else:
            undated.append(incident)
    marks: list[Markup] = []
    bottom = TOP
    if dated:
        low = int(min(item[0] for item in dated))
        high = int(max(max([item[1], *(o[1] for o in _others(item[2]))]) for item in dated)) + 1
        low, high = (low - 1, high + 1) if high - low < 3 else (low, high)

        def scale(year: float) -> float:
            return LEFT + (year - low) / (high - low) * (WIDTH - LEFT - RIGHT)

        named = len(dated) <= NAMED_ROWS
        row = ROW if named else 16.0
        placed = _lanes(dated, (high - low) / 60)
        lanes = max(lane for lane, *_ in placed) + 1
        bottom = TOP + lanes * row
        for year in _ticks(low, high):
            at = number(scale(year))
            marks.append(tag("line", x1=at, x2=at, y1=number(TOP - 8), y2=number(bottom), class_="grid"))
            if scale(year) < WIDTH - 30:
                marks.append(tag("text", str(year), x=number(scale(year) + 4), y=16, class_="tick"))
        for lane, first, last, incident in placed:
            y = TOP + lane * row + row / 2
            marks.append(_mark(view, incident, scale(first), scale(last), y, scale, named))
    if undated:
        marks.append(
            tag("line", x1=0, x2=number(WIDTH), y1=number(bottom + 10), y2=number(bottom + 10), class_="split")
        )
        marks.append(tag("text", "No date told", x=number(LEFT), y=number(bottom + 32), class_="tick"))
        bottom += 34
        columns = 3
        for place, incident in enumerate(undated):
            x = LEFT + 6 + (place % columns) * (WIDTH - LEFT) / columns
            y = bottom + (place // columns) * ROW + ROW / 2
            words = incident.title if len(incident.title) < 42 else incident.title[:41].rstrip() + "…"
            hollow = tag("circle", cx=number(x), cy=number(y), r=5.5, class_="hollow")
            name = tag("text", words, x=number(x + 13), y=number(y + 4.5), class_="name")
            clash = " clash" if view.conflicts.get(incident.id) else ""
            marks.append(_linked(incident, hollow + name, clash))
        bottom += ((len(undated) + columns - 1) // columns) * ROW
    return tag(
        "svg", *marks, viewBox=f"0 0 {number(WIDTH)} {number(bottom + 8)}", class_="timeline", role="group",
        aria_label="Timeline of incidents",
    )  # fmt: skip
