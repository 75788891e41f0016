"""The query by which pairs are scored says what splink's own linker says, to the last bit."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from splink import DuckDBAPI, Linker

from bellflower import cache
from bellflower.reconciliation.linkage import Embedded, Model, shipped
from bellflower.reconciliation.linkage.backend import columns, pair_table
from bellflower.reconciliation.linkage.comparisons import COMPARISONS
from bellflower.reconciliation.linkage.features import Row
from bellflower.reconciliation.linkage.model import Odds
from bellflower.reconciliation.linkage.model import settings as settings_of
from bellflower.reconciliation.linkage.query import scoring_query
from bellflower.reconciliation.linkage.scoring import Scorer

PART = st.floats(0.001, 0.999)
LEVELS = {one.fact: {level.name: st.builds(Odds, m=PART, u=PART) for level in one.levels} for one in COMPARISONS}
MODELS = st.builds(
    Model, prior=PART, one_at=st.just(5.0), together_at=st.just(2.0), possible_at=st.just(0.0), trained_on=st.just("-"),
    levels=st.fixed_dictionaries({fact: st.fixed_dictionaries(levels) for fact, levels in LEVELS.items()}),
)  # fmt: skip
DAY, WORDS = st.integers(700_000, 700_040), st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True)
YES = st.none() | st.booleans()
FIELDS: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(Row.__struct_fields__, st.none() | WORDS) | {
    "report_id": st.just("r"), "sole_person": YES, "day_first": st.none() | DAY, "day_last": st.none() | DAY,
    "day_counted": YES, "day_supposed": YES, "located": YES, "site": YES, "any_goods": YES, "accused": YES,
    "lat": st.none() | st.floats(52.0, 53.0), "lon": st.none() | st.floats(4.0, 5.0),
}  # fmt: skip
Said = set[tuple[object, ...]]


def by_splink(rows: list[Row], model: Model, least: float | None) -> Said:
    api: Any = DuckDBAPI()
    linker = Linker(api.register(columns(rows, Row).to_pandas()), settings_of(model))
    pairs = pair_table(combinations((row.mention_id for row in rows), 2)).to_pandas()
    linker.table_management.register_blocked_pairs_for_predict(api.register(pairs))
    predicted: Any = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
    gammas = [f"gamma_{one.fact}" for one in COMPARISONS]
    wanted = ("mention_id_l", "mention_id_r", "match_weight", *gammas)
    return {tuple(row[name] for name in wanted) for row in predicted.as_record_list()}


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.fixed_dictionaries({name: of for name, of in FIELDS.items() if name != "mention_id"}), min_size=2,
             max_size=8),
    MODELS,
    st.none() | st.floats(-5, 5),
)  # fmt: skip
def test_weights_and_levels_are_those_of_a_linker(
    told: list[dict[str, Any]], model: Model, least: float | None
) -> None:
    rows = [Row(mention_id=f"m{number}", **some) for number, some in enumerate(told)]
    engine = Embedded()
    scorer = Scorer(rows, model, engine)
    scorer.pairs(combinations((row.mention_id for row in rows), 2))
    scored = list(scorer.score(least))
    said = by_splink(rows, model, least)
    assert set(engine.rows("SELECT * FROM scored")) == said
    assert len(scored) == len(said)


def test_it_is_written_once_for_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "folder", lambda: tmp_path)
    first = Embedded()
    first.put("mentions", columns([], Row))
    written = scoring_query(shipped(), first)
    assert scoring_query(shipped(), Embedded()) == written  # an engine without tables could not have written it
    assert set(re.findall(r"(?:from|join) (?!__splink|blocked)(\w+)", written)) == {"mentions", "some_pairs"}
