"""The loads of one incident, each told once."""

from __future__ import annotations

import pytest

from bellflower.extraction.incidents.items import find_items
from bellflower.extraction.incidents.loads import merge_items
from tests.extraction.conftest import Annotate

Told = list[tuple[str, float | None, str | None]]


def told(annotate: Annotate, text: str) -> Told:
    note = annotate(text)
    items = [item for start, end in note.sentences for item in find_items(note, start, end)]
    return [
        (i.name, i.quantity.value if i.quantity else None, i.unit if i.quantity else None) for i in merge_items(items)
    ]


@pytest.mark.parametrize(
    ("text", "loads"),
    [
        ("They seized about 7 kilos of heroin. The heroin weighed 7.05 kg.", [("heroin", 7.05, "kg")]),
        ("They seized drugs. It was 7 kg of heroin.", [("heroin", 7, "kg")]),
        ("They seized 36 kg of ketamine. It was in 24 packets of drugs.", [("ketamine", 36, "kg")]),
        ("They seized 36 kg of ketamine and 2 kg of drugs.", [("ketamine", 36, "kg"), ("unspecified drugs", 2, "kg")]),
        ("They seized 31 kg of stimulants. There were 32 bags of methamphetamine.", [("methamphetamine", 31, "kg")]),
        ("They found nearly three tonnes of heroin. There were 2,310 kg of heroin. Also there: 612 kg of heroin.",
         [("heroin", 2310, "kg"), ("heroin", 612, "kg")]),
        ("They seized $2 million in cash. They counted $1,964,000 in cash.", [("cash", 1_964_000, "USD")]),
        ("They found 193 sacks of ivory. The ivory weighed 600 kg.", [("ivory", 600, "kg")]),
    ],
)  # fmt: skip
def test_the_best_figure_of_each_good(annotate: Annotate, text: str, loads: Told) -> None:
    assert told(annotate, text) == loads


@pytest.mark.parametrize(
    ("text", "loads"),
    [
        ("They seized counterfeit notes. It was $4,000 in cash.", [("counterfeit currency", 4000, "USD")]),
        ("They seized $4,000 in counterfeit notes and cash.", [("counterfeit currency", 4000, "USD")]),
        ("They seized $4,000 in counterfeit notes and 900 yuan in cash.",
         [("counterfeit currency", 4000, "USD"), ("cash", 900, "CNY")]),
        ("They seized 3 kg of heroin and cash.", [("heroin", 3, "kg")]),
        ("They seized cash and gold.", [("cash", None, None), ("gold", None, None)]),
    ],
)  # fmt: skip
def test_money_with_and_without_a_figure(annotate: Annotate, text: str, loads: Told) -> None:
    assert told(annotate, text) == loads


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("They seized 3 kg of heroin and a pistol.", ["heroin", "weapons"]),
        ("They seized 3 kg of heroin beside onions.", ["heroin"]),
        ("They seized onions.", ["foodstuffs"]),
    ],
)
def test_what_lies_beside_a_load(annotate: Annotate, text: str, goods: list[str]) -> None:
    assert [good for good, _, _ in told(annotate, text)] == goods


@pytest.mark.parametrize(
    ("text", "loads"),
    [
        ("They seized 22 kg of heroin. The drug was packed in nine oil drums.", [("heroin", 22, "kg")]),
        ("They seized 22 kg of heroin. The drugs lay in 14 bales.", [("heroin", 22, "kg")]),
        ("They seized heroin and nine barrels of rum.", [("heroin", None, None), ("liquor", 9, "barrel")]),
        ("They seized 8,000 packs of cigarettes. The tobacco came from Porto.", [("cigarettes", 8000, "pack")]),
        ("They seized 8,000 packs of cigarettes and 40 kg of tobacco.",
         [("cigarettes", 8000, "pack"), ("tobacco", 40, "kg")]),
        ("They seized heroin, and then the tobacco.", [("heroin", None, None), ("tobacco", None, None)]),
    ],
)  # fmt: skip
def test_a_packing_and_a_kind_are_no_further_load(annotate: Annotate, text: str, loads: Told) -> None:
    assert told(annotate, text) == loads


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("They seized 62 kg of heroin. It was packed in 60 packets among lumps of coal.", ["heroin"]),
        ("They seized 62 kg of heroin. It was packed in 60 packets under sacks of rice.", ["heroin"]),
        ("They seized 62 kg of heroin and 60 sacks of coal.", ["heroin", "coal"]),
    ],
)
def test_packets_among_a_cargo_do_not_measure_it(annotate: Annotate, text: str, goods: list[str]) -> None:
    assert [name for name, _, _ in told(annotate, text)] == goods


@pytest.mark.parametrize(
    ("text", "loads"),
    [
        ("The forged dollars seized in May from two men had a face value of $712,000.",
         [("counterfeit currency", 712000, "USD")]),
        ("The counterfeit euros found on a man had a nominal value of about 40,000 euros.",
         [("counterfeit currency", 40000, "EUR")]),
        ("The heroin seized in May from two men had a street value of $712,000.", [("heroin", None, None)]),
    ],
)  # fmt: skip
def test_the_face_value_of_false_money_is_how_much_there_is(annotate: Annotate, text: str, loads: Told) -> None:
    assert told(annotate, text) == loads
