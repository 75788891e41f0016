"""Incident ids: later reports leave them as they are, and old ones lead on."""

from __future__ import annotations

from bellflower.reconciliation.identity import namings, redirects
from bellflower.records import Redirect
from tests.decisions.cases import dossier, reread, ship


def test_a_later_report_leaves_the_id_as_it_is() -> None:
    first = dossier([ship(50, "Post", "1987-07-01")]).incidents[0].id
    for late in ("1987-07-02", "1999", None):
        for kilos in range(51, 58):
            [incident] = dossier([ship(50, "Post", "1987-07-01"), ship(kilos, "Times", late)]).incidents
            assert incident.id == first


def test_an_id_that_still_has_its_mentions_leads_nowhere_else() -> None:
    one, other = ship(50, "Post").mentions[0], ship(20, "News").mentions[0]
    assert redirects(namings({"a": [one]}), {"a": [one, other]}) == ()
    assert redirects(namings({"a": [one], "b": [other]}), {"a": [one, other]}) == (
        Redirect(incident_id="b", now=("a",)),
    )
    assert redirects(namings({"a": [one, other]}), {"a": [one], "b": [other]}) == (
        Redirect(incident_id="a", now=("a", "b")),
    )
    assert redirects(namings({"a": [one]}), {}) == (Redirect(incident_id="a", now=()),)


def test_an_old_id_leads_on_also_where_the_report_was_read_anew() -> None:
    old = ship(50, "Post")
    assert redirects(namings({"a": old.mentions}), {"b": reread(old).mentions}) == (
        Redirect(incident_id="a", now=("b",)),
    )
