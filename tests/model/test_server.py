from __future__ import annotations

import json
import socket
import time
from http.server import BaseHTTPRequestHandler

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bellflower.model import server as module
from bellflower.model.server import Address, AddressError, Fault, Server
from tests.model.servers import Body, Handler, answering, completion, send, serving

SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PAUSES", (0.01, 0.01))


def asked(url: str, within: float = 10.0, key: str | None = None) -> tuple[str | Fault, Server]:
    server = Server(Address.of(url), "some-model", key, answer_tokens=64)
    return server.ask("read", "REPORT", SCHEMA, within), server


def fault(handler: Handler, within: float = 10.0) -> Fault:
    with serving(handler) as listening:
        outcome, _ = asked(listening.url, within)
    assert isinstance(outcome, Fault)
    return outcome


# Addresses


@pytest.mark.parametrize(
    "url", ["http://localhost:11434/v1", "http://127.0.0.1:8080", "http://127.9.9.9/v1", "http://[::1]:1/v1"]
)
def test_this_machine_may_be_asked_unencrypted(url: str) -> None:
    assert Address.of(url).local


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/v1", "http://192.168.1.2:8080/v1", "http://10.0.0.1", "http://localhost.example.org",
        "http://127.0.0.1.example.org", "http://0.0.0.0:1", "http://[fe80::1]/v1", "http://localhost.",
    ],
)  # fmt: skip
def test_another_machine_is_not_sent_text_unencrypted_unless_allowed(url: str) -> None:
    with pytest.raises(AddressError, match="unencrypted"):
        Address.of(url)
    assert not Address.of(url, plain_http=True).local


def test_another_machine_may_be_asked_encrypted_and_is_not_local() -> None:
    address = Address.of("https://api.example.org/v1/")
    assert (address.url, address.local, address.secure) == ("https://api.example.org/v1", False, True)


@pytest.mark.parametrize(
    "url", ["", "localhost:1", "ftp://localhost", "http://", "file:///etc/x", "http://[::1", "http://localhost:x/"]
)
def test_what_is_no_address_is_said_to_be_none(url: str) -> None:
    with pytest.raises(AddressError, match="is no address"):
        Address.of(url)


@pytest.mark.parametrize("url", ["http://ann:secret@localhost/v1", "https://localhost/v1?key=secret"])
def test_a_secret_in_the_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(AddressError) as told:
        Address.of(url)
    assert "secret" not in str(told.value)


def test_the_end_of_the_address_may_be_written_or_not() -> None:
    assert Address.of("http://localhost:1/v1/chat/completions").url == "http://localhost:1/v1"


# Questions


def test_a_question_is_the_same_every_time_and_asks_for_a_schema() -> None:
    with serving(answering("{}")) as listening:
        outcome, _ = asked(listening.url)
        asked(listening.url)
    first, second = listening.asked
    assert outcome == "{}" and first == second
    assert (first["temperature"], first["seed"], first["model"], first["max_tokens"]) == (0, 1, "some-model", 64)
    assert first["response_format"]["json_schema"]["schema"] == SCHEMA
    assert [message["role"] for message in first["messages"]] == ["system", "user"]
    assert listening.paths == ["/v1/chat/completions"] * 2


def test_a_key_goes_into_the_header_and_nowhere_else() -> None:
    with serving(answering("{}")) as listening:
        asked(listening.url, key="s3cret")
        asked(listening.url)
    assert [headers.get("authorization") for headers in listening.headers] == ["Bearer s3cret", None]
    assert "s3cret" not in json.dumps(listening.asked)


def test_a_key_is_not_sent_unencrypted_to_another_machine() -> None:
    server = Server(Address.of("http://example.org", plain_http=True), "m", key="s3cret")
    assert "Authorization" not in server._headers and "not sent" in server.notes[0]


def test_a_server_that_refuses_schemas_is_asked_without_and_that_is_said_once() -> None:
    def refuses(handler: BaseHTTPRequestHandler, body: Body) -> None:
        if "response_format" in body:
            send(handler, 400, b'{"error": {"message": "response_format is not supported"}}')
        else:
            send(handler, 200, completion("{}"))

    with serving(refuses) as listening:
        server = Server(Address.of(listening.url), "m")
        assert [server.ask("s", "u", SCHEMA, 10) for _ in range(2)] == ["{}", "{}"]
    assert ["response_format" in body for body in listening.asked] == [True, False, False]
    assert len(server.notes) == 1 and "schema" in server.notes[0]


# Faults


def test_a_question_that_is_too_long_is_not_taken_for_a_refused_schema() -> None:
    told = fault(lambda handler, body: send(handler, 400, b'{"error": {"message": "exceeds the context"}}'))
    assert told.kind == "status" and "exceeds the context" in told.reason and not told.final


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_no_further_question_mends_is_final(status: int) -> None:
    told = fault(lambda handler, body: send(handler, status, b'{"error": "no such thing"}'))
    assert told.final and str(status) in told.reason and "no such thing" in told.reason


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_passing_fault_is_tried_three_times_and_then_told(status: int) -> None:
    with serving(lambda handler, body: send(handler, status, b"busy")) as listening:
        outcome, _ = asked(listening.url)
    assert isinstance(outcome, Fault) and outcome.status == status and not outcome.final
    assert len(listening.asked) == 3


def test_a_server_that_was_busy_once_answers_the_second_time() -> None:
    def once_busy(handler: BaseHTTPRequestHandler, body: Body) -> None:
        busy = len(listening.asked) == 1
        send(handler, 503 if busy else 200, b"" if busy else completion("{}"), Retry_After="0")

    with serving(once_busy) as listening:
        outcome, _ = asked(listening.url)
    assert outcome == "{}" and len(listening.asked) == 2


def test_a_server_that_asks_for_a_longer_wait_than_there_is_time_is_not_waited_for() -> None:
    with serving(lambda handler, body: send(handler, 429, b"", Retry_After="600")) as listening:
        outcome, _ = asked(listening.url)
    assert isinstance(outcome, Fault) and outcome.status == 429 and len(listening.asked) == 1


def test_nobody_listening_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    outcome, _ = asked(f"http://127.0.0.1:{port}/v1")
    assert isinstance(outcome, Fault) and outcome.kind == "unreachable" and f":{port}" in outcome.reason


def test_a_cut_connection_is_told() -> None:
    def cuts(handler: BaseHTTPRequestHandler, body: Body) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"choices": [')
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)

    assert fault(cuts).kind == "unreachable"


def test_silence_ends_with_the_time_given() -> None:
    told = fault(lambda handler, body: time.sleep(3), within=0.3)
    assert told.kind == "time" and "0.3 s" in told.reason


def test_an_answer_by_drops_ends_with_the_time_given() -> None:
    def drips(handler: BaseHTTPRequestHandler, body: Body) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    assert fault(drips, within=0.4).kind == "time"


def test_a_redirect_is_not_followed() -> None:
    with serving(answering("{}")) as elsewhere:
        told = fault(lambda handler, body: send(handler, 307, b"", Location=f"{elsewhere.url}/chat/completions"))
    assert told.status == 307 and elsewhere.asked == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"[]",
        b'{"choices": []}', b'{"choices": [{}]}', b'{"choices": {"a": 1}}', b"\xff\xfe", b"[" * 9000,
        completion(None), completion(""), b'{"choices": [{"message": {"content": 5}}]}',
    ],
)  # fmt: skip
def test_what_is_no_completion_is_told(body: bytes) -> None:
    assert fault(lambda handler, _: send(handler, 200, body)).kind == "malformed"


def test_an_endless_answer_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_BYTES", 2**16)
    told = fault(lambda handler, body: send(handler, 200, b" " * 2**20))
    assert told.kind == "malformed" and "longer than" in told.reason


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (completion(None, refusal="I can't help with that"), "refusal"),
        (completion(None, "content_filter"), "refusal"),
        (completion('{"incidents": [', "length"), "truncated"),
    ],
)
def test_refusals_and_cut_answers_are_told_apart(body: bytes, kind: str) -> None:
    assert fault(lambda handler, _: send(handler, 200, body)).kind == kind


def test_a_server_cannot_write_to_the_terminal() -> None:
    told = fault(lambda handler, body: send(handler, 418, b'{"error": "\\u001b[2Jgone\\u0007\\nrefused: x"}'))
    assert told.reason.isprintable()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=80) | st.text().map(completion), st.sampled_from([200, 200, 200, 204, 301, 400, 418, 500]))
def test_whatever_bytes_come_it_is_an_answer_or_a_fault(body: bytes, status: int) -> None:
    with serving(lambda handler, _: send(handler, status, body)) as listening:
        outcome, _ = asked(listening.url)
    if isinstance(outcome, Fault):
        assert outcome.reason.isprintable() and outcome.mend
    else:
        assert outcome and status == 200
