"""Parties in words."""

from __future__ import annotations

from bellflower.reconciliation.countries import country_name
from bellflower.records import Party


def party_words(party: Party) -> str:
    """A party as people read it: number, role and name, with the country in brackets."""
    parts = " ".join(str(part) for part in (party.count, party.role, party.name) if part is not None)
    country = party.nationality or party.country
    named = country_name(country) if country else ""
    return f"{parts} ({named})" if parts and named else parts or named or "unnamed"
