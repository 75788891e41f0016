"""Real HTTP servers that speak the protocol as a test wants it: right, wrong, slow or not at all."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]
Handler = Callable[[BaseHTTPRequestHandler, Body], None]


class Listening:
    """A server that listens: its address, and the bodies and headers of what it was asked."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/v1"
        self.asked: list[Body] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []


@contextlib.contextmanager
def serving(handle: Handler) -> Iterator[Listening]:
    """A server on a free port of this machine; ``handle`` answers each question."""

    class _Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            listening.asked.append(body)
            listening.headers.append({name.lower(): value for name, value in self.headers.items()})
            listening.paths.append(self.path)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                handle(self, body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.block_on_close = False
    listening = Listening(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield listening
    finally:
        server.shutdown()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    """One whole HTTP answer."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def completion(content: object, finish_reason: str = "stop", **message: object) -> bytes:
    """A chat completion whose message is ``content``: text as it is, anything else as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    choice = {"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": text, **message}}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode()


def answering(content: object) -> Handler:
    """A handler that always answers the same."""
    return lambda handler, body: send(handler, 200, completion(content))


def incident(quote: str, kind: str = "seizure", **slots: Any) -> Body:
    """An incident in the shape that the model must answer; slots are tuples in the order of their fields."""
    fields = {
        "date": ("quote", "date"),
        "place": ("quote", "place"),
        "country": ("quote", "country"),
        "goods": ("quote", "good", "quantity", "unit", "named"),
        "persons": ("quote", "count", "nationality", "role", "name"),
    }
    told: Body = {"kind": kind, "quote": quote}
    for name, keys in fields.items():
        value = slots.pop(name, None)
        if name in ("goods", "persons"):
            told[name] = [dict.fromkeys(keys) | dict(zip(keys, one, strict=False)) for one in value or ()]
        else:
            told[name] = dict(zip(keys, value, strict=True)) if value else None
    assert not slots
    return told
