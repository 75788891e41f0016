"""How one report takes from another: agency copy, updates, corrections, translations, figures in another unit."""

from __future__ import annotations

import pytest

from bellflower.reconciliation.lineage import derivations
from bellflower.records import Amount, Claim, Derivation, Report, When, Where
from tests.reconciliation.readings import claim, find, report

STORY = (
    "Harbour wardens along the northern shore have grumbled since spring that unmarked launches unload bales after "
    "dusk and vanish before anybody can read their numbers. A cooperative that mends nets beside the breakwater keeps "
    "a tally on its door, and eleven strokes were added within a single week. "
)
MORE = (
    "On Tuesday the ministry promised a second patrol vessel, although the shipyard says that nothing was ordered. "
    "Fishing crews doubt whether anyone will sail in winter. "
)
OTHER = "Prices for herring fell again while three crews stayed ashore and the auction was postponed until Thursday. "


def link(*reports: Report, claims: tuple[Claim, ...] = ()) -> Derivation:
    (found,) = derivations(reports, claims)
    return found


def test_agency_copy_is_wire_whatever_the_hour() -> None:
    paper = report(STORY + OTHER, "paper", "1994-02-11", publisher="Shore Post")
    agency = report(STORY, "agency", "1994-02-11", publisher="Northern News Agency")
    found = link(paper, agency)
    assert (found.report_id, found.from_id, found.kind) == (paper.id, agency.id, "wire")
    assert "agency" in found.why


def test_a_credit_of_an_agency_that_is_not_in_the_case_is_wire() -> None:
    found = link(report(f"HULL (Reuters) — {STORY}", "paper", "1994", publisher="Shore Post"))
    assert (found.from_id, found.from_name, found.kind) == (None, "Reuters", "wire")


def test_another_text_of_the_agency_is_not_what_was_printed() -> None:
    paper = report(f"HULL (Reuters) — {STORY}", "paper", "1994", publisher="Shore Post")
    agency = report(MORE + OTHER, "agency", "1994", publisher="Reuters")
    assert link(paper, agency).from_id is None


def test_the_same_outlet_with_more_is_an_update() -> None:
    early = report(STORY, "early", "1994-02-11", publisher="Shore Post")
    late = report(STORY + MORE, "late", "1994-02-12", publisher="Shore Post")
    found = link(early, late)
    assert (found.report_id, found.from_id, found.kind) == (late.id, early.id, "update")


def test_another_outlet_with_more_is_no_update() -> None:
    early = report(STORY, "early", "1994-02-11", publisher="Shore Post")
    late = report(STORY + MORE, "late", "1994-02-12", publisher="Inland Post")
    assert link(early, late).kind == "reprint"


@pytest.mark.parametrize(
    "note",
    ["An earlier version of this story said twelve strokes.", "Correction: it was eleven strokes, not twelve."],
)
def test_a_note_makes_a_correction_and_tells_the_direction(note: str) -> None:
    wrong = report(STORY.replace("eleven", "twelve"), "wrong", "1994-02-11", publisher="Shore Post")
    right = report(STORY + note, "right", "1994-02-11", publisher="Shore Post")
    found = link(wrong, right)
    assert (found.report_id, found.from_id, found.kind) == (right.id, wrong.id, "correction")
    assert (found.evidence[0].kind, found.evidence[0].quote.exact.casefold()) == ("note", note.casefold())


def test_what_one_outlet_prints_under_all_it_writes_is_no_copying() -> None:
    foot = "Write to our readers’ desk in complete confidence if anything in these columns strikes anybody as wrong."
    reports = [
        report(f"{text}\n\n{foot}", f"r{n}", publisher="Shore Post") for n, text in enumerate((STORY, MORE, OTHER * 2))
    ]
    assert derivations(reports) == ()


def test_a_text_reworded_throughout_is_found() -> None:
    first = (
        "The quiet harbour welcomed a distant orchestra while the elderly mayor praised every violin. Behind the "
        "crowded library a narrow bridge collapsed, and engineers blamed rusty bolts together with sloppy "
        "painters. Farmers nearby expected generous compensation because frightened cattle broke wooden fences."
    )
    second = (
        "The quiet harbour greeted a distant orchestra while the aged mayor lauded every violin. Behind the "
        "busy library a narrow bridge fell, and surveyors blamed corroded bolts together with sloppy "
        "painters. Farmers around awaited ample compensation because scared cattle broke timber fences."
    )
    found = link(report(first, "a", "1994", publisher="A"), report(second, "b", "1995", publisher="B"))
    assert "reworded" in found.why


def area(of: Report, words: str, hectares: float, goods: str = "opium poppy") -> Claim:
    return claim(of, "area", Amount(hectares, "ha", goods=goods), find(of.text, words))


def test_a_figure_told_in_another_unit_is_no_second_witness() -> None:
    spoken = report("Farms had to plant 10 chongbo with poppies.", "spoken", "2003-05-20", publisher="Senate")
    told = report("Each collective planted 25 acres of the flower.", "told", "2003-06-01", publisher="Shore Post")
    found = link(spoken, told, claims=(area(spoken, "10 chongbo", 9.917), area(told, "25 acres", 10.117)))
    assert (found.report_id, found.from_id, found.kind) == (told.id, spoken.id, "summary")
    (evidence,) = found.evidence
    assert (evidence.kind, evidence.quote.exact) == ("converted_figure", "25 acres")
    assert evidence.source_quote is not None and evidence.source_quote.exact == "10 chongbo"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("10 chongbo", 9.917), ("26 acres", 10.52)),  # not within rounding
        (("10 ha", 10.0), ("10 hectares", 10.0)),  # the same unit by another name
        (("10 ha", 10.0), ("100,000 square metres", 10.0)),  # tens
    ],
)
def test_other_figures_and_the_same_are_no_rewriting(first: tuple[str, float], second: tuple[str, float]) -> None:
    spoken = report(f"Farms had to plant {first[0]} with poppies.", "spoken", "2003-05-20", publisher="Senate")
    told = report(f"Each collective planted {second[0]} of it.", "told", "2003-06-01", publisher="Shore Post")
    assert derivations((spoken, told), (area(spoken, *first), area(told, *second))) == ()


def catch(of: Report, kilograms: str, weight: float, day: str, words: str) -> tuple[Claim, ...]:
    return (
        claim(of, "quantity", Amount(weight, "kg", goods="heroin"), find(of.text, kilograms), "m" + of.id),
        claim(of, "occurred_on", When(day), find(of.text, words), "m" + of.id),
        claim(of, "located_at", Where("Busan", "town", place_id="geonames:1838524"), find(of.text, words), "m" + of.id),
    )


@pytest.mark.parametrize(("day", "tied"), [("2001-03-02", True), ("2001-08-02", False)])
def test_a_catch_in_pounds_is_the_catch_in_kilograms_of_that_day(day: str, tied: bool) -> None:
    one = report("Police took 50 kg at the quay.", "one", "2001-03-03", publisher="A")
    other = report("Officers found 110 pounds by night.", "other", "2001-09-04", publisher="B")
    claims = (*catch(one, "50 kg", 50.0, "2001-03-02", "quay"), *catch(other, "110 pounds", 49.9, day, "night"))
    assert bool(derivations((one, other), claims)) is tied


def korean_and_english(note: str = "", **fields: object) -> tuple[Report, Report, tuple[Claim, ...]]:
    korean = report(
        "지난 2일 부산 부두에서 헤로인 50㎏을 압수했다.", "korean", "2001-03-03", publisher="가나일보", language="ko",
        title="부산 부두의 밤",
    )  # fmt: skip
    english = report(
        f"Fifty kilograms, 50 kg, of heroin came ashore in Busan on March 2. {note}", "english", "2001-03-05",
        publisher="Shore Post", language="en", csl=dict(fields),
    )  # fmt: skip
    return (
        korean,
        english,
        (
            *catch(korean, "50㎏", 50.0, "2001-03-02", "부산"),
            *catch(english, "50 kg", 50.0, "2001-03-02", "Busan"),
        ),
    )


def test_the_same_facts_later_in_another_language_are_a_translation() -> None:
    korean, english, claims = korean_and_english()
    found = link(korean, english, claims=claims)
    assert (found.report_id, found.from_id, found.kind) == (english.id, korean.id, "translation")
    assert {evidence.kind for evidence in found.evidence} == {"shared_fact"}


def test_a_note_is_shown_and_fewer_facts_do() -> None:
    korean, english, claims = korean_and_english("Translated from the Korean.")
    found = link(korean, english, claims=tuple(one for one in claims if one.predicate == "quantity"))
    assert (found.kind, found.evidence[0].kind) == ("translation", "note")
    korean, english, claims = korean_and_english()
    assert derivations((korean, english), tuple(one for one in claims if one.predicate == "quantity")) == ()


def test_the_title_of_the_original_leads_to_it() -> None:
    korean, english, _ = korean_and_english(**{"original-title": "부산 부두의 밤"})
    assert (link(korean, english).from_id, link(english).from_name) == (korean.id, "부산 부두의 밤")
    assert link(korean, english).kind == "translation"
