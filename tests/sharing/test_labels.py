"""Values in words."""

from __future__ import annotations

import pytest

from bellflower.records import Amount, Goods, Party, Term, Value, When, Where
from bellflower.sharing.labels import figure, label


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Amount(value=125, unit="kg", goods="heroin"), "125 kg of heroin"),
        (Amount(value=1, unit="tablet"), "1 tablet"),
        (Amount(value=12000, unit="tablet", goods="ecstasy"), "12,000 tablets of ecstasy"),
        (Amount(value=164e6, unit="AUD"), "164 million AUD"),
        (Amount(value=500e6, value_max=1e9, unit="USD/year"), "500 million to 1 billion USD per year"),
        (Amount(value=10000, value_max=15000, unit="USD/kg", goods="heroin"), "10,000–15,000 USD per kg for heroin"),
        (Amount(value=0.33, unit="kg", per="box"), "0.33 kg (per box)"),
        (Amount(value=150, unit="kg", stage="imported"), "150 kg, imported"),
        (Goods(name="methamphetamine", resolved_from="ice"), "methamphetamine (“ice”)"),
        (When(edtf="2003-04-16"), "16 April 2003"),
        (When(edtf="2003-04", basis="announced"), "April 2003 (date of the announcement)"),
        (Where(name="Chongjin", level="town", country="KP"), "Chongjin, KP"),
        (Where(name="Australia", level="country", country="AU"), "Australia"),
        (Where(name="Onsong", level="town", country="KP", candidates=("a", "b")), "Onsong, KP (place not settled)"),
        (Party(count=4, role="diplomat", nationality="KP", legal_status="expelled"), "4 diplomats (KP), expelled"),
        (Party(count=1), "1 person"),
        (Party(count=5, role="man"), "5 men"),
        (Party(count=2, role="first secretary"), "2 first secretaries"),
        (Party(count=3, role="men"), "3 men"),
        (Amount(value=6, unit="box"), "6 boxes"),
        (Party(role="police", country="AU"), "police, AU"),
        (Party(name="A. Master", role="captain", legal_status="acquitted"), "A. Master (captain, acquitted)"),
        (Term(text="broad bellflower", stands_for="opium poppy"), "broad bellflower (opium poppy)"),
    ],
)
def test_a_value_reads_well(value: Value, words: str) -> None:
    assert label(value) == words


def test_the_qualifier_stands_before_the_figure() -> None:
    assert label(Amount(value=40, unit="kg"), "approximate") == "about 40 kg"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1e6, "1 million"), (1234567, "1,234,567"), (999999.5, "999,999.5"), (0, "0"), (-2.5, "-2.5"), (1e-6, "1e-06")],
)
def test_no_digit_is_lost(number: float, words: str) -> None:
    assert figure(number) == words
