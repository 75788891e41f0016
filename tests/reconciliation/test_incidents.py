"""Reports read together: one ship told of four times, and what must stay apart."""

from __future__ import annotations

import itertools
import random
from typing import Any

import msgspec
import pytest

from bellflower.reconciliation.incidents import Reconciliation, reconcile
from bellflower.records import Amount, Incident, Reading, Where
from tests.reconciliation.readings import SHARED, reading, report, seeds


def ship(stem: str, published: str, kilos: float, text: str, worth: float | None = None, **incident: Any) -> Reading:
    """A report on the Sea Lark, off Jutland in June 1987."""
    of = report(text, stem, published, publisher=f"The {stem}")
    item = {"commodity": "heroin", "quantity": kilos, "unit": "kg", **incident.pop("item", {})}
    if worth is not None:
        item |= {"value": worth, "currency": "DKK"}
    what = {"quote": text.split(".")[0], "date": "1987-06", "country": "DK", "conveyance": "Sea Lark", "items": [item]}
    return reading(of, [{**what, **incident}])


FOUR = (
    ship("Morning", "1987-06-20", 40, "Some 40 kilos of heroin were found on a quay, said to come off the Sea Lark.",
         60e6, date="1987-06-16", item={"approximate": True}),
    ship("Hearing", "1987-07-20", 50, "The committee heard of 50 kg aboard the Sealark in June.", conveyance="Sealark"),
    ship("Evening", "1991", 125, "In all 125 kg of heroin were recovered from the Sea Lark affair.", 160e6),
    ship("Almanac", "1994", 125, "The Sea Lark yielded more than a hundredweight, 125 kg, as yearbooks have it."),
    ship("Journal", "1995-03", 150, "Police hold that 150 kg left the Sea Lark, a bale being lost to the tide.", 164e6,
         item={"stage": "imported"}),
)  # fmt: skip


def only(found: Reconciliation) -> Incident:
    (incident,) = found.incidents
    return incident


def test_partial_recovered_and_landed_amounts_are_one_incident_told_apart() -> None:
    found = reconcile(FOUR)
    incident = only(found)
    quantity = incident.slot("quantity")
    assert quantity is not None
    assert quantity.values[quantity.chosen].label == "125 kg"
    assert {value.label for value in quantity.values} == {"about 40 kg", "50 kg", "125 kg", "150 kg (imported)"}
    (conflict,) = [conflict for conflict in found.conflicts if conflict.slot == "quantity"]
    assert conflict.kind == "partial_total" and conflict.shown == "125 kg"
    assert "50 kg is possibly a part of 125 kg" in conflict.explanation
    assert "150 kg (imported) is not what was recovered" in conflict.explanation
    (worth,) = [conflict for conflict in found.conflicts if conflict.slot == "value"]
    assert worth.kind == "valuation" and len(worth.values) == 3
    assert incident.origins == 5 and len(incident.why) >= 4


def test_the_largest_is_not_taken_blindly() -> None:
    wild = ship("Gossip", "1996", 5000, "They say the Sea Lark held 5,000 kg of heroin.")
    found = reconcile([FOUR[2], wild])
    (conflict,) = found.conflicts
    assert conflict.kind == "true_conflict" and conflict.shown == "125 kg"


def test_precision_is_no_conflict() -> None:
    coarse = ship(
        "Coarse", "1990", 100, "A hundred kilos of heroin on the Sea Lark.", item={"approximate": True}, date="1987"
    )
    fine = ship("Fine", "1991", 98.4, "The Sea Lark held 98.4 kg.", date="1987-06-16", place="Esbjerg")
    pounds = ship("Pounds", "1992", 216.9, "The Sea Lark held 216.9 lb.", item={"unit": "lb"})
    found = reconcile([coarse, fine, pounds])
    assert found.conflicts == ()
    incident = only(found)
    assert {name: incident.slot(name).values[0].label for name in ("occurred_on", "located_at")} == {  # type: ignore[union-attr]
        "occurred_on": "1987-06-16",
        "located_at": "Esbjerg",
    }


@pytest.mark.parametrize(
    ("change", "kind", "slot"),
    [
        ({"date": "1987-06-20", "basis": "announced"}, "date_basis", "occurred_on"),
        ({"date": "1987-06-20"}, "true_conflict", "occurred_on"),
        ({"place": "Skagen"}, "true_conflict", "located_at"),
        ({"suspects": [{"role": "sailor", "count": 7}]}, "partial_total", "suspect"),
        ({"suspects": [{"role": "sailor", "name": "Ole Berg", "count": 1}]}, "identity", "suspect"),
    ],
)
def test_each_kind_of_disagreement_is_named(change: dict[str, Any], kind: str, slot: str) -> None:
    sailor = (
        {"role": "sailor", "count": 4}
        if "name" not in str(change)
        else {"role": "sailor", "name": "Jon Dahl", "count": 1}
    )
    base: dict[str, Any] = {"date": "1987-06-16", "place": "Esbjerg", "suspects": [sailor]}
    a = ship("A", "1990", 125, "The Sea Lark was caught with 125 kg.", **base)
    b = ship("B", "1991", 125, "With 125 kg aboard the Sea Lark was caught.", **{**base, **change})
    found = reconcile([a, b])
    assert [(conflict.kind, conflict.slot) for conflict in found.conflicts] == [(kind, slot)]
    assert found.conflicts[0].incident_id == only(found).id
    assert only(found).conflict_ids == (found.conflicts[0].id,)


def test_a_place_that_does_not_lie_in_the_other_is_a_conflict_of_levels() -> None:
    town = Where(name="Esbjerg", level="town", country="DK", lat=55.47, lon=8.45, radius_m=8000)
    far = Where(name="Bornholm", level="adm1", country="DK", lat=55.13, lon=14.9, radius_m=30000)
    near = Where(name="Southern Denmark", level="adm1", country="DK", lat=55.3, lon=9.0, radius_m=90000)
    a = ship("A", "1990", 125, "The Sea Lark was caught with 125 kg.", place=town)
    kinds = [
        [
            conflict.kind
            for conflict in reconcile([a, ship("B", "1991", 125, "Sea Lark, 125 kg.", place=place)]).conflicts
        ]
        for place in (far, near)
    ]
    assert kinds == [["place_level"], []]


def test_a_denial_stands_beside_the_account_that_it_follows() -> None:
    text = "The Sea Lark was boarded off Jutland with 125 kg of heroin. Its owners deny that they knew of any cargo."
    later = "x" * 400 + ". The mayor denies everything."
    of = report(f"{text} {later}", "A", "1990", publisher="A")
    read = reading(
        of,
        [{"quote": "The Sea Lark was boarded off Jutland with 125 kg of heroin", "conveyance": "Sea Lark"}],
        statements=[
            {"kind": "denial", "subject": "its owners", "quote": "Its owners deny that they knew of any cargo."},
            {"kind": "denial", "subject": "the mayor", "quote": "The mayor denies everything."},
        ],
    )
    (conflict,) = reconcile([read]).conflicts
    assert conflict.kind == "denial" and "its owners" in conflict.explanation
    assert conflict.values[-1].label.startswith("Its owners deny")


def test_a_copy_adds_no_origin() -> None:
    text = (
        "The Sea Lark was boarded at dawn by forty marines who found heroin, 125 kg of it, sewn into the lining of "
        "mattresses that the crew swore they had never slept upon."
    )
    first, copy = ship("First", "1990", 125, text), ship("Copy", "1991", 125, text + " Thus the legend.")
    incident = only(reconcile([first, copy]))
    assert (len(incident.report_ids), incident.origins) == (2, 1)
    assert incident.slot("quantity").values[0].origins == 1  # type: ignore[union-attr]


def test_two_goods_keep_two_quantities() -> None:
    of = report("The Sea Lark held 10 kg of heroin and 20 kg of cocaine.", "A", "1990", publisher="A")
    items = [
        {"commodity": "heroin", "quantity": 10, "unit": "kg"},
        {"commodity": "cocaine", "quantity": 20, "unit": "kg"},
    ]
    two = reading(
        of, [{"quote": of.text.strip(), "conveyance": "Sea Lark", "date": "1987-06", "country": "DK", "items": items}]
    )
    found = reconcile([two, ship("B", "1991", 10, "The Sea Lark held 10 kg of heroin.")])
    quantities = [slot.values[0].label for slot in only(found).slots if slot.name == "quantity"]
    assert quantities == ["10 kg", "20 kg"] and found.conflicts == ()


@pytest.mark.parametrize(("speaker", "conflicts"), [(None, 0), ("a radio station", 1)])
def test_two_parcels_of_one_account_are_no_conflict_and_two_voices_in_it_are(
    speaker: str | None, conflicts: int
) -> None:
    parcels = ship("A", "1990", 9, "The Sea Lark held 9 kg of heroin in one bag and 4 kg in another.")
    first = next(claim for claim in parcels.claims if claim.predicate == "quantity")
    second = msgspec.structs.replace(
        first, id="claim-second", value=Amount(4, "kg", goods="heroin", stage="seized"),
        attributed_to=(speaker,) if speaker else (),
    )  # fmt: skip
    found = reconcile([msgspec.structs.replace(parcels, claims=(*parcels.claims, second))])
    assert len(found.conflicts) == conflicts


def test_what_was_planned_or_denied_fills_no_slot() -> None:
    one = FOUR[2]
    claims = tuple(msgspec.structs.replace(claim, modality="planned") for claim in one.claims)
    planned = msgspec.structs.replace(one, claims=claims)
    assert only(reconcile([planned])).slots == ()


def test_the_order_of_reports_has_no_part() -> None:
    expected = reconcile(FOUR)
    for order in itertools.islice(itertools.permutations(FOUR), 0, 120, 17):
        assert reconcile(order) == expected
    assert reconcile([*FOUR, FOUR[0]]) == expected


def test_every_value_leads_to_claims() -> None:
    found = reconcile(FOUR)
    known = {claim.id for read in FOUR for claim in read.claims}
    values = [value for incident in found.incidents for slot in incident.slots for value in slot.values]
    assert values and all(value.claim_ids and set(value.claim_ids) <= known for value in values)


def test_no_reports_give_nothing() -> None:
    assert reconcile([]) == Reconciliation(incidents=(), possible=(), conflicts=(), derivations=())


def test_many_mentions_are_blocked_not_compared_all_with_all() -> None:
    chance = random.Random(7)
    reads = []
    for number in range(300):
        text = f"Case {number}."
        goods = chance.choice(["heroin", "opium", "cocaine"])
        what = {
            "quote": text,
            "date": f"{chance.randint(1960, 2020)}-0{chance.randint(1, 9)}",
            "country": chance.choice(["DK", "SE", "NO", "FI"]),
            "items": [{"commodity": goods, "quantity": chance.randint(1, 900), "unit": "kg"}],
        }
        reads.append(reading(report(text, f"case-{number}", publisher=f"P{number}"), [what]))
    found = reconcile(reads)
    assert len(found.incidents) == 300


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared reports are not beside this repository")
class TestSeeds:
    """What must come out of the shared reports when they are read together."""

    found = reconcile(seeds()) if SHARED.is_dir() else None

    def test_the_two_ship_mentions_are_one_incident_with_both_weights(self) -> None:
        assert self.found is not None
        (joined,) = [incident for incident in self.found.incidents if len(incident.mention_ids) > 1]
        assert joined.origins == 2
        (conflict,) = [conflict for conflict in self.found.conflicts if conflict.slot == "quantity"]
        assert conflict.incident_id == joined.id
        assert sorted(value.label for value in conflict.values) == ["50 kg", "about 125 kg"]

    def test_one_pair_is_possibly_one_and_no_other(self) -> None:
        assert self.found is not None
        (pair,) = self.found.possible
        titles = sorted(incident.title for incident in self.found.incidents if incident.id in pair.incident_ids)
        assert titles == ["Opium, Hassan Station, Russia, 1996-11", "Unspecified drugs, Russia, 1996-11"]

    def test_one_report_derives_from_one_other(self) -> None:
        assert self.found is not None
        (link,) = [link for link in self.found.derivations if link.from_id is not None]
        stems = {read.report.id: read.report.stem[:3] for read in seeds()}
        assert (stems[link.report_id], stems[link.from_id or ""]) == ("001", "000")
        assert {"quotation", "shared_passage"} <= {evidence.kind for evidence in link.evidence}
        assert any("expanded to" in evidence.quote.exact for evidence in link.evidence)
