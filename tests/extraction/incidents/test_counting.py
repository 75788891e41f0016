"""The day of a catch is counted back from the day of what came after it."""

from __future__ import annotations

import pytest

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.records import When

from ..conftest import report

PUBLISHED = "2018-06-18"  # a Monday


def days(text: str, grammar: Grammar) -> list[str]:
    claims = read_claims(report(text, PUBLISHED), grammar).claims
    return [claim.value.edtf for claim in claims if isinstance(claim.value, When)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        (
            "A judge freed the ship on Friday, three weeks after customs found 300 kg of ivory on board in Tema.",
            "2018-05",
        ),
        ("The ban came on 9 June, a week after 20 kg of khat was seized in Sofia.", "2018-05-30~/2018-06-05~"),
        (
            "He was jailed on 4 June, two months after police seized 60 kg of cocaine from his yacht in Praia.",
            "2018-04",
        ),
        ("The trial opened on Monday, a year after officers found 4 tonnes of ivory in a shed in Tema.", "2017~"),
        (
            "On 14 June, five days after customs in Colombo had seized 8 kg of gold, the minister flew home.",
            "2018-06-09",
        ),
        ("Ten days after 30 kg of heroin was seized in Karachi, a clerk gave himself up on Sunday.", "2018-06-07"),
        ("He was charged on 1 June, three days after the seizure of 300 kg of cocaine in Gioia Tauro.", "2018-05-29"),
    ],
)
def test_counted_back(text: str, edtf: str, grammar: Grammar) -> None:
    assert days(text, grammar) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On Friday, two days after the raid, police found another 3 kg of heroin in Leeds.", "2018-06-15"),
        ("Police found 3 kg of heroin in Leeds on Friday, two days after a tip.", "2018-06-15"),
        (
            "He was arrested on Friday, two weeks after arriving in Lima with 40 kg of cocaine in his boat.",
            "2018-06-15",
        ),
        (
            "A man was held in Fes on Friday with 40 kg of cannabis, ten days after his brother was caught.",
            "2018-06-15",
        ),
        (
            "Two men were held on Friday, hours after officers found 40 kg of cocaine in a lorry in Calais.",
            "2018-06-15",
        ),
    ],
)
def test_the_day_of_the_catch_itself_is_kept(text: str, edtf: str, grammar: Grammar) -> None:
    assert days(text, grammar) == [edtf]


def test_the_day_told_elsewhere_goes_before_the_counted_one(grammar: Grammar) -> None:
    text = (
        "A clerk was freed on 28 May, two weeks after officers took 2 kg of gold off him in Nairobi.\n\n"
        "He had gone to the desk on the evening of May 15."
    )
    assert days(text, grammar) == ["2018-05-15"]
