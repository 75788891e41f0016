"""Generated cases hold what they promise: quotes that stand, truth for every mention, and the same again."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import msgspec
import pytest

from bellflower.packs import load
from bellflower.records import Goods, Where
from benchmarks.generator import MEASURING, TUNING, readings

CLAIMS = 6_000


@pytest.mark.parametrize("seed", [0, 7])
def test_every_quote_stands_and_every_claim_belongs_to_a_mention_of_known_truth(seed: int) -> None:
    seen: set[str] = set()
    for reading, truth in readings(seed, CLAIMS):
        assert {mention.id for mention in reading.mentions} == truth.keys()
        assert [id for mention in reading.mentions for id in mention.claim_ids] == [one.id for one in reading.claims]
        assert not seen & truth.keys()
        seen |= truth.keys()
        for quote in (item.quote for item in (*reading.claims, *reading.mentions)):
            assert reading.report.text[quote.start : quote.end] == quote.exact
    assert len(seen) > CLAIMS / 20


def test_a_case_is_as_large_as_it_should_be() -> None:
    sizes = [len(reading.claims) for reading, _ in readings(1, CLAIMS)]
    assert CLAIMS <= sum(sizes) < CLAIMS + 2_500


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_case() -> None:
    def case(seed: int) -> bytes:
        return msgspec.json.encode(list(islice(readings(seed, CLAIMS), 100)))

    assert case(3) == case(3) != case(4)


def test_goods_are_those_of_the_packs_and_places_have_points_where_they_are_known() -> None:
    names = {good.name for good in load().goods}
    for reading, _ in readings(5, CLAIMS):
        for claim in reading.claims:
            if isinstance(claim.value, Goods):
                assert claim.value.name in names
            if isinstance(claim.value, Where) and claim.value.level == "town":
                assert (claim.value.place_id is None) == (claim.value.lat is None)


def test_reports_of_one_incident_differ_in_what_they_say() -> None:
    told: dict[str, set[str]] = {}
    reports = Counter[str]()
    for reading, truth in readings(2, CLAIMS):
        for claim in reading.claims:
            if claim.predicate in {"quantity", "occurred_on", "located_at"}:
                told.setdefault(truth[claim.mention or ""], set()).add(f"{claim.predicate} {claim.value}")
        reports.update(truth.values())
    often = [event for event, count in reports.items() if count >= 4]
    assert sum(len(told[event]) >= 5 for event in often) > 0.8 * len(often)
    assert sum(count == 1 for count in reports.values()) > 0.3 * len(reports), "most are told once or twice"
    assert max(reports.values()) >= 10, "and some by many"


def test_seeds_for_trying_and_for_measuring_are_apart() -> None:
    assert not set(TUNING) & set(MEASURING)
