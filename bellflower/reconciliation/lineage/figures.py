"""What two reports tell in common apart from wording: figures told in another unit, and facts in another language."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bellflower.reconciliation.facts import NOT_FACTS, fold
from bellflower.reconciliation.intervals import Span, span
from bellflower.records import Amount, Claim, Evidence, Party, When, Where

# Figures no further apart than this are looked at; a rounded one may be this far off at most.
NEAR = 0.05
# Days that two tellings of one event may lie apart: the event's and its announcement's.
DAYS = 3
# Choices to test: facts that a translation shares with its original, and what part of those that it tells.
TRANSLATED_BY, TRANSLATED_AT = 3, 0.66

_RAW = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*((?:(?:square|cubic|metric|short|long|troy|fluid|sq)\b\.?\s+)?[^\W\d_]+)")


@dataclass(frozen=True)
class Figure:
    """An amount as a report tells it, and when and where it happened, as far as that is said."""

    claim: Claim
    amount: Amount
    days: Span | None
    country: str | None

    @property
    def thing(self) -> str:
        """What was measured how."""
        amount = self.amount
        return "|".join((self.claim.predicate, amount.stage, amount.goods or fold(self.claim.subject), amount.unit))


def figures(claims: Iterable[Claim]) -> list[Figure]:
    """The single amounts of one report's claims, by their place in the text."""
    told = [claim for claim in claims if claim.modality not in NOT_FACTS]
    days: dict[str | None, Span | None] = {}
    countries: dict[str | None, str | None] = {}
    for claim in sorted(told, key=lambda claim: (claim.quote.start, claim.id)):
        if isinstance(claim.value, When) and claim.predicate == "occurred_on" and claim.mention:
            days.setdefault(claim.mention, span(claim.value.edtf))
        if isinstance(claim.value, Where) and claim.predicate in {"country", "located_at"} and claim.mention:
            countries.setdefault(claim.mention, claim.value.country)
    found = [
        Figure(claim, claim.value, days.get(claim.mention), countries.get(claim.mention))
        for claim in told
        if isinstance(claim.value, Amount) and claim.value.value > 0 and claim.value.value_max is None
    ]
    return sorted(found, key=lambda figure: (figure.claim.quote.start, figure.claim.id))


def tokens(claims: Iterable[Claim]) -> list[int]:
    """A hash or two for each amount, of which every two amounts of one thing that are NEAR each other share one."""
    found = set()
    for figure in figures(claims):
        place = math.log(figure.amount.value) / (2 * NEAR)
        for half in (0.0, 0.5):
            told = f"{figure.thing}|{half}|{math.floor(place + half)}"
            found.add(int.from_bytes(hashlib.blake2b(told.encode(), digest_size=8).digest(), "little"))
    return sorted(found)


def converted(a: Sequence[Claim], b: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Amounts of ``b`` that are those of ``a`` in another unit, rounded: pairs of claims, a's first.

    "24.5 acres" or "25 acres" is ten chongbo told anew, no second witness. Multiples of ten (grams, kilograms) don't
    count: who has one figure may well have the other.
    """
    for one in figures(a):
        for other in figures(b):
            if one.thing == other.thing and _same_event(one, other) and _is_rewrite(one, other):
                yield one.claim, other.claim


def shared_facts(a: Sequence[Claim], b: Sequence[Claim]) -> tuple[list[tuple[Claim, Claim]], float]:
    """Facts that need no language which both tell (amounts, days, places, names), and what part of b's they are."""
    of_a, of_b = _facts(a), _facts(b)
    shared = sorted(of_a.keys() & of_b.keys())
    return [(of_a[fact], of_b[fact]) for fact in shared], len(shared) / max(1, len(of_b))


def evidence(pairs: Iterable[tuple[Claim, Claim]], kind: Literal["converted_figure", "shared_fact"]) -> list[Evidence]:
    """Pairs of claims, the source's first, as evidence."""
    return [Evidence(kind=kind, quote=derived.quote, source_quote=source.quote) for source, derived in pairs]


def _facts(claims: Sequence[Claim]) -> dict[str, Claim]:
    found: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (claim.quote.start, claim.id)):
        value = claim.value
        if claim.modality in NOT_FACTS:
            continue
        if isinstance(value, Amount) and value.value_max is None:
            found.setdefault(f"amount {value.goods} {value.value:.3g} {value.unit}", claim)
        elif isinstance(value, When) and (days := span(value.edtf)) and days.precision == "day":
            found.setdefault(f"day {days.start.isoformat()}", claim)
        elif isinstance(value, Where) and value.place_id and value.level != "country":
            found.setdefault(f"place {value.place_id}", claim)
        elif isinstance(value, Party) and value.name:
            found.setdefault(f"name {fold(value.name)}", claim)
    return found


def _same_event(one: Figure, other: Figure) -> bool:
    if one.country and other.country and one.country != other.country:
        return False
    if one.claim.mention and other.claim.mention:
        # Of two catches nobody knows that they are one but by the day.
        return one.days is not None and other.days is not None and one.days.gap(other.days) <= DAYS
    return not one.claim.mention and not other.claim.mention and bool(one.amount.goods or one.claim.subject)


def _is_rewrite(one: Figure, other: Figure) -> bool:
    first, second = _RAW.search(one.claim.value_raw), _RAW.search(other.claim.value_raw)
    if not first or not second or fold(first[2]) == fold(second[2]):
        return False
    raw = (float(first[1].replace(",", "")), float(second[1].replace(",", "")))
    if not raw[0] or not raw[1]:
        return False
    of_one, of_other = one.amount.value / raw[0], other.amount.value / raw[1]
    tens = math.log10(of_one / of_other)
    if abs(tens - round(tens)) < 1e-6:
        return False
    wanted = one.amount.value / of_other
    return abs(wanted - raw[1]) <= min(_half_a_digit(second[1]), NEAR * wanted)


def _half_a_digit(written: str) -> float:
    """Half of the last digit that is not a closing nought; of two digits at least."""
    whole, _, part = written.replace(",", "").partition(".")
    if part:
        return 0.5 * 10.0 ** -len(part)
    significant = max(2, len(whole.rstrip("0")))
    return 0.5 * 10.0 ** max(0, len(whole) - significant)
