"""Which mentions are one incident: kept as facts, keys, scored pairs and groups, as if nobody had ruled on them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import msgspec

from bellflower.packs import Good
from bellflower.reconciliation.facts import Facts
from bellflower.reconciliation.linkage import (
    NO_RULINGS,
    Backend,
    Change,
    Embedded,
    Linkage,
    Model,
    Pair,
    Rulings,
    link_new,
    linkage,
    shipped,
)
from bellflower.reconciliation.linkage.blocking import Key, keys
from bellflower.reconciliation.linkage.features import row
from bellflower.reconciliation.linkage.grouping import Ids
from bellflower.store.database import Database
from bellflower.store.readings import hashed

_TABLES = ("linked", "mentions", "keys", "pairs")
_OF_MENTIONS = (("mentions", "mention_id"), ("keys", "mention_id"), ("pairs", "one"), ("pairs", "other"))


class Links:
    """The linkage of a case. ``version`` is that of the code, the model and the goods by which mentions are linked."""

    def __init__(
        self,
        database: Database,
        version: str,
        goods: Mapping[str, Good],
        backend: Callable[[], Backend] = Embedded,
        model: Model | None = None,
    ) -> None:
        self._database = database
        self._goods = goods
        self._backend = backend
        self._model = model or shipped()
        database.renew("links", version, _TABLES)

    def take(self, told: Sequence[Facts], linked: Mapping[str, str], gone: Iterable[str]) -> None:
        """Links these mentions of reports that are new or were read anew; ``gone`` are reports that are no more.

        ``linked`` has the reports that ``told`` is all of, with the hash of their reading.
        """
        with self._database.among({*linked, *gone}):
            dropped = self._database.rows("SELECT mention_id FROM mentions SEMI JOIN wanted ON report_id = id")
            former = self._database.rows("SELECT id FROM wanted")
        self._update(told, {mention_id for (mention_id,) in dropped}, linked, {report_id for (report_id,) in former})

    def link(self, told: Sequence[Facts], rulings: Rulings = NO_RULINGS) -> Linkage:
        """What ``reconciliation.link`` says of all mentions of the case, from what is kept and what has changed."""
        wanted = {one.mention_id: hashed(msgspec.msgpack.encode(one)) for one in told}
        kept = dict(self._database.rows("SELECT mention_id, digest FROM mentions"))
        changed = {mention_id for mention_id, digest in wanted.items() if kept.get(mention_id) != digest}
        dropped = (kept.keys() - wanted.keys()) | (kept.keys() & changed)
        if changed or dropped:
            self._update([one for one in told if one.mention_id in changed], dropped, {}, set())
        groups, met, inside = self._all()
        if rulings != NO_RULINGS:
            ruled = {member for ids in rulings.one | rulings.apart for member in ids} & wanted.keys()
            change = link_new([], self, self._goods, rulings, self._model, self._backend(), touched=ruled)
            moved = {member for members in change.components for member in members}
            groups = [group for group in groups if moved.isdisjoint(group)] + list(change.groups)
            inside |= change.inside
        return linkage(groups, met, inside, rulings)

    def _update(
        self, told: Sequence[Facts], dropped: Collection[str], linked: Mapping[str, str], former: Collection[str]
    ) -> None:
        """Drops these mentions and links those that are ``told``, in one step."""
        with self._database.whole():
            touched: set[str] = set()
            if dropped:
                touched = self.tied(dropped) - set(dropped)
                with self._database.among(dropped):
                    for table, column in _OF_MENTIONS:
                        self._database.rows(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM wanted)")
            with self._database.among(former):
                self._database.rows("DELETE FROM linked WHERE report_id IN (SELECT id FROM wanted)")
            self._database.insert("linked", sorted(linked.items()))
            if told or touched:
                change = link_new(told, self, self._goods, NO_RULINGS, self._model, self._backend(), touched)
                self._write(told, change)

    def _write(self, told: Sequence[Facts], change: Change) -> None:
        component = {member: members[0] for members in change.components for member in members}
        incident = {member: group[0] for group in change.groups for member in group}
        new = {one.mention_id for one in told}
        moved = sorted(component.keys() - new)
        with self._database.among(moved):
            old = self._database.rows(
                "SELECT mention_id, report_id, digest, facts FROM mentions WHERE mention_id IN (SELECT id FROM wanted)"
            )
            self._database.rows("DELETE FROM mentions WHERE mention_id IN (SELECT id FROM wanted)")
        rows = [*old]
        for one in told:
            packed = msgspec.msgpack.encode(one)
            rows.append((one.mention_id, one.report_id, hashed(packed), packed))
        self._database.insert("mentions", [(*some, component[some[0]], incident[some[0]]) for some in rows])
        self._database.insert(
            "keys", [(key.mention_id, key.key, key.seeks) for one in told for key in keys(row(one, self._goods))]
        )
        pairs = [(*ids, True, msgspec.msgpack.encode(pair)) for ids, pair in change.met.items()]
        pairs += [(*ids, False, msgspec.msgpack.encode(pair)) for ids, pair in change.inside.items()]
        self._database.insert("pairs", pairs)

    def _all(self) -> tuple[list[tuple[str, ...]], dict[Ids, Pair], dict[Ids, Pair]]:
        groups: dict[str, list[str]] = {}
        for mention_id, group in self._database.rows("SELECT mention_id, incident FROM mentions ORDER BY mention_id"):
            groups.setdefault(group, []).append(mention_id)
        return [tuple(group) for group in groups.values()], *_sorted_out(self._database.rows("SELECT * FROM pairs"))

    def meeting(self, found: Sequence[Key]) -> list[Ids]:
        """The pairs (sorted ids) of a new mention, by its keys, and one that is known."""
        new = {key.mention_id for key in found}
        with self._database.beside("found", "keys", [(key.mention_id, key.key, key.seeks) for key in found]):
            met = self._database.rows(
                "SELECT DISTINCT found.mention_id, keys.mention_id FROM keys JOIN found ON keys.key = found.key "
                "WHERE keys.seeks OR found.seeks"
            )
        return sorted((min(ids), max(ids)) for ids in met if ids[1] not in new)

    def facts(self, mention_ids: Collection[str]) -> dict[str, Facts]:
        """The facts of those among these that are known."""
        if not mention_ids:
            return {}
        with self._database.among(mention_ids):
            found = self._database.rows("SELECT mention_id, facts FROM mentions SEMI JOIN wanted ON mention_id = id")
        return {mention_id: msgspec.msgpack.decode(packed, type=Facts) for mention_id, packed in sorted(found)}

    def tied(self, mention_ids: Collection[str]) -> set[str]:
        """All known mentions of the components in which any of these stands."""
        if not mention_ids:
            return set()
        with self._database.among(mention_ids):
            found = self._database.rows(
                "SELECT mention_id FROM mentions WHERE component IN "
                "(SELECT component FROM mentions SEMI JOIN wanted ON mention_id = id)"
            )
        return {mention_id for (mention_id,) in found}

    def pairs(self, mention_ids: Collection[str]) -> tuple[dict[Ids, Pair], dict[Ids, Pair]]:
        """The pairs among these that have been scored: those that met, and others."""
        if not mention_ids:
            return {}, {}
        with self._database.among(mention_ids):
            return _sorted_out(self._database.rows(
                "SELECT * FROM pairs WHERE one IN (SELECT id FROM wanted) AND other IN (SELECT id FROM wanted)"
            ))  # fmt: skip


def _sorted_out(rows: Iterable[tuple[str, str, bool, bytes]]) -> tuple[dict[Ids, Pair], dict[Ids, Pair]]:
    found: tuple[dict[Ids, Pair], dict[Ids, Pair]] = {}, {}
    for one, other, met, packed in rows:
        found[not met][one, other] = msgspec.msgpack.decode(packed, type=Pair)
    return found
