"""Decisions replayed on what the reports say now: which hold, and which don't and why.

On one thing the last word of each analyst counts. Where analysts differ, all their words are kept, none holds, and the
thing stays as if nobody had decided on it, until one of them is undone or decided anew. So the order in which decisions
are read has no part, only the moments at which they were made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from bellflower.components import representatives
from bellflower.decisions.keeping import joined
from bellflower.decisions.placing import Places, UnplacedError, reads_alike
from bellflower.records import (
    Decision,
    Mention,
    OfClaim,
    OfDecision,
    OfMentions,
    OfReport,
    OfSource,
    Outcome,
    Reading,
    Ruling,
    Selector,
)

Pair = tuple[str, str]


def replay(decisions: Iterable[Decision], readings: Iterable[Reading]) -> tuple[Ruling, ...]:
    """What becomes of each decision, by the moment it was made and its id."""
    ordered = joined([decisions])
    undone = _undone(ordered)
    places = Places(readings)
    known = {one.id: one for one in ordered}
    rulings = {one.id: undone.get(one.id) or _placed(one, places, known) for one in ordered}
    for found in (_settled(rulings), _settled_pairs(rulings)):
        rulings |= found
    return tuple(rulings[one.id] for one in ordered)


def _undone(ordered: Sequence[Decision]) -> dict[str, Ruling]:
    """The decisions that are undone: by the last word on each, for an undoing may be undone itself."""
    gone: dict[str, Ruling] = {}
    known = {one.id: one for one in ordered}
    for one in reversed(ordered):  # what undoes stands after what it undoes, or it undoes nothing
        if isinstance(one.about, OfDecision) and one.id not in gone:
            target = known.get(one.about.decision_id)
            if target is not None and _moment(target) <= _moment(one) and target.id != one.id:
                gone.setdefault(target.id, Ruling(decision=target, outcome="undone", told=f"undone by {one.by}"))
    return gone


def _moment(decision: Decision) -> datetime:
    return datetime.fromisoformat(decision.at)


def _placed(decision: Decision, places: Places, known: Mapping[str, Decision]) -> Ruling:
    try:
        match decision.about:
            case OfClaim() as about:
                return _on_claim(decision, about, places)
            case OfMentions() as about:
                return _on_mentions(decision, about, places)
            case OfReport(report_id=report_id):
                if report_id not in places.reports:
                    raise UnplacedError(f"report {report_id} is not in the case")
                return Ruling(decision=decision, outcome="holds", report_ids=(report_id,))
            case OfSource(name=name):
                by = [
                    report.id for report in places.reports.values() if source_key(report.publisher) == source_key(name)
                ]
                if not by:
                    raise UnplacedError(f"no report in the case is by {name}")
                return Ruling(decision=decision, outcome="holds", report_ids=tuple(sorted(by)))
            case OfDecision(decision_id=undone):
                target = known.get(undone)
                if target is None:
                    raise UnplacedError(f"there is no decision {undone}")
                if _moment(target) > _moment(decision):
                    raise UnplacedError(f"decision {undone} was made later")
                return Ruling(decision=decision, outcome="holds")
    except UnplacedError as error:
        return Ruling(decision=decision, outcome="unplaced", told=str(error))


def source_key(name: str | None) -> str:
    """A publisher's name as it is compared: blanks and case have no part."""
    return " ".join((name or "").split()).casefold()


def _on_claim(decision: Decision, about: OfClaim, places: Places) -> Ruling:
    claim = places.claim(about)
    # Who rejected a wrong reading did not reject the right one that is read from the words today.
    if decision.act in ("accept", "reject") and not reads_alike(claim.value, about.value):
        raise UnplacedError("the words are read otherwise now; look again and decide anew")
    return Ruling(decision=decision, outcome="holds", claim_ids=(claim.id,), report_ids=(claim.report_id,))


def _on_mentions(decision: Decision, about: OfMentions, places: Places) -> Ruling:
    these, lost = _mentions(about.these, places)
    those, more = _mentions(about.those, places)
    lost += more
    if not these or (about.those and not those):
        raise UnplacedError(lost[0])
    told = f"{len(lost)} of its mentions are not found: {lost[0]}" if lost else ""
    both = {mention.id: mention for mention in (*these, *those)}
    if decision.act == "split" and {m.id for m in these} & {m.id for m in those}:
        raise UnplacedError("the report tells the two as one incident now")
    pairs = sorted({_pair(a.id, b.id) for a in these for b in those if a.id != b.id})
    return Ruling(
        decision=decision, outcome="holds", told=told, mention_ids=tuple(sorted(both)), pairs=tuple(pairs),
        report_ids=tuple(sorted({mention.report_id for mention in both.values()})),
    )  # fmt: skip


def _mentions(selectors: Iterable[Selector], places: Places) -> tuple[list[Mention], list[str]]:
    found: list[Mention] = []
    lost: list[str] = []
    for one in selectors:
        try:
            found.append(places.mention(one))
        except UnplacedError as error:
            lost.append(str(error))
    return found, lost


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _stance(decision: Decision) -> Hashable:
    return (decision.act, decision.value, decision.grade)


def _thing(ruling: Ruling) -> Hashable | None:
    """What a decision is on: two of one thing can disagree. ``None`` for what disagrees with nothing."""
    decision = ruling.decision
    match decision.act, decision.about:
        case (("accept" | "reject" | "amend"), _):
            return ("claim", *ruling.claim_ids)
        case "grade", OfClaim():
            return ("credibility", *ruling.claim_ids)
        case "grade", OfReport(report_id=report_id):
            return ("reliability", report_id)
        case "grade", OfSource(name=name):
            return ("source", source_key(name))
    return None


def _settled(rulings: Mapping[str, Ruling]) -> dict[str, Ruling]:
    """Rulings on claims and grades that do not hold as they stand."""
    on: dict[Hashable, list[Ruling]] = defaultdict(list)
    for ruling in rulings.values():
        thing = _thing(ruling) if ruling.outcome == "holds" else None
        if thing is not None:
            on[thing].append(ruling)
    changed: dict[str, Ruling] = {}
    for those in on.values():
        last = _last_words(those)
        for ruling in those:
            if last[ruling.decision.by] is not ruling:
                changed[ruling.decision.id] = _with(ruling, "superseded", f"{ruling.decision.by} decided again later")
        if len({_stance(ruling.decision) for ruling in last.values()}) > 1:
            for ruling in last.values():
                changed[ruling.decision.id] = _disputed(ruling, last.values())
    return changed


def _settled_pairs(rulings: Mapping[str, Ruling]) -> dict[str, Ruling]:
    """Merges and splits: by pair the last word of each analyst; a merge that ties what a split parts is disputed."""
    live = {one.decision.id: one for one in rulings.values() if one.outcome == "holds" and one.pairs}
    changed: dict[str, Ruling] = {}
    on: dict[Pair, list[Ruling]] = defaultdict(list)
    for ruling in live.values():
        for pair in ruling.pairs:
            on[pair].append(ruling)
    kept: dict[str, list[Pair]] = {name: [] for name in live}
    against: dict[str, dict[str, Ruling]] = defaultdict(dict)
    for pair, those in sorted(on.items()):
        last = _last_words(those)
        for ruling in last.values():
            kept[ruling.decision.id].append(pair)
            for other in last.values():
                if other.decision.act != ruling.decision.act:
                    against[ruling.decision.id][other.decision.id] = other
    for name, ruling in live.items():
        if name in against:
            changed[name] = _disputed(ruling, [ruling, *against[name].values()])
        elif not kept[name]:
            changed[name] = _with(ruling, "superseded", f"{ruling.decision.by} decided again later")
        else:
            live[name] = changed[name] = msgspec.structs.replace(ruling, pairs=tuple(kept[name]))
    return changed | _roundabout({name: one for name, one in changed.items() if one.outcome == "holds"})


def _roundabout(holding: Mapping[str, Ruling]) -> dict[str, Ruling]:
    """Splits whose two sides merges tie together by way of others: both are disputed, and so tie and part nothing."""
    merges = [one for one in holding.values() if one.decision.act == "merge"]
    tied = representatives(pair for merge in merges for pair in merge.pairs)
    splits = [one for one in holding.values() if one.decision.act == "split"]
    changed: dict[str, Ruling] = {}
    for split in splits:
        torn = {tied[one] for one, other in split.pairs if one in tied and tied[one] == tied.get(other)}
        if torn:
            tying = [merge for merge in merges if tied[merge.pairs[0][0]] in torn]
            for ruling in (split, *tying):
                changed[ruling.decision.id] = _disputed(ruling, [split, *tying])
    return changed


def _last_words(rulings: Iterable[Ruling]) -> dict[str, Ruling]:
    """By analyst the last ruling, by moment and id."""
    return {one.decision.by: one for one in sorted(rulings, key=lambda one: (_moment(one.decision), one.decision.id))}


def _disputed(ruling: Ruling, all_of: Iterable[Ruling]) -> Ruling:
    others = sorted({f"{one.decision.by} ({one.decision.id})" for one in all_of} - {
        f"{ruling.decision.by} ({ruling.decision.id})"
    })  # fmt: skip
    return _with(ruling, "disputed", f"it stands against {', '.join(others)}; nothing is changed until one is undone")


def _with(ruling: Ruling, outcome: Outcome, told: str) -> Ruling:
    return msgspec.structs.replace(ruling, outcome=outcome, told=told)
