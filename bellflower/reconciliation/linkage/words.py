"""What a comparison of two mentions says, in words: the level that was found, with the values that make it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rapidfuzz.distance import Levenshtein

from bellflower.reconciliation.countries import country_name
from bellflower.reconciliation.facts import Facts, Quantity, fold, is_name, person_key, vessel_key
from bellflower.reconciliation.parties import party_words
from bellflower.reconciliation.places import same_place
from bellflower.records import Where

Say = Callable[[Facts, Facts], str]


def sentence(fact: str, level: str, a: Facts, b: Facts) -> str:
    """One clause on what the two say of a fact, such as ``quantities differ: 125 kg, 50 kg``."""
    return _WORDS[fact, level](a, b)


def _vessel(a: Facts, b: Facts) -> str:
    left, right = ({vessel_key(name): name for name in one.conveyances if is_name(name)} for one in (a, b))
    shared = min(left.keys() & right.keys())
    return f"same vessel: {_both(left[shared], right[shared])}"


def _vessels(a: Facts, b: Facts) -> str:
    left, right = ([name for name in one.conveyances if is_name(name)] for one in (a, b))
    near = min(((x, y) for x in left for y in right), key=lambda names: Levenshtein.distance(*map(vessel_key, names)))
    return f"vessels spelt nearly alike: {_both(*near)}"


def _other_vessels(a: Facts, b: Facts) -> str:
    return f"different vessels: {', '.join(a.conveyances)}; {', '.join(b.conveyances)}"


def _names(told: Facts) -> dict[str, str]:
    return {person_key(party.name): party.name for party in told.suspects if party.name}


def _person(a: Facts, b: Facts) -> str:
    left, right = _names(a), _names(b)
    shared = min(left.keys() & right.keys())
    return f"same person named: {_both(left[shared], right[shared])}"


def _part_of_name(a: Facts, b: Facts) -> str:
    pairs = ((one, other) for one in _names(a) for other in _names(b))
    one, other = max(pairs, key=lambda keys: len(set(keys[0].split()) & set(keys[1].split())))
    return f"a person named in part: {_names(a)[one]} / {_names(b)[other]}"


def _persons(a: Facts, b: Facts) -> str:
    return f"different persons named: {next(iter(_names(a).values()))}; {next(iter(_names(b).values()))}"


def _gap(a: Facts, b: Facts) -> str:
    days = min(one.gap(other) for one in a.dates for other in b.dates)
    return f"dates lie {days} {'day' if days == 1 else 'days'} apart"


def _town(a: Facts, b: Facts) -> str:
    for one in _exact(a):
        for other in _exact(b):
            if same_place(one, other):
                return f"same place: {_both(one.name, other.name)}"
    return f"places lie near each other: {_exact(a)[0].name}; {_exact(b)[0].name}"


def _spelt(a: Facts, b: Facts) -> str:
    near = min(
        ((one.name, other.name) for one in _exact(a) for other in _exact(b)),
        key=lambda names: Levenshtein.distance(*map(fold, names)),
    )
    return f"places spelt nearly alike: {_both(*near)}"


def _region(a: Facts, b: Facts) -> str:
    same = (one for one in a.places for other in b.places if one.level == other.level and same_place(one, other))
    return f"same region: {next(same).name}"


def _towns(how: str) -> Say:
    return lambda a, b: f"{how}: {_exact(a)[0].name}; {_exact(b)[0].name}"


def _country(a: Facts, b: Facts) -> str:
    return f"same country: {country_name(min(set(a.countries) & set(b.countries)))}"


def _countries(a: Facts, b: Facts) -> str:
    names = "; ".join(", ".join(map(country_name, one.countries)) for one in (a, b))
    return f"different countries: {names}"


def _goods(how: str) -> Say:
    return lambda a, b: f"{how}: {_listed(a.goods)}; {_listed(b.goods)}"


def _both_goods(a: Facts, b: Facts) -> str:
    return f"both {next(name for name in a.goods if name in b.goods)}"


def _amounts(how: str, *, agree: bool) -> Say:
    def say(a: Facts, b: Facts) -> str:
        one, other = _comparable(a.quantities, b.quantities, agree)
        return f"{how}: {_both(one.label, other.label) if agree else f'{one.label}, {other.label}'}"

    return say


def _comparable(a: Iterable[Quantity], b: Iterable[Quantity], agree: bool) -> tuple[Quantity, Quantity]:
    """The two amounts of one unit that the level is about: those nearest each other, of one good where they can be."""
    pairs = [(one, other) for one in a for other in b if one.figure.unit == other.figure.unit]
    same_goods = [pair for pair in pairs if pair[0].goods == pair[1].goods and (not agree or _meet(*pair))]
    return min(same_goods or pairs, key=lambda pair: abs(pair[0].figure.value - pair[1].figure.value))


def _meet(one: Quantity, other: Quantity) -> bool:
    return one.figure.agrees(other.figure)


def _worth(a: Facts, b: Facts) -> str:
    pairs = [(one, other) for one in a.worths for other in b.worths if one.figure.agrees(other.figure)]
    one, other = pairs[0] if pairs else (a.worths[0], b.worths[0])
    return f"same value: {_both(one.label, other.label)}"


def _worths(a: Facts, b: Facts) -> str:
    return f"values differ: {a.worths[0].label}; {b.worths[0].label}"


def _accused(how: str) -> Say:
    def say(a: Facts, b: Facts) -> str:
        alike = max(
            ((one, other) for one in a.suspects for other in b.suspects),
            key=lambda pair: (
                pair[0].nationality == pair[1].nationality, pair[0].role == pair[1].role, pair[0].count == pair[1].count
            ),
        )  # fmt: skip
        return f"{how}: {_both(*map(party_words, alike))}"

    return say


def _agency(a: Facts, b: Facts) -> str:
    known = {fold(name) for name in b.agencies}
    return f"same force: {next(name for name in a.agencies if fold(name) in known)}"


def _exact(told: Facts) -> list[Where]:
    return [place for place in told.places if place.level in {"site", "town"}]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one} / {other}"


def _plainly(words: str) -> Say:
    return lambda *_: words


_WORDS: dict[tuple[str, str], Say] = {
    ("conveyance", "same"): _vessel,
    ("conveyance", "nearly"): _vessels,
    ("conveyance", "different"): _other_vessels,
    ("persons", "same"): _person,
    ("persons", "partly"): _part_of_name,
    ("persons", "different"): _persons,
    ("date", "news"): _plainly("one is undated and was published at that time"),
    ("date", "day"): _plainly("dates agree to the day"),
    ("date", "month"): _plainly("dates agree to the month"),
    ("date", "overlap"): _plainly("dates are compatible"),
    ("date", "next_day"): _gap,
    ("date", "follows"): _gap,
    ("date", "apart"): _gap,
    ("date", "far_apart"): _gap,
    ("place", "town"): _town,
    ("place", "nearly"): _spelt,
    ("place", "region"): _region,
    ("place", "site"): _towns("a site and the town beside it"),
    ("place", "far"): _towns("places lie far apart"),
    ("place", "towns_differ"): _towns("places differ"),
    ("place", "country"): _country,
    ("place", "countries_differ"): _countries,
    ("goods", "same"): _both_goods,
    ("goods", "generic"): _goods("goods are compatible"),
    ("goods", "group"): _goods("goods are of one group"),
    ("goods", "different"): _goods("goods differ"),
    ("quantity", "telling"): _amounts("same quantity", agree=True),
    ("quantity", "same"): _amounts("same quantity", agree=True),
    ("quantity", "rounding"): _amounts("quantities agree within rounding", agree=True),
    ("quantity", "size"): _amounts("quantities differ", agree=False),
    ("quantity", "other_size"): _amounts("quantities differ", agree=False),
    ("value", "same"): _worth,
    ("value", "different"): _worths,
    ("suspects", "same"): _accused("same suspects"),
    ("suspects", "role"): _accused("same suspects"),
    ("suspects", "number"): _accused("suspects agree in number and role"),
    ("suspects", "crowd"): _accused("suspects agree in number and nationality"),
    ("suspects", "roles_differ"): _accused("suspects differ"),
    ("suspects", "nationality"): _accused("suspects agree in nationality"),
    ("suspects", "different"): _accused("suspects differ"),
    ("authority", "same"): _agency,
    ("wording", "same"): _plainly("told in the same words"),
}
