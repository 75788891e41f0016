"""Date and country borrowed from beside an act, each with the rule that borrowed it."""

from __future__ import annotations

import pytest

from bellflower.records import Claim, When, Where
from tests.extraction.conftest import Incidents, Read


def slot(read: Read, text: str, predicate: str) -> list[Claim]:
    return [claim for claim in read(text).claims if claim.mention and claim.predicate == predicate]


@pytest.mark.parametrize(
    ("text", "edtf", "rule"),
    [
        ("Police in Vienna seized 5 kg of heroin on 3 March 2019.\n", "2019-03-03", "date beside the act"),
        (
            "On 4 May 2018 a container was opened in Odessa. Customs found 20 kg of heroin.\n",
            "2018-05-04",
            "date of the sentence beside it",
        ),
        (
            "The patrol left Karachi on 4 May 2018. A day later it boarded a dhow and seized 300 kg of hashish.\n",
            "2018-05-05",
            "date beside the act",
        ),
    ],
)
def test_the_date_says_where_it_is_from(read: Read, text: str, edtf: str, rule: str) -> None:
    (claim,) = slot(read, text, "occurred_on")
    assert isinstance(claim.value, When)
    assert (claim.value.edtf, claim.value.basis, claim.rule) == (edtf, "event", rule)


@pytest.mark.parametrize(
    "text",
    [
        "Police in Vienna seized 5 kg of heroin.\n",
        "Police in Vienna seized 5 kg of heroin.\n\nThe fair opened on 4 May 2018.\n",
    ],
)
def test_the_publication_date_is_never_the_events(read: Read, text: str) -> None:
    assert slot(read, text, "occurred_on") == []


@pytest.mark.parametrize(
    ("text", "country", "words", "rule"),
    [
        ("Police in Poland seized 5 kg of heroin.\n", "PL", "Poland", "country from place"),
        ("Polish police seized 5 kg of heroin.\n", "PL", "Polish police", "country from authority"),
        ("China seized 5 kg of heroin on 3 May 2019.\n", "CN", "China", "country from subject"),
        ("The workshop stood in Kenya. Rangers seized 40 tusks.\n", "KE", "Kenya", "country of the sentence beside it"),
        (
            "NAIROBI, June 11 (Newsdesk) - Rangers seized 40 tusks on Friday.\n",
            "KE",
            "NAIROBI",
            "country of the dateline",
        ),
        (
            "Police in Poland seized 5 kg of heroin on 3 March 2019.\n\n"
            "In a separate case last month, customs seized 900 kg of ivory.\n",
            "PL",
            "Poland",
            "the only country of the report's incidents",
        ),
    ],
)
def test_the_country_says_where_it_is_from(read: Read, text: str, country: str, words: str, rule: str) -> None:
    claim = slot(read, text, "country")[-1] if "only" not in rule else _borrowed(read, text)
    assert isinstance(claim.value, Where)
    assert (claim.value.country, claim.value_raw, claim.rule) == (country, words, rule)
    assert claim.value.place_id == f"iso3166-1:{country}"


def _borrowed(read: Read, text: str) -> Claim:
    (claim,) = [c for c in slot(read, text, "country") if not c.rule.startswith("country from")]
    return claim


def test_the_smallest_place_is_kept_beside_the_country(read: Read) -> None:
    (place,) = slot(read, "Police seized heroin in Warsaw in Poland on 3 May 2019.\n", "located_at")
    assert isinstance(place.value, Where)
    assert (place.value.name, place.value.level, place.value.country) == ("Warsaw", "town", "PL")


@pytest.mark.parametrize(
    ("text", "country", "rule"),
    [
        (
            "Exhibit one, Karachi. A clerk was arrested with 300 bottles of whisky.\n",
            "PK",
            "country of the sentence beside it",
        ),
        (
            "Bissau, which has one prison, is a quiet town. In May 2006 soldiers seized 600 kg of cocaine.\n",
            "GW",
            "country of the sentence beside it",
        ),
        (
            "Peruvian police seized 4 kg of heroin on 3 May 2019. Ten days later, officers found 90 kg of "
            "cocaine in a shed. Officials in Chile seized 3 kg of gold.\n",
            "PE",
            "country of the incident before",
        ),
        (
            "A trooper found 30 kg of marijuana under a seat.\n\nThe driver is of Tulsa, his wife of Fresno.\n",
            "US",
            "the only country of the report's places",
        ),
        (
            "Officers in Dublin wrote to Canada. A hall in Limerick was let to Spaniards. A meeting in Galway was put "
            "off.\n\nOfficers seized 12 kg of heroin in a lorry.\n",
            "IE",
            "the country of most scenes of the report",
        ),
    ],
)
def test_a_country_is_borrowed_from_what_was_told_before(read: Read, text: str, country: str, rule: str) -> None:
    claim = _borrowed(read, text)
    assert isinstance(claim.value, Where)
    assert (claim.value.country, claim.rule) == (country, rule)


def test_the_day_after_is_counted_across_one_paragraph(read: Read) -> None:
    text = (
        "On 4 May 2018 a man was arrested in Vienna with 2 kg of gold.\n\n"
        "The following day, officers in Linz seized 5 kg of heroin.\n"
    )
    dates = [c.value.edtf for c in slot(read, text, "occurred_on") if isinstance(c.value, When)]
    assert dates == ["2018-05-04", "2018-05-05"]


@pytest.mark.parametrize(
    ("behind", "edtf"),
    [
        ("The load was discovered at the beginning of the month on a ferry.", "2019-06"),
        ("The load was seized in May on a ferry.", "2019-05"),
        ("The load was seized on 4 May on a ferry.", "2019-05-04"),
        ("He denies it.", "2019-06-14"),
    ],
)
def test_the_day_of_the_charge_is_not_that_of_the_catch(incidents: Incidents, behind: str, edtf: str) -> None:
    charged = "Prosecutors in Riga on Friday charged a Peruvian engineer with smuggling 218 kg of heroin."
    (incident,) = incidents(f"{charged} {behind}")
    assert incident["date"] == edtf


def test_at_sea_it_is_the_country_of_those_who_act(read: Read) -> None:
    text = "Kenya is far. A Dutch frigate boarded a dhow 30 miles off Kilifi and found 190 kg of heroin.\n"
    (claim,) = slot(read, text, "country")
    assert isinstance(claim.value, Where)
    assert claim.value.country == "NL"


@pytest.mark.parametrize(
    ("text", "date", "country"),
    [
        (
            "Two men were jailed for bringing 79 kg of heroin from the Peruvian port of Callao aboard a boat which was "
            "searched off Valparaiso in February.",
            "2019-02",
            "CL",
        ),
        ("A Thai was held at Lima airport with 2 kg of heroin. It was the third such arrest since May.", None, "PE"),
    ],
)
def test_where_goods_came_from_and_since_when_is_not_where_and_when(
    incidents: Incidents, text: str, date: str | None, country: str
) -> None:
    (incident,) = incidents(text)
    assert (incident["date"], incident["country"]) == (date, country)


@pytest.mark.parametrize(
    ("text", "date", "country"),
    [
        (
            "Police in Sydney charged a man after 350 kg of cocaine were detected in a load of machines. Officers "
            "examined the box at Port Botany on May 12. The man was arrested in Blacktown on Monday.",
            "2019-05-12",
            "AU",
        ),
        (
            "A Swedish court on Tuesday jailed an engineer for smuggling 230,000 cigarettes. Customs officers had "
            "stopped his car on 11 April as he came off a ferry.",
            "2019-04-11",
            "SE",
        ),
        ("Police arrested a man with 9 kg of heroin in Lyon on Monday. He had come on 3 May.", "2019-06-17", "FR"),
        ("Seven sailors were held in the southern Japanese port of Kochi with 90 kg of heroin.", None, "JP"),
        ("A Thai court has jailed a Dane for trying to smuggle 2 kg of heroin out of a hotel.", None, "TH"),
    ],
)
def test_the_catch_comes_before_its_aftermath(incidents: Incidents, text: str, date: str | None, country: str) -> None:
    (incident,) = incidents(text)
    assert (incident["date"], incident["country"]) == (date, country)


def test_a_load_told_before_is_what_was_seized_after(incidents: Incidents) -> None:
    (incident,) = incidents(
        "Finnish customs look into the import of 21 kg of heroin and 5,000 ecstasy tablets. The drugs came in a van, "
        "and were seized in Helsinki in March."
    )
    assert [(item["commodity"], item["quantity"]) for item in incident["items"]] == [("heroin", 21), ("mdma", 5000)]


def test_those_who_are_named_each_are_not_counted_again(incidents: Incidents) -> None:
    (incident,) = incidents(
        "Officers recovered 18 kg of gold from two passengers. The passengers, Ann Hossain, 35, and Bo Mia, 29, were "
        "handed over to the police."
    )
    assert [(party["count"], party["name"]) for party in incident["suspects"]] == [(1, "Ann Hossain"), (1, "Bo Mia")]


def test_a_day_is_borrowed_from_the_paragraph_that_names_the_one_caught(incidents: Incidents) -> None:
    (incident,) = incidents(
        "Customs in Riga have arrested a sailor with 3 kg of opium.\n\nBo Lund, 44, was searched on 4 March when his "
        "ship came in."
    )
    assert incident["date"] == "2019-03-04"
