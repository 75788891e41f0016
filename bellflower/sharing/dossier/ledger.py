"""The ledger: what contradicts what, side by side, and which rule decided what is shown."""

from __future__ import annotations

import math
from itertools import zip_longest
from typing import Any

from markupsafe import Markup

from bellflower.reconciliation.yardstick import likelihood, probability_of
from bellflower.records import Conflict, CrossCheck, SlotValue
from bellflower.sharing.dossier.incidents import witness
from bellflower.sharing.dossier.markup import number, tag
from bellflower.sharing.dossier.summary import VERDICTS, claims_of, denials, money, shared_unit
from bellflower.sharing.dossier.view import View, claim_link, predicate_name, value_link
from bellflower.sharing.labels import figure


def conflict_rows(view: View) -> list[dict[str, Any]]:
    """Each conflict with its values, their words and what is shown."""
    return [
        {
            "conflict": conflict,
            "kind": predicate_name(conflict.kind),
            "slot": predicate_name(conflict.slot),
            "incident": view.incidents.get(conflict.incident_id or ""),
            "about": _about(view, conflict),
            "values": [
                {
                    "label": value_link(view, value),
                    "shown": value.label == conflict.shown,
                    "taken_for": taken_for.replace("_", " "),
                    "origins": value.origins,
                    "witnesses": [witness(view, claim) for claim in claims_of(view, value.claim_ids)],
                }
                for value, taken_for in zip_longest(conflict.values, conflict.taken_for, fillvalue="")
                if isinstance(value, SlotValue)
            ],
        }
        for conflict in view.dossier.conflicts
    ]


def _about(view: View, conflict: Conflict) -> str:
    """What a conflict outside incidents is about: the subject of its claims."""
    claims = [claim for value in conflict.values for claim in claims_of(view, value.claim_ids)]
    return claims[0].subject if claims else ""


def check_rows(view: View) -> list[dict[str, Any]]:
    """Each cross-check with its claims and a picture of the two spans."""
    return [
        {
            "check": check,
            "verdict": VERDICTS[check.verdict],
            "implied": money(*check.implied, shared_unit(check)),
            "stated": money(*check.stated, shared_unit(check)),
            "inputs": [_input(view, claim) for claim in claims_of(view, check.inputs)],
            "against": [_input(view, claim) for claim in claims_of(view, check.against)],
            "picture": _spans(check),
        }
        for check in view.dossier.cross_checks
    ]


def _input(view: View, claim: Any) -> dict[str, Any]:
    return {"name": predicate_name(claim.predicate), "label": claim_link(claim), **witness(view, claim)}


def _spans(check: CrossCheck) -> Markup:
    """Implied and stated on one scale of powers of ten, so that a factor is a length."""
    values = [*check.implied, *check.stated]
    if check.ratio is None or min(values) <= 0 or not all(map(math.isfinite, values)):
        return Markup("")
    low, high = math.log10(min(values)) - 0.22, math.log10(max(values)) + 0.22
    scale = 600 / (high - low)
    parts = []
    for exponent in range(math.floor(low), math.ceil(high) + 1):
        for step in (1, 2, 5):
            x = (math.log10(step * 10.0**exponent) - low) * scale
            if 0 <= x <= 600:
                parts.append(tag("line", x1=number(x), x2=number(x), y1=18, y2=96, class_="grid"))
                parts.append(tag("text", _short(step * 10.0**exponent), x=number(x), y=12, class_="tick"))
    for words, (a, b), y in (("implied", check.implied, 44), ("claimed", check.stated, 82)):
        x1, x2 = (math.log10(a) - low) * scale, (math.log10(b) - low) * scale
        bar = tag("rect", x=number(x1), y=y - 9, width=number(max(x2 - x1, 4)), height=18, rx=3, class_="span " + words)
        parts += [bar, tag("text", words, x=number(x1), y=y - 14, class_="name")]
    implied, stated = money(*check.implied, check.unit), money(*check.stated, check.unit)
    said = f"Implied {implied}, claimed {stated}, logarithmic scale"
    return tag("svg", *parts, viewBox="0 0 600 100", class_="spans", role="img", aria_label=said)


def _short(value: float) -> str:
    return figure(value).replace(" million", "m").replace(" billion", "bn").replace(" trillion", "tn")


def denial_rows(view: View) -> list[dict[str, Any]]:
    """Each denial with its words."""
    return [
        {"who": claim_link(claim, claim.subject or claim.value_raw), **witness(view, claim)} for claim in denials(view)
    ]


def possible_rows(view: View) -> list[dict[str, Any]]:
    """Each pair that may be one."""
    return [
        {
            "pair": pair,
            "likelihood": likelihood(probability_of(pair.score), view.dossier.yardstick),
            "incidents": [view.incidents[i] for i in pair.incident_ids if i in view.incidents],
        }
        for pair in view.dossier.possible
    ]


def statement_groups(view: View) -> list[dict[str, Any]]:
    """Statements and quantities outside incidents, by kind."""
    from_statements = ("production", "start", "site", "export", "channel", "sanction", "alias")
    quantities = (
        "production_rate", "price", "revenue", "stock", "area", "purity", "packaging", "seizure_total", "other",
    )  # fmt: skip
    groups = []
    for predicate in (*from_statements, *quantities):
        rows = []
        for claim in view.dossier.claims:
            if claim.predicate != predicate:
                continue
            subject = "" if predicate in from_statements else claim.subject
            words = claim.subject if predicate in from_statements and claim.subject else None
            rows.append({"label": claim_link(claim, words), "subject": subject, **witness(view, claim)})
        if rows:
            groups.append({"name": predicate_name(predicate), "rows": rows})
    return groups
