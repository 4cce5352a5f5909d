"""Comparison of areas with a benchmark: a word for each row, by whole intervals."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]

NOT_COMPARED = "not_compared"

_SIMILAR, _BELOW, _ABOVE = 1, 2, 3
# One row per polarity; columns: not compared, similar, wholly below, wholly above.
_POLARITIES = ("low_is_good", "high_is_good", "no_judgement")
_WORDS = np.array(
    [
        (NOT_COMPARED, "similar", "better", "worse"),
        (NOT_COMPARED, "similar", "worse", "better"),
        (NOT_COMPARED, "similar", "lower", "higher"),
    ]
)


def compare(
    lower: FloatArray, upper: FloatArray, benchmark: ArrayLike, *, polarity: ArrayLike
) -> NDArray[np.str_]:
    """Say on which side of the benchmark the whole of each interval lies.

    Args:
        lower: Lower confidence limits, in the benchmark's units.
        upper: Upper confidence limits, no lower than `lower`; the same shape.
        benchmark: The benchmark's values, of that shape, or one value for every row.
        polarity: "low_is_good", "high_is_good" or "no_judgement", per row or for every row.

    Returns:
        "better", "similar" or "worse" per row ("lower", "similar" or "higher" under
        "no_judgement"); a limit that equals the benchmark makes the row similar. "not_compared"
        where a limit or the benchmark is missing or infinite, or the limits are the wrong way
        round.

    Raises:
        ValueError: A polarity is none of the three words, or the shapes do not agree.

    Source: Public Health England, Fingertips technical guidance: comparison of an area's
    confidence interval with the value of the benchmark.
    """
    low, high = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
    if low.shape != high.shape:
        raise ValueError(f"lower has shape {low.shape}, upper {high.shape}")
    mark, rows = np.asarray(benchmark, dtype=np.float64), _polarity_rows(polarity)
    _check_fits(mark.shape, low.shape, "benchmark")
    _check_fits(rows.shape, low.shape, "polarity")
    usable = np.isfinite(low) & np.isfinite(high) & np.isfinite(mark) & (low <= high)
    side = np.where(high < mark, _BELOW, np.where(low > mark, _ABOVE, _SIMILAR))
    return np.asarray(_WORDS[rows, np.where(usable, side, 0)])


def _polarity_rows(polarity: ArrayLike) -> NDArray[np.int8]:
    words = np.asarray(polarity).astype(np.str_)
    rows = np.full(words.shape, -1, dtype=np.int8)
    for row, word in enumerate(_POLARITIES):
        rows[words == word] = row
    if (rows < 0).any():
        unknown = sorted(set(words[rows < 0].ravel().tolist()))
        raise ValueError(f"polarity must be one of {', '.join(_POLARITIES)}, not {unknown}")
    return rows


def _check_fits(shape: tuple[int, ...], limits_shape: tuple[int, ...], name: str) -> None:
    if shape not in ((), limits_shape):
        raise ValueError(f"{name} has shape {shape}, the limits {limits_shape}")
