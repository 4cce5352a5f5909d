"""The figures of a table's rows as columns, while they are checked and settled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imscore.columns import Column
from imscore.inputs.cells import BoolArray, FloatArray


@dataclass
class Figures:
    """The figures of a selection's rows, aligned with it.

    Attributes:
        multiplier: 100 for a percentage, 1,000 for a rate, by row.
        proportion: whether the row's indicator is a proportion.
        printed: the value as it stands; `value` what counts: from the counts where both are there.
    """

    numerator: FloatArray
    denominator: FloatArray
    printed: FloatArray
    value: FloatArray
    lower_ci: FloatArray
    upper_ci: FloatArray
    percent: BoolArray
    marker: Column
    multiplier: FloatArray
    proportion: BoolArray

    @property
    def counted(self) -> BoolArray:
        """Where numerator and denominator give a value."""
        return np.isfinite(self.numerator) & (self.denominator > 0)

    @property
    def computed(self) -> FloatArray:
        """What the counts give, NaN elsewhere."""
        with np.errstate(all="ignore"):
            result = self.numerator / self.denominator
            result *= self.multiplier
        result[~self.counted] = np.nan
        return result
