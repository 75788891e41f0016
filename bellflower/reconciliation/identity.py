"""What an incident is called, and where a name leads that no longer stands for the same mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bellflower.records import Mention, Naming, Redirect, Report, stable_id


def incident_id(mentions: Iterable[Mention], reports: Mapping[str, Report]) -> str:
    """The id of the incident that these mentions tell of, named after the one that was told first.

    First is what the oldest report tells (one without a date comes last), so that later reports leave the id as it is.
    """

    def age(mention: Mention) -> tuple[str, str]:
        return (reports[mention.report_id].published or "~", mention.id)

    return stable_id("incident", min(mentions, key=age).id)


def namings(incidents: Mapping[str, Iterable[Mention]]) -> Iterator[Naming]:
    """Which mentions the ids of these incidents stand for."""
    for name, mentions in incidents.items():
        for one in mentions:
            yield Naming(
                incident_id=name, mention_id=one.id, report_id=one.report_id, start=one.quote.start, end=one.quote.end
            )


def redirects(before: Iterable[Naming], after: Mapping[str, Sequence[Mention]]) -> tuple[Redirect, ...]:
    """Where the incident ids of ``before`` lead in ``after``; nothing for an id that still has all its mentions.

    ``after`` gives the mentions by incident id. A mention that has another id now, for its report was read anew, is the
    one of its report that overlaps it. An id whose mentions are all gone leads nowhere (``now`` is empty).
    """
    by_mention = {mention.id: name for name, mentions in after.items() for mention in mentions}
    by_report: dict[str, list[tuple[Mention, str]]] = {}
    for name, mentions in after.items():
        for mention in mentions:
            by_report.setdefault(mention.report_id, []).append((mention, name))

    def now(old: Naming) -> set[str]:
        if old.mention_id in by_mention:
            return {by_mention[old.mention_id]}
        near = by_report.get(old.report_id, [])
        return {name for other, name in near if other.quote.start < old.end and old.start < other.quote.end}

    found: dict[str, set[str]] = {}
    for old in before:
        found.setdefault(old.incident_id, set()).update(now(old))
    return tuple(
        Redirect(incident_id=name, now=tuple(sorted(new))) for name, new in sorted(found.items()) if new != {name}
    )
