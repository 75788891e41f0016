"""The query by which pairs are scored: splink writes it from the model, once, and the backend runs it.

To write it takes splink half a second, which is more than all the rest of adding a report; so the text is kept.
"""

from __future__ import annotations

import importlib.metadata
import logging
import re
from pathlib import Path

import msgspec

from bellflower.cache import once
from bellflower.reconciliation.linkage.backend import Backend, pair_table
from bellflower.reconciliation.linkage.model import Model, settings

_CODE = Path(__file__).parent.parent
_WITH = ("splink", "sqlglot")
# Splink asks DuckDB for the mentions of the pairs before it asks for the pairs.
_PRUNED = re.compile(r"\b__splink__df_pruned_predict_input_[lr]_[0-9a-f]+\b")


def scoring_query(model: Model, backend: Backend) -> str:
    """A query over the tables ``mentions`` and ``some_pairs``, with the columns of splink's prediction."""
    code = [path.read_bytes() for path in sorted(_CODE.rglob("*.py"))]
    made_by = [f"{name} {importlib.metadata.version(name)}".encode() for name in _WITH]
    name = f"scoring-{backend.dialect}"
    return once(name, [*code, *made_by, msgspec.json.encode(model)], lambda: _written(model, backend).encode()).decode()


def _written(model: Model, backend: Backend) -> str:
    """The query as splink writes it; the backend has a table of ``mentions``."""
    from splink import Linker

    backend.put("no_pairs", pair_table(()))
    linker = Linker(backend.api.register("mentions"), settings(model))
    logging.getLogger("splink").setLevel(logging.WARNING)  # a linker sets its logger up anew
    linker.table_management.register_blocked_pairs_for_predict(backend.api.register("no_pairs"))
    scored = linker.inference.predict(warning_mode="never")
    scored.drop_table_from_database_and_remove_from_cache()
    text = _PRUNED.sub("mentions", scored.sql_used_to_create)
    # Spark has no float8; splink has the text translated when it runs it there.
    return re.sub(r"\bno_pairs\b", "some_pairs", text).replace("as float8)", "as double)")
