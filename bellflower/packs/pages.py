"""A page for each pack that ships, written from its tables: ``python -m bellflower.packs.pages docs/packs``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bellflower.packs import EXAMPLE, built_in_packs, head_of, read_table, read_yaml

_GOODS = ("name", "group", "kind", "terms", "code_words", "context", "count_unit")
_WORDS = ("terms",)
_KINDS = {
    "generic": "a general word",
    "plant": "a plant",
    "side": "found beside other goods",
}
_TITLES = {
    "acts.csv": "Acts",
    "forces.csv": "Forces",
    "conveyances.csv": "Conveyances",
    "idioms.csv": "Words of acts that are none",
    "partitives.csv": "Words that hold a good",
    "compounds.csv": "Words that make of a good no good",
    "korean.csv": "Korean words",
    "statements.yaml": "Words of statements",
    "figures.yaml": "Words of figures",
}


def page(folder: Path) -> str:
    """The page of one pack, as Markdown: its own head (``about.md``), then all that its tables hold."""
    head = head_of(folder)
    about = folder / "about.md"
    lines = [f"# {head.title}", ""]
    lines += [f"The pack `{head.name}`. {' '.join(head.scope.split())}".rstrip(), ""]
    if about.is_file():
        lines += [about.read_text(encoding="utf8").strip(), ""]
    for name, part in _parts(folder, head.groups):
        lines += [f"## {name}", "", *part, ""]
    source = f"`bellflower/packs/{folder.name}/`"
    lines += [f"Written by `make docs` from {source}; [what each column means](../packs.md)."]
    return "\n".join(lines) + "\n"


def _parts(folder: Path, groups: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    if (folder / "goods.csv").is_file():
        yield "Goods", list(_goods(folder / "goods.csv", groups))
    if (folder / "roles.csv").is_file():
        yield "Roles", list(_roles(folder / "roles.csv"))
    for name, title in _TITLES.items():
        path = folder / name
        if not path.is_file():
            continue
        if name.endswith(".yaml"):
            yield title, _lists(read_yaml(path))
        elif name in ("partitives.csv", "compounds.csv"):
            yield (
                title,
                [", ".join(_split("|".join(row["terms"] for row in read_table(path, _WORDS, ("note",))))) + "."],
            )
        else:
            yield title, _whole(path)
    if (folder / "identities.yaml").is_file():
        sums = read_yaml(folder / "identities.yaml")
        yield "Sums that must come out", [f"- {_plain(one['name'])}" for one in sums]
    if (folder / "examples.csv").is_file():
        rows = read_table(folder / "examples.csv", EXAMPLE[:-1], EXAMPLE[-1:])
        read = [(r["sentence"], f"{r['quantity']} {r['unit']} {r['commodity']}".strip()) for r in rows]
        yield "Sentences that are read", _table(("sentence", "read as"), read)


def _goods(path: Path, groups: dict[str, str]) -> Iterator[str]:
    """A table for each group, in the order in which the groups first come; rows of one good are put together."""
    kin: dict[str, dict[str, dict[str, str]]] = {}
    for row in read_table(path, _GOODS, ("note",)):
        good = kin.setdefault(row["group"], {}).setdefault(row["name"], dict.fromkeys((*_GOODS, "note"), ""))
        for key, cell in row.items():
            joined = key in ("terms", "code_words", "context") and cell and good.get(key)
            good[key] = f"{good[key]}|{cell}" if joined else cell or good.get(key, "")
    for number, (group, goods) in enumerate(kin.items()):
        what = f": {groups[group]}" if group in groups else ""
        yield from ([""] if number else [])
        yield f"### {group[:1].upper()}{group[1:]}{what}"
        yield ""
        yield from _table(("good", "known as", "slang, beside other words", "counted in"), map(_good, goods.values()))


def _good(good: dict[str, str]) -> tuple[str, ...]:
    kind = _KINDS.get(good["kind"])
    slang = ", ".join(_split(good["code_words"]))
    beside = f" (beside {', '.join(_split(good['context']))})" if slang else ""
    name = f"**{good['name']}**" + (f", {kind}" if kind else "") + (f". {good['note']}" if good.get("note") else "")
    return name, ", ".join(_split(good["terms"])), slang + beside, good["count_unit"]


def _roles(path: Path) -> Iterator[str]:
    rows = list(read_table(path, ("role", "plural", "side"), ("note",)))
    for side, what in (("suspect", "Of suspects"), ("either", "Of suspects or of those who act")):
        words = [row["role"] for row in rows if row["side"] == side]
        if words:
            yield f"{what} ({len(words)}): {', '.join(words)}."
            yield ""


def _whole(path: Path) -> list[str]:
    """All columns of a table that hold anything."""
    header = path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    rows = list(read_table(path, header))
    columns = [column for column in header if any(row[column] for row in rows)]
    return _table(columns, [[", ".join(_split(row[column])) for column in columns] for row in rows])


def _lists(content: Any) -> list[str]:
    return _table(
        ("list", "words"),
        [
            (str(key), ", ".join(map(str, words)) if isinstance(words, list) else str(words))
            for key, words in (content or {}).items()
        ],
    )


def _split(cell: str) -> list[str]:
    return [term.strip() for term in cell.split("|") if term.strip()]


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [
        "| " + " | ".join(columns) + " |",
        "|" + "---|" * len(columns),
        *("| " + " | ".join(map(_plain, row)) + " |" for row in rows),
    ]


def _plain(cell: str) -> str:
    """A cell that Markdown shows as it stands; what is bold stays so."""
    cell = cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return cell.replace(" * ", " \\* ")


def main(arguments: Sequence[str]) -> int:
    """Writes the pages into a folder, and takes away those of packs that are no more."""
    [folder] = map(Path, arguments)
    folder.mkdir(parents=True, exist_ok=True)
    pages = {pack.name: page(pack) for pack in built_in_packs()}
    for path in folder.glob("*.md"):
        if path.stem not in pages:
            path.unlink()
    for name, content in pages.items():
        (folder / f"{name}.md").write_text(content, encoding="utf8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
