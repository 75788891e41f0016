"""The data goes one way: a folder imports only what stands before it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "bellflower"
# Each room of the package, in the order in which the data passes through; a new room takes its place here.
ORDER = (
    "components",
    "files",
    "cache",
    "patterns",
    "records",
    "text",
    "packs",
    "reading",
    "extraction",
    "model",
    "decisions",
    "reconciliation",
    "estimation",
    "engine",
    "case",
    "store",
    "build",
    "sharing",
    "importing",
    "naming",
    "upkeep",
    "deciding",
    "commands",
    "cli",
    "__main__",
)
# Rooms that may import less than all that stands before them.
NARROWER = {
    "components": set(),
    "files": set(),
    "cache": {"files"},
    "patterns": set(),
    "records": set(),
    "text": {"patterns", "records"},
    "packs": {"records", "text"},
    "case": {"records", "text", "reading"},
    "decisions": {"components", "records"},
}
ANYWHERE = {"__init__"}  # the package's own face: its version


def room_of(path: Path) -> str:
    """The room that a file belongs to: the folder, or the module, directly below the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(source: str, module: tuple[str, ...], is_package: bool) -> set[str]:
    """The rooms of bellflower that a file imports, wherever in the file; ``module`` is its dotted name in parts."""
    rooms = set()
    for node in ast.walk(ast.parse(source)):
        names: list[tuple[str, ...]] = []
        if isinstance(node, ast.Import):
            names = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            here = module if is_package else module[:-1]
            base = here[: len(here) - node.level + 1] if node.level else ()
            stem = (*base, *(node.module.split(".") if node.module else ()))
            names = [(*stem, alias.name) for alias in node.names]
        rooms |= {name[1] for name in names if name[0] == "bellflower" and len(name) > 1}
    return rooms


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_stands_before_it(path: Path) -> None:
    room = room_of(path)
    if room in ANYWHERE:
        allowed: set[str] = set()
    else:
        assert room in ORDER, f"{room} has no place in the order: say in {Path(__file__).name} where it stands"
        allowed = NARROWER.get(room, set(ORDER[: ORDER.index(room)])) | {room}
    module = ("bellflower", *path.relative_to(PACKAGE).with_suffix("").parts)
    is_package = module[-1] == "__init__"
    imports = imported_rooms(path.read_text(encoding="utf-8"), module[:-1] if is_package else module, is_package)
    names = {name for name in imports if name in ORDER}  # `from bellflower import __version__` names no room
    assert names <= allowed, f"{path.name} stands in {room} and imports {sorted(names - allowed)}"


@pytest.mark.parametrize(
    ("source", "rooms"),
    [
        ("import bellflower.reading.html", {"reading"}),
        ("from bellflower import records", {"records"}),
        ("from bellflower.text import normalise", {"text"}),
        ("from . import tables", {"sharing"}),
        ("from .tables import rows", {"sharing"}),
        ("from ..reading import read", {"reading"}),
        ("from .. import cli", {"cli"}),
        ("def f():\n    from bellflower.cli import main", {"cli"}),
        ("import msgspec", set()),
    ],
)
def test_imports_are_seen_in_every_form(source: str, rooms: set[str]) -> None:
    assert imported_rooms(source, ("bellflower", "sharing", "geojson"), is_package=False) == rooms
