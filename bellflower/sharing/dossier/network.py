"""Who, with what, where, stopped by whom: a network in columns, its order found by barycentres.

Columns keep every name legible, which a free layout does not; the method is the layer-by-layer sweep of
Sugiyama, Tagawa and Toda (1981). The same case gives the same picture.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from bellflower.records import Incident, Party, Term
from bellflower.sharing.dossier.incidents import goods_of
from bellflower.sharing.dossier.markup import number, tag
from bellflower.sharing.dossier.view import View, count, country_name, country_of, place_of, slots_named

COLUMNS = ("Actors", "Carried by", "Goods", "Places", "Forces")
WIDTH, ROW, TOP = 1000.0, 34.0, 44.0
MOST = 40  # names a column shows; the list below the picture has them all
Key = tuple[int, str]


@dataclass
class Node:
    """A name in a column and the incidents it stands in."""

    column: int
    name: str
    incidents: list[str] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0


def _names(incident: Incident) -> list[list[str]]:
    actors = [_actor(v.value) for v in slots_named(incident, "suspect") if isinstance(v.value, Party)]
    forces = []
    for found in slots_named(incident, "authority"):
        if isinstance(found.value, Party):
            where = country_name(found.value.country) if found.value.country else ""
            forces.append(found.value.name or found.value.role or where or "a force not named")
    vessels = [v.value.text for v in slots_named(incident, "conveyance") if isinstance(v.value, Term)]
    place, country = place_of(incident), country_of(incident)
    where = country_name(country) if country else str(getattr(place.value, "name", "")) if place else ""
    return [actors, vessels, goods_of(incident), [where] if where else [], forces]


def _actor(party: Party) -> str:
    if party.name:
        return party.name
    role = party.role or "person"
    return f"{role} ({country_name(party.nationality)})" if party.nationality else role


def graph(view: View) -> tuple[dict[Key, Node], dict[tuple[Key, Key], list[str]]]:
    """The nodes by (column, name) and the edges with the incidents that make them."""
    nodes: dict[Key, Node] = {}
    edges: dict[tuple[Key, Key], list[str]] = defaultdict(list)
    for incident in view.dossier.incidents:
        layers = []
        for column, names in enumerate(_names(incident)):
            keys = [(column, name) for name in dict.fromkeys(names)]
            for key in keys:
                nodes.setdefault(key, Node(*key)).incidents.append(incident.id)
            if keys:
                layers.append(keys)
        for left, right in pairwise(layers):
            for a in left:
                for b in right:
                    edges[a, b].append(incident.id)
    return nodes, edges


def _arranged(nodes: dict[Key, Node], edges: dict[tuple[Key, Key], list[str]]) -> dict[int, list[Key]]:
    columns: dict[int, list[Key]] = defaultdict(list)
    for key, node in sorted(nodes.items(), key=lambda item: (-len(item[1].incidents), item[0])):
        if len(columns[node.column]) < MOST:
            columns[node.column].append(key)
    near: dict[Key, list[tuple[Key, int]]] = defaultdict(list)
    for (a, b), told in edges.items():
        near[a].append((b, len(told)))
        near[b].append((a, len(told)))
    place = {key: i / max(len(keys), 1) for keys in columns.values() for i, key in enumerate(keys)}
    order = sorted(columns)
    for sweep in range(8):
        for column in order if sweep % 2 == 0 else order[::-1]:
            keys = columns[column]

            def pull(key: Key) -> float:
                pairs = [(place[o], weight) for o, weight in near[key] if o in place]
                return sum(p * w for p, w in pairs) / sum(w for _, w in pairs) if pairs else place[key]

            keys.sort(key=lambda key: (round(pull(key), 9), key))
            place.update({key: (i + 0.5) / len(keys) for i, key in enumerate(keys)})
    return {column: columns[column] for column in order}


def network(view: View) -> dict[str, Any] | None:
    """The network as SVG and as a list, or ``None`` where there is nothing to join."""
    nodes, edges = graph(view)
    if not nodes:
        return None
    columns = _arranged(nodes, edges)
    rows = max(len(keys) for keys in columns.values())
    height = TOP + rows * ROW + 6
    step = WIDTH / len(columns)
    numbered = {key: place for place, key in enumerate(sorted(nodes))}
    parts: list[Markup] = []
    for place, (column, keys) in enumerate(columns.items()):
        x = place * step + 10
        parts.append(tag("text", COLUMNS[column], x=number(x - 6), y=16, class_="tick"))
        gap = (height - TOP) / len(keys)
        for i, key in enumerate(keys):
            nodes[key].x, nodes[key].y = x, TOP + (i + 0.5) * gap
    shown = {key for keys in columns.values() for key in keys}
    room = int((step - 34) / 6.9)
    lines = []
    for (a, b), told in sorted(edges.items()):
        if a in shown and b in shown:
            lines.append(_edge(nodes[a], nodes[b], numbered[a], numbered[b], len(told), min(len(nodes[a].name), room)))
    parts += lines
    for key in sorted(shown):
        parts.append(_node(nodes[key], numbered[key], room))
    svg = tag(
        "svg", *parts, viewBox=f"0 0 {number(WIDTH)} {number(height)}", class_="network", role="group",
        aria_label="Network of actors, goods, places and forces",
    )  # fmt: skip
    listing = [
        {
            "column": COLUMNS[column],
            "nodes": [
                {
                    "n": numbered[key],
                    "name": nodes[key].name,
                    "incidents": [view.incidents[i] for i in nodes[key].incidents],
                }
                for key in sorted(key for key in nodes if key[0] == column)
            ],
        }
        for column in sorted({key[0] for key in nodes})
    ]
    return {"svg": svg, "list": listing, "left_off": len(nodes) - len(shown)}


def _edge(a: Node, b: Node, left: int, right: int, weight: int, letters: int) -> Markup:
    start = a.x + 15 + letters * 6.9  # behind the name, which stands at the node's right
    bend = max((b.x - start) * 0.5, 16)
    path = f"M{number(start)} {number(a.y)}C{number(start + bend)} {number(a.y)} {number(b.x - bend)} {number(b.y)} "
    path += f"{number(b.x - 8)} {number(b.y)}"
    return tag("path", d=path, class_="edge", data_a=left, data_b=right, stroke_width=number(1.1 + weight**0.5 * 0.9))


def _node(node: Node, n: int, room: int) -> Markup:
    words = node.name if len(node.name) <= room else node.name[: room - 1].rstrip() + "…"
    size = 4 + min(len(node.incidents), 9) ** 0.5 * 1.5
    shape = (
        tag("rect", x=number(node.x - size), y=number(node.y - size), width=number(size * 2), height=number(size * 2))
        if node.column in (1, 2)
        else tag("circle", cx=number(node.x), cy=number(node.y), r=number(size))
    )
    said = f"{node.name}: {count(len(node.incidents), 'incident')}"
    text = tag("text", words, x=number(node.x + 11), y=number(node.y + 4.5), class_="name")
    return tag(
        "a", tag("title", said), shape, text, href=f"#n-{n}", class_=f"node col{node.column}", aria_label=said,
        data_n=n, data_inc=" ".join(node.incidents), data_name=node.name,
    )  # fmt: skip
