"""A pack of one's own: what it adds is read, without Python; and what is wrong with it is told."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from bellflower.estimation.crosscheck import identities
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import check_words, read_claims
from bellflower.packs import PackError, load
from bellflower.records import Amount, Claim, Goods, Party, Reading, Report, Term

HEAD = "name: harbour\ntitle: What harbour reports speak of\nversion: '1'\n"
# One drug, one slang word that counts only beside others, one unit, one role and one verb of seizure.
TABLES = {
    "pack.yaml": HEAD,
    "goods.csv": "name,group,kind,terms,code_words,context,count_unit,note\n"
    "zelphine,stimulants,specific,zelphine|zelphine salt,,,tablet,a drug that no pack knows\n"
    "zelphine,stimulants,specific,,moonmilk,zelphine|dealer|drugs,tablet,slang\n",
    "units.csv": "terms,unit,factor,dimension,note\nfirkin,kg,25.4,mass,of butter and soap\n",
    "roles.csv": "role,plural,side,note\nwharfinger,,suspect,keeps a wharf\n",
    "acts.csv": "kind,verbs,nouns,takes,strength,note\nseizure,distrain|befang:befung,,goods,strong,old words\n",
}


def write_pack(folder: Path, tables: dict[str, str] = TABLES) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in tables.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("packs") / "harbour")


@cache
def grammar(*extra: Path) -> Grammar:
    return Grammar.of(extra)


def read(text: str, *extra: Path) -> Reading:
    report = Report(id="r", stem="r", path="r.txt", text=text + "\n", content_sha256="0", text_sha256="0")
    return read_claims(report, grammar(*extra))


def of(reading: Reading, predicate: str) -> list[Claim]:
    return [claim for claim in reading.claims if claim.predicate == predicate]


def test_a_drug_is_read(pack: Path) -> None:
    text = "On 4 March 2011 police in Rotterdam seized 12 kg of zelphine salt."
    [claim] = of(read(text, pack), "quantity")
    assert isinstance(claim.value, Amount)
    assert (claim.value.value, claim.value.unit, claim.value.goods) == (12, "kg", "zelphine")
    assert claim.quote.exact in text
    assert not any(c.value.goods == "zelphine" for c in read(text).claims if isinstance(c.value, Amount))


def test_a_bare_number_of_it_counts_what_the_pack_says(pack: Path) -> None:
    [claim] = of(read("On 4 March 2011 police in Rotterdam seized 500 zelphine.", pack), "quantity")
    assert isinstance(claim.value, Amount)
    assert (claim.value.value, claim.value.unit) == (500, "tablet")


def test_a_slang_word_is_read_beside_its_context(pack: Path) -> None:
    beside = "On 4 March 2011 police in Rotterdam seized 3 kg of moonmilk from a dealer."
    goods = [claim.value for claim in of(read(beside, pack), "commodity")]
    assert [(g.name, g.resolved_from) for g in goods if isinstance(g, Goods)] == [("zelphine", "moonmilk")]


def test_a_slang_word_alone_is_only_a_word(pack: Path) -> None:
    alone = read("On 4 March 2011 inspectors in Rotterdam seized 3 kg of moonmilk from a grocer.", pack)
    assert [c for c in of(alone, "commodity") if isinstance(c.value, Goods) and c.value.name == "zelphine"] == []


def test_a_unit_is_read_and_converted(pack: Path) -> None:
    [claim] = of(read("On 4 March 2011 police in Rotterdam seized two firkins of heroin.", pack), "quantity")
    assert isinstance(claim.value, Amount)
    assert (claim.value.value, claim.value.unit, claim.value.goods) == (pytest.approx(50.8), "kg", "heroin")
    assert "two firkins" in claim.value_raw


@pytest.mark.parametrize(("said", "count"), [("a wharfinger was", 1), ("three wharfingers were", 3)])
def test_a_role_is_read(pack: Path, said: str, count: int) -> None:
    text = f"On 4 March 2011 {said} arrested in Rotterdam with 2 kg of heroin."
    parties = [claim.value for claim in of(read(text, pack), "suspect")]
    assert [(p.role, p.count) for p in parties if isinstance(p, Party)] == [("wharfinger", count)]


@pytest.mark.parametrize("verb", ["distrained", "befung"])
def test_a_verb_of_seizure_is_read(pack: Path, verb: str) -> None:
    text = f"On 4 March 2011 customs in Rotterdam {verb} 2 kg of heroin."
    reading = read(text, pack)
    assert [mention.kinds for mention in reading.mentions] == [("seizure",)]
    assert [c.value for c in of(reading, "kind")] == [Term(text="seizure")]
    assert of(read(text), "kind") == []


def test_a_good_of_the_pack_goes_through_the_command_line(pack: Path, tmp_path: Path) -> None:
    report = tmp_path / "note.txt"
    report.write_text("On 4 March 2011 police in Rotterdam seized two firkins of zelphine.\n", encoding="utf-8")
    command = [sys.executable, "-m", "bellflower", "extract", str(report), "--out", str(tmp_path / "out")]
    subprocess.run([*command, "--quiet", "--pack", str(pack)], check=True)
    [incident] = json.loads((tmp_path / "out" / "note.json").read_text(encoding="utf-8"))["incidents"]
    [item] = incident["items"]
    assert (item["commodity"], item["quantity"], item["unit"]) == ("zelphine", pytest.approx(50.8), "kg")


def test_a_word_that_two_packs_know_belongs_to_the_one_given_last(tmp_path: Path) -> None:
    header = "name,group,kind,terms,code_words,context,count_unit\n"
    first = write_pack(
        tmp_path / "a", {"pack.yaml": HEAD, "goods.csv": header + "quartz,stone,specific,opium,,,piece\n"}
    )
    last = write_pack(tmp_path / "b", {"pack.yaml": HEAD, "goods.csv": header + "chalk,stone,specific,opium,,,piece\n"})
    text = "On 4 March 2011 police in Rotterdam seized 12 kg of opium."
    for packs, name in (((), "opium"), ((first,), "quartz"), ((first, last), "chalk"), ((last, first), "quartz")):
        [claim] = of(read(text, *packs), "commodity")
        assert isinstance(claim.value, Goods)
        assert claim.value.name == name


def test_a_row_for_a_good_that_is_there_adds_to_it(tmp_path: Path) -> None:
    row = "heroin,opiates,specific,horsehair powder,,,piece,\n"
    tables = {"pack.yaml": HEAD, "goods.csv": TABLES["goods.csv"].split("\n")[0] + "\n" + row}
    mine = write_pack(tmp_path / "mine", tables)
    for words in ("horsehair powder", "diamorphine"):
        [claim] = of(read(f"On 4 March 2011 police in Rotterdam seized 12 kg of {words}.", mine), "commodity")
        assert isinstance(claim.value, Goods)
        assert claim.value.name == "heroin"


def test_a_word_for_figures_is_read(tmp_path: Path) -> None:
    mine = write_pack(tmp_path / "mine", {"pack.yaml": HEAD, "figures.yaml": "stock: [squirrelled]\n"})
    text = "Some 40 tons of opium lie squirrelled in the caves."
    assert of(read(text), "stock") == []
    assert [c.value.value for c in of(read(text, mine), "stock") if isinstance(c.value, Amount)] == [40000]


GOODS = TABLES["goods.csv"].split("\n")[0]
FAULTS = {
    "no pack.yaml": ({}, "no pack.yaml there"),
    "no title": ({"pack.yaml": "name: x\n"}, r"pack\.yaml: field 'title' is missing; write it as 'title: \.\.\.'"),
    "no mapping": ({"pack.yaml": "- x\n"}, r"pack\.yaml: field 'name' is missing"),
    "broken yaml": ({"pack.yaml": "name: x\ntitle: [y\nversion: z\n"}, r"pack\.yaml:\d: no YAML"),
    "wrong kind": (
        {"pack.yaml": HEAD, "goods.csv": f"{GOODS}\nx,y,specifik,x,,,piece,\n"},
        r"goods\.csv:2: column 'kind' is 'specifik'; write one of specific, generic, plant, side",
    ),
    "empty cell": (
        {"pack.yaml": HEAD, "goods.csv": f"{GOODS}\n\nx,,specific,x,,,piece,\n"},
        r"goods\.csv:3: column 'group' is empty; fill it in",
    ),
    "too few cells": (
        {"pack.yaml": HEAD, "goods.csv": f"{GOODS}\nx,y,specific\n"},
        r"goods\.csv:2: 3 cells, but the header has 8; mend the commas",
    ),
    "too many cells": (
        {"pack.yaml": HEAD, "roles.csv": "role,plural,side\npilot,,suspect,\n"},
        r"roles\.csv:2: 4 cells, but the header has 3; mend the commas",
    ),
    "no column": (
        {"pack.yaml": HEAD, "roles.csv": "role,side\npilot,suspect\n"},
        r"roles\.csv:1: no column 'plural'; the columns are role, plural, side, note",
    ),
    "unknown column": (
        {"pack.yaml": HEAD, "roles.csv": "role,plural,side,colour\npilot,,suspect,red\n"},
        r"roles\.csv:1: no such column as 'colour'",
    ),
    "unknown side": (
        {"pack.yaml": HEAD, "roles.csv": "role,plural,side\npilot,,bystander\n"},
        r"roles\.csv:2: column 'side' is 'bystander'; write one of suspect, either",
    ),
    "unknown act": (
        {"pack.yaml": HEAD, "acts.csv": "kind,verbs,nouns,takes,strength\ntheft,steal:stole,,goods,strong\n"},
        r"acts\.csv:2: column 'kind' is 'theft'; write one of seizure, arrest",
    ),
    "unknown mode": (
        {"pack.yaml": HEAD, "conveyances.csv": "terms,mode\nraft,river\n"},
        r"conveyances\.csv:2: column 'mode' is 'river'; write one of sea, road, rail, air",
    ),
    "country in words": (
        {"pack.yaml": HEAD, "forces.csv": "terms,country\nharbour watch,Malta\n"},
        r"forces\.csv:2: column 'country' is 'Malta'; write two capital letters",
    ),
    "force without a name": (
        {"pack.yaml": HEAD, "forces.csv": "terms,country\n,MT\n"},
        r"forces\.csv:2: column 'terms' is empty",
    ),
    "act without words": (
        {"pack.yaml": HEAD, "acts.csv": "kind,verbs,nouns,takes,strength\nseizure,,,goods,strong\n"},
        r"acts\.csv:2: columns 'verbs' and 'nouns' are both empty",
    ),
    "idiom without words": (
        {"pack.yaml": HEAD, "idioms.csv": "words,before,after\ntook,,\n"},
        r"idioms\.csv:2: columns 'before' and 'after' are both empty",
    ),
    "good without a name": (
        {"pack.yaml": HEAD, "goods.csv": f"{GOODS}\nx,y,specific,,,,piece,\n"},
        r"goods\.csv:2: columns 'terms' and 'code_words' are both empty",
    ),
    "code word that never counts": (
        {"pack.yaml": HEAD, "goods.csv": f"{GOODS}\nx,y,specific,x,snow,,piece,\n"},
        r"goods\.csv:2: column 'context' is empty, so the code words never count",
    ),
    "two gaps": (
        {"pack.yaml": HEAD, "goods.csv": f"{GOODS}\nx,y,specific,fake * of *,,,piece,\n"},
        r"goods\.csv:2: column 'terms' has 'fake \* of \*'; write one \* at most",
    ),
    "a term for two goods": (
        {"pack.yaml": HEAD, "goods.csv": f"{GOODS}\nx,y,specific,salt,,,piece,\nz,y,specific,Salt,,,piece,\n"},
        r"goods\.csv:3: column 'terms' gives 'salt' to 'z', but line 2 gives it to 'x'",
    ),
    "group that is not explained": (
        {"pack.yaml": HEAD + "groups: {stones: what is dug}\n", "goods.csv": f"{GOODS}\nx,stone,specific,x,,,piece,\n"},
        r"goods\.csv:2: column 'group' is 'stone', which pack\.yaml does not explain.* stones",
    ),
    "file that nobody reads": (
        {"pack.yaml": HEAD, "good.csv": GOODS},
        r"good\.csv: no file of a pack; the files are goods\.csv",
    ),
    "unknown field": (
        {"pack.yaml": HEAD + "colour: red\n"},
        r"pack\.yaml: no such field as 'colour'; the fields are name",
    ),
    "version as a number": (
        {"pack.yaml": "name: x\ntitle: y\nversion: 1\n"},
        r"pack\.yaml: field 'version' is 1; put it in quotes",
    ),
    "name of two words": (
        {"pack.yaml": "name: My pack\ntitle: y\nversion: '1'\n"},
        r"pack\.yaml: field 'name' is 'My pack'",
    ),
    "groups as a list": (
        {"pack.yaml": HEAD + "groups: [a, b]\n"},
        r"pack\.yaml: .*groups are written as 'group: what it is'",
    ),
    "unit without factor": (
        {"pack.yaml": HEAD, "units.csv": "terms,unit,factor,dimension\nfirkin,kg,,mass\n"},
        r"units\.csv:2: no factor",
    ),
    "unit with a word for a factor": (
        {"pack.yaml": HEAD, "units.csv": "terms,unit,factor,dimension,least\nfirkin,kg,25,mass,some\n"},
        r"units\.csv:2: least 'some' is no number; write from which number on",
    ),
    "unknown list of statements": (
        {"pack.yaml": HEAD, "statements.yaml": "castles: [keep]\n"},
        r"statements\.yaml: .*castles",
    ),
    "identity without a result": (
        {"pack.yaml": HEAD, "identities.yaml": "- {name: x, factors: [price], words: y}\n"},
        r"identities\.yaml: .*result",
    ),
    "figures no list": ({"pack.yaml": HEAD, "figures.yaml": "stock: depot\n"}, r"figures\.yaml: .*write 'stock:"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_names_file_line_field_and_mend(tmp_path: Path, name: str) -> None:
    tables, message = FAULTS[name]
    folder = write_pack(tmp_path / "mine", tables)
    with pytest.raises(PackError, match=message) as fault:
        made = Grammar.of([folder])
        check_words(made)
        identities(made.pack.folders)
    assert str(folder) in str(fault.value)


def test_a_table_in_another_encoding_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine", {"pack.yaml": HEAD})
    (folder / "roles.csv").write_bytes("role,plural,side\nattaché,,suspect\n".encode("latin-1"))
    with pytest.raises(PackError, match=r"roles\.csv: not UTF-8; save it as UTF-8"):
        load([folder])


def test_a_table_from_a_spreadsheet_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "mine", {"pack.yaml": HEAD, "roles.csv": "\ufeffrole,plural,side\r\npilot boy,,suspect\r\n"}
    )
    assert "pilot boy" in {role.role for role in load([folder]).roles}


@pytest.mark.parametrize(
    "name", ["wrong kind", "broken yaml", "unknown list of statements", "identity without a result"]
)
def test_a_fault_is_told_on_standard_error_before_anything_is_read(tmp_path: Path, name: str) -> None:
    folder = write_pack(tmp_path / "mine", FAULTS[name][0])
    report = tmp_path / "note.txt"
    report.write_text("On 4 March 2011 police in Rotterdam seized 2 kg of opium.\n", encoding="utf-8")
    command = [sys.executable, "-m", "bellflower", "dossier", str(report), "--case", str(tmp_path / "case")]
    done = subprocess.run([*command, "--pack", str(folder)], capture_output=True, text=True)
    assert done.returncode == 2
    assert str(folder) in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "case").exists()
