from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower import packs
from bellflower.extraction.quantities.quantities import QuantitySpan, Units, find_quantities

TABLE = Path(packs.__file__).parent / "units.csv"
UNITS = Units.load([TABLE])


def one(text: str) -> QuantitySpan:
    [span] = find_quantities(text, UNITS)
    return span


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("nearly 125 kilograms of heroin", "nearly 125 kilograms", 125, "kg"),
        ("330 g of powder", "330 g", 0.33, "kg"),
        ("2 lb of powder", "2 lb", 0.907185, "kg"),
        ("half a ton of resin", "half a ton", 500, "kg"),
        ("no more than half a ton of resin", "no more than half a ton", 500, "kg"),
        ("a half-kilo of resin", "a half-kilo", 0.5, "kg"),
        ("a kilo and a half of resin", "a kilo and a half", 1.5, "kg"),
        ("two and a half kilos of resin", "two and a half kilos", 2.5, "kg"),
        ("five (5) kilograms of resin", "five (5) kilograms", 5, "kg"),
        ("2 kilos and 25 grams of resin", "2 kilos and 25 grams", 2.025, "kg"),
        ("3 kg 450 g of resin", "3 kg 450 g", 3.45, "kg"),
        ("hundreds of kilograms of resin", "hundreds of kilograms", 100, "kg"),
        ("3 short tons of resin", "3 short tons", 2721.55422, "kg"),
        ("10 viss of opium", "10 viss", 16.3293, "kg"),
        ("40 jin of bile", "40 jin", 20, "kg"),
        ("2 maunds of charas", "2 maunds", 74.6484, "kg"),
        ("2 quintals of charas", "2 quintals", 200, "kg"),
        ("20 gallons of spirit", "20 gallons", 75.708236, "l"),
        ("10 chungbo of land", "10 chungbo", 9.917355, "ha"),
        ("3,000 pyeong of land", "3,000 pyeong", 0.991736, "ha"),
        ("five acres of poppy", "five acres", 2.023428, "ha"),
        ("20 (kg) of resin", "20 (kg)", 20, "kg"),
        ("500 blister packs", "500 blister packs", 500, "blister"),
        ("200 master cases of cigarettes", "200 master cases", 200, "case"),
        ("two rhino horns", "two", 2, "piece"),
        ("133 ecstasy tablets", "133", 133, "tablet"),
        ("20,000 sticks", "20,000 sticks", 20_000, "stick"),
        ("34,000 grains of the stuff", "34,000 grains", 34_000, "tablet"),
        ("90 per cent pure", "90 per cent", 90, "%"),
        ("US$160 million", "US$160 million", 160_000_000, "USD"),
        ("A$160m", "A$160m", 160_000_000, "AUD"),
        ("HK$5 million", "HK$5 million", 5_000_000, "HKD"),
        ("Rs 2 crore", "Rs 2 crore", 20_000_000, "INR"),
        ("RMB 3.4 million", "RMB 3.4 million", 3_400_000, "CNY"),
        ("75 million baht", "75 million baht", 75_000_000, "THB"),
        ("50,000 won", "50,000 won", 50_000, "KRW"),
        ("20,000 pesos", "20,000 pesos", 20_000, "peso"),
        ("R500,000", "R500,000", 500_000, "ZAR"),
        ("USD115", "USD115", 115, "USD"),
        ("75 USD million", "75 USD million", 75_000_000, "USD"),
        ("$10 dollars", "$10 dollars", 10, "USD"),
        ("20 million Australian dollars", "20 million Australian dollars", 20_000_000, "AUD"),
    ],
)
def test_value_and_unit(text: str, words: str, value: float, unit: str) -> None:
    span = one(text)
    assert (text[span.start : span.end], span.value, span.unit) == (words, pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("about 5 kg", "approximate"),
        ("an estimated 5 kg", "approximate"),
        ("almost 5 kg", "approximate"),
        ("up to 5 kg", "at_most"),
        ("as much as 5 kg", "at_most"),
        ("less than 5 kg", "at_most"),
        ("more than 5 kg", "at_least"),
        ("at least 5 kg", "at_least"),
        ("upwards of 5 kg", "at_least"),
        ("in excess of $5", "at_least"),
        ("5 kg or so", "approximate"),
        ("5 kg or more", "at_least"),
        ("exactly 5 kg", "exact"),
    ],
)
def test_qualifier(text: str, qualifier: str) -> None:
    assert one(text).qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("40-50 kg", 40, 50, "kg"),
        ("between 5 kg and 10 kg", 5, 10, "kg"),
        ("$500 million to $1 billion", 5e8, 1e9, "USD"),
        ("$5-10 million", 5e6, 1e7, "USD"),
        ("$70 to $90 million", 7e7, 9e7, "USD"),
        ("between €2 and €3 billion", 2e9, 3e9, "EUR"),
        ("500 g to 2 kg", 0.5, 2, "kg"),
        ("6-10,000 bottles", 6000, 10_000, "bottle"),
    ],
)
def test_range(text: str, low: float, high: float, unit: str) -> None:
    span = one(text)
    assert (span.value, span.value_max, span.unit, span.qualifier) == (low, high, unit, "range")


@pytest.mark.parametrize(
    ("text", "value", "unit", "per"),
    [
        ("$10,000 per kilogram", 10_000, "USD", "kg"),
        ("$40 a gram", 40, "USD", "g"),
        ("$1,000 per pound", 2204.622622, "USD", "kg"),
        ("$5 per pill", 5, "USD", "tablet"),
        ("a ton a month", 1000, "kg", "month"),
        ("3 tons annually", 3000, "kg", "year"),
        ("$2 million each year", 2e6, "USD", "year"),
        ("two tons of raw opium (as they call it there) per month", 2000, "kg", "month"),
    ],
)
def test_rate(text: str, value: float, unit: str, per: str) -> None:
    span = one(text)
    assert (span.value, span.unit, span.per) == (pytest.approx(value), unit, per)


@pytest.mark.parametrize("text", ["he was sentenced a year ago", "5 kg of resin a year earlier", "5 kg a week later"])
def test_a_time_is_no_rate(text: str) -> None:
    assert all(span.per is None for span in find_quantities(text, UNITS))


@pytest.mark.parametrize(
    ("text", "conversions"),
    [
        ("330 grams (11.6 ounces) of powder", [None, 0]),
        ("22 pounds (10 kg) of powder", [None, 0]),
        ("10 chungbo (a Korean measure equal to approximately 25 acres)", [None, 0]),
        ("22 pounds (15 kg) of powder", [None, None]),
        ("22 pounds of this and 10 kg of that", [None, None]),
    ],
)
def test_a_conversion_is_told_from_a_second_amount(text: str, conversions: list[int | None]) -> None:
    assert [span.conversion_of for span in find_quantities(text, UNITS)] == conversions


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("40 pounds of resin", "kg"),
        ("2m pounds of resin", "kg"),
        ("goods worth 2m pounds", "GBP"),
        ("361 million pounds", "GBP"),
        ("500 pounds sterling", "GBP"),
        ("785 pounds, 2,600 dollars", "GBP"),
    ],
)
def test_pounds_of_weight_and_of_money(text: str, unit: str) -> None:
    assert find_quantities(text, UNITS)[0].unit == unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("aged 28", 28, "year"),
        ("a 28-year-old man", 28, "year"),
        ("three months old", 3, "month"),
        ("Park, 28, was held", 28, "year"),
        ("Park (28) was held", 28, "year"),
        ("at the age of 61", 61, "year"),
    ],
)
def test_ages(text: str, value: float, unit: str) -> None:
    span = one(text)
    assert (span.value, span.unit, span.dimension) == (value, unit, "age")


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("five people were held", 5, "people"),
        ("three suspects", 3, "suspects"),
        ("two North Korean diplomats fled", 2, "North Korean diplomats"),
        ("three more suspects", 3, "suspects"),
        ("dozens of homes", 24, "homes"),
        ("17600x Roche", 17_600, None),
    ],
)
def test_bare_numbers_carry_the_noun_they_count(text: str, value: float, noun: str | None) -> None:
    span = one(text)
    assert (span.value, span.unit, span.dimension, span.unit_raw) == (value, None, "none", noun)


@pytest.mark.parametrize(
    "text",
    [
        "in 1997 the state",
        "on May 18, 2020 he left",
        "on 18 May he left",
        "under Resolution 2371 it was",
        "flight KE123 left",
        "Article 14 says",
        "see https://example.org/2017/12/500 now",
        "N95 masks",
        "version v.5",
        "M16 and AK-47",
        "112 Nguyen Trai Street",
        "call (+82) 2-747-2944",
        "a ton of problems",
        "One of the largest",
        "no one knew",
        "1) the first",
        "on the 12th floor",
        "in the 6100 block of Main Street",
        "call (904) 555-4075",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert find_quantities(text, UNITS) == ()


def test_a_compound_noun_is_not_its_first_half() -> None:
    assert one("seven tablet presses").unit is None


def test_two_figures_share_the_unit_behind_them() -> None:
    assert [span.value for span in find_quantities("loads of 14.26 and 26.28 kilos", UNITS)] == [14.26, 26.28]


def test_a_new_unit_needs_no_code(tmp_path: Path) -> None:
    more = tmp_path / "units.csv"
    more.write_text("terms,unit,factor,dimension,note\npood,kg,16.38,mass,Russia\n", encoding="utf-8")
    [span] = find_quantities("ten poods of resin", Units.load([TABLE, more]))
    assert (span.value, span.unit) == (163.8, "kg")


@pytest.mark.parametrize(
    ("row", "part"),
    [("pood,kg,,mass,", "no factor"), ("pood,kg,x,mass,", "is no number"), ("pood,kg,1,weight,", "dimension 'weight'")],
)
def test_a_broken_table_names_line_and_mend(tmp_path: Path, row: str, part: str) -> None:
    bad = tmp_path / "units.csv"
    bad.write_text(f"terms,unit,factor,dimension,note\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"units.csv:2: .*{part}"):
        Units.load([bad])


@given(
    st.integers(1, 10**7),
    st.sampled_from(sorted(t for t, u in UNITS.folded.items() if u.dimension == "mass" and len(t) > 3)),
)
def test_every_mass_is_converted_by_its_factor(value: int, term: str) -> None:
    spans = find_quantities(f"held {value:,} {term} there", UNITS)
    if term.startswith("grain") and value >= 1000:
        assert spans[0].unit == "tablet"
    elif not term.startswith("pound"):
        assert (spans[0].value, spans[0].unit) == (pytest.approx(value * UNITS.folded[term].factor, rel=1e-5), "kg")


@given(st.text(alphabet=st.sampled_from(list("0123456789 ,.-()$€%kgmatonepillsRs/'\n")), max_size=60))
def test_any_text_is_read_and_spans_hold(text: str) -> None:
    last = 0
    for span in find_quantities(text, UNITS):
        assert last <= span.start <= span.number_start < span.number_end <= span.end <= len(text)
        assert span.value_max is None or span.value < span.value_max
        last = span.start


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        # numbers in words, fractions and points
        ("forty-seven kilos of resin", "forty-seven kilos", 47, "kg"),
        ("one hundred and twenty-five kilos of resin", "one hundred and twenty-five kilos", 125, "kg"),
        ("one point two five kilos of resin", "one point two five kilos", 1.25, "kg"),
        ("three quarters of a ton of resin", "three quarters of a ton", 750, "kg"),
        ("two-thirds of a kilo of resin", "two-thirds of a kilo", 0.666667, "kg"),
        ("3/4 of a ton of resin", "3/4 of a ton", 750, "kg"),
        ("quarter of a million dollars", "quarter of a million dollars", 250_000, "USD"),
        ("three quarters of a billion won", "three quarters of a billion won", 750_000_000, "KRW"),
        ("five ounces and a half of dust", "five ounces and a half", 0.155922, "kg"),
        ("extra hundred kilos of rice", "hundred kilos", 100, "kg"),
        ("that one kilo", "one kilo", 1, "kg"),
        # figures as they are written in other countries
        (".75 kg of resin", ".75 kg", 0.75, "kg"),
        ("12.000 tablets", "12.000 tablets", 12_000, "tablet"),
        ("12.000 kg of resin", "12.000 kg", 12, "kg"),
        ("40.500 euros", "40.500 euros", 40_500, "EUR"),
        ("1'500 kg of resin", "1'500 kg", 1500, "kg"),
        ("1 crore 20 lakh tablets", "1 crore 20 lakh tablets", 12_000_000, "tablet"),
        ("2 lakh 40 thousand tablets", "2 lakh 40 thousand tablets", 240_000, "tablet"),
        ("500 grms of resin", "500 grms", 0.5, "kg"),
        ("12 lbs 4 oz of resin", "12 lbs 4 oz", 5.556506, "kg"),
        ("17.6 U.S. tons of resin", "17.6 U.S. tons", 15966.451424, "kg"),
        # counts
        ("12 blister packs", "12 blister packs", 12, "blister"),
        ("90 stalks", "90 stalks", 90, "stalk"),
        ("4,000 sticks", "4,000 sticks", 4000, "stick"),
        ("30 cartons", "30 cartons", 30, "carton"),
        ("40 bricks", "40 bricks", 40, "block"),
        ("60 bales", "60 bales", 60, "bale"),
        ("12 barrels", "12 barrels", 12, "barrel"),
        ("960,000 packets", "960,000 packets", 960_000, "pack"),
        # money
        ("Rs 2 crore", "Rs 2 crore", 20_000_000, "INR"),
        ("Rs.2.5 crore", "Rs.2.5 crore", 25_000_000, "INR"),
        ("A$160m", "A$160m", 160_000_000, "AUD"),
        ("RMB 3.4 million", "RMB 3.4 million", 3_400_000, "CNY"),
        ("RM4.4mil", "RM4.4mil", 4_400_000, "MYR"),
        ("N30 million", "N30 million", 30_000_000, "NGN"),
        ("UGX 5m", "UGX 5m", 5_000_000, "UGX"),
        ("CHF 30'000", "CHF 30'000", 30_000, "CHF"),
        ("75 USD million", "75 USD million", 75_000_000, "USD"),
        ("15 dollars 50.", "15 dollars 50", 15.5, "USD"),
        ("thirteen euros and forty-five.", "thirteen euros and forty-five", 13.45, "EUR"),
        ("half a million euros", "half a million euros", 500_000, "EUR"),
        ("the money came to 35 pounds", "35 pounds", 35, "GBP"),
    ],
)
def test_ways_of_telling_a_quantity(text: str, words: str, value: float, unit: str) -> None:
    span = one(text)
    assert (text[span.start : span.end], span.value, span.unit) == (words, pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "value", "value_max", "qualifier"),
    [
        ("6-10,000 bottles", 6000, 10_000, "range"),
        ("between 20 and 30 kilos", 20, 30, "range"),
        ("200g-300g", 0.2, 0.3, "range"),
        ("up to 3 tonnes", 3000, None, "at_most"),
        ("nearly 40 kilos", 40, None, "approximate"),
        ("30-odd kilos", 30, None, "approximate"),
        ("a dozen or so kilos", 12, None, "approximate"),
        ("500 plus kilos", 500, None, "at_least"),
        ("30+ kilos", 30, None, "at_least"),
        ("3 million-odd cigarettes", 3_000_000, None, "approximate"),
        ("more than half a million tablets", 500_000, None, "at_least"),
        ("more than10 tonnes", 10_000, None, "exact"),
    ],
)
def test_ranges_and_how_sure_they_are(text: str, value: float, value_max: float | None, qualifier: str) -> None:
    span = one(text)
    assert (span.value, span.value_max, span.qualifier) == (pytest.approx(value), value_max, qualifier)


@pytest.mark.parametrize(
    ("text", "value", "unit", "per"),
    [
        ("a ton a month", 1000, "kg", "month"),
        ("20 tons per year", 20_000, "kg", "year"),
        ("$18,000 a kilogram", 18_000, "USD", "kg"),
        ("400 euros apiece", 400, "EUR", "piece"),
        ("1.459 euros a litre", 1.459, "EUR", "l"),
    ],
)
def test_rates_and_prices(text: str, value: float, unit: str, per: str) -> None:
    span = one(text)
    assert (span.value, span.unit, span.per) == (pytest.approx(value), unit, per)


def test_a_count_shares_its_unit_and_money_stands_apart_from_it() -> None:
    assert [span.unit for span in find_quantities("5,000 and 6,000 tablets", UNITS)] == ["tablet", "tablet"]
    assert [span.value for span in find_quantities("15 dollars and 50 pills", UNITS)] == [15, 50]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In June, 7.2 tonnes of ivory were found.", [7200]),
        ("In May, 30 kg of heroin was found.", [30]),
        ("In May 30 kg of heroin was found.", [30]),
        ("In June, 12 people were held.", [12]),
        ("On May 3, 2019, it was found.", []),
        ("On 3 May it was found.", []),
    ],
)
def test_a_month_takes_no_figure_that_is_not_its_day(text: str, values: list[float]) -> None:
    assert [span.value for span in find_quantities(text, UNITS)] == values
