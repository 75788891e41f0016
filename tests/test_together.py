"""The reports that tell of the same incidents keep their format, and the benchmark counts pairs as it says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bellflower.reconciliation.facts import facts_of
from benchmarks.together import FOLDER, HALVES, Case, Truth, compared, counted, measured_only
from tests.reconciliation.readings import reading, report
from tests.test_corpus import GOLD, INCIDENT, ITEM, SUSPECT, date_holds, doubts, flat, keys_hold, number_or_none

STEMS = sorted(path.stem for path in (FOLDER / "reports").glob("*.txt"))
TRUTH = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))


def load(stem: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    text = (FOLDER / "reports" / f"{stem}.txt").read_text(encoding="utf-8")
    csl = json.loads((FOLDER / "reports" / f"{stem}.csl.json").read_text(encoding="utf-8"))
    return flat(text), csl, json.loads((FOLDER / "gold" / f"{stem}.json").read_text(encoding="utf-8"))


def test_every_report_has_metadata_and_gold_and_nothing_else_lies_about() -> None:
    reports = {path.name for path in (FOLDER / "reports").iterdir()}
    assert reports == {f"{stem}{end}" for stem in STEMS for end in (".txt", ".csl.json")}
    assert {path.name for path in (FOLDER / "gold").iterdir()} == {f"{stem}.json" for stem in STEMS}


@pytest.mark.parametrize("stem", STEMS)
def test_gold_keeps_the_corpus_s_format_and_quotes_its_report(stem: str) -> None:
    text, csl, gold = load(stem)
    assert gold.keys() == GOLD
    assert gold["doc"] == csl["id"] == stem
    assert gold["published"] == "-".join(f"{part:02d}" for part in csl["issued"]["date-parts"][0])
    assert csl["publisher"]
    ids = [incident["id"] for incident in gold["incidents"]]
    assert ids == [f"{stem.split('-')[0]}-{number}" for number in range(1, len(ids) + 1)]
    words = [claim["quote"] for claim in gold["claims"]]
    for incident in gold["incidents"]:
        assert keys_hold(incident, INCIDENT, "incident") and date_holds(incident["date"])
        assert doubts(incident) <= {"date", "country", "place", "authority_country", "conveyance"}
        for item in incident["items"]:
            assert keys_hold(item, ITEM, "item") and number_or_none(item["quantity"])
        for suspect in incident["suspects"]:
            assert keys_hold(suspect, SUSPECT, "suspect")
        words += [incident["quote"], incident["place"], incident["conveyance"]]
        words += [item["quote"] for item in incident["items"]] + [party["name"] for party in incident["suspects"]]
    assert [quote for quote in words if quote is not None and flat(quote) not in text] == []


def test_every_mention_of_the_gold_is_of_one_incident_and_copies_name_reports() -> None:
    told = [tuple(mention) for incident in TRUTH["incidents"] for mention in incident["mentions"]]
    there = [(stem, incident["id"]) for stem in STEMS for incident in load(stem)[2]["incidents"]]
    assert sorted(told) == there
    names = [incident["name"] for incident in TRUTH["incidents"]]
    assert names == sorted(set(names))
    assert all({copy["report"], copy["of"]} <= set(STEMS) for copy in TRUTH["copies"])


def test_about_half_of_the_incidents_is_kept_for_measuring() -> None:
    share = sum(measured_only(incident["name"]) for incident in TRUTH["incidents"]) / len(TRUTH["incidents"])
    assert 0.3 <= share <= 0.7


def test_pairs_are_counted_by_the_incident_that_a_mention_stands_for() -> None:
    case = Case()
    quote = "Police took 12.4 kg of opium in Riga"
    incident = {
        "quote": quote, "kind": ["seizure"], "date": "1999-03-04", "country": "LV", "place": "Riga",
        "items": [{"commodity": "opium", "quantity": 12.4, "unit": "kg", "value_usd": None}],
        "suspects": [], "conveyance": None,
    }  # fmt: skip
    for stem in ("a", "b", "c"):
        case.add(reading(report(f"{quote}. It was paper {stem}.", stem), [incident]), {0: (stem, "1")}, [incident])
    one, other = (next(name for name in map(str, range(9)) if measured_only(name) is kept) for kept in (False, True))
    counts = counted(case, Truth({("a", "1"): one, ("b", "1"): one, ("c", "1"): other, ("d", "1"): one}))
    steering, measured = (counts[half] for half in HALVES)
    assert (steering.found, steering.true, steering.wrong) == (1, 3, 0)  # what is not read is not found
    assert (measured.found, measured.true, measured.wrong) == (0, 0, 2)


def test_a_missed_pair_is_told_with_its_weight_and_why() -> None:
    words = "Ferry Ann Bee was searched."
    told = {"quote": words, "date": "2001-05-04", "country": "NO", "conveyance": "Ann Bee"}
    a, b = (fact for stem in "ab" for fact in facts_of(reading(report(words, stem), [told])))
    (line,) = compared(a, b)
    assert "looked at" in line and "same vessel: Ann Bee" in line
