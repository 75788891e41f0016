"""Incidents as one report tells them: the claims that fill their slots."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.attribution import attributed_to
from bellflower.extraction.claims import ClaimWriter
from bellflower.extraction.incidents.besides import besides, is_acquitted, level
from bellflower.extraction.incidents.fragment import Fragment
from bellflower.extraction.incidents.holding import TOO_LITTLE, holds, is_side
from bellflower.extraction.incidents.items import Item
from bellflower.extraction.incidents.loads import merge_items
from bellflower.extraction.incidents.money import is_money, local
from bellflower.extraction.incidents.setting import settle
from bellflower.extraction.incidents.vessels import vessel_of
from bellflower.extraction.persons.merging import merge_parties
from bellflower.extraction.persons.naming import with_name
from bellflower.extraction.persons.parties import Party
from bellflower.extraction.persons.senders import with_sender
from bellflower.extraction.quantities.quantities import QuantitySpan
from bellflower.packs import Good
from bellflower.records import Amount, Claim, Goods, LegalStatus, Mention, Term, Where, stable_id
from bellflower.records import Party as PartyValue

_STATUS: dict[str, LegalStatus] = {"expulsion": "expelled", "conviction": "convicted", "arrest": "arrested"}

_MERGED = (
    "one load is one item: the exact figure wins over the rounded, the total over its parts, the named good over a "
    "general word, and a figure over none"
)
_ASIDE = "weapons and vehicles are an incident of their own only in a report that tells of no other goods"


def build_mention(
    note: Annotation, group: Sequence[Fragment], groups: Sequence[Sequence[Fragment]]
) -> tuple[Mention, list[Claim]] | None:
    """The mention that a group of fragments makes, with its claims; ``None`` where they hold too little for one.

    ``groups`` are all groups of the report, ``group`` among them.
    """
    told = [item for fragment in group for item in fragment.items]
    items = merge_items(told)
    for item in told:
        if item not in items:
            note.lost(item.quantity or item.good, "told better elsewhere", _MERGED)
    parties = with_sender(note, merge_parties([party for fragment in group for party in fragment.parties]))
    if not holds(note, group, items, parties) or _is_aside(items, groups):
        rule, why = (
            ("only weapons or vehicles", _ASIDE) if _is_aside(items, groups) else ("too little told", TOO_LITTLE)
        )
        for fragment in group:
            note.lost((fragment.start, fragment.end), rule, why)
        return None
    parties = with_name(note, parties, min(f.start for f in group), max(f.end for f in group))
    main = max(group, key=lambda f: (any(i.quantity for i in f.items), bool(f.parties), -f.start))
    first = min(group, key=lambda f: f.start)
    mention_id = stable_id("m", note.view.report.id, first.start, main.start, *_told_apart(group))
    write = ClaimWriter(note, mention_id, main.modality, attributed_to(note, main.start, main.end))
    setting = list(settle(note, write, group, groups))
    where = next((c.value.country for c in setting if c.predicate == "country" and isinstance(c.value, Where)), None)
    claims = [
        *_kinds(write, group),
        *setting,
        *_items(write, [_in_local_money(note, item, where) for item in items]),
        *besides(note, write, group, groups, items),
        *_parties(note, write, group, parties),
        *_others(note, write, group, groups),
    ]
    kinds = tuple(dict.fromkeys(kind for fragment in group for kind in fragment.kinds)) or ("seizure",)
    return Mention(
        id=mention_id,
        report_id=note.view.report.id,
        kinds=kinds,
        quote=note.view.quote(main.start, main.end),
        claim_ids=tuple(claim.id for claim in claims),
    ), claims


def _is_aside(items: Sequence[Item], groups: Sequence[Sequence[Fragment]]) -> bool:
    """Weapons and vehicles alone are no incident of their own in a report that tells of a trade's goods."""
    return (
        bool(items)
        and all(is_side(i) for i in items)
        and not all(is_side(i) for group in groups for fragment in group for i in fragment.items)
    )


def _told_apart(group: Sequence[Fragment]) -> Iterator[object]:
    """What tells a group from others that one clause tells side by side: its country, date, place and loads."""
    for fragment in group:
        around = fragment.around
        yield from (around.country, around.date and around.date.edtf, around.place and around.place.start)
        yield from (item.start for item in fragment.items)


def _kinds(write: ClaimWriter, group: Sequence[Fragment]) -> Iterator[Claim]:
    seen = set()
    for fragment in group:
        for act in fragment.acts:
            kind = getattr(act.entry, "kind", None)
            if kind and kind not in seen:
                seen.add(kind)
                yield write("kind", act.start, act.end, Term(text=kind), rule="act")


def _in_local_money(note: Annotation, item: Item, country: str | None) -> Item:
    return msgspec.structs.replace(
        item,
        quantity=item.quantity and local(note, item.quantity, country),
        unit=local(note, item.quantity, country).unit if item.quantity and is_money(item.good) else item.unit,
        value=item.value and local(note, item.value, country),
    )


def _items(write: ClaimWriter, items: Sequence[Item]) -> Iterator[Claim]:
    for item in items:
        if not isinstance(item.good.entry, Good):
            continue
        code = write.text[item.good.start : item.good.end].lower() if item.good.form == "code" else None
        yield write("commodity", item.good.start, item.good.end, Goods(name=item.name, resolved_from=code), rule="good")
        q = item.quantity
        if q is not None and item.unit:
            yield write(
                "quantity",
                q.start,
                q.end,
                Amount(value=q.value, value_max=q.value_max, unit=item.unit, goods=item.name, stage="seized"),
                qualifier=q.qualifier,
                rule="figure of the good",
                until=item.end,
            )
        if item.value is not None and not is_money(item.good):
            yield write(
                "value",
                item.value.start,
                item.value.end,
                _money(write, item.value, item.name),
                qualifier=item.value.qualifier,
                rule="worth of the good",
            )


def _money(write: ClaimWriter, q: QuantitySpan, goods: str) -> Amount:
    around = level(write.text[max(0, q.start - 40) : q.end + 20])
    return Amount(value=q.value, value_max=q.value_max, unit=q.unit or "USD", goods=goods, level=around)


def _parties(
    note: Annotation, write: ClaimWriter, group: Sequence[Fragment], parties: Sequence[Party]
) -> Iterator[Claim]:
    kinds = [kind for fragment in group for kind in fragment.kinds]
    status = next((s for kind, s in _STATUS.items() if kind in kinds), None)
    for party in parties:
        value = PartyValue(
            nationality=party.nationality,
            role=party.role,
            count=party.count,
            name=party.name,
            legal_status="acquitted" if is_acquitted(note, party.start, party.end) else status,
        )
        yield write("suspect", party.start, party.end, value, rule="person of the act")


def _others(
    note: Annotation, write: ClaimWriter, group: Sequence[Fragment], groups: Sequence[Sequence[Fragment]]
) -> Iterator[Claim]:
    acted = next((f.around for f in group if f.around.authority and f.around.authority_country), None)
    if acted and acted.authority:
        role = note.text[acted.authority[0] : acted.authority[1]]
        yield write(
            "authority", *acted.authority, PartyValue(country=acted.authority_country, role=role), rule="who acted"
        )
    if carried := vessel_of(note, group, groups):
        yield write(
            "conveyance",
            *carried,
            Term(text=re.sub(r"\s+", " ", note.text[carried[0] : carried[1]])),
            rule="vessel by name",
        )
