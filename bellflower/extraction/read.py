"""Report to claims: the one function that the rest of Bellflower calls."""

from __future__ import annotations

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.clustering import cluster
from bellflower.extraction.figures import find_figures
from bellflower.extraction.fragments import find_fragments
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.mentions import build_mention
from bellflower.extraction.statements import find_statements
from bellflower.extraction.view import View
from bellflower.records import Claim, Mention, Reading, Report


def read_claims(report: Report, grammar: Grammar) -> Reading:
    """All claims and incident mentions of ``report``, in the order of their words."""
    note = Annotation(View(report), grammar)
    fragments = find_fragments(note)
    groups = cluster(note, fragments)
    mentions: list[Mention] = []
    claims: list[Claim] = []
    for group in groups:
        built = build_mention(note, group, groups)
        if built is not None:
            mentions.append(built[0])
            claims += built[1]
    claims += find_figures(note, fragments)
    claims += find_statements(note, grammar)
    unique = {claim.id: claim for claim in claims}
    return Reading(
        report=report,
        claims=tuple(sorted(unique.values(), key=lambda c: (c.quote.start, c.quote.end, c.predicate, c.id))),
        mentions=tuple(sorted(mentions, key=lambda m: (m.quote.start, m.id))),
    )
