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


def test_what_is_printed_again_stands_as_what_it_reprints_where_days_alone_bar_it() -> None:
    """``b`` reprints ``a`` at a later day, from which its own was counted; ``c`` is dated as ``a`` is."""
    weights = {("a", "b"): 9.0, ("a", "c"): 6.0, ("b", "c"): 1.0}

    def groups(reprinted: bool, by_day: bool) -> tuple[tuple[str, ...], ...]:
        links = {
            ids: Link(weight=weight, barred=ids == ("b", "c"), by_day=by_day and ids == ("b", "c"),
                      reprinted=reprinted and ids == ("a", "b"))
            for ids, weight in weights.items()
        }  # fmt: skip
        edges = {ids for ids, weight in weights.items() if weight >= 3}
        return agglomerate(("a", "b", "c"), [], edges, links, LEAST).groups

    assert groups(reprinted=True, by_day=True) == (("a", "b", "c"),)
    assert groups(reprinted=False, by_day=True) == groups(reprinted=True, by_day=False) == (("a", "b"), ("c",))


BARRED = st.sampled_from(["", "barred", "by_day"])
DRAWN = st.lists(st.tuples(st.integers(-9, 12), BARRED, st.booleans()), min_size=15, max_size=15)
MEMBERS = tuple("abcdef")


def links_of(drawn: list[tuple[int, str, bool]]) -> tuple[dict[Ids, Link], set[Ids]]:
    links = {
        ids: Link(weight=float(weight), barred=bar != "", by_day=bar == "by_day", reprinted=again and not bar)
        for ids, (weight, bar, again) in zip(combinations(MEMBERS, 2), drawn, strict=True)
    }
    return links, {ids for ids, link in links.items() if link.weight >= 3 and not link.barred}


@given(DRAWN)
def test_groups_hold_each_member_once_and_no_barred_pair(drawn: list[tuple[int, str, bool]]) -> None:
    links, edges = links_of(drawn)
    found = agglomerate(MEMBERS, [], edges, links, LEAST).groups
    assert sorted(member for group in found for member in group) == list(MEMBERS)
    for group in found:
        printed_again = any(links[ids].reprinted for ids in combinations(group, 2))
        for ids in combinations(group, 2):
            assert not links[ids].barred or (links[ids].by_day and printed_again)


@given(DRAWN)
def test_what_is_asked_for_is_all_that_is_needed(drawn: list[tuple[int, str, bool]]) -> None:
    links, edges = links_of(drawn)
    known = {ids: links[ids] for ids in edges}
    while (found := agglomerate(MEMBERS, [], edges, known, LEAST)).unknown:
        assert not found.unknown & known.keys()
        known |= {ids: links[ids] for ids in found.unknown}
    assert found == agglomerate(MEMBERS, [], edges, links, LEAST)
