"""Figures told in Korean outside incidents."""

from __future__ import annotations

import pytest

from bellflower.extraction.grammar import Grammar
from bellflower.records import Amount
from tests.extraction.korean.reports import read

METH = "methamphetamine"

CLAIMS: list[tuple[str, list[tuple[str, float, str, str | None]]]] = [
    ("단둥에서 필로폰은 1g에 100위안에 팔린다.", [("price", 100000, "CNY/kg", METH)]),
    ("혜산에서는 빙두가 그램당 120위안 안팎에 거래된다.", [("price", 120000, "CNY/kg", METH)]),
    ("청진 장마당에서 아편은 1kg당 3천 달러에 거래되고 있다.", [("price", 3000, "USD/kg", "opium")]),
    ("북한산 담배는 한 갑에 5천 원에 팔린다.", [("price", 5000, "KRW/pack", "cigarettes")]),
    ("필로폰은 1g에 150위안이며, 두 해 전에는 80위안이었다.",
     [("price", 150000, "CNY/kg", METH), ("price", 80000, "CNY/kg", METH)]),
    ("함흥의 공장은 한 달에 1톤씩 필로폰을 생산했다.", [("production_rate", 1000, "kg/month", METH)]),
    ("이 농장에서는 연간 3톤의 아편을 생산한다.", [("production_rate", 3000, "kg/year", "opium")]),
    ("당국은 위조담배로 연간 1억 달러를 벌어들인다.", [("revenue", 100000000, "USD/year", "cigarettes")]),
    ("양귀비 재배 면적은 500헥타르에 이른다.", [("area", 500, "ha", "opium poppy")]),
    ("단둥에서 돌던 필로폰의 순도는 95%였다.", [("purity", 95, "percent", METH)]),
    ("태국 경찰은 지난 5년간 필로폰 총 30톤을 압수했다.", [("seizure_total", 30000, "kg", METH)]),
    ("지난해 인천공항에서 적발된 대마는 모두 120kg이다.", [("seizure_total", 120, "kg", "cannabis")]),
    ("올해 상반기 세관이 압수한 위조담배는 2만 보루에 달했다.", [("seizure_total", 20000, "carton", "cigarettes")]),
    ("2001년부터 2005년까지 압수된 헤로인은 총 310kg이다.", [("seizure_total", 310, "kg", "heroin")]),
    # What is no such figure
    ("필로폰을 판 주민은 벌금 3천 위안을 물었다.", []),
    ("필로폰 2kg을 압수했다.", []),
    ("회의에는 마약 단속 요원 40명이 참석했다.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claims"), CLAIMS, ids=[text[:24] for text, _ in CLAIMS])
def test_figures_outside_incidents(
    grammar: Grammar, text: str, claims: list[tuple[str, float, str, str | None]]
) -> None:
    found = [
        (claim.predicate, claim.value.value, claim.value.unit, claim.value.goods)
        for claim in read(grammar, text).claims
        if claim.mention is None and isinstance(claim.value, Amount)
    ]
    assert found == claims


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2001년부터 2005년까지 압수된 헤로인은 총 310kg이다.", "2001/2005"),
        ("지난해 인천공항에서 적발된 대마는 모두 120kg이다.", "2013"),
        ("올해 들어 단둥에서 압수된 필로폰은 모두 21kg에 이른다.", "2014"),
        ("올해 상반기 세관이 압수한 위조담배는 2만 보루에 달했다.", "2014-01/2014-06"),
    ],
)
def test_a_sum_has_its_period(grammar: Grammar, text: str, period: str) -> None:
    (claim,) = read(grammar, text).claims
    assert isinstance(claim.value, Amount)
    assert (claim.value.per, claim.aggregation) == (period, "cumulative")


@pytest.mark.parametrize(
    ("text", "said_by", "modality"),
    [
        ("필로폰은 1g에 100위안에 팔린다.", (), "asserted"),
        ("소식통에 따르면 필로폰은 1g에 100위안에 팔린다.", ("소식통",), "asserted"),
        ("필로폰은 1g에 100위안에 팔리는 것으로 알려졌다.", ("said to be (unattributed)",), "alleged"),
        ("양강도 소식통은 필로폰이 1g에 100위안에 팔린다고 전했다.", ("양강도 소식통",), "asserted"),
        ("필로폰이 1g에 100위안에 팔린다고 한 주민이 말했다.", ("한 주민",), "asserted"),
    ],
)
def test_who_says_so(grammar: Grammar, text: str, said_by: tuple[str, ...], modality: str) -> None:
    (claim,) = read(grammar, text).claims
    assert (claim.attributed_to, claim.modality) == (said_by, modality)


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("2kg을", "exact"), ("약 2kg을", "approximate"), ("2kg가량을", "approximate"), ("20여kg을", "approximate"),
        ("2kg 이상을", "at_least"), ("2kg 미만을", "at_most"), ("최대 2kg을", "at_most"), ("수십 kg을", "at_least"),
        ("2~3kg을", "range"),
    ],
)  # fmt: skip
def test_how_sure_a_figure_is(grammar: Grammar, words: str, qualifier: str) -> None:
    claims = read(grammar, f"단둥 세관이 필로폰 {words} 압수했다.").claims
    assert [claim.qualifier for claim in claims if claim.predicate == "quantity"] == [qualifier]
