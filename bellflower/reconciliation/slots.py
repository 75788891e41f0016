"""The slots of an incident: every value that a report gives, the one that is shown, and the rule that chose it.

Nothing is averaged and nothing dropped. Values that answer the same question stand in one slot: the amounts of one
good, the reports' words for one group of suspects. An incident with two goods has two slots named ``commodity`` and two
named ``quantity``, the one told of most first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

import msgspec

from bellflower.packs import Good
from bellflower.reconciliation.amounts import figure, label
from bellflower.reconciliation.countries import country_name
from bellflower.reconciliation.facts import NOT_FACTS, fold, person_key
from bellflower.reconciliation.intervals import span
from bellflower.reconciliation.parties import party_words
from bellflower.reconciliation.standing import RULE, Standing, because
from bellflower.records import Amount, Claim, Goods, LegalStatus, Party, Slot, SlotValue, Term, Value, When, Where

Count = Callable[[Iterable[Claim]], int]
Rank = Callable[[SlotValue], tuple[object, ...]]

# Beyond this ratio two figures are not a part and its total, but a misprint or two different things (a choice to test).
PART_OF_TOTAL = 10.0
_FINEST = {"site": 0, "town": 1, "adm2": 2, "adm1": 3, "sea": 4, "region": 5, "country": 6}
_BASIS = {"event": 0, "arrest": 1, "announced": 2, "published": 3}
# What became of a suspect, in the order in which it comes about: the last is shown.
_LAST_STATUS: tuple[LegalStatus, ...] = (
    "suspected", "arrested", "charged", "expelled", "killed", "convicted", "acquitted"
)  # fmt: skip
RECOVERED = frozenset({"seized", "unspecified"})


def slots(claims: Sequence[Claim], goods: Mapping[str, Good], count: Count, standing: Standing) -> tuple[Slot, ...]:
    """The slots that these claims fill; ``count`` says how many independent origins stand behind some of them.

    ``standing`` says whose figure is shown where figures differ.
    """
    told = [claim for claim in claims if claim.modality not in NOT_FACTS and claim.mention is not None]
    found: list[Slot | None] = [_slot("kind", _of(told, "kind", Term), count, _backed, "all acts that are told of")]
    found.append(_dates(_of(told, "occurred_on", When), count))
    found.append(_slot("country", _of(told, "country", Where), count, _backed, "stated by most independent origins"))
    places = _of(told, "located_at", Where)
    roles = dict.fromkeys(claim.value.role for claim in places if isinstance(claim.value, Where))
    for role in sorted(roles, key=lambda role: (role != "event", role)):
        here = [claim for claim in places if isinstance(claim.value, Where) and claim.value.role == role]
        found.append(_slot("located_at" if role == "event" else role, here, count, _finest, "most specific place"))
    facet = _goods_facets(_of(told, "commodity", Goods), goods)
    for name, members in _by_facet(_of(told, "commodity", Goods), facet).items():
        found.append(_slot("commodity", members, count, _specific(goods), "most specific good, then most origins"))
        for predicate in ("quantity", "value"):
            amounts = [claim for claim in _of(told, predicate, Amount) if _facet_of(claim, facet, name)]
            found.extend(_amounts(predicate, same_unit, count, standing) for same_unit in _by_unit(amounts))
    if not facet:
        for predicate in ("quantity", "value"):
            amounts = _of(told, predicate, Amount)
            found += [_amounts(predicate, same_unit, count, standing) for same_unit in _by_unit(amounts)]
    for group in _party_facets(_of(told, "suspect", Party)):
        found.append(_slot("suspect", group, count, _fullest, "most specific account, then the lower number"))
    found.append(_slot("authority", _of(told, "authority", Party), count, _fullest, "most specific force"))
    rule = "spelling of most independent origins, then the longest"
    found.append(_slot("conveyance", _of(told, "conveyance", Term), count, _spelling, rule))
    return tuple(slot for slot in found if slot is not None)


def words(value: Value, claim: Claim | None = None) -> str:
    """A value as people read it."""
    match value:
        case Amount():
            text = label(value, claim.qualifier if claim else "exact")
            return text if value.stage in RECOVERED else f"{text} ({value.stage})"
        case Where(level="country", country=str(code)):
            return country_name(code)
        case Goods(name=name) | Where(name=name):
            return name
        case When(edtf=edtf):
            return edtf
        case Party():
            cleared = ", acquitted" if value.legal_status == "acquitted" else ""
            return party_words(value) + cleared
        case Term(text=text):
            return text


def key(value: Value) -> Hashable:
    """What makes two values one: the same place, the same folded name, the same figure in its base unit."""
    match value:
        case Amount():
            in_base = figure(value)
            return (round(in_base.value, 9), round(in_base.value_max, 9), in_base.unit, value.stage in RECOVERED)
        case Where():
            return (value.level, value.country if value.level == "country" else value.place_id or fold(value.name))
        case Party():
            name = person_key(value.name) if value.name else None
            return (name, value.nationality, value.role, value.count, value.country)
        case Term(text=text):
            return fold(text)
        case Goods(name=name):
            return name
        case When(edtf=edtf, basis=basis):
            return (edtf, basis)


def _of(claims: Iterable[Claim], predicate: str, kind: type[Value]) -> list[Claim]:
    return [claim for claim in claims if claim.predicate == predicate and isinstance(claim.value, kind)]


def _slot(name: str, claims: Sequence[Claim], count: Count, rank: Rank, rule: str) -> Slot | None:
    """A slot with its values in the order of the rank, the best first."""
    groups: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[key(claim.value)].append(claim)
    if not groups:
        return None
    values = []
    for members in groups.values():
        # Of one name spelt in several ways the fullest spelling is shown, of one figure the plainest.
        best = min(members, key=lambda claim: (claim.qualifier != "exact", -_spelt(claim.value), _order(claim)))
        ids = tuple(claim.id for claim in sorted(members, key=_order))
        shown = SlotValue(value=best.value, label=words(best.value, best), claim_ids=ids, origins=count(members))
        values.append((shown, members))
    values.sort(key=lambda pair: (rank(pair[0]), min(_order(claim) for claim in pair[1])))
    only = len(values) == 1
    return Slot(
        name=name, values=tuple(value for value, _ in values), chosen=0, rule="the only value told" if only else rule
    )


def _spelt(value: Value) -> int:
    if isinstance(value, Party) and value.legal_status is not None:
        return _LAST_STATUS.index(value.legal_status)
    return len(value.text) if isinstance(value, Term) else 0


def _order(claim: Claim) -> tuple[str, int, str]:
    return (claim.report_id, claim.quote.start, claim.id)


def _backed(value: SlotValue) -> tuple[object, ...]:
    return (-value.origins,)


def _finest(value: SlotValue) -> tuple[object, ...]:
    place = value.value
    assert isinstance(place, Where)
    return (_FINEST[place.level], not place.place_id, -value.origins)


def _fullest(value: SlotValue) -> tuple[object, ...]:
    party = value.value
    assert isinstance(party, Party)
    told = (party.name, party.role, party.nationality, party.count, party.country)
    return (-sum(part is not None for part in told), -value.origins, party.count or 0)


def _spelling(value: SlotValue) -> tuple[object, ...]:
    return (-value.origins, -len(value.label))


def _specific(goods: Mapping[str, Good]) -> Rank:
    def rank(value: SlotValue) -> tuple[object, ...]:
        return (value.label in goods and goods[value.label].kind == "generic", -value.origins)

    return rank


def _dates(claims: Sequence[Claim], count: Count) -> Slot | None:
    """The most specific date; where dates exclude each other, the event's before an arrest's or an announcement's."""
    spans = [days for claim in claims if isinstance(claim.value, When) and (days := span(claim.value.edtf))]
    together = all(one.overlaps(other) for one in spans for other in spans)

    def rank(value: SlotValue) -> tuple[object, ...]:
        when = value.value
        assert isinstance(when, When)
        days = span(when.edtf)
        length = days.days if days else 10**7
        if together:
            return (when.basis == "published", length, _BASIS[when.basis], -value.origins)
        return (_BASIS[when.basis], -value.origins, length)

    rule = "most specific date" if together else "date of the event itself, then most independent origins"
    return _slot("occurred_on", claims, count, rank, rule)


def _amounts(name: str, claims: Sequence[Claim], count: Count, standing: Standing) -> Slot | None:
    """What was recovered, or what it was worth, by the standing of those who say so.

    A figure that an account tells beside a larger one is a part of it, and one that was imported, made or meant is not
    what was recovered: both are kept beside it and never win.
    """
    told = {claim.id: claim for claim in claims}
    keys: dict[str, tuple[float, ...]] = {}

    def rank(value: SlotValue) -> tuple[object, ...]:
        amount = value.value
        assert isinstance(amount, Amount)
        own = [told[claim_id] for claim_id in value.claim_ids]
        keys[value.label] = standing.key(own, claims, amount, value.origins)
        return (amount.stage not in RECOVERED, is_part(own, claims), *keys[value.label])

    slot = _slot(name, claims, count, rank, RULE)
    if slot is None or len(slot.values) == 1:
        return slot
    best, second = slot.values[:2]
    if rank(best)[:2] != rank(second)[:2]:
        recovered = isinstance(second.value, Amount) and second.value.stage in RECOVERED
        why = "the whole before a part told beside it" if recovered else "what was recovered before what was not"
    else:
        why = because(keys[best.label], keys[second.label])
    return msgspec.structs.replace(slot, rule=f"{RULE}; here: {why}" if why else RULE)


def is_part(own: Sequence[Claim], claims: Iterable[Claim]) -> bool:
    """Whether one account gives this figure beside a larger one that was recovered: "125 kg; the first 50 kg"."""
    accounts = {(claim.mention, claim.attributed_to): claim.value for claim in own}
    for claim in claims:
        mine, other = accounts.get((claim.mention, claim.attributed_to)), claim.value
        if not (isinstance(mine, Amount) and isinstance(other, Amount)):
            continue
        if other.stage in RECOVERED and figure(other).value > figure(mine).value_max:
            return True
    return False


def _by_unit(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Amounts that can be compared: kilograms with grams, tablets with tablets."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        assert isinstance(claim.value, Amount)
        groups[figure(claim.value).unit].append(claim)
    return list(groups.values())


def _goods_facets(claims: Sequence[Claim], goods: Mapping[str, Good]) -> dict[tuple[str, str], str]:
    """For each mention's good the good whose slot it belongs to.

    A general word ("drugs") tells less of the same; a mention with other goods than a single-good one contradicts it.
    """
    by_mention: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.value, Goods) and claim.value.name not in by_mention[claim.mention or ""]:
            by_mention[claim.mention or ""].append(claim.value.name)
    if not by_mention:
        return {}

    def specific(names: Iterable[str]) -> list[str]:
        return [name for name in names if name not in goods or goods[name].kind != "generic"]

    fullest = max(sorted(by_mention), key=lambda mention: len(specific(by_mention[mention])))
    base = specific(by_mention[fullest]) or by_mention[fullest]
    facet: dict[tuple[str, str], str] = {}
    for mention, names in by_mention.items():
        for name in names:
            general = name not in specific([name])
            instead = len(base) == len(names) == 1
            facet[mention, name] = name if name in base else base[0] if general or instead else name
    return facet


def _by_facet(claims: Sequence[Claim], facet: Mapping[tuple[str, str], str]) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        assert isinstance(claim.value, Goods)
        groups[facet[claim.mention or "", claim.value.name]].append(claim)
    return dict(sorted(groups.items(), key=lambda item: -len({claim.mention for claim in item[1]})))


def _facet_of(claim: Claim, facet: Mapping[tuple[str, str], str], name: str) -> bool:
    assert isinstance(claim.value, Amount)
    mention = claim.mention or ""
    if claim.value.goods is not None and (mention, claim.value.goods) in facet:
        return facet[mention, claim.value.goods] == name
    own = [belongs for (other, _), belongs in facet.items() if other == mention]
    return (own or list(facet.values()))[0] == name


def _party_facets(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Several reports' words for one group of suspects: the same name, else the same role, else the only group."""
    by_mention: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_mention[claim.mention or ""].append(claim)
    order = sorted(by_mention, key=lambda mention: (-len(by_mention[mention]), mention))
    groups: list[list[Claim]] = []
    for mention in order:
        free = list(range(len(groups)))
        for claim in by_mention[mention]:
            lone = len(by_mention[mention]) == 1 and len(groups) == 1
            match = next((at for at in free if _same_party(groups[at][0].value, claim.value, lone)), None)
            if match is None:
                groups.append([claim])
            else:
                free.remove(match)
                groups[match].append(claim)
    return groups


def _same_party(one: Value, other: Value, lone: bool) -> bool:
    assert isinstance(one, Party) and isinstance(other, Party)
    if one.name and other.name:
        return person_key(one.name) == person_key(other.name) or lone
    if one.nationality and other.nationality and one.nationality != other.nationality:
        return False
    return lone or (one.role is not None and one.role == other.role)
