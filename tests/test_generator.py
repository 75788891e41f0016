"""Generated cases hold what they promise: quotes that stand, truth for every mention, and the same again."""

from __future__ import annotations

import random
from collections import Counter
from itertools import islice
from pathlib import Path

import msgspec
import pytest

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.packs import load
from bellflower.reading import read_file
from bellflower.records import Amount, Claim, Goods, Party, Report, Where
from benchmarks.generator import MEASURING, TUNING, Article, articles, readings, write
from benchmarks.generator.copying import pounds, reworded

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


def test_claims_are_such_as_are_read_from_their_text() -> None:
    """What the generator takes a reader to make of its words, ours makes of them, but for the odd one."""
    said, read = Counter[str](), Counter[str]()
    for reading, _ in islice(readings(1, CLAIMS), 150):
        if len(reading.mentions) > 1:
            continue
        found = {(claim.predicate, shown(claim)) for claim in read_claims(reading.report, Grammar.of()).claims}
        for claim in reading.claims:
            if claim.predicate in {"commodity", "country", "kind", "occurred_on", "quantity", "suspect"}:
                said[claim.predicate] += 1
                read[claim.predicate] += (claim.predicate, shown(claim)) in found
    assert {predicate: read[predicate] for predicate in said if read[predicate] < 0.9 * said[predicate]} == {}
    assert min(said.values()) > 50


def shown(claim: Claim) -> object:
    """A claim's value without what a conversion leaves in the last digits, and without what nobody compares."""
    if isinstance(claim.value, Amount):
        return f"{claim.value.value:.5g} {claim.value.unit}"
    if isinstance(claim.value, Party):
        return claim.value.nationality, claim.value.role, claim.value.count, claim.value.name
    return claim.value


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


@pytest.fixture(scope="module")
def case() -> list[Article]:
    return list(articles(1, 400))


def test_a_source_comes_before_its_copies_and_both_have_one_origin(case: list[Article]) -> None:
    seen: dict[str, Article] = {}
    for article in case:
        if article.source and not article.source.startswith("outside"):
            assert article.origin == seen[article.source].origin
            assert article.published >= seen[article.source].published
        assert article.stem not in seen
        seen[article.stem] = article
        assert (article.kind == "original") == (article.source is None) == (article.origin == article.stem)
    assert {article.kind for article in case} == {
        "original", "reprint", "wire", "reworded", "units", "quotation", "citation",
    }  # fmt: skip


def test_incidents_of_an_article_lie_in_its_sentences(case: list[Article]) -> None:
    for article in case:
        spans = article.incidents()
        assert spans
        told = [line.text for part in article.paragraphs for line in part if line.incident]
        assert [article.text[start:end] for start, end, _ in spans] == [*filter(None, [article.headline]), *told]
        for start, end, _ in spans:
            assert article.text[:start].endswith(("\n\n", " ", "")) and start < end <= len(article.text)


def test_copies_keep_what_makes_them_copies(case: list[Article]) -> None:
    by_stem = {article.stem: article for article in case}
    for article in case:
        source = by_stem.get(article.source or "")
        if source is None:
            continue
        lines = [line.text for part in article.paragraphs for line in part]
        theirs = [line.text for part in source.paragraphs for line in part]
        if article.kind == "reprint":
            assert theirs[: len(lines)] == lines
        if article.kind == "wire":
            assert lines[0] == theirs[0]
        if article.kind == "quotation":
            assert any(theirs_line.rstrip(".") in line for line in lines for theirs_line in theirs)
        if article.kind == "citation":
            assert source.outlet.name in article.text
        if article.kind == "units":
            assert " kilograms" not in "".join(lines)


def test_no_two_originals_share_much_wording(case: list[Article]) -> None:
    """Else generated originals would be copies by chance; what papers share are phrases and footers."""
    words = {}
    for article in case:
        if article.kind == "original":
            of_one = [w for part in article.paragraphs for line in part if not line.incident for w in line.text.split()]
            words[article.stem] = {tuple(of_one[at : at + 9]) for at in range(len(of_one) - 8)}
    shared = Counter(run for runs in words.values() for run in runs)
    assert sum(count > 1 for count in shared.values()) < 0.001 * len(shared)


def test_reports_are_written_with_their_metadata_and_are_the_same_again(tmp_path: Path) -> None:
    made = write(3, 40, tmp_path / "one")
    assert write(3, 40, tmp_path / "two") == made
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted(f"{stem}.{ending}" for stem in made for ending in ("txt", "csl.json"))
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    for path in (tmp_path / "one").glob("*.txt"):
        (report,) = read_file(path)
        assert isinstance(report, Report)
        assert report.text.strip() == made[path.stem].text.strip()
        assert report.publisher == made[path.stem].outlet.name


def test_words_are_exchanged_and_figures_stay() -> None:
    text = "Officers seized 12.5 kg of heroin; a quiet warden praised the bridge."
    changed = reworded(text, 1.0, random.Random(1))
    assert changed != text and "12.5 kg of heroin" in changed
    assert reworded(text, 0.0, random.Random(1)) == text


@pytest.mark.parametrize(
    ("kilograms", "in_pounds"),
    [("12 kilograms of opium", "26 pounds of opium"), ("1,500 kg", "3,300 pounds"), ("0.4 kg", "0.88 pounds")],
)
def test_kilograms_are_told_as_pounds(kilograms: str, in_pounds: str) -> None:
    assert pounds(kilograms) == in_pounds
