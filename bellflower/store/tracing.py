"""Who took from whom: kept as sketches, the links that shared wording shows, and the outlets that reports name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from bellflower.reconciliation.lineage import Sketch, compare, named, related, settled, sketches
from bellflower.records import Claim, Derivation, Report
from bellflower.store.database import Database
from bellflower.store.readings import Readings, hashed

_TABLES = ("sketches", "copies")
_Told = tuple[Report, Sequence[Claim]]


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
        given = _together(reports, claims)
        digests = {report_id: _digest(one) for report_id, one in given.items()}
        kept = dict(self._database.rows("SELECT report_id, digest FROM sketches"))
        new = {report_id: one for report_id, one in given.items() if kept.get(report_id) != digests[report_id]}
        dropped = kept.keys() & {*new, *gone}
        if not new and not dropped:
            return
        fresh = list(sketches([report for report, _ in new.values()], _claims(new)))
        own = {report_id: list(named(report)) for report_id, (report, _) in new.items()}
        known = [one for one in self._sketches() if one.report_id not in dropped]
        # What a report that is gone was the first to say leads elsewhere now: all pairs are looked at again.
        found = related([*fresh, *known]) if dropped else related(fresh, known)
        beside = self._beside({report_id for pair in found.pairs for report_id in pair.report_ids} - given.keys())
        others = {report_id: one for report_id, (one, _) in beside.items()}
        names = {report_id: some for report_id, (_, some) in beside.items()}
        for pair in found.pairs:
            for one, other in (pair.report_ids, pair.report_ids[::-1]):
                if one in new and other in others and _digest(others[other]) != kept[other]:
                    digests[one] = ""  # compared with what a person has amended: to be done again beside the rest
        told = {**others, **given}
        names |= self._named(given.keys() - new.keys()) | own
        naming = [link for some in names.values() for link in some]
        texts = {report_id: report for report_id, (report, _) in told.items()}
        links = compare(found.pairs, texts, naming, _claims(told))
        with self._database.whole():
            self._drop(dropped, [*found.parted, *(pair.report_ids for pair in found.pairs)])
            self._database.insert("copies", [(*_ends(link), msgspec.msgpack.encode(link)) for link in links])
            rows = [
                (one.report_id, digests[one.report_id], msgspec.msgpack.encode(one),
                 msgspec.msgpack.encode(own[one.report_id]))
                for one in fresh
            ]  # fmt: skip
            self._database.insert("sketches", rows)

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
                self._database.rows("DELETE FROM sketches WHERE report_id IN (SELECT id FROM wanted)")
        with self._database.beside("anew", "copies", [(*sorted(ids), b"") for ids in pairs]):
            self._database.rows("DELETE FROM copies WHERE (one, other) IN (SELECT (one, other) FROM anew)")

    def _sketches(self) -> list[Sketch]:
        found = self._database.rows("SELECT sketch FROM sketches ORDER BY report_id")
        return [msgspec.msgpack.decode(packed, type=Sketch) for (packed,) in found]

    def _beside(self, wanted: Iterable[str]) -> dict[str, tuple[_Told, list[Derivation]]]:
        """Known reports with their claims, and the links to outlets that they name."""
        readings = self._readings.of(wanted)
        names = self._named(reading.report.id for reading in readings)
        return {reading.report.id: ((reading.report, reading.claims), names[reading.report.id]) for reading in readings}

    def _named(self, wanted: Iterable[str]) -> dict[str, list[Derivation]]:
        with self._database.among(wanted):
            found = self._database.rows("SELECT report_id, named FROM sketches SEMI JOIN wanted ON report_id = id")
        return {report_id: msgspec.msgpack.decode(packed, type=list[Derivation]) for report_id, packed in sorted(found)}


def _together(reports: Iterable[Report], claims: Iterable[Claim]) -> dict[str, _Told]:
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.report_id, []).append(claim)
    ordered = sorted(reports, key=lambda report: report.id)
    return {report.id: (report, sorted(told.get(report.id, ()), key=lambda claim: claim.id)) for report in ordered}


def _claims(told: Mapping[str, _Told]) -> list[Claim]:
    return [claim for _, claims in told.values() for claim in claims]


def _digest(told: _Told) -> str:
    report, claims = told
    return hashed(msgspec.msgpack.encode((report, sorted(claims, key=lambda claim: claim.id))))


def _ends(link: Derivation) -> tuple[str, str]:
    one, other = sorted((link.report_id, link.from_id or ""))
    return one, other
