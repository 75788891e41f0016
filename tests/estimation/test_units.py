"""Units of rates and prices, multiplied and compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.estimation.units import parse

CODES = st.sampled_from(["kg", "g", "kg/month", "USD/kg", "USD/year", "tablet/day", "EUR/tablet", "ha", "%", "l/week"])


@pytest.mark.parametrize(
    ("a", "b", "result", "factor"),
    [
        ("kg/month", "USD/kg", "USD/year", 12.0),
        ("t/year", "USD/g", "USD/year", 1e6),
        ("kg/day", "EUR/kg", "EUR/year", 365.2425),
        ("tablet/month", "THB/tablet", "THB/year", 12.0),
        ("ha", "kg/ha", "kg", 1.0),
    ],
)
def test_a_rate_times_a_price(a: str, b: str, result: str, factor: float) -> None:
    product, wanted = parse(a) * parse(b), parse(result)
    assert product.powers == wanted.powers
    assert product.factor / wanted.factor == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize(("a", "b"), [("USD/year", "EUR/year"), ("kg", "tablet"), ("kg", "kg/year"), ("crate", "kg")])
def test_what_cannot_be_compared_has_other_dimensions(a: str, b: str) -> None:
    assert parse(a).powers != parse(b).powers


@given(CODES, CODES)
def test_order_does_not_matter(a: str, b: str) -> None:
    assert (parse(a) * parse(b)).powers == (parse(b) * parse(a)).powers
