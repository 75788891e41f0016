"""Pairs put together to groups: never across what is barred, and nobody in two incidents at once."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bellflower.reconciliation.linkage.grouping import Ids, Link, agglomerate

LEAST = 1.5


def grouped(weights: dict[str, float], barred: str = "", must: str = "") -> list[str]:
    """Groups of one-letter members, of pairs such as ``ab`` with their weights; pairs not named weigh -5."""
    members = tuple(sorted(set("".join(weights))))
    links = {
        (a, b): Link(weight=weights.get(a + b, -5.0), barred=a + b in barred.split())
        for a, b in combinations(members, 2)
    }
    edges = {(pair[0], pair[1]) for pair, weight in weights.items() if weight >= 3}
    found = agglomerate(members, [(pair[0], pair[1]) for pair in must.split()], edges, links, LEAST)
    assert not found.unknown
    return ["".join(group) for group in found.groups]


def test_the_surest_are_joined_first_and_a_chain_does_not_hold() -> None:
    assert grouped({"ab": 9, "bc": 4}) == ["ab", "c"]
    assert grouped({"ab": 9, "bc": 4, "ac": 2}) == ["abc"]


def test_nothing_is_joined_across_what_is_barred() -> None:
    assert grouped({"ab": 9, "bc": 6, "ac": 7}, barred="ac") == ["ab", "c"]
    assert grouped({"ab": 9}, barred="ab") == ["a", "b"]


def test_what_an_analyst_joined_is_one_though_it_be_barred() -> None:
    assert grouped({"ab": -4}, barred="ab", must="ab") == ["ab"]


def test_who_might_as_well_belong_to_either_of_two_joins_neither() -> None:
    assert grouped({"ac": 5.0, "bc": 4.8}, barred="ab") == ["a", "b", "c"]
    assert grouped({"ac": 9.0, "bc": 4.8}, barred="ab") == ["ac", "b"]


DRAWN = st.lists(st.tuples(st.integers(-9, 12), st.booleans()), min_size=15, max_size=15)
MEMBERS = tuple("abcdef")


def links_of(drawn: list[tuple[int, bool]]) -> tuple[dict[Ids, Link], set[Ids]]:
    pairs = combinations(MEMBERS, 2)
    links = {ids: Link(weight=float(weight), barred=barred) for ids, (weight, barred) in zip(pairs, drawn, strict=True)}
    return links, {ids for ids, link in links.items() if link.weight >= 3 and not link.barred}


@given(DRAWN)
def test_groups_hold_each_member_once_and_no_barred_pair(drawn: list[tuple[int, bool]]) -> None:
    links, edges = links_of(drawn)
    found = agglomerate(MEMBERS, [], edges, links, LEAST).groups
    assert sorted(member for group in found for member in group) == list(MEMBERS)
    assert not any(links[ids].barred for group in found for ids in combinations(group, 2))


@given(DRAWN)
def test_what_is_asked_for_is_all_that_is_needed(drawn: list[tuple[int, bool]]) -> None:
    links, edges = links_of(drawn)
    known = {ids: links[ids] for ids in edges}
    while (found := agglomerate(MEMBERS, [], edges, known, LEAST)).unknown:
        assert not found.unknown & known.keys()
        known |= {ids: links[ids] for ids in found.unknown}
    assert found == agglomerate(MEMBERS, [], edges, links, LEAST)
