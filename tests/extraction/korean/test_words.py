"""The Korean words of the packs: each leads to an entry, a pack of one's own adds to them, a fault is named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bellflower import packs
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.korean.words import COLUMNS, KINDS
from bellflower.extraction.places.gazetteer import gazetteer, rows
from bellflower.packs import PackError
from tests.extraction.korean.reports import incidents, told

HEAD = 'name: own\ntitle: A pack of one\'s own\nversion: "1"\n'
GOODS = "name,group,kind,terms,code_words,context,count_unit,note\n"


def pack(folder: Path, korean: str, goods: str = "") -> Grammar:
    folder.mkdir()
    (folder / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "korean.csv").write_text(",".join(COLUMNS) + "\n" + korean, encoding="utf-8")
    if goods:
        (folder / "goods.csv").write_text(GOODS + goods, encoding="utf-8")
    return Grammar.of([folder])


def test_a_pack_of_ones_own_is_read_in_korean(tmp_path: Path) -> None:
    grammar = pack(
        tmp_path / "own",
        "good,zelphine,젤핀,,,\nunit,bottle,단지,,,\nact,seize,거둬가다,,,\nrole,wharfinger,부두지기,,,\n",
        "zelphine,zelphines,specific,zelphine,,,piece,\n",
    )
    (found,) = incidents(grammar, "단둥 세관이 젤핀 4단지를 지닌 북한 부두지기 2명을 체포했다.")
    assert told(found)["items"] == [("zelphine", 4, "bottle")]
    assert told(found)["suspects"] == [("KP", "wharfinger", 2)]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("good,no such good,젤핀,,,\n", "'no such good' stands in no goods.csv"),
        ("unit,no such unit,단지,,,\n", "'no such unit' stands in no units.csv"),
        ("act,no such verb,거둬가다,,,\n", "'no such verb' stands in no acts.csv"),
        ("verb,seize,거둬가다,,,\n", "field 'kind' is 'verb'; write one of good, "),
    ],
)
def test_a_fault_is_named_with_its_line_and_mend(tmp_path: Path, row: str, words: str) -> None:
    grammar = pack(tmp_path / "own", row)
    with pytest.raises(PackError) as raised:
        _ = grammar.korean_words
    assert f"{tmp_path / 'own' / 'korean.csv'}:2: " in str(raised.value)
    assert words in str(raised.value)


def test_the_table_that_ships_is_tidy() -> None:
    with (packs.HERE / "korean" / "korean.csv").open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    terms = [(row["kind"], term) for row in table for term in row["terms"].split("|")]
    assert {row["kind"] for row in table} == set(KINDS)
    assert all(term == term.strip() and term for _, term in terms)
    assert len(terms) == len(set(terms)), "a term stands twice"
    assert all(row["context"] for row in table if row["kind"] == "code")
    assert all(term.endswith("다") for kind, term in terms if kind == "act")


def test_every_korean_place_leads_to_a_place() -> None:
    known = gazetteer()
    table = list(rows("korean.csv"))
    assert [row["terms"] for row in table for i in row["ids"].split("|") if known.place(i) is None] == []
    terms = [term for row in table for term in row["terms"].split("|")]
    assert sorted(terms) == sorted(set(terms)), "a name stands twice"
