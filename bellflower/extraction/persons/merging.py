"""The persons of one incident, put together from all that its sentences tell of them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import msgspec

from bellflower.extraction.persons.party import Party
from bellflower.extraction.persons.relations import VAGUE

_ANYBODY = frozenset(
    "people person individual suspect trafficker smuggler national foreigner accused defendant man couple pair duo trio".split()  # noqa: E501, SIM905
) | {"foreign national", None}
_UNSAID = frozenset(("people", "person", "individual", "couple", "pair", "duo", "trio", None))
_ANY_CALLING = frozenset("member occupant passenger traveller arrival".split())  # noqa: SIM905
_SEAMEN = frozenset(("sailor", "seaman", "seafarer", "mariner", "crewman", "crew member", "fisherman"))
_SEXES = frozenset(("man", "woman", "boy", "girl"))
_REFERRING = VAGUE | {"diplomat", "official", "officer", "dealer", "courier"}


def merge_parties(parties: Sequence[Party]) -> list[Party]:
    """One entry for each group of persons, parts in the place of the whole; "the pair" refers to one already told.

    A breakdown of the group just told ("two of them Chinese") splits it; what is left keeps what was known.
    """
    merged: list[Party] = []
    whole: int | None = None  # the entry that parts are taken from
    for party in _in_order(_without_sums(_told_by_sex(parties))):
        if party.relation == "part" and party.ordinal and party.ordinal > _total(merged):
            role = party.role if party.role is not None else merged[-1].role if merged else None
            beside = bool(merged) and merged[-1].stretch == party.stretch  # "killed two Afghans and captured a third"
            nation = party.nationality or (merged[-1].nationality if beside else None)
            merged.append(msgspec.structs.replace(party, relation="new", role=role, nationality=nation))
            continue
        if party.relation == "part":
            whole = _split(merged, party, whole)
            continue
        whole = None
        if party.relation in ("all", "others"):
            _refine(merged, party)
        elif party.relation == "same":
            _same_person(merged, party)
        else:
            _add(merged, party)
    merged = _by_their_names(merged)
    counted = any(p.count for p in merged)
    return [p for p in merged if p.count or p.nationality or p.name or not counted]


def _in_order(parties: Sequence[Party]) -> Sequence[Party]:
    """The whole before its parts where it is told after them: "The first two are Lao, the others Thai. All four ..."."""  # noqa: E501
    lead = list(itertools.takewhile(lambda p: p.relation in ("part", "others"), parties))
    needed = sum(part.count or 1 for part in lead)
    for index, party in enumerate(parties[len(lead) :] if lead else (), start=len(lead)):
        if party.relation in ("new", "all") and party.nationality is None and (party.count or 0) >= max(needed, 2):
            whole = msgspec.structs.replace(party, relation="new")
            return [whole, *parties[:index], *parties[index + 1 :]]
    return parties


def _told_by_sex(parties: Sequence[Party]) -> Sequence[Party]:
    """ "Three Poles were held", and then "the two men and a woman": the same, with the nationality of the first."""
    sexes = [p for p in parties if p.role in _SEXES and p.count and not (p.nationality or p.name)]
    for group in parties:
        if not (group.nationality and group.count and group.role is None and group.relation == "new"):
            continue
        for stretch in {p.stretch for p in sexes} - {group.stretch}:
            listed = [p for p in sexes if p.stretch == stretch]
            if len(listed) > 1 and sum(p.count or 0 for p in listed) == group.count:
                nation = {id(p): msgspec.structs.replace(p, nationality=group.nationality) for p in listed}
                return [nation.get(id(p), p) for p in parties if not (p.count == group.count and p.role in _ANYBODY)]
    return parties


def _without_sums(parties: Sequence[Party]) -> list[Party]:
    """Leaves out a number of persons whom another sentence lists one by one: "Four men were charged", and later who."""
    listed: dict[int, list[int]] = {}
    for party in parties:
        if (
            party.relation == "new"
            and party.count
            and not (party.definite and party.role in _ANYBODY and party.count == 1)
        ):
            listed.setdefault(party.stretch, []).append(party.count)
    broken_down = {party.stretch for party in parties if party.relation == "part"}
    sums = {sum(counts): stretch for stretch, counts in listed.items() if len(counts) > 1}
    full = {
        p.count: sums[p.count]
        for p in parties
        if p.count in sums and p.stretch not in broken_down and _is_mere_number(p, sums[p.count])
    }
    if not full:
        return list(parties)
    most = max(count for count in full if count)
    return [p for p in parties if not (_is_mere_number(p, full[most]) and (p.count or 0) <= most)]


def _is_mere_number(party: Party, listed: int) -> bool:
    return (
        party.role in _ANYBODY
        and party.relation in ("new", "all")
        and not (party.nationality or party.name)
        and (party.count or 0) > 1
        and party.stretch != listed
    )


def _is_told_by_name(group: Party, named: Sequence[Party]) -> bool:
    """Whether a group is but those who are named each: "two passengers ... Ann Lee, 35, and Bo Li, 29"."""
    alike = group.role in _ANYBODY or any(one.role in (group.role, None) for one in named)
    return len(named) > 1 and group.count == len(named) and group.nationality is None and alike


def _by_their_names(merged: list[Party]) -> list[Party]:
    """``merged`` without a group whose members are named each; they have the group's role where none is told."""
    named = [p for p in merged if p.name is not None]
    for group in [p for p in merged if _is_told_by_name(p, named)]:
        rest = [p for p in merged if p is not group]
        told = group.role not in _UNSAID
        merged = [msgspec.structs.replace(p, role=group.role) if told and p.name and not p.role else p for p in rest]
    return merged


def _total(merged: Sequence[Party]) -> int:
    return sum(p.count or 0 for p in merged)


def _split(merged: list[Party], part: Party, whole: int | None) -> int | None:
    """Takes ``part`` out of the entry it belongs to; returns where the rest of that entry stands now."""
    told = next(
        (
            k
            for k, p in enumerate(merged)
            if p.count == part.count and p.nationality == part.nationality and p.role == part.role
        ),
        None,
    )
    if told is not None and part.nationality and whole is None:
        return None
    if whole is None and part.ordinal and (at := _at_ordinal(merged, part.ordinal)) is not None:
        merged[at] = _fill(merged[at], part)
        return None
    if (
        whole is None
        or whole >= len(merged)
        or (merged[whole].count is not None and (merged[whole].count or 0) < (part.count or 1))
    ):
        fits = [k for k, p in enumerate(merged) if p.count is None or p.count >= (part.count or 1)]
        several = [k for k in fits if merged[k].count != 1]
        bare = (
            [k for k in several if merged[k].stretch == part.stretch]
            or [k for k in several if merged[k].nationality is None]
            or several
            or [k for k in fits if merged[k].nationality is None]
        )
        singles = [k for k, p in enumerate(merged) if p.count == 1 and p.nationality is None]
        if not bare and part.nationality and (part.count or 0) > 1 and len(singles) >= (part.count or 0):
            for k in singles[
                : part.count
            ]:  # "the three, two South Africans and a Thai": in the order in which they were named
                merged[k] = msgspec.structs.replace(merged[k], nationality=part.nationality)
            return None
        if not bare:
            if part.nationality or part.role not in VAGUE or (part.count and not merged):
                merged.append(msgspec.structs.replace(part, relation="new"))
            return None
        whole = bare[-1]
    group = merged[whole]
    named = group.role in ("national", "citizen", "foreign national")  # "four Thai nationals, including the mate"
    same = part.nationality in (None, group.nationality) and (named or not _adds(part, group))
    same = bool(group.nationality) and same
    if same or not (part.nationality or part.name or _adds(part, group)):
        return whole  # "including the captain" adds nobody
    if part.count is None:
        merged[whole] = msgspec.structs.replace(group, nationality=group.nationality or part.nationality)
        return whole
    taken = msgspec.structs.replace(
        part,
        role=part.role if part.role is not None else group.role,
        nationality=part.nationality or group.nationality,
        relation="new",
        bare=False,
    )
    if part.role in ("national", "citizen") and group.role is not None:
        taken = msgspec.structs.replace(taken, role=group.role)
    if group.count is None:
        merged.insert(whole, taken)
        return whole + 1
    rest = group.count - part.count
    if rest <= 0:
        merged[whole] = taken
        return None
    merged[whole] = msgspec.structs.replace(group, count=rest)
    merged.insert(whole, taken)
    return whole + 1


def _at_ordinal(merged: Sequence[Party], ordinal: int) -> int | None:
    """Where "the second man" stands, if each of those before was told of by himself."""
    singles = merged[:ordinal]
    return ordinal - 1 if len(singles) == ordinal and all(p.count == 1 for p in singles) else None


def _adds(part: Party, group: Party) -> bool:
    """A part by its role alone tells more only of a group that has none: "three people, a sergeant, a scout and a Thai"."""  # noqa: E501
    return (
        part.role is not None
        and (group.role in VAGUE or group.role in _ANY_CALLING)
        and part.count is not None
        and part.role != group.role
        and part.role not in VAGUE
    )


def _refine(merged: list[Party], party: Party) -> None:
    """Gives a nationality said of all, or of the others, to the entries that have none."""
    open_entries = [k for k, p in enumerate(merged) if p.nationality is None]
    if party.count is not None:
        exact = [k for k in open_entries if merged[k].count == party.count]
        if exact and sum(merged[k].count or 0 for k in open_entries) != party.count:
            vague = [k for k in exact if merged[k].role in VAGUE]
            open_entries = (vague or exact)[-1:]
    if not merged and party.nationality and party.count:
        merged.append(msgspec.structs.replace(party, relation="new"))
    if party.relation == "others" and party.count and party.role not in VAGUE:
        _leave(merged, party)
    if party.relation == "others" and not party.nationality:
        return
    for k in open_entries:
        merged[k] = msgspec.structs.replace(merged[k], nationality=party.nationality, role=merged[k].role or party.role)


def _leave(merged: list[Party], party: Party) -> None:
    """ "The other six are sellers": a group that is told by its number alone is those who are left of it."""
    for k, group in enumerate(merged):
        if group.role in _ANYBODY and group.nationality is None and (group.count or 0) >= (party.count or 0):
            merged[k] = msgspec.structs.replace(group, count=party.count, role=party.role)
            return


def _same_person(merged: list[Party], party: Party) -> None:
    """ "He is a Bolivian", "the driver, a Pakistani": fills the entry of that person, the last single one by default."""  # noqa: E501
    fits = [
        k
        for k, p in enumerate(merged)
        if p.count == party.count and (p.nationality in (None, party.nationality) or party.nationality is None)
    ]
    by_role = [k for k in fits if party.role not in VAGUE and merged[k].role == party.role]
    vague = [k for k in fits if merged[k].role in VAGUE or party.role in VAGUE]
    by_name = [
        k for k, p in enumerate(merged) if p.name and party.name and p.name.split()[-1] == party.name.split()[-1]
    ]
    for k in by_name[-1:] if party.name else (by_role or vague)[-1:]:
        merged[k] = _fill(merged[k], party)


def _add(merged: list[Party], party: Party) -> None:
    if party.ordinal and party.refers and (at := _at_ordinal(merged, party.ordinal)) is not None:
        merged[at] = _fill(merged[at], party)  # "the second man, a clerk"
        return
    if party.nationality and party.count and not party.definite and not party.owned:
        group = next(
            (
                k
                for k, p in enumerate(merged)
                if p.role in _ANYBODY
                and p.nationality is None
                and p.stretch != party.stretch
                and not (p.role == "man" and p.count == 1)
            ),
            None,
        )
        if group is not None and (merged[group].count or 0) >= party.count:
            _split(merged, msgspec.structs.replace(party, relation="part"), group)
            return
    twin = next((k for k, other in enumerate(merged) if _same_party(party, other)), None)
    if twin is None and party.definite and party.count == 1 and party.role not in VAGUE and not party.nationality:
        holding = [k for k, p in enumerate(merged) if _holds(p, party)]
        group = next((k for k in holding if merged[k].nationality is None), holding[0] if holding else None)
        if group is not None:  # "two members of the mission", and later "the driver"
            _split(merged, msgspec.structs.replace(party, relation="part"), group)
            return
    if twin is None and party.refers:
        twin = next((k for k, other in enumerate(merged) if _may_be(party, other)), None)
    if twin is not None:
        merged[twin] = _fill(merged[twin], party)
    elif not (
        party.definite and merged and party.nationality is None and party.name is None and party.role in _REFERRING
    ):
        merged.append(party)


def _holds(group: Party, one: Party) -> bool:
    """Whether a group told without a calling may hold a person told with one later."""
    vague = group.role in _ANYBODY or group.role == "member"
    return vague and (group.count or 0) > 1 and group.stretch < one.stretch


def _may_be(new: Party, old: Party) -> bool:
    """Whether "the man, a first secretary" may be the diplomat told of before."""
    return (
        old.count == new.count
        and not (old.name and new.name)
        and (None in (new.nationality, old.nationality) or new.nationality == old.nationality)
    )


def _same_party(new: Party, old: Party) -> bool:
    if new.start == old.start:
        return True
    if new.bare or old.bare:
        return False
    if new.role == "accomplice" and not (new.definite or new.owned) and old.role != "accomplice":
        return False  # "an accomplice" is another than those told before
    if old.role == "crew" and old.count is None and new.role in _SEAMEN and new.nationality in (None, old.nationality):
        return True  # "a ship with a Greek crew; eight sailors were held"
    if new.name and old.name:
        return new.name.split()[-1] == old.name.split()[-1]
    if new.nationality and old.nationality and new.nationality != old.nationality:
        return False
    if new.count and old.count and new.count != old.count:
        return False
    if _is_heading(old) and new.count and new.count == old.count and new.stretch != old.stretch and new.role:
        return True  # "Father of two jailed", and in the lead "a driver"
    if (
        new.nationality
        and old.role not in VAGUE
        and new.count == 1
        and not (new.definite or new.role or _is_heading(old))
    ):
        return False  # "a counsellor", and later "a Zambian who had driven him"
    if new.role == old.role:
        return not (new.stretch == old.stretch >= 0 and (new.count or 0) == 1 and not new.definite)
    if new.definite and new.role and old.role and old.role.endswith(" " + new.role):
        return True  # "the driver" is the truck driver
    if new.owned or (new.stretch == old.stretch >= 0 and not (new.definite and new.role in VAGUE)):
        return False
    if (new.count or 0) > 1 and new.count == old.count and new.stretch != old.stretch:
        return True  # two sentences that tell of as many persons tell of the same
    return (new.role in VAGUE or old.role in VAGUE) and (new.definite or new.count == old.count)


def _is_heading(party: Party) -> bool:
    """Whether nothing stands before the noun, as in headlines: "Driver held with 5 kg of heroin"."""
    return party.end - party.start <= len(party.role or "")


def _fill(old: Party, new: Party) -> Party:
    role = old.role if old.role not in VAGUE or new.role in VAGUE else new.role
    if old.role == "crew" and new.role in _SEAMEN:
        role = new.role
    if _is_heading(old) and new.role is not None and old.start != new.start:
        told = new.role not in VAGUE or new.role in ("trafficker", "smuggler") or old.role in VAGUE
        role = new.role if told else old.role
    return msgspec.structs.replace(
        old,
        role=role or old.role or new.role,
        count=old.count or new.count,
        nationality=old.nationality or new.nationality,
        name=old.name or new.name,
        definite=False,
        speaks=False,
        relation="new",
    )
