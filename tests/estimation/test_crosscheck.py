"""Claims joined by an accounting identity and set against each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bellflower.estimation.crosscheck import Identity, Vocabulary, cross_checks, identities
from bellflower.packs import load
from bellflower.records import CrossCheck, Reading
from tests.reconciliation.readings import SHARED, reading, report, seeds

RATE = "Norway turns out two tons of heroin a month."
PRICE = "In Norway the drug fetches 5,000 dollars a kilogram."
CHEAP = "Inland, drugs fetch 4,000 dollars a kilogram."
REVENUE = "Norway is said to earn a billion dollars a year from drugs."


def rate(value: float = 2000, unit: str = "kg/month", quote: str = RATE, **more: Any) -> dict[str, Any]:
    return {"kind": "production_rate", "subject": "heroin", "value": value, "unit": unit, "quote": quote, **more}


def price(value: float = 5000, unit: str = "USD/kg", quote: str = PRICE, **more: Any) -> dict[str, Any]:
    return {"kind": "price", "subject": "heroin", "value": value, "unit": unit, "quote": quote, **more}


def revenue(value: float = 1e9, unit: str = "USD/year", quote: str = REVENUE, **more: Any) -> dict[str, Any]:
    return {"kind": "revenue", "subject": "drug trade", "value": value, "unit": unit, "quote": quote, **more}


def told(*claims: dict[str, Any], stem: str = "A", extra: str = "") -> Reading:
    text = " ".join([*(claim["quote"] for claim in claims), extra])
    return reading(report(text, stem, "1994", publisher=f"The {stem}"), [], list(claims))


def only(*readings: Reading) -> CrossCheck:
    (found,) = cross_checks(readings)
    return found


def test_a_rate_times_a_price_in_one_report_contradicts_a_revenue_in_another() -> None:
    found = only(told(rate(), price()), told(revenue(), stem="B"))
    assert found.implied == (120e6, 120e6)
    assert found.stated == (1e9, 1e9)
    assert found.ratio == pytest.approx((8.3333333, 8.3333333))
    assert (found.verdict, found.unit) == ("contradicts", "USD/year")
    assert "120 million USD/year" in found.explanation and "8.3 times as much" in found.explanation
    assert "different reports" in found.explanation
    assert len(found.inputs) == 2 and len(found.against) == 1


def test_several_prices_are_a_range_not_a_mean() -> None:
    found = only(told(rate(), price(), price(4000, quote=CHEAP), revenue(3e8, value_max=6e8)))
    assert found.implied == (96e6, 120e6)
    assert found.ratio == pytest.approx((3e8 / 120e6, 6e8 / 96e6))
    assert "different reports" not in found.explanation


def test_up_to_makes_the_result_an_upper_bound() -> None:
    high = only(told(rate(), price(bound="upper")), told(revenue(), stem="B"))
    assert (
        high.verdict == "contradicts"
        and "at most 120 million" in high.explanation
        and "upper bound" in high.explanation
    )
    low = only(told(rate(), price(bound="upper")), told(revenue(5e7), stem="B"))
    assert low.verdict == "cannot_tell" and low.ratio == pytest.approx((5 / 12, 5 / 12))


def test_intervals_that_meet_agree() -> None:
    assert only(told(rate(), price(), revenue(1e8, value_max=1.5e8))).verdict == "agrees"
    assert only(told(rate(qualifier="approximate"), price(), revenue(1.3e8))).verdict == "agrees"


def test_units_are_converted() -> None:
    grams = only(told(rate(24, "t/year"), price(5, "USD/g"), revenue(1e7, "USD/month")))
    assert grams.implied == pytest.approx((1e7, 1e7)) and grams.verdict == "agrees"


def test_another_currency_cannot_be_told() -> None:
    found = only(told(rate(), price(), revenue(unit="EUR/year")))
    assert (found.verdict, found.ratio) == ("cannot_tell", None)
    assert "USD/year against EUR/year" in found.unit


@pytest.mark.parametrize(
    "claims",
    [
        (rate(), price()),
        (rate(), revenue()),
        (rate(modality="x"), revenue(quote="Peru earns a billion dollars from drugs."), price()),
        (rate(), price(), revenue(quote="A fishing family in Norway earns so much from drugs.")),
        (rate(), price(), revenue(quote="Norway earns a billion dollars a year from ivory.", subject="ivory")),
        (rate(), price(), revenue(quote="Norway earns a billion dollars a year.", subject="income")),
    ],
    ids=["no revenue", "no price", "another country", "a family's share", "other goods", "no goods named"],
)
def test_what_does_not_belong_together_is_not_joined(claims: tuple[dict[str, Any], ...]) -> None:
    assert cross_checks([told(*claims)]) == ()


def test_the_factors_come_from_one_report() -> None:
    assert cross_checks([told(rate()), told(price(), stem="B"), told(revenue(), stem="C")]) == ()


def test_a_claim_that_names_no_country_is_about_its_reports() -> None:
    bare = price(quote="The drug fetches 5,000 dollars a kilogram.")
    assert only(told(rate(), bare, revenue())).implied == (120e6, 120e6)


def test_the_order_of_readings_has_no_part() -> None:
    a, b = told(rate(), price()), told(revenue(), stem="B")
    assert cross_checks([a, b]) == cross_checks([b, a])


def test_general_words_give_way_to_named_goods() -> None:
    words = Vocabulary.of(load())
    assert words.goods_named("The drug heroin and other narcotics") == {"heroin"}
    assert words.goods_named("illegal drugs") == {"unspecified drugs"}
    assert words.can_be_one(frozenset({"heroin"}), frozenset({"unspecified drugs"}))
    assert not words.can_be_one(frozenset({"ivory"}), frozenset({"unspecified drugs"}))
    assert not words.can_be_one(frozenset(), frozenset({"heroin"}))


def test_an_identity_is_data(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("name: hoards\ntitle: Hoards\nversion: '1'\nscope: a test\n", encoding="utf-8")
    (tmp_path / "identities.yaml").write_text(
        "- {name: hoard, factors: [stock, price], result: revenue, words: '{factors} is {implied}'}\n", encoding="utf-8"
    )
    assert identities([tmp_path]) == (
        Identity(name="hoard", factors=("stock", "price"), result="revenue", words="{factors} is {implied}"),
    )
    stock = {**rate(10, "kg"), "kind": "stock"}
    (found,) = cross_checks([told(stock, price(), revenue(50_000, "USD"))], load([tmp_path]))
    assert found.verdict == "agrees" and found.identity == "hoard"


def test_a_broken_identity_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "identities.yaml").write_text("- {name: hoard}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"identities\.yaml"):
        identities([tmp_path])


def test_no_identity_speaks_of_area_or_yield() -> None:
    assert all("area" not in identity.factors for identity in identities(load().folders))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared reports are not beside this repository")
def test_the_shared_reports_contradict_each_other_as_listed() -> None:
    found = only(*seeds())
    assert (found.implied, found.stated) == ((120e6, 180e6), (5e8, 1e9))
    assert found.ratio == pytest.approx((2.7777777777777777, 8.333333333333334))
    assert found.verdict == "contradicts"
