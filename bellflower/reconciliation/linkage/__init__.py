"""Which mentions are one incident, which may be, and which are not, with a sentence for each pair.

The model is Fellegi-Sunter's, splink scores the pairs, and what they come to is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bellflower.packs import Good
from bellflower.reconciliation.facts import Facts
from bellflower.reconciliation.linkage.backend import Backend, Embedded
from bellflower.reconciliation.linkage.decision import Pair, why
from bellflower.reconciliation.linkage.growing import (
    NO_RULINGS,
    Change,
    Known,
    Linkage,
    Nothing,
    Rulings,
    link_new,
    linkage,
)
from bellflower.reconciliation.linkage.model import Model, shipped

__all__ = [
    "NO_RULINGS",
    "Backend",
    "Change",
    "Embedded",
    "Known",
    "Linkage",
    "Model",
    "Nothing",
    "Pair",
    "Rulings",
    "link",
    "link_new",
    "linkage",
    "shipped",
    "why",
]  # fmt: skip


def link(
    mentions: Sequence[Facts],
    goods: Mapping[str, Good],
    rulings: Rulings = NO_RULINGS,
    model: Model | None = None,
    backend: Backend | None = None,
) -> Linkage:
    """Group the mentions into incidents; the order of ``mentions`` has no part.

    ``goods`` are the packs' commodities by canonical name, ``model`` the odds (default: those that ship), ``backend``
    where pairs are scored (default: DuckDB in this process).
    """
    made = link_new(mentions, Nothing(), goods, rulings, model or shipped(), backend or Embedded())
    return linkage(made.groups, made.met, made.inside, rulings)
