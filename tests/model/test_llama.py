"""The way to a real model and back: llama.cpp with a small base model. What it writes is worth nothing here."""

from __future__ import annotations

import json
from pathlib import Path

from bellflower.model.prompt import Answer, Passage, answer_schema, question, read_answer
from bellflower.model.reader import SecondReader
from bellflower.model.server import Address, Fault, Server
from tests.model.reports import STORY, grammar, read_by_grammar, report

LONG = 300.0  # seconds: for a machine that has much else to do
KIND = {
    "type": "object",
    "properties": {"kind": {"enum": ["seizure", "arrest"]}, "sure": {"type": "boolean"}},
    "required": ["kind", "sure"],
    "additionalProperties": False,
}


def test_a_real_server_keeps_to_the_schema_and_repeats_itself(llama: str) -> None:
    server = Server(Address.of(llama), "gemma", answer_tokens=24)
    first, second = (server.ask("Answer in JSON.", "Police seized opium.", KIND, LONG) for _ in range(2))
    assert isinstance(first, str) and first == second
    told = json.loads(first)
    assert told.keys() == {"kind", "sure"} and told["kind"] in ("seizure", "arrest")
    assert server.notes == [], "the schema is taken"


def test_a_real_server_takes_the_whole_schema_of_an_answer(llama: str) -> None:
    asked = question(report(STORY), Passage(0, STORY))
    outcome = Server(Address.of(llama), "gemma", answer_tokens=48).ask("JSON.", asked, answer_schema(), LONG)
    if isinstance(outcome, Fault):
        assert outcome.kind == "truncated", outcome
    else:
        assert isinstance(read_answer(outcome), Answer)


def test_an_answer_that_a_real_server_cuts_off_is_told_and_costs_nothing(llama: str, tmp_path: Path) -> None:
    before = read_by_grammar(STORY)
    server = Server(Address.of(llama), "gemma", answer_tokens=8)
    after, account = SecondReader(server, grammar(), tmp_path, LONG).read(before)
    assert after == before and account.outcome == "failed"
    assert account.told[0].startswith("the answer was cut off (at 8 tokens")


def test_a_real_server_that_is_too_slow_is_told_and_costs_nothing(llama: str, tmp_path: Path) -> None:
    before = read_by_grammar(STORY)
    server = Server(Address.of(llama), "gemma", answer_tokens=2048)
    after, account = SecondReader(server, grammar(), tmp_path, seconds=0.2).read(before)
    assert after == before and account.outcome == "failed"
    assert account.told[0].startswith("no answer within 0.2 s; ")
