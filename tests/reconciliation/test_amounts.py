"""When two figures say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.reconciliation.amounts import figure, half_last_digit, label, plain
from bellflower.records import Amount, Qualifier


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        (Amount(20, "kg"), Amount(22, "kg"), True),
        (Amount(50, "kg"), Amount(125, "kg"), False),
        (Amount(40, "kg"), Amount(50, "kg"), False),
        (Amount(125, "kg"), Amount(125_000, "g"), True),
        (Amount(1000, "lb"), Amount(453.6, "kg"), True),
        (Amount(9.92, "ha"), Amount(99_173.55, "m2"), True),
        (Amount(125, "kg"), Amount(125, "tablet"), False),
        (Amount(100, "kg", 200), Amount(150, "kg"), True),
        (Amount(23_450, "tablet"), Amount(23_000, "tablet"), True),
        (Amount(23_450, "tablet"), Amount(24_000, "tablet"), False),
        (Amount(412_000, "pack", goods="cigarettes"), Amount(8_240_000, "stick", goods="cigarettes"), True),
        (Amount(41_200, "carton", goods="cigarettes"), Amount(412_000, "pack", goods="cigarettes"), True),
        (Amount(60, "pack", goods="heroin"), Amount(1_200, "stick", goods="heroin"), False),
    ],
)
def test_rounding_and_units_are_no_difference(a: Amount, b: Amount, agree: bool) -> None:
    assert figure(a).agrees(figure(b)) is agree
    assert figure(b).agrees(figure(a)) is agree


@pytest.mark.parametrize(("qualifier", "agree"), [("at_least", True), ("at_most", False), ("approximate", False)])
def test_a_bound_holds_what_it_bounds(qualifier: Qualifier, agree: bool) -> None:
    assert figure(Amount(50, "kg"), qualifier).agrees(figure(Amount(125, "kg"))) is agree


@pytest.mark.parametrize(("value", "half"), [(20, 5), (125, 0.5), (2.5, 0.05), (1000, 500)])
def test_half_of_the_last_digit(value: float, half: float) -> None:
    assert half_last_digit(value) == pytest.approx(half)


@given(st.floats(min_value=0.001, max_value=1e12))
def test_a_figure_agrees_with_itself(value: float) -> None:
    assert figure(Amount(value, "kg")).agrees(figure(Amount(value, "kg")))


@pytest.mark.parametrize(
    ("value", "text"), [(125.0, "125"), (1_000_000, "1,000,000"), (0.33, "0.33"), (0, "0"), (1e-9, "1e-09")]
)
def test_figures_are_written_as_people_write_them(value: float, text: str) -> None:
    assert plain(value) == text


def test_a_label_says_how_sure_the_figure_is() -> None:
    assert label(Amount(125, "kg"), "approximate") == "about 125 kg"
    assert label(Amount(10, "kg", 20)) == "10–20 kg"
