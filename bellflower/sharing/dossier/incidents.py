"""The rows of the incident table, each with all values of each slot, their words and the rule that chose one."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from bellflower.records import Amount, Claim, Goods, Incident, Slot, When, Where
from bellflower.sharing.dates import bounds, precision
from bellflower.sharing.dossier.markup import joined
from bellflower.sharing.dossier.view import (
    View,
    country_name,
    country_of,
    date_of,
    date_words,
    in_signs,
    place_name,
    place_of,
    predicate_name,
    report_name,
    slots_named,
    told_by,
    value_link,
)

_LEVELS = {"adm1": "province", "adm2": "district", "site": "site", "town": "town"}


def witness(view: View, claim: Claim) -> dict[str, Any]:
    """A claim's words in their context, with the report that holds them."""
    report = view.reports[claim.report_id]
    before, after = _context(claim, len(report.text))
    return {
        "claim": claim,
        "number": view.numbers[report.id],
        "report": report_name(report),
        "language": report.language,
        "before": before,
        "words": " ".join(claim.quote.exact.split()),
        "after": after,
        "chain": told_by(claim),
        "grades": _grades(view, claim),
        "review": view.review.get(claim.id, ""),
        "modality": "" if claim.modality == "asserted" else claim.modality,
    }


def _grades(view: View, claim: Claim) -> str:
    """The letter of the source and the number of the item, where there is a basis for either."""
    source, item = view.sources.get(claim.report_id), view.items.get(claim.id)
    letter, number = source.reliability if source else "F", item.credibility if item else "6"
    return "" if (letter, number) == ("F", "6") else f"source {letter} · item {number}"


def _context(claim: Claim, length: int) -> tuple[str, str]:
    """Whole words before and after a claim's words, with a mark where the text goes on."""
    quote = claim.quote
    before, after = quote.prefix, quote.suffix
    if quote.start > len(before) and " " in before.strip():
        before = "… " + before.lstrip().split(" ", 1)[1]
    if quote.end + len(after) < length and " " in after.strip():
        after = after.rstrip().rsplit(" ", 1)[0] + " …"
    lead, tail = before[-1:].isspace(), after[:1].isspace()
    return " ".join(before.split()) + " " * lead, " " * tail + " ".join(after.split())


def _slot(view: View, slot: Slot) -> dict[str, Any]:
    return {
        "name": predicate_name(slot.name),
        "rule": slot.rule,
        "several": len(slot.values) > 1,
        "values": [
            {
                "shown": place == slot.chosen,
                "label": value_link(view, value),
                "origins": value.origins,
                "witnesses": [witness(view, view.claims[one]) for one in value.claim_ids if one in view.claims],
            }
            for place, value in enumerate(slot.values)
        ],
    }


def goods_of(incident: Incident) -> list[str]:
    """The goods of an incident under their canonical names, in the order of its slots."""
    names = [v.value.name for v in slots_named(incident, "commodity") if isinstance(v.value, Goods)]
    names += [v.value.goods for v in slots_named(incident, "quantity") if isinstance(v.value, Amount) and v.value.goods]
    return list(dict.fromkeys(names))


def day_range(incident: Incident) -> tuple[str | None, str | None]:
    """First and last day that the shown date allows."""
    found = date_of(incident)
    return bounds(found.value.edtf) if found and isinstance(found.value, When) else (None, None)


def _hauls(view: View, incident: Incident) -> list[Markup]:
    amounts = [value_link(view, value) for value in slots_named(incident, "quantity")]
    weighed = {v.value.goods for v in slots_named(incident, "quantity") if isinstance(v.value, Amount)}
    bare = [v for v in slots_named(incident, "commodity") if isinstance(v.value, Goods) and v.value.name not in weighed]
    return amounts + [value_link(view, value, value.value.name) for value in bare if isinstance(value.value, Goods)]


def _mass(incident: Incident) -> float:
    return max((v.value.value for v in slots_named(incident, "quantity") if isinstance(v.value, Amount)), default=-1.0)


def _place(view: View, incident: Incident) -> tuple[Markup, str, str]:
    found = place_of(incident)
    if found is None:
        return Markup("not told"), "", ""
    value = found.value
    level = getattr(value, "level", "")
    words = place_name(value) if isinstance(value, Where) else in_signs(value)
    return value_link(view, found, words), _LEVELS.get(level, level), words


def incident_rows(view: View) -> list[dict[str, Any]]:
    """One row an incident, by date; undated ones last."""
    rows = []
    marks = [one for one in view.dossier.rulings if one.outcome == "holds" and one.decision.act == "mark"]
    for incident in view.dossier.incidents:
        first, last = day_range(incident)
        country = country_of(incident)
        link, level, place_words = _place(view, incident)
        date = date_of(incident)
        edtf = date.value.edtf if date and isinstance(date.value, When) else ""
        conflicts = view.conflicts.get(incident.id, [])
        people = [value_link(view, v) for v in slots_named(incident, "suspect")]
        force = [value_link(view, v) for v in slots_named(incident, "authority")]
        haul = _hauls(view, incident)
        ids = set(incident.mention_ids)
        own = {one for slot in incident.slots for value in slot.values for one in value.claim_ids}
        rows.append(
            {
                "id": incident.id,
                "incident": incident,
                "title": incident.title,
                "kinds": incident.kinds,
                "date": value_link(view, date, date_words(incident)) if date else Markup("undated"),
                "precision": precision(edtf) if edtf else "",
                "first": first or last or "9999",
                "years": _years(first, last),
                "place": link,
                "level": level,
                "place_words": place_words,
                "country": country or "",
                "country_name": country_name(country) if country else "not told",
                "goods": goods_of(incident),
                "haul": haul,
                "mass": _mass(incident),
                "people": people,
                "people_words": joined(people, " ").striptags(),
                "force": force,
                "force_words": joined(force, " ").striptags(),
                "carried": [value_link(view, v) for v in slots_named(incident, "conveyance")],
                "conflicts": conflicts,
                "denied": next((conflict.id for conflict in conflicts if conflict.kind == "denial"), None),
                "slots": [_slot(view, slot) for slot in incident.slots],
                "possible": [
                    {"pair": pair, "other": view.incidents[other]}
                    for pair in view.possible.get(incident.id, [])
                    for other in pair.incident_ids
                    if other != incident.id and other in view.incidents
                ],
                "marks": [
                    ruling.decision
                    for ruling in marks
                    if (ids.intersection(ruling.mention_ids) or own.intersection(ruling.claim_ids))
                ],
                "reports": [
                    (view.numbers[one], one, report_name(view.reports[one])) for one in incident.report_ids
                    if one in view.reports
                ],
            }
        )  # fmt: skip
    return sorted(rows, key=lambda row: (row["first"], row["id"]))


def _years(first: str | None, last: str | None) -> list[str]:
    if not first or not last:
        return [day[:4] for day in (first, last) if day]
    low, high = int(first[:4]), int(last[:4])
    return [str(year) for year in range(low, min(high, low + 30) + 1)]


def choices(rows: list[dict[str, Any]]) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer, as (value, label)."""
    return {
        "country": sorted({(r["country"], r["country_name"]) for r in rows if r["country"]}, key=lambda c: c[1]),
        "good": [(g, g) for g in sorted({g for r in rows for g in r["goods"]})],
        "kind": [(k, k) for k in sorted({k for r in rows for k in r["kinds"]})],
        "year": [(y, y) for y in sorted({y for r in rows for y in r["years"]})],
    }
