"""The input's own England rows, held against what was published: verdicts rest on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from imscore.inputs import kinds, series
from imscore.inputs.cells import BoolArray
from imscore.inputs.rounding import rounding
from imscore.model import ENGLAND_CODE, Block, Problem
from imscore.records import Records
from imscore.reference import england
from imscore.reference.england_check import Published
from imscore.reference.indicators import Catalogue


def problems(records: Records, blocks: Sequence[Block], catalogue: Catalogue) -> Iterator[Problem]:
    """Warns of England rows that contradict the built-in published series, as `Published` tells.

    Args:
        records: columns as in `model.OBSERVATION_COLUMNS`.
        blocks: the tables that they came from.
        catalogue: the indicators.
    """
    own = records.text("area_code").equals(ENGLAND_CODE) & np.isfinite(records.numbers("value"))
    places = np.flatnonzero(own)
    if not len(places):
        return
    published = Published(england.load(catalogue))
    values = records.numbers("value")[places]
    halves = np.where(_counted(records)[places], 0.0, rounding(values))
    for place, half in zip(places, halves, strict=True):
        row = records.row(int(place))
        key = row["indicator"], row["definition"], row["period"]
        known = published.against(*key, row["value"], float(half))
        if known is not None:
            words = {
                "found": f"{row['value']:.4g}",
                "indicator": catalogue[row["indicator"]].short_name,
                "period": row["period"],
                "known": f"{known.value:.4g}",
                "known_period": known.period,
                "source": known.source,
            }
            yield series.at(kinds.ENGLAND_DIFFERS, row, blocks, **words)


def _counted(records: Records) -> BoolArray:
    counts = (records.numbers(name) for name in ("numerator", "denominator"))
    result: BoolArray = np.isfinite(np.add(*counts))
    return result
