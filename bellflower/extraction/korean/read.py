"""A report's Korean lines to claims and mentions: the room's one door."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bellflower.extraction.grammar import Grammar
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.mentions import build_mention
from bellflower.extraction.korean import morphemes
from bellflower.extraction.korean.circumstances import find_date
from bellflower.extraction.korean.clustering import cluster
from bellflower.extraction.korean.figures import find_figures
from bellflower.extraction.korean.fragments import find_fragments
from bellflower.extraction.korean.note import KoreanNote
from bellflower.extraction.korean.paragraphs import Span, korean_lines, others, without
from bellflower.extraction.korean.persons import apportioned
from bellflower.extraction.korean.speakers import attributed_to
from bellflower.extraction.korean.view import KoreanView
from bellflower.extraction.korean.words import Words
from bellflower.extraction.trace import Trace
from bellflower.records import Claim, Mention, Record, Refusal, Report

_WHOLLY = "it is in Korean, and what reads Korean is not installed"
_PARTLY = "parts of it are in Korean, and what reads Korean is not installed; only the rest is read"
_MEND = "install it with: pip install 'bellflower[korean]'"


class Unread(Record, frozen=True):
    """Korean that can't be read here; ``wholly`` where the report holds nothing else."""

    refusal: Refusal
    wholly: bool


def unread(report: Report, grammar: Grammar) -> Unread | None:
    """Why the Korean lines of ``report`` can't be read here; ``None`` where they can, or name none of the goods."""
    lines = korean_lines(report)
    if not lines or morphemes.is_installed() or not _names_goods(report, lines, grammar.korean_words):
        return None
    wholly = not others(report.text, lines)
    reason = _WHOLLY if wholly else _PARTLY
    return Unread(refusal=Refusal(path=report.path, reason=reason, mend=_MEND), wholly=wholly)


def read_lines(
    report: Report, lines: Sequence[Span], grammar: Grammar, trace: Trace | None = None
) -> tuple[list[Claim], list[Mention]]:
    """What the Korean ``lines`` of ``report`` claim; nothing where they name no goods or Korean can't be read here."""
    words = grammar.korean_words
    if not morphemes.is_installed() or not _names_goods(report, lines, words):
        return [], []
    note = KoreanNote(KoreanView(without(report, others(report.text, lines))), grammar, words, trace)
    fragments = find_fragments(note)
    claims: list[Claim] = []
    mentions: list[Mention] = []
    groups = [apportioned(_dated(note, group)) for group in cluster(note, fragments)]
    for group in groups:
        built = build_mention(note, group, groups)
        if trace is not None:
            trace.groups.append((tuple((f.start, f.end) for f in group), built[0].id if built else None))
        if built is not None:
            said_by = _said_by(note, group)
            mentions.append(built[0])
            claims += [msgspec.structs.replace(claim, attributed_to=said_by) for claim in built[1]]
    claims += find_figures(note, fragments)
    return claims, mentions


def _names_goods(report: Report, lines: Sequence[Span], words: Words) -> bool:
    return any(words.names_goods(report.text[start:end]) for start, end in lines)


def _dated(note: KoreanNote, group: list[Fragment]) -> list[Fragment]:
    """A group in which nothing but the day of its announcement is told has that one."""
    if any(fragment.around.date is not None for fragment in group):
        return group
    for index, fragment in enumerate(group):
        date = find_date(note, fragment.start, fragment.end, (), announced=True)
        if date is not None:
            around = msgspec.structs.replace(fragment.around, date=date)
            return [*group[:index], msgspec.structs.replace(fragment, around=around), *group[index + 1 :]]
    return group


def _said_by(note: KoreanNote, group: Sequence[Fragment]) -> tuple[str, ...]:
    main = max(group, key=lambda f: (any(i.quantity for i in f.items), bool(f.parties), -f.start))
    return attributed_to(note.text[main.start : main.end])
