"""What rulings do to readings: amended claims say what the analyst says, rejected ones fill nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from bellflower.records import Act, Amount, Claim, Reading, Ruling


def amended(rulings: Sequence[Ruling], readings: Sequence[Reading]) -> list[Reading]:
    """The readings with the values that analysts gave to claims; id and quote stay, the rule says who amended."""
    by_claim = holding(rulings, "amend")
    reports = {report_id for ruling in by_claim.values() for report_id in ruling.report_ids}
    return [
        msgspec.structs.replace(reading, claims=tuple(_amended(claim, by_claim) for claim in reading.claims))
        if reading.report.id in reports
        else reading
        for reading in readings
    ]


def without_rejected(rulings: Sequence[Ruling], readings: Sequence[Reading]) -> list[Reading]:
    """The readings without the claims that analysts rejected; a mention all of whose claims are rejected is none."""
    rejected = holding(rulings, "reject")
    reports = {report_id for ruling in rejected.values() for report_id in ruling.report_ids}
    return [_without(reading, rejected) if reading.report.id in reports else reading for reading in readings]


def holding(rulings: Sequence[Ruling], act: Act) -> dict[str, Ruling]:
    """By claim id the ruling of this kind that holds."""
    return {
        claim_id: ruling
        for ruling in rulings
        if ruling.outcome == "holds" and ruling.decision.act == act
        for claim_id in ruling.claim_ids
    }


def _amended(claim: Claim, by_claim: Mapping[str, Ruling]) -> Claim:
    ruling = by_claim.get(claim.id)
    if ruling is None or ruling.decision.value is None:
        return claim
    value, qualifier = ruling.decision.value, claim.qualifier
    if qualifier == "range" and isinstance(value, Amount) and value.value_max is None:
        qualifier = "exact"
    rule = f"{claim.rule}; amended by {ruling.decision.by} ({ruling.decision.id})"
    return msgspec.structs.replace(claim, value=value, rule=rule.removeprefix("; "), qualifier=qualifier)


def _without(reading: Reading, rejected: Mapping[str, Ruling]) -> Reading:
    claims = tuple(claim for claim in reading.claims if claim.id not in rejected)
    mentions = []
    for mention in reading.mentions:
        left = tuple(claim_id for claim_id in mention.claim_ids if claim_id not in rejected)
        if left or not mention.claim_ids:
            mentions.append(msgspec.structs.replace(mention, claim_ids=left))
    return msgspec.structs.replace(reading, claims=claims, mentions=tuple(mentions))
