"""Every record, field by field: the one place that says what a Claim is.

Records are frozen. Optional fields are ``None`` where the text says nothing: unknown is never written as zero.
Offsets count characters of ``Report.text``. Dates are EDTF (level 1). Countries are ISO 3166-1 alpha-2.
Units are UCUM codes (``kg``, ``l``, ``ha``) or counts (``tablet``, ``stick``, ``piece``), money is ISO 4217;
a rate is written ``numerator/denominator`` (``kg/month``, ``USD/kg``).
"""

from __future__ import annotations

import hashlib
from typing import Any, Literal, get_args

import msgspec

Qualifier = Literal["exact", "approximate", "at_least", "at_most", "range", "order_of_magnitude"]
Modality = Literal["asserted", "alleged", "denied", "negated", "planned", "hypothetical", "historical", "opinion"]
Aggregation = Literal["single_event", "cumulative", "annual_rate", "capacity", "unknown"]
IncidentKind = Literal["seizure", "arrest", "expulsion", "discovery", "interception", "conviction"]
PlaceLevel = Literal["site", "town", "adm2", "adm1", "country", "region", "sea"]
PlaceRole = Literal["event", "origin", "departure", "transit", "destination", "stationed", "production"]
LegalStatus = Literal["suspected", "arrested", "charged", "convicted", "acquitted", "expelled", "killed"]
DateBasis = Literal["event", "arrest", "announced", "published"]
ValueLevel = Literal["farmgate", "wholesale", "retail_street", "face", "insured", "declared", "penalty", "unspecified"]
IncidentPredicate = Literal[
    "kind", "occurred_on", "located_at", "country", "commodity", "quantity", "value", "suspect", "authority",
    "conveyance",
]  # fmt: skip
QuantityPredicate = Literal[
    "production_rate", "price", "revenue", "stock", "area", "purity", "packaging", "seizure_total", "other"
]  # fmt: skip
StatementPredicate = Literal["production", "site", "export", "denial", "sanction", "channel", "alias", "start"]
Predicate = IncidentPredicate | QuantityPredicate | StatementPredicate
INCIDENT_PREDICATES: frozenset[str] = frozenset(get_args(IncidentPredicate))
QUANTITY_PREDICATES: frozenset[str] = frozenset(get_args(QuantityPredicate))
Act = Literal["accept", "reject", "amend", "merge", "split", "grade", "mark", "undo"]
Outcome = Literal["holds", "undone", "superseded", "disputed", "unplaced"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False, gc=False):
    """What all records share: immutable, keyword-only, and the same JSON for the same content.

    None holds itself, so the garbage collector, which would look through millions of them, need not know them.
    """


class Quote(Record, frozen=True):
    """Words of a report: a W3C TextQuoteSelector with its TextPositionSelector (``start``/``end`` in characters)."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class Report(Record, frozen=True):
    """One document as captured. ``id`` is the first 16 hex digits of ``content_sha256``.

    In a dossier ``text`` is empty where the report speaks of none of the goods: its words stay in the case.
    """

    id: str
    stem: str
    path: str
    text: str
    content_sha256: str
    text_sha256: str
    text_normalisation: str = "nfc-lf-v1"
    media_type: str = "text/plain"
    title: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    csl: dict[str, Any] = {}
    source_type: str = "unknown"
    tlp: Literal["clear", "green", "amber", "amber+strict", "red"] = "amber"
    pages: tuple[int, ...] = ()  # offset at which each page starts, where the format has pages
    part_of: str | None = None  # of a row of an imported table: the SHA-256 of the table
    furniture: tuple[tuple[int, int], ...] = ()  # spans of menus, credits and footers: stored, not read for claims


class Refusal(Record, frozen=True):
    """An input that could not be read: the file, why, and what the user can do about it."""

    path: str
    reason: str
    mend: str


class Amount(Record, frozen=True, tag="amount"):
    """A figure with its unit; ``value_max`` only for a range. ``goods`` names what was measured."""

    value: float
    unit: str
    value_max: float | None = None
    goods: str | None = None
    stage: Literal["seized", "imported", "produced", "intended", "unspecified"] = "unspecified"
    per: str | None = None  # what a package holds, which period a total covers
    level: ValueLevel = "unspecified"  # of a worth: at which step of the trade it is reckoned


class Goods(Record, frozen=True, tag="goods"):
    """A commodity under its canonical name; ``resolved_from`` where slang or a code word stood in the text."""

    name: str
    resolved_from: str | None = None


class When(Record, frozen=True, tag="when"):
    """A date as EDTF and what it dates."""

    edtf: str
    basis: DateBasis = "event"


class Where(Record, frozen=True, tag="where"):
    """A place as stated. ``name`` is the resolved name; unresolved places keep their ``candidates`` and no point.

    ``lat``/``lon`` are WGS 84 degrees; ``radius_m`` is how far off the point may be.
    """

    name: str
    level: PlaceLevel
    role: PlaceRole = "event"
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_m: int | None = None
    place_id: str | None = None  # "geonames:1838524", "iso3166-2:KP-09", "iso3166-1:KP", "pack:khasan"
    candidates: tuple[str, ...] = ()


class Party(Record, frozen=True, tag="party"):
    """Persons caught, expelled, charged or killed (``suspect``), or a force that acted (``authority``)."""

    nationality: str | None = None
    role: str | None = None
    count: int | None = None
    name: str | None = None
    legal_status: LegalStatus | None = None
    country: str | None = None


class Term(Record, frozen=True, tag="term"):
    """A value in words: a kind of act, a vessel's name, a channel, an alias and what it stands for."""

    text: str
    stands_for: str | None = None


Value = Amount | Goods | When | Where | Party | Term


class Claim(Record, frozen=True):
    """One assertion, grounded in words. Two sentences that say the same are two claims.

    ``mention`` is the incident as this report tells it (``None`` for quantities and statements outside incidents).
    ``attributed_to`` is the chain inside the text, outermost first ("DailyNK" <- "sources in the North").
    """

    id: str
    report_id: str
    predicate: Predicate
    quote: Quote
    value_raw: str
    value: Value
    subject: str = ""
    mention: str | None = None
    qualifier: Qualifier = "exact"
    modality: Modality = "asserted"
    aggregation: Aggregation = "unknown"
    attributed_to: tuple[str, ...] = ()
    extractor: str = "grammar"
    extractor_version: str = "1"
    rule: str = ""


class Mention(Record, frozen=True):
    """An incident as one report tells it: its sentence(s) and the claims that fill its slots."""

    id: str
    report_id: str
    kinds: tuple[IncidentKind, ...]
    quote: Quote
    claim_ids: tuple[str, ...]


class Reading(Record, frozen=True):
    """All that was read out of one report."""

    report: Report
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]


class Disagreement(Record, frozen=True):
    """A claim of the grammar against which a language model reads another value out of words of the same report."""

    claim_id: str
    predicate: Predicate
    grammar: str
    model: str
    quote: Quote


class Rejection(Record, frozen=True):
    """Something that a model said and that does not count: what it said, the words it gave for it, and why not."""

    slot: str
    said: str
    quote: str
    why: str


class Review(Record, frozen=True):
    """Words of a report that a person should look at, and why."""

    quote: Quote
    why: str


class SecondReading(Record, frozen=True):
    """What a language model made of one report beside the grammar; the claim ids are those of the :class:`Reading`.

    ``outcome`` is ``part`` where some passages were answered and others not, ``failed`` where none was, and
    ``not_sent`` where the report was kept back; ``told`` says what happened.
    """

    report_id: str
    report: str
    model: str
    prompt: str
    outcome: Literal["read", "part", "failed", "not_sent"]
    told: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    grammar_only: tuple[str, ...] = ()
    model_only: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    review: tuple[Review, ...] = ()


class Selector(Record, frozen=True):
    """Words of a report by which a mention is found again, whatever its id is then."""

    report_id: str
    quote: Quote


class OfClaim(Record, frozen=True, tag="claim"):
    """A claim as it was read when somebody decided on it; ``mention`` are the words of its incident, if it has one."""

    report_id: str
    predicate: Predicate
    quote: Quote
    value: Value
    subject: str = ""
    mention: Quote | None = None


class OfMentions(Record, frozen=True, tag="mentions"):
    """Mentions: ``these`` and ``those`` are to be one incident or two; a mark is on ``these`` alone.

    ``incident_ids`` are the ids that the incidents had then: for the log, not for finding them again.
    """

    these: tuple[Selector, ...]
    those: tuple[Selector, ...] = ()
    incident_ids: tuple[str, ...] = ()


class OfReport(Record, frozen=True, tag="report"):
    """A report, to be graded by itself."""

    report_id: str


class OfSource(Record, frozen=True, tag="source"):
    """Who speaks, under the name that the reports' metadata give as publisher."""

    name: str


class OfDecision(Record, frozen=True, tag="decision"):
    """Another decision, to be undone."""

    decision_id: str


About = OfClaim | OfMentions | OfReport | OfSource | OfDecision


class Decision(Record, frozen=True):
    """What an analyst decided: ``at`` is RFC 3339, ``by`` a name or a role, ``id`` a hash of all the rest.

    ``value`` is what an amended claim says, ``grade`` a reliability or credibility, ``mark`` the words of a mark.
    """

    id: str
    at: str
    by: str
    why: str
    act: Act
    about: About
    value: Value | None = None
    grade: Reliability | Credibility | None = None
    mark: str | None = None


class Ruling(Record, frozen=True):
    """A decision replayed: what became of it, in ``told`` why, and where it found its place."""

    decision: Decision
    outcome: Outcome
    told: str = ""
    claim_ids: tuple[str, ...] = ()
    mention_ids: tuple[str, ...] = ()
    report_ids: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()  # of mentions, sorted: those that a merge or a split still decides


class SlotValue(Record, frozen=True):
    """One value of a slot as some claims have it; ``origins`` counts the independent ones."""

    value: Value
    label: str
    claim_ids: tuple[str, ...]
    origins: int


class Slot(Record, frozen=True):
    """All values of a slot, the one shown (an index into ``values``) and the rule that chose it."""

    name: str
    values: tuple[SlotValue, ...]
    chosen: int
    rule: str


class Incident(Record, frozen=True):
    """One enforcement act at one place and time, reconciled from the mentions of several reports."""

    id: str
    kinds: tuple[IncidentKind, ...]
    title: str
    mention_ids: tuple[str, ...]
    report_ids: tuple[str, ...]
    origins: int
    slots: tuple[Slot, ...]
    conflict_ids: tuple[str, ...] = ()
    why: tuple[str, ...] = ()  # a sentence for every pair of mentions that was joined

    def slot(self, name: str) -> Slot | None:
        """The slot of that name, or ``None`` where no report says anything."""
        return next((slot for slot in self.slots if slot.name == name), None)


class PossiblePair(Record, frozen=True):
    """Two incidents that may be one: kept apart, and said so."""

    incident_ids: tuple[str, str]
    score: float
    why: str


class Conflict(Record, frozen=True):
    """Values that disagree, with the claims that make them, what is shown, and by which rule.

    ``taken_for`` says of each value what it is taken for beside the others (``recovered``, ``partial``, ``imported``,
    ``contested``, ``retail_street, told in 2003``); ``spread`` is from where to where they go, as in ``40–150 kg``.
    """

    id: str
    kind: Literal[
        "partial_total", "unit", "date_basis", "place_level", "valuation", "true_conflict", "identity", "denial"
    ]
    slot: str
    incident_id: str | None
    values: tuple[SlotValue, ...]
    shown: str
    rule: str
    explanation: str
    taken_for: tuple[str, ...] = ()
    spread: str = ""


class Evidence(Record, frozen=True):
    """A passage of the derived report beside the passage it comes from."""

    kind: Literal["shared_passage", "quotation", "named_source", "date", "note", "converted_figure", "shared_fact"]
    quote: Quote
    source_quote: Quote | None = None


class Derivation(Record, frozen=True):
    """``report_id`` says what it says because ``from_id`` (or ``from_name``, outside the case) said it."""

    report_id: str
    from_id: str | None
    from_name: str | None
    kind: Literal["reprint", "wire", "translation", "citation", "summary", "update", "correction"]
    score: float
    evidence: tuple[Evidence, ...]
    why: str


class CrossCheck(Record, frozen=True):
    """Claims joined by an accounting identity. ``ratio`` is stated over implied, lowest and highest.

    Where units cannot be made one (``cannot_tell``), ``ratio`` is ``None`` and ``unit`` names both.
    """

    id: str
    identity: str
    inputs: tuple[str, ...]  # claim ids
    against: tuple[str, ...]  # claim ids
    implied: tuple[float, float]
    stated: tuple[float, float]
    unit: str
    ratio: tuple[float, float] | None
    verdict: Literal["agrees", "contradicts", "cannot_tell"]
    explanation: str


class Naming(Record, frozen=True):
    """That an incident of this id was shown, and a mention that it stood for: its id, and where its words lie.

    A case keeps all of them, so that an id which somebody has quoted leads on whatever becomes of the incident.
    """

    incident_id: str
    mention_id: str
    report_id: str
    start: int
    end: int


class Redirect(Record, frozen=True):
    """An incident id that no longer stands for the same mentions, and the ids that now do."""

    incident_id: str
    now: tuple[str, ...]


class SourceGrade(Record, frozen=True):
    """How reliable the source of a report is, and on what basis; ``decision_ids`` are all that ever graded it."""

    report_id: str
    reliability: Reliability
    basis: str
    decision_ids: tuple[str, ...] = ()


class ItemGrade(Record, frozen=True):
    """How credible a claim is, whoever makes it, and on what basis; ``decision_ids`` are all that ever graded it."""

    claim_id: str
    credibility: Credibility
    basis: str
    decision_ids: tuple[str, ...] = ()


class Dossier(Record, frozen=True):
    """A case once reconciled: all that the exports are made from."""

    title: str
    reports: tuple[Report, ...]
    refusals: tuple[Refusal, ...]
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    incidents: tuple[Incident, ...]
    possible: tuple[PossiblePair, ...]
    conflicts: tuple[Conflict, ...]
    derivations: tuple[Derivation, ...]
    cross_checks: tuple[CrossCheck, ...]
    rulings: tuple[Ruling, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    source_grades: tuple[SourceGrade, ...] = ()  # one a report
    item_grades: tuple[ItemGrade, ...] = ()  # one a claim
    yardstick: str = "icd203"  # from which words of probability are taken


def stable_id(prefix: str, *parts: object) -> str:
    """An id that a rebuild gives again: ``prefix-`` and 12 hex digits of the parts' SHA-256."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
    return f"{prefix}-{digest[:12]}"


def quote_at(text: str, start: int, end: int, context: int = 32) -> Quote:
    """The words of ``text`` from ``start`` to ``end`` with ``context`` characters either side."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at {start}:{end} in a text of {len(text)} characters")
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - context) : start],
        suffix=text[end : end + context],
        start=start,
        end=end,
    )
