"""The documents say what the code does: every command, option, exit code, column, target and room, and no others."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import click
import msgspec
import pytest

from bellflower import packs
from bellflower.cli import EXIT_CODES, main
from bellflower.estimation.crosscheck import Identity
from bellflower.extraction.korean import words as korean
from bellflower.extraction.quantities import units
from bellflower.reconciliation import amounts
from tests.test_layers import ORDER

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/packs.md",
    "docs/commands.md",
    "docs/decisions.md",
    "docs/model.md",
    "docs/scale.md",
]
COMMANDS = sorted(main.commands.items())


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    """What stands under a heading, up to the next of the same depth."""
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^{'#' * heading.count('#')} |\Z)", text(name), re.M | re.S)
    assert found, f"{name} has no heading {heading!r}"
    return found.group(1)


def first_cells(table: str) -> list[str]:
    """The names in code type in the first column of the table."""
    return re.findall(r"^\| `([\w.-]+)` \|", table, re.M)


# Commands


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    documented = section("docs/commands.md", f"## bellflower {name}")
    options = {option for p in command.params if isinstance(p, click.Option) for option in p.opts}
    assert {f"`{option}`" for option in options} <= set(re.findall(r"`-[\w-]+`", documented))
    assert set(re.findall(r"`(-[\w-]+)`", documented)) <= options | {"-h", "--help"}, "an option that there is not"
    arguments = [p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)]
    assert f"bellflower {name} {' '.join(arguments)}" in documented


def test_no_command_is_documented_that_there_is_not() -> None:
    headings = re.findall(r"^## bellflower (\S+)$", text("docs/commands.md"), re.M)
    assert sorted(headings) == [name for name, _ in COMMANDS]
    for document in DOCUMENTS:
        called = set(re.findall(r"^(?: {4}|.*`)(?:\S*/)?bellflower ([a-z]+)\b", text(document), re.M))
        assert called <= {name for name, _ in COMMANDS}, document


@pytest.mark.parametrize("document", ["README.md", "docs/commands.md"])
def test_exit_codes_are_documented(document: str) -> None:
    codes = dict(re.findall(r"^  (\d+)  (.+)$", EXIT_CODES, re.M))
    assert dict(re.findall(r"^\| (\d+) \| (.+?) \|$", text(document), re.M)) == codes
    assert codes.keys() == {"0", "1", "2", "3", "4", "130"}


# Packs

RECORDS = {
    "goods.csv": packs.Good,
    "acts.csv": packs.Act,
    "roles.csv": packs.Role,
    "forces.csv": packs.Force,
    "conveyances.csv": packs.Conveyance,
    "idioms.csv": packs.Idiom,
}
TABLES = {name: (*record.__struct_fields__, "note") for name, record in RECORDS.items()} | {
    "units.csv": units.COLUMNS,
    "contents.csv": amounts.CONTENTS,
    "partitives.csv": ("terms", "note"),
    "korean.csv": korean.COLUMNS,
    "compounds.csv": ("terms", "note"),
    "identities.yaml": Identity.__struct_fields__,
    "pack.yaml": packs.Head.__struct_fields__,
    "examples.csv": packs.EXAMPLE,
}


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_documented_and_no_other(table: str) -> None:
    assert first_cells(section("docs/packs.md", f"## {table}")) == list(TABLES[table])


def test_every_file_that_packs_hold_is_documented() -> None:
    folders = [path.parent for path in packs.HERE.glob("*/pack.yaml")]
    held = {path.name for folder in folders for path in folder.iterdir()} | {"units.csv", "contents.csv"}
    documented = set(
        re.findall(r"\b\w+\.(?:csv|yaml|md)\b", "\n".join(re.findall(r"^## .+$", text("docs/packs.md"), re.M)))
    )
    assert held == documented, "docs/packs.md has a section for every file of a pack"
    assert documented - {"pack.yaml", "about.md"} <= set(re.findall(r"``(\w+\.\w+)``", packs.__doc__ or ""))


@pytest.mark.parametrize(
    ("record", "field", "table"),
    [
        (packs.Good, "kind", "goods.csv"),
        (packs.Act, "kind", "acts.csv"),
        (packs.Act, "takes", "acts.csv"),
        (packs.Act, "strength", "acts.csv"),
        (packs.Role, "side", "roles.csv"),
    ],
)
def test_every_choice_of_a_column_is_documented(record: type[msgspec.Struct], field: str, table: str) -> None:
    choices = next(f.type.__args__ for f in msgspec.structs.fields(record) if f.name == field)
    [row] = re.findall(rf"^\| `{field}` \|.*$", section("docs/packs.md", f"## {table}"), re.M)
    assert set(re.findall(r"`(\w+)`", row)) == {field, *choices}


def test_every_dimension_of_units_is_documented() -> None:
    [row] = re.findall(r"^\| `dimension` \|.*$", text("docs/packs.md"), re.M)
    assert set(re.findall(r"`(\w+)`", row)) == {"dimension", *units.DIMENSIONS}


# The repository


def test_every_room_is_in_the_architecture() -> None:
    rooms = first_cells(section("ARCHITECTURE.md", "## The rooms"))
    assert rooms == [room for room in ORDER if room != "__main__"]


@pytest.mark.parametrize(
    ("room", "heading"),
    [
        ("packs", "## Packs"),
        ("extraction", "## Extraction, step by step"),
        ("model", "## The second reader"),
        ("decisions", "### How decisions find their place"),
    ],
)
def test_every_module_is_in_the_architecture(room: str, heading: str) -> None:
    modules = {path.stem for path in (ROOT / "bellflower" / room).rglob("[a-z]*.py")}
    named = set(re.findall(r"`(\w+)`", section("ARCHITECTURE.md", heading)))
    assert modules - named == set(), f"ARCHITECTURE.md says what every module of {room} is for"


def test_every_record_is_in_the_architecture() -> None:
    tree = ast.parse(text("bellflower/records.py"))
    records = {node.name for node in tree.body if isinstance(node, ast.ClassDef)} - {"Record"}
    assert records <= set(re.findall(r"`(\w+)`", section("ARCHITECTURE.md", "## The records")))


def test_every_target_is_documented() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", text("Makefile"), re.M)) - {"help"}
    assert set(re.findall(r"`make (\w+)", section("CONTRIBUTING.md", "## Commands"))) == targets


def test_the_two_commands_stand_at_the_top_of_the_readme() -> None:
    assert all(f"    make {target}" in text("README.md")[:2500] for target in ("demo", "test"))


def test_the_worked_example_is_the_one_that_is_tested() -> None:
    """Every row of the pack in CONTRIBUTING.md stands in tests/test_packs.py, which reads sentences with it."""
    shown = re.findall(r"^ {4}((?:zelphine|firkin|wharfinger|seizure),.+)$", text("CONTRIBUTING.md"), re.M)
    assert len(shown) == 5
    tested = "".join(
        node.value
        for node in ast.walk(ast.parse(text("tests/test_packs.py")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    assert [row for row in shown if f"\n{row}\n" not in tested] == []


def test_every_benchmark_is_documented() -> None:
    names = {path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py")}
    assert set(re.findall(r"`python -m benchmarks\.(\w+)", text("CONTRIBUTING.md"))) == names


@pytest.mark.parametrize("document", [*DOCUMENTS, "docs/tables.md", "examples/README.md"])
def test_every_link_and_file_named_is_there(document: str) -> None:
    here = (ROOT / document).parent
    links = [link for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text(document)) if "://" not in link]
    files = re.findall(r"`((?:bellflower|tests|docs|benchmarks|examples)/[\w./-]+)`", text(document))
    assert [link for link in links if not (here / link).exists()] == []
    assert [name for name in files if not (ROOT / name).exists()] == []


def test_the_changelog_knows_this_version() -> None:
    from bellflower import __version__

    assert re.search(rf"^## \[{re.escape(__version__)}\]", text("CHANGELOG.md"), re.M)
