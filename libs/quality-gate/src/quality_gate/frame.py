"""Frames, and files as frames: DuckDB reads them, and evaluates conditions on their rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
from pandas.api import types

from .source import DataError, Source, describe, fit_temporal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext

_INFERRED = {  # what pandas finds in a column of objects
    "string": "text",
    "integer": "integer",
    "floating": "number",
    "mixed-integer-float": "number",
    "decimal": "number",
    "boolean": "boolean",
    "date": "date",
    "datetime": "timestamp",
    "datetime64": "timestamp",
    "empty": "null",
}


class FrameSource(Source):
    def __init__(self, data: Any, references: Mapping[str, Any]) -> None:  # noqa: ANN401
        self.name = describe(data)
        self.frame = read_frame(data)
        self.rows = len(self.frame)
        self.columns = {str(name): _kind(self.frame[name]) for name in self.frame.columns}
        self._references = references
        self._read: dict[str, pd.DataFrame] = {}

    def fit(self, column: str, value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, date):
            return value
        fitted = fit_temporal(value, self.columns[column])
        dtype = self.frame[column].dtype
        if not types.is_datetime64_any_dtype(dtype):
            return fitted
        stamp = pd.Timestamp(fitted)
        zone = getattr(dtype, "tz", None)
        return stamp.tz_localize("UTC").tz_convert(zone) if zone else stamp

    def refers(self, column: str, to: str, key: str) -> str:
        if to not in self._references:
            raise DataError(f"the reference '{to}' is not given")
        if to not in self._read:
            self._read[to] = read_frame(self._references[to])
        if key not in self._read[to].columns:
            raise DataError(f"the reference '{to}' has no column '{key}'")
        name = _quoted(key)
        keys = f"SELECT {name} FROM {_quoted(f'reference {to}')} WHERE {name} IS NOT NULL"  # noqa: S608
        return f"{_quoted(column)} IS NULL OR {_quoted(column)} IN ({keys})"

    def require_order(self, question: str) -> None:
        """Rows of a frame have an order."""

    def try_derived(self, expression: str) -> None:
        self._derive(expression)

    def batch(
        self, context: EphemeralDataContext, derived: Mapping[str, str]
    ) -> tuple[BatchDefinition[Any], dict[str, Any]]:
        frame = self.frame.assign(**{name: self._derive(expression) for name, expression in derived.items()})
        return frame_batch(context, "rows", frame)

    def _derive(self, expression: str) -> pd.Series[Any]:
        with duckdb.connect(":memory:", config={"enable_external_access": "false"}) as connection:
            try:
                connection.register("data", self.frame)
                for name, frame in self._read.items():
                    connection.register(f"reference {name}", frame)
                values = connection.sql(f"SELECT {expression} AS derived FROM data").df()["derived"]  # noqa: S608
            except duckdb.Error as error:
                raise DataError(str(error).splitlines()[0]) from None
        return values.set_axis(self.frame.index)


def frame_batch(
    context: EphemeralDataContext, name: str, frame: pd.DataFrame
) -> tuple[BatchDefinition[Any], dict[str, Any]]:
    asset = context.data_sources.add_pandas(name).add_dataframe_asset(name)
    return asset.add_batch_definition_whole_dataframe(name), {"dataframe": frame}


def read_frame(data: Any) -> pd.DataFrame:  # noqa: ANN401
    if isinstance(data, pd.DataFrame):
        return data
    if isinstance(data, str) and "://" in data:
        from .table import read_table

        return read_table(data)
    if not isinstance(data, str | Path):
        raise DataError(f"data is a pandas frame, a path or a URL, not a {type(data).__name__}")
    path = Path(data)
    if not path.exists():
        raise DataError(f"{path} does not exist")
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET TimeZone = 'UTC'")
        try:
            if path.is_dir():
                files = [str(file) for file in sorted(path.rglob("*.parquet"))]
                if not files:
                    raise DataError(f"{path} has no Parquet files")
                return connection.read_parquet(files, hive_partitioning=False, union_by_name=True).df()
            if path.suffix == ".parquet":
                return connection.read_parquet(str(path), hive_partitioning=False).df()
            if path.suffix in (".csv", ".gz"):
                return connection.read_csv(str(path), header=True, sep=",", sample_size=-1).df()
        except duckdb.Error as error:
            raise DataError(f"{path}: {str(error).splitlines()[0]}") from None
    raise DataError(f"{path} is neither .csv, .csv.gz nor .parquet")


def _kind(values: pd.Series[Any]) -> str:
    dtype = values.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return _kind(values.cat.categories.to_series())
    if types.is_bool_dtype(dtype):
        return "boolean"
    if types.is_integer_dtype(dtype):
        return "integer"
    if types.is_float_dtype(dtype):
        present = values.dropna()
        if len(present) == len(values):
            return "number"
        whole = bool((present % 1 == 0).all())
        return "null" if present.empty else "integer" if whole else "number"  # pandas has integers with gaps as floats
    if types.is_datetime64_any_dtype(dtype):
        present = values.dropna()
        return "null" if present.empty and len(values) else "date" if _all_midnight(present) else "timestamp"
    found = str(types.infer_dtype(values, skipna=True))
    if found.startswith("mixed"):
        names = sorted({type(value).__name__ for value in values.dropna()})
        return _INFERRED.get(found, f"mixed ({', '.join(names)})")
    return _INFERRED.get(found, found)


def _all_midnight(values: pd.Series[Any]) -> bool:
    return bool((values.dt.normalize() == values).all())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
