"""A decision made, and what a decision must be to count."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

import msgspec

from bellflower.records import (
    About,
    Act,
    Amount,
    Credibility,
    Decision,
    Goods,
    OfClaim,
    OfDecision,
    OfMentions,
    OfReport,
    OfSource,
    Party,
    Predicate,
    Reliability,
    Value,
    When,
    Where,
    stable_id,
)

ABOUT: dict[Act, tuple[type[About], ...]] = {
    "accept": (OfClaim,),
    "reject": (OfClaim,),
    "amend": (OfClaim,),
    "merge": (OfMentions,),
    "split": (OfMentions,),
    "grade": (OfClaim, OfReport, OfSource),
    "mark": (OfClaim, OfMentions),
    "undo": (OfDecision,),
}
_KINDS: dict[str, type[Value]] = {
    "occurred_on": When, "located_at": Where, "country": Where, "commodity": Goods, "quantity": Amount, "value": Amount,
    "suspect": Party, "authority": Party,
}  # fmt: skip
# What goes with one act only, and is missing in every other.
_SAID = {"amend": "value", "grade": "grade", "mark": "mark"}


class DecisionError(ValueError):
    """Why a decision does not count: ``field`` as a path, the reason, and what to do."""

    def __init__(self, field: str, reason: str, mend: str) -> None:
        super().__init__(f"field {field}: {reason}; {mend}")
        self.field, self.reason, self.mend = field, reason, mend


def decide(
    act: Act,
    about: About,
    *,
    by: str,
    why: str,
    at: datetime,
    value: Value | None = None,
    grade: Reliability | Credibility | None = None,
    mark: str | None = None,
) -> Decision:
    """A decision with its id. ``at`` needs a time zone. Raises :class:`DecisionError` where it would not count."""
    made = Decision(
        id="", at=at.isoformat(), by=by.strip(), why=why.strip(), act=act, about=about, value=value, grade=grade,
        mark=mark and mark.strip(),
    )  # fmt: skip
    made = msgspec.structs.replace(made, id=id_of(made))
    check(made)
    return made


def id_of(decision: Decision) -> str:
    """The id that the content of a decision gives it."""
    content = msgspec.structs.replace(decision, id="")
    return stable_id("d", msgspec.json.encode(content, order="deterministic").decode())


def check(decision: Decision) -> None:
    """Raises :class:`DecisionError` where a decision lacks something, says too much, or was changed since."""
    for field in ("by", "why"):
        if not getattr(decision, field).strip():
            raise DecisionError(field, "it is empty", "say who decides, and why")
    try:
        timed = datetime.fromisoformat(decision.at).tzinfo is not None
    except ValueError:
        timed = False
    if not timed:
        raise DecisionError(
            "at", f"{decision.at!r} is no RFC 3339 time with a zone", "write it as 2026-03-01T09:30:00+00:00"
        )
    if not isinstance(decision.about, ABOUT[decision.act]):
        raise DecisionError("about", f"{decision.act} is not decided on this", f"name {_names(ABOUT[decision.act])}")
    for act, field in _SAID.items():
        said = getattr(decision, field)
        if act == decision.act and not said:
            raise DecisionError(field, "it is missing", f"say what the {field} is to be")
        if act != decision.act and said is not None:
            raise DecisionError(field, f"{decision.act} takes none", "leave it out")
    match decision.about:
        case OfMentions(these=these, those=those) if not these or (not those) != (decision.act == "mark"):
            raise DecisionError("about", "mentions are missing", "merge and split need two sides, mark needs one")
        case OfClaim(predicate=predicate) if decision.value is not None:
            _check_kind(predicate, decision.value)
    if decision.act == "grade":
        _check_grade(decision)
    if decision.id != id_of(decision):
        raise DecisionError("id", "it does not fit the rest of the line", "undo the line as it was and decide again")


def _check_grade(decision: Decision) -> None:
    item = isinstance(decision.about, OfClaim)
    if decision.grade not in get_args(Credibility if item else Reliability):
        mend = "a claim has a credibility from 1 to 6" if item else "a source or report has a reliability from A to F"
        raise DecisionError("grade", f"{decision.grade!r} does not fit", mend)


def _check_kind(predicate: Predicate, value: Value) -> None:
    kind = _KINDS.get(predicate)
    if kind is not None and not isinstance(value, kind):
        raise DecisionError(
            "value", f"it is no {kind.__name__.lower()}", f"{predicate} takes a {kind.__name__.lower()}"
        )


def _names(kinds: tuple[type[About], ...]) -> str:
    return " or ".join(str(kind.__struct_config__.tag) for kind in kinds)
