"""Which figure of a sentence measures which good."""

from __future__ import annotations

from typing import Any

import pytest

from bellflower.extraction.incidents.items import find_items
from tests.extraction.conftest import Annotate, Incidents

Told = list[tuple[str, float | None, str | None]]


def told(annotate: Annotate, text: str) -> Told:
    note = annotate(text)
    found = find_items(note, 0, len(note.text))
    return [(item.name, item.quantity.value if item.quantity else None, item.unit) for item in found]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Police seized 40 kg of heroin.", [("heroin", 40, "kg")]),
        ("They took away a 5-kg heroin haul.", [("heroin", 5, "kg")]),
        ("Eighty kilos of pangolin scales lay there.", [("pangolin scales", 80, "kg")]),
        ("Agents seized 2.5 tonnes of cannabis resin.", [("cannabis resin", 2500, "kg")]),
        ("Rangers seized 30 ivory tusks.", [("ivory", 30, "piece")]),
        ("The raid yielded 5,000 tablets of ecstasy.", [("mdma", 5000, "tablet")]),
        ("Some 6 million cigarettes were seized.", [("cigarettes", 6_000_000, "stick")]),
        ("Police seized 60 bottles of whisky.", [("liquor", 60, "bottle")]),
        ("They took 40 kg (88 lb) of heroin.", [("heroin", 40, "kg")]),
    ],
)
def test_a_figure_measures_the_good_after_it(annotate: Annotate, text: str, items: Told) -> None:
    assert told(annotate, text) == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Officers found heroin weighing 12.5 kg.", [("heroin", 12.5, "kg")]),
        ("Police found heroin, 3 kg, in the boot.", [("heroin", 3, "kg")]),
        ("They seized heroin (14 kg) and cocaine (2 kg).", [("heroin", 14, "kg"), ("cocaine", 2, "kg")]),
        ("What they took was cocaine, 1.2 tonnes of it.", [("cocaine", 1200, "kg")]),
        ("The opium totalled 90 kg.", [("opium", 90, "kg")]),
        ("Police seized cocaine, 14 kg in all.", [("cocaine", 14, "kg")]),
    ],
)
def test_or_the_good_before_it(annotate: Annotate, text: str, items: Told) -> None:
    assert told(annotate, text) == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Customs took 540 kg and 910 kg of cocaine.", [("cocaine", 540, "kg"), ("cocaine", 910, "kg")]),
        (
            "They seized 3 kg of heroin, 4 kg of cocaine and 2,000 ecstasy tablets.",
            [("heroin", 3, "kg"), ("cocaine", 4, "kg"), ("mdma", 2000, "tablet")],
        ),
    ],
)
def test_series_share_a_good_and_lists_keep_theirs(annotate: Annotate, text: str, items: Told) -> None:
    assert told(annotate, text) == items


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Heroin was found first. Later 789 kg of the drug were burnt.", ("heroin", 789, "kg")),
        ("They held a man with cocaine. He carried 45 kilos in two bags.", ("cocaine", 45, "kg")),
        ("Captagon was hidden there. The officers counted 500,000 tablets.", ("captagon", 500_000, "tablet")),
        ("Ecstasy came first, then heroin. He hid 900 tablets.", ("mdma", 900, "tablet")),
    ],
)
def test_a_figure_alone_measures_the_good_named_before(
    annotate: Annotate, text: str, last: tuple[str, float, str]
) -> None:
    assert told(annotate, text)[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "They took 500,000 tablets from the van.",  # of what, nobody says
        "Ice cream of 20 kg was sold.",
        "Officers weighed 45 kilos.",
    ],
)
def test_a_figure_without_any_good_measures_nothing(annotate: Annotate, text: str) -> None:
    assert told(annotate, text) == []


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("They found one-kilogram blocks of heroin.", [("heroin", None, None)]),
        ("Heroin came in an 18-tonne lorry.", [("heroin", None, None)]),
    ],
)
def test_weights_that_describe_are_no_quantities(annotate: Annotate, text: str, items: Told) -> None:
    assert told(annotate, text) == items


def test_a_total_over_parts_is_marked(annotate: Annotate) -> None:
    note = annotate("They found 3 kg of heroin in one bag and 4 kg in another, a total of 7 kg of heroin.")
    items = find_items(note, 0, len(note.text))
    assert [(item.quantity.value, item.total) for item in items if item.quantity] == [(3, False), (4, False), (7, True)]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Police confiscated $140,000 in cash.", [("cash", 140_000, "USD")]),
        ("Police seized $100,000 in counterfeit notes.", [("counterfeit currency", 100_000, "USD")]),
        ("Cash was found. Police seized 7,000 euros.", [("cash", None, None), ("cash", 7000, "EUR")]),
        ("The court set bail of $50,000 over the heroin.", [("heroin", None, None)]),
        ("The two were fined $9,000 over cash.", [("cash", None, None)]),
    ],
)
def test_money_counts_only_when_it_is_what_was_taken(annotate: Annotate, text: str, items: Told) -> None:
    assert told(annotate, text) == items


def test_money_beside_a_good_is_its_worth(annotate: Annotate) -> None:
    note = annotate("Customs seized 20 kg of heroin worth $3 million.")
    (item,) = find_items(note, 0, len(note.text))
    assert item.quantity is not None and (item.quantity.value, item.unit) == (20, "kg")
    assert item.value is not None and (item.value.value, item.value.unit) == (3_000_000, "USD")


@pytest.mark.parametrize("text", ["The heroin dealer was known.", "A heroin trafficker ran a cocaine laboratory."])
def test_a_good_that_describes_another_noun_is_no_item(annotate: Annotate, text: str) -> None:
    assert told(annotate, text) == []


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Police seized drugs.", [("unspecified drugs", None, None)]),
        ("Police seized drugs and 3 kg of heroin.", [("heroin", 3, "kg")]),
        ("Police seized 9 kg of drugs and 3 kg of heroin.", [("unspecified drugs", 9, "kg"), ("heroin", 3, "kg")]),
    ],
)
def test_a_general_word_gives_way_to_a_named_good(annotate: Annotate, text: str, items: Told) -> None:
    assert told(annotate, text) == items


def test_a_range_keeps_both_ends(annotate: Annotate) -> None:
    note = annotate("Agents seized between 10 and 12 kg of heroin.")
    (item,) = find_items(note, 0, len(note.text))
    assert item.quantity is not None
    assert (item.quantity.value, item.quantity.value_max, item.unit) == (10, 12, "kg")


@pytest.mark.parametrize(
    "text",
    [
        "The dealer was held on $50,000 cash bail.",
        "A pistol of .45 caliber was seized.",
        "The wreck held no drugs.",
        "Forensic officers removed 126 one-kilogram blocks of white powder.",
    ],
)
def test_figures_that_measure_no_load(annotate: Annotate, text: str) -> None:
    assert [quantity for _, quantity, _ in told(annotate, text) if quantity is not None] in ([], [1], [126])


def measured(found: list[dict[str, Any]]) -> list[tuple[str, float | None, str | None]]:
    return [(item["commodity"], item["quantity"], item["unit"]) for one in found for item in one["items"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officers found eight gold bars weighing 500 grams apiece.", [("gold", 4, "kg")]),
        ("Officers found 31 one-kilogram bars of gold.", [("gold", 31, "kg")]),
        ("Soldiers seized 40 parcels of cocaine, each weighing 2 kg.", [("cocaine", 80, "kg")]),
        ("Police found 20 packages of one kilogram each of heroin.", [("heroin", 20, "kg")]),
        ("Police seized 1,500 kg of cocaine in 1,500 one-kilo bricks.", [("cocaine", 1500, "kg")]),
    ],
)
def test_so_many_packages_of_so_much_each(
    incidents: Incidents, text: str, expected: list[tuple[str, float, str]]
) -> None:
    assert measured(incidents(f"{text}\n")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police seized 3,000 MDMA pills weighing 610 g and 235 g of cocaine.", [("mdma", 3000), ("cocaine", 0.235)]),
        ("Searches uncovered 464,200 ecstasy pills weighing 92 kilos.", [("mdma", 464200)]),
        ("Police found 27 kilograms of cocaine and an unlicensed pistol.", [("cocaine", 27), ("weapons", 1)]),
        ("Customs seized 19 gold watches and 2 kg of cocaine.", [("watches", 19), ("cocaine", 2)]),
        ("Police seized tens of thousands of ecstasy pills.", [("mdma", None)]),
        ("Police seized 125 kg of amphetamine and oil to make a further 300 kg of it.", [("amphetamine", 125)]),
        (
            "Police found cocaine; he was charged with trafficking in cocaine over 28 grams.",
            [("cocaine", None)],
        ),
    ],
)
def test_what_is_measured_and_what_is_not(
    incidents: Incidents, text: str, expected: list[tuple[str, float | None]]
) -> None:
    found = incidents(f"In Peru, on 3 May 2019: {text}\n")
    assert [(good, value) for good, value, _ in measured(found)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Detectives found 75 grams of fentanyl and $1,814 at his home.", ("cash", 1814, "USD")),
        ("A trader was detained at Nong Khai with two passports and 640,000 baht.", ("cash", 640000, "THB")),
        ("Police discovered 2 kg of opium and a bundle of money, 60,000 yuan.", ("cash", 60000, "CNY")),
        ("Police seized 8 kg of opium and 310,000 yuan (45,700 dollars) in cash.", ("cash", 310000, "CNY")),
    ],
)
def test_money_beside_a_load_or_on_a_person(incidents: Incidents, text: str, expected: tuple[str, float, str]) -> None:
    assert measured(incidents(f"{text} Cash smuggling is common.\n"))[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police seized 8 kg of opium worth $90,000 and put bail at $5,000.",
        "Police seized 8 kg of opium and froze $3 million in bank accounts.",
        "Police seized 8 kg of opium and he was fined $4,000.",
    ],
)
def test_money_that_is_no_load(incidents: Incidents, text: str) -> None:
    assert measured(incidents(f"{text}\n")) == [("opium", 8, "kg")]


def test_a_bare_weight_is_of_what_the_text_is_about(incidents: Incidents) -> None:
    found = incidents(
        "Police in Napier seized 190 kg of cocaine in May. The cocaine came by yacht; the cocaine was pure. "
        "They also found $40,000 in cash and nine ounces of gold. Four men were charged. They are in prison.\n\n"
        "Last August a yacht was stopped off Tonga with 720 kilos.\n"
    )
    assert measured(found)[-1] == ("cocaine", 720, "kg")


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("Customs in Lagos seized 12 kg of heroin hidden among sacks of charcoal.", ["heroin"]),
        ("Police in Lagos found 40 kg of cocaine concealed under frozen fish.", ["cocaine"]),
        ("Police in Lagos seized 300 tablets of ecstasy stuffed inside a gold statue.", ["mdma"]),
        ("Customs in Lagos seized 3 kg of ivory and 2 kg of gold.", ["ivory", "gold"]),
    ],
)
def test_what_goods_were_hidden_in_is_no_haul(incidents: Incidents, text: str, goods: list[str]) -> None:
    [incident] = incidents(text)
    assert [item["commodity"] for item in incident["items"]] == goods


def figures(annotate: Annotate, text: str) -> Told:
    """The items of all sentences that have a figure."""
    note = annotate(text)
    items = [item for start, end in note.sentences for item in find_items(note, start, end)]
    return [(item.name, item.quantity.value, item.unit) for item in items if item.quantity is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They seized two tonnes of ivory and four of pangolin scales.", [("ivory", 2000), ("pangolin scales", 4000)]),
        ("Police found 30 kg of heroin in a flat and 12 more in a car.", [("heroin", 30), ("heroin", 12)]),
        ('They seized 300 cases of cigarettes and 120 of "Lucky".', [("cigarettes", 300), ("cigarettes", 120)]),
        ("Police found 30 kg of heroin and 12 of the smugglers.", [("heroin", 30)]),
        ("Police found 30 kg of heroin and two men were held.", [("heroin", 30)]),
    ],
)
def test_a_figure_may_leave_its_unit_to_the_one_before(
    annotate: Annotate, text: str, expected: list[tuple[str, float]]
) -> None:
    assert [(good, value) for good, value, _ in figures(annotate, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The heroin, 90 kg in the indictment, was shown to be 71.", [("heroin", 71)]),
        ("The weight of the heroin is 71 kg, not 90 as stated on Monday.", [("heroin", 71)]),
        ("The charge sheet spoke of 90 kg of heroin, the laboratory weighed 71 kg.", [("heroin", 71)]),
        ("They found gold bars weighing 8 kg, of which 3 kg were on his wife.", [("gold", 8)]),
        ("They found 8 kg of gold, including 3 kg in her shoes.", [("gold", 8)]),
        ("They found 8 kg of drugs, including 3 kg of heroin.", [("unspecified drugs", 8), ("heroin", 3)]),
        ("They found 8 kg of gold and 3 kg of heroin, not the first such load.", [("gold", 8), ("heroin", 3)]),
    ],
)
def test_parts_and_figures_put_right_since(annotate: Annotate, text: str, expected: list[tuple[str, float]]) -> None:
    assert [(good, value) for good, value, _ in figures(annotate, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Captagon was found: 30 million pills, some 5 tons by weight.", [("captagon", 30e6, "tablet")]),
        ("They found captagon in a lorry. It was 5 tonnes (30 million pills).", [("captagon", 5000, "kg")]),
        ("Captagon is sold there. They took 600,000 pills and 2,400 blocks of hashish.",
         [("captagon", 600_000, "tablet"), ("cannabis resin", 2400, "block")]),
        ("They took 9,000 ecstasy tablets, 3 kg of heroin.", [("mdma", 9000, "tablet"), ("heroin", 3, "kg")]),
        ("They seized 60 heroin-filled capsules weighing 700 grams.", [("heroin", 0.7, "kg")]),
        ("They held cigarettes and took a further 140 cartons and four bottles of gin.",
         [("liquor", 4, "bottle"), ("cigarettes", 140, "carton")]),
    ],
)  # fmt: skip
def test_pills_and_cartons_go_with_goods_that_come_so(annotate: Annotate, text: str, expected: Told) -> None:
    assert sorted(figures(annotate, text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Herbal cannabis 19 kg, ketamine 3 kg; heroin 200 g.", [("cannabis", 19), ("ketamine", 3), ("heroin", 0.2)]),
        ("They took scales of pangolins with a weight of 60 kg and 20 kg of ivory.",
         [("pangolin scales", 60), ("ivory", 20)]),
        ("They found 5 kg of meth in Osaka. A crate of red ginseng came later; in it lay 3 kg more.",
         [("methamphetamine", 5), ("methamphetamine", 3)]),
    ],
)  # fmt: skip
def test_which_good_a_weight_behind_belongs_to(
    annotate: Annotate, text: str, expected: list[tuple[str, float]]
) -> None:
    assert [(good, value) for good, value, _ in figures(annotate, text)] == expected


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("In a coal bin they found 20 packs of cigarettes.", ["cigarettes"]),
        ("They found 5 kg of heroin in two rice bags.", ["heroin"]),
        ("A truck loaded with onions held 5 kg of heroin.", ["heroin"]),
        ("The 5 kg of heroin lay hidden among frozen fish.", ["heroin"]),
        ("A container declared as liquor held 5 kg of heroin.", ["heroin"]),
        ("He believed the load of 5 kg of heroin to be sugar.", ["heroin"]),
        ('They took 600 cigarettes of the brands "Royal" and "Silver Gold".', ["cigarettes"]),
        ("They took 90 pangolins' worth of scales, 40 kg of pangolin scales.", ["pangolin scales"]),
        ("They found 300 sacks of rice and 5 kg of heroin.", ["rice", "heroin"]),
        ("They found a load of diesel and two bags of sugar.", ["diesel", "sugar"]),
    ],
)
def test_what_hides_a_load_is_none(annotate: Annotate, text: str, goods: list[str]) -> None:
    assert list(dict.fromkeys(good for good, _, _ in told(annotate, text))) == goods


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two passengers, both Thai, with US$211,000 between them.", ("cash", 211000, "USD")),
        ("The gendarmes got a telephone and 61 million CFA francs off him.", ("cash", 61_000_000, "XOF")),
        ("A fourth, a lawyer, was also carrying £41,500 in sterling.", ("cash", 41500, "GBP")),
        ("Suitcases and 52,000 euros in notes were confiscated.", ("cash", 52000, "EUR")),
        ("Counterfeit notes were known there. He tried to change $30,000 of the same.",
         ("counterfeit currency", 30000, "USD")),
        ("Warehouse: 900 cartons of cigarettes and USD 15,000; owner held.", ("cash", 15000, "USD")),
    ],
)  # fmt: skip
def test_money_on_somebody_in_notes_or_in_an_entry(
    annotate: Annotate, text: str, expected: tuple[str, float, str]
) -> None:
    assert figures(annotate, text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "He was expelled all three times over hashish.",
        "Heroin was found; he had paid $5,000 in bribes.",
        "Ten tons of what was declared to be root hid heroin.",
        "Heroin was found 12 kilometres from the border by men aged 22 and 25.",
        "Heroin brings ten years; the fine was 50 euros.",
        "Tramadol in strengths of 225 and 250 milligrams lay there.",
    ],
)
def test_other_figures_are_no_load(annotate: Annotate, text: str) -> None:
    assert figures(annotate, text) == []


def test_money_in_a_list_of_money(incidents: Incidents) -> None:
    found = incidents("Customs found $498,000 in cash, 1.2 million baht and 4 kg of gold in a bag.\n")
    assert measured(found) == [("cash", 498000, "USD"), ("cash", 1200000, "THB"), ("gold", 4, "kg")]


def test_goods_of_every_day_without_a_figure_are_what_a_load_lay_in(incidents: Incidents) -> None:
    found = incidents("Customs in Haiphong found 6 kg of rhino horn and frozen fish in a container.\n")
    assert measured(found) == [("rhino horn", 6, "kg")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They took 22 gold bars off a courier; another 15 on his wife.",
         [("gold", 22, "block"), ("gold", 15, "block")]),
        ("They held four men for passing false bills worth $390,000.", [("counterfeit currency", 390_000, "USD")]),
        ("Captagon is made there. 2 tonnes of hashish and a million pills came out.",
         [("cannabis resin", 2000, "kg"), ("captagon", 1_000_000, "tablet")]),
    ],
)  # fmt: skip
def test_what_a_clause_leaves_to_the_words_before(annotate: Annotate, text: str, expected: Told) -> None:
    assert figures(annotate, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police in Sydney, Australia, seized 3 kg of cocaine and $40,000 in cash on Monday.", "AUD"),
        ("Police in Toronto, Canada, seized 3 kg of cocaine and $40,000 in cash on Monday.", "CAD"),
        ("Police in Lima, Peru, seized 3 kg of cocaine and $40,000 in cash on Monday.", "USD"),
        ("Police in Karachi, Pakistan, seized 3 kg of opium and Rs 40,000 in cash on Monday.", "PKR"),
        ("Police in Mumbai, India, seized 3 kg of opium and Rs 40,000 in cash on Monday.", "INR"),
        ("Police in Aarhus, Denmark, seized 3 kg of opium and 40,000 kroner in cash on Monday.", "DKK"),
        ("Police in Cebu, Philippines, seized 3 kg of opium and 40,000 pesos in cash on Monday.", "PHP"),
        ("Police in Baghdad, Iraq, seized 3 kg of cocaine and $40,000 in cash on Monday.", "USD"),
        ("Police in Sydney, Australia, seized 3 kg of cocaine and US$40,000 in cash on Monday.", "USD"),
    ],
)
def test_bare_dollars_are_those_of_the_country(incidents: Incidents, text: str, expected: str) -> None:
    assert measured(incidents(text))[-1] == ("cash", 40_000, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They found 5 kg of the drug, which tests showed to be methamphetamine.", [("methamphetamine", 5)]),
        ("They found 5 kg of the drug and methamphetamine.", [("unspecified drugs", 5)]),
        ("They seized methamphetamine tablets (1.5 million) and heroin blocks (40).",
         [("methamphetamine", 1_500_000), ("heroin", 40)]),
        ("They took 3,000 MDMA (Ecstasy) pills weighing 610 g and 235 g of cocaine.",
         [("mdma", 3000), ("cocaine", 0.235)]),
        ("The cocaine was packed in 412 bricks of about 1 kg each.", [("cocaine", 412)]),
        ("Some 40 bottles and 12 cans of beer were seized.", [("liquor", 40), ("liquor", 12)]),
        ("Seized: 4 kg of cocaine; 3 firearms; $12,000; two vehicles.",
         [("cocaine", 4), ("weapons", 3), ("cash", 12_000), ("vehicles", 2)]),
        ("In it lay 1,180 banknotes of 100 dollars.", [("cash", 118_000)]),
        ("They seized 500 counterfeit notes with a face value of 50,000 dollars.", [("counterfeit currency", 50_000)]),
        ("They found 50,000 euros in cash, 12 kilos of cutting agent and heroin.", [("cash", 50_000)]),
    ],
)  # fmt: skip
def test_how_loads_are_told_in_news(annotate: Annotate, text: str, expected: list[tuple[str, float]]) -> None:
    assert [(good, value) for good, value, _ in figures(annotate, text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The legal limit is 5 grams of cannabis.",
        "Travellers may bring in 200 cigarettes.",
        "A kilo of cocaine sells for $40,000.",
        "The catch brought to 2 tonnes the heroin seized this year.",
        "Police registered 890 cases involving smuggling of explosives.",
    ],
)
def test_limits_prices_and_running_totals_are_no_load(annotate: Annotate, text: str) -> None:
    assert figures(annotate, text) == []


def test_a_brand_with_a_number_is_no_figure(incidents: Incidents) -> None:
    found = incidents("Customs in Cebu seized 640 cases of Mild Seven cigarettes in April.\n")
    assert measured(found) == [("cigarettes", 640, "case")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They found 14 elephant tusks, sawn up and weighing 118 kg, and 63 kg of pangolin scales.",
         [("ivory", 118), ("pangolin scales", 63)]),
        ("They found 212 grams of a white powder which the chemist certified as cocaine.", [("cocaine", 0.212)]),
        ("They seized cigarettes: 187 master cases, or about 1.87 million sticks.", [("cigarettes", 1_870_000)]),
        ("They took counterfeit Mild Seven cigarettes.", []),
        ("They found 900 pills of ecstasy and 49 bricks (17 kg) of heroin.", [("mdma", 900), ("heroin", 17)]),
        ("Cash amounting to $8,150 was found on him.", [("cash", 8150)]),
        ("30 May, Ponce: $412,000 in a cooler. Cash was known there.", [("cash", 412_000)]),
    ],
)  # fmt: skip
def test_weights_behind_a_clause_and_names_behind_a_powder(
    annotate: Annotate, text: str, expected: list[tuple[str, float]]
) -> None:
    assert [(good, value) for good, value, _ in figures(annotate, text)] == expected


@pytest.mark.parametrize(
    ("more", "loads"),
    [
        ("Another 2 kg was found in a locker.", [[30, 2]]),
        ("A further 2 kg was recovered from their flat.", [[30, 2]]),
        ("Another 2 kg was seized in Lima, Peru, on 9 May 2019.", [[30], [2]]),
        ("A second courier was caught with another 2 kg at Lima, Peru.", [[30], [2]]),
    ],
)
def test_what_comes_on_top_belongs_to_the_load_before(
    incidents: Incidents, more: str, loads: list[list[float]]
) -> None:
    found = incidents(f"Police in Accra, Ghana, seized 30 kg of heroin on 3 May 2019. {more}\n")
    assert [[item["quantity"] for item in one["items"]] for one in found] == loads
