"""Which mentions are one incident, which may be, and which are not: by rule, with a sentence for every pair.

The rule is the codebook's 19th: join where at least two strong keys agree, or four weak ones, where a strong key (the
same vessel or flight, the same named person, the same site on the same day) counts as two weak ones; never across a
hard contradiction. Mentions of one report are two incidents unless a strong key says otherwise, for a writer who tells
of one event twice has been joined by extraction already. The weights live in ``comparators``; nothing is trained.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Literal

from bellflower.packs import Good
from bellflower.reconciliation import comparators
from bellflower.reconciliation.comparators import Comparator, Finding
from bellflower.reconciliation.facts import Facts, fold, is_name, person_key
from bellflower.reconciliation.intervals import Span

# Choices to test (codebook, rule 19).
JOIN_AT = 4.0
POSSIBLE_AT = 2.0
# A block in which more mentions meet than this says nothing about a pair; finer keys still bring its pairs together.
LARGEST_BLOCK = 400
SAME_DAY = 1.25  # what a date that agrees to the day scores

Decision = Literal["one", "possible", "apart"]
_NARROW = frozenset({"place", "quantity", "value", "conveyance", "suspects"})  # a place finer than its country
_ORDER = {"strong": 0, "weak": 1, "compatible": 2, "differ": 3, "contradict": 4}


@dataclass(frozen=True)
class Pair:
    """Two mentions compared. ``score`` counts agreeing weak keys, less what speaks against."""

    mention_ids: tuple[str, str]
    score: float
    decision: Decision
    contradicted: bool
    why: str


@dataclass(frozen=True)
class Linkage:
    """Groups of mentions that are one incident each (sorted ids), and the pairs that were looked at and matter."""

    groups: tuple[tuple[str, ...], ...]
    joined: tuple[Pair, ...]
    possible: tuple[Pair, ...]


def model(goods: Mapping[str, Good]) -> tuple[Comparator, ...]:
    """The facts that are compared, each once."""
    return (
        comparators.conveyance,
        comparators.persons,
        comparators.when,
        comparators.where,
        comparators.goods_comparator(goods),
        comparators.quantity,
        comparators.worth,
        comparators.suspects,
        comparators.agency,
    )


def compare(a: Facts, b: Facts, features: Iterable[Comparator]) -> Pair:
    """Compare two mentions fact by fact and decide."""
    findings = _same_site_and_day([found for feature in features if (found := feature(a, b)) is not None])
    score = sum(finding.score for finding in _unexplained(findings))
    contradicted = any(finding.verdict == "contradict" for finding in findings)
    first, second = sorted((a.mention_id, b.mention_id))
    return Pair(
        mention_ids=(first, second),
        score=round(score, 2),
        decision=_decide(findings, score, contradicted, a.report_id == b.report_id),
        contradicted=contradicted,
        why="; ".join(found.sentence for found in sorted(findings, key=lambda found: _ORDER[found.verdict])),
    )


def _same_site_and_day(findings: list[Finding]) -> list[Finding]:
    """The same town on the same day is one strong key, not two weak ones."""
    by_fact = {finding.fact: finding for finding in findings}
    place, day = by_fact.get("place"), by_fact.get("date")
    if place is None or day is None or place.score < 1.0 or day.score < SAME_DAY:
        return findings
    strong = Finding("place", "strong", place.score + day.score, f"{place.sentence} on the same day")
    return [strong if found is place else found for found in findings if found is not day]


def _unexplained(findings: Sequence[Finding]) -> list[Finding]:
    """What counts: a ship boarded at sea, landed here and searched there has several places and is one ship."""
    moved = any(finding.fact == "conveyance" and finding.verdict == "strong" for finding in findings)
    return [found for found in findings if not (moved and found.fact == "place" and found.verdict == "differ")]


def _decide(findings: Sequence[Finding], score: float, contradicted: bool, same_report: bool) -> Decision:
    if contradicted:
        return "apart"
    strong = any(finding.verdict == "strong" for finding in findings)
    if score >= JOIN_AT and (strong or not same_report):
        return "one"
    # Month, country and good agree by chance every day; a pair may be one only where something narrower does too.
    dated = any(finding.fact == "date" and finding.verdict == "weak" for finding in findings)
    narrow = any(finding.fact in _NARROW and finding.score >= 0.75 for finding in findings)
    return "possible" if (strong or (dated and narrow)) and score >= POSSIBLE_AT else "apart"


def link(mentions: Sequence[Facts], goods: Mapping[str, Good]) -> Linkage:
    """Group the mentions into incidents.

    Pairs are joined from the surest down; two groups are joined only where no pair across them contradicts, so that a
    chain of small likenesses never ties two events that exclude each other. The order of ``mentions`` has no part.
    """
    known = {mention.mention_id: mention for mention in mentions}
    features = model(goods)
    pairs = {ids: compare(known[ids[0]], known[ids[1]], features) for ids in sorted(candidates(mentions))}
    group: dict[str, tuple[str, ...]] = {mention_id: (mention_id,) for mention_id in sorted(known)}
    joined: list[Pair] = []
    refused: list[Pair] = []
    for pair in sorted(pairs.values(), key=lambda pair: (-pair.score, pair.mention_ids)):
        if pair.decision != "one":
            continue
        left, right = (group[mention_id] for mention_id in pair.mention_ids)
        if left != right and any(
            _contradicts(known[one], known[other], pairs, features) for one in left for other in right
        ):
            refused.append(pair)
            continue
        joined.append(pair)
        if left != right:
            together = tuple(sorted(left + right))
            group.update(dict.fromkeys(together, together))
    possible = [
        pair
        for pair in (*refused, *(pair for pair in pairs.values() if pair.decision == "possible"))
        if group[pair.mention_ids[0]] != group[pair.mention_ids[1]]
    ]
    return Linkage(
        groups=tuple(sorted(set(group.values()))),
        joined=tuple(sorted(joined, key=lambda pair: pair.mention_ids)),
        possible=tuple(sorted(possible, key=lambda pair: pair.mention_ids)),
    )


def _contradicts(a: Facts, b: Facts, pairs: Mapping[tuple[str, str], Pair], features: Sequence[Comparator]) -> bool:
    first, second = sorted((a.mention_id, b.mention_id))
    pair = pairs.get((first, second)) or compare(a, b, features)
    return pair.contradicted


def candidates(mentions: Iterable[Facts]) -> set[tuple[str, str]]:
    """Pairs that share a key that one incident's mentions would share: a vessel, a person, a country and month, ...

    Near linear in the mentions as long as blocks stay small; a block over ``LARGEST_BLOCK`` is passed over.
    """
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for mention in mentions:
        for key in sorted(set(_keys(mention))):
            blocks[key].append(mention.mention_id)
    return {
        (min(pair), max(pair))
        for members in blocks.values()
        if len(members) <= LARGEST_BLOCK
        for pair in combinations(members, 2)
    }


def _keys(mention: Facts) -> Iterator[tuple[str, ...]]:
    for name in mention.conveyances:
        if is_name(name):
            folded = fold(name)
            yield ("vessel", folded)
            # Names one letter apart share the first or the second half.
            yield ("vessel begins", folded[: len(folded) // 2])
            yield ("vessel ends", folded[-(len(folded) // 2) :])
    for party in mention.suspects:
        if party.name:
            yield ("person", person_key(party.name))
    months = sorted({month for dates in mention.dates for month in _months(dates)})
    for month in months:
        for country in mention.countries:
            yield ("country and month", country, month)
        for good in mention.goods:
            yield ("good and month", good, month)
        for place in mention.places:
            yield ("place and month", fold(place.name), month)
    for good in mention.goods:
        for quantity in mention.quantities:
            yield ("good and quantity", good, f"{quantity.figure.value:.2g}", quantity.figure.unit)


def _months(dates: Span) -> list[str]:
    """The months that a date may fall in, with half of what two dates of one event may lie apart on either side."""
    wide = dates.widened(comparators.APART_BEYOND // 2 + 1)
    if dates.days > 366:
        return []
    months: list[str] = []
    day = date(wide.start.year, wide.start.month, 1)
    while day <= wide.end:
        months.append(f"{day:%Y-%m}")
        if (day.year, day.month) == (date.max.year, date.max.month):
            break
        day = (day + timedelta(days=31)).replace(day=1)
    return months
