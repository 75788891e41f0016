"""What a language model as second reader is worth at best and does at worst; or what one of yours does.

    python -m benchmarks.model [--model NAME --base-url URL]

On the steering two thirds of ``tests/corpus``: the grammar alone; with a model that knows the annotations and quotes
whole sentences; and with one that takes every sentence for an incident and lists all that stands in it. The checks
that a model's word must pass bound both.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bellflower.extraction.annotation import Annotation, within
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.incidents.items import find_items
from bellflower.extraction.persons.parties import find_parties
from bellflower.extraction.read import read_claims
from bellflower.extraction.view import View
from bellflower.model.reader import SecondReader
from bellflower.model.server import Address, Server
from bellflower.reading import find_files, read_file
from bellflower.records import Report
from bellflower.sharing.exchange import project
from bellflower.text import sentences
from benchmarks import options
from benchmarks._scoring import Score, lines
from benchmarks.corpus import CORPUS, measured_only

Told = dict[str, Any]


class _AsIf(Server):
    """A model whose answers are known beforehand."""

    def __init__(self, told: list[Told]) -> None:
        super().__init__(Address.of("http://localhost"), "as if")
        self._told = told

    def ask(self, system: str, user: str, schema: Told, within: float) -> str:
        del system, schema, within
        return json.dumps({"incidents": [one for one in self._told if one["quote"] in user]})


def knowing(note: Annotation, gold: Told) -> list[Told]:
    """The annotations, as a model would tell them that makes no mistake but quotes whole sentences."""
    told = []
    for incident in gold["incidents"]:
        quote = " ".join(incident["quote"].split())
        if note.text.count(quote) != 1:
            parts = [quote[start:end] for start, end in sentences(quote)]
            quote = max((part for part in parts if note.text.count(part) == 1), key=len, default=quote)
        goods = [
            {
                "quote": quote, "good": item["commodity"], "quantity": item["quantity"], "unit": item["unit"],
                "named": _named(note, quote, item["commodity"]),
            }
            for item in incident["items"]
        ]  # fmt: skip
        persons = [
            {"quote": quote} | {key: person[key] for key in ("count", "nationality", "role", "name")}
            for person in incident["suspects"]
        ]
        told.append(
            _told(quote, incident["kind"][0], incident["date"], incident["place"], incident["country"], goods, persons)
        )
    return told


def _named(note: Annotation, quote: str, good: str) -> str | None:
    """The last sentence before a quote that names a good which the quote itself doesn't name."""
    at = note.text.find(quote)
    hits = [hit for hit in note.of("good", 0, len(note.text)) if getattr(hit.entry, "name", None) == good]
    if at < 0 or not hits or any(at <= hit.start < at + len(quote) for hit in hits):
        return None
    hit = max((hit for hit in hits if hit.start < at), key=lambda hit: hit.start, default=hits[0])
    return next((note.text[start:end] for start, end in note.sentences if start <= hit.start < end), None)


def listing(note: Annotation, _: Told) -> list[Told]:
    """Every sentence that holds goods or persons as an incident with all that stands in it."""
    told = []
    for start, end in note.sentences:
        quote = note.text[start:end]
        goods = [
            {
                "quote": quote, "good": item.name, "quantity": item.quantity.value if item.quantity else None,
                "unit": item.unit, "named": None,
            }
            for item in find_items(note, start, end)
        ]  # fmt: skip
        persons = [
            {"quote": quote, "count": p.count, "nationality": p.nationality, "role": p.role, "name": p.name}
            for p in find_parties(note, start, end)
        ]
        if goods or persons:
            date = next((date.edtf for date in within(note.dates, start, end)), None)
            place = next((place.where for place in within(note.places, start, end)), None)
            told.append(_told(quote, "seizure", date, place and place.name, place and place.country, goods, persons))
    return told


def _told(
    quote: str,
    kind: str,
    date: str | None,
    place: str | None,
    country: str | None,
    goods: list[Told],
    persons: list[Told],
) -> Told:
    return {
        "kind": kind,
        "quote": quote,
        "date": {"quote": quote, "date": date} if date else None,
        "place": {"quote": quote, "place": place} if place else None,
        "country": {"quote": quote, "country": country} if country else None,
        "goods": goods,
        "persons": persons,
    }


def main(arguments: Sequence[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--model", metavar="NAME", help="measure this model, too")
    parser.add_argument("--base-url", metavar="URL", help="where its server is; the corpus is sent there")
    given = parser.parse_args(arguments)
    if (given.model is None) != (given.base_url is None):
        parser.error("--model and --base-url belong together")
    servers: dict[str, Callable[[Annotation, Told], Server]] = {
        "knows all": lambda note, gold: _AsIf(knowing(note, gold)),
        "lists all": lambda note, gold: _AsIf(listing(note, gold)),
    }
    if given.model:
        real = Server(Address.of(given.base_url), given.model, os.environ.get("BELLFLOWER_API_KEY"))
        servers[given.model[:16]] = lambda *_: real
    grammar = Grammar.of()
    scores = {name: Score() for name in ("grammar", *servers)}
    counts = {name: [0, 0, 0, 0] for name in servers}  # agreed, added, disputed, rejected
    for file in find_files([CORPUS / "reports"]):
        for report in read_file(file):
            gold_file = CORPUS / "gold" / f"{file.stem}.json"
            if not isinstance(report, Report) or measured_only(report.stem) or not gold_file.is_file():
                continue
            gold = json.loads(gold_file.read_text(encoding="utf-8"))
            reading, note = read_claims(report, grammar), Annotation(View(report), grammar)
            scores["grammar"].take(gold, project(reading))
            for name, server in servers.items():
                with tempfile.TemporaryDirectory() as folder:
                    both, account = SecondReader(server(note, gold), grammar, Path(folder)).read(reading)
                scores[name].take(gold, project(both))
                lists = (account.agreed, account.model_only, account.disagreements, account.rejected)
                counts[name] = [had + len(more) for had, more in zip(counts[name], lists, strict=True)]
    print(*lines(scores), sep="\n")
    for name, (agreed, added, disputed, rejected) in counts.items():
        print(f"{name}: {agreed} values agreed, {added} added, {disputed} disputed, {rejected} rejected")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
