"""A report that shares wording with a source and with that source's copy has one of the two as its source."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bellflower.reconciliation.lineage import origin_groups
from bellflower.reconciliation.lineage.directness import direct
from bellflower.records import Derivation, Evidence, quote_at
from tests.reconciliation.readings import report

NAMED = Evidence(kind="named_source", quote=quote_at("The Gazette wrote it.", 0, 21))


def link(of: str, source: str, score: float, kind: Any = "reprint", *evidence: Evidence) -> Derivation:
    return Derivation(
        report_id=of, from_id=source, from_name=None, kind=kind, score=score, evidence=evidence, why="shares wording"
    )


def kept(*links: Derivation) -> set[str]:
    return {f"{one.report_id}{one.from_id}" for one in direct(links)}


def test_of_a_text_and_its_copy_the_likelier_is_the_source() -> None:
    assert kept(link("b", "a", 0.9), link("c", "a", 0.7), link("c", "b", 0.8)) == {"ba", "cb"}
    assert kept(link("b", "a", 0.9), link("c", "a", 0.8), link("c", "b", 0.7)) == {"ba", "ca"}


def test_of_two_as_likely_the_first_is_the_source() -> None:
    assert kept(link("b", "a", 0.9), link("c", "a", 0.8), link("c", "b", 0.8)) == {"ba", "ca"}


def test_what_is_named_is_the_source() -> None:
    assert kept(link("b", "a", 0.9), link("c", "a", 0.6, "wire", NAMED), link("c", "b", 0.8)) == {"ba", "ca"}


def test_two_sources_apart_are_two_and_a_correction_stays() -> None:
    assert kept(link("c", "a", 0.7), link("c", "b", 0.8)) == {"ca", "cb"}
    given = (link("b", "a", 0.9), link("c", "a", 0.7, "correction"), link("c", "b", 0.8))
    assert kept(*given) == {"ba", "ca", "cb"}


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from([0.5, 0.7, 0.9])), max_size=30))
def test_origins_stay_as_they_are(told: list[tuple[int, int, float]]) -> None:
    reports = [report(f"Text {n}.", f"r{n}", publisher=f"Paper {n}") for n in range(7)]
    links = [link(reports[a].id, reports[b].id, score) for a, b, score in told if a != b]
    assert origin_groups(reports, direct(links)) == origin_groups(reports, links)
    assert set(direct(links)) == set(direct(links[::-1]))
