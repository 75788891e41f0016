"""Countries by code and as reports name them."""

from __future__ import annotations

from bellflower.reconciliation.countries import countries_named, country_name, main_country


def test_a_code_has_its_name_and_what_is_none_stays() -> None:
    assert country_name("DK") == "Denmark"
    assert country_name("ZZ") == "ZZ"


def test_the_most_named_country_is_the_main_one() -> None:
    assert main_country("Norwegian boats, Norway's own, met a Dane.") == "NO"
    assert main_country("Nobody went anywhere.") is None


def test_a_name_broken_over_lines_is_one_name() -> None:
    assert countries_named("In North\nKorea and in New  Zealand") == {"KP": 1, "NZ": 1}
