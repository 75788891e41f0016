"""Who copied whom, and so how many independent origins stand behind what is said.

:func:`derivations` takes a case at once. A case that grows takes the same steps one by one: the :func:`sketch` of a new
report, the pairs it is :func:`related` to, :func:`compare` for those, the names it :func:`named`, and :func:`settled`.
"""

from bellflower.reconciliation.lineage.candidates import EARLIEST, Pair, Related, related
from bellflower.reconciliation.lineage.comparing import compare
from bellflower.reconciliation.lineage.derivations import derivations
from bellflower.reconciliation.lineage.naming import named, settled
from bellflower.reconciliation.lineage.origins import independent, origin_groups, origins, speaks
from bellflower.reconciliation.lineage.outlets import is_outlet, named_sources
from bellflower.reconciliation.lineage.sketches import Sketch, age, sketch, sketches, tokens_of

__all__ = [
    "EARLIEST",
    "Pair",
    "Related",
    "Sketch",
    "age",
    "compare",
    "derivations",
    "independent",
    "is_outlet",
    "named",
    "named_sources",
    "origin_groups",
    "origins",
    "related",
    "settled",
    "sketch",
    "sketches",
    "speaks",
    "tokens_of",
]
