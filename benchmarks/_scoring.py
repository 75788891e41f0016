"""Setting what was read against what should have been, in the exchange format.

The incidents of a report are paired one to one so that the sum of likenesses is greatest (the assignment problem). A
pair must share a good, a person or, where neither names any, the country, and must not state different figures of one
good in one unit. What the gold marks as doubtful counts neither way. A slot of an incident without a partner counts as
missed or invented, so that a slot's score is end to end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from scipy.optimize import linear_sum_assignment

Record = dict[str, Any]

TOLERANCE = 0.02
SLOTS = ("date", "country", "commodity", "quantity", "suspect_nationality", "suspect_role", "suspect_count")
CLAIMS = ("production_rate", "price", "revenue", "stock", "area", "purity", "seizure_total", "packaging")
# Other names under which a gold or a reading may have the same thing.
_GOODS = {
    "amphetamine": "amphetamines",
    "cannabis": "marijuana|cannabis herb|ganja|indian hemp|weed|loud|canadian loud",
    "cannabis resin": "hashish|hash|charas",
    "captagon": "captagon pills|captagon tablets|fenethylline",
    "cash": "money|currency|us dollars",
    "cigarettes": "cigarette",
    "clonazepam": "clonazipam",
    "cocaine": "cocaine hydrochloride",
    "counterfeit currency": "counterfeit cash|counterfeit money|counterfeit usd|counterfeit us currency|fake currency|"
    "supernotes",
    "electronics": "electronic goods",
    "flunitrazepam": "rohypnol",
    "gold": "gold bars",
    "heroin": "diamorphine",
    "ivory": "tusks|elephant tusks|ivory tusks|elephant ivory|carved ivory",
    "liquor": "alcohol|liquors|spirits|whisky|whiskey|wine|beer",
    "mdma": "ecstasy",
    "methamphetamine": "methamphetamines|meth|crystal meth|crystal methamphetamine|methamphetamine hydrochloride|ice|"
    "shabu|philopon|yaba",
    "morphine": "morphine base|morphine solution|liquid morphine",
    "opium": "raw opium|wet opium|opium gum|opium paste",
    "pangolin scales": "scales",
    "precursor chemicals": "chemicals|precursors|chemical precursors|processing chemicals",
    "rhino horn": "rhino horns|rhinoceros horn|rhinoceros horns",
    "unspecified drugs": "drugs|illegal drugs|narcotics|unspecified drug|unspecified narcotics|unknown drug",
}
_UNITS = (
    {
        "kg": "kgs|kilogram|kilograms",
        "l": "litre|litres|liter|liters",
        "tablet": "tablets|pill|pills|capsule|capsules",
        "piece": "pieces|count|unit|units|item|items|tusk|tusks|horn|horns|block|blocks|sheet|sheets",
        "stick": "sticks|cigarette|cigarettes",
        "usd": "$|us$|us dollar",
        "percent": "%|per cent",
        "ha": "hectare|hectares",
        "usd/kg": "usd per kg",
        "usd/tablet": "usd/pill|usd per tablet",
    }
    | {one: f"{one}s" for one in ("bottle", "carton", "barrel", "bag", "parcel")}
    | {"box": "boxes"}
)
# What lies beside a haul is read or not as a reader likes.
_BESIDE = frozenset(
    "weapon weapons firearm firearms rifle rifles shotguns ammunition vehicle vehicles equipment".split()  # noqa: SIM905
) | {"ammonium nitrate fertilizer"}


def _by_name(table: dict[str, str]) -> dict[str, str]:
    return {other: name for name, others in table.items() for other in (name, *others.split("|"))}


_GOOD, _UNIT = _by_name(_GOODS), _by_name(_UNITS)


@dataclass
class Tally:
    """What was found, what was invented and what was missed."""

    hits: int = 0
    invented: int = 0
    missed: int = 0

    def add(self, hits: int = 0, invented: int = 0, missed: int = 0) -> None:
        self.hits += hits
        self.invented += invented
        self.missed += missed

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.invented) if self.hits + self.invented else 0.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        both = 2 * self.hits + self.invented + self.missed
        return 2 * self.hits / both if both else 0.0


@dataclass
class Score:
    """The tallies of some reports, and the incidents read out of those that hold none."""

    reports: int = 0
    incidents: Tally = field(default_factory=Tally)
    slots: dict[str, Tally] = field(default_factory=lambda: {slot: Tally() for slot in SLOTS})
    claims: Tally = field(default_factory=Tally)
    from_nothing: int = 0

    def take(self, gold: Record, read: Record) -> list[tuple[int, int]]:
        """Adds one report; returns which incidents of the gold and of the reading were paired."""
        wanted, found = gold["incidents"], read["incidents"]
        pairs = paired(wanted, found)
        partner = dict(pairs)
        taken = set(partner.values())
        for number, incident in enumerate(wanted):
            if incident.get("uncertain_incident"):
                continue
            met = number in partner
            self.incidents.add(hits=met, missed=not met)
            self._slots(incident, found[partner[number]] if met else None)
        for number, incident in enumerate(found):
            if number not in taken:
                self.incidents.add(invented=1)
                self._slots(None, incident)
        self.reports += 1
        self.from_nothing += 0 if wanted else len(found)
        self._claims(gold["claims"], read["claims"])
        return pairs

    def _slots(self, gold: Record | None, read: Record | None) -> None:
        for slot in ("date", "country"):
            if gold is not None and doubtful(gold, slot):
                continue
            want, have = (gold or {}).get(slot), (read or {}).get(slot)
            right = bool(want and have) and (same_date(want, have) if slot == "date" else want == have)
            self.slots[slot].add(right, bool(have) and not right, bool(want) and not right)
        self._loads(gold or {}, read or {})
        self._persons(gold or {}, read or {})

    def _loads(self, gold: Record, read: Record) -> None:
        goods, figures = self.slots["commodity"], self.slots["quantity"]
        pairs, missed, invented = paired_items(gold, read)
        for want, have in pairs:
            if doubtful(want, "commodity"):
                continue
            goods.add(hits=1)
            if doubtful(want, "quantity"):
                continue
            stated, given = want.get("quantity") is not None, have.get("quantity") is not None
            right = same_figure(want, have) is True or (
                stated and given and same_sum(gold, read, good_of(want), unit_of(have))
            )
            figures.add(right, given and not right, stated and not right)
        for want in missed:
            stated = want.get("quantity") is not None
            beside = [have for other, have in pairs if good_of(other) == good_of(want)]
            summed = stated and any(same_sum(gold, read, good_of(want), unit_of(have)) for have in beside)
            if not summed and not doubtful(want, "commodity"):
                goods.add(missed=1)
                figures.add(missed=stated and not doubtful(want, "quantity"))
        if any(doubtful(want, "commodity") for want in items(gold)):
            return
        for have in invented:
            goods.add(invented=1)
            figures.add(invented=have.get("quantity") is not None)

    def _persons(self, gold: Record, read: Record) -> None:
        persons = gold.get("suspects") or []
        open_nationality = any(doubtful(p, "nationality") for p in persons)
        want, have = nationalities(gold), nationalities(read)
        self.slots["suspect_nationality"].add(
            len(want & have), 0 if open_nationality else len(have - want), len(want - have)
        )
        named: dict[str, set[str]] = {}
        for person in persons:
            if person.get("role") and not doubtful(person, "role"):
                named.setdefault(head(person["role"]), roles(person))
        allowed = {role for person in persons for role in roles(person)}
        said = {head(p["role"]) for p in read.get("suspects") or [] if p.get("role")}
        right = sum(bool(names & said) for names in named.values())
        loose = any(doubtful(p, "role") for p in persons)
        self.slots["suspect_role"].add(right, 0 if loose else len(said - allowed), len(named) - right)
        self._counts(gold, read, open_nationality)

    def _counts(self, gold: Record, read: Record, open_nationality: bool) -> None:
        """How many persons of each nationality; a group whose number is not known is left out."""
        want, have = heads(gold, gold=True), heads(read, gold=False)
        uncounted = {
            p.get("nationality") or "?"
            for p in gold.get("suspects") or []
            if p.get("count") is None or doubtful(p, "count")
        }
        if open_nationality:  # then only the number of all can be right or wrong
            want, have = (
                {"*": sum(group.values())} if group and not uncounted else {} for group in (want, have)
            )  # fmt: skip
            uncounted = set()
        right = sum(have.get(group) == number for group, number in want.items())
        wrong = sum(group not in uncounted and want.get(group) != number for group, number in have.items())
        self.slots["suspect_count"].add(right, wrong, len(want) - right)

    def _claims(self, gold: Sequence[Record], read: Sequence[Record]) -> None:
        left = [claim for claim in read if claim.get("kind") in CLAIMS]
        for want in sorted(gold, key=lambda claim: bool(claim.get("uncertain"))):
            met = next((have for have in left if same_claim(want, have)), None)
            if met is not None:
                left = [have for have in left if have is not met]
            if not want.get("uncertain"):
                self.claims.add(hits=met is not None, missed=met is None)
        self.claims.add(invented=len(left))


def paired(gold: Sequence[Record], read: Sequence[Record]) -> list[tuple[int, int]]:
    """The pairs of incidents that are told alike, each at most once, so that all likenesses together are greatest."""
    if not gold or not read:
        return []
    table = [[likeness(want, have) for have in read] for want in gold]
    rows, columns = linear_sum_assignment(table, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if table[i][j] > 0]


def likeness(gold: Record, read: Record) -> float:
    """How much two incidents are alike, 0 where they can't be one."""
    pairs, missed, invented = paired_items(gold, read)
    persons = share_persons(gold, read)
    told = [items(gold), items(read), gold.get("suspects"), read.get("suspects")]
    same_country = bool(gold.get("country")) and gold.get("country") == read.get("country")
    if not pairs and not persons and (any(told) or not same_country):
        return 0.0
    for want, have in pairs:
        if (
            not doubtful(want, "quantity")
            and same_figure(want, have) is False
            and not same_sum(gold, read, good_of(want), unit_of(have))
        ):
            return 0.0
    all_items = len(pairs) + len(missed) + len(invented)
    points = 1.0 + 1.5 * same_country + 1.0 * persons + 1.5 * bool(names(gold) & names(read))
    if all_items:
        points += 3 * len(pairs) / all_items + 3 * sum(same_figure(a, b) is True for a, b in pairs) / all_items
    want_day, have_day = gold.get("date"), read.get("date")
    if same_date(want_day, have_day):
        points += 2
    elif want_day and have_day and want_day[:4] == have_day[:4]:
        points += 0.5
    here, there = gold.get("place"), read.get("place")
    return points + 1.0 * bool(here and there and here.lower() == there.lower())


def doubtful(record: Record, slot: str) -> bool:
    """Whether the gold marks a slot as one on which readers may differ."""
    marked = record.get("uncertain")
    return marked is True or (isinstance(marked, list) and slot in marked)


def good_of(item: Record) -> str:
    name = (item.get("commodity") or "").strip().lower()
    return _GOOD.get(name, name)


def unit_of(record: Record) -> str:
    name = (record.get("unit") or "").strip().lower()
    return _UNIT.get(name, name)


def items(incident: Record) -> list[Record]:
    """The items without what only lies beside a haul."""
    return [item for item in incident.get("items") or [] if good_of(item) not in _BESIDE]


def close(a: float, b: float) -> bool:
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b)) + 1e-12


def within(value: float, low: float, high: float | None) -> bool:
    return close(low, value) or (high is not None and low * (1 - TOLERANCE) <= value <= high * (1 + TOLERANCE))


def same_figure(gold: Record, read: Record) -> bool | None:
    """Whether two items state one quantity; ``None`` where there are no two figures in one unit."""
    if gold.get("quantity") is None or read.get("quantity") is None:
        return None
    stated = [(gold["quantity"], gold.get("quantity_max"), unit_of(gold))]
    stated += [
        (other["quantity"], None, unit_of(other))
        for other in gold.get("quantity_alt") or []
        if other.get("scope") != "total"
    ]
    alike = [within(read["quantity"], low, high) for low, high, unit in stated if unit == unit_of(read)]
    return any(alike) if alike else None


def same_sum(gold: Record, read: Record, good: str, unit: str) -> bool:
    """Whether the items of one good add up to the same on both sides, or to a total that the gold allows."""
    have = added(items(read), good, unit)
    want = added(items(gold), good, unit)
    if have is None:
        return False
    if want is not None and close(want, have):
        return True
    return any(
        other.get("scope") == "total" and unit_of(other) == unit and close(other["quantity"], have)
        for item in items(gold)
        if good_of(item) == good
        for other in item.get("quantity_alt") or []
    )


def added(loads: Iterable[Record], good: str, unit: str) -> float | None:
    figures = [
        item["quantity"]
        for item in loads
        if item.get("quantity") is not None and good_of(item) == good and unit_of(item) == unit
    ]
    return sum(figures) if figures else None


def paired_items(gold: Record, read: Record) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Items of one good, those whose figures agree first; and what is left on either side."""
    want, have = items(gold), items(read)
    ranked = []
    for i, a in enumerate(want):
        known = {good_of(a), *(good_of({"commodity": other}) for other in a.get("commodity_alt") or [])}
        for j, b in enumerate(have):
            if good_of(b) in known or (doubtful(a, "commodity") and a.get("commodity")):
                agreement = {True: 2, None: 1, False: 0}[same_figure(a, b)]
                ranked.append((-agreement, good_of(a) != good_of(b), i, j))
    met: dict[int, int] = {}
    for _, _, i, j in sorted(ranked):
        if i not in met and j not in met.values():
            met[i] = j
    pairs = [(want[i], have[j]) for i, j in met.items()]
    return (
        pairs,
        [a for i, a in enumerate(want) if i not in met],
        [b for j, b in enumerate(have) if j not in met.values()],
    )


def same_date(gold: str | None, read: str | None) -> bool:
    """Whether the date read is the gold's, a finer one inside it, or one end of its interval."""
    if not gold or not read:
        return False
    ends = [gold, *(gold.split("/") if "/" in gold else [])]
    return any(read == end or read.startswith(f"{end}-") for end in ends)


def head(role: str) -> str:
    """The last word of a role, in the singular as far as an s goes."""
    words = re.sub(r"[^a-z' -]", "", role.lower()).split()
    return words[-1].removesuffix("s") if words else ""


def roles(person: Record) -> set[str]:
    return {head(role) for role in (person.get("role"), *(person.get("role_alt") or [])) if role}


def nationalities(incident: Record, sure: bool = True) -> set[str]:
    return {
        person["nationality"]
        for person in incident.get("suspects") or []
        if person.get("nationality") and not (sure and doubtful(person, "nationality"))
    }


def names(incident: Record) -> set[str]:
    return {re.sub(r"[^a-z]", "", p["name"].lower()) for p in incident.get("suspects") or [] if p.get("name")}


def share_persons(gold: Record, read: Record) -> bool:
    """Whether both tell of persons of one nationality, name or role."""
    if nationalities(gold, sure=False) & nationalities(read, sure=False) or names(gold) & names(read):
        return True
    told = [{role for p in incident.get("suspects") or [] for role in roles(p)} for incident in (gold, read)]
    return bool(told[0] & told[1])


def heads(incident: Record, gold: bool) -> dict[str, int]:
    """How many persons of each nationality (``?`` for none); groups with an open number are left out."""
    numbers: dict[str, int] = defaultdict(int)
    unknown: set[str] = set()
    for person in incident.get("suspects") or []:
        group = person.get("nationality") or "?"
        if gold and doubtful(person, "nationality"):
            group = "?"
        if person.get("count") is None or (gold and doubtful(person, "count")):
            unknown.add(group)
        else:
            numbers[group] += person["count"]
    return {group: number for group, number in numbers.items() if group not in unknown}


def same_claim(gold: Record, read: Record) -> bool:
    return bool(
        gold["kind"] == read.get("kind")
        and unit_of(gold) == unit_of(read)
        and read.get("value") is not None
        and within(read["value"], gold["value"], gold.get("value_max"))
    )


def lines(scores: dict[str, Score]) -> Iterator[str]:
    """A table with one group of columns for each of the scores: precision, recall, F1."""
    yield f"{'':<22}" + "".join(f"{name:>20}" for name in scores)
    yield f"{'':<22}" + "".join(f"{f'{score.reports} reports':>20}" for score in scores.values())
    yield f"{'':<22}" + f"{'P':>8}{'R':>6}{'F1':>6}" * len(scores)
    named = [("incidents", [s.incidents for s in scores.values()])]
    named += [(f"  {slot.replace('_', ' ')}", [s.slots[slot] for s in scores.values()]) for slot in SLOTS]
    named += [("claims", [s.claims for s in scores.values()])]
    for name, tallies in named:
        yield f"{name:<22}" + "".join(f"{t.precision:>8.3f}{t.recall:>6.3f}{t.f1:>6.3f}" for t in tallies)
    yield f"{'read out of nothing':<22}" + "".join(f"{score.from_nothing:>20}" for score in scores.values())
