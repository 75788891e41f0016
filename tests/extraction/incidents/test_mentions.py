"""Incidents as one report tells them: which of several figures is kept, and the claims that fill the slots."""

from __future__ import annotations

import pytest

from bellflower.records import Amount, Claim, Goods, Party, Term
from tests.extraction.conftest import Incidents, Read


def slots(read: Read, text: str) -> dict[str, list[Claim]]:
    """The claims of a text's only incident by predicate."""
    reading = read(text)
    (mention,) = reading.mentions
    found: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        if claim.id in mention.claim_ids:
            assert claim.mention == mention.id
            found.setdefault(claim.predicate, []).append(claim)
    return found


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("Nearly 15 kg of heroin seized in Vienna\n\nPolice in Vienna seized 14.83 kg of heroin on Monday.\n", 14.83),
        ("Police in Vienna seized 14.83 kg of heroin on Monday. The heroin, about 15 kg, lay in a car.\n", 14.83),
        (
            "Officers in Tallinn seized about 40 kg of cocaine. Customs later gave the weight as 38.6 kg of cocaine.\n",
            38.6,
        ),
        ("Police in Vienna seized more than 5 kg of heroin. Weighed afterwards, the load came to 5.34 kg.\n", 5.34),
    ],
)
def test_the_exact_figure_wins_over_the_rounded_one(incidents: Incidents, text: str, quantity: float) -> None:
    (found,) = incidents(text)
    (item,) = found["items"]
    assert (item["quantity"], item["unit"], item["approximate"]) == (quantity, "kg", False)


@pytest.mark.parametrize(
    ("words", "approximate", "top"),
    [("5 kg", False, None), ("about 5 kg", True, None), ("nearly 5 kg", True, None), ("between 5 and 7 kg", False, 7)],
)
def test_how_exact_a_figure_is_stays_with_it(
    incidents: Incidents, words: str, approximate: bool, top: float | None
) -> None:
    (found,) = incidents(f"Police in Vienna seized {words} of heroin.\n")
    (item,) = found["items"]
    assert (item["quantity"], item["approximate"], item["quantity_max"]) == (5, approximate, top)


def test_a_stated_total_stands_for_its_parts(incidents: Incidents) -> None:
    (found,) = incidents(
        "Police in Oslo found 3 kg of heroin in one bag and 4 kg in another, a total of 7 kg of heroin.\n"
    )
    assert [(item["commodity"], item["quantity"]) for item in found["items"]] == [("heroin", 7)]


def test_a_named_good_stands_for_the_general_word(incidents: Incidents) -> None:
    (found,) = incidents("Drugs seized in Vienna\n\nPolice in Vienna seized drugs on Monday, 5 kg of heroin.\n")
    assert [item["commodity"] for item in found["items"]] == ["heroin"]


def test_every_slot_is_a_claim_of_the_mention(read: Read) -> None:
    found = slots(
        read,
        "French naval forces boarded the dhow Al Noor in the Arabian Sea on 2 March 2018 and seized 900 kg of hashish "
        "worth $2 million. Four Iranian sailors were arrested.\n",
    )
    assert {claim.value_raw for claim in found["kind"]} == {"boarded", "seized", "arrested"}
    assert [claim.value for claim in found["kind"]] == [Term(text=k) for k in ("interception", "seizure", "arrest")]
    (quantity,), (good,), (worth,) = found["quantity"], found["commodity"], found["value"]
    assert quantity.value == Amount(value=900, unit="kg", goods="cannabis resin", stage="seized")
    assert quantity.quote.exact == "900 kg of hashish" and quantity.value_raw == "900 kg"
    assert good.value == Goods(name="cannabis resin")
    assert isinstance(worth.value, Amount) and (worth.value.value, worth.value.unit) == (2_000_000, "USD")
    (suspect,), (authority,), (vessel,) = found["suspect"], found["authority"], found["conveyance"]
    assert suspect.value == Party(nationality="IR", role="sailor", count=4, legal_status="arrested")
    assert isinstance(authority.value, Party) and authority.value.country == "FR"
    assert vessel.value == Term(text="Al Noor")
    assert {claim.aggregation for claims in found.values() for claim in claims} == {"single_event"}


def test_a_code_word_says_what_it_was_resolved_from(read: Read) -> None:
    found = slots(read, "Police in Vienna seized 200 grams of ice, a drug new to the town.\n")
    assert found["commodity"][0].value == Goods(name="methamphetamine", resolved_from="ice")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Police in Vienna seized 5 kg of heroin on 3 March 2019.\n", "asserted"),
        ("Police in Vienna allegedly seized 5 kg of heroin on 3 March 2019.\n", "alleged"),
    ],
)
def test_the_modality_of_the_act_is_that_of_its_claims(read: Read, text: str, modality: str) -> None:
    assert {claim.modality for claims in slots(read, text).values() for claim in claims} == {modality}


def test_who_said_it_is_kept(read: Read) -> None:
    found = slots(read, "Police in Vienna seized 5 kg of heroin on 3 March 2019, the Interior Ministry said.\n")
    said = {claim.attributed_to for claims in found.values() for claim in claims}
    assert len(said) == 1 and any("Interior Ministry" in name for name in said.pop())


@pytest.mark.parametrize(
    "text",
    [
        "Two men were arrested in Vienna on 3 March 2019 after a brawl.\n",  # no word of goods anywhere
        "Heroin was seized.\n",  # neither where nor when nor how much
    ],
)
def test_too_little_makes_no_mention(read: Read, text: str) -> None:
    assert read(text).mentions == ()


def test_the_mentions_quote_is_its_sentence(read: Read) -> None:
    sentence = "Police in Vienna seized 5 kg of\nheroin on 3 March 2019."
    reading = read(f"A quiet week.\n\n{sentence} It rained.\n")
    (mention,) = reading.mentions
    assert mention.quote.exact == sentence
    assert mention.kinds == ("seizure",)
