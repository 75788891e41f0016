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
        ("Agents arrested two unnamed men in their thirties.", [(2, None, "men")]),
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
