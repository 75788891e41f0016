"""Readings in, dossier out: reconciliation and the cross-checks of estimation, put together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

from bellflower.decisions import amended, replay, without_rejected
from bellflower.estimation.crosscheck import cross_checks
from bellflower.packs import Pack, load
from bellflower.reconciliation.grading import item_grades, source_grades
from bellflower.reconciliation.incidents import Memory, reconcile
from bellflower.reconciliation.linkage import Backend
from bellflower.records import Decision, Dossier, Naming, Reading, Refusal, Report, Ruling


def silent(report: Report) -> Reading:
    """The reading of a report that speaks of none of the goods, without its text: a case may hold very many."""
    return Reading(report=msgspec.structs.replace(report, text="", furniture=()), claims=(), mentions=())


def as_decided(
    readings: Iterable[Reading], decisions: Sequence[Decision]
) -> tuple[tuple[Ruling, ...], list[Reading], list[Reading]]:
    """What becomes of each decision, the readings as amended, in their order, and what of them is reconciled."""
    unique = {reading.report.id: reading for reading in readings}.values()
    ordered = sorted(unique, key=lambda reading: (reading.report.stem, reading.report.id))
    rulings = replay(decisions, ordered) if decisions else ()
    ordered = amended(rulings, ordered)
    return rulings, ordered, without_rejected(rulings, [reading for reading in ordered if reading.report.text])


def build_dossier(
    readings: Sequence[Reading],
    refusals: Sequence[Refusal],
    title: str,
    pack: Pack | None = None,
    decisions: Sequence[Decision] = (),
    yardstick: str = "icd203",
    backend: Backend | None = None,
    memory: Memory | None = None,
    shown: Collection[Naming] = (),
) -> Dossier:
    """All that the exports are made from. The same readings in any order give the same dossier, byte for byte.

    ``pack`` are the loaded packs (default: those that ship): which goods are kin, which identities join quantities.
    ``decisions`` are the analysts', in any order: what they rejected fills no slot, and stays among the claims.
    ``yardstick`` (``icd203`` or ``phia``) is that from which words of probability are taken.
    ``backend`` is where mentions are linked (default: DuckDB in this process).
    ``memory`` is what the case remembers of earlier builds; it changes nothing but the time.
    ``shown`` are the ids under which the case's incidents were ever shown: old ones lead on.
    Reports come by their stem, then id; claims and mentions in the order of the reports and of the text. A reading
    whose report has no text (see :func:`silent`) is listed, and takes no part in anything else.
    """
    pack = load() if pack is None else pack
    rulings, ordered, decided = as_decided(readings, decisions)
    reconciled = reconcile(decided, {good.name: good for good in pack.goods}, rulings, backend, memory, shown)
    claims = tuple(
        claim
        for reading in ordered
        for claim in sorted(reading.claims, key=lambda claim: (claim.quote.start, claim.quote.end, claim.id))
    )
    reports = tuple(reading.report for reading in ordered)
    return Dossier(
        title=title,
        reports=reports,
        refusals=tuple(sorted(refusals, key=lambda refusal: (refusal.path, refusal.reason))),
        claims=claims,
        mentions=tuple(
            mention
            for reading in ordered
            for mention in sorted(reading.mentions, key=lambda mention: (mention.quote.start, mention.id))
        ),
        incidents=reconciled.incidents,
        possible=reconciled.possible,
        conflicts=reconciled.conflicts,
        derivations=reconciled.derivations,
        cross_checks=cross_checks(decided, pack),
        rulings=rulings,
        redirects=reconciled.redirects,
        source_grades=source_grades(reports, rulings),
        item_grades=item_grades(claims, reconciled.incidents, reconciled.conflicts, rulings),
        yardstick=yardstick,
    )
