"""A case that grows report by report has the same lineage as one read at once, whatever came first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bellflower.reconciliation.lineage import (
    EARLIEST,
    Sketch,
    age,
    compare,
    derivations,
    named,
    related,
    settled,
    sketch,
    sketches,
    tokens_of,
)
from bellflower.records import Amount, Claim, Derivation, Report
from tests.reconciliation.readings import claim, find, report

PHRASES = (
    "Harbour wardens along the northern shore have grumbled since spring that unmarked launches unload bales. ",
    "After dusk they vanish before anybody standing near the breakwater could read their painted numbers. ",
    "The cooperative counted eleven barrels beneath tarpaulins while the auction was postponed until Thursday. ",
    "Consignments afterwards spread to Bremen, Gdansk, Aarhus, Turku and eastern Estonia. ",
    "“We counted eleven launches in a single week and nobody upstairs wanted to hear the figure,” she said. ",
    "According to the Shore Gazette the quay was empty. ",
    "Subscribers receive this newsletter every morning unless they cancel before midnight. ",
    "An unrelated account of the herring season follows, with prices, weather and the fortunes of three crews. ",
)
texts = st.lists(st.sampled_from(PHRASES), max_size=5).map("".join)
stories = st.tuples(
    texts,
    st.sampled_from([None, "1994", "1994-02", "1994-02-11", "1995-06-01"]),
    st.sampled_from([None, "Shore Gazette", "Inland Post", "Northern News Agency"]),
    st.sampled_from([None, ("10 chongbo", 9.917), ("25 acres", 10.117), ("3 chongbo", 2.975)]),
    st.sampled_from(["en", "ko"]),
)


def holding(known: Iterable[Sketch], some: Sequence[Sketch]) -> list[Sketch]:
    """No more of the known sketches than a store has to give."""
    holders = defaultdict(list)
    for one in sorted(known, key=age):
        for token in set(tokens_of([one])[0].tolist()):
            holders[token].append(one)
    found = []
    for one in some:
        for token in tokens_of([one])[0].tolist():
            first = holders[token][:1]
            found += holders[token][: None if first and age(one) < age(first[0]) else EARLIEST]
    return found


class Store:
    """What a case keeps from one build to the next: sketches, and a link for every pair that has one; no text."""

    def __init__(self) -> None:
        self.sketches: dict[str, Sketch] = {}
        self.compared: dict[frozenset[str], Derivation] = {}
        self.named: list[Derivation] = []

    def take_in(self, new: Sequence[Report], known: dict[str, Report], claims: Sequence[Claim]) -> None:
        fresh = list(sketches(new, claims))
        found = related(fresh, lambda some: holding(self.sketches.values(), some))
        for ids in (*found.parted, *(pair.report_ids for pair in found.pairs)):
            self.compared.pop(frozenset(ids), None)
        texts = {name: known[name] for pair in found.pairs for name in pair.report_ids}
        self.named += [link for one in new for link in named(one)]
        for link in compare(found.pairs, texts, self.named, claims):
            self.compared[frozenset((link.report_id, link.from_id or ""))] = link
        self.sketches |= {one.report_id: one for one in fresh}

    def links(self, reports: Iterable[Report]) -> tuple[Derivation, ...]:
        return settled([*self.compared.values(), *self.named], reports)


@settings(max_examples=300, deadline=None)
@given(st.lists(stories, min_size=2, max_size=12), st.randoms(use_true_random=False), st.integers(1, 5))
def test_report_by_report_is_all_at_once(told: list[Any], dice: Random, size: int) -> None:
    reports, claims = [], []
    for n, (text, published, outlet, area, language) in enumerate(told):
        made = f"{text}Number {n}, {area[0] if area else 'nothing'} was sown."
        reports.append(report(made, f"r{n}", published, publisher=outlet, language=language))
        if area:
            words = find(made, area[0])
            claims.append(claim(reports[-1], "area", Amount(area[1], "ha", goods="opium poppy"), words))
    wanted = derivations(reports, claims)
    dice.shuffle(reports)
    store, known = Store(), {}
    for at in range(0, len(reports), size):
        new = reports[at : at + size]
        known |= {one.id: one for one in new}
        store.take_in(new, known, claims)
    assert store.links(known.values()) == wanted


def test_a_sketch_holds_no_word_and_is_read_back() -> None:
    of = report("".join(PHRASES), "r", "1994", publisher="Shore Gazette")
    packed = msgspec.msgpack.encode(sketch(of))
    assert msgspec.msgpack.decode(packed, type=Sketch) == sketch(of)
    assert b"Harbour" not in packed and b"harbour" not in packed


def test_a_sketch_is_the_same_alone_and_among_others() -> None:
    reports = [
        report(text * 3, f"r{n}")
        for n, text in enumerate((*PHRASES, "", "1", "북한에서 만든 마약 두 상자", "密輸された箱"))
    ]
    assert [sketch(one) for one in reports] == list(sketches(reports))


def test_sketches_are_the_same_in_every_run() -> None:
    # Stored ones are set beside new ones: neither Python's hashing nor the order of a batch may show in them.
    kept = sketch(report("The harbour wardens counted eleven barrels beneath tarpaulins.", "r"))
    assert kept.shingles[:8].hex() == "a3a00e5018567d8b"
    assert kept.words[:8].hex() == "547665dd47f17fc2"
