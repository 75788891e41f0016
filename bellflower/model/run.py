"""The second reading of one run: its settings, its reader, its account on disk, and what the user is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec

from bellflower.extraction.grammar import Grammar
from bellflower.model.reader import SecondReader
from bellflower.model.server import Address, Server
from bellflower.records import Reading, Record, SecondReading

ACCOUNT = "readings.jsonl"


class Settings(Record, frozen=True):
    """Which model reads, where, for how many seconds a report, and how many tokens it may write for a passage."""

    model: str
    base_url: str
    seconds: float = 120.0
    plain_http: bool = False
    answer_tokens: int = 2048


class Run:
    """Reads the reports of one run a second time. In ``folder`` lie the answers, and the account of who found what.

    ``say`` takes each line that the user must hear at once. Raises :class:`~bellflower.model.server.AddressError` for
    an address that nothing is sent to, and ``OSError`` where the folder can't be written.
    """

    def __init__(
        self, settings: Settings, grammar: Grammar, folder: Path, say: Callable[[str], None], key: str | None = None
    ) -> None:
        address = Address.of(settings.base_url, plain_http=settings.plain_http)
        self._server = Server(address, settings.model, key, settings.answer_tokens)
        self._reader = SecondReader(self._server, grammar, folder / "answers", settings.seconds)
        self._say = say
        self._heard = 0
        self._counts: Counter[str] = Counter()
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._part = folder / f".{ACCOUNT}"
        self._account = self._part.open("wb")

    @property
    def greeting(self) -> str:
        """Where the text goes, for the user to know before it does."""
        address = self._server.address
        where = "on this machine" if address.local else "which is not this machine"
        return f"{self._server.model} reads, too: the text of reports that name goods goes to {address.url}, {where}"

    @property
    def incomplete(self) -> bool:
        """Whether the model was asked about a report and did not answer, or not in full."""
        return bool(self._counts["failed"] or self._counts["part"])

    def read(self, reading: Reading) -> Reading:
        """The reading with the model's part in it; what went wrong is said, and costs nothing."""
        joined, account = self._reader.read(reading)
        self._tell(reading, account)
        self._account.write(msgspec.json.encode(account) + b"\n")
        self._counts[account.outcome] += 1
        for name in ("agreed", "model_only", "disagreements", "rejected", "review"):
            self._counts[name] += len(getattr(account, name))
        return joined

    def finish(self) -> dict[str, int | str]:
        """Closes the account, and gives what came of the run in numbers."""
        self._account.close()
        self._part.replace(self._folder / ACCOUNT)
        counts = self._counts
        return {
            "name": self._server.model,
            "read": counts["read"] + counts["part"],
            "failed": counts["failed"] + counts["part"],
            "not_sent": counts["not_sent"],
            "agreed": counts["agreed"],
            "added": counts["model_only"],
            "disputed": counts["disagreements"],
            "rejected": counts["rejected"],
            "to_review": counts["review"],
            "account": str(self._folder / ACCOUNT),
        }

    def _tell(self, reading: Reading, account: SecondReading) -> None:
        verb = {"not_sent": "not sent to", "part": "read only in part by"}.get(account.outcome, "not read by")
        report = reading.report
        name = report.path if report.stem in report.path else report.stem  # in a case the path is a hash
        for told in account.told:
            self._say(f"{verb} {account.model}: {name}: {told}")
        for review in account.review[:1]:
            self._say(f"look at {name}: {review.why}: {_short(review.quote.exact)}")
        for note in self._server.notes[self._heard :]:
            self._say(f"{account.model}: {note}")
        self._heard = len(self._server.notes)


def _short(words: str, most: int = 80) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return line if len(line) <= most else line[:most] + "…"
