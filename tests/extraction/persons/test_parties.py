"""Persons as told: counts, descriptions, nationalities, names, and what they are to each other."""

from __future__ import annotations

from functools import cache

import pytest

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.persons.parties import Party, find_parties
from bellflower.extraction.persons.words import count_of
from bellflower.extraction.view import View
from bellflower.records import Report


@cache
def grammar() -> Grammar:
    return Grammar.of()


def annotate(text: str) -> Annotation:
    report = Report(id="r", stem="r", path="r.txt", text=text + "\n", content_sha256="0", text_sha256="0")
    return Annotation(View(report), grammar())


def persons(text: str) -> list[Party]:
    note = annotate(text)
    return find_parties(note, 0, len(note.text))


def told(text: str) -> list[tuple[int | None, str | None, str | None]]:
    return [(p.count, p.nationality, p.role) for p in persons(text)]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("a dozen", 12),
        ("twenty-seven", 27),
        ("two other", 2),
        ("1,204", 1204),
        ("a pair of", 2),
        ("several", None),
        ("both", 2),
    ],
)
def test_words_of_a_count(words: str, number: int | None) -> None:
    assert count_of(words) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police held a pair of Ghanaian sailors.", [(2, "GH", "sailor")]),
        ("A 41-year-old Albanian national was arrested.", [(1, "AL", "national")]),
        ("Agents arrested two unnamed men in their thirties.", [(2, None, "man")]),
        ("Five people were held.", [(5, None, "people")]),
        ("Police caught three Bulgarians and an Iranian.", [(3, "BG", None), (1, "IR", None)]),
        ("The frigate took its crew of 14 aboard.", [(14, None, "crew")]),
        ("A six-man crew was detained.", [(6, None, "crew")]),
        ("Two of the porters were killed.", [(2, None, "porter")]),
        ("He was caught with another passenger.", [(1, None, "passenger")]),
        ("They held a third secretary in Bucharest.", [(1, None, "third secretary")]),
        ("Customs searched a truck driver.", [(1, None, "truck driver")]),
        ("Two Polish forestry workers were held.", [(2, "PL", "forestry worker")]),
    ],
)
def test_a_count_a_description_and_a_noun(text: str, found: list[tuple[int | None, str | None, str | None]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("An agent of the General Bureau of Reconnaissance of North Korea was held.", "KP"),
        ("A man from Ghana was held.", "GH"),
        ("A couple with Peruvian diplomatic passports were held.", "PE"),
        ("The cook, a Dane, was held.", "DK"),
        ("A courier of Turkish nationality was held.", "TR"),
        ("A courier arriving from Ghana was held.", None),
        ("The captain of the Liberian-flagged ship was held.", None),
        ("A driver of Lebanese origin was held.", None),
    ],
)
def test_nationality_only_where_it_is_stated(text: str, country: str | None) -> None:
    assert persons(text)[0].nationality == country


@pytest.mark.parametrize(
    "text",
    [
        "The student visa had expired.",
        "The passenger plane was searched.",
        "No suspect was found.",
        "It lay in the passenger seat.",
    ],
)
def test_an_attribute_is_no_person(text: str) -> None:
    assert told(text) == []


def test_a_name_belongs_to_its_person_and_a_place_is_no_name() -> None:
    assert persons("The cook, Jan Pieter Moll, was held.")[0].name == "Jan Pieter Moll"
    assert persons("A courier, Buenos Aires police said, was held.")[0].name is None
    assert [p.name for p in persons("Ann Lee Moss, 31, of Ely was arrested.")] == ["Ann Lee Moss"]


def test_those_who_speak_are_marked() -> None:
    assert [p.speaks for p in persons("A police captain said that two couriers were held.")] == [True, False]
    assert [p.speaks for p in persons("Officers said they had arrested four men.")][-1] is False


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Four men, two of them Chinese, were held.", [("new", 4, None), ("part", 2, "CN")]),
        ("Twelve persons (three Colombians among them) were held.", [("new", 12, None), ("part", 3, "CO")]),
        ("The crew of five are charged: three Danes and two Poles.", [("new", 5, None), ("part", 3, "DK"), ("part", 2, "PL")]),  # noqa: E501
        ("Three are Dutch, aged 20 to 24.", [("part", 3, "NL")]),
        ("All three are Kenyans.", [("all", 3, "KE")]),
        ("Both are Malaysian.", [("all", 2, "MY")]),
        ("The others are Peruvians.", [("others", None, "PE")]),
        ("He is a Bolivian.", [("same", 1, "BO")]),
        ("A driver, a Pole and two Danes were held.", [("new", 1, None), ("new", 1, "PL"), ("new", 2, "DK")]),
        ("Three Danes, two Poles and a Finn were held.", [("new", 3, "DK"), ("new", 2, "PL"), ("new", 1, "FI")]),
    ],
)  # fmt: skip
def test_parts_and_wholes(text: str, relations: list[tuple[str, int | None, str | None]]) -> None:
    assert [(p.relation, p.count, p.nationality) for p in persons(text)] == relations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The skipper and six hands, all Indonesians, were held.", [(1, "ID", "skipper"), (6, "ID", "hand")]),
        ("Their drivers are both Lao.", [(None, "LA", "driver")]),
        ("A Thai national, a student, was held.", [(1, "TH", "student")]),
        ("Two Tajik nationals who work as his drivers were held.", [(2, "TJ", "driver")]),
        ("Her engineer, a Filipino, and two Danish cooks were held.", [(1, "PH", "engineer"), (2, "DK", "cook")]),
    ],
)
def test_what_is_said_of_persons_goes_to_them(
    text: str, found: list[tuple[int | None, str | None, str | None]]
) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Seven Peruvians taken in.", [(7, "PE", None)]),
        ("Police saw two Italian ships.", []),
        ("A man and four Asians were held.", [(1, None, "man"), (4, None, None)]),
        ("Two West Africans were stopped.", [(2, None, None)]),
        ("Two Koreans with papers were stopped.", [(2, None, None)]),
        ("The African coast was watched.", []),
        ("A Hong Kong buyer was held.", [(1, "HK", "buyer")]),
        ("Three members of the Cuban trade mission were held.", [(3, "CU", "member")]),
    ],
)
def test_peoples_with_and_without_a_country(text: str, found: list[tuple[int | None, str | None, str | None]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("40 kg of khat in a lorry at Mbale; two arrested.", [2]),
        ("Six charged: four Greeks and two Turks.", [6, 4, 2]),
        ("With 3 held, the case is closed.", [3]),
        ("The load of 40 held by customs was burnt.", []),
    ],
)
def test_persons_told_by_their_number_alone(text: str, counts: list[int]) -> None:
    assert [count for count, _, _ in told(text)] == counts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Accused 1 pleaded guilty.", [(1, None, "accused")]),
        ("Accused 2 and 3 were stopped.", [(2, None, "accused")]),
        ("Defendants 1 to 4 were stopped.", [(4, None, "defendant")]),
        ("They were accused of fraud.", []),
        ("The trawler Man Fu and the bulk carrier Ada left port.", []),
        ("A man from Ely was held.", [(1, None, "man")]),
    ],
)
def test_persons_by_number_and_words_that_are_none(
    text: str, found: list[tuple[int | None, str | None, str | None]]
) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An assistant to the Cuban consul was held.", [(1, "CU", "assistant")]),
        ("The wife of a Cuban consul was held.", [(1, None, "wife")]),
        ("The bookkeeper of a jeweller was held.", [(1, None, "bookkeeper")]),
        ("A gang of four smugglers was held.", [(4, None, "smuggler")]),
        ("A clerk surnamed Ode, an Angolan, was held.", [(1, "AO", "clerk")]),
        ("A naval attaché in Lima, who was also a colonel, was held.", [(1, None, "attaché")]),
        ("The dealer, 52, a woman with a Chilean passport, was held.", [(1, "CL", "dealer")]),
        ("The guard, a citizen of Chad born in 1971, was held.", [(1, "TD", "guard")]),
        ("The Serb Goran Simic, 51, was held.", [(1, "RS", None)]),
        ("A broker, the Guatemalan Luis Paz, 44, gave in.", [(1, "GT", "broker")]),
    ],
)
def test_words_that_say_more_of_one_person(text: str, found: list[tuple[int | None, str | None, str | None]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Moss Lee was arrested in Ely.", ["Ada Moss Lee"]),
        ("Police arrested Ada Moss at home.", ["Ada Moss"]),
        ("A van driven by Sai Mong was searched.", ["Sai Mong"]),
        ('They are Jonas Tove, alias "Jo," 33, and Piet Moll (41).', ["Jonas Tove", "Piet Moll"]),
        ("The Pong Su was stopped off Lorne.", []),
        ("Interpol Lyon was informed.", []),
    ],
)
def test_persons_told_by_name_alone(text: str, names: list[str]) -> None:
    assert [party.name for party in persons(text) if party.name] == names


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Two clerks were told on Monday to leave.", False),
        ("The clerk told the court that he had been paid.", True),
        ("The importer denied the charges.", False),
        ("The importer denies that he knew of it.", False),
        ("The importer denied that the ship was his.", True),
    ],
)
def test_who_speaks_and_who_is_told(text: str, speaks: bool) -> None:
    assert [party.speaks for party in persons(text)] == [speaks]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Their drivers, a Briton and a Somali, were held.",
            [(None, None, "driver", "new"), (1, "GB", None, "part"), (1, "SO", None, "part")],
        ),
        (
            "The crew of nine, Greeks and Turks, were held.",
            [(None, "GR", "crew", "new"), (None, "TR", "crew", "new")],
        ),
        ("Of these one, a Moldovan woman, had cash.", [(1, "MD", "woman", "part")]),
        ("The first two are Lao, the others Thai.", [(2, "LA", None, "part"), (None, "TH", None, "others")]),
        ("The other six are small sellers.", [(6, None, "seller", "others")]),
        (
            "Two of the accused, an Australian national, 44, and a Serbian, 56, were held.",
            [(2, None, "accused", "part"), (1, "AU", "national", "part"), (1, "RS", None, "part")],
        ),
        ("The first six said that they were Omanis.", [(6, "OM", None, "part")]),
        ("The crew of nine, all Greeks, were held.", [(9, "GR", "crew", "new")]),
    ],
)
def test_breakdowns(text: str, found: list[tuple[int | None, str | None, str | None, str]]) -> None:
    assert [(p.count, p.nationality, p.role, p.relation) for p in persons(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They keep close contact with the post.", []),
        ("A passenger van was searched in Son La.", []),
        ("Helper detained, driver fled.", [(1, None, "helper"), (1, None, "driver")]),
        ("Two accused persons were held.", [(2, None, "person")]),
        ("An accused namely Omar Dar resident of Swat was held.", [(1, None, "resident")]),
        ("A major shipment was seized.", []),
        ("On the other bank two men were held.", [(2, None, "man")]),
    ],
)
def test_nouns_that_name_nobody(text: str, found: list[tuple[int | None, str | None, str | None]]) -> None:
    assert told(text) == found
