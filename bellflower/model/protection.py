"""Which reports must not leave this machine. In doubt a report stays.

The marks are those of the codebook: a source's ``protection`` (public, named_restricted, covert) and the Traffic Light
Protocol. They stand on the report or in its CSL item, in ``custom`` or beside the other fields. TLP:AMBER is what every
report without a mark has; one that was marked so by hand stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from bellflower.records import Report

_MAY_LEAVE = {"protection": frozenset(["public"]), "tlp": frozenset(["clear", "white", "green"])}
_UNMARKED = "amber"


def kept_back(report: Report) -> str | None:
    """Why a report may not be sent to another machine; ``None`` where it may."""
    for name, mark in _marks(report):
        if mark not in _MAY_LEAVE[name]:
            return f"it is marked {name}: {mark or 'nothing'}"
    return None


def _marks(report: Report) -> Iterator[tuple[str, str]]:
    if report.tlp != _UNMARKED:
        yield "tlp", report.tlp
    custom = report.csl.get("custom")
    for fields in (report.csl, custom if isinstance(custom, dict) else {}):
        for key, value in fields.items():
            name = key.strip().casefold()
            if name in _MAY_LEAVE:
                mark = str(value).strip().casefold()
                yield name, mark.removeprefix("tlp:").strip() if name == "tlp" else mark
