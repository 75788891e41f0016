"""Pairs found and scored on a Spark cluster, by the SQL that DuckDB runs here. Needs ``bellflower[spark]``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from splink.backends.spark import SparkAPI

_PARTITIONS_PER_CORE = 2


class Distributed:
    """Tables as views of a Spark session of its own, each computed once and kept by the executors."""

    dialect = "spark"

    def __init__(self, session: SparkSession) -> None:
        self._session = session.newSession()
        # The one query that scores is longer than Java lets a method be; Spark would try, report an error and do this.
        self._session.conf.set("spark.sql.codegen.wholeStage", "false")
        context = session.sparkContext
        if not context.getConf().contains("spark.sql.shuffle.partitions"):
            # Spark's own 200 cost more than the work where a case is small.
            partitions = _PARTITIONS_PER_CORE * context.defaultParallelism
            self._session.conf.set("spark.sql.shuffle.partitions", str(partitions))
        self._kept: dict[str, DataFrame] = {}
        # Splink brings functions of its own in a jar. No comparison calls them, so that none has to be sent around.
        made: Callable[..., Any] = SparkAPI
        self.api = made(spark_session=self._session, break_lineage_method="persist", register_udfs_automatically=False)

    def put(self, name: str, table: pa.Table) -> None:
        """Makes a table of these columns."""
        self._keep(name, self._session.createDataFrame(table))

    def make(self, name: str, query: str) -> None:
        """Makes a table of what a query answers."""
        self._keep(name, self._session.sql(query))

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows that a query answers, a partition at a time."""
        yield from self._session.sql(query).toLocalIterator(prefetchPartitions=True)

    def _keep(self, name: str, frame: DataFrame) -> None:
        frame.persist().count()
        frame.createOrReplaceTempView(name)
        if name in self._kept:
            self._kept[name].unpersist()
        self._kept[name] = frame
