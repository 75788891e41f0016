"""Mentions found to be one incident in reports of several outlets, and how much is read of these.

    python -m benchmarks.together [--only PREFIX] [--misses]

The reports, their gold and which of their mentions are one incident stand in ``tests/together``. First comes what is
read of each report, as in ``benchmarks.corpus``. Then pairs of mentions that are one incident: how many are found, and
how many that are not one are joined. ``as read`` is what a user gets: a mention of the gold counts by the incident that
the reading has for it, so that what is not read is not found. ``of gold claims`` is the same with the gold in place of
the reading, so that a fault of linkage is told from a fault of reading; its places are looked up in the gazetteer as
read ones are. One half of the incidents is only measured: its misses are never shown. ``--only v`` leaves out all
reports but those whose name begins so, and the pairs with them.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.places.gazetteer import gazetteer
from bellflower.extraction.places.places import PlaceSpan, find_places
from bellflower.extraction.read import read_claims
from bellflower.packs import load
from bellflower.reading import find_files, read_file
from bellflower.reconciliation.facts import Facts, facts_of
from bellflower.reconciliation.incidents import reconcile
from bellflower.reconciliation.linkage import Embedded, shipped
from bellflower.reconciliation.linkage.blocking import keys
from bellflower.reconciliation.linkage.decision import decide, why
from bellflower.reconciliation.linkage.features import row as features
from bellflower.reconciliation.linkage.scoring import Scorer
from bellflower.records import Reading, Report, Where
from bellflower.sharing.exchange import project
from benchmarks import ROOT, arguments_of, options, row
from benchmarks._scoring import Score, lines
from benchmarks.corpus import misses, shown
from tests.reconciliation.readings import reading as reading_of

FOLDER = ROOT / "tests" / "together"
FOUND, WRONG = (0.85, 1.0), (0, 0)  # must be at least, at most; aim
HALVES = ("steering", "measured only")

Told = tuple[str, str]  # a report's name and the id of an incident in its gold
Record = dict[str, Any]


def measured_only(name: str) -> bool:
    """Whether the incident of this name, or the report of this name that tells of none, is only measured."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0


@dataclass(frozen=True)
class Truth:
    """The name of the incident that each mention of the gold tells of."""

    incident: Mapping[Told, str]

    @classmethod
    def read(cls, only: str = "") -> Truth:
        found = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))["incidents"]
        told = {(stem, mention): one["name"] for one in found for stem, mention in one["mentions"]}
        return cls({mention: name for mention, name in told.items() if mention[0].startswith(only)})

    def report_is_measured_only(self, stem: str) -> bool:
        """A report is only measured where one of its incidents is, or, without any, its name says so."""
        named = [incident for (of, _), incident in self.incident.items() if of == stem]
        return any(map(measured_only, named or [stem]))

    def half(self, *mentions: Told | str) -> str:
        """The half that a pair of mentions belongs to; one that the gold does not have is known by its report."""
        kept = (
            self.report_is_measured_only(one) if isinstance(one, str) else measured_only(self.incident[one])
            for one in mentions
        )
        return HALVES[any(kept)]


@dataclass
class Case:
    """Readings of all reports; by a mention's id the mention of the gold that it stands for, and it on one line."""

    readings: list[Reading] = field(default_factory=list)
    stands_for: dict[str, Told] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    def add(self, reading: Reading, told: Mapping[int, Told], incidents: Sequence[Record]) -> None:
        """``told`` and ``incidents`` (in the exchange format) go by the order of the reading's mentions."""
        self.readings.append(reading)
        for number, (mention, incident) in enumerate(zip(reading.mentions, incidents, strict=True)):
            self.shown[mention.id] = shown(incident)
            if number in told:
                self.stands_for[mention.id] = told[number]


@dataclass
class Count:
    """Pairs that are one incident, those found, and pairs joined that are not one, with the pairs missed and joined."""

    true: int = 0
    found: int = 0
    wrong: int = 0
    missed: list[tuple[Told, Told]] = field(default_factory=list)
    joined: list[tuple[str, str]] = field(default_factory=list)


def counted(case: Case, truth: Truth) -> dict[str, Count]:
    """By half what becomes of all mentions once the readings are reconciled."""
    stands_for = case.stands_for
    counts = {half: Count() for half in HALVES}
    group = {
        mention: number
        for number, incident in enumerate(reconcile(case.readings).incidents)
        for mention in incident.mention_ids
    }
    read_as = {told: mention for mention, told in stands_for.items()}
    for one, other in combinations(truth.incident, 2):
        if truth.incident[one] == truth.incident[other]:
            count = counts[truth.half(one, other)]
            both = [group.get(read_as.get(told, "")) for told in (one, other)]
            hit = None not in both and both[0] == both[1]
            count.true += 1
            count.found += hit
            count.missed += [] if hit else [(one, other)]
    stem = {mention.id: of.report.stem for of in case.readings for mention in of.mentions}
    for a, b in combinations(sorted(group), 2):
        names = [truth.incident[stands_for[one]] if one in stands_for else one for one in (a, b)]
        if group[a] == group[b] and names[0] != names[1]:
            count = counts[truth.half(*(stands_for.get(one, stem[one]) for one in (a, b)))]
            count.wrong += 1
            count.joined.append((a, b))
    return counts


def read_as_gold(report: Report, gold: Record) -> Reading:
    """A report read as its gold says; the mentions come in the gold's order."""
    places = find_places(report.text, gazetteer())
    return reading_of(report, [_as_claimed(report, incident, places) for incident in gold["incidents"]], gold["claims"])


def _as_claimed(report: Report, incident: Record, places: Sequence[PlaceSpan]) -> Record:
    # A doubtful day is that of the announcement: so the corpus has it.
    doubtful = "date" in incident.get("uncertain", ())
    announced = doubtful and len(incident["date"] or "") == len("2000-01-01")
    place = incident["place"] and _place(report.text, incident["place"], incident["country"], places)
    return incident | {"place": place, "basis": "announced" if announced else "event"}


def _place(text: str, name: str, country: str | None, places: Sequence[PlaceSpan]) -> Where:
    """The finest place that the gazetteer knows under the name as written."""
    match = re.search(r"\s+".join(map(re.escape, name.split())), text)
    start, end = match.span() if match else (0, 0)
    known = [span.where for span in places if span.start < end and start < span.end and span.where.country == country]
    order = ("site", "town")
    return next(
        (where for level in order for where in known if where.level == level),
        known[0] if known else Where(name=name, level="town", country=country),
    )


def compared(a: Facts, b: Facts) -> Iterator[str]:
    """What linkage makes of two mentions."""
    goods = {good.name: good for good in load().goods}
    rows = [features(one, goods) for one in (a, b)]
    mine, theirs = ({key.key: key.seeks for key in keys(one)} for one in rows)
    met = [key for key in mine.keys() & theirs.keys() if mine[key] or theirs[key]]
    scorer = Scorer(rows, shipped(), Embedded())
    first, second = sorted((a.mention_id, b.mention_id))
    scorer.pairs([(first, second)])
    for scored in scorer.score():
        known = {one.mention_id: one for one in (a, b)}
        pair = decide(scored, shipped(), known)
        said = why(pair, known)
        yield f"    {'looked at' if met else 'share no key'}; {pair.weight:.1f} bits, {pair.decision}: {said}"


def told_of(title: str, count: Count, case: Case) -> Iterator[str]:
    """The pairs missed and those wrongly joined, with what linkage makes of each."""
    known = {told.mention_id: told for one in case.readings for told in facts_of(one)}
    read_as = {told: mention for mention, told in case.stands_for.items()}
    pairs: list[tuple[str, list[str | None], list[Told | None]]]
    pairs = [("missed", [read_as.get(told) for told in pair], list(pair)) for pair in count.missed]
    pairs += [("joined", list(pair), [case.stands_for.get(one) for one in pair]) for pair in count.joined]
    for what, ids, told in pairs:
        yield f"{title}: {what}"
        for one, of in zip(ids, told, strict=True):
            yield f"    {' '.join(of or ('no gold',))}: {case.shown[one] if one else 'not read'}"
        if len(both := [known[one] for one in ids if one]) == 2:
            yield from compared(*both)


def main(arguments: Sequence[str]) -> int:
    parser = options(__doc__)
    parser.add_argument("--misses", action="store_true", help="list what is missed (never of the half only measured)")
    parser.add_argument("--only", default="", metavar="PREFIX", help="the reports whose name begins so")
    given = arguments_of(parser, arguments)
    truth = Truth.read(given.only)
    if not truth.incident:
        parser.error(f"--only {given.only}: no report that tells of an incident has a name that begins so")
    grammar = Grammar.of()
    scores = {half: Score() for half in HALVES}
    as_read, of_gold = Case(), Case()
    for path in find_files([FOLDER / "reports"]):
        if not path.name.startswith(given.only):
            continue
        for report in read_file(path):
            assert isinstance(report, Report), report
            gold = json.loads((FOLDER / "gold" / f"{report.stem}.json").read_text(encoding="utf-8"))
            reading = read_claims(report, grammar)
            found = project(reading)
            half = HALVES[truth.report_is_measured_only(report.stem)]
            aligned = scores[half].take(gold, found)
            as_read.add(reading, {j: (report.stem, gold["incidents"][i]["id"]) for i, j in aligned}, found["incidents"])
            told = {i: (report.stem, incident["id"]) for i, incident in enumerate(gold["incidents"])}
            of_gold.add(read_as_gold(report, gold), told, gold["incidents"])
            if given.misses and half == "steering":
                print(*misses(report.stem, gold, found, aligned), sep="\n")
    cases = {"as read": as_read, "of gold claims": of_gold}
    counts = {title: counted(case, truth) for title, case in cases.items()}
    if given.misses:
        for title, case in cases.items():
            print(*told_of(title, counts[title]["steering"], case), sep="\n")
    print(*lines(scores), sep="\n")
    print(row("mentions that are one incident", *HALVES, "must be", "aim"))
    for title, count in counts.items():
        found_of = [f"{count[half].found}/{count[half].true}" for half in HALVES]
        print(row(f"{title}: pairs found", *found_of, *map(str, FOUND)))
        print(row(f"{title}: pairs wrongly joined", *(str(count[half].wrong) for half in HALVES), *map(str, WRONG)))
    print("measured only: the SHA-256 of the incident's name is divisible by two")
    halves = counts["as read"].values()
    recall = sum(count.found for count in halves) / sum(count.true for count in halves)
    return 0 if recall >= FOUND[0] and sum(count.wrong for count in halves) <= WRONG[0] else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
