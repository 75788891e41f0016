"""Which fragments of one report tell of the same incident."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.conftest import Incidents


def loads(found: list[dict[str, Any]]) -> list[list[tuple[str, float | None]]]:
    return [[(item["commodity"], item["quantity"]) for item in incident["items"]] for incident in found]


def test_headline_lead_and_body_are_one(incidents: Incidents) -> None:
    (found,) = incidents(
        "Nearly 15 kilos of heroin caught at Sofia airport\n\n"
        "Customs officers at Sofia airport seized 14.8 kg of heroin on Monday.\n\n"
        "The drug lay in two suitcases. Two Turkish women were arrested.\n"
    )
    assert loads([found]) == [[("heroin", 14.8)]]
    assert (found["date"], found["country"], found["place"]) == ("2019-06-17", "BG", "Sofia")
    assert [(s["nationality"], s["count"]) for s in found["suspects"]] == [("TR", 2)]


@pytest.mark.parametrize(
    "headline",
    ["Heroin seized at Sofia airport", "Police seize heroin at Sofia airport", "About 14 kg of heroin seized in Sofia"],
)
def test_a_headline_joins_what_it_announces(incidents: Incidents, headline: str) -> None:
    body = "Police at Sofia airport seized 14.2 kg of heroin on Monday.\n"
    assert loads(incidents(f"{headline}\n\n{body}")) == [[("heroin", 14.2)]]


@pytest.mark.parametrize(
    "after",
    [
        "Two drivers were arrested on 6 March.",
        "Ten days later two drivers were arrested.",
        "\n\nOn 6 March, two drivers were charged.",
    ],
)
def test_arrests_and_charges_dated_later_join_the_seizure(incidents: Incidents, after: str) -> None:
    (found,) = incidents(f"Customs in Hamburg seized 214 kg of cocaine on 3 March 2019. {after}\n")
    assert found["date"] == "2019-03-03"
    assert [(s["role"], s["count"]) for s in found["suspects"]] == [("driver", 2)]


def test_an_expulsion_that_follows_in_the_same_country_joins(incidents: Incidents) -> None:
    (found,) = incidents(
        "Police in Riga arrested a diplomat with 8 kg of amphetamine on 2 March 2019. "
        "Days later the ministry expelled the diplomat.\n"
    )
    assert found["kind"] == ["arrest", "expulsion"] and found["date"] == "2019-03-02"


def test_a_follow_up_in_another_country_is_a_second_incident(incidents: Incidents) -> None:
    found = incidents(
        "Polish police seized 30 kg of cocaine in Gdansk in April 2018. "
        "A man was arrested in Sweden in June 2018 over the cocaine.\n"
    )
    assert [(i["country"], i["date"], i["kind"]) for i in found] == [
        ("PL", "2018-04", ["seizure"]),
        ("SE", "2018-06", ["arrest"]),
    ]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("In Graz, another 2 kg of cocaine were seized on 9 March.", ("cocaine", 2)),
        ("On 12 March police in Vienna seized 9 kg of heroin.", ("heroin", 9)),
        ("In a separate case, customs in Graz seized 40 tusks.", ("ivory", 40)),
        ("A week later police in Graz seized 40 kg of heroin.", ("heroin", 40)),
    ],
)
def test_another_load_is_another_incident(incidents: Incidents, second: str, expected: tuple[str, float]) -> None:
    found = incidents(f"Police in Vienna seized 5 kg of heroin on 3 March 2019. {second}\n")
    assert loads(found) == [[("heroin", 5)], [expected]]


@pytest.mark.parametrize(
    "more",
    [
        "Officers also seized 2 kg of cocaine.",
        "In his flat police found 2 kg of cocaine.",
        "They also found 2 kg of cocaine.",
    ],
)
def test_what_lay_beside_it_belongs_to_it(incidents: Incidents, more: str) -> None:
    found = incidents(f"A man was arrested in Riga on 2 March 2019 with 8 kg of amphetamine. {more}\n")
    assert loads(found) == [[("amphetamine", 8), ("cocaine", 2)]]


def test_persons_in_other_roles_with_their_own_load_stay_apart(incidents: Incidents) -> None:
    found = incidents(
        "A diplomat was arrested in Vienna with 5 kg of heroin in 1998. "
        "A lumberjack was arrested in Khabarovsk with 2 kg of opium in 2001.\n"
    )
    assert [(i["country"], i["suspects"][0]["role"]) for i in found] == [("AT", "diplomat"), ("RU", "lumberjack")]


def test_ships_of_two_names_are_two_incidents(incidents: Incidents) -> None:
    found = incidents(
        "The navy boarded the dhow Al Noor on 2 March 2018 and seized 900 kg of hashish. "
        "It boarded the dhow Al Badr on 4 March 2018 and seized 400 kg of hashish.\n"
    )
    assert [(i["conveyance"], i["items"][0]["quantity"]) for i in found] == [("Al Noor", 900), ("Al Badr", 400)]


def test_one_ship_told_twice_is_one(incidents: Incidents) -> None:
    (found,) = incidents(
        "The navy boarded the dhow Al Noor on 2 March 2018 and seized 900 kg of hashish.\n\n"
        "Four sailors were arrested aboard the dhow Al Noor.\n"
    )
    assert found["conveyance"] == "Al Noor"
    assert [(s["role"], s["count"]) for s in found["suspects"]] == [("sailor", 4)]


@pytest.mark.parametrize(
    ("later", "date"),
    [
        ("The heroin was seized on 4 March, the court heard.", "2019-03-03"),  # two days apart may be one night
        ("On 4 March police in Vienna seized about 5 kg of heroin.", "2019-03-03"),
    ],
)
def test_days_that_touch_may_be_one_date(incidents: Incidents, later: str, date: str) -> None:
    found = incidents(f"Police in Vienna seized 5 kg of heroin on 3 March 2019.\n\n{later}\n")
    assert loads(found) == [[("heroin", 5)]] and found[0]["date"] == date


def test_the_same_load_weeks_later_is_another(incidents: Incidents) -> None:
    found = incidents(
        "Police in Vienna seized 5 kg of heroin on 3 March 2019.\n\n"
        "On 24 March police in Vienna seized 5 kg of heroin.\n"
    )
    assert [i["date"] for i in found] == ["2019-03-03", "2019-03-24"]


def test_a_finer_date_of_the_same_load_is_kept(incidents: Incidents) -> None:
    (found,) = incidents(
        "Police in Vienna seized 5 kg of heroin in March 2019.\n\n"
        "The heroin was seized on 14 March 2019 at the station.\n"
    )
    assert found["date"] == "2019-03-14"


@pytest.mark.parametrize(("one", "other"), [(312, 318), (5.2, 5.4), (40, 50)])
def test_figures_that_neither_is_rounded_from_the_other_are_two_loads(
    incidents: Incidents, one: float, other: float
) -> None:
    found = incidents(
        f"Police in Vienna seized {one} kg of hashish.\n\nPolice in Vienna seized {other} kg of hashish.\n"
    )
    assert loads(found) == [[("cannabis resin", one)], [("cannabis resin", other)]]


def test_one_town_each_on_one_day_are_two(incidents: Incidents) -> None:
    found = incidents(
        "Police in Vienna seized 5.2 kg of heroin on 3 March 2019.\n\n"
        "In Linz police seized 5.4 kg of heroin on 3 March 2019.\n"
    )
    assert [i["place"] for i in found] == ["Vienna", "Linz"]


def test_money_and_weapons_found_later_lie_beside_the_load(incidents: Incidents) -> None:
    found = incidents(
        "Police in Graz seized 3 kg of cocaine on Monday. A dealer was arrested.\n\n"
        "Officers also seized 12,000 euros in cash.\n"
    )
    assert loads(found) == [[("cocaine", 3), ("cash", 12000)]]


def test_weapons_alone_are_no_incident_beside_a_trade_in_goods(incidents: Incidents) -> None:
    found = incidents(
        "Customs in Split seized 9 kg of hashish on 4 March 2019.\n\nIn Zadar, police found two pistols in May 2019.\n"
    )
    assert loads(found) == [[("cannabis resin", 9)]]


def test_the_statutory_floor_of_a_conviction_is_the_load_of_the_search(incidents: Incidents) -> None:
    found = incidents(
        "A Leeds man was sentenced on 6 May 2019 for possessing more than 500 grams of cocaine.\n\n"
        "Police had found 794 grams of cocaine at his home on 8 January 2019.\n"
    )
    assert loads(found) == [[("cocaine", 0.794)]]


def test_what_robbers_take_is_no_seizure(incidents: Incidents) -> None:
    assert incidents("The robbers took a safe with three bags of marijuana from a flat in Leeds.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "Thai police said they had arrested a gang of four on Monday after a raid on a warehouse. "
        "Inside were 120 kg of ketamine.\n",
        "Four sailors were arrested on Monday. Police then gave details. "
        "The freighter had been boarded off Phuket and 120 kg of ketamine was found in its hold.\n",
    ],
)
def test_persons_told_before_their_load(incidents: Incidents, text: str) -> None:
    (found,) = incidents(text)
    assert loads([found]) == [[("ketamine", 120)]]
    assert [s["count"] for s in found["suspects"]] == [4]


def test_arrests_told_later_with_a_town_of_their_own_join_the_load(incidents: Incidents) -> None:
    (found,) = incidents(
        "Customs in Rotterdam seized 300 kg of cocaine on Monday. The cargo came from Brazil.\n\n"
        "Prosecutors have been busy since.\n\nTwo Dutchmen were arrested in Utrecht on Tuesday.\n"
    )
    assert (found["place"], found["date"]) == ("Rotterdam", "2019-06-17")
    assert [(s["nationality"], s["count"]) for s in found["suspects"]] == [("NL", 2)]


def test_arrests_of_an_earlier_year_do_not_join(incidents: Incidents) -> None:
    found = incidents(
        "Customs in Rotterdam seized 300 kg of cocaine on 17 June 2019.\n\n"
        "In 2016 two Dutchmen were arrested in Utrecht over cocaine.\n"
    )
    assert not found[0]["suspects"]


@pytest.mark.parametrize(
    "text",
    [
        "On 29 January traffic police at Lublin pulled over a van with foreign plates. "
        "The driver waited for his consul. The van held 900 cartons of cigarettes.\n",
        "Border guards boarded a trawler off Lublin on 29 January. In the hold lay 900 cartons of cigarettes.\n",
    ],
)
def test_a_stop_told_before_what_it_brought_to_light(incidents: Incidents, text: str) -> None:
    (found,) = incidents(text)
    assert loads([found]) == [[("cigarettes", 900)]]
    assert found["date"] == "2019-01-29"


def test_a_stop_elsewhere_opens_another_incident(incidents: Incidents) -> None:
    found = incidents(
        "Polish customs seized 12 kg of amber and 3 kg of gold at Gdansk on 3 June 2019.\n\n"
        "In May, guards stopped a bus at Medyka. It held 40 cartons of cigarettes.\n"
    )
    assert [(i["date"], i["items"][-1]["quantity"]) for i in found] == [("2019-06-03", 3), ("2019-05", 40)]


def test_a_sentence_that_says_when_and_where_it_took_place(incidents: Incidents) -> None:
    (found,) = incidents(
        "Thai police have seized 2 million methamphetamine pills, officials said. "
        "The raid took place on 16 June in Nong Khai.\n"
    )
    assert (found["date"], found["place"]) == ("2019-06-16", "Nong Khai")


def test_an_arrest_with_a_town_of_its_own_and_the_load_told_after_it(incidents: Incidents) -> None:
    found = incidents(
        "Police seized 287 kg of ivory near Toledo on Monday, it was announced. Eight people were arrested.\n\n"
        "The inquiry had begun in Bilbao, where a couple from Malaysia were stopped on 29 May. "
        "In their four suitcases were 58 kilos of ivory.\n"
    )
    assert loads(found) == [[("ivory", 287)], [("ivory", 58)]]
    assert [found[1]["date"], found[1]["suspects"][0]["nationality"]] == ["2019-05-29", "MY"]


def test_the_remaining_ones_are_of_the_same_incident_in_another_town(incidents: Incidents) -> None:
    (found,) = incidents(
        "Police seized 38 kg of cocaine at Napier, New Zealand, on 3 June. Two accused were arrested there; "
        "the remaining two, a Croat and a Serb, the following week in Auckland.\n"
    )
    assert loads([found]) == [[("cocaine", 38)]]


def test_detections_told_as_so_many_times_are_a_sum(incidents: Incidents) -> None:
    text = (
        "Australian border officers detected illicit drugs 42,300 times in 2018, the department said.\n\n"
        "Methamphetamine led the list by weight with 11.2 tonnes, followed by cocaine with 5.9 tonnes.\n"
    )
    assert incidents(text) == []


def test_a_part_of_the_load_told_before_is_no_other_load(incidents: Incidents) -> None:
    (found,) = incidents(
        "Customs seized 4.1 kg of gold from two passengers at Cochin airport on Monday. "
        "The first had 2.3 kg of it in capsules. From the second, 1.8 kg was recovered.\n"
    )
    assert loads([found]) == [[("gold", 4.1)]]


def test_the_first_and_the_second_with_days_of_their_own_are_two(incidents: Incidents) -> None:
    found = incidents(
        "Pangolin scales have been found twice in Singapore. The first container, on 3 April, held 12.9 tonnes of "
        "scales; the second, on 8 April, another 12.7 tonnes.\n"
    )
    assert [(i["date"], i["items"][0]["quantity"]) for i in found if i["items"][0]["quantity"]] == [
        ("2019-04-03", 12900),
        ("2019-04-08", 12700),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The 41-year-old suspect was found with 87 capsules of heroin. He was arrested in Lima on 29 May.",
        "A woman was jailed on Monday for smuggling 2.4 kg of horn in a bag of rhino horn. She was stopped on 29 May.",
    ],
)
def test_he_was_caught_there_and_then(incidents: Incidents, text: str) -> None:
    (found,) = incidents(f"{text}\n")
    assert found["date"] == "2019-05-29"


def test_a_parcel_opened_by_customs(incidents: Incidents) -> None:
    (found,) = incidents("The parcel was opened by customs on 20 March: in it were 1,130 grams of cocaine.\n")
    assert loads([found]) == [[("cocaine", 1.13)]]


def test_the_second_seizure_is_another_incident(incidents: Incidents) -> None:
    found = incidents(
        "Officers in Laredo, Texas, seized 19 kg of cocaine on Monday. "
        "The second seizure took place a day later, when officers stopped a bus from Monterrey. "
        "They found 23 kg of methamphetamine in the luggage of a passenger.\n"
    )
    assert loads(found) == [[("cocaine", 19)], [("methamphetamine", 23)]]


def test_bullets_tell_of_one_incident_each(incidents: Incidents) -> None:
    found = incidents(
        "The crew reported these cases.\n\n"
        "- About 1,300 kilograms of cocaine was fished from the water.\n"
        "- The navy intercepted a skiff and took 1,500 kg of cocaine from it.\n"
    )
    assert loads(found) == [[("cocaine", 1300)], [("cocaine", 1500)]]


@pytest.mark.parametrize("found_in", ["They held 900 cartons of cigarettes.", "In them lay 900 cartons of cigarettes."])
def test_containers_opened_and_what_they_held(incidents: Incidents, found_in: str) -> None:
    (found,) = incidents(f"On 11 May 2018 customs opened two forty-foot containers at Gdansk. {found_in}\n")
    assert (found["date"], found["items"][0]["quantity"]) == ("2018-05-11", 900)


def test_a_day_told_of_the_goods_is_that_of_the_catch_before(incidents: Incidents) -> None:
    found = incidents(
        "Kenyan officers seized 98 kg of heroin in the port of Mombasa, police said on Thursday.\n\n"
        "The drugs, worth 3 million shillings, were discovered on Tuesday during an inspection.\n\n"
        "In November, officers found 34 kg of cocaine there.\n"
    )
    assert [incident["date"] for incident in found] == ["2019-06-18", "2018-11"]


def test_a_load_told_before_anybody_is_caught_with_it(incidents: Incidents) -> None:
    (found,) = incidents(
        "Two rangers met a trader in Blantyre. There were 21 pieces of ivory in his bag, 47 kilograms. "
        "The trader was overpowered when he reached for a knife.\n"
    )
    assert loads([found]) == [[("ivory", 47)]] and found["suspects"][0]["role"] == "trader"


def test_the_truck_was_stopped_there_and_then(incidents: Incidents) -> None:
    (found,) = incidents(
        "Nepali police have seized 38 kilograms of gold hidden in a truck. "
        "The truck was stopped in Kathmandu on Tuesday night, an officer said.\n"
    )
    assert found["date"] == "2019-06-18"


def test_what_was_seized_where_those_just_told_of_were_caught(incidents: Incidents) -> None:
    found = incidents(
        "On 30 May police at Sanhe stopped a motorcycle and found 1.2 kg of heroin. The rider talked.\n\n"
        "Following his words, officers on 12 June raided a flat in Yanji and arrested four suspects. "
        "Another 5.5 kg and a scale were seized.\n"
    )
    assert loads(found) == [[("heroin", 1.2)], [("heroin", 5.5)]]
    assert (found[1]["date"], found[1]["suspects"][0]["count"]) == ("2019-06-12", 4)


def test_one_of_several_that_took_place_and_what_it_held(incidents: Incidents) -> None:
    found = incidents(
        "Customs have seized 1,216,500 packs of cigarettes in two operations in Chile.\n\n"
        "The first one took place on 24 May at the port of Iquique. "
        "A container was scanned. It held 1,140,000 packs.\n\n"
        "On 2 June, at Arica, a bus was examined. Two Chileans were travelling with 76,500 packs.\n"
    )
    assert [(i["date"], i["items"][0]["quantity"]) for i in found] == [("2019-05-24", 1140000), ("2019-06-02", 76500)]


def test_a_sum_of_drugs_is_that_of_all_goods(incidents: Incidents) -> None:
    found = incidents(
        "Officers arrested four suspects and seized about 9.1kg of drugs on 16 and 17 May.\n\n"
        "On 16 May, at Boon Lay, a search of a bag led to the recovery of 3,764g of heroin and 512g of ketamine.\n\n"
        "On 17 May officers raided a flat in Punggol and found 4,870g of cannabis.\n"
    )
    assert [len(i["items"]) for i in found] == [2, 1]


def test_the_seizure_of_a_ship_and_what_was_in_its_hold(incidents: Incidents) -> None:
    (found,) = incidents(
        "The tax agency of Spain reported the seizure of the freighter Karar on 14 June. "
        "In its hold were 3.8 tonnes of cocaine.\n"
    )
    assert loads([found]) == [[("cocaine", 3800)]] and found["date"] == "2019-06-14"


def test_another_load_in_the_same_search(incidents: Incidents) -> None:
    (found,) = incidents(
        "Police in Delta, Canada, searched a home on 3 June and found 17 kg of fentanyl. "
        "Another 11 kilograms of cocaine was found in a locker.\n"
    )
    assert loads([found]) == [[("fentanyl", 17), ("cocaine", 11)]]


def test_those_caught_and_what_was_found_after_are_one_incident(incidents: Incidents) -> None:
    (incident,) = incidents(
        "On June 3 police in Lima raided a flat and arrested a Dane. Another 5.5 kg of heroin and $2,000 were seized."
    )
    assert (incident["date"], [party["nationality"] for party in incident["suspects"]]) == ("2019-06-03", ["DK"])


def test_a_day_that_opens_a_sentence_opens_a_scene(incidents: Incidents) -> None:
    found = incidents(
        "On 3 June a lorry came to the crossing in Lyon. Officers found 9 kg of heroin in it. The driver, a Dane, was "
        "arrested. On 9 June they observed a boat in Nice. Two Poles were caught. 12 kg of cocaine were seized."
    )
    assert [[party["nationality"] for party in incident["suspects"]] for incident in found] == [["DK"], ["PL"]]


def test_nobody_is_caught_where_poachers_kill(incidents: Incidents) -> None:
    assert not incidents("Poachers killed 1,175 rhinos for their horn in South Africa in 2015.")
