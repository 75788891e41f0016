"""Every pack that ships: what its goods need, what is read with them, and the page that shows them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.packs import EXAMPLE, HERE, Good, built_in_packs, head_of, origins, read_table
from bellflower.packs.pages import main, page
from bellflower.records import Report
from bellflower.sharing.exchange import project

PAGES = HERE.parent.parent / "docs" / "packs"
PACKS = built_in_packs()
OF_GOODS = [pack for pack in PACKS if (pack / "goods.csv").is_file()]


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar.of()


def examples(pack: Path) -> list[dict[str, str]]:
    return list(read_table(pack / "examples.csv", EXAMPLE[:-1], EXAMPLE[-1:]))


def goods(grammar: Grammar) -> Iterator[tuple[Good, str]]:
    """Every row of goods with the pack that it stands in."""
    for entry, at in origins(grammar.pack).items():
        if isinstance(entry, Good):
            yield entry, at.split("/")[0]


def test_there_are_packs_for_the_trades() -> None:
    trades = {"narcotics", "wildlife", "tobacco_alcohol", "counterfeit_currency", "medicine", "valuables", "vehicles"}
    assert trades | {"weapons", "cultural_goods", "timber", "resources"} <= {pack.name for pack in PACKS}


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_a_pack_is_named_like_its_folder_and_says_what_it_is(pack: Path) -> None:
    head = head_of(pack)
    assert head.name == pack.name
    assert head.scope


@pytest.mark.parametrize("pack", OF_GOODS, ids=lambda pack: pack.name)
def test_every_group_of_goods_is_explained_and_every_group_explained_has_goods(pack: Path, grammar: Grammar) -> None:
    used = {good.group for good, name in goods(grammar) if name == pack.name}
    assert set(head_of(pack).groups) == used


def test_a_term_and_a_name_belong_to_one_good_of_one_pack(grammar: Grammar) -> None:
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    homes: dict[str, set[str]] = defaultdict(set)
    for good, pack in goods(grammar):
        homes[good.name].add(pack)
        for term in good.terms:
            owners[term].add((good.name, pack))
    assert {term: names for term, names in owners.items() if len(names) > 1} == {}
    assert {name: packs for name, packs in homes.items() if len(packs) > 1} == {}
    assert len(homes) >= 150


def test_a_good_is_counted_in_a_unit_that_there_is(grammar: Grammar) -> None:
    rows = read_table(HERE / "units.csv", ("terms", "unit", "factor", "dimension"), ("note", "least"))
    known = {row["unit"] for row in rows if row["dimension"] in ("count", "mass", "volume")} | {"currency"}
    assert {good.name: good.count_unit for good, _ in goods(grammar) if good.count_unit not in known} == {}


@pytest.mark.parametrize("pack", OF_GOODS, ids=lambda pack: pack.name)
def test_every_good_has_a_sentence_and_every_sentence_is_its_own(pack: Path, grammar: Grammar) -> None:
    named = {good.name for good, name in goods(grammar) if name == pack.name}
    rows = examples(pack)
    assert {row["commodity"] for row in rows} == named
    assert [sentence for sentence, times in Counter(row["sentence"] for row in rows).items() if times > 1] == []


def read(sentence: str, grammar: Grammar) -> list[list[tuple[Any, ...]]]:
    """The items of each incident that is read out of a sentence."""
    report = Report(id="r", stem="r", path="r", text=sentence + "\n", content_sha256="0", text_sha256="0")
    incidents = project(read_claims(report, grammar))["incidents"]
    return [[(i["commodity"], i["quantity"], i["unit"]) for i in incident["items"]] for incident in incidents]


@pytest.mark.parametrize("pack", OF_GOODS, ids=lambda pack: pack.name)
def test_every_sentence_is_read(pack: Path, grammar: Grammar) -> None:
    wrong = {}
    for row in examples(pack):
        wanted = row["commodity"], float(row["quantity"]) if row["quantity"] else None, row["unit"] or None
        found = read(row["sentence"], grammar)
        if len(found) != 1 or wanted not in [(name, q and pytest.approx(q), unit) for name, q, unit in found[0]]:
            wrong[row["sentence"]] = found
    assert wrong == {}


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_its_page_is_current(pack: Path) -> None:
    written = (PAGES / f"{pack.name}.md").read_text(encoding="utf8")
    assert written == page(pack), "the page is older than the pack: run make docs"


def test_there_is_no_page_without_a_pack_and_each_is_linked() -> None:
    names = {pack.name for pack in PACKS}
    assert {path.stem for path in PAGES.iterdir()} == names
    index = (PAGES.parent / "packs.md").read_text(encoding="utf8")
    assert {name for name in names if f"](packs/{name}.md)" in index} == names


def test_a_page_shows_what_the_tables_hold(grammar: Grammar) -> None:
    for good, pack in goods(grammar):
        shown = page(HERE / pack).replace("\\*", "*")
        assert f"**{good.name}**" in shown
        assert [term for term in good.terms if term not in shown.lower()] == []


def test_pages_of_packs_that_are_no_more_are_taken_away(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("old", encoding="utf8")
    assert main([str(tmp_path)]) == 0
    assert {path.stem for path in tmp_path.iterdir()} == {pack.name for pack in PACKS}
