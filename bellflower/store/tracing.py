"""Who took from whom: kept as sketches, the links that shared wording shows, and the outlets that reports name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np

from bellflower.reconciliation.lineage import (
    EARLIEST,
    Sketch,
    age,
    compare,
    named,
    related,
    settled,
    sketches,
    tokens_of,
)
from bellflower.records import Claim, Derivation, Report
from bellflower.store.database import Database
from bellflower.store.readings import Readings, hashed

_TABLES = ("sketches", "tokens", "copies")
_Told = tuple[Report, Sequence[Claim]]


class _Kept(NamedTuple):
    """Under which digest a report was traced, and the links to outlets that it names."""

    digest: str
    named: list[Derivation]


class Traces:
    """The lineage of a case. ``version`` is that of the code by which it is found, ``readings`` have the texts."""

    def __init__(self, database: Database, version: str, readings: Readings) -> None:
        self._database = database
        self._readings = readings
        database.renew("traces", version, _TABLES)

    def take(self, reports: Iterable[Report], claims: Iterable[Claim], gone: Iterable[str] = ()) -> None:
        """Traces these reports, new or read anew, with their claims; ``gone`` are reports that are no more.

        All in one step.
        """
        given, gone = _together(reports, claims), set(gone)
        digests = {report_id: _digest(one) for report_id, one in given.items()}
        kept = self._kept({*given, *gone})
        new = {one: told for one, told in given.items() if one not in kept or kept[one].digest != digests[one]}
        dropped = kept.keys() & {*new, *gone}
        if not new and not dropped:
            return
        fresh = list(sketches([report for report, _ in new.values()], _claims(new)))
        own = {report_id: list(named(report)) for report_id, (report, _) in new.items()}
        if dropped:
            # What a report that is gone was the first to say leads elsewhere now: all pairs are looked at again.
            known = [one for one in self._sketches("sketches") if one.report_id not in dropped]
            found = related([*fresh, *known])
        else:
            found = related(fresh, self._sharing)
        paired = {report_id for pair in found.pairs for report_id in pair.report_ids}
        others = {one.report.id: (one.report, one.claims) for one in self._readings.of(paired - given.keys())}
        kept |= self._kept(others)
        for pair in found.pairs:
            for one, other in (pair.report_ids, pair.report_ids[::-1]):
                if one in new and other in others and _digest(others[other]) != kept[other].digest:
                    digests[one] = ""  # compared with what a person has amended: to be done again beside the rest
        told = {**others, **given}
        naming = [link for one in told for link in (own[one] if one in own else kept[one].named)]
        texts = {report_id: report for report_id, (report, _) in told.items()}
        links = compare(found.pairs, texts, naming, _claims(told))
        with self._database.whole():
            self._drop(dropped, [*found.parted, *(pair.report_ids for pair in found.pairs)])
            self._database.insert("copies", [(*_ends(link), msgspec.msgpack.encode(link)) for link in links])
            rows = [
                (one.report_id, age(one), digests[one.report_id], msgspec.msgpack.encode(one),
                 msgspec.msgpack.encode(own[one.report_id]))
                for one in fresh
            ]  # fmt: skip
            self._database.insert("sketches", rows)
            self._database.insert("tokens", _tokens(fresh))

    def derivations(self, reports: Iterable[Report], claims: Iterable[Claim]) -> tuple[Derivation, ...]:
        """What ``reconciliation.derivations`` says of all reports of the case, from what is kept and what is new."""
        by_id = {report.id: report for report in reports}
        kept = {report_id for (report_id,) in self._database.rows("SELECT report_id FROM sketches")}
        self.take(by_id.values(), claims, kept - by_id.keys())
        links = [
            msgspec.msgpack.decode(packed, type=Derivation)
            for (packed,) in self._database.rows("SELECT derivation FROM copies ORDER BY one, other")
        ]
        for (packed,) in self._database.rows("SELECT named FROM sketches ORDER BY report_id"):
            links += msgspec.msgpack.decode(packed, type=list[Derivation])
        return settled(links, by_id.values())

    def _drop(self, dropped: Iterable[str], pairs: Iterable[tuple[str, str]]) -> None:
        """Forgets these reports, with all links where there are any, and the links of these pairs."""
        dropped = set(dropped)
        if dropped:
            self._database.rows("DELETE FROM copies")
            with self._database.among(dropped):
                self._database.rows(
                    "DELETE FROM tokens WHERE age IN (SELECT age FROM sketches SEMI JOIN wanted ON report_id = id)"
                )
                self._database.rows("DELETE FROM sketches WHERE report_id IN (SELECT id FROM wanted)")
        with self._database.beside("anew", "copies", [(*sorted(ids), b"") for ids in pairs]):
            self._database.rows("DELETE FROM copies WHERE (one, other) IN (SELECT (one, other) FROM anew)")

    def _sharing(self, some: Sequence[Sketch]) -> list[Sketch]:
        """The kept sketches that share a token with these, as :func:`related` asks for them.

        One look through a column of numbers. Tried with 1.4 and with 5.6 million tokens, an index cost more when rows
        were added and the file was closed than it saved here, and made the file five times as large.
        """
        with self._database.beside("given", "tokens", _tokens(some)):
            found = self._database.rows(
                f"SELECT tokens.token, min(tokens.age, {EARLIEST}), min(given.age) "
                "FROM tokens JOIN given USING (token) GROUP BY tokens.token"
            )
        ages = {one for _, earliest, _ in found for one in earliest}
        before = [(token, "") for token, earliest, given in found if len(earliest) == EARLIEST and given < earliest[0]]
        if before:
            with self._database.beside("given", "tokens", before):
                all_of_them = self._database.rows("SELECT DISTINCT age FROM tokens SEMI JOIN given USING (token)")
            ages |= {one for (one,) in all_of_them}
        with self._database.among(ages):
            return self._sketches("sketches SEMI JOIN wanted ON age = id")

    def _sketches(self, source: str) -> list[Sketch]:
        found = self._database.rows(f"SELECT sketch FROM {source} ORDER BY report_id")
        return [msgspec.msgpack.decode(packed, type=Sketch) for (packed,) in found]

    def _kept(self, wanted: Iterable[str]) -> dict[str, _Kept]:
        with self._database.among(wanted):
            found = self._database.rows(
                "SELECT report_id, digest, named FROM sketches SEMI JOIN wanted ON report_id = id ORDER BY report_id"
            )
        return {
            one: _Kept(digest, msgspec.msgpack.decode(names, type=list[Derivation])) for one, digest, names in found
        }


def _together(reports: Iterable[Report], claims: Iterable[Claim]) -> dict[str, _Told]:
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.report_id, []).append(claim)
    ordered = sorted(reports, key=lambda report: report.id)
    return {report.id: (report, sorted(told.get(report.id, ()), key=lambda claim: claim.id)) for report in ordered}


def _tokens(some: Sequence[Sketch]) -> dict[str, np.ndarray[Any, Any]]:
    """The tokens of these sketches, as a table ``tokens`` has them."""
    tokens, whose = tokens_of(some)
    return {"token": tokens, "age": np.array([age(one) for one in some], dtype=object)[whose]}


def _claims(told: Mapping[str, _Told]) -> list[Claim]:
    return [claim for _, claims in told.values() for claim in claims]


def _digest(told: _Told) -> str:
    report, claims = told
    return hashed(msgspec.msgpack.encode((report, sorted(claims, key=lambda claim: claim.id))))


def _ends(link: Derivation) -> tuple[str, str]:
    one, other = sorted((link.report_id, link.from_id or ""))
    return one, other
