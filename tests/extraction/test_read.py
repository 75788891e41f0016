"""Whole reports read: every claim leads back to its words, and reading again gives the same."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import check_words, read_claims
from bellflower.records import INCIDENT_PREDICATES, Reading
from bellflower.text import normalise
from tests.extraction.conftest import Read, report

Corpus = list[tuple[Reading, dict[str, Any]]]
GOODS = frozenset({"commodity", "quantity", "value"})


def test_every_quote_stands_in_its_report(corpus: Corpus) -> None:
    for reading, _ in corpus:
        text = reading.report.text
        for quote in [*(c.quote for c in reading.claims), *(m.quote for m in reading.mentions)]:
            assert text[quote.start : quote.end] == quote.exact, reading.report.stem
            assert text[: quote.start].endswith(quote.prefix) and text[quote.end :].startswith(quote.suffix)
            assert quote.exact == quote.exact.strip() != ""


def test_what_was_written_stands_in_the_quote(corpus: Corpus) -> None:
    marks = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-"})
    missing = [
        (reading.report.stem, claim.predicate, claim.value_raw)
        for reading, _ in corpus
        for claim in reading.claims
        if " ".join(claim.value_raw.translate(marks).split())
        not in " ".join(claim.quote.exact.translate(marks).split())
    ]
    assert missing == []


def test_claim_ids_are_unique_and_mentions_hold_their_own_claims(corpus: Corpus) -> None:
    for reading, _ in corpus:
        by_id = {claim.id: claim for claim in reading.claims}
        assert len(by_id) == len(reading.claims)
        assert {c.report_id for c in reading.claims} <= {reading.report.id}
        held = {i for mention in reading.mentions for i in mention.claim_ids}
        assert held == {c.id for c in reading.claims if c.mention}
        for mention in reading.mentions:
            assert {by_id[i].mention for i in mention.claim_ids} == {mention.id}
            assert {by_id[i].predicate for i in mention.claim_ids} <= INCIDENT_PREDICATES


def test_claims_and_mentions_come_in_the_order_of_their_words(corpus: Corpus) -> None:
    for reading, _ in corpus:
        claims = [(c.quote.start, c.quote.end) for c in reading.claims]
        assert claims == sorted(claims)
        mentions = [m.quote.start for m in reading.mentions]
        assert mentions == sorted(mentions)


def test_reading_again_gives_the_same(corpus: Corpus, grammar: Grammar) -> None:
    for reading, _ in corpus[::7]:
        assert read_claims(reading.report, grammar) == reading


VOCABULARY = """
Police customs Vienna Denmark seized arrested found expelled two a the of in on 5 12.5 2019 kg tonnes tablets heroin
ivory cigarettes diplomat driver Two $3 million worth May was and not about , . ; : “ ” ( ) -
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n", "\n\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=60))
def test_no_text_is_too_odd_to_be_read(grammar: Grammar, words: list[str]) -> None:
    found = report(normalise(" ".join(words)))
    if not found.text.strip():
        return
    reading = read_claims(found, grammar)
    for claim in reading.claims:
        assert found.text[claim.quote.start : claim.quote.end] == claim.quote.exact
    assert read_claims(found, grammar) == reading


@pytest.mark.parametrize(
    "text",
    [
        "The council met on 3 May 2019 in Vienna.\n",
        "Two men were arrested in Vienna on 3 May 2019 after a brawl; both are Poles.\n",
        "The navy boarded a ship off Oman in May 2018. Its papers were in order.\n",
        "Police seized the minister’s diary in Vienna.\n",
        "A train carrying 4,000 tonnes of wheat left Odessa on 4 May 2018.\n",
        "Sixty people were expelled from the club.\n",
    ],
)
def test_a_text_without_goods_gives_no_mention(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.mentions == ()
    assert not GOODS & {claim.predicate for claim in reading.claims}


def test_the_word_lists_of_the_packs_hold(grammar: Grammar) -> None:
    check_words(grammar)


def test_mention_ids_are_unique(corpus: Corpus) -> None:
    ids = Counter(mention.id for reading, _ in corpus for mention in reading.mentions)
    assert [i for i, n in ids.items() if n > 1] == []


def test_what_is_summed_up_over_a_year_is_no_incident(read: Read) -> None:
    text = (
        "Officers at mail centres detected drugs 42,300 times in 2022. Heroin led the list with 11.2 tonnes, followed "
        "by cocaine with 5.9 tonnes.\n"
    )
    reading = read(text)
    assert [claim.predicate for claim in reading.claims if claim.predicate != "statement"] == ["seizure_total"] * 2
    assert not reading.mentions
