"""The Korean words of the packs (``korean.csv``), each leading to an entry of the other tables.

The words are found in the text as it stands; :mod:`morphemes` then says which of them are words there (금 is gold, but
no part of 벌금 or 현금).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import ahocorasick_rs

from bellflower.extraction.lexicon import Category, Entry, Form, Hit
from bellflower.extraction.quantities.quantities import Units
from bellflower.extraction.quantities.units import Unit
from bellflower.packs import Act, Conveyance, Force, Pack, PackError, Role, read_table
from bellflower.patterns import regex
from bellflower.records import Record

COLUMNS = ("kind", "entry", "terms", "context", "unless", "note")
KINDS = ("good", "code", "compound", "unit", "act", "force", "conveyance", "role")
_CATEGORY: dict[str, Category] = {
    "good": "good", "code": "good", "compound": "compound", "force": "force", "conveyance": "conveyance",
    "role": "role",
}  # fmt: skip
T = TypeVar("T")
_BESIDE = 24  # characters around a code word that may show that the plain thing is meant
_MADE = regex(r"(?P<noun>.+?)(?:하|되|받)다")


class Word(Record, frozen=True):
    """A term of ``korean.csv``. ``context`` must stand elsewhere in the text, ``unless`` must not stand beside it."""

    term: str
    category: Category
    form: Form
    entry: Entry | None
    context: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Words:
    """The Korean words of the packs in force, compiled."""

    def __init__(self, pack: Pack, units: Units) -> None:
        rows = [row for path in pack.files("korean.csv") for row in read_table(path, COLUMNS[:5], COLUMNS[5:])]
        goods = {term: good for good in reversed(pack.goods) for term in good.terms}
        goods |= {good.name: good for good in reversed(pack.goods)}
        roles = {role.role: role for role in reversed(pack.roles)}
        self._words: list[Word] = []
        self.units: dict[str, Unit] = {}
        self.act_nouns: dict[str, tuple[Act, tuple[str, ...]]] = {}
        self.act_verbs: dict[str, Act] = {}
        for row in rows:
            kind, entry, terms = row["kind"], row["entry"], _cells(row["terms"])
            if kind not in KINDS:
                raise PackError(f"{row['_at']}: field 'kind' is {kind!r}; write one of {', '.join(KINDS)}")
            if kind == "unit":
                self.units |= dict.fromkeys(terms, _known(units.named(entry), row, "units.csv"))
            elif kind == "act":
                self._add_act(_act(pack, row), terms, _cells(row["unless"]))
            else:
                found: Entry | None = None
                if kind in ("good", "code"):
                    found = _known(goods.get(entry), row, "goods.csv")
                elif kind == "force":
                    found = Force(terms=terms, country=entry or None)
                elif kind == "conveyance":
                    found = Conveyance(terms=terms, mode=entry)
                elif kind == "role":
                    found = roles.get(entry) or Role(role=entry, plural=None, side="suspect")
                form: Form = "code" if kind == "code" else "singular" if kind == "role" else ""
                self._words += [
                    Word(
                        term=term,
                        category=_CATEGORY[kind],
                        form=form,
                        entry=found,
                        context=_cells(row["context"]),
                        unless=_cells(row["unless"]),
                    )
                    for term in terms
                ]
        self._automaton = ahocorasick_rs.AhoCorasick([word.term for word in self._words])
        named = [word.term for word in self._words if word.category == "good"]
        self._goods = ahocorasick_rs.AhoCorasick(named) if named else None
        self.nouns = tuple(
            sorted(
                {w.term for w in self._words if w.category in ("good", "role") and w.term.isalpha() and len(w.term) > 1}
            )
        )

    def names_goods(self, text: str) -> bool:
        """Whether the letters of any good stand in ``text``: the quick question before any analysis."""
        if text.isascii():
            return False
        return self._goods is not None and bool(self._goods.find_matches_as_indexes(text))

    def find(
        self, text: str, starts: frozenset[int], ends: frozenset[int], nouns: frozenset[tuple[int, int]]
    ) -> Iterator[Hit]:
        """The words of the packs in ``text`` that begin and end where morphemes do, longest first; acts left out.

        A word of one syllable must be one of ``nouns`` by itself.
        """
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            word = self._words[index]
            loose = word.category == "force"  # 인천경찰청: the city and the force are one name
            if end not in ends or (start not in starts and not loose):
                continue
            if end - start == 1 and (start, end) not in nouns:
                continue
            if _is_meant(word, text, start, end):
                found.append(Hit(start=start, end=end, category=word.category, form=word.form, entry=word.entry))
        last: dict[Category, int] = {}
        for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
            if hit.start >= last.get(hit.category, 0):
                last[hit.category] = hit.end
                yield hit

    def _add_act(self, act: Act, terms: Sequence[str], unless: tuple[str, ...]) -> None:
        for term in terms:
            made = _MADE.fullmatch(term)
            if made:
                self.act_nouns[made["noun"]] = (act, unless)
            else:
                self.act_verbs[term.rpartition(" ")[2].removesuffix("다")] = act


def _is_meant(word: Word, text: str, start: int, end: int) -> bool:
    beside = text[max(0, start - _BESIDE) : end + _BESIDE] if word.form == "code" else text[end : end + 4].lstrip()
    if word.form == "code":
        return any(c in text for c in word.context) and not any(u in beside for u in word.unless)
    return not any(beside.startswith(u) for u in word.unless)


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(term.strip() for term in cell.split("|") if term.strip())


def _known(found: T | None, row: dict[str, str], table: str) -> T:
    if found is None:
        raise PackError(f"{row['_at']}: {row['entry']!r} stands in no {table}; write the name of one of its rows")
    return found


def _act(pack: Pack, row: dict[str, str]) -> Act:
    act = next((a for a in pack.acts if any(v.split(":")[0] == row["entry"] for v in a.verbs)), None)
    return _known(act, row, "acts.csv")
