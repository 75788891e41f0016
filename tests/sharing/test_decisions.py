"""Decisions, grades and redirects on the page and in the tables."""

from __future__ import annotations

from lxml import html

from bellflower.decisions import of_mentions
from bellflower.records import Amount, OfDecision, OfReport
from bellflower.sharing.dossier.page import render
from bellflower.sharing.tables.decisions import graded_claims
from bellflower.sharing.tables.sheets import sheets
from tests.decisions.cases import about_both, about_claim, decision, dossier, ship

POST, TIMES, NEWS = ship(50, "Post"), ship(125, "Times"), ship(20, "News", name="Blue Heron")
HOSTILE = "<script>alert(1)</script>"
DECISIONS = [
    decision("reject", about_claim(POST, "quantity")),
    decision("accept", about_claim(POST, "quantity"), "Bob", 1),
    decision("amend", about_claim(TIMES, "quantity"), minute=2, value=Amount(value=126, unit="kg", goods="heroin")),
    decision("split", about_both(POST, TIMES), minute=3),
    decision("mark", of_mentions(NEWS.mentions), minute=4, mark=HOSTILE),
    decision("grade", OfReport(report_id=NEWS.report.id), minute=5, grade="B"),
    decision("accept", about_claim(ship(7, "Elsewhere"), "quantity"), minute=6),
]
DECISIONS.append(decision("undo", OfDecision(decision_id=DECISIONS[5].id), "Bob", 7))
MADE = dossier([POST, TIMES, NEWS], *DECISIONS)
PAGE = render(MADE)
TREE = html.fromstring(PAGE)


def shown(name: str) -> str:
    return " ".join(TREE.get_element_by_id(name).text_content().split())


def test_every_decision_is_shown_with_what_became_of_it() -> None:
    assert [ruling.outcome for ruling in MADE.rulings] == [
        "disputed", "disputed", "holds", "holds", "holds", "undone", "unplaced", "holds"
    ]  # fmt: skip
    told = shown("decisions")
    for words in (
        "Disputed: analysts say different things",
        "Unplaced",
        "is not in the case",
        "undone by Bob",
        "126 kg",
    ):
        assert words in told, words
    assert all(TREE.xpath(f"//li[@id='d-{one.id}']") for one in DECISIONS)
    assert "8 decisions: 4 hold, 2 disputed among analysts" in shown("summary")


def test_what_an_analyst_wrote_stays_text() -> None:
    assert HOSTILE not in PAGE and "alert(1)" in shown("incidents")


def test_old_ids_lead_on_and_no_id_stands_twice() -> None:
    ids = TREE.xpath("//@id")
    assert len(ids) == len(set(ids))
    [redirect] = MADE.redirects
    assert redirect.incident_id in shown("decisions") and len(redirect.now) == 2


def test_a_case_without_decisions_says_so_and_tells_how_to_read_grades() -> None:
    page = render(dossier([POST]))
    assert "No analyst has decided on anything" in page and "ICD 203" in page and "phia" not in page.lower()


def test_tables_hold_the_same() -> None:
    table = {one.name: one for one in sheets(MADE)}
    assert [row["outcome"] for row in table["decisions"].rows] == [ruling.outcome for ruling in MADE.rulings]
    assert all(one.cells() is not None for one in table.values())
    review = {claim["id"]: claim["review"] for claim in graded_claims(MADE)}
    assert sorted(set(review.values())) == ["amended", "disputed", "unreviewed"]
    assert all(claim["reliability"] and claim["credibility"] for claim in graded_claims(MADE))
