"""Which mentions are one incident, which may be, and which are not."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bellflower.packs import load
from bellflower.reconciliation.facts import Facts, claims_of, facts
from bellflower.reconciliation.linkage import Embedded, link, shipped, why
from bellflower.reconciliation.linkage.blocking import keys
from bellflower.reconciliation.linkage.decision import decide
from bellflower.reconciliation.linkage.features import row
from bellflower.reconciliation.linkage.scoring import Scorer
from bellflower.records import Where
from tests.reconciliation.readings import reading, report

GOODS = {good.name: good for good in load().goods}
HEROIN = {"commodity": "heroin", "quantity": 31, "unit": "kg"}


def told(number: int = 0, stem: str | None = None, published: str | None = None, **incident: Any) -> Facts:
    """The facts of a mention that says this."""
    text = f"This is sentence {number}."
    of = report(
        text if stem is None else " ".join(f"This is sentence {n}." for n in range(9)), stem or f"report-{number}",
        published,
    )  # fmt: skip
    read = reading(of, [{"quote": text, **incident}])
    mention = read.mentions[0]
    return facts(mention, claims_of(read)[mention.id], of)


class Compared(NamedTuple):
    weight: float
    decision: str
    contradicted: bool
    why: str
    mention_ids: tuple[str, str]


def compared(a: Facts, b: Facts) -> Compared:
    """The two as the shipped model compares them."""
    ids = (min(a.mention_id, b.mention_id), max(a.mention_id, b.mention_id))
    scorer = Scorer([row(a, GOODS), row(b, GOODS)], shipped(), Embedded())
    scorer.pairs([ids])
    (scored,) = scorer.score()
    found = decide(scored, shipped(), {one.mention_id: one for one in (a, b)})
    because = why(found, {one.mention_id: one for one in (a, b)})
    return Compared(found.weight, found.decision, found.contradicted, because, found.mention_ids)


def candidates(mentions: list[Facts]) -> set[tuple[str, str]]:
    """The pairs that share a key."""
    scorer = Scorer([row(mention, GOODS) for mention in mentions], shipped(), Embedded())
    scorer.candidates(key for mention in mentions for key in keys(row(mention, GOODS)))
    return {scored.mention_ids for scored in scorer.score()}


def pair(a: dict[str, Any], b: dict[str, Any], same_report: bool = False) -> Compared:
    stem = "both" if same_report else None
    return compared(told(1, stem, **a), told(2, stem, **b))


SHIP = {"date": "1987-06", "country": "DK", "items": [HEROIN], "conveyance": "Sea Lark"}


@pytest.mark.parametrize("spelling", ["Sea Lark", "Sealark", "SEA-LARK", "Seä Lark"])
def test_one_vessel_month_country_and_good_is_one_incident_whatever_the_weight(spelling: str) -> None:
    other = {**SHIP, "conveyance": spelling, "items": [{**HEROIN, "quantity": 80}]}
    found = pair(SHIP, other)
    assert found.decision == "one"
    assert "same vessel" in found.why and "quantities differ: 31 kg, 80 kg" in found.why


def test_two_vessels_are_two_incidents_though_all_else_agrees() -> None:
    found = pair(SHIP, {**SHIP, "conveyance": "Gannet"})
    assert (found.decision, found.contradicted) == ("apart", True)


def test_a_name_one_letter_off_is_another_spelling() -> None:
    assert "nearly alike" in pair(SHIP, {**SHIP, "conveyance": "Sea Larc"}).why


def test_flights_that_differ_in_a_figure_are_two() -> None:
    flight = {**SHIP, "conveyance": "QX 901"}
    assert pair(flight, {**flight, "conveyance": "QX 902"}).decision == "apart"


def test_a_described_boat_is_no_name() -> None:
    boat = {**SHIP, "conveyance": "fishing boat"}
    assert "vessel" not in pair(boat, boat).why


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"country": "SE"}, "different countries"),
        ({"date": "1991-06"}, "days apart"),
    ],
)
def test_nothing_is_joined_across_a_hard_contradiction(change: dict[str, Any], because: str) -> None:
    found = pair(SHIP, {**SHIP, **change})
    assert found.decision == "apart" and because in found.why


def test_the_same_town_day_and_good_is_one_incident() -> None:
    day = {"date": "1987-06-04", "country": "DK", "place": "Esbjerg", "items": [HEROIN]}
    found = pair(day, day)
    assert found.decision == "one" and "dates agree to the day; same place: Esbjerg" in found.why


def test_a_port_is_in_its_town() -> None:
    port = {"date": "1987-06", "country": "DK", "place": "Esbjerg"}
    assert "same place" in pair(port, {**port, "place": "port of Esbjerg"}).why
    assert "places differ" in pair(port, {**port, "place": "Aarhus"}).why


def test_an_airport_that_no_table_knows_may_lie_in_any_town() -> None:
    town = {"date": "1987-06", "country": "DK", "place": "Esbjerg"}
    assert "places differ" not in pair(town, {**town, "place": "Sorensen International Airport"}).why
    assert "places differ" in pair(town, {**town, "place": "Aarhus"}).why


def test_month_country_and_good_alone_join_nothing() -> None:
    month = {"date": "1987-06", "country": "DK", "items": [{"commodity": "heroin"}]}
    assert pair(month, month).decision == "apart"


ALIKE = (
    {"date": "1991-03", "country": "FI",
     "items": [{"commodity": "unspecified drugs", "quantity": 30, "unit": "kg"}],
     "suspects": [{"nationality": "KP", "role": "diplomat", "count": 1}]},
    {"date": "1991-03", "country": "FI", "place": "Vainikkala",
     "items": [{"commodity": "opium", "quantity": 32, "unit": "kg"}],
     "suspects": [{"nationality": "KP", "role": "carpenter", "count": 1}]},
)  # fmt: skip


@pytest.mark.parametrize("same_report", [True, False])
def test_two_like_cases_of_one_month_are_possibly_one_and_kept_apart(same_report: bool) -> None:
    found = pair(*ALIKE, same_report=same_report)
    assert found.decision == "possible"
    assert "quantities agree within rounding: 30 kg / 32 kg" in found.why
    assert "suspects differ" in found.why


def test_mentions_of_one_report_are_two_incidents_without_a_strong_key() -> None:
    weak = {"date": "1987-06-04", "country": "DK", "items": [{**HEROIN, "quantity": 31.4}],
            "suspects": [{"role": "sailor", "nationality": "NO", "count": 2}]}  # fmt: skip
    assert pair(weak, weak, same_report=True).decision == "possible"
    assert pair(weak, weak).decision == "one"
    assert pair(SHIP, SHIP, same_report=True).decision == "one"


def test_a_year_is_compatible_with_its_month_and_agrees_with_nothing() -> None:
    assert "dates are compatible" in pair(SHIP, {**SHIP, "date": "1987"}).why
    assert pair(SHIP, {**SHIP, "date": "1987"}).weight < pair(SHIP, SHIP).weight
    unnamed = {**SHIP, "conveyance": None, "items": [{"commodity": "heroin"}]}
    assert pair(unnamed, {**unnamed, "date": "1987"}).decision == "apart"


def test_a_place_and_its_point_are_not_two_facts() -> None:
    point = Where(name="Esbjerg", level="town", country="DK", lat=55.47, lon=8.45, radius_m=5000, place_id="geonames:1")
    with_point = {**SHIP, "place": point}
    with_name = {**SHIP, "place": "Esbjerg"}
    assert pair(with_point, with_point).weight == pair(with_name, with_name).weight


def test_a_ship_may_be_told_of_at_several_places_of_one_coast() -> None:
    bare = {"date": "1987-06", "items": [{"commodity": "heroin"}], "conveyance": "Sea Lark", "country": "DK"}
    assert pair({**bare, "place": "Esbjerg"}, {**bare, "place": "Skagen"}).decision == "one"
    assert pair({**bare, "country": None}, {**bare, "country": None, "date": "1987-06-16"}).decision == "one"


def test_towns_far_apart_speak_against_one_incident() -> None:
    north = Where(name="Skagen", level="town", country="DK", lat=57.72, lon=10.58, radius_m=5000)
    south = Where(name="Esbjerg", level="town", country="DK", lat=55.47, lon=8.45, radius_m=5000)
    month = {"date": "1987-06", "country": "DK", "items": [{**HEROIN, "quantity": 31.4}]}
    found = pair({**month, "place": north}, {**month, "place": south})
    assert found.decision != "one" and "far apart" in found.why


def test_a_named_person_needs_a_second_key() -> None:
    person = {"suspects": [{"name": "Pak Tong Gu", "count": 1}]}
    turned = {"suspects": [{"name": "Tong-Gu Pak", "count": 1}]}
    assert "different persons" not in pair(person, {"suspects": [{"name": "Tong Gu Pak", "count": 1}]}).why
    assert pair(person, turned).decision != "one"
    assert (
        pair(
            {**person, "date": "1987-06-04", "items": [HEROIN]}, {**person, "date": "1987-06-04", "items": [HEROIN]}
        ).decision
        == "one"
    )


def test_a_chain_does_not_join_what_excludes_each_other() -> None:
    first = told(1, **{**SHIP, "date": "1987-06-01"})
    middle = told(2, **{**SHIP, "date": "1987"})
    last = told(3, **{**SHIP, "date": "1987-11-20"})
    linked = link([first, middle, last], GOODS)
    together = [set(group) for group in linked.groups]
    assert not any({first.mention_id, last.mention_id} <= group for group in together)


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(6)))
def test_the_order_of_the_mentions_has_no_part(order: list[int]) -> None:
    mentions = [told(n, **incident) for n, incident in enumerate((SHIP, SHIP, *ALIKE, {**SHIP, "country": "SE"}, {}))]
    assert link([mentions[n] for n in order], GOODS) == link(mentions, GOODS)


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_comparing_is_symmetric(data: st.DataObject) -> None:
    choices: dict[str, list[Any]] = {
        "date": [None, "1987", "1987-06", "1987-06-04", "1987-07/1987-09", "198X"],
        "country": [None, "DK", "SE"],
        "place": [None, "Esbjerg", "port of Esbjerg"],
        "items": [[], [HEROIN], [{**HEROIN, "commodity": "opium"}], [{"commodity": "unspecified drugs"}]],
        "conveyance": [None, "Sea Lark", "Sealarc", "fishing boat"],
        "suspects": [[], [{"role": "sailor", "count": 2}], [{"name": "Ann Bee"}]],
    }
    a, b = ({key: data.draw(st.sampled_from(values)) for key, values in choices.items()} for _ in "ab")
    one, other = pair(a, b), compared(told(2, **b), told(1, **a))
    assert (one.decision, one.weight, one.mention_ids) == (other.decision, other.weight, other.mention_ids)


def test_blocking_brings_together_what_shares_a_key_and_little_else() -> None:
    months = [told(n, date=f"{1950 + n}-06", country="NO", items=[{"commodity": "opium"}]) for n in range(40)]
    assert candidates(months) == set()
    ship = [told(50, **SHIP), told(51, **{**SHIP, "conveyance": "Sealark", "date": "1987-07-02"})]
    assert candidates([*months, *ship]) == {tuple(sorted(one.mention_id for one in ship))}


def test_a_pair_over_the_turn_of_a_year_meets() -> None:
    opium = [{"commodity": "opium"}]
    late = told(1, date="1987-12-30", country="DK", items=opium)
    early = told(2, date="1988-01-02", country="DK", items=opium)
    assert len(candidates([late, early])) == 1


def test_groups_hold_every_mention_once() -> None:
    mentions = [told(n, **SHIP) for n in range(4)] + [told(9, country="SE")]
    linked = link(mentions, GOODS)
    assert sorted(itertools.chain(*linked.groups)) == sorted(mention.mention_id for mention in mentions)
    assert sorted(map(len, linked.groups)) == [1, 4]


def test_what_is_undated_is_supposed_to_be_news_of_the_days_before_it() -> None:
    catch = {"place": "Narvo", "country": "DK", "items": [HEROIN]}
    dated = told(1, date="1987-06-02", **catch)
    news, old = (told(2, published=day, **catch) for day in ("1987-06-09", "1988-02-01"))
    assert "one is undated and was published at that time" in compared(dated, news).why
    assert "published" not in compared(dated, old).why
    assert compared(dated, news).weight > compared(dated, old).weight
    assert candidates([dated, news]) and row(told(3, published="1987", **catch), GOODS).day_first is None


def test_a_date_that_is_told_is_not_outdone_by_the_day_of_publication() -> None:
    told_of = row(told(1, published="1987-06-09", date="1986", country="DK", items=[HEROIN]), GOODS)
    assert not told_of.day_supposed and told_of.day_last is not None
    assert date.fromordinal(told_of.day_last) == date(1986, 12, 31)
