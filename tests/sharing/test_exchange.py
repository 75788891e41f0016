"""The exchange format: the keys it has, and what of a reading goes under each."""

from __future__ import annotations

from functools import cache
from typing import Any

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.read import read_claims
from bellflower.records import Report
from bellflower.sharing.exchange import project

TEXT = """\
French naval forces boarded the dhow Al Noor in the Arabian Sea on 2 March 2018 and seized about 900 kg of hashish
worth $2 million. Four Iranian sailors were arrested.

A kilo of hashish sells for $1,200 in Marseille, traders said.

In 2017 customs throughout France seized a total of at least 61 tonnes of cannabis resin.
"""
INCIDENT = {"id", "kind", "date", "country", "place", "items", "suspects", "authority_country", "conveyance", "quote"}
ITEM = {"commodity", "quantity", "unit", "quantity_max", "approximate", "value_usd", "quote"}
SUSPECT = {"nationality", "role", "count", "name"}
CLAIM = {"kind", "subject", "value", "value_max", "unit", "period", "attributed_to", "quote"}


@cache
def grammar() -> Grammar:
    return Grammar.of()


def projected(text: str, published: str | None = "2018-06-01") -> dict[str, Any]:
    report = Report(
        id="r", stem="a-report", path="r.txt", text=text, content_sha256="0", text_sha256="0", published=published
    )
    return project(read_claims(report, grammar()))


def test_the_keys_are_those_of_the_format() -> None:
    record = projected(TEXT)
    assert record.keys() == {"doc", "published", "incidents", "claims"}
    assert (record["doc"], record["published"]) == ("a-report", "2018-06-01")
    assert len(record["incidents"]) == 1 and len(record["claims"]) == 2
    for incident in record["incidents"]:
        assert incident.keys() == INCIDENT
        assert all(item.keys() == ITEM for item in incident["items"])
        assert all(suspect.keys() == SUSPECT for suspect in incident["suspects"])
    assert all(CLAIM <= claim.keys() <= CLAIM | {"bound"} for claim in record["claims"])


def test_an_incident_is_flat() -> None:
    (incident,) = projected(TEXT)["incidents"]
    assert {key: incident[key] for key in INCIDENT - {"id", "items", "quote"}} == {
        "kind": ["interception", "seizure", "arrest"],
        "date": "2018-03-02",
        "country": "FR",
        "place": "Arabian Sea",
        "suspects": [{"nationality": "IR", "role": "sailor", "count": 4, "name": None}],
        "authority_country": "FR",
        "conveyance": "Al Noor",
    }
    assert incident["items"] == [
        {
            "commodity": "cannabis resin",
            "quantity": 900,
            "unit": "kg",
            "quantity_max": None,
            "approximate": True,
            "value_usd": 2_000_000,
            "quote": "about 900 kg of hashish",
        }
    ]
    assert incident["quote"] in TEXT


def test_figures_outside_incidents_are_claims() -> None:
    price, total = projected(TEXT)["claims"]
    assert (price["kind"], price["value"], price["unit"]) == ("price", 1200, "USD/kg")
    assert (total["kind"], total["value"], total["unit"], total["period"]) == ("seizure_total", 61_000, "kg", "2017")
    assert "bound" not in price and total["bound"] == "lower"


def test_what_the_text_leaves_open_is_null() -> None:
    (incident,) = projected("Police seized 5 kg of heroin.\n", published=None)["incidents"]
    assert {incident[key] for key in ("date", "country", "place", "authority_country", "conveyance")} == {None}
    assert incident["suspects"] == []


def test_a_good_without_a_figure_is_an_item_without_one() -> None:
    (incident,) = projected("Police in Vienna seized heroin and 3 kg of opium on 2 March 2018.\n")["incidents"]
    items = {item["commodity"]: (item["quantity"], item["unit"]) for item in incident["items"]}
    assert items == {"opium": (3, "kg"), "heroin": (None, None)}


def test_a_worth_that_is_not_in_dollars_is_left_out() -> None:
    (incident,) = projected("Police in Vienna seized 3 kg of opium worth 9,000 euros on 2 March 2018.\n")["incidents"]
    assert [item["value_usd"] for item in incident["items"]] == [None]


def test_a_place_stands_as_written() -> None:
    (incident,) = projected("Police in Wien seized 3 kg of opium on 2 March 2018.\n")["incidents"]
    assert (incident["place"], incident["country"]) == ("Wien", "AT")


def test_a_report_without_either_is_empty() -> None:
    assert projected("The council met in Vienna.\n", published=None) == {
        "doc": "a-report",
        "published": None,
        "incidents": [],
        "claims": [],
    }
