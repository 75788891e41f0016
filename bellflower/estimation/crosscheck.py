"""Claims that an accounting identity joins, set against each other in proper units.

Which identities there are is data (``identities.yaml`` in a pack). The factors come from one report, so that one
author's figures are taken together as meant; the result may be anybody's. Claims are joined only where they are about
one country and about goods that can be the same:

* **Country.** A claim is about the country that its report names most, unless its own words name only others.
* **Goods.** What the amount names, else what its sentence names. A general word ("drugs") can be any good of its pack;
  two that are named must share one. A claim without any goods in its words joins nothing.

Figures spread as intervals: several prices are a range from the lowest to the highest, never a mean (Moore 1966,
"Interval Analysis"). "Up to" makes the product an upper bound and the explanation says so.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import mul
from pathlib import Path
from typing import Literal

import msgspec

from bellflower import packs
from bellflower.estimation.units import Unit, parse
from bellflower.packs import Pack, PackError, read_yaml
from bellflower.reconciliation.amounts import plain
from bellflower.reconciliation.countries import countries_named, main_country
from bellflower.reconciliation.facts import NOT_FACTS
from bellflower.reconciliation.intervals import span
from bellflower.records import Amount, Claim, CrossCheck, Reading, Record, Report, stable_id
from bellflower.text import flow, sentences

# "About" is read as within a tenth (a choice to test); figures that meet within it agree.
ABOUT = 0.10
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))

Bound = Literal["", "upper", "lower", "open"]
Verdict = Literal["agrees", "contradicts", "cannot_tell"]


class Identity(Record, frozen=True):
    """``factors`` multiplied give ``result``; each is a claim's predicate. ``words`` tells the sum.

    A claim whose sentence holds a word of ``not_about`` is about something smaller and is passed over.
    """

    name: str
    factors: tuple[str, ...]
    result: str
    words: str
    not_about: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Figure:
    """A claim's amount with what decides whether it may be joined to others."""

    claim: Claim
    report: Report
    amount: Amount
    unit: Unit
    actors: frozenset[str]
    goods: frozenset[str]
    words: str

    @property
    def low(self) -> float:
        return self.amount.value

    @property
    def high(self) -> float:
        return self.amount.value if self.amount.value_max is None else self.amount.value_max


@dataclass(frozen=True)
class Vocabulary:
    """The goods of some packs: their terms, and for each name its pack and whether it is a general word there."""

    terms: re.Pattern[str]
    names: Mapping[str, str]
    trades: Mapping[str, tuple[str, bool]]

    @classmethod
    def of(cls, pack: Pack) -> Vocabulary:
        """The vocabulary of loaded packs; which pack a good stands in is read from its ``goods.csv``."""
        names: dict[str, str] = {}
        for good in pack.goods:
            for term in (good.name, *good.terms):
                names.setdefault(term.lower(), good.name)
        terms = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        trades: dict[str, tuple[str, bool]] = {}
        for path in (folder / "goods.csv" for folder in pack.folders):
            if path.exists():
                with path.open(encoding="utf-8", newline="") as file:
                    trades |= {
                        row["name"]: (path.parent.name, row["kind"] == "generic") for row in csv.DictReader(file)
                    }
        return cls(re.compile(rf"(?<!\w)(?:{terms})(?!\w)", re.IGNORECASE), names, trades)

    def goods_named(self, text: str) -> frozenset[str]:
        """The goods that a text names, by canonical name or term; general words only where it names nothing else."""
        found = frozenset(self.names[match.group().lower()] for match in self.terms.finditer(text))
        general = frozenset(name for name in found if self._is_general(name))
        return found - general or found

    def can_be_one(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether two sets of goods share one, or a general word of the one's pack stands for the other's."""
        return bool(one & other) or any(
            self._pack(a) == self._pack(b) is not None and (self._is_general(a) or self._is_general(b))
            for a in one
            for b in other
        )

    def _pack(self, name: str) -> str | None:
        return self.trades[name][0] if name in self.trades else None

    def _is_general(self, name: str) -> bool:
        return name in self.trades and self.trades[name][1]


def identities(folders: Iterable[Path]) -> tuple[Identity, ...]:
    """The identities of these pack folders. Raises :class:`PackError` naming the file and the field."""
    found: list[Identity] = []
    for path in (folder / "identities.yaml" for folder in folders):
        if path.exists():
            try:
                found += msgspec.convert(read_yaml(path) or [], list[Identity])
            except msgspec.ValidationError as error:
                raise PackError(f"{path}: {error}") from None
    return tuple(found)


def cross_checks(readings: Sequence[Reading], pack: Pack | None = None) -> tuple[CrossCheck, ...]:
    """Every stated result that some report's factors imply, with the verdict; in an order that content decides.

    ``pack`` (default: what ships) brings the identities and the names of goods.
    """
    pack = packs.load() if pack is None else pack
    words = Vocabulary.of(pack)
    figures = [figure for reading in readings for figure in _figures(reading, words)]
    checks = [
        check
        for identity in identities(pack.folders)
        for stated in figures
        if stated.claim.predicate == identity.result and not _is_share(stated, identity)
        for check in _against(identity, stated, figures, words)
    ]
    unique = {check.id: check for check in checks}
    return tuple(sorted(unique.values(), key=lambda check: (check.identity, check.against, check.inputs)))


def _figures(reading: Reading, vocabulary: Vocabulary) -> Iterator[_Figure]:
    report = reading.report
    main = main_country(report.text)
    bounds = sentences(flow(report.text))
    for claim in reading.claims:
        if isinstance(claim.value, Amount) and claim.mention is None and claim.modality not in NOT_FACTS:
            own = [report.text[a:b] for a, b in bounds if a < claim.quote.end and b > claim.quote.start]
            words = " . ".join([claim.subject, *own])
            yield _Figure(
                claim=claim,
                report=report,
                amount=claim.value,
                unit=parse(claim.value.unit),
                actors=_actors(claim, main),
                goods=vocabulary.goods_named(f"{claim.value.goods or ''} . {claim.subject}")
                or vocabulary.goods_named(words),
                words=words.lower(),
            )


def _against(
    identity: Identity, stated: _Figure, figures: Sequence[_Figure], words: Vocabulary
) -> Iterator[CrossCheck]:
    """The checks of one stated figure, one for each report and good that give all factors."""
    by_report: dict[str, list[_Figure]] = defaultdict(list)
    for figure in figures:
        by_report[figure.report.id].append(figure)
    for _, own in sorted(by_report.items()):
        choices = [
            [figure for figure in own if figure.claim.predicate == factor and not _is_share(figure, identity)]
            for factor in identity.factors
        ]
        joined = [sum_ for sum_ in product(*choices) if _belong_together((*sum_, stated), words)]
        groups: dict[frozenset[str], list[tuple[_Figure, ...]]] = defaultdict(list)
        for sum_ in joined:
            groups[sum_[0].goods].append(sum_)
        for _, group in sorted(groups.items(), key=lambda item: sorted(item[0])):
            fitting = [sum_ for sum_ in group if _unit(sum_).powers == stated.unit.powers]
            yield _check(identity, fitting, stated) if fitting else _cannot_tell(identity, group, stated)


def _belong_together(figures: Sequence[_Figure], words: Vocabulary) -> bool:
    actors = [figure.actors for figure in figures if figure.actors]
    one_actor = len(actors) == len(figures) and bool(frozenset.intersection(*actors))
    return (
        one_actor and all(words.can_be_one(a.goods, b.goods) for a in figures for b in figures) and _one_period(figures)
    )


def _is_share(figure: _Figure, identity: Identity) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", figure.words) for word in identity.not_about)


def _one_period(figures: Sequence[_Figure]) -> bool:
    spans = [days for figure in figures if figure.amount.per and (days := span(figure.amount.per))]
    return all(one.overlaps(other) for one in spans for other in spans)


def _unit(factors: Sequence[_Figure]) -> Unit:
    return reduce(mul, (figure.unit for figure in factors))


def _check(identity: Identity, sums: Sequence[Sequence[_Figure]], stated: _Figure) -> CrossCheck:
    lows = [reduce(mul, (figure.low for figure in s), 1.0) * _unit(s).factor / stated.unit.factor for s in sums]
    highs = [reduce(mul, (figure.high for figure in s), 1.0) * _unit(s).factor / stated.unit.factor for s in sums]
    implied, claimed = (_tidy(min(lows)), _tidy(max(highs))), (stated.low, stated.high)
    used = list({figure.claim.id: figure for s in sums for figure in s}.values())
    bound = _bound(used)
    ratio = (claimed[0] / implied[1], claimed[1] / implied[0]) if implied[0] > 0 else None
    verdict = _verdict(implied, claimed, bound, _bound([stated]), any(_is_about(figure) for figure in (*used, stated)))
    return CrossCheck(
        id=stable_id("check", identity.name, stated.claim.id, *sorted(figure.claim.id for figure in used)),
        identity=identity.name,
        inputs=tuple(sorted(figure.claim.id for figure in used)),
        against=(stated.claim.id,),
        implied=implied,
        stated=claimed,
        unit=stated.amount.unit,
        ratio=ratio,
        verdict=verdict,
        explanation=_explain(identity, used, stated, implied, ratio, bound, verdict),
    )


def _cannot_tell(identity: Identity, sums: Sequence[Sequence[_Figure]], stated: _Figure) -> CrossCheck:
    used = list({figure.claim.id: figure for s in sums for figure in s}.values())
    powers = sorted({_powers(_unit(s)) for s in sums})
    implied = [
        reduce(mul, (side(figure) for figure in s), 1.0) * _unit(s).factor for s in sums for side in (_low, _high)
    ]
    return CrossCheck(
        id=stable_id("check", identity.name, stated.claim.id, *sorted(figure.claim.id for figure in used)),
        identity=identity.name,
        inputs=tuple(sorted(figure.claim.id for figure in used)),
        against=(stated.claim.id,),
        implied=(_tidy(min(implied)), _tidy(max(implied))),
        stated=(stated.low, stated.high),
        unit=f"{', '.join(powers)} against {stated.amount.unit}",
        ratio=None,
        verdict="cannot_tell",
        explanation=(
            f"{_list(used, identity)} give an amount in {', '.join(powers)}; the stated {identity.result} "
            f"({_source(stated.report)}) is in {stated.amount.unit}. "
            "Nothing here says how the one converts into the other, so they are not compared."
        ),
    )


def _verdict(
    implied: tuple[float, float], stated: tuple[float, float], bound: Bound, stated_bound: Bound, about: bool
) -> Verdict:
    """Intervals that meet agree; apart they contradict, unless a bound ("up to") leaves open that they meet."""
    slack = 1 + (ABOUT if about else 1e-9)
    if stated[0] <= implied[1] * slack and implied[0] <= stated[1] * slack:
        return "agrees"
    stated_is_higher = stated[0] > implied[1]
    if stated_is_higher:
        # At least so much implied, or at most so much stated, is no word against a higher or lower truth.
        open_between = bound in {"lower", "open"} or stated_bound in {"upper", "open"}
    else:
        open_between = bound in {"upper", "open"} or stated_bound in {"lower", "open"}
    return "cannot_tell" if open_between else "contradicts"


def _bound(figures: Iterable[_Figure]) -> Bound:
    kinds = {figure.claim.qualifier for figure in figures}
    if {"at_most", "at_least"} <= kinds:
        return "open"
    return "upper" if "at_most" in kinds else "lower" if "at_least" in kinds else ""


def _is_about(figure: _Figure) -> bool:
    return figure.claim.qualifier in {"approximate", "order_of_magnitude"}


def _explain(
    identity: Identity, used: Sequence[_Figure], stated: _Figure, implied: tuple[float, float],
    ratio: tuple[float, float] | None, bound: Bound, verdict: Verdict,
) -> str:  # fmt: skip
    limit = {"upper": "at most ", "lower": "at least ", "": "", "open": ""}[bound]
    unit = stated.amount.unit
    told_of = [identity.words.format(factors=_list(used, identity), implied=f"{limit}{_range(*implied)} {unit}") + "."]
    if bound == "upper":
        ups = [figure for figure in used if figure.claim.qualifier == "at_most"]
        kinds = " and ".join(dict.fromkeys(figure.claim.predicate.replace("_", " ") for figure in ups))
        told_of.append(f'The {kinds} is stated as "up to", so the result is an upper bound.')
    told = f"The {identity.result} stated is {_range(stated.low, stated.high)} {unit} ({_source(stated.report)})"
    if verdict == "contradicts" and ratio is not None and ratio[0] > 1:
        told_of.append(f"{told}: {_times(ratio)} times as much. Both cannot be true as they stand.")
    elif verdict == "contradicts" and ratio is not None:
        told_of.append(f"{told}: {_times((1 / ratio[1], 1 / ratio[0]))} times less. Both cannot be true as they stand.")
    elif verdict == "agrees":
        told_of.append(f"{told}; both can be true.")
    else:
        told_of.append(f"{told}; as one of them is only a bound, they cannot be held against each other.")
    if any(figure.report.id != stated.report.id for figure in used):
        told_of.append("The figures come from different reports and may speak of different years.")
    told_of[0] = told_of[0][0].upper() + told_of[0][1:]
    return " ".join(told_of)


def _list(used: Sequence[_Figure], identity: Identity) -> str:
    parts = []
    for factor in identity.factors:
        own = [figure for figure in used if figure.claim.predicate == factor]
        amounts = ", ".join(dict.fromkeys(f"{_range(figure.low, figure.high)} {figure.amount.unit}" for figure in own))
        parts.append(f"a {factor.replace('_', ' ')} of {amounts}")
    return f"{' times '.join(parts)} ({_source(used[0].report)})"


def _range(low: float, high: float) -> str:
    scale, word = next(((scale, f" {word}") for scale, word in _SCALES if low >= scale), (1.0, ""))
    return f"{plain(low / scale)}{word}" if low == high else f"{plain(low / scale)}–{plain(high / scale)}{word}"


def _times(ratio: tuple[float, float]) -> str:
    low, high = (f"{value:.2g}" if value < 100 else f"{value:,.0f}" for value in ratio)
    return low if low == high else f"{low} to {high}"


def _source(report: Report) -> str:
    name = report.publisher or report.title or report.stem
    return f"{name}, {report.published}" if report.published else name


def _powers(unit: Unit) -> str:
    above = " ".join(name for name, power in unit.powers if power > 0) or "1"
    below = "".join(f"/{name}" for name, power in unit.powers if power < 0)
    return above + below


def _low(figure: _Figure) -> float:
    return figure.low


def _high(figure: _Figure) -> float:
    return figure.high


def _tidy(value: float) -> float:
    """Twelve digits: what is left beyond them is arithmetic, not evidence."""
    return float(f"{value:.12g}")


def _actors(claim: Claim, main: str | None) -> frozenset[str]:
    named = countries_named(f"{claim.subject} . {claim.quote.exact}")
    if main is not None and (main in named or not named):
        return frozenset({main})
    return frozenset(named)
