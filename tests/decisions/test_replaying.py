"""Decisions replayed: they survive a change of the extractor, and the order in which they are read has no part."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bellflower.decisions import of_mentions, replay
from bellflower.records import Act, Amount, Decision, OfDecision, OfReport, OfSource, Quote, Reading, Ruling
from tests.decisions.cases import about_both, about_claim, claim_in, decision, dossier, reread, ship

SMALL, LARGE, OTHER = ship(50, "Post"), ship(125, "Times"), ship(20, "News", name="Blue Heron")
READINGS = [SMALL, LARGE, OTHER]
SEVENTY = Amount(value=70, unit="kg", goods="heroin", stage="seized")


def outcomes(rulings: tuple[Ruling, ...]) -> list[str]:
    return [ruling.outcome for ruling in rulings]


def quantities(readings: list[Reading], *decisions: Decision) -> list[list[float]]:
    return [
        [value.value.value for value in slot.values if isinstance(value.value, Amount)]
        for incident in dossier(readings, *decisions).incidents
        for slot in incident.slots
        if slot.name == "quantity"
    ]


def test_a_rejected_claim_fills_no_slot_and_stays_in_the_dossier() -> None:
    rejected = decision("reject", about_claim(SMALL, "quantity"))
    assert sorted(map(sorted, quantities(READINGS, rejected))) == [[20], [125]]
    made = dossier(READINGS, rejected)
    assert claim_in(SMALL, "quantity").id in {claim.id for claim in made.claims}
    assert outcomes(made.rulings) == ["holds"]


def test_an_amended_claim_keeps_its_words_and_says_who_amended_it() -> None:
    amended = decision("amend", about_claim(SMALL, "quantity"), value=SEVENTY)
    before = claim_in(SMALL, "quantity")
    after = next(claim for claim in dossier(READINGS, amended).claims if claim.id == before.id)
    assert (after.value, after.quote, after.value_raw) == (SEVENTY, before.quote, before.value_raw)
    assert f"amended by Ann ({amended.id})" in after.rule
    assert [70.0, 125.0] in map(sorted, quantities(READINGS, amended))


def test_what_is_split_are_two_and_what_is_merged_is_one_and_old_ids_lead_on() -> None:
    plain = dossier(READINGS)
    joined = next(incident for incident in plain.incidents if len(incident.mention_ids) == 2)
    parted = dossier(READINGS, decision("split", about_both(SMALL, LARGE)))
    assert len(plain.incidents) == 2 and len(parted.incidents) == 3
    [redirect] = parted.redirects
    assert redirect.incident_id == joined.id and len(redirect.now) == 2
    both = of_mentions([*SMALL.mentions, *LARGE.mentions], OTHER.mentions)
    merged = dossier(READINGS, decision("merge", both))
    [one] = merged.incidents
    assert {redirect.now for redirect in merged.redirects} == {(one.id,)}
    assert plain.redirects == ()


ACTS: list[tuple[Act, dict[str, object]]] = [("accept", {}), ("reject", {}), ("amend", {"value": SEVENTY})]


@pytest.mark.parametrize(("act", "said"), ACTS)
@pytest.mark.parametrize("predicate", ["quantity", "commodity", "occurred_on", "conveyance", "country"])
def test_decisions_survive_another_extractor(act: Act, said: dict[str, object], predicate: str) -> None:
    if act == "amend" and predicate != "quantity":
        said = {"value": claim_in(LARGE, predicate).value}
    [ruling] = replay([decision(act, about_claim(SMALL, predicate), **said)], map(reread, READINGS))
    assert ruling.outcome == "holds"
    assert ruling.claim_ids == (f"{claim_in(SMALL, predicate).id}-v2",)


def test_the_dossier_is_the_same_after_another_extractor() -> None:
    decisions = [
        decision("reject", about_claim(SMALL, "quantity")),
        decision("split", about_both(SMALL, LARGE), minute=1),
        decision("merge", about_both(LARGE, OTHER), minute=2),
    ]
    before, after = dossier(READINGS, *decisions), dossier(list(map(reread, READINGS)), *decisions)
    assert outcomes(before.rulings) == outcomes(after.rulings) == ["holds"] * 3
    told = [sorted(sorted(incident.report_ids) for incident in made.incidents) for made in (before, after)]
    assert told[0] == told[1] and len(told[0]) == 2


def test_words_that_moved_are_found_by_what_stands_around_them() -> None:
    about = about_claim(SMALL, "quantity")
    text = f"50 kg of heroin, it was said before. {SMALL.report.text}"
    shift = len(text) - len(SMALL.report.text)

    def move(quote: Quote) -> Quote:
        return msgspec.structs.replace(quote, start=quote.start + shift, end=quote.end + shift)

    moved = msgspec.structs.replace(
        SMALL,
        report=msgspec.structs.replace(SMALL.report, text=text),
        claims=tuple(msgspec.structs.replace(one, quote=move(one.quote)) for one in SMALL.claims),
        mentions=tuple(msgspec.structs.replace(one, quote=move(one.quote)) for one in SMALL.mentions),
    )
    [ruling] = replay([decision("reject", about)], [moved])
    assert ruling.claim_ids == (claim_in(SMALL, "quantity").id,)


def test_what_finds_no_place_is_unplaced_and_says_why() -> None:
    other = msgspec.structs.replace(SMALL, claims=tuple(c for c in SMALL.claims if c.predicate != "quantity"))
    right = msgspec.structs.replace(
        SMALL,
        claims=tuple(
            msgspec.structs.replace(c, value=SEVENTY) if c.predicate == "quantity" else c for c in SMALL.claims
        ),
    )
    rejected = decision("reject", about_claim(SMALL, "quantity"))
    for readings, told in (
        ([], "is not in the case"),
        ([other], "no claim of quantity"),
        ([right], "read otherwise now"),
    ):
        [ruling] = replay([rejected], readings)
        assert ruling.outcome == "unplaced" and told in ruling.told
    [unknown] = replay([decision("undo", OfDecision(decision_id="d-0"))], READINGS)
    assert unknown.outcome == "unplaced"


def test_the_last_word_of_an_analyst_counts() -> None:
    first = decision("reject", about_claim(SMALL, "quantity"))
    second = decision("accept", about_claim(SMALL, "quantity"), minute=1)
    assert outcomes(replay([second, first], READINGS)) == ["superseded", "holds"]
    parted, merged = (decision(act, about_both(SMALL, LARGE), minute=at) for at, act in enumerate(("split", "merge")))
    assert outcomes(replay([merged, parted], READINGS)) == ["superseded", "holds"]


def test_what_analysts_disagree_on_is_shown_and_changes_nothing() -> None:
    ann = decision("reject", about_claim(SMALL, "quantity"))
    bob = decision("amend", about_claim(SMALL, "quantity"), "Bob", 1, value=SEVENTY)
    made = dossier(READINGS, ann, bob)
    assert outcomes(made.rulings) == ["disputed", "disputed"]
    assert f"Bob ({bob.id})" in made.rulings[0].told
    assert made.incidents == dossier(READINGS).incidents
    settled = decision("undo", OfDecision(decision_id=bob.id), "Bob", 2)
    assert outcomes(replay([ann, bob, settled], READINGS)) == ["holds", "undone", "holds"]
    agreed = decision("amend", about_claim(SMALL, "quantity"), "Ann", 3, value=SEVENTY)
    assert outcomes(replay([ann, bob, agreed], READINGS)) == ["superseded", "holds", "holds"]


def test_an_undoing_can_be_undone() -> None:
    first = decision("reject", about_claim(SMALL, "quantity"))
    second = decision("undo", OfDecision(decision_id=first.id), minute=1)
    third = decision("undo", OfDecision(decision_id=second.id), minute=2)
    assert outcomes(replay([first, second], READINGS)) == ["undone", "holds"]
    assert outcomes(replay([first, second, third], READINGS)) == ["holds", "undone", "holds"]


def test_a_split_is_disputed_where_merges_tie_its_sides_together_by_way_of_others() -> None:
    split = decision("split", about_both(SMALL, LARGE))
    merges = [decision("merge", about_both(one, OTHER), "Bob", minute=1) for one in (SMALL, LARGE)]
    assert outcomes(replay([split, *merges], READINGS)) == ["disputed"] * 3


def test_grades_disagree_only_on_one_thing() -> None:
    source, report = OfSource(name="post"), OfReport(report_id=SMALL.report.id)
    grades = [decision("grade", source, grade="B"), decision("grade", report, "Bob", grade="C")]
    assert outcomes(replay(grades, READINGS)) == ["holds", "holds"]
    assert outcomes(replay([*grades, decision("grade", source, "Bob", grade="D")], READINGS)).count("disputed") == 2


THINGS = [
    *(about_claim(one, predicate) for one in READINGS for predicate in ("quantity", "conveyance")),
    *(about_both(one, other) for one, other in ((SMALL, LARGE), (LARGE, OTHER), (SMALL, OTHER))),
    *(OfReport(report_id=one.report.id) for one in READINGS[:2]),
]


@st.composite
def decision_lists(draw: st.DrawFn) -> list[Decision]:
    made: list[Decision] = []
    for minute in range(draw(st.integers(1, 10))):
        by = draw(st.sampled_from(["Ann", "Bob"]))
        about = draw(st.sampled_from(THINGS))
        if made and draw(st.integers(0, 3)) == 0:
            made.append(decision("undo", OfDecision(decision_id=draw(st.sampled_from(made)).id), by, minute))
        elif isinstance(about, OfReport):
            made.append(decision("grade", about, by, minute, grade=draw(st.sampled_from("BCD"))))
        elif hasattr(about, "these"):
            made.append(decision(draw(st.sampled_from(["merge", "split"])), about, by, minute))
        else:
            made.append(decision(draw(st.sampled_from(["accept", "reject"])), about, by, minute))
    return made


@given(decision_lists(), st.randoms(use_true_random=False))
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_the_order_in_which_decisions_are_read_has_no_part(decisions: list[Decision], random: Random) -> None:
    rulings = replay(decisions, READINGS)
    shuffled = [*decisions, *decisions[:2]]
    random.shuffle(shuffled)
    assert replay(shuffled, READINGS[::-1]) == rulings
    assert [ruling.decision for ruling in rulings] == decisions, "none is lost"


@given(decision_lists())
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_what_holds_never_says_two_things_of_one(decisions: list[Decision]) -> None:
    holding = [ruling for ruling in replay(decisions, READINGS) if ruling.outcome == "holds"]
    said: dict[str, set[object]] = {}
    for ruling in holding:
        for pair in ruling.pairs:
            said.setdefault(f"pair {pair}", set()).add(ruling.decision.act)
        for claim_id in ruling.claim_ids:
            said.setdefault(f"claim {claim_id}", set()).add(ruling.decision.act)
    assert all(len(acts) == 1 for acts in said.values())
