"""Figures outside incidents, by class of sentence: what is claimed, in which unit, and what is none."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.figures.figures import find_figures
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.incidents.fragments import find_fragments
from bellflower.extraction.view import View
from bellflower.records import Amount, Claim, Report
from bellflower.text import normalise


@cache
def grammar() -> Grammar:
    return Grammar.of()


def figures(text: str) -> list[Claim]:
    report = Report(
        id="0" * 16,
        stem="t",
        path="t",
        text=normalise(text),
        content_sha256="0",
        text_sha256="0",
        published="2015-06-01",
    )
    note = Annotation(View(report), grammar())
    return list(find_figures(note, find_fragments(note)))


def amounts(text: str, kind: str) -> list[tuple[float, str]]:
    found = []
    for claim in figures(text):
        assert claim.predicate == kind, (claim.predicate, claim.quote.exact)
        assert isinstance(claim.value, Amount)
        found.append((round(claim.value.value, 2), claim.value.unit))
    return found


def only(text: str) -> tuple[Claim, Amount]:
    (claim,) = figures(text)
    assert isinstance(claim.value, Amount)
    return claim, claim.value


PRICES = {
    "Hashish is cheap in Morocco. He got 8,000 dirhams for a kilo. In Spain the same kilo brings 1,700 euros.": [
        (8000, "MAD/kg"),
        (1700, "EUR/kg"),
    ],
    "They sold heroin. They wanted $25,000 for each kilo.": [(25000, "USD/kg")],
    "Heroin. The gram went for 40 euros in Lyon.": [(40000, "EUR/kg")],
    "Cocaine. A kilo of base costs $700 in the hills and can be had for $1,900 on the coast.": [
        (700, "USD/kg"),
        (1900, "USD/kg"),
    ],
    "Heroin. In Izmir a gram of brown could be had for 12 dollars; in Tbilisi it was 160 and seldom pure.": [
        (12000, "USD/kg"),
        (160000, "USD/kg"),
    ],
    "PERTH - Heroin is dear here. A gram sells for $500.": [(500000, "AUD/kg")],
    "TORONTO, May 3 - Heroin is dear here. A gram sells for $300 or 200 US dollars.": [
        (300000, "CAD/kg"),
        (200000, "USD/kg"),
    ],
    "A gram of heroin costs 40 euros in Lyon, down from 55 euros two years ago.": [
        (40000, "EUR/kg"),
        (55000, "EUR/kg"),
    ],
    "Heroin dealers in Tomsk ask 900 roubles for a gram.": [(900000, "RUB/kg")],
    "The kilogram price of cocaine in Antwerp fell to 24,000 euros.": [(24000, "EUR/kg")],
    "An ounce of crystal meth can be had for $400 in Fresno.": [(14109.58, "USD/kg")],
    "Dealers charge $5 a pill for captagon in Amman and $20 in Jeddah.": [(5, "USD/tablet"), (20, "USD/tablet")],
    "Heroin sells for $25,000 per kilo in Miami and for as much as $80,000 in Sydney.": [
        (25000, "USD/kg"),
        (80000, "USD/kg"),
    ],
    "In Khorog heroin costs $1,000 a kilo. In Osh the price is $4,000, in Moscow $30,000.": [
        (1000, "USD/kg"),
        (4000, "USD/kg"),
        (30000, "USD/kg"),
    ],
    "Heroin is cheap there. A gram goes for 30 dollars, and in the villages it can be had for 12.": [
        (30000, "USD/kg"),
        (12000, "USD/kg"),
    ],
    "The price of cocaine rose from 300 to 450 yuan per gram.": [(300000, "CNY/kg"), (450000, "CNY/kg")],
    "A single captagon pill sells for between 10 and 25 dollars in Riyadh.": [(10, "USD/tablet")],
    "Ivory: the street price is around $1.5/g in Hanoi.": [(1500, "USD/kg")],
}


@pytest.mark.parametrize("text", PRICES)
def test_prices_are_per_kilogram_or_piece(text: str) -> None:
    assert amounts(text, "price") == PRICES[text]


@pytest.mark.parametrize(
    "text",
    [
        "Police seized a kilo of heroin worth $50,000 in Graz on Monday.",
        "The driver paid a fine of $500 a kilogram for the heroin he carried.",
        "A kilogram of rice costs 5,000 won, and heroin is nowhere to be seen.",
        "He was promised 2,000 dollars for a kilo of heroin that he never carried.",
        "Smugglers got 1,000 dollars per kilogram for carrying the heroin.",
        "Each flight costs half a million euros before a gram of cocaine is loaded.",
        "One dose of heroin, a pinch, was sold for 12 dollars.",
    ],
)
def test_what_is_no_price(text: str) -> None:
    assert figures(text) == []


RATES = {
    "The laboratory was able to produce 300 kg of amphetamine each week.": [(300, "kg/week")],
    "Afghanistan produced 3,400 tons of opium in 2001.": [(3_400_000, "kg/year")],
    "Annual heroin output reached 80 tonnes.": [(80_000, "kg/year")],
    "Production of cocaine stood at 865 tons in 2008, up from 845 tons the year before.": [
        (865_000, "kg/year"),
        (845_000, "kg/year"),
    ],
    "The hill labs make a ton of heroin and 9 million yaba pills every month.": [
        (1000, "kg/month"),
        (9_000_000, "tablet/month"),
    ],
    "The line turns out 40 cases of 500 cigarettes a day.": [(20_000, "stick/day")],
}


@pytest.mark.parametrize("text", RATES)
def test_production_has_a_period(text: str) -> None:
    assert amounts(text, "production_rate") == RATES[text]


@pytest.mark.parametrize(
    "text",
    [
        "Users in the city smoke 40 kilos of heroin a month.",
        "Police say 20 tons of heroin are smuggled through Tajikistan every year.",
        "The farmers grow 30 tons of rice a year next to the poppies.",
        "The cargo turned out to hold 200 kilos of opium in the autumn of 1998.",
    ],
)
def test_what_is_no_production(text: str) -> None:
    assert [c for c in figures(text) if c.predicate == "production_rate"] == []


REVENUE = {
    "Drug exports bring the government an estimated $550 million to $1 billion every year.": [(5.5e8, "USD/year")],
    "Heroin trafficking generated revenues of $65 billion in 2009.": [(6.5e10, "USD/year")],
    "Heroin earns them $50 to $70 million a year, ivory another $20 million and fake notes $5 million.": [
        (5e7, "USD/year"),
        (2e7, "USD/year"),
        (5e6, "USD/year"),
    ],
    "Yearly profits from the heroin trade are put at 40 million euros.": [(4e7, "EUR/year")],
}


@pytest.mark.parametrize("text", REVENUE)
def test_revenue_by_the_year(text: str) -> None:
    assert [pair for pair in amounts(text, "revenue") if pair[1]][: len(REVENUE[text])] == REVENUE[text]


@pytest.mark.parametrize(
    "text",
    [
        "The government spends $30 million a year on fighting cocaine.",
        "The general earned $900 a month and drove past heroin dealers.",
        "The state loses 400 million euros a year to smuggled cigarettes.",
    ],
)
def test_what_is_no_revenue(text: str) -> None:
    assert figures(text) == []


TOTALS = {
    "India seized counterfeit currency with a face value of Rs 30 crore in 2014. The figure stood at Rs 36 crore in "
    "2013 and Rs 42 crore in 2012.": [(3e8, "INR", "2014"), (3.6e8, "INR", "2013"), (4.2e8, "INR", "2012")],
    "Couriers of heroin accounted for 14 kilograms last year and 9 in 2013.": [(14, "kg", "2014"), (9, "kg", "2013")],
    "France seized 402 tonnes of tobacco in 2021; in 2020 it was 284.": [
        (402000, "kg", "2021"),
        (284000, "kg", "2020"),
    ],
    "About 1,800 stolen vehicles were intercepted at Italian ports in 2013, against 1,300 in 2012.": [
        (1800, "piece", "2013"),
        (1300, "piece", "2012"),
    ],
    "Officers made 9,100 seizures of drugs in 2014. Ketamine accounted for 88 kg. Heroin led the list with 310 kg.": [
        (88, "kg", None),
        (310, "kg", None),
    ],
    "Officers made 700 seizures of drugs in 2014. The number of illegal cigarettes fell to 1.5 billion.": [
        (1.5e9, "stick", None)
    ],
    "The service's total for this year stands at 1.6 tons of cocaine.": [(1600, "kg", "2015")],
    "Taking all four together, 1.74 tonnes of cocaine have been withdrawn from the market.": [(1740, "kg", None)],
    "Customs has in April seized smuggled goods to the value of $3 million. Among them were 22 kg of gold.": [
        (3e6, "USD", None),
        (22, "kg", None),
    ],
    "Police seized 4.2 tons of heroin nationwide in 2012, compared with 3.1 tons in 2011.": [
        (4200, "kg", "2012"),
        (3100, "kg", "2011"),
    ],
    "Between 2005 and 2010 the police in Bulgaria seized more than 6 tonnes of heroin.": [(6000, "kg", "2005/2010")],
    "A total of 1,700 kg of ivory has been seized since 2009.": [(1700, "kg", "2009/..")],
    "Only last year the agency seized 900 kilograms of cocaine.": [(900, "kg", "2014")],
    "Heroin seizures came to 40 kg in 2011. In 2010 the figure was 27 kg.": [(40, "kg", "2011"), (27, "kg", "2010")],
    "Seized in 2010: 30 kg of heroin; 4 tons of hashish.": [(30, "kg", "2010"), (4000, "kg", "2010")],
    "The Secret Service has seized some $50 million in supernotes since 1989.": [(5e7, "USD", "1989/..")],
}


@pytest.mark.parametrize("text", TOTALS)
def test_sums_over_a_period(text: str) -> None:
    found = [(c.value.value, c.value.unit, c.value.per) for c in figures(text) if isinstance(c.value, Amount)]
    assert found == TOTALS[text]
    assert {(c.predicate, c.aggregation) for c in figures(text)} == {("seizure_total", "cumulative")}


@pytest.mark.parametrize(
    "text",
    [
        "In 2003, police in Burgas seized 100 kg of heroin from a Turkish truck.",
        "On 3 May 2011 Chinese police arrested two men and seized a total of 12 kg of meth.",
        "Police expect to seize 30 tons of cocaine next year.",
        "It was the largest seizure since 2005, when 400 kg of cocaine was found on a yacht.",
        "Detectives who had watched the flat for months found 92 kilograms of hashish last Friday.",
    ],
)
def test_one_catch_is_no_sum(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("Satellite pictures showed 3,000 hectares of poppy in Shan State.", "area", 3000, "ha"),
        ("The traders keep reserves of 80 tons of opium in caves.", "stock", 80_000, "kg"),
        ("Tests showed that the heroin was 92 per cent pure.", "purity", 92, "percent"),
        ("The 97-percent-pure methamphetamine was bound for Japan.", "purity", 97, "percent"),
        ("Opium is sold in bricks of 1.6 kg wrapped in plastic.", "packaging", 1.6, "kg"),
        ("The heroin comes in 350-gram blocks stamped with a lion.", "packaging", 0.35, "kg"),
        ("Heroin is dear here. A bag holds a kilo.", "packaging", 1, "kg"),
    ],
)
def test_plain_figures(text: str, kind: str, value: float, unit: str) -> None:
    claim, amount = only(text)
    assert (claim.predicate, amount.value, amount.unit) == (kind, pytest.approx(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "The farm has 40 hectares of wheat near where cocaine was found.",
        "A hectare of poppies gives little opium.",
        "Seizures of cocaine rose by 12 percent, and purity fell.",
        "Officers opened the suitcase and found three bags with 2 kilos of heroin each.",
        "Detectives found 30 kilos of heroin in a warehouse near the harbour on Monday.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert figures(text) == []


def test_the_subject_says_what_is_measured_and_where() -> None:
    subjects = [c.subject for c in figures("A kilo of heroin costs $1,000 in Kabul and $30,000 in Moscow.")]
    assert subjects == ["price of heroin, Kabul", "price of heroin, Moscow"]
    claim, amount = only("The plant near Chongjin reportedly has the capacity for up to 60 kilos of heroin a day.")
    assert claim.subject == "production of heroin, Chongjin"
    assert (claim.qualifier, claim.modality, claim.aggregation) == ("at_most", "alleged", "capacity")
    assert amount.goods == "heroin"


@given(st.integers(1, 10**6))
def test_a_gram_is_a_thousandth_of_a_kilogram(money: int) -> None:
    _, by_gram = only(f"Heroin costs ${money} a gram in Riga.")
    _, by_kilo = only(f"Heroin costs ${money * 1000} a kilogram in Riga.")
    assert (by_gram.value, by_gram.unit) == (by_kilo.value, by_kilo.unit)


def test_land_goes_on_without_its_unit() -> None:
    text = "Some 55,000 hectares were under cannabis in 2013, against 134,000 in 2003."
    assert amounts(text, "area") == [(55000, "ha"), (134000, "ha")]


def test_counterfeit_notes_in_circulation_are_a_stock() -> None:
    assert amounts("The bank put the stock of fake notes at Rs 400 crore.", "stock") == [(4e9, "INR")]
