from __future__ import annotations

from typing import Any

import msgspec

from bellflower.records import Amount, Claim, Reading, When
from bellflower.sharing.exchange import project
from tests.model.reports import STORY, lacking, nothing, read_again, read_by_grammar, read_twice
from tests.model.servers import incident

FIRST = STORY.split(". ")[0] + "."


def told(*incidents: Any) -> dict[str, Any]:
    return {"incidents": list(incidents)}


def finders(reading: Reading) -> dict[str, str]:
    return {f"{claim.predicate} {claim.value_raw}": claim.extractor for claim in reading.claims}


def stripped(reading: Reading) -> list[Claim]:
    """The claims without who found them."""
    return [msgspec.structs.replace(c, extractor="", extractor_version="", rule="") for c in reading.claims]


def test_what_both_read_is_marked_as_found_by_both_and_stays_the_same_otherwise() -> None:
    answer = told(
        incident(
            FIRST,
            date=("4 March 2011", "2011-03-04"),
            goods=[("12 kg of heroin", "heroin", 12, "kg")],
            persons=[("Two Dutch sailors", 2, "NL", "sailor", None)],
        )
    )
    reading, account = read_twice(STORY, answer)
    assert stripped(reading) == stripped(read_by_grammar(STORY))
    found = finders(reading)
    assert found["quantity 12 kg"] == found["occurred_on 4 March 2011"] == "grammar+model"
    assert found["suspect Two Dutch sailors"] == "grammar+model"
    assert found["located_at Rotterdam"] == "grammar"
    both = next(claim for claim in reading.claims if claim.predicate == "quantity")
    assert both.extractor_version.endswith("+ parrot (prompt 1)") and both.rule == "figure of the good"
    assert both.id in account.agreed and not set(account.agreed) & set(account.grammar_only)
    place = next(claim.id for claim in reading.claims if claim.predicate == "located_at")
    assert place in account.grammar_only and account.outcome == "read" and account.rejected == ()


def test_a_disagreement_is_written_on_the_claim_and_the_grammars_value_stays() -> None:
    text = (
        "On 4 March 2011 police in Rotterdam seized 12 kg of heroin. The court sat on 9 May 2012 and fined the owner.\n"
    )
    first, _ = (part + "." for part in text.strip().removesuffix(".").split(". "))
    answer = told(incident(first, date=("9 May 2012", "2012-05-09")))
    reading, account = read_twice(text, answer)
    [dispute] = account.disagreements
    claim = next(claim for claim in reading.claims if claim.id == dispute.claim_id)
    assert (dispute.grammar, dispute.model, dispute.quote.exact) == ("2011-03-04", "2012-05-09", "9 May 2012")
    assert isinstance(claim.value, When) and claim.value.edtf == "2011-03-04" and claim.extractor == "grammar"
    assert claim.rule == "date beside the act; parrot reads 2012-05-09"
    assert stripped(reading) == stripped(read_by_grammar(text))


def test_another_figure_of_the_same_good_is_a_disagreement() -> None:
    text = (
        "Customs in Lagos seized 30 kg of cocaine on 3 May 2012, after a tip-off about 80 kg of cocaine, police said.\n"
    )
    answer = told(incident(text.strip(), goods=[("80 kg of cocaine", "cocaine", 80, "kg")]))
    reading, account = read_twice(text, answer)
    amounts = [c.value.value for c in reading.claims if isinstance(c.value, Amount) and c.predicate == "quantity"]
    before = [c.value.value for c in read_by_grammar(text).claims if isinstance(c.value, Amount)]
    assert amounts == before
    assert account.disagreements or account.agreed


def test_what_the_grammar_passed_over_is_added_to_its_incident_and_says_so() -> None:
    before = lacking(read_by_grammar(STORY), "occurred_on", "suspect")
    answer = told(
        incident(
            FIRST,
            date=("4 March 2011", "2011-03-04"),
            persons=[("Two Dutch sailors", 2, "NL", "sailor", None)],
        )
    )
    reading, account = read_again(before, answer)
    [mention] = reading.mentions
    added = [claim for claim in reading.claims if claim.id in account.model_only]
    assert [claim.predicate for claim in added] == ["occurred_on", "suspect"]
    for claim in added:
        assert (claim.extractor, claim.extractor_version) == ("model", "parrot (prompt 1)")
        assert claim.id in mention.claim_ids and claim.mention == mention.id
        assert reading.report.text[claim.quote.start : claim.quote.end] == claim.quote.exact
    [one] = project(reading)["incidents"]
    assert one["date"] == "2011-03-04"
    assert one["suspects"] == [{"nationality": "NL", "role": "sailor", "count": 2, "name": None}]


def test_an_incident_that_only_the_model_finds_is_added_whole() -> None:
    answer = told(
        incident(
            FIRST,
            date=("4 March 2011", "2011-03-04"),
            place=("in Rotterdam", "Rotterdam"),
            country=("in Rotterdam", "NL"),
            goods=[("12 kg of heroin", "heroin", 12, "kg")],
        )
    )
    reading, account = read_again(nothing(read_by_grammar(STORY)), answer)
    assert {claim.extractor for claim in reading.claims} == {"model"}
    assert {claim.id for claim in reading.claims} == set(account.model_only)
    [one] = project(reading)["incidents"]
    assert (one["date"], one["country"], one["place"], one["kind"]) == ("2011-03-04", "NL", "Rotterdam", ["seizure"])
    assert one["items"][0]["quantity"] == 12 and one["quote"] == FIRST


def test_too_little_is_no_incident() -> None:
    answer = told(incident(FIRST, date=("4 March 2011", "2011-03-04")))
    reading, account = read_again(nothing(read_by_grammar(STORY)), answer)
    assert reading.claims == reading.mentions == ()
    assert [one.slot for one in account.rejected] == ["incident"]


def test_goods_without_a_figure_need_a_strong_act() -> None:
    found = "Heroin was found in Lagos on 3 May 2012, he said, in every street.\n"
    seized = "Heroin was seized in Lagos on 3 May 2012, he said, in every street.\n"
    for text, incidents in ((found, 0), (seized, 1)):
        goods = [(text[:6], "heroin", None, None)]
        answer = told(incident(text.strip(), date=("3 May 2012", "2012-05-03"), goods=goods))
        reading, _ = read_again(nothing(read_by_grammar(text)), answer)
        assert len(reading.mentions) == incidents, text


def test_several_incidents_of_one_sentence_stay_apart() -> None:
    text = (
        "On 3 May 2012 police seized 5 kg of opium in Accra, and on 9 June 2013 they seized 7 kg of cocaine in Lagos.\n"
    )
    one = incident(
        "On 3 May 2012 police seized 5 kg of opium in Accra",
        goods=[("5 kg of opium", "opium", 5, "kg")],
        place=("Accra", "Accra"),
        date=("3 May 2012", "2012-05-03"),
    )
    two = incident(
        "on 9 June 2013 they seized 7 kg of cocaine in Lagos",
        goods=[("7 kg of cocaine", "cocaine", 7, "kg")],
        place=("Lagos", "Lagos"),
        date=("9 June 2013", "2013-06-09"),
    )
    for before in (nothing(read_by_grammar(text)), read_by_grammar(text)):
        reading, _ = read_again(before, told(one, two))
        told_of = {(i["date"], i["place"], i["items"][0]["quantity"]) for i in project(reading)["incidents"]}
        assert told_of == {("2012-05-03", "Accra", 5), ("2013-06-09", "Lagos", 7)}


def test_two_models_of_one_mind_are_one_incident() -> None:
    same = incident(FIRST, goods=[("12 kg of heroin", "heroin", 12, "kg")])
    once, _ = read_twice(STORY, told(same))
    twice, _ = read_twice(STORY, told(same, same))
    assert once == twice


def test_a_value_out_of_another_incidents_words_is_not_taken() -> None:
    text = (
        "On 4 March 2011 police in Rotterdam seized 12 kg of heroin.\n"
        "On 9 May 2012 police in Lagos seized 30 kg of cocaine from two Ghanaian traders.\n"
    )
    answer = told(
        incident(
            "On 4 March 2011 police in Rotterdam seized 12 kg of heroin.",
            goods=[("30 kg of cocaine", "cocaine", 30, "kg")],
            persons=[("two Ghanaian traders", 2, "GH", None, None)],
        )
    )
    reading, account = read_twice(text, answer)
    assert stripped(reading) == stripped(read_by_grammar(text))
    assert {one.why for one in account.rejected} == {"the words belong to another incident"}


def test_a_model_that_says_nothing_changes_nothing() -> None:
    reading, account = read_twice(STORY, told())
    assert reading == read_by_grammar(STORY)
    assert (account.outcome, account.agreed, account.model_only) == ("read", (), ())


def test_a_figure_joined_to_its_good_by_the_model_alone_says_so() -> None:
    text = (
        "Heroin was all the talk in Lagos.\n\nOn 3 May 2012 police in Accra seized 30 kg of the drug at the market.\n"
    )
    sentence = "On 3 May 2012 police in Accra seized 30 kg of the drug at the market."
    answer = told(incident(sentence, goods=[("30 kg of the drug", "heroin", 30, "kg", "Heroin was all the talk")]))
    reading, account = read_again(nothing(read_by_grammar(text)), answer)
    assert account.rejected == ()
    assert {
        claim.predicate: claim.rule.rpartition("; ")[2] for claim in reading.claims if claim.predicate != "kind"
    } == {
        "commodity": "that they belong together is its word alone",
        "quantity": "that they belong together is its word alone",
    }
    [one] = project(reading)["incidents"]
    assert [(item["commodity"], item["quantity"], item["unit"]) for item in one["items"]] == [("heroin", 30, "kg")]
