"""Grades: letters of sources and numbers of items, by the tables or as analysts graded; and words of probability."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.decisions import of_claim
from bellflower.reading.csl import _SOURCE_TYPES
from bellflower.reconciliation.grading import shipped
from bellflower.reconciliation.yardstick import Name, likelihood, probability_of, yardstick
from bellflower.records import Conflict, Credibility, Dossier, ItemGrade, OfReport, OfSource, Reading, Reliability
from tests.decisions.cases import about_claim, claim_in, decision, dossier, ship


def item(made: Dossier, reading: Reading, predicate: str) -> ItemGrade:
    wanted = claim_in(reading, predicate).id
    return next(grade for grade in made.item_grades if grade.claim_id == wanted)


def typed(reading: Reading, source_type: str) -> Reading:
    return msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, source_type=source_type))


def test_the_tables_know_every_grade_and_every_type_of_source() -> None:
    tables = shipped()
    assert tables.words.keys() == {*get_args(Reliability), *get_args(Credibility)}
    assert {*_SOURCE_TYPES.values(), "unknown"} <= tables.reliability.keys()
    assert "A" not in tables.reliability.values(), "no type of source is reliable without a record"
    assert {(rule.origins, rule.beside) for rule in tables.credibility} == {
        (origins, beside) for origins in ("one", "several") for beside in ("nothing", "agree", "contradict", "outweigh")
    }
    kinds = next(field.type for field in msgspec.structs.fields(Conflict) if field.name == "kind")
    assert tables.contradict <= set(get_args(kinds))
    assert all((rule.grade == "1") <= (rule.origins == "several") for rule in tables.credibility)


def test_a_source_has_the_letter_of_its_type_and_f_where_nothing_is_known() -> None:
    made = dossier([typed(ship(50, "Post"), "court"), ship(125, "Times")])
    assert {grade.reliability for grade in made.source_grades} == {"B", "F"}
    assert [grade.report_id for grade in made.source_grades] == [report.id for report in made.reports]


def test_only_what_independent_origins_say_is_confirmed() -> None:
    alone = ship(50, "Post")
    assert item(dossier([alone]), alone, "quantity").credibility == "6"
    same, other = ship(50, "Times"), ship(20, "News")
    assert item(dossier([alone, same]), alone, "quantity").credibility == "1"
    partial = dossier([alone, other])
    assert item(partial, alone, "conveyance").credibility == "1"
    assert item(partial, alone, "quantity").credibility == "3", "a part and its total can both be true"


def test_contradicted_items_get_less_and_the_outweighed_least() -> None:
    one, two, third = ship(50, "Post"), ship(1_000_000, "Times"), ship(50, "News")
    even = dossier([one, two])
    assert {conflict.kind for conflict in even.conflicts} == {"true_conflict"}
    assert {item(even, reading, "quantity").credibility for reading in (one, two)} == {"4"}
    uneven = dossier([one, two, third])
    assert item(uneven, one, "quantity").credibility == "2"
    assert item(uneven, two, "quantity").credibility == "5"


def test_an_analyst_goes_before_the_tables_and_a_report_before_its_publisher() -> None:
    post, times = ship(50, "Post"), ship(125, "Times")
    about_post, about_report = OfSource(name="post"), OfReport(report_id=post.report.id)
    first = decision("grade", about_post, grade="D")
    second = decision("grade", about_report, minute=1, grade="B")
    number = decision("grade", of_claim(claim_in(post, "quantity"), {}), minute=2, grade="2")
    made = dossier([post, times], first, second, number)
    letters = {grade.report_id: grade for grade in made.source_grades}
    assert letters[post.report.id].reliability == "B" and letters[times.report.id].reliability == "F"
    assert letters[post.report.id].basis == "graded by Ann: seen in the original"
    assert set(letters[post.report.id].decision_ids) == {first.id, second.id}, "the history is kept"
    assert item(made, post, "quantity").credibility == "2"
    assert item(made, times, "quantity").credibility == item(dossier([post, times]), times, "quantity").credibility


def test_while_analysts_disagree_the_table_holds() -> None:
    post = ship(50, "Post")
    grades = [decision("grade", OfSource(name="Post"), by, grade=grade) for by, grade in (("Ann", "B"), ("Bob", "E"))]
    [grade] = dossier([post], *grades).source_grades
    assert grade.reliability == "F" and len(grade.decision_ids) == 2


def test_a_rejected_item_confirms_nothing() -> None:
    post, times = ship(50, "Post"), ship(50, "Times")
    made = dossier([post, times], decision("reject", about_claim(post, "quantity")))
    assert item(made, post, "quantity").credibility == "6"
    assert item(made, times, "quantity").credibility == "3"


@pytest.mark.parametrize(
    ("percent", "icd203", "phia"),
    [
        (0, "almost no chance", "remote chance"),
        (5, "very unlikely", "remote chance"),
        (7, "very unlikely", "between remote chance and highly unlikely"),
        (20, "unlikely", "highly unlikely"),
        (45, "roughly even chance", "realistic possibility"),
        (50, "roughly even chance", "between realistic possibility and likely"),
        (55, "likely", "likely"),
        (80, "very likely", "highly likely"),
        (97, "almost certain", "almost certain"),
        (100, "almost certain", "almost certain"),
    ],
)
def test_words_of_probability(percent: float, icd203: str, phia: str) -> None:
    assert (likelihood(percent / 100, "icd203"), likelihood(percent / 100, "phia")) == (icd203, phia)


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(get_args(Name)))
def test_what_is_likelier_never_has_the_words_of_less(one: float, other: float, name: str) -> None:
    low, high = sorted((one, other))
    order = [likelihood(step / 1000, name) for step in range(1001)]
    rank = {words: at for at, words in enumerate(dict.fromkeys(order))}
    assert rank[likelihood(low, name)] <= rank[likelihood(high, name)]


def test_weights_are_odds() -> None:
    assert probability_of(0) == 0.5 and probability_of(1) == pytest.approx(2 / 3)
    assert 0 < probability_of(-1e9) < probability_of(1e9) <= 1
    assert [band.low for band in yardstick("icd203").bands[1:]] == [
        band.high for band in yardstick("icd203").bands[:-1]
    ]
