"""Values that exclude each other: what kind of disagreement it is, what is shown, and why.

More precision is no conflict: a month and a day in it, a country and a town in it, a figure and its rounding, the same
figure in another unit. Figures of different stages (seized, imported) can all be true and are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal

from bellflower.packs import Good
from bellflower.reconciliation.amounts import Figure, figure, plain
from bellflower.reconciliation.facts import fold, is_name, person_key
from bellflower.reconciliation.intervals import span
from bellflower.reconciliation.places import far_apart, same_place
from bellflower.reconciliation.slots import PART_OF_TOTAL, RECOVERED, words
from bellflower.reconciliation.standing import Standing
from bellflower.records import (
    Amount,
    Claim,
    Conflict,
    Goods,
    Mention,
    Party,
    Report,
    Slot,
    SlotValue,
    Term,
    When,
    Where,
    stable_id,
)

Kind = Literal["partial_total", "unit", "date_basis", "place_level", "valuation", "true_conflict", "identity", "denial"]
_MOST_PACKAGES = 100
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A denial concerns the incident told of just before it: at most so many characters lie between (a choice to test).
DENIED_WITHIN = 250


def slot_conflicts(
    incident_id: str, slots: Sequence[Slot], claims: Mapping[str, Claim], reports: Mapping[str, Report],
    goods: Mapping[str, Good], stands: Standing,
) -> Iterator[Conflict]:  # fmt: skip
    """A conflict for every slot whose values exclude each other; ``stands`` says what was taken back."""
    for slot in slots:
        at_odds = _at_odds(slot, claims, goods)
        if not at_odds:
            continue
        chosen = slot.values[slot.chosen]
        # Of figures that are told in different ways all stand side by side, also those that round to the shown one.
        others = [value for at, value in enumerate(slot.values) if at != slot.chosen]
        at_odds = _told_elsewhere(chosen, others, claims) if isinstance(chosen.value, Amount) else at_odds
        of_slot = [claims[claim_id] for value in slot.values for claim_id in value.claim_ids]
        back = {
            id(value) for value in slot.values
            if stands.taken_back([claims[claim_id] for claim_id in value.claim_ids], of_slot)
        }  # fmt: skip
        kind, reason = _kind(slot, chosen, at_odds, claims, back)
        values = (chosen, *at_odds)
        told = "; ".join(f"{value.label} ({_who(value, claims, reports)})" for value in values)
        yield Conflict(
            id=stable_id(
                "conflict", incident_id, slot.name, kind, *sorted(i for value in values for i in value.claim_ids)
            ),
            kind=kind,
            slot=slot.name,
            incident_id=incident_id,
            values=values,
            shown=chosen.label,
            rule=slot.rule,
            explanation=f"{_SUBJECT.get(slot.name, slot.name)} is told in different ways: {told}. {reason}",
            taken_for=tuple(
                "taken back" if id(value) in back else _taken_for(slot.name, chosen, value, claims, reports)
                for value in values
            ),
            spread=_spread(values),
        )


def denials(
    incident_id: str, mentions: Sequence[Mention], claims: Sequence[Claim], slots: Sequence[Slot],
    reports: Mapping[str, Report], nearest: Mapping[str, str],
) -> Iterator[Conflict]:  # fmt: skip
    """Denials that concern the incident; ``nearest`` gives for one outside mentions the mention that it follows."""
    own = {mention.id for mention in mentions}
    kinds = next((slot for slot in slots if slot.name in {"commodity", "kind"}), None)
    for claim in claims:
        if claim.modality != "denied" and claim.predicate != "denial":
            continue
        if (claim.mention or nearest.get(claim.id)) not in own:
            continue
        who = claim.subject or words(claim.value, claim)
        denied = SlotValue(value=claim.value, label=claim.quote.exact, claim_ids=(claim.id,), origins=1)
        account = kinds.values[kinds.chosen] if kinds else None
        yield Conflict(
            id=stable_id("conflict", incident_id, "denial", claim.id),
            kind="denial",
            slot=claim.predicate,
            incident_id=incident_id,
            values=(denied,) if account is None else (account, denied),
            shown="the account, with the denial beside it",
            rule="a denial is a claim of its own: it is shown, and removes nothing",
            explanation=f"Denied: {who} ({_name(reports[claim.report_id])}).",
        )


def denials_after_mentions(mentions: Sequence[Mention], claims: Sequence[Claim]) -> dict[str, str]:
    """For each denial of a report that belongs to no mention, the mention that ends shortly before it, if one does."""
    found: dict[str, str] = {}
    for claim in claims:
        if claim.predicate != "denial" or claim.mention is not None:
            continue
        before = [
            mention
            for mention in mentions
            if mention.report_id == claim.report_id and 0 <= claim.quote.start - mention.quote.end <= DENIED_WITHIN
        ]
        if before:
            found[claim.id] = max(before, key=lambda mention: (mention.quote.end, mention.id)).id
    return found


_SUBJECT = {"occurred_on": "The date", "country": "The country", "located_at": "The place", "quantity": "The quantity",
            "value": "The value", "suspect": "Who was caught", "conveyance": "The name of the conveyance",
            "commodity": "The good"}  # fmt: skip


def _at_odds(slot: Slot, claims: Mapping[str, Claim], goods: Mapping[str, Good]) -> list[SlotValue]:
    """The values that the chosen one excludes."""
    chosen = slot.values[slot.chosen]
    return [
        value
        for at, value in enumerate(slot.values)
        if at != slot.chosen
        and not _told_together(chosen, value, claims)
        and _exclude(slot.name, chosen, value, claims, goods)
    ]


def _told_together(one: SlotValue, other: SlotValue, claims: Mapping[str, Claim]) -> bool:
    """Whether one account, in its own voice, holds both: then they are parcels or steps, and no disagreement."""

    staged = [isinstance(value.value, Amount) and value.value.stage not in RECOVERED for value in (one, other)]
    if staged[0] != staged[1]:
        return False
    mine, its = _accounts(one, claims), _accounts(other, claims)
    # Who gives a smaller figure alone may give the whole of what they know; others give it as a part.
    return its <= mine if isinstance(one.value, Amount) else bool(mine & its)


def _told_elsewhere(chosen: SlotValue, others: Sequence[SlotValue], claims: Mapping[str, Claim]) -> list[SlotValue]:
    return [value for value in others if not _told_together(chosen, value, claims)]


def _accounts(value: SlotValue, claims: Mapping[str, Claim]) -> set[tuple[str | None, tuple[str, ...]]]:
    return {(claims[claim_id].mention, claims[claim_id].attributed_to) for claim_id in value.claim_ids}


def _exclude(
    name: str, one: SlotValue, other: SlotValue, claims: Mapping[str, Claim], goods: Mapping[str, Good]
) -> bool:
    match one.value, other.value:
        case When() as a, When() as b:
            days_a, days_b = span(a.edtf), span(b.edtf)
            return bool(days_a and days_b and not days_a.overlaps(days_b))
        case Where() as a, Where() as b:
            if name == "country" or a.level == b.level == "country":
                return a.country != b.country
            if a.candidates or b.candidates:
                return False  # a name that may mean several places may mean the other one
            if a.level == b.level:
                return not same_place(a, b)
            return far_apart(a, b) or bool(a.country and b.country and a.country != b.country)
        case Amount(), Amount():
            return not _figure(one, claims).agrees(_figure(other, claims))
        case Goods(name=a_name), Goods(name=b_name):
            return not any(name in goods and goods[name].kind == "generic" for name in (a_name, b_name))
        case Party() as a, Party() as b:
            return name == "suspect" and _parties_differ(a, b)
        case Term(text=a_text), Term(text=b_text):
            return name == "conveyance" and is_name(a_text) and is_name(b_text) and fold(a_text) != fold(b_text)
    return False


def _parties_differ(a: Party, b: Party) -> bool:
    if a.name and b.name and person_key(a.name) != person_key(b.name):
        return True
    # Four who were tried and thirty who were held are two numbers of two groups.
    same_status = a.legal_status is None or b.legal_status is None or a.legal_status == b.legal_status
    return same_status and None not in (a.count, b.count) and a.count != b.count


def _figure(value: SlotValue, claims: Mapping[str, Claim]) -> Figure:
    assert isinstance(value.value, Amount)
    qualifiers = {claims[claim_id].qualifier for claim_id in value.claim_ids}
    return figure(value.value, "exact" if "exact" in qualifiers else sorted(qualifiers)[0])


def _kind(
    slot: Slot, chosen: SlotValue, others: Sequence[SlotValue], claims: Mapping[str, Claim], back: Collection[int]
) -> tuple[Kind, str]:
    """The kind of disagreement and a sentence on what it may mean and what is shown.

    ``back`` are the values (by identity) that a later correction by the same chain takes back.
    """
    match chosen.value:
        case When(basis=basis):
            bases = {value.value.basis for value in others if isinstance(value.value, When)}
            if bases - {basis}:
                return "date_basis", f"They may date different steps of one case; {chosen.label} dates the {basis}."
            return "true_conflict", f"They cannot all be true; shown is {chosen.label}."
        case Where(level=level):
            if any(isinstance(value.value, Where) and value.value.level != level for value in others):
                return (
                    "place_level",
                    f"They are places of different size that do not lie in each other; shown is {chosen.label}.",
                )
            return "true_conflict", f"They cannot all be true; shown is {chosen.label}."
        case Amount() if slot.name == "value":
            return (
                "valuation",
                f"Worth depends on who values and at which level; shown is {chosen.label}, the others beside it.",
            )
        case Amount():
            return _amounts(chosen, others, claims, back)
        case Party(name=name):
            named = any(isinstance(value.value, Party) and value.value.name and name for value in others)
            if named and any(isinstance(value.value, Party) and value.value.name != name for value in others):
                return "identity", "They may be two persons or two spellings; neither is dropped."
            return "partial_total", "One may count a part of the other; both numbers are kept."
        case Term():
            return "identity", "They may be two conveyances of one operation; neither is dropped."
    return "true_conflict", f"They cannot all be true; shown is {chosen.label}."


def _same_number(one: SlotValue, other: SlotValue, claims: Mapping[str, Claim]) -> bool:
    """Whether two amounts that differ are one number in two units as they are written: 50 kilograms and 50 pounds.

    Where one is a few times the other, the number is rather that of several packages.
    """
    times = _figure(one, claims).ratio(_figure(other, claims))
    several = times < _MOST_PACKAGES and abs(times - round(times)) < 1e-6
    return not several and bool(_written(one, claims) & _written(other, claims))


def _written(value: SlotValue, claims: Mapping[str, Claim]) -> set[tuple[str, ...]]:
    """The numbers of an amount as its claims have them in their words, whatever the unit."""
    found = (tuple(_NUMBER.findall(claims[claim_id].value_raw)) for claim_id in value.claim_ids)
    return {numbers for numbers in found if numbers}


def _taken_for(
    name: str, chosen: SlotValue, value: SlotValue, claims: Mapping[str, Claim], reports: Mapping[str, Report]
) -> str:
    """What a value is taken for beside the one shown."""
    match value.value:
        case Amount(level=level) if name == "value":
            told = (reports[claims[claim_id].report_id].published for claim_id in value.claim_ids)
            years = sorted({published[:4] for published in told if published})
            at = "level unspecified" if level == "unspecified" else level
            return f"{at}, told in {' and '.join(years)}" if years else at
        case Amount(stage=stage) if stage not in RECOVERED:
            return stage
        case Amount() as amount:
            assert isinstance(chosen.value, Amount)
            mine, shown = figure(amount), figure(chosen.value)
            if value is chosen or mine.agrees(shown):
                return "recovered"
            if _same_number(value, chosen, claims) or shown.ratio(mine) > PART_OF_TOTAL:
                return "contested"
            return "partial" if mine.value_max < shown.value else "another total"
        case When(basis=basis):
            return f"date of the {basis}" if basis == "event" else f"date of {_BASES[basis]}"
        case Where(level=level):
            return level
    return "shown" if value is chosen else "contested"


_BASES = {"arrest": "the arrest", "announced": "the announcement", "published": "publication"}


def _spread(values: Sequence[SlotValue]) -> str:
    """From the lowest to the highest figure, or from the first day to the last; empty where values have no order."""
    amounts = [figure(value.value) for value in values if isinstance(value.value, Amount)]
    days = [dated for value in values if isinstance(value.value, When) and (dated := span(value.value.edtf))]
    if len(amounts) == len(values):
        low, high = min(one.value for one in amounts), max(one.value_max for one in amounts)
        return f"{plain(low)}–{plain(high)} {amounts[0].unit}"
    if len(days) == len(values):
        return f"{min(one.start for one in days).isoformat()} to {max(one.end for one in days).isoformat()}"
    return ""


def _amounts(
    chosen: SlotValue, others: Sequence[SlotValue], claims: Mapping[str, Claim], back: Collection[int]
) -> tuple[Kind, str]:
    assert isinstance(chosen.value, Amount)
    shown = figure(chosen.value)
    notes: list[str] = []
    kind: Kind = "partial_total"
    for value in others:
        assert isinstance(value.value, Amount)
        other = figure(value.value)
        if value.value.stage in RECOVERED and shown.agrees(other):
            continue
        if id(value) in back:
            kind = "true_conflict" if kind == "partial_total" else kind
            notes.append(f"{value.label} was taken back by a later correction.")
        elif _same_number(chosen, value, claims):
            kind = "unit"
            told = " and ".join(f"“{claims[one.claim_ids[0]].value_raw}”" for one in (value, chosen))
            notes.append(f"{told} are one number in two units: one of them is a slip.")
        elif value.value.stage not in RECOVERED:
            notes.append(f"{value.label} is not what was recovered, and can be true beside {chosen.label}.")
        elif shown.ratio(other) > PART_OF_TOTAL:
            kind = "true_conflict" if kind == "partial_total" else kind
            notes.append(f"{value.label} and {chosen.label} are too far apart for a part and its total.")
        elif other.value_max < shown.value:
            notes.append(f"{value.label} is possibly a part of {chosen.label}, which is shown.")
        else:
            notes.append(f"{value.label} may be a later or fuller total; shown is {chosen.label}.")
    return kind, " ".join(notes)


def _who(value: SlotValue, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> str:
    return ", ".join(dict.fromkeys(_name(reports[claims[claim_id].report_id]) for claim_id in value.claim_ids))


def _name(report: Report) -> str:
    name = report.publisher or report.title or report.stem
    return f"{name}, {report.published}" if report.published else name
