"""Reports that tell another's facts in words that share nothing with it: in another language, or another unit."""

from __future__ import annotations

from bellflower.reconciliation.lineage.figures import (
    TRANSLATED_AT,
    TRANSLATED_BY,
    converted,
    evidence,
    shared_facts,
)
from bellflower.reconciliation.lineage.sides import Side, later
from bellflower.records import Derivation, Evidence, quote_at


def retold(a: Side, b: Side) -> Derivation | None:
    """The link between two reports by their claims alone, if there is one."""
    return (_translated(a, b) or _converted(a, b)) if a.claims and b.claims else None


def _translated(a: Side, b: Side) -> Derivation | None:
    languages = [(side.report.language or "").split("-")[0].casefold() for side in (a, b)]
    if not all(languages) or languages[0] == languages[1]:
        return None
    which, told_by = later(a, b)
    derived, source = (a, b) if which == "first" else (b, a)
    facts, part = shared_facts(source.claims, derived.claims)
    said = derived.translation is not None or derived.translates(source)
    if not facts or not (said or (len(facts) >= TRANSLATED_BY and part >= TRANSLATED_AT)):
        return None
    told = [quote_at(derived.report.text, *derived.translation)] if derived.translation else []
    return Derivation(
        report_id=derived.report.id,
        from_id=source.report.id,
        from_name=None,
        kind="translation",
        score=round(len(facts) / (len(facts) + TRANSLATED_BY), 3),
        evidence=(*(Evidence(kind="note", quote=note) for note in told), *evidence(facts, "shared_fact")),
        why=f"tells {len(facts)} of the same facts in another language; {told_by}",
    )


def _converted(a: Side, b: Side) -> Derivation | None:
    by_b, by_a = list(converted(a.claims, b.claims)), list(converted(b.claims, a.claims))
    if not by_a and not by_b:
        return None
    which, told_by = later(a, b)
    if which == "unknown" and bool(by_a) != bool(by_b):
        which, told_by = ("first" if by_a else "second"), "its figure is the other's, rounded"
    derived, source = (a, b) if which == "first" else (b, a)
    pairs = [pair if source is a else pair[::-1] for pair in (*by_b, *(pair[::-1] for pair in by_a))]
    pairs = sorted(dict.fromkeys(pairs), key=lambda pair: (pair[1].quote.start, pair[0].quote.start))
    one, other = pairs[0]
    return Derivation(
        report_id=derived.report.id,
        from_id=source.report.id,
        from_name=None,
        kind="citation" if derived.citing(source) else "summary",
        score=0.5,
        evidence=(*evidence(pairs, "converted_figure"), *derived.citing(source)),
        why=f"tells {one.value_raw} as {other.value_raw}; {told_by}",
    )
