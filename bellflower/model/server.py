"""One server that speaks the OpenAI protocol: an address that may be sent to, a question, an answer or a fault.

Chat completions as in https://platform.openai.com/docs/api-reference/chat; Ollama, llama.cpp and vLLM answer the same.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import time
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

import httpx
import msgspec

from bellflower import __version__
from bellflower.records import Record

ATTEMPTS = 3
_PAUSES = (0.5, 2.0)  # seconds before the second and the third attempt
_PASSING = frozenset([408, 429, 500, 502, 503, 504])
_UNUSABLE = frozenset([400, 415, 422, 501])  # what servers say to a response format that they don't know
_FINAL = frozenset([401, 403, 404])
_MOST_BYTES = 4 * 2**20
_SHOWN = 160  # characters of what a server says


class AddressError(ValueError):
    """An address that nothing is sent to; the message says why and what to do."""


class Address(Record, frozen=True):
    """Where the server listens, without ``/chat/completions``. ``local`` is this machine and nothing else."""

    url: str
    local: bool
    secure: bool

    @classmethod
    def of(cls, url: str, *, plain_http: bool = False) -> Address:
        """The address, or :class:`AddressError`. ``plain_http`` allows unencrypted sending to another machine."""
        try:
            parts = urlsplit(url.strip())
            host, _ = parts.hostname, parts.port
        except ValueError:
            host, parts = None, urlsplit("")
        if parts.scheme not in ("http", "https") or not host:
            raise AddressError(f"{url}: is no address; write it like http://localhost:11434/v1")
        if parts.username is not None or parts.password is not None:
            raise AddressError("the address holds a name or password; a key goes into BELLFLOWER_API_KEY")
        if parts.query or parts.fragment:
            raise AddressError("the address holds a query; write it like https://host/v1")
        local, secure = _is_local(host), parts.scheme == "https"
        if not (local or secure or plain_http):
            raise AddressError(
                f"{url}: the reports' text would go to another machine unencrypted; "
                "use an https:// address, or allow it with --plain-http"
            )
        path = parts.path.rstrip("/").removesuffix("/chat/completions").rstrip("/")
        return cls(url=f"{parts.scheme}://{parts.netloc}{path}", local=local, secure=secure)


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Fault(Record, frozen=True):
    """Why there is no answer, and what to do about it. ``final`` faults meet every further question, too."""

    kind: Literal["kept", "unreachable", "time", "status", "malformed", "refusal", "truncated"]
    reason: str
    mend: str
    final: bool = False
    status: int | None = None  # of HTTP


class _Message(msgspec.Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]


class _Reply(msgspec.Struct, frozen=True):
    status: int
    headers: Mapping[str, str]
    body: bytes


class Server:
    """Asks one model on one server. Answers are as repeatable as the server makes them: temperature 0, a fixed seed.

    ``key`` is sent as a bearer token, except unencrypted to another machine. ``answer_tokens`` bounds an answer.
    ``notes`` are things that the user should hear once.
    """

    def __init__(self, address: Address, model: str, key: str | None = None, answer_tokens: int = 2048) -> None:
        self.address = address
        self.model = model
        self.notes: list[str] = []
        self._answer_tokens = answer_tokens
        self._takes_schemas = True
        self._headers = {"Accept-Encoding": "identity", "User-Agent": f"bellflower/{__version__}"}
        if key and (address.secure or address.local):
            self._headers["Authorization"] = f"Bearer {key}"
        elif key:
            self.notes.append("the key is not sent: the address is another machine's and unencrypted")

    def ask(self, system: str, user: str, schema: dict[str, Any], within: float) -> str | Fault:
        """What the model writes, or why it wrote nothing; at most ``within`` seconds with all attempts."""
        deadline = time.monotonic() + within
        body: dict[str, Any] = {
            "model": self.model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": 0,
            "seed": 1,
            "max_tokens": self._answer_tokens,
            "stream": False,
        }
        strict = {"name": "reading", "strict": True, "schema": schema}
        formatted = body | {"response_format": {"type": "json_schema", "json_schema": strict}}
        if not self._takes_schemas:
            return self._attempts(body, deadline, within)
        reply = self._attempts(formatted, deadline, within)
        if isinstance(reply, Fault) and reply.status in _UNUSABLE:
            plain = self._attempts(body, deadline, within)
            if not (isinstance(plain, Fault) and plain.kind == "status"):
                self._takes_schemas = False
                self.notes.append("the server refuses a JSON schema, so the model is asked for JSON in words alone")
                return plain
        return reply

    def _attempts(self, body: dict[str, Any], deadline: float, within: float) -> str | Fault:
        outcome: str | Fault = out_of_time(within)
        for attempt in range(ATTEMPTS):
            left = deadline - time.monotonic()
            if left <= 0:
                return out_of_time(within)
            try:
                reply = asyncio.run(self._post(body, left))
            except TimeoutError:
                return out_of_time(within)
            except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
                outcome = Fault(
                    kind="unreachable",
                    reason=f"{self.address.url} does not answer ({_plain(str(error)) or type(error).__name__})",
                    mend="start the server, or mend --base-url",
                )
                pause = _PAUSES[min(attempt, len(_PAUSES) - 1)]
            else:
                if reply.status not in _PASSING:
                    return self._answer(reply)
                outcome = self._answer(reply)
                pause = _pause(reply, attempt)
            if attempt + 1 < ATTEMPTS:
                if pause >= deadline - time.monotonic():
                    return outcome
                time.sleep(pause)
        return outcome

    async def _post(self, body: dict[str, Any], within: float) -> _Reply:
        # The limit is on the whole exchange: a server that sends a byte now and then is late, too. Redirects are not
        # followed, for they could lead off this machine; nor do proxies see what stays on it.
        content = bytearray()
        async with (
            asyncio.timeout(within),
            httpx.AsyncClient(timeout=None, trust_env=not self.address.local, headers=self._headers) as client,
            client.stream("POST", f"{self.address.url}/chat/completions", json=body) as response,
        ):
            async for chunk in response.aiter_raw():
                content += chunk
                if len(content) > _MOST_BYTES:
                    break
            return _Reply(response.status_code, dict(response.headers), bytes(content))

    def _answer(self, reply: _Reply) -> str | Fault:
        if reply.status != 200:
            return self._status(reply)
        if len(reply.body) > _MOST_BYTES:
            return malformed(f"the answer is longer than {_MOST_BYTES >> 20} MB")
        try:
            completion = msgspec.json.decode(reply.body, type=_Completion)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            return malformed(f"what came is no chat completion ({_plain(str(error))})")
        if not completion.choices:
            return malformed("the answer holds no choice")
        choice = completion.choices[0]
        if choice.message.refusal or choice.finish_reason == "content_filter":
            said = _plain(choice.message.refusal or "") or "a content filter"
            mend = "read this report yourself, or ask another model"
            return Fault(kind="refusal", reason=f"the model refused ({said})", mend=mend)
        if choice.finish_reason == "length":
            reason = f"the answer was cut off (at {self._answer_tokens} tokens, or where the model's context ended)"
            return Fault(
                kind="truncated", reason=reason, mend="give the server a longer context, or take another model"
            )
        if not choice.message.content:
            return malformed("the answer is empty")
        return choice.message.content

    def _status(self, reply: _Reply) -> Fault:
        said = _message(reply.body)
        reason = f"the server answered {reply.status}{f' ({said})' if said else ''}"
        mend = {
            400: "see what the server says; often the report is longer than the model's context",
            401: "put the right key into BELLFLOWER_API_KEY",
            403: "put the right key into BELLFLOWER_API_KEY",
            404: f"check that the server has {self.model}, and that --base-url ends as it should (often in /v1)",
            429: "wait, then run it again: what was answered is kept",
        }.get(reply.status, "see the server's log, then run it again: what was answered is kept")
        return Fault(kind="status", reason=reason, mend=mend, final=reply.status in _FINAL, status=reply.status)


def out_of_time(seconds: float) -> Fault:
    """The fault of a model that wrote nothing in time."""
    mend = "give it longer with --model-seconds, or take a smaller model"
    return Fault(kind="time", reason=f"no answer within {seconds:.3g} s", mend=mend)


def malformed(reason: str) -> Fault:
    """The fault of an answer that can't be used."""
    return Fault(kind="malformed", reason=_plain(reason), mend="try another model, or a server that takes JSON schemas")


def _pause(reply: _Reply, attempt: int) -> float:
    asked = reply.headers.get("retry-after", "")
    return float(asked) if re.fullmatch(r"\d{1,3}", asked) else _PAUSES[min(attempt, len(_PAUSES) - 1)]


def _message(body: bytes) -> str:
    """What a server says of an error, wherever it puts it."""
    try:
        said: Any = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _plain(body[: 4 * _SHOWN].decode("utf-8", "replace"))
    for name in ("error", "message", "detail"):
        if isinstance(said, dict) and name in said:
            said = said[name]
    return _plain(said if isinstance(said, str) else "")


def _plain(said: str) -> str:
    """One printable line: a server's words go to a terminal."""
    line = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
