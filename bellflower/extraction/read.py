"""Report to claims: the one function that the rest of Bellflower calls."""

from __future__ import annotations

from collections.abc import Sequence

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.figures.figures import find_figures
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.incidents.clustering import cluster
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.fragments import find_fragments
from bellflower.extraction.incidents.mentions import build_mention
from bellflower.extraction.korean.paragraphs import korean_lines, without
from bellflower.extraction.statements.statements import find_statements
from bellflower.extraction.trace import Trace
from bellflower.extraction.view import View
from bellflower.records import Claim, Mention, Reading, Report


def read_claims(report: Report, grammar: Grammar, trace: Trace | None = None) -> Reading:
    """All claims and incident mentions of ``report``, in the order of their words; ``trace`` takes what lost.

    Lines in Korean are read by the Korean grammar, the others by the English one.
    """
    if trace is None and not grammar.gate.may_name_goods(report.text):
        return Reading(report=report, claims=(), mentions=())
    lines = korean_lines(report)
    if not lines or not grammar.korean_words.names_goods(report.text):
        return read_note(Annotation(View(report), grammar, trace), grammar, trace)
    from bellflower.extraction.korean.read import read_lines

    english = read_note(Annotation(View(without(report, lines)), grammar, trace), grammar, trace)
    claims, mentions = read_lines(report, lines, grammar, trace)
    return _reading(report, [*english.claims, *claims], [*english.mentions, *mentions])


def read_note(note: Annotation, grammar: Grammar, trace: Trace | None = None) -> Reading:
    """As :func:`read_claims`, of a report that is annotated already."""
    report = note.view.report
    if not note.names_goods:
        return Reading(report=report, claims=(), mentions=())
    fragments = find_fragments(note)
    groups = cluster(note, fragments)
    mentions: list[Mention] = []
    claims: list[Claim] = []
    figures = list(find_figures(note, fragments))
    sums = {claim.quote.start for claim in figures if claim.predicate == "seizure_total"}
    for group in groups:
        built = None if _is_summed(note, group, sums) else build_mention(note, group, groups)
        if trace is not None:
            trace.groups.append((tuple((f.start, f.end) for f in group), built[0].id if built else None))
        if built is not None:
            mentions.append(built[0])
            claims += built[1]
    claims += figures
    claims += find_statements(note, grammar)
    return _reading(report, claims, mentions)


def _is_summed(note: Annotation, group: Sequence[Fragment], sums: set[int]) -> bool:
    """Whether all figures of a group are sums over a period: what is summed up is no incident of its own."""
    figures = [item.quantity for fragment in group for item in fragment.items if item.quantity is not None]
    arrested = any(f.parties and f.around.date and f.around.date.edtf.count("-") == 2 for f in group)
    return bool(figures) and not arrested and all(note.view.quote(q.start, q.end).start in sums for q in figures)


def _reading(report: Report, claims: Sequence[Claim], mentions: Sequence[Mention]) -> Reading:
    unique = {claim.id: claim for claim in claims}
    return Reading(
        report=report,
        claims=tuple(sorted(unique.values(), key=lambda c: (c.quote.start, c.quote.end, c.predicate, c.id))),
        mentions=tuple(sorted(mentions, key=lambda m: (m.quote.start, m.id))),
    )


def check_words(grammar: Grammar) -> None:
    """Reads the word lists of every pack, so that a fault shows before the first report is read.

    Raises :class:`~bellflower.packs.PackError` naming the file and the mend.
    """
    _ = grammar.figure_words, grammar.statement_words, grammar.korean_words
