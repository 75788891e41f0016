"""Readings of many reports in, incidents out: the one door to this room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from bellflower.packs import Good, load
from bellflower.reconciliation.conflicts import denials, denials_after_mentions, slot_conflicts
from bellflower.reconciliation.facts import Facts, claims_of, facts
from bellflower.reconciliation.identity import incident_id, namings, redirects
from bellflower.reconciliation.lineage import derivations, origin_groups, origins
from bellflower.reconciliation.linkage import NO_RULINGS, Backend, Linkage, Rulings, link, why
from bellflower.reconciliation.slots import slots
from bellflower.reconciliation.standing import standing
from bellflower.reconciliation.starts import start_conflicts
from bellflower.records import (
    Claim,
    Conflict,
    Derivation,
    Incident,
    Mention,
    Naming,
    PossiblePair,
    Reading,
    Record,
    Redirect,
    Report,
    Ruling,
    Slot,
    When,
)


class Reconciliation(Record, frozen=True):
    """What several reports say once read together, in an order that depends on their content alone."""

    incidents: tuple[Incident, ...]
    possible: tuple[PossiblePair, ...]
    conflicts: tuple[Conflict, ...]
    derivations: tuple[Derivation, ...]
    redirects: tuple[Redirect, ...] = ()


class Memory(Protocol):
    """What answers as :func:`link` and :func:`derivations` do, from what it was told before and what is new."""

    def link(self, told: Sequence[Facts], rulings: Rulings = NO_RULINGS) -> Linkage:
        """As :func:`link`, of all mentions of the case."""
        ...

    def derivations(self, reports: Iterable[Report], claims: Iterable[Claim]) -> tuple[Derivation, ...]:
        """As :func:`derivations`, of all reports of the case."""
        ...


def reconcile(
    readings: Sequence[Reading],
    goods: Mapping[str, Good] | None = None,
    rulings: Sequence[Ruling] = (),
    backend: Backend | None = None,
    memory: Memory | None = None,
    shown: Collection[Naming] = (),
) -> Reconciliation:
    """Join the mentions of these reports into incidents, with their conflicts, origins and lineage.

    ``goods`` are the commodities of the packs by canonical name (default: those that ship); they say which are kin.
    ``rulings`` say which mentions analysts merged or split; an incident that this ends leaves a redirect.
    ``backend`` is where pairs of mentions are scored (default: DuckDB in this process).
    ``memory`` is that of the case, where it has one: it changes nothing but the time it takes.
    ``shown`` are the ids that the case's incidents ever had: those that stand for other mentions now lead on.
    A report read twice is taken once. Incidents come by date, then id, whatever the order of ``readings``.
    """
    known = {good.name: good for good in load().goods} if goods is None else goods
    readings = list({reading.report.id: reading for reading in sorted(readings, key=lambda r: r.report.id)}.values())
    reports = {reading.report.id: reading.report for reading in readings}
    # Rows of a table share the names of its columns, and that is no copying.
    texts = [reading for reading in readings if reading.report.part_of is None]
    traced = memory.derivations if memory else derivations
    links = traced((reading.report for reading in texts), (claim for reading in texts for claim in reading.claims))
    groups = origin_groups(reports.values(), links)
    stands = standing(reports, links)

    def count(claims: Iterable[Claim]) -> int:
        return origins(claims, groups)

    claims = {claim.id: claim for reading in readings for claim in reading.claims}
    mentions = {mention.id: mention for reading in readings for mention in reading.mentions}
    told = {mention: list(own) for reading in readings for mention, own in claims_of(reading).items()}
    nearest = {
        denial: mention
        for reading in readings
        for denial, mention in denials_after_mentions(reading.mentions, reading.claims).items()
    }
    denied: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims.values():
        denied[claim.mention or nearest.get(claim.id, "")].append(claim)
    said = {
        mention: facts(mentions[mention], own, reports[mentions[mention].report_id]) for mention, own in told.items()
    }
    decided = decided_pairs(rulings, mentions)

    def linked(rulings: Rulings) -> Linkage:
        told = list(said.values())
        return memory.link(told, rulings) if memory else link(told, known, rulings, backend=backend)

    def named(found: Linkage) -> dict[str, tuple[str, ...]]:
        return {incident_id([mentions[mention] for mention in group], reports): group for group in found.groups}

    def whole(groups: Mapping[str, tuple[str, ...]]) -> dict[str, list[Mention]]:
        return {name: [mentions[mention] for mention in group] for name, group in groups.items()}

    linkage = linked(decided)
    groups_of = named(linkage)
    undecided = groups_of if decided == NO_RULINGS else named(linked(NO_RULINGS))
    because: dict[str, list[str]] = defaultdict(list)
    merged = {
        pair: ruling.decision
        for ruling in rulings
        if ruling.outcome == "holds" and ruling.decision.act == "merge"
        for pair in ruling.pairs
    }
    for pair in linkage.joined:
        by = merged[pair.mention_ids] if pair.mention_ids in decided.one else None
        because[pair.mention_ids[0]].append(f"merged by {by.by}: {by.why}" if by else why(pair, said))
    incidents: list[Incident] = []
    conflicts: list[Conflict] = []
    for name, group in groups_of.items():
        own = [claim for mention in group for claim in told[mention]]
        filled = slots(own, known, count, stands)
        members = [mentions[mention] for mention in group]
        near = sorted((claim for mention in group for claim in denied[mention]), key=lambda claim: claim.id)
        found = [
            *slot_conflicts(name, filled, claims, reports, known, stands),
            *denials(name, members, near, filled, reports, nearest),
        ]
        conflicts += found
        incidents.append(
            Incident(
                id=name,
                kinds=tuple(dict.fromkeys(kind for mention in members for kind in mention.kinds)),
                title=_title(filled, members[0]),
                mention_ids=group,
                report_ids=tuple(sorted({mention.report_id for mention in members})),
                origins=count(own) or 1,
                slots=filled,
                conflict_ids=tuple(conflict.id for conflict in found),
                why=tuple(sentence for mention in group for sentence in because[mention]),
            )
        )
    conflicts += start_conflicts(claims.values(), reports, count)
    incidents.sort(key=_by_date)
    place = {incident.id: at for at, incident in enumerate(incidents)}
    last = len(place)  # what is about no incident
    return Reconciliation(
        incidents=tuple(incidents),
        possible=_possible(linkage, said, groups_of),
        conflicts=tuple(sorted(conflicts, key=lambda one: (place.get(one.incident_id or "", last), one.slot, one.id))),
        derivations=links,
        redirects=redirects({*shown, *namings(whole(undecided))}, whole(groups_of)),
    )


def decided_pairs(rulings: Sequence[Ruling], mentions: Collection[str]) -> Rulings:
    """The pairs of these mentions that rulings make one incident or two."""
    pairs: dict[str, set[tuple[str, str]]] = {"merge": set(), "split": set()}
    for ruling in rulings:
        if ruling.outcome == "holds" and ruling.decision.act in pairs:
            pairs[ruling.decision.act] |= {pair for pair in ruling.pairs if all(one in mentions for one in pair)}
    return Rulings(one=frozenset(pairs["merge"]), apart=frozenset(pairs["split"]))


def _possible(
    linkage: Linkage, said: Mapping[str, Facts], groups: Mapping[str, tuple[str, ...]]
) -> tuple[PossiblePair, ...]:
    """One row for two incidents, however many of their mentions look alike: the likest pair's."""
    incident_of = {mention: name for name, group in groups.items() for mention in group}
    best: dict[tuple[str, str], PossiblePair] = {}
    for pair in linkage.possible:
        one, other = sorted(incident_of[mention] for mention in pair.mention_ids)
        if (one, other) not in best or best[one, other].score < pair.weight:
            best[one, other] = PossiblePair(incident_ids=(one, other), score=pair.weight, why=why(pair, said))
    return tuple(sorted(best.values(), key=lambda pair: (-pair.score, pair.incident_ids)))


def _by_date(incident: Incident) -> tuple[bool, str, str]:
    slot = incident.slot("occurred_on")
    when = slot.values[slot.chosen].value if slot else None
    return (when is None, when.edtf.lstrip("./") if isinstance(when, When) else "", incident.id)


def _title(filled: Sequence[Slot], mention: Mention) -> str:
    """Goods, place, date and vessel: what tells an incident from its neighbours at a glance."""
    shown = {slot.name: slot.values[slot.chosen] for slot in reversed(filled)}
    goods = [slot.values[slot.chosen].label for slot in filled if slot.name == "commodity"]
    where = [shown[name].label for name in ("located_at", "country") if name in shown]
    when = [shown["occurred_on"].label] if "occurred_on" in shown else []
    parts = [" and ".join(goods) or mention.kinds[0] if mention.kinds else "incident", *dict.fromkeys(where), *when]
    title = ", ".join(parts)
    if "conveyance" in shown:
        title += f" ({shown['conveyance'].label})"
    return title[0].upper() + title[1:]
