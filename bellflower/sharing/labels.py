"""Values in words, for tables, titles and pages: one place, so that a figure reads the same wherever it stands."""

from __future__ import annotations

import math
import re

from bellflower.records import Amount, Goods, Party, Qualifier, Term, Value, When, Where
from bellflower.sharing.dates import in_words

QUALIFIERS: dict[Qualifier, str] = {
    "exact": "",
    "range": "",
    "approximate": "about ",
    "at_least": "at least ",
    "at_most": "up to ",
    "order_of_magnitude": "in the order of ",
}
BASES = {"arrest": "date of the arrest", "announced": "date of the announcement", "published": "date of publication"}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_WORD = re.compile(r"[a-z]{3,}( [a-z]+)*")
_UNCHANGED = {"cash", "crew", "head", "personnel", "police", "staff"}


def label(value: Value, qualifier: Qualifier = "exact") -> str:
    """A value as a reader would say it: ``125 kg of heroin``, ``16 April 2003``, ``Chongjin, KP``."""
    match value:
        case Amount():
            return QUALIFIERS[qualifier] + _amount(value)
        case Goods():
            return f"{value.name} (“{value.resolved_from}”)" if value.resolved_from else value.name
        case When():
            basis = BASES.get(value.basis)
            return in_words(value.edtf) + (f" ({basis})" if basis else "")
        case Where():
            return _where(value)
        case Party():
            return _party(value)
        case Term():
            return f"{value.text} ({value.stands_for})" if value.stands_for else value.text


def figure(number: float) -> str:
    """A number for the eye: groups of three, no digits that say nothing, millions and more in words where exact.

    >>> figure(125.0), figure(15000), figure(0.33), figure(164e6)
    ('125', '15,000', '0.33', '164 million')
    """
    if not math.isfinite(number):
        return "unknown"
    for scale, word in _SCALES:
        scaled = number / scale
        if abs(scaled) >= 1 and round(scaled, 2) * scale == number:
            return f"{scaled:.2f}".rstrip("0").rstrip(".") + f" {word}"
    if number == int(number):
        return f"{int(number):,}"
    return f"{number:,.6f}".rstrip("0").rstrip(".") if abs(number) >= 1e-4 else f"{number:g}"


def _amount(value: Amount) -> str:
    numbers = figure(value.value)
    if value.value_max is not None:
        numbers += f" to {figure(value.value_max)}" if " " in numbers else f"–{figure(value.value_max)}"
    words = f"{numbers} {_unit(value.unit, value.value_max if value.value_max is not None else value.value)}".rstrip()
    if value.goods:
        words += f" {'for' if _is_money(value.unit) else 'of'} {value.goods}"
    if value.per:
        words += f" (per {value.per})" if not value.per.startswith("per ") else f" ({value.per})"
    return words if value.stage in ("seized", "unspecified") else f"{words}, {value.stage}"


def _is_money(unit: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{3}(/.*)?", unit))


def _unit(unit: str, number: float) -> str:
    unit, _, per = unit.partition("/")
    unit = unit.strip("{}[]").replace("_", " ")
    if number != 1:
        unit = _several(unit)
    return f"{unit} per {per.strip('{}')}" if per else unit


def _several(noun: str) -> str:
    """An English noun in the plural; a symbol (``kg``) and what is plural already stay as they are."""
    if not _WORD.fullmatch(noun) or noun in _UNCHANGED or re.search("(men|people|[^s]s)$", noun):
        return noun
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if re.search("[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(("x", "ss", "ch", "sh")) else "s")


def _where(value: Where) -> str:
    words = value.name
    if value.level == "region" and value.country is None:
        return words
    if value.country and value.level != "country":
        words += f", {value.country}"
    return words + (" (place not settled)" if value.candidates and value.place_id is None else "")


def _party(value: Party) -> str:
    role = value.role
    if value.name:
        notes = [note for note in (role, value.nationality, value.country, value.legal_status) if note]
        return f"{value.name} ({', '.join(notes)})" if notes else value.name
    count = figure(value.count) if value.count is not None else ""
    if role is None:
        role = "person" if value.count == 1 else "persons"
    elif value.count not in (None, 1):
        role = _several(role)
    words = f"{count} {role}".strip()
    if value.nationality:
        words += f" ({value.nationality})"
    elif value.country:
        words += f", {value.country}"
    return words + (f", {value.legal_status}" if value.legal_status else "")
