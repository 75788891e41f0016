"""What analysts decided and what became of it, and how grades and words of probability are to be read."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from bellflower.reconciliation.grading import shipped
from bellflower.records import Ruling
from bellflower.sharing.dossier.markup import tag
from bellflower.sharing.dossier.summary import link
from bellflower.sharing.dossier.view import View, claim_link, report_name
from bellflower.sharing.rulings import about, said, yardstick_in_words

# What needs a look comes first.
_TITLES = {
    "disputed": "Disputed: analysts say different things, and nothing is changed until one is undone",
    "unplaced": "Unplaced: what they are about is not read any more",
    "holds": "They hold",
    "superseded": "Superseded by a later decision of the same analyst",
    "undone": "Undone",
}


def decisions(view: View) -> dict[str, Any]:
    """Counts, the decisions by what became of them, old ids of incidents, and the legend of the grades."""
    rulings = view.dossier.rulings
    held = Counter(ruling.decision.act for ruling in rulings if ruling.outcome == "holds")
    words = shipped().words
    return {
        "held": [(act, number) for act, number in sorted(held.items()) if act != "undo"],
        "groups": [
            {"title": title, "rows": [_row(view, one) for one in rulings if one.outcome == outcome]}
            for outcome, title in _TITLES.items()
            if any(one.outcome == outcome for one in rulings)
        ],
        "redirects": [
            {
                "gone": one.incident_id not in view.incidents,
                "id": one.incident_id,
                "now": [view.incidents[name] for name in one.now if name in view.incidents],
            }
            for one in view.dossier.redirects
        ],
        "letters": [(grade, words[grade]) for grade in sorted(words) if grade.isalpha()],
        "numbers": [(grade, words[grade]) for grade in sorted(words) if grade.isdigit()],
        "yardstick": yardstick_in_words(view.dossier.yardstick),
    }


def _row(view: View, ruling: Ruling) -> dict[str, Any]:
    decision = ruling.decision
    return {
        "id": decision.id,
        "day": decision.at[:10],
        "by": decision.by,
        "act": decision.act,
        "about": _about(view, ruling),
        "to": said(ruling) or "",
        "why": decision.why,
        "told": ruling.told,
    }


def _about(view: View, ruling: Ruling) -> Markup:
    claims = [view.claims[one] for one in ruling.claim_ids if one in view.claims]
    if claims:
        return claim_link(claims[0], about(ruling))
    reports = [view.reports[one] for one in ruling.report_ids if one in view.reports]
    if len(reports) == 1 and ruling.decision.act == "grade":
        return link(report_name(reports[0]), f"#s-{reports[0].id}")
    return tag("bdi", about(ruling))
