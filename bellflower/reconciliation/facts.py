"""What one mention says, each fact once, in the form in which facts are compared."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bellflower.reconciliation.amounts import Figure, digits, figure, label
from bellflower.reconciliation.intervals import Span, span
from bellflower.records import Amount, Claim, Goods, Mention, Party, Reading, Report, Term, When, Where

T = TypeVar("T")
# A claim that says it did not happen, or not yet, fills no slot.
NOT_FACTS = frozenset({"denied", "negated", "planned", "hypothetical"})
_NOT_WORD = re.compile(r"[\W_]+")
# A wording is told by runs of so many words; of their hashes the so many smallest are kept (Broder 1997).
RUN, KEPT = 5, 4
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\d{4}")
# What a ship's name may leave out: that it is one, and that a number follows.
_KIND_OF_SHIP = re.compile(
    r"^(?:the\s+)?(?:M[/.]?[VTSY]|S[/.]?[SY]|F[/.]?V|RV|MS)\.?\s+(?=[^\W\d])|\b(?:No|Nr)\b\.?\s*(?=\d)", re.IGNORECASE
)
# What a place's name may leave out and still name the place.
_KIND_OF_PLACE = re.compile(
    r"(?:\s|\b)(?:international airport|airport|railway station|station|sea ?port|port of|port|harbou?r|city|town|"
    r"district|county|province|prefecture|border crossing)\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?i)\b(?:air ?port|airfield|sea ?port|port|harbou?r|dock|wharf|terminal|station|crossing|checkpoint|border|"
    r"bridge|square|market|prison|hotel|barracks|base|island)\b"
)


@dataclass(frozen=True)
class Quantity:
    """How much of what, with the words for it."""

    goods: str | None
    figure: Figure
    digits: int
    label: str


@dataclass(frozen=True)
class Facts:
    """What a mention says. ``country`` is where it happened; empty tuples where the text says nothing.

    ``counted`` are the dates that were counted from the day of publication, ``wording`` is that of its words.
    ``reported`` is when it was published.
    """

    mention_id: str
    report_id: str
    dates: tuple[Span, ...]
    countries: tuple[str, ...]
    places: tuple[Where, ...]
    goods: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    worths: tuple[Quantity, ...]
    suspects: tuple[Party, ...]
    agencies: tuple[str, ...]
    conveyances: tuple[str, ...]
    counted: tuple[Span, ...] = ()
    wording: tuple[str, ...] = ()
    reported: Span | None = None
    table: str | None = None  # of a row of an imported table: which table


def fold(name: str) -> str:
    """A name without case, accents, blanks, hyphens or stops: ``Pong Su`` and ``PONG-SU`` give ``pongsu``."""
    bare = name
    if not name.isascii():
        spread = unicodedata.normalize("NFKD", name)
        bare = "".join(char for char in spread if not unicodedata.combining(char))
    return _NOT_WORD.sub("", bare).casefold()


def place_key(name: str) -> str:
    """A place's folded name without what kind of place it is: ``Cairo`` and ``Cairo airport`` give ``cairo``."""
    return fold(_KIND_OF_PLACE.sub("", name)) or fold(name)


def is_site(place: Where) -> bool:
    """Whether a place lies in or by a town, as an airport does; where no table knows it, its name must say so."""
    return place.level == "site" if place.place_id else _SITE.search(place.name) is not None


def vessel_key(name: str) -> str:
    """A vessel's folded name without what kind of ship it is and the word for its number: ``MV Kum Bit No. 3``."""
    return fold(_KIND_OF_SHIP.sub(" ", name)) or fold(name)


def person_key(name: str) -> str:
    """A person's name whatever its order: the folded parts, sorted."""
    return " ".join(name_parts(name))


def name_parts(name: str) -> list[str]:
    """The folded parts of a person's name, sorted."""
    return sorted(filter(None, (fold(part) for part in re.split(r"[\s,-]+", name))))


def is_name(words: str) -> bool:
    """Whether a conveyance is named (``Pong Su``, ``KE 902``) rather than described (``inflatable boat``)."""
    return any(char.isupper() or char.isdigit() for char in words) or not any(
        char.islower() for char in words if char.isalpha()
    )


def wording(words: str) -> tuple[str, ...]:
    """A sample of the runs of words, as hashes: two texts share as large a part of it as they share of their runs."""
    found = _WORD.findall(words.casefold())
    runs = {zlib.crc32(" ".join(found[at : at + RUN]).encode()) for at in range(len(found) - RUN + 1)}
    return tuple(f"{run:08x}" for run in sorted(runs)[:KEPT])


def claims_of(reading: Reading) -> Mapping[str, Sequence[Claim]]:
    """The claims that fill the slots of each mention of a report, in the order of the text."""
    known = {claim.id: claim for claim in reading.claims}
    by_mention: dict[str, dict[str, Claim]] = {mention.id: {} for mention in reading.mentions}
    for mention in reading.mentions:
        for claim_id in mention.claim_ids:
            if claim_id in known:
                by_mention[mention.id][claim_id] = known[claim_id]
    for claim in reading.claims:
        if claim.mention in by_mention:
            by_mention[claim.mention][claim.id] = claim
    return {
        mention: sorted(claims.values(), key=lambda claim: (claim.quote.start, claim.id))
        for mention, claims in by_mention.items()
    }


def facts(mention: Mention, claims: Iterable[Claim], report: Report) -> Facts:
    """The facts of one mention of a report from the claims that fill its slots."""
    told = [claim for claim in claims if claim.modality not in NOT_FACTS]
    places = [
        claim.value
        for claim in told
        if claim.predicate in {"located_at", "country"}
        and isinstance(claim.value, Where)
        and claim.value.role == "event"
    ]
    said = [place.country for place in places if place.country and place.level == "country"]
    # The country is one fact, stated outright or by the place; never both.
    countries = said or [place.country for place in places if place.country]
    dated = [
        (days, claim.value_raw)
        for claim in told
        if claim.predicate == "occurred_on" and isinstance(claim.value, When)
        if (days := span(claim.value.edtf)) is not None
    ]
    return Facts(
        mention_id=mention.id,
        report_id=mention.report_id,
        dates=_once(days for days, _ in dated),
        countries=_once(countries),
        places=tuple(place for place in places if place.level != "country"),
        goods=_once(claim.value.name for claim in told if isinstance(claim.value, Goods)),
        quantities=tuple(_quantity(claim) for claim in told if _is_amount(claim) and not _is_money(claim)),
        worths=tuple(_quantity(claim) for claim in told if _is_amount(claim) and _is_money(claim)),
        suspects=tuple(
            claim.value for claim in told if claim.predicate == "suspect" and isinstance(claim.value, Party)
        ),
        agencies=_once(
            claim.value.name
            for claim in told
            if claim.predicate == "authority" and isinstance(claim.value, Party) and claim.value.name
        ),
        conveyances=_once(
            claim.value.text for claim in told if claim.predicate == "conveyance" and isinstance(claim.value, Term)
        ),
        counted=_once(days for days, words in dated if not _YEAR.search(words)),
        wording=wording(mention.quote.exact),
        reported=span(report.published) if report.published else None,
        table=report.part_of,
    )


def facts_of(reading: Reading) -> Iterator[Facts]:
    """The facts of each mention of a report."""
    by_id = {mention.id: mention for mention in reading.mentions}
    for mention_id, claims in claims_of(reading).items():
        yield facts(by_id[mention_id], claims, reading.report)


def _once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def _is_amount(claim: Claim) -> bool:
    return claim.predicate in {"quantity", "value"} and isinstance(claim.value, Amount)


def _is_money(claim: Claim) -> bool:
    # Cash that was seized is a quantity in its currency; what a haul is worth is a value.
    return claim.predicate == "value"


def _quantity(claim: Claim) -> Quantity:
    amount = claim.value
    assert isinstance(amount, Amount)
    return Quantity(amount.goods, figure(amount, claim.qualifier), digits(amount.value), label(amount, claim.qualifier))
