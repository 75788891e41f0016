"""Who copied whom, and how many origins are left."""

from __future__ import annotations

import pytest

from bellflower.reconciliation.lineage import derivations, named_sources, origin_groups, origins
from bellflower.records import Derivation, Report, Term
from tests.reconciliation.readings import claim, find, report

TALK = (
    "Harbour wardens along the northern shore have grumbled since spring that unmarked launches unload bales after "
    "dusk and vanish before anybody can read their numbers."
)
QUOTE = "We counted eleven launches in a single week and nobody upstairs wanted to hear the figure"
OWN = "An unrelated account of the herring season follows, with prices, weather and the fortunes of three crews."


THINGS = ("prices rose", "traders complain about", "harvests failed beside", "museums honour", "ships carry away")


def link(*reports: Report) -> tuple[Derivation, ...]:
    return derivations(reports)


def test_a_copied_passage_points_from_the_later_to_the_earlier() -> None:
    early = report(f"{TALK} {OWN}", "early", "1994-02-11", publisher="Shore Post")
    late = report(f"A reader writes. {TALK} It made him think of his youth at sea.", "late", "1996", publisher="Blog")
    (found,) = link(late, early)
    assert (found.report_id, found.from_id) == (late.id, early.id)
    assert "published 1996, after 1994-02-11" in found.why
    (evidence,) = found.evidence
    assert evidence.kind == "shared_passage" and evidence.source_quote is not None
    assert evidence.quote.exact == evidence.source_quote.exact == TALK.rstrip(".")
    assert late.text[evidence.quote.start : evidence.quote.end] == evidence.quote.exact


def test_a_text_copied_whole_is_a_reprint() -> None:
    early = report(f"{TALK} {QUOTE}. {OWN}", "early", "1994", publisher="Shore Post")
    late = report(f"{TALK} {QUOTE}. {OWN}", "late", "1995", publisher="Inland Post")
    assert [found.kind for found in link(early, late)] == ["reprint"]


def test_reworded_around_a_list_in_the_same_order_is_one_passage() -> None:
    early = report(
        "Consignments afterwards spread to Bremen, Gdansk, Aarhus, Turku and eastern Estonia.",
        "early",
        "1994",
        publisher="A",
    )
    late = report(
        "In time consignments afterwards spread, some say, as far as towns like Bremen, Gdansk, Aarhus, Turku, "
        "and eastern Estonia.", "late", "1999", publisher="B",
    )  # fmt: skip
    (found,) = link(early, late)
    assert found.evidence[0].quote.exact.startswith("consignments afterwards spread")
    assert found.evidence[0].quote.exact.endswith("eastern Estonia")


def test_quotation_marks_show_who_quotes() -> None:
    spoken = report(f"{QUOTE}, the warden told us that evening.", "spoken", "1994", publisher="Shore Post")
    quoting = report(f"The warden's words, “{QUOTE}”, are remembered. {OWN}", "quoting", "1994", publisher="Almanac")
    (found,) = link(spoken, quoting)
    assert (found.report_id, found.from_id, found.kind) == (quoting.id, spoken.id, "citation")
    assert found.evidence[0].kind == "quotation"
    assert "quotes" in found.why


@pytest.mark.parametrize(("one", "other"), [(None, None), ("1994", None), ("1994", "1994-05-02")])
def test_dates_that_do_not_tell_give_no_direction(one: str | None, other: str | None) -> None:
    (found,) = link(report(TALK, "a", one, publisher="A"), report(TALK + " Indeed.", "b", other, publisher="B"))
    assert "one from the other or both from a third" in found.why


def test_a_year_after_a_day_tells() -> None:
    early, late = report(TALK, "a", "1994-05-02", publisher="A"), report(TALK + " Yes.", "b", "1995", publisher="B")
    (found,) = link(late, early)
    assert found.from_id == early.id


def test_what_many_reports_hold_is_boilerplate() -> None:
    footer = (
        "All material on these pages belongs to the syndicate and must never be reproduced without written permission."
    )
    reports = [
        report(
            " ".join(f"{word.title()} {thing} {n} {word}s." for thing in THINGS) + f" {footer}",
            f"r{n}",
            publisher=word,
        )
        for n, word in enumerate(["barley", "copper", "gannets", "linseed", "peat", "seals", "tar", "wool"])
    ]
    assert link(*reports) == ()


def test_many_reprints_of_one_text_are_one_origin() -> None:
    reports = [report(f"{TALK} {QUOTE}.", f"r{n}", f"1994-02-{n + 10}", publisher=f"Paper {n}") for n in range(9)]
    assert len(set(origin_groups(reports, link(*reports)).values())) == 1


def own(letter: str, sizes: range) -> list[str]:
    """Words that no other letter has."""
    return [letter * size for size in sizes]


def test_a_line_that_names_its_source_above_a_footer_of_many_is_no_passage() -> None:
    footer = "Subscribe to the {} for unlimited access to our reporting, puzzles, recipes and weekend supplements."
    credit = "This article was first published by the Shore Gazette."
    told = [
        report(
            f"{' '.join(own(letter, range(5, 35)))}. {credit if letter < 'c' else ''} {footer.format(letter * 4)}",
            letter, "1994", publisher=letter * 4,
        )
        for letter in "abcdefgh"
    ]  # fmt: skip
    assert [found.from_id for found in link(*told)] == [None, None]


def test_a_text_of_which_a_part_is_reworded_throughout_is_found() -> None:
    name = "Greater Northern Harbour Wardens Benevolent Society"
    kept = [own(letter, range(4, 7)) for letter in "abcdefghijklmnopqrst"]
    early, late = (
        " ".join([name, *(" ".join([*words, words[0] + side]) for words in kept), *own(side, range(4, 74))])
        for side in "yz"
    )
    (found,) = link(report(early, "early", "1994", publisher="A"), report(late, "late", "1995", publisher="B"))
    assert found.from_id and "reworded" in found.why


def test_the_name_of_a_body_is_nobodys_wording() -> None:
    body = "the Northern Lights Fisheries Protection Council Resolution 1405"
    one = report(f"Ships must heed {body} from now on.", "a", "1994", publisher="A")
    other = report(f"Few have read {body} to its end.", "b", "1995", publisher="B")
    assert link(one, other) == ()


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The launches came at night, according to the Shore Gazette, and left by dawn.", "Shore Gazette"),
        ("The Hull-based LaunchWatch news site has reported that the boats are back.", "LaunchWatch"),
        ("The LaunchWatch report names two quays.", "LaunchWatch"),
        ("Reuters reported the arrest of a skipper.", "Reuters"),
        ("Northern Herald said in a report that quays were closed.", "Northern Herald"),
        ("“The quays were closed,” said the Northern Herald.", "Northern Herald"),
        ("It was the Łódź Herald that was first: the Łódź Herald reported it.", "Łódź Herald"),
        ("The news was first reported by the Praia da Rocha Courier.", "Praia da Rocha Courier"),
    ],
)
def test_an_outlet_named_as_source_is_an_origin_outside_the_case(text: str, outlet: str) -> None:
    of = report(f"{OWN} {text} {OWN}", "r", "1994", publisher="A")
    (found,) = link(of)
    assert (found.from_id, found.from_name) == (None, outlet)
    assert found.evidence[0].quote.exact == text
    assert found.kind == ("wire" if outlet == "Reuters" else "citation")


@pytest.mark.parametrize(
    "text",
    [
        "Police reported two arrests, and the police said no more.",
        "According to Commander Ann Bee the quay was empty.",
        "A Bergen newspaper wrote about it.",
        "He told the Shore Post that he saw nothing.",
        "This report was late.",
        "The quay was empty, said the Harbour Inspection Agency.",
    ],
)
def test_speakers_and_the_own_paper_are_no_outside_source(text: str) -> None:
    assert list(named_sources(report(f"{OWN} {text}", "r", publisher="The Shore Post"))) == []


def test_an_outlet_in_the_case_is_linked_by_its_name_or_initials() -> None:
    source = report(OWN, "source", "1993", publisher="Shore Evening Tribune")
    for name in ("Shore Evening Tribune", "SET news site"):
        citing = report(
            f"The {name} reported that boats are back. Nothing else is known.", "citing", "1994", publisher="B"
        )
        (found,) = link(source, citing)
        assert (found.report_id, found.from_id) == (citing.id, source.id)


def count(*told: tuple[Report, tuple[str, ...]], others: tuple[Report, ...] = ()) -> int:
    reports = {of.id: of for of in (*(of for of, _ in told), *others)}
    claims = [claim(of, "conveyance", Term("x"), find(of.text, of.text[:9]), attributed_to=by) for of, by in told]
    return origins(claims, origin_groups(reports.values(), derivations(reports.values())))


def test_origins_are_groups_of_reports_not_reports() -> None:
    source = report(f"{TALK} {OWN}", "source", "1994", publisher="A")
    copy = report(f"Heard again. {TALK}", "copy", "1995", publisher="B")
    other = report("A third paper has its own story to tell here.", "other", "1995", publisher="C")
    bare = report("Somebody somewhere wrote this without a name.", "bare")
    assert count((source, ())) == 1
    assert count((source, ()), (copy, ())) == 1
    assert count((source, ()), (copy, ()), (other, ())) == 2
    assert count((source, ()), (bare, ())) == 1, "unknown lineage adds none"
    assert count((bare, ())) == 1
    assert count((source, ("Shore Gazette",)), (other, ("the Shore Gazette", "a sailor"))) == 1, (
        "one outlet, two readers"
    )
    assert count((source, ()), (other, ("Commander Bee",))) == 2, "a speaker is no outlet"


def test_texts_without_letters_or_words_are_no_trouble() -> None:
    assert link(report("1", "a"), report("...", "b"), report("x", "c")) == ()
