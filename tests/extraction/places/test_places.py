from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.extraction.places.gazetteer import gazetteer
from bellflower.extraction.places.places import PlaceSpan, find_nationalities, find_places, resolve
from bellflower.records import Where


def found(text: str, home: str | None = None) -> dict[str, Where]:
    return {text[s.start : s.end]: s.where for s in find_places(text, gazetteer(), home)}


@pytest.mark.parametrize(
    ("sentence", "written", "name", "country"),
    [
        ("Farms in Hamkyung-Bukdo, North Korea, grew it.", "Hamkyung-Bukdo", "North Hamgyong", "KP"),
        ("North Korean farms in Yangkang province grew it.", "Yangkang", "Ryanggang", "KP"),
        ("North Korean farms in Ryanggang grew it.", "Ryanggang", "Ryanggang", "KP"),
        ("A field near Yonsah Town in North Korea.", "Yonsah Town", "Yonsa", "KP"),
        ("Brokers from Hweryung met in North Korea.", "Hweryung", "Hoeryong", "KP"),
        ("They crossed at Moosan, North Korea.", "Moosan", "Musan", "KP"),
        ("A house in Onsung, North Korea.", "Onsung", "Onsong", "KP"),
        ("The North Korean port of Chungjin.", "Chungjin", "Chongjin", "KP"),
        ("The Nanam Pharmaceutical Factory in North Korea.", "Nanam", "Ranam", "KP"),
        ("Dealers in Pusan were held.", "Pusan", "Busan", "KR"),
        (
            "He was held at OR Tambo airport in South Africa.",
            "OR Tambo airport",
            "O. R. Tambo International Airport",
            "ZA",
        ),
        ("He was caught in Dandung, China.", "Dandung", "Dandong", "CN"),
        ("Two men were held in Havarovsk, Russia.", "Havarovsk", "Khabarovsk", "RU"),
        ("Guards at Hassan Station searched the train.", "Hassan Station", "Khasan", "RU"),
        ("A college in Pyongsong, North Korea, made it.", "Pyongsong", "Pyongsong", "KP"),
        ("Both Pyongsong and Sunchon in North Korea have such plants.", "Sunchon", "Sunchon", "KP"),
    ],
)
def test_folk_spellings_resolve_to_their_place(sentence: str, written: str, name: str, country: str) -> None:
    where = found(sentence)[written]
    assert (where.name, where.country) == (name, country)
    assert where.lat is not None


def test_bare_hamgyong_keeps_both_provinces_and_no_point() -> None:
    where = found("North Korea grew poppies in the provinces of Hamgyong and Ryanggang.")["Hamgyong"]
    assert set(where.candidates) == {"iso3166-2:KP-08", "iso3166-2:KP-09"}
    assert where.lat is where.lon is where.place_id is None
    assert where.country == "KP"


@pytest.mark.parametrize(
    ("written", "not_here"), [("Yangkang", "CN"), ("Khasan", "KP"), ("Hamkyung", "CN"), ("Onsong", "KR")]
)
def test_exact_matches_that_are_traps(written: str, not_here: str) -> None:
    where = found(f"It was made near {written}, said reports.")[written]
    assert where.country != not_here
    assert where.name not in ("Kazan", "Hyesan", "Hamhung", "Namyang")


def test_korean_spellings_by_rule_only_where_korea_is_spoken_of() -> None:
    assert found("In North Korea, a lab in Shineuiju was raided.")["Shineuiju"].name == "Sinuiju"
    assert found("In Norway, a lab in Shineuiju was raided.")["Shineuiju"].place_id is None


def test_the_document_decides_between_namesakes() -> None:
    assert found("Police in Alexandria, Egypt, held two.")["Alexandria"].country == "EG"
    assert found("Police in Alexandria, Louisiana, held two.")["Alexandria"].country == "US"
    tennessee = (
        "Police in Paris held two. The Henry County sheriff, from Nashville, Tennessee, came. They drove to Memphis."
    )
    assert found(tennessee)["Paris"].country == "US"
    assert found("Police in Paris and Marseille held two.")["Paris"].country == "FR"


def test_namesakes_that_nothing_tells_apart_stay_unresolved() -> None:
    where = found("A man was arrested in Springfield on Monday.")["Springfield"]
    assert where.lat is None
    assert len(where.candidates) > 1


def test_the_likeliest_reading_is_given_on_request() -> None:
    text = "A man was arrested in Springfield on Monday."
    span = (text.index("Springfield"), text.index(" on Monday"))
    (unsure,), (likeliest,) = resolve(text, [span]), resolve(text, [span], best=True)
    assert unsure is not None and unsure.lat is None
    assert likeliest is not None and likeliest.place_id == unsure.candidates[0]


@pytest.mark.parametrize(("name", "country"), [("Manila", "PH"), ("Colombo", "LK"), ("Freetown", "SL")])
def test_capitals_are_meant_where_nothing_says_otherwise(name: str, country: str) -> None:
    assert found(f"The couriers flew from Nairobi to {name} and back.")[name].country == country


def test_countries_in_a_list_are_countries() -> None:
    where = found("It was sold to China, Japan and South Korea.")["China"]
    assert (where.level, where.country) == ("country", "CN")


def test_chronology_labels_are_places() -> None:
    text = "1996 - Poipet. A fugitive was held.\n12 Nov, Gioia Tauro: a container.\n"
    assert {"Poipet", "Gioia Tauro"} <= set(found(text))


def test_the_publisher_is_a_weak_hint() -> None:
    assert found("A man was held in Victoria on Monday.", "AU")["Victoria"].country == "AU"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Paris Hilton said so.", "Paris"),
        ("Mr. Lincoln said so.", "Lincoln"),
        ("Kim Jong Il ruled.", "Kim"),
        ("The freighter Pong Su sailed.", "Pong"),
        ("He was held in March.", "March"),
        ("Of these, two were fake.", "Of"),
        ("Police held two men.", "Police"),
        ("Reading the file took days.", "Reading"),
        ("The Deutsche Welle reported it.", "Deutsche"),
        ("The Syrian president spoke.", "Syrian"),
        ("A North Korean diplomat was held.", "North Korea"),
        ("A shop in Dublin Street was searched.", "Dublin"),
    ],
)
def test_what_is_no_place(text: str, word: str) -> None:
    assert not [written for written in found(text) if written.startswith(word)]


@pytest.mark.parametrize(
    ("text", "word", "level", "country"),
    [
        ("The cargo left for western Africa.", "western Africa", "region", None),
        ("Boats in the Yellow Sea were stopped.", "Yellow Sea", "sea", None),
        ("She was stopped at Heathrow.", "Heathrow", "site", "GB"),
        ("Officers in Guangdong province held him.", "Guangdong", "adm1", "CN"),
        ("Deputies in Laurel County, Ky., held him.", "Laurel County", "adm2", "US"),
        ("It came from the U.S. by post.", "U.S.", "country", "US"),
        ("It came from the Netherlands by post.", "Netherlands", "country", "NL"),
        ("Police in Nice, France, held him.", "Nice", "town", "FR"),
        ("Seoul-based monitors told of it.", "Seoul", "town", "KR"),
        ("South Korea's customs held him.", "South Korea", "country", "KR"),
        ("North Korea denies it; the North has long done so.", "the North", "country", "KP"),
    ],
)
def test_levels(text: str, word: str, level: str, country: str | None) -> None:
    where = found(text)[word]
    assert (where.level, where.country) == (level, country)
    assert where.radius_m


def test_given_spans_are_answered_in_order() -> None:
    text = "From Dandung to Zzyzzxq, then to Pusan."
    spans = [(text.index(w), text.index(w) + len(w)) for w in ("Pusan", "Zzyzzxq", "Dandung")]
    assert [w and w.name for w in resolve(text, spans)] == ["Busan", None, "Dandong"]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Two North Koreans and a Chinese national", ["KP", "CN"]),
        ("three Thais, a Briton and a Turk", ["TH", "GB", "TR"]),
        ("Latin American gangs", []),
        ("a Korean company", []),
        ("South Korea's police", []),
        ("a note written in English.", []),
        ("in Russian waters", ["RU"]),
        ("Kenyan and Nigerian couriers", ["KE", "NG"]),
        ("polish the thai dish", []),
    ],
)
def test_nationalities(text: str, countries: list[str]) -> None:
    assert [n.country for n in find_nationalities(text)] == countries


@given(st.text(alphabet="Paris, ofKoreaNorth.\n-'S Chungjin", max_size=80))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    spans: tuple[PlaceSpan, ...] = find_places(text, gazetteer())
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        end = span.end
        assert (span.where.lat is None) == (span.where.place_id is None)
        assert span.where.lat is not None or span.where.candidates
