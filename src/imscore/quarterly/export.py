"""Every version of every figure in the store, as a CSV or Parquet file for other programs."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from imscore.errors import UsageError
from imscore.outputs import atomic
from imscore.quarterly.history import COLUMNS, Series, rows, to_csv

_NUMBERS = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
_WHOLE = ("from_run", "until_run", "row")


def write(connection: sqlite3.Connection, series: Series, path: Path) -> None:
    """Writes all versions of the figures of a series, whole or not at all.

    Args:
        connection: of the store.
        series: which; all where it names none.
        path: its extension, .csv or .parquet, picks the format.

    Raises:
        UsageError: where the extension is another, or Parquet is asked for without pyarrow.
        OutputError: where the file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in (".csv", ".parquet"):
        raise UsageError(f"{path} ends in neither .csv nor .parquet.")
    found = rows(connection, series).fetchall()
    atomic.write(path, to_csv(found) if kind == ".csv" else _parquet(found))


def _parquet(found: list[tuple[object, ...]]) -> bytes:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError(
            "Parquet files need pyarrow: pip install 'imscore[parquet]', or name a .csv file."
        ) from None
    kinds = dict.fromkeys(_NUMBERS, pa.float64()) | dict.fromkeys(_WHOLE, pa.int64())
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    columns = list(zip(*found, strict=True)) or [()] * len(COLUMNS)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(arrays, schema=schema), sink)
    return bytes(sink.getvalue().to_pybytes())
