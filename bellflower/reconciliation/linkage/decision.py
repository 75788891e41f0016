"""What a scored pair is: one incident, possibly one, or two.

The weight decides, and three rules that no weight outdoes (codebook, rule 19): nothing is joined across a
contradiction; mentions of one report are two incidents unless a vessel or a person says otherwise, for a writer who
tells of one event twice has been joined by extraction already; and something narrow must agree, for month, country and
good agree by chance every day.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from bellflower.reconciliation.facts import Facts
from bellflower.reconciliation.linkage.comparisons import COMPARISONS, Level
from bellflower.reconciliation.linkage.model import Model
from bellflower.reconciliation.linkage.scoring import Scored
from bellflower.reconciliation.linkage.words import sentence
from bellflower.records import Record

Decision = Literal["one", "possible", "apart"]
# What agrees in few incidents only counts one, what agrees in some a half; a vessel is two keys at once.
# What differs counts against, however well the rest agrees.
_KEYS = {
    "conveyance": {"same": 2.0, "nearly": 1.5},
    "persons": {"same": 1.0, "partly": 0.5},
    "date": {"day": 1.0, "next_day": 1.0, "follows": 0.5, "month": 0.5},
    "place": {"town": 1.0, "nearly": 1.0, "region": 0.5, "site": 0.5, "towns_differ": -0.5, "far": -1.0},
    "goods": {"same": 0.5, "different": -1.0},
    "quantity": {"telling": 1.0, "same": 1.0, "rounding": 0.5, "size": -0.5, "other_size": -0.5},
    "value": {"same": 1.0},
    "suspects": {"same": 1.0, "role": 0.5, "number": 0.5, "crowd": 0.5, "different": -0.5},
    "wording": {"same": 1.0},
}
_BROAD = frozenset({"date", "goods"})
ENOUGH_KEYS = 1.5
_DATES_THAT_DIFFER = frozenset({"next_day", "follows", "apart"})
_ORDER = {"strong": 0, "agree": 1, "compatible": 2, "silent": 3, "differ": 4, "contradict": 5}


class Pair(Record, frozen=True):
    """Two mentions compared: the weight of evidence in bits, what is decided, and the level of each fact.

    ``by_day``: nothing but their days contradicts the two.
    """

    mention_ids: tuple[str, str]
    weight: float
    decision: Decision
    contradicted: bool
    by_day: bool
    gammas: tuple[int, ...]


def decide(scored: Scored, model: Model, known: Mapping[str, Facts]) -> Pair:
    """What the pair that splink has scored is; ``known`` has the facts of each mention.

    Rows of one table are never one incident: who made the table counted them apart.
    """
    a, b = (known[mention_id] for mention_id in scored.mention_ids)
    same_report, same_table = a.report_id == b.report_id, a.table is not None and a.table == b.table
    found = levels(scored.gammas)
    contradicted = same_table or contradicts(found, same_report=same_report)
    return Pair(
        mention_ids=scored.mention_ids,
        weight=scored.weight,
        decision=_decide(found, scored.weight, contradicted, same_report, model),
        contradicted=contradicted,
        by_day=not (same_report or same_table) and _contradicting(found) == ["date"],
        gammas=scored.gammas,
    )


def why(pair: Pair, known: Mapping[str, Facts]) -> str:
    """What speaks for the two being one incident, then what speaks against, in one sentence."""
    a, b = (known[mention_id] for mention_id in pair.mention_ids)
    said = sorted(levels(pair.gammas).items(), key=lambda item: _ORDER[item[1].verdict])
    return "; ".join(sentence(fact, level.name, a, b) for fact, level in said if level.verdict != "silent")


@lru_cache(maxsize=2**16)
def levels(gammas: tuple[int, ...]) -> Mapping[str, Level]:
    """By fact the level on which two mentions agree, of the facts that both tell."""
    found = ((one.fact, one.level(gamma)) for one, gamma in zip(COMPARISONS, gammas, strict=True))
    return {fact: level for fact, level in found if level is not None}


def contradicts(found: Mapping[str, Level], *, same_report: bool) -> bool:
    """Whether the two can't be one. Inside one report the dates come from one hand: there they differ on purpose."""
    by_one_hand = same_report and "date" in found and found["date"].name in _DATES_THAT_DIFFER
    return by_one_hand or bool(_contradicting(found))


def reprinted(pair: Pair) -> bool:
    """Whether one of the two was printed again at another day, from which its date was counted."""
    date = levels(pair.gammas).get("date")
    return date is not None and date.name == "reprinted"


def _contradicting(found: Mapping[str, Level]) -> list[str]:
    return [fact for fact, level in found.items() if level.verdict == "contradict"]


def _decide(found: Mapping[str, Level], weight: float, contradicted: bool, same_report: bool, model: Model) -> Decision:
    if contradicted:
        return "apart"
    strong = any(level.verdict == "strong" for level in found.values())
    keys = sum(_KEYS.get(fact, {}).get(level.name, 0.0) for fact, level in found.items())
    dated = "date" in found and found["date"].verdict == "agree"
    # A ship's cargo is told in every size, from the first bag found to what rumour makes of it.
    heavy = weight >= model.one_at or (strong and dated and "goods" in found and found["goods"].name == "same")
    if heavy and keys >= ENOUGH_KEYS and (strong or not same_report):
        return "one"
    narrow = any(_KEYS.get(fact, {}).get(level.name, 0.0) > 0 for fact, level in found.items() if fact not in _BROAD)
    return "possible" if (strong or (dated and narrow)) and weight >= model.possible_at else "apart"
