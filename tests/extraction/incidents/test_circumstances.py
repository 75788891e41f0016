"""When and where an act happened, who acted, and in what the goods were carried."""

from __future__ import annotations

import pytest

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.incidents.circumstances import Circumstances, find_circumstances
from tests.extraction.conftest import Annotate, Incidents


def around(note: Annotation) -> Circumstances:
    """The circumstances of a text of one sentence."""
    return find_circumstances(note, 0, len(note.text), note.of("act", 0, len(note.text)))


def words(note: Annotation, span: tuple[int, int] | None) -> str | None:
    return note.text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Police seized 5 kg of heroin on 3 May 2019.", "2019-05-03"),
        ("Police said on 14 May 2019 that they had seized 5 kg of heroin on 3 March 2019.", "2019-03-03"),
        ("Customs announced on Monday that heroin was seized on 2 March 2019.", "2019-03-02"),
        ("Police seized 5 kg of heroin, the ministry said on 14 May 2019.", None),
        ("Since 1998 police have seized heroin.", None),
        ("The man, born in 1961, was arrested in June 2012.", "2012-06"),
        ("He was arrested in June 2012 and is to serve until 2031.", "2012-06"),
    ],
)
def test_the_date_is_of_the_event_not_of_the_telling(annotate: Annotate, text: str, edtf: str | None) -> None:
    date = around(annotate(text)).date
    assert (date.edtf if date else None) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("WARSAW, March 12 - Police seized 5 kg of heroin on Friday.", "2019-06-14"),
        ("NAIROBI, June 11 (Newsdesk) - Rangers seized 40 tusks.", None),
        ("OSLO: Customs seized 5 kg of heroin in May.", "2019-05"),
    ],
)
def test_a_dateline_dates_and_places_the_report_only(annotate: Annotate, text: str, edtf: str | None) -> None:
    found = around(annotate(text))
    assert (found.date.edtf if found.date else None) == edtf
    assert found.place is None and found.country is None


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("A diplomat stationed in Cairo was arrested in Vienna.", "Vienna", "AT"),
        ("An envoy at the embassy in Prague was arrested in Poland.", "Poland", "PL"),
        ("Customs in Hamburg seized a container bound for Finland.", "Hamburg", "DE"),
        ("A truck heading to Sweden was stopped in Denmark.", "Denmark", "DK"),
        ("Heroin from Afghanistan was seized in Turkey.", "Turkey", "TR"),
        ("A man arriving from Lagos was arrested in Madrid.", "Madrid", "ES"),
        ("Heroin shipped through Kenya was seized in Italy.", "Italy", "IT"),
        ("Police caught him at Sofia airport.", "Sofia", "BG"),
    ],
)
def test_of_several_places_that_of_the_event_counts(annotate: Annotate, text: str, place: str, country: str) -> None:
    found = around(annotate(text))
    assert found.place is not None and found.place.where.name == place
    assert found.country == country


@pytest.mark.parametrize(
    "text",
    [
        "A container bound for Finland was stopped.",
        "Heroin from Afghanistan was seized.",
        "A man arriving from Lagos was arrested.",
        "An envoy accredited to Egypt was arrested.",
    ],
)
def test_other_places_never_become_the_place(annotate: Annotate, text: str) -> None:
    assert around(annotate(text)).place is None


@pytest.mark.parametrize(
    ("text", "place", "level"),
    [
        ("Rangers seized ivory in Mombasa, Kenya.", "Mombasa", "adm1"),
        ("Police seized heroin in Warsaw in Poland.", "Warsaw", "town"),
        ("A boat was boarded in the Arabian Sea.", "Arabian Sea", "sea"),
    ],
)
def test_the_smallest_place_stated_counts(annotate: Annotate, text: str, place: str, level: str) -> None:
    found = around(annotate(text)).place
    assert found is not None and (found.where.name, found.where.level) == (place, level)


def test_an_expulsion_happens_where_it_leads_from(annotate: Annotate) -> None:
    found = around(annotate("The two were expelled from Denmark."))
    assert (found.country, found.country_from) == ("DK", "place")


def test_a_place_that_opens_an_entry_is_where_it_happened(annotate: Annotate) -> None:
    found = around(annotate("Egypt: 506,000 tablets of captagon seized."))
    assert (found.country, found.country_from) == ("EG", "place")


@pytest.mark.parametrize(
    ("text", "force", "country", "source"),
    [
        ("Polish police seized 5 kg of heroin.", "Polish police", "PL", "authority"),
        ("Police in Poland seized 5 kg of heroin.", "Police", "PL", "place"),
        ("Poland's border guards seized 5 kg of heroin.", "Poland's border guards", "PL", "place"),
        ("The Guardia Civil seized 300 kg of hashish.", "Guardia Civil", "ES", "authority"),
        ("DEA agents seized 20 kg of cocaine.", "DEA", "US", "authority"),
        ("China seized 5 kg of heroin.", None, "CN", "subject"),
        ("Police seized 5 kg of heroin.", "Police", None, "none"),
    ],
)
def test_the_force_that_acted_gives_the_country(
    annotate: Annotate, text: str, force: str | None, country: str | None, source: str
) -> None:
    note = annotate(text)
    found = around(note)
    assert words(note, found.authority) == force
    assert (found.authority_country, found.country, found.country_from) == (country, country, source)


def test_at_sea_the_country_is_of_the_force(annotate: Annotate) -> None:
    found = around(annotate("French naval forces boarded the dhow Al Noor in the Arabian Sea and seized heroin."))
    assert found.place is not None and found.place.where.level == "sea"
    assert (found.country, found.country_from) == ("FR", "authority")


@pytest.mark.parametrize(
    ("text", "vessel"),
    [
        ("Police seized cocaine aboard the ship Ocean Pearl II at Antwerp.", "Ocean Pearl II"),
        ("Police seized cocaine on the vessel “Star Gull”.", "Star Gull"),
        ("The Greek ship Aegean Dawn was boarded.", "Aegean Dawn"),
        ("The navy boarded the dhow Al Noor and seized heroin.", "Al Noor"),
        ("Norwegian Coast Guard officers detained the trawler Nordlys.", "Nordlys"),
        ("Customs stopped a ship on Monday with cocaine.", None),
        ("Customs searched the ship. The captain was arrested.", None),
        ("A ship was stopped; ships Star and Gull fled.", None),
        ("Police stopped the lorry Star Gull.", None),
    ],
)
def test_a_vessel_is_known_by_its_own_name(annotate: Annotate, text: str, vessel: str | None) -> None:
    note = annotate(text)
    assert words(note, around(note).conveyance) == vessel


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Two Belgians were arrested by drug agents in Warsaw with 5 kg of heroin.", "PL"),
        ("Nicaraguan police seized 90,000 in U.S. currency.", "NI"),
        ("The port of Piraeus gave up 300 kg of heroin, seized in May.", "GR"),
    ],
)
def test_neither_the_prisoners_nor_the_money_give_the_country(annotate: Annotate, text: str, country: str) -> None:
    assert around(annotate(text)).country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Officers in Rosslare, Ireland, stopped a van off the Zeebrugge ferry and seized 20 kg of ketamine.", "IE"),
        ("Greek customs seized 40 kg of heroin in a container that began its journey in Iran.", "GR"),
        ("Police in Lusaka, Zambia, seized 8 kg of ivory from a car of North Korea's embassy.", "ZM"),
    ],
)
def test_where_a_ferry_or_a_journey_began_is_no_scene(incidents: Incidents, text: str, country: str) -> None:
    (found,) = incidents(f"{text}\n")
    assert found["country"] == country


def test_a_day_of_what_came_after_is_none_of_the_catch(incidents: Incidents) -> None:
    (found,) = incidents(
        "A counsellor of the mission flew home from Lusaka on Monday, two weeks after police found 8 kg of ivory.\n"
    )
    assert found["date"] != "2019-06-17"


def test_an_envoy_is_posted_at_no_airport(incidents: Incidents) -> None:
    (incident,) = incidents("Customs seized 3 kg of gold from a Peruvian diplomat at Cairo airport on Thursday.")
    assert (incident["country"], incident["place"]) == ("EG", "Cairo airport")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two women were arrested in May 2011 in Riga with 9 kg of opium.", "Riga"),
        ("Two women were arrested in May 2011 with 9 kg of opium, which they carried for a dealer in Riga.", None),
        ("Two women were arrested in May 2011 with 9 kg of opium, bought from an unnamed supplier in Riga.", None),
        ("A man was arrested with 9 kg of opium and pleaded guilty at Lincoln Crown Court.", None),
        ("A man was arrested with 9 kg of opium at Lincoln railway station.", "Lincoln"),
        ("Customs foiled an attempt to smuggle 9 kg of opium through Jeddah Islamic Port.", "Jeddah Islamic Port"),
        ("Customs seized 9 kg of opium that had come through Jeddah.", None),
    ],
)
def test_the_scene_is_where_the_act_was(incidents: Incidents, text: str, place: str | None) -> None:
    (incident,) = incidents(text)
    assert incident["place"] == place
