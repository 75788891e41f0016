"""Plain splink: the model that its documentation leads to, on one flat row a mention, trained on the case itself.

Every fact is compared once: day, place (name, else distance), country, good, quantity, persons, vessel. Blocks and
levels are those that anybody would write first; nothing is tuned to the generator, nothing is done to make it slow.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import pyarrow
import splink.comparison_level_library as levels
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from bellflower.reconciliation.facts import Facts, fold, is_name, person_key

THRESHOLD = 0.95  # probability at which a pair is one
_SCHEMA = pyarrow.schema(
    [
        ("unique_id", pyarrow.string()),
        ("day", pyarrow.date32()),
        ("month", pyarrow.string()),
        ("country", pyarrow.string()),
        ("place", pyarrow.string()),
        ("lat", pyarrow.float64()),
        ("lon", pyarrow.float64()),
        ("goods", pyarrow.string()),
        ("unit", pyarrow.string()),
        ("quantity", pyarrow.float64()),
        ("suspects", pyarrow.int64()),
        ("nationality", pyarrow.string()),
        ("person", pyarrow.string()),
        ("vessel", pyarrow.string()),
    ]
)


def table(mentions: Sequence[Facts]) -> pyarrow.Table:
    """One row a mention; of several dates, places, goods or persons the first."""
    return pyarrow.Table.from_pylist([_row(mention) for mention in mentions], schema=_SCHEMA)


def _row(mention: Facts) -> dict[str, Any]:
    when = next((span for span in mention.dates if span.days <= 31), None)
    place = next(iter(mention.places), None)
    quantity = next(iter(mention.quantities), None)
    party = next(iter(mention.suspects), None)
    vessel = next((fold(name) for name in mention.conveyances if is_name(name)), None)
    return {
        "unique_id": mention.mention_id,
        "day": when.start if when and when.days == 1 else None,
        "month": f"{when.start:%Y-%m}" if when else None,
        "country": next(iter(mention.countries), None),
        "place": fold(place.name) if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "goods": next(iter(mention.goods), None),
        "unit": quantity.figure.unit if quantity else None,
        "quantity": quantity.figure.value if quantity else None,
        "suspects": party.count if party else None,
        "nationality": party.nationality if party else None,
        "person": person_key(party.name) if party and party.name else None,
        "vessel": vessel,
    }


def _comparisons() -> list[Any]:
    place = compare.CustomComparison(
        output_column_name="place",
        comparison_levels=[
            levels.NullLevel("place"),
            levels.ExactMatchLevel("place"),
            levels.JaroWinklerLevel("place", 0.92),
            levels.DistanceInKMLevel("lat", "lon", 15),
            levels.DistanceInKMLevel("lat", "lon", 100),
            levels.ElseLevel(),
        ],
    )
    quantity = compare.CustomComparison(
        output_column_name="quantity",
        comparison_levels=[
            levels.CustomLevel("quantity_l IS NULL OR quantity_r IS NULL OR unit_l <> unit_r").configure(
                is_null_level=True
            ),
            *(
                levels.CustomLevel(
                    f"abs(quantity_l - quantity_r) <= {share} * greatest(abs(quantity_l), abs(quantity_r))"
                )
                for share in (0.005, 0.1, 0.5)
            ),
            levels.ElseLevel(),
        ],
    )
    return [
        compare.AbsoluteDateDifferenceAtThresholds(
            "day", input_is_string=False, metrics=["day", "day", "day"], thresholds=[1, 4, 31]
        ),
        place,
        compare.ExactMatch("country"),
        compare.ExactMatch("goods"),
        quantity,
        compare.ExactMatch("suspects"),
        compare.ExactMatch("nationality"),
        compare.JaroWinklerAtThresholds("person", [0.9]),
        compare.LevenshteinAtThresholds("vessel", [1]),
    ]


def linked(mentions: pyarrow.Table, threads: int = 2) -> Iterator[tuple[str, str]]:
    """Mention and cluster, as plain splink finds them: the model estimated, pairs scored, pairs clustered."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    connection.execute("SET enable_progress_bar = false")
    rules: list[Any] = [
        block_on("country", "month"),
        block_on("goods", "month"),
        block_on("place", "goods"),
        block_on("vessel"),
        block_on("person"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=_comparisons(), blocking_rules_to_generate_predictions=rules
    )
    api = DuckDBAPI(connection)
    linker = Linker(api.register(mentions), settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("day", "place", "goods"), block_on("vessel", "month")], recall=0.4
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    for rule in (block_on("country", "goods", "month"), block_on("day", "place")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, THRESHOLD)
    yield from connection.execute(f"SELECT unique_id, cluster_id FROM {clusters.physical_name}").fetchall()
    connection.close()
