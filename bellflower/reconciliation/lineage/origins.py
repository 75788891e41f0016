"""How many independent origins stand behind what is said.

Reports that one derivation ties together, whichever way it points, are one origin, and so are reports that take a claim
from the same named source outside the case: a claim that its report gives to another outlet has that outlet as its
origin. Reports between which no link is known count as one origin each, *apparently* independent: absence of a trace is
no proof. A report of which neither publisher nor author nor address is known has unknown lineage and adds no origin
beside others; alone it is one, for somebody said it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from bellflower.components import representatives
from bellflower.reconciliation.facts import fold
from bellflower.reconciliation.lineage.outlets import bare_name, is_outlet, own_names
from bellflower.records import Claim, Derivation, Report

_UNKNOWN = "unknown:"


def origin_groups(reports: Iterable[Report], links: Iterable[Derivation]) -> dict[str, str]:
    """For every report, and every outlet named outside the case, the group that derivations tie it into.

    An outlet named outside ties together only the claims given to it, not the whole reports: see :func:`origins`.
    """
    by_id = {report.id: report for report in sorted(reports, key=lambda report: report.id)}
    tied = representatives((link.report_id, link.from_id) for link in links if link.from_id is not None)
    groups = {item: tied.get(item, item) for item in by_id}
    size = Counter(groups.values())
    for item, report in by_id.items():
        if size[groups[item]] == 1 and not speaks(report):
            groups[item] = f"{_UNKNOWN}{item}"
    for report in by_id.values():
        for name in sorted(own_names(report)):
            groups.setdefault(f"outlet:{name}", groups[report.id])
    return groups


def origins(claims: Iterable[Claim], groups: Mapping[str, str]) -> int:
    """How many independent origins stand behind these claims; at least 1 for any claim (rule: see the module).

    ``groups`` are those of :func:`origin_groups` for the whole case.
    """
    return independent(_origin(claim, groups) for claim in claims)


def independent(groups: Iterable[str]) -> int:
    """How many origins these groups are; unknown lineage adds none beside others, and alone is one."""
    known = set(groups)
    return sum(not group.startswith(_UNKNOWN) for group in known) or int(bool(known))


def speaks(report: Report) -> bool:
    """Whether it is known who speaks: a publisher, an author or an address."""
    return bool(report.publisher or report.authors or report.url)


def _origin(claim: Claim, groups: Mapping[str, str]) -> str:
    outlet = next((name for name in claim.attributed_to if is_outlet(name)), None)
    if outlet is None:
        return groups[claim.report_id]
    name = f"outlet:{fold(bare_name(outlet))}"
    return groups.get(name, name)
