"""The model's reading beside the grammar's: what both read, what only one reads, and where they differ.

The grammar's claims stay as they are, whatever the model says: a model can add to an incident what the grammar passed
over, add an incident, agree or disagree. Who found a claim stands in its ``extractor``, a disagreement in its ``rule``.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.attribution import attributed_to
from bellflower.extraction.claims import ClaimWriter
from bellflower.model.checking import CheckedIncident
from bellflower.model.values import NAMED_ELSEWHERE, Checked
from bellflower.records import (
    Amount,
    Claim,
    Disagreement,
    Goods,
    Mention,
    Party,
    Quote,
    Reading,
    Record,
    Rejection,
    Term,
    Value,
    When,
    Where,
    stable_id,
)

BOTH, MODEL = "grammar+model", "model"
ASKED = frozenset(["kind", "occurred_on", "located_at", "country", "commodity", "quantity", "suspect"])
_ONE_VALUE = frozenset(["occurred_on", "located_at", "country"])
_TELLING = frozenset(["commodity", "quantity", "suspect"])  # what tells one incident from another


class Joined(Record, frozen=True):
    """A reading with the model's part in it, and the account of who found what."""

    reading: Reading
    agreed: tuple[str, ...]
    grammar_only: tuple[str, ...]
    model_only: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    rejected: tuple[Rejection, ...]


class Joiner:
    """Puts the incidents of a model beside a reading, one after the other; :meth:`joined` gives what comes of it.

    ``version`` names model and prompt on claims.
    """

    def __init__(self, note: Annotation, reading: Reading, model: str, version: str) -> None:
        self._note = note
        self._reading = reading
        self._model = model
        self._version = version
        self._claims = {claim.id: claim for claim in reading.claims}
        self._mentions = {mention.id: mention for mention in reading.mentions}
        self._agreed: dict[str, None] = {}
        self._added: dict[str, None] = {}
        self._disagreements: list[Disagreement] = []
        self._rejected: list[Rejection] = []

    def add(self, incident: CheckedIncident) -> None:
        """Compares one incident with what is there, and adds what is not."""
        quote = self._note.view.quote(incident.start, incident.end)
        mention = self._match(incident, quote)
        if mention is None:
            self._add_mention(incident, quote)
            return
        write = self._writer(mention.id, incident)
        for value in incident.values:
            self._compare(mention.id, value, write)

    def joined(self) -> Joined:
        """The reading as it now is."""
        found = set(self._agreed) | set(self._added)
        left = [c.id for c in self._reading.claims if c.mention and c.predicate in ASKED and c.id not in found]
        claims = sorted(self._claims.values(), key=lambda c: (c.quote.start, c.quote.end, c.predicate, c.id))
        mentions = sorted(self._mentions.values(), key=lambda m: (m.quote.start, m.id))
        return Joined(
            reading=Reading(report=self._reading.report, claims=tuple(claims), mentions=tuple(mentions)),
            agreed=tuple(sorted(self._agreed)),
            grammar_only=tuple(sorted(left)),
            model_only=tuple(sorted(self._added)),
            disagreements=tuple(self._disagreements),
            rejected=tuple(self._rejected),
        )

    def _match(self, incident: CheckedIncident, quote: Quote) -> Mention | None:
        """The incident of the reading that this is: told by the same words, or of the same load elsewhere."""
        best: tuple[tuple[bool, int], Mention] | None = None
        tells = any(value.predicate in _TELLING for value in incident.values)
        for mention in sorted(self._mentions.values(), key=lambda m: (m.quote.start, m.id)):
            claims = self._of(mention)
            spans = [mention.quote, *(claim.quote for claim in claims if claim.predicate in _TELLING)]
            beside = any(_overlap(span, quote) for span in spans)
            shared = [v for v in incident.values if any(_is_same(v, claim, self._note) for claim in claims)]
            telling = any(value.predicate in _TELLING for value in shared)
            load = any(value.predicate == "quantity" for value in shared)
            differs = any(
                claim.predicate == value.predicate and value not in shared
                for value in incident.values
                if value.predicate in _ONE_VALUE
                for claim in claims
            )
            same = (telling or not tells or not differs) if beside else (load and not differs)
            if same and (best is None or (beside, len(shared)) > best[0]):
                best = (beside, len(shared)), mention
        return best[1] if best else None

    def _of(self, mention: Mention) -> list[Claim]:
        return [self._claims[one] for one in mention.claim_ids]

    def _writer(self, mention: str, incident: CheckedIncident) -> ClaimWriter:
        said_by = attributed_to(self._note, incident.start, incident.end)
        return ClaimWriter(self._note, mention, incident.modality, said_by)

    def _compare(self, mention_id: str, value: Checked, write: ClaimWriter) -> None:
        mention = self._mentions[mention_id]
        claims = [claim for claim in self._of(mention) if claim.predicate == value.predicate]
        same = [claim for claim in claims if _is_same(value, claim, self._note)]
        for claim in same:
            if claim.extractor != MODEL and claim.id not in self._agreed:
                self._agreed[claim.id] = None
                version = f"{claim.extractor_version} + {self._version}"
                self._claims[claim.id] = msgspec.structs.replace(claim, extractor=BOTH, extractor_version=version)
        if same:
            return
        rival = next((claim for claim in claims if _excludes(value, claim, self._note)), None)
        if self._belongs_elsewhere(value, mention):
            quote, why = self._quote(value).exact, "the words belong to another incident"
            self._rejected.append(Rejection(slot=value.predicate, said=said(value.value), quote=quote, why=why))
        elif rival is not None:
            self._dispute(rival, value)
        else:
            self._add_claim(mention, value, write)

    def _dispute(self, claim: Claim, value: Checked) -> None:
        reads = said(value.value)
        dispute = Disagreement(
            claim_id=claim.id,
            predicate=claim.predicate,
            grammar=said(claim.value),
            model=reads,
            quote=self._quote(value),
        )
        if dispute in self._disagreements:
            return
        self._disagreements.append(dispute)
        here = self._claims[claim.id]
        self._claims[claim.id] = msgspec.structs.replace(here, rule=f"{here.rule}; {self._model} reads {reads}")

    def _belongs_elsewhere(self, value: Checked, mention: Mention) -> bool:
        quote = self._quote(value)
        if _overlap(quote, mention.quote) or (value.predicate == "commodity" and value.rule == NAMED_ELSEWHERE):
            return False
        return any(_overlap(quote, other.quote) for other in self._mentions.values() if other.id != mention.id)

    def _add_claim(self, mention: Mention, value: Checked, write: ClaimWriter) -> None:
        claim = self._claim(value, write)
        if claim.id in self._claims:
            return
        self._claims[claim.id] = claim
        self._added[claim.id] = None
        kinds = mention.kinds if value.kind in (None, *mention.kinds) else (*mention.kinds, value.kind)
        self._mentions[mention.id] = msgspec.structs.replace(
            mention, kinds=kinds, claim_ids=(*mention.claim_ids, claim.id)
        )

    def _claim(self, value: Checked, write: ClaimWriter) -> Claim:
        claim = write(
            value.predicate, value.start, value.end, value.value, rule=value.rule,
            qualifier=value.qualifier,
        )  # fmt: skip
        raw = self._note.text[slice(*value.words)].strip()
        return msgspec.structs.replace(claim, value_raw=raw, extractor=MODEL, extractor_version=self._version)

    def _add_mention(self, incident: CheckedIncident, quote: Quote) -> None:
        if not _holds(incident):
            why = "the words that count hold too little for an incident of its own"
            self._rejected.append(Rejection(slot="incident", said=incident.kinds[0], quote=quote.exact, why=why))
            return
        mention_id = stable_id("m", self._reading.report.id, MODEL, quote.start, quote.end)
        mention = Mention(
            id=mention_id, report_id=self._reading.report.id, kinds=incident.kinds, quote=quote, claim_ids=()
        )
        self._mentions[mention_id] = mention
        write = self._writer(mention_id, incident)
        for value in incident.values:
            if not self._belongs_elsewhere(value, mention):
                self._add_claim(self._mentions[mention_id], value, write)

    def _quote(self, value: Checked) -> Quote:
        return self._note.view.quote(value.start, value.end)


def said(value: Value) -> str:
    """A value in a few words."""
    match value:
        case Amount():
            top = f"-{value.value_max:.10g}" if value.value_max is not None else ""
            return f"{value.value:.10g}{top} {value.unit} {value.goods or ''}".strip()
        case Goods():
            return value.name
        case When():
            return value.edtf
        case Where():
            return value.name
        case Party():
            parts = (value.count, value.nationality, value.role, value.name)
            return " ".join(str(part) for part in parts if part is not None) or "persons"
        case Term():
            return value.text


def _overlap(a: Quote, b: Quote) -> bool:
    return a.start < b.end and b.start < a.end


def _holds(incident: CheckedIncident) -> bool:
    """Whether there is enough for an incident: a load; or goods, a strong act, and a place, a day or persons."""
    there = {value.predicate for value in incident.values}
    beside = there & {"located_at", "country", "occurred_on", "suspect"}
    return "quantity" in there or ("commodity" in there and incident.strong and bool(beside))


def _is_same(value: Checked, claim: Claim, note: Annotation) -> bool:
    """Whether a claim of the same slot says the same."""
    if claim.predicate != value.predicate:
        return False
    mine, other = value.value, claim.value
    if isinstance(mine, Party) and isinstance(other, Party):
        pairs = list(_pairs(mine, other))
        clash = any(a is not None and b is not None and a != b for a, b in pairs)
        same_words = _overlap(note.view.quote(*value.words), claim.quote)
        return (not clash and same_words) or all(a == b for a, b in pairs)
    if isinstance(mine, Amount) and isinstance(other, Amount):
        return (mine.value, mine.value_max, mine.unit, mine.goods) == (
            other.value, other.value_max, other.unit, other.goods,
        )  # fmt: skip
    if isinstance(mine, Where) and isinstance(other, Where):
        return mine.country == other.country if value.predicate == "country" else mine.name == other.name
    if isinstance(mine, Goods) and isinstance(other, Goods):
        return mine.name == other.name
    return mine == other


def _excludes(value: Checked, claim: Claim, note: Annotation) -> bool:
    """Whether a claim of the same slot, with another value, leaves no room for this one."""
    if value.predicate in _ONE_VALUE:
        return True
    mine, other = value.value, claim.value
    if isinstance(mine, Amount) and isinstance(other, Amount):
        return mine.goods == other.goods
    if isinstance(mine, Goods | Party):
        return _overlap(note.view.quote(*value.words), claim.quote)
    return False


def _pairs(a: Party, b: Party) -> Iterable[tuple[object, object]]:
    return (a.count, b.count), (a.nationality, b.nationality), (a.role, b.role), (a.name, b.name)
