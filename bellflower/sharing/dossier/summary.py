"""The case in plain words and a few figures, each a link to what it stands on."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from bellflower.reconciliation.lineage import origin_groups
from bellflower.records import Amount, Claim, CrossCheck, Incident, SlotValue
from bellflower.sharing.dossier.incidents import day_range
from bellflower.sharing.dossier.markup import joined, listed, tag
from bellflower.sharing.dossier.view import (
    View,
    claim_link,
    count,
    country_name,
    country_of,
    date_of,
    place_of,
    predicate_name,
    report_name,
    slots_named,
    value_link,
)
from bellflower.sharing.labels import figure

MOST_GOODS = 5
OUTCOMES = {
    "holds": "hold",
    "disputed": "disputed among analysts, so that nothing is changed",
    "unplaced": "without a place in what is read now",
    "superseded": "decided again later",
    "undone": "undone",
}
VERDICTS = {"agrees": "agree", "contradicts": "contradict each other", "cannot_tell": "can't be compared"}
KINDS = {
    "reprint": "reprints",
    "wire": "carries the agency text of",
    "translation": "translates",
    "citation": "cites",
    "summary": "summarises",
    "update": "updates",
    "correction": "corrects",
}


def link(words: str, target: str) -> Markup:
    """A link inside the page."""
    return tag("a", tag("bdi", words), href=target)


def origins(view: View) -> int:
    """How many groups of reports stand for themselves; what a derivation ties together is one group."""
    groups = origin_groups(view.dossier.reports, view.dossier.derivations)
    return len({groups[report.id] for report in view.dossier.reports})


def summary(view: View) -> dict[str, Any]:
    """The lead, the sentences in groups, and the tiles."""
    told = [
        ("What is told", [_period(view), _hauls(view)]),
        ("What does not fit", [_conflicts(view), *_checks(view), _possible(view), _denials(view)]),
        ("Who copied whom", [_lineage(view)]),
        ("What can't be told", [_unknown(view), _refused(view)]),
        ("What analysts decided", [_decisions(view)]),
    ]
    groups = [(name, [s for s in sentences if s]) for name, sentences in told]
    return {"lead": _lead(view), "groups": [g for g in groups if g[1]], "tiles": _tiles(view)}


def _lead(view: View) -> Markup:
    case = view.dossier
    return Markup("{} {} of {}, from {}.").format(
        link(count(len(case.reports), "report"), "#sources"),
        "tells" if len(case.reports) == 1 else "tell",
        link(count(len(case.incidents), "incident"), "#incidents"),
        link(count(origins(view), "independent origin"), "#sources"),
    )


def _period(view: View) -> Markup | None:
    days = [(day, i) for i in view.dossier.incidents for day in day_range(i) if day]
    if not days:
        return None
    first, last = min(days, key=lambda d: (d[0], d[1].id)), max(days, key=lambda d: (d[0], d[1].id))
    codes = sorted({c for i in view.dossier.incidents if (c := country_of(i))}, key=country_name)
    ends = [_year_link(view, day, incident) for day, incident in (first, last)]
    same = first[0][:4] == last[0][:4]
    when = Markup("in {}").format(ends[0]) if same else Markup("from {} to {}").format(*ends)
    linked = []
    for code in codes:
        told = [v for i in view.dossier.incidents if country_of(i) == code and (v := place_of(i)) is not None]
        linked.append(value_link(view, told[0], country_name(code)))
    where = Markup(", in {}").format(listed(linked[:12] + ([f"{len(codes) - 12} more"] if len(codes) > 12 else [])))
    return Markup("The dated incidents fell {}{}.").format(when, where if codes else "")


def _year_link(view: View, day: str, incident: Incident) -> Markup:
    found = date_of(incident)
    return value_link(view, found, day[:4]) if found else joined([day[:4]])


def largest(view: View) -> list[tuple[SlotValue, Incident]]:
    """The largest haul of each good and unit, the goods told of most often first."""
    best: dict[tuple[str, str], tuple[SlotValue, Incident]] = {}
    seen: dict[str, int] = {}
    for incident in view.dossier.incidents:
        for found in slots_named(incident, "quantity"):
            if not isinstance(found.value, Amount) or not found.value.goods:
                continue
            seen[found.value.goods] = seen.get(found.value.goods, 0) + 1
            key = (found.value.goods, found.value.unit)
            held = best.get(key)
            if held is None or (isinstance(held[0].value, Amount) and held[0].value.value < found.value.value):
                best[key] = (found, incident)
    return [best[key] for key in sorted(best, key=lambda key: (-seen[key[0]], key))]


def _hauls(view: View) -> Markup | None:
    hauls = largest(view)[:MOST_GOODS]
    if not hauls:
        return None
    parts = [
        Markup("{} ({})").format(
            value_link(view, value), link(_where(incident), f"#i-{incident.id}")
        )
        for value, incident in hauls
    ]  # fmt: skip
    return Markup("The largest hauls by good: {}.").format(listed(parts))


def _where(incident: Incident) -> str:
    code = country_of(incident)
    day = day_range(incident)[0]
    return ", ".join(part for part in (country_name(code) if code else "", day[:4] if day else "undated") if part)


def _conflicts(view: View) -> Markup | None:
    conflicts = view.dossier.conflicts
    told = [c for c in conflicts if c.kind != "denial"]
    if not conflicts:
        return Markup("No two reports were found to contradict each other.") if len(view.reports) > 1 else None
    parts = []
    for conflict in told[:3]:
        values = [value_link(view, v) for v in conflict.values]
        incident = view.incidents.get(conflict.incident_id or "")
        about = Markup(" for {}").format(link(incident.title, f"#i-{incident.id}")) if incident else ""
        slot = predicate_name(conflict.slot).lower()
        parts.append(Markup("{} as the {}{}").format(listed(values, "against"), slot, about))
    more = len(told) - len(parts)
    if more > 0:
        parts.append(link(f"{more} more", "#ledger"))
    if len(conflicts) > len(told):
        parts.append(link(count(len(conflicts) - len(told), "denial"), "#ledger"))
    head = link(count(len(conflicts), "conflict"), "#ledger")
    return Markup("{} between reports: {}.").format(head, joined(parts, "; "))


def money(low: float, high: float, unit: str) -> str:
    """``120 to 180 million USD/year``: a span in one scale."""
    one, two = figure(low), figure(high)
    if one == two:
        return f"{one} {unit}".rstrip()
    a, _, scale_a = one.partition(" ")
    b, _, scale_b = two.partition(" ")
    return (
        f"{a}–{b} {scale_b} {unit}".replace("  ", " ").rstrip()
        if scale_a == scale_b
        else f"{one} to {two} {unit}".rstrip()
    )


def shared_unit(check: CrossCheck) -> str:
    """The unit of both sides, or nothing where they have none in common."""
    return check.unit if check.ratio is not None else ""


def claims_of(view: View, ids: tuple[str, ...]) -> list[Claim]:
    """The claims that the case holds of these ids."""
    return [view.claims[one] for one in ids if one in view.claims]


def _checks(view: View) -> list[Markup]:
    out = []
    for check in view.dossier.cross_checks:
        inputs, against = claims_of(view, check.inputs), claims_of(view, check.against)
        implied = _or_plain(inputs, money(*check.implied, shared_unit(check)))
        stated = _or_plain(against, money(*check.stated, shared_unit(check)))
        out.append(
            Markup("The {}: {} multiplied out, set against {} claimed: the two {}{}.").format(
                link("cross-check", f"#k-{check.id}"), implied, stated, VERDICTS[check.verdict], _times(check)
            )
        )
    return out


def _or_plain(claims: list[Claim], words: str) -> Markup:
    return claim_link(claims[0], words) if claims else joined([words])


def _times(check: CrossCheck) -> str:
    if check.verdict != "contradicts" or check.ratio is None:
        return ""
    low, high = check.ratio
    if low > 1:
        return f" (the claim is {low:.1f} to {high:.1f} times what follows)"
    return f" (the claim is {low:.2f} to {high:.2f} of what follows)"


def _possible(view: View) -> Markup | None:
    pairs = view.dossier.possible
    if not pairs:
        return None
    return Markup("{} may be one and the same; they are kept apart.").format(
        link(count(len(pairs), "pair of incidents", "pairs of incidents"), "#possible")
    )


def denials(view: View) -> list[Claim]:
    """The claims that deny, in the order of the case."""
    return [c for c in view.dossier.claims if c.predicate == "denial" or c.modality == "denied"]


def _denials(view: View) -> Markup | None:
    denied = denials(view)
    if not denied:
        return None
    words = [claim_link(c, f"{c.subject or c.value_raw} (report {view.numbers[c.report_id]})") for c in denied[:4]]
    return Markup("{} on record: {}.").format(link(count(len(denied), "denial"), "#denials"), listed(words))


def _lineage(view: View) -> Markup | None:
    sentences = []
    for d in view.dossier.derivations[:6]:
        report = view.reports.get(d.report_id)
        source = view.reports.get(d.from_id or "")
        if report is None:
            continue
        told = link(report_name(source), f"#s-{source.id}") if source else joined([d.from_name or "a source not named"])
        sentences.append(
            Markup("{} {} {}.").format(link(report_name(report), f"#s-{report.id}"), KINDS[d.kind], told)
        )  # fmt: skip
    if not sentences:
        return None
    rest = len(view.dossier.derivations) - 6
    more = [Markup("{} in all.").format(link(count(rest + 6, "derivation"), "#sources"))] if rest > 0 else []
    return joined([*sentences, *more, "A repeat adds no origin."], " ")


def _unknown(view: View) -> Markup | None:
    case = view.dossier
    gaps = [
        ([i for i in case.incidents if not any(day_range(i))], "no date"),
        ([i for i in case.incidents if place_of(i) is None], "no place"),
        ([i for i in case.incidents if not any(slots_named(i, "quantity"))], "no quantity"),
    ]
    parts = [
        Markup("{} for {}").format(what, listed([link(i.title, f"#i-{i.id}") for i in those[:3]] + _more(those)))
        for those, what in gaps
        if those
    ]
    told = Markup("The reports tell {}. ").format(joined(parts, "; ")) if parts else Markup("")
    return joined([told, _graded(view), " What no report tells of is not counted here."])


def _graded(view: View) -> Markup:
    """How many sources have a letter, and from whom."""
    sources = view.dossier.source_grades
    if not sources:
        return joined(["How reliable each source is has not been rated."])
    by_hand = sum(grade.basis.startswith("graded by") for grade in sources)
    unknown = sum(grade.reliability == "F" for grade in sources)
    told = f"{by_hand} are graded by an analyst and {len(sources) - by_hand} by their type; {unknown} have no basis (F)"
    return Markup("Of the {}, {}.").format(link("sources", "#grades"), told)


def _more(those: list[Incident]) -> list[str]:
    return [f"{len(those) - 3} more"] if len(those) > 3 else []


def _refused(view: View) -> Markup | None:
    refusals = view.dossier.refusals
    if not refusals:
        return None
    return Markup("{} could not be read: {}.").format(
        link(count(len(refusals), "input"), "#refused"), listed([tag("bdi", r.path) for r in refusals[:5]])
    )


def _decisions(view: View) -> Markup | None:
    rulings = view.dossier.rulings
    if not rulings:
        return None
    told = Counter[str](ruling.outcome for ruling in rulings)
    parts = [f"{told[outcome]} {words}" for outcome, words in OUTCOMES.items() if told[outcome]]
    return Markup("{}: {}.").format(link(count(len(rulings), "decision"), "#decisions"), listed(parts))


def _tiles(view: View) -> list[dict[str, Any]]:
    case = view.dossier
    conflicts = len(case.conflicts)
    tiles: list[dict[str, Any]] = [
        {"figure": link(f"{len(case.incidents):,}", "#incidents"), "words": _noun(len(case.incidents), "incident")},
        {"figure": link(f"{len(case.reports):,}", "#sources"), "words": _noun(len(case.reports), "report")},
        {"figure": link(f"{origins(view):,}", "#sources"), "words": _noun(origins(view), "independent origin")},
        {"figure": link(f"{conflicts:,}", "#ledger"), "words": _noun(conflicts, "conflict")},
    ]
    hauls = [(v, i) for v, i in largest(view) if isinstance(v.value, Amount) and v.value.unit == "kg"]
    for value, incident in sorted(hauls, key=lambda h: (-getattr(h[0].value, "value", 0), h[1].id))[:1]:
        amount = value.value
        if isinstance(amount, Amount):
            shown = value_link(view, value, f"{figure(amount.value)} {amount.unit}")
            tiles.append({"figure": shown, "words": f"largest haul of {amount.goods}: {_where(incident)}"})
    return tiles


def _noun(n: int, one: str) -> str:
    return one if n == 1 else one + "s"
