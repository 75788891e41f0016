"""All the words that packs know, found in one pass over a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import ahocorasick_rs
import msgspec

from bellflower.packs import Act, Conveyance, Force, Good, Idiom, Pack, Role, plural
from bellflower.patterns import regex
from bellflower.records import Record
from bellflower.text import lowered

Category = Literal["good", "act", "role", "force", "conveyance", "partitive", "compound"]
Form = Literal["", "base", "s", "past", "participle", "ing", "noun", "singular", "plural", "code"]


_A_NOUN = regex(r"\b(?:an?|the|each|per|of|his|her|its|their|in|at|by|for|with|every|this|that|no|\d+) (?:[\w-]+ )?$")


_ALONE = ("code word alone", "it means the good only in a text that holds one of the words of its company")
_NO_VERB = ("noun, not act", "the word before it makes it a noun, and no act goes by that noun")
_IDIOM = ("idiom", "with the words beside it it says something else: took place, found guilty")
UNMEANT = frozenset({_ALONE[0], _NO_VERB[0], _IDIOM[0]})  # the rules by which a word means something else

Entry = Good | Act | Role | Force | Conveyance


class Hit(Record, frozen=True):
    """A word or phrase of a pack at ``start:end``: what it is, in which form, and the pack's entry for it."""

    start: int
    end: int
    category: Category
    form: Form
    entry: Entry | None


class Lexicon:
    """Finds the words of a pack; built once, used for every report."""

    def __init__(self, pack: Pack) -> None:
        self._patterns: list[tuple[Category, Form, Entry | None]] = []
        terms: list[str] = []
        seen: set[tuple[str, str]] = set()
        for term, category, form, entry in _terms(pack):
            if (term, category) not in seen:
                seen.add((term, category))
                terms.append(term)
                self._patterns.append((category, form, entry))
        self._idioms: dict[str, list[tuple[bool, re.Pattern[str]]]] = {}
        for idiom in pack.idioms:
            patterns = _idiom_patterns(idiom)
            for word in idiom.words:
                self._idioms.setdefault(word, []).extend(patterns)
        gapped = [(term, *pattern) for term, pattern in zip(terms, self._patterns, strict=True) if "*" in term]
        self._gapped: dict[str, list[tuple[str, re.Pattern[str], Category, Form, Entry | None]]] = {}
        for term, category, form, entry in gapped:
            head, *between, tail = (part.strip() for part in term.split("*"))
            pattern = _around_pattern(head, [*between, tail]) if category == "act" else _gap_pattern(term)
            self._gapped.setdefault(head, []).append((tail, pattern, category, form, entry))
        self._heads = tuple(self._gapped)
        self._head_automaton = ahocorasick_rs.AhoCorasick(self._heads)
        self._automaton = ahocorasick_rs.AhoCorasick(terms)

    def find(self, text: str, lost: Callable[[Hit, str, str], object] | None = None) -> list[Hit]:
        """The hits of ``text`` in order, whole words only, the longest of each category where they overlap.

        ``lost`` is told of the words that mean something else here: the hit, the rule, and why.
        """
        low = lowered(text)
        found = []
        length = len(low)
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            outside = low[start - 1] if start else " "
            if (outside.isalnum() or outside == "_") and low[start].isalnum():
                continue
            outside = low[end] if end < length else " "
            if (outside.isalnum() or outside == "_") and low[end - 1].isalnum():
                continue
            category, form, entry = self._patterns[index]
            found.append(Hit(start=start, end=end, category=category, form=form, entry=entry))
        heads = {index for index, _, _ in self._head_automaton.find_matches_as_indexes(low, overlapping=True)}
        gapped = (one for index in sorted(heads) for one in self._gapped[self._heads[index]])
        for tail, pattern, category, form, entry in gapped:
            if tail not in low:
                continue
            found += [
                Hit(start=m.start(), end=m.end(), category=category, form=form, entry=entry)
                for m in pattern.finditer(low)
            ]
        found.sort(key=lambda hit: (hit.start, -hit.end))
        meant = []
        for hit in _longest(found):
            against = self._against(hit, low)
            if against is None:
                meant.append(_as_noun(hit, low))
            elif lost is not None:
                lost(hit, *against)
        return meant

    def _against(self, hit: Hit, low: str) -> tuple[str, str] | None:
        """The rule by which a word means something else here, and why; ``None`` where it is meant."""
        if hit.form == "code":
            return None if _in_context(hit, low) else _ALONE
        if hit.category != "act":
            return None
        before, after = low[max(0, hit.start - 30) : hit.start], low[hit.end : hit.end + 30]
        if hit.form in ("base", "s") and _A_NOUN.search(before) and not _is_noun_too(hit, low):
            return _NO_VERB
        idioms = self._idioms.get(low[hit.start : hit.end], ())
        other = any(idiom.search(before) if leads else idiom.match(after) for leads, idiom in idioms)
        return _IDIOM if other else None


def _terms(pack: Pack) -> Iterator[tuple[str, Category, Form, Entry | None]]:
    for good in pack.goods:
        yield from ((term, "good", "", good) for term in good.terms)
        yield from ((term, "good", "code", good) for term in good.code_words)
    for act in pack.acts:
        for verb in act.verbs:
            yield from ((term, "act", form, act) for form, term in inflect(verb))
        yield from ((noun, "act", "noun", act) for noun in act.nouns)
    for role in pack.roles:
        yield role.role, "role", "singular", role
        yield role.plural or plural(role.role), "role", "plural", role
    for force in pack.forces:
        yield from ((term, "force", "", force) for term in force.terms)
    for conveyance in pack.conveyances:
        for term in conveyance.terms:
            yield term, "conveyance", "singular", conveyance
            yield plural(term), "conveyance", "plural", conveyance
    yield from ((term, "partitive", "", None) for term in pack.partitives)
    yield from ((term, "compound", "", None) for term in pack.compounds)


def _is_noun_too(hit: Hit, low: str) -> bool:
    return isinstance(hit.entry, Act) and low[hit.start : hit.end] in hit.entry.nouns


def _as_noun(hit: Hit, low: str) -> Hit:
    """ "The arrest of two men": a verb's form that is a noun where an article stands before it."""
    if hit.form not in ("base", "s") or not _is_noun_too(hit, low):
        return hit
    return msgspec.structs.replace(hit, form="noun") if _A_NOUN.search(low[max(0, hit.start - 30) : hit.start]) else hit


def _gap_pattern(term: str) -> re.Pattern[str]:
    """A term with a gap of up to three words: ``counterfeit * notes``."""
    head, tail = (re.escape(part.strip()) for part in term.split("*"))
    return regex(rf"(?<!\w){head} (?:[\w$-]+(?:[.,][\w$-]+)* ){{0,3}}?{tail}(?!\w)")


def _around_pattern(head: str, rest: Sequence[str]) -> re.Pattern[str]:
    """A verb that stands around those whom it befalls, ``order * to leave``: its first word, the rest seen ahead.

    A further gap, ``lose * to * customs``, holds two words at most.
    """
    tail = r" (?:[\w'-]+ ){0,2}?".join(map(re.escape, rest))
    return regex(rf"(?<!\w){re.escape(head)}(?= (?:(?:[^\s.;:]|\.(?=\d))+ ){{1,12}}?{tail}(?!\w))")


def _idiom_patterns(idiom: Idiom) -> list[tuple[bool, re.Pattern[str]]]:
    """Patterns of the words before (``True``) and behind (``False``) an act that make it none."""
    patterns = []
    if idiom.before:
        patterns.append((True, regex(rf"\b(?:{_any(idiom.before)}) (?:\w+ (?:or|and) )?$")))
    if idiom.after:
        patterns.append((False, regex(rf" (?:{_any(idiom.after)})(?!\w)")))
    return patterns


def _any(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(phrase).replace(r"\#", r"\d[\d,.]*") for phrase in phrases)


def inflect(verb: str) -> list[tuple[Form, str]]:
    """The forms of a verb as packs write it: ``seize``, ``catch:caught``, ``hold:held``, ``give:gave:given``."""
    base, *irregular = verb.split(":")
    head, _, tail = base.partition(" ")
    tail = f" {tail}" if tail else ""
    stem = head[:-1] if head.endswith("e") and not head.endswith("ee") else head
    doubled = re.fullmatch(r"[a-z]*[^aeiou][aeiou][bdgmnpt]", head) and any(
        f.split(" ")[0].startswith(head + head[-1]) for f in irregular
    )
    ing = (head + head[-1] if doubled else stem) + "ing" + tail
    if irregular:
        past, participle = irregular[0], irregular[-1]
    else:
        past = participle = (
            head[:-1] + "ied" if re.search(r"[^aeiou]y$", head) else stem + ("d" if head.endswith("ee") else "ed")
        ) + tail
    forms: list[tuple[Form, str]] = [("base", base), ("s", plural(head) + tail), ("ing", ing), ("past", past)]
    return [*forms, ("participle", participle)] if participle != past else forms


def _longest(found: list[Hit]) -> Iterator[Hit]:
    reach: dict[str, int] = {}
    for hit in found:
        if hit.start >= reach.get(hit.category, 0):
            reach[hit.category] = hit.end
            yield hit


def _in_context(hit: Hit, low: str) -> bool:
    if not isinstance(hit.entry, Good):
        return False
    elsewhere = low[: hit.start] + " " + low[hit.end :]
    return any(re.search(rf"\b{re.escape(word)}\b", elsewhere) for word in hit.entry.context)
