"""Writing claims: an id, the exact words, the value as written and as normalised."""

from __future__ import annotations

from bellflower import __version__
from bellflower.extraction.annotation import Annotation
from bellflower.records import Aggregation, Claim, Modality, Predicate, Qualifier, Value, stable_id


class ClaimWriter:
    """Writes the claims of one mention, or of none, of a report."""

    def __init__(
        self, note: Annotation, mention: str | None, modality: Modality = "asserted", said_by: tuple[str, ...] = ()
    ) -> None:
        self._note = note
        self._mention = mention
        self._modality = modality
        self._said_by = said_by
        self.text = note.text

    def __call__(
        self,
        predicate: Predicate,
        start: int,
        end: int,
        value: Value,
        *,
        rule: str,
        qualifier: Qualifier = "exact",
        until: int | None = None,
        subject: str = "",
        aggregation: Aggregation | None = None,
        modality: Modality | None = None,
    ) -> Claim:
        """The claim that ``text[start:end]`` makes; ``until`` lengthens the quote to the words that it measures."""
        quote = self._note.view.quote(start, max(end, until or end))
        report = self._note.view.report
        return Claim(
            id=stable_id("c", report.id, quote.start, quote.end, predicate, self._mention or "", subject),
            report_id=report.id,
            predicate=predicate,
            quote=quote,
            value_raw=self.text[start:end].strip(),
            value=value,
            subject=subject,
            mention=self._mention,
            qualifier=qualifier,
            modality=modality or self._modality,
            aggregation=aggregation or ("single_event" if self._mention else "unknown"),
            attributed_to=self._said_by,
            extractor="grammar",
            extractor_version=__version__,
            rule=rule,
        )
