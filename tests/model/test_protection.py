from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bellflower.extraction.read import read_claims
from bellflower.model.protection import kept_back
from bellflower.model.reader import SecondReader
from bellflower.model.server import Address, Server
from bellflower.records import Report
from tests.model.reports import STORY, grammar, report
from tests.model.servers import Listening, answering, serving


def elsewhere(listening: Listening) -> Server:
    """The server under an address that is not known to be this machine's, and is."""
    return Server(Address.of(listening.url.replace("127.0.0.1", "0.0.0.0"), plain_http=True), "m")


def marked(**fields: Any) -> Report:
    return report(STORY, json.dumps({"type": "report", **fields}))


PROTECTED = [
    {"protection": "covert"}, {"protection": "named_restricted"}, {"custom": {"protection": "Covert "}},
    {"Protection": "covert"}, {"protection": "yes"}, {"protection": ""}, {"protection": None},
    {"tlp": "red"}, {"TLP": "TLP:RED"}, {"tlp": "amber+strict"}, {"custom": {"tlp": "TLP:AMBER+STRICT"}},
    {"tlp": "amber"}, {"tlp": "TLP: Amber"},
]  # fmt: skip
OPEN: list[dict[str, Any]] = [
    {},
    {"protection": "public"},
    {"tlp": "clear"},
    {"tlp": "TLP:GREEN"},
]


@pytest.mark.parametrize("fields", PROTECTED)
def test_a_protected_report_is_not_sent_to_another_machine(fields: dict[str, Any], tmp_path: Path) -> None:
    reading = read_claims(marked(**fields), grammar())
    with serving(answering({"incidents": []})) as listening:
        joined, account = SecondReader(elsewhere(listening), grammar(), tmp_path).read(reading)
    assert listening.asked == [] and joined == reading
    assert account.outcome == "not_sent" and "is marked" in account.told[0]
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("fields", OPEN)
def test_an_open_report_is_sent(fields: dict[str, Any], tmp_path: Path) -> None:
    with serving(answering({"incidents": []})) as listening:
        _, account = SecondReader(elsewhere(listening), grammar(), tmp_path).read(
            read_claims(marked(**fields), grammar())
        )
    assert account.outcome == "read" and len(listening.asked) == 1 and kept_back(marked(**fields)) is None


def test_the_mark_on_the_report_itself_counts() -> None:
    assert kept_back(msgspec.structs.replace(report(STORY), tlp="red"))


def test_a_protected_report_may_be_read_by_a_model_on_this_machine(tmp_path: Path) -> None:
    with serving(answering({"incidents": []})) as listening:
        server = Server(Address.of(listening.url), "m")
        _, account = SecondReader(server, grammar(), tmp_path).read(read_claims(marked(protection="covert"), grammar()))
    assert account.outcome == "read" and len(listening.asked) == 1
