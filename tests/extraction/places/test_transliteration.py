"""Spellings of Chinese, Russian, Arabic and Thai names share a key, and only there where their country is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.extraction.places.gazetteer import gazetteer
from bellflower.extraction.places.places import find_places
from bellflower.extraction.places.romanisation import folk_key
from bellflower.extraction.places.transliteration import COUNTRIES, Language, folded

LANGUAGES = st.sampled_from(sorted(COUNTRIES))
NAMES = st.text(alphabet="abcdefghijklmnopqrstuvwxyz' -", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("language", "spellings"),
    [
        ("ar", "Al Hudaydah|Hodeidah|Hudaida|Hodeida"),
        ("ar", "Al Lādhiqīyah|Ladhiqiya|Ladhikiyya"),
        ("ar", "Al Quşayr|Kusayr|Qusair|Quseir"),
        ("ar", "Al Qā’im|Qaim|Kaim|al-Qaim"),
        ("ar", "Deir ez-Zor|Dayr az Zawr|Deir al-Zour"),
        ("ar", "As Suwaydā|Sweida|Suwayda|Sueida"),
        ("ar", "Ḩaḑramawt|Hadhramaut|Hadramout"),
        ("ru", "Nakhodka|Nahodka"),
        ("ru", "Ussuriysk|Ussurijsk|Ussuriisk|Oussouriisk"),
        ("ru", "Blagoveshchensk|Blagoveschensk|Blagowjeschtschensk"),
        ("ru", "Yekaterinburg|Ekaterinburg|Jekaterinburg"),
        ("th", "Pattaya|Pataya|Phattaya"),
        ("th", "Ubon Ratchathani|Ubon Rachathani"),
        ("th", "Chiang Saen|Chiengsaen|Chiang Sen"),
        ("th", "Nakhon Phanom|Nakorn Panom"),
        ("zh", "Guangzhou|Kuang-chou|Kwangchow"),
        ("zh", "Qingdao|Ch'ing-tao|Tsingtao"),
        ("zh", "Tengchong|T'eng-ch'ung"),
        ("zh", "Linjiang|Lin-chiang"),
        ("ko", "청진|Chungjin|Ch'ŏngjin"),
    ],
)
def test_spellings_share_a_key(language: Language, spellings: str) -> None:
    assert len({folded(name, language) for name in spellings.split("|")}) == 1


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("ar", "Homs Hama Aleppo Latakia Tartus Idlib Raqqa Sanaa Aden Taiz Basrah Mosul Erbil Jeddah Mecca Medina"),
        ("ru", "Vladivostok Khabarovsk Nakhodka Irkutsk Omsk Tomsk Chita Magadan Murmansk Kazan Perm Samara"),
        ("th", "Bangkok Pattaya Phuket Krabi Trang Ranong Phetchaburi Lampang Lamphun Nan Phrae Tak"),
        ("zh", "Beijing Nanjing Dandong Dalian Shenyang Harbin Changchun Tumen Yanji Hunchun Ruili Kunming Guangzhou"),
    ],
)
def test_towns_that_differ_stay_apart(language: Language, names: str) -> None:
    assert len({folded(name, language) for name in names.split()}) == len(names.split())


@given(NAMES, LANGUAGES)
def test_case_and_marks_never_matter(name: str, language: Language) -> None:
    if language != "ko":  # its key tells marks of vowels from their absence
        marked = name.replace("a", "ā").replace("u", "ū")
        assert folded(marked, language) == folded(name.upper(), language) == folded(name, language)


@given(NAMES)
def test_korean_keys_are_those_of_the_romanisations(name: str) -> None:
    assert folded(name, "ko") == folk_key(name)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Yemen: guards in Hodeidah stopped a truck.", "Hodeidah", "geonames:79415"),
        ("Syrian police in Ladhikiyya stopped a truck.", "Ladhikiyya", "geonames:173576"),
        ("Russian customs in Oussouriisk stopped a truck.", "Oussouriisk", "geonames:2014006"),
        ("Thai police in Nakorn Panom stopped a truck.", "Nakorn Panom", "geonames:1608531"),
    ],
)
def test_a_spelling_found_nowhere_is_resolved_by_its_key(text: str, name: str, place: str) -> None:
    told = {text[span.start : span.end]: span.where.place_id for span in find_places(text, gazetteer())}
    assert told[name] == place


def test_without_its_country_a_spelling_is_left_unresolved() -> None:
    text = "Guards in Oussouriisk stopped a truck."
    assert all(span.where.lat is None for span in find_places(text, gazetteer()))
