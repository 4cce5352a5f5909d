"""Small numbers: hides figures by a named rule, once, before any output sees one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from imscore.model import ENGLAND_CODE
from imscore.reference.indicators import Catalogue
from imscore.scorecard.blanked import FIGURES, blanked, by_indicator, rounded_counts
from imscore.scorecard.disclosure_notes import disclosure_notes, unknown_counts
from imscore.scorecard.disclosure_profiles import Profile, find_profile
from imscore.scorecard.disclosure_words import NO_RATE, UNRELIABLE
from imscore.scorecard.hidden_ranges import BoolArray, Counts, FloatArray, Relation
from imscore.scorecard.implied import implied_counts
from imscore.scorecard.secondary import Protection
from imscore.scorecard.series import matched, texts
from imscore.scorecard.sums import Sums, find_sums

EVENTS = "numerator"


@dataclass(frozen=True)
class Disclosed:
    """A table that is fit to be shown under a rule.

    Attributes:
        frame: the observations; what is hidden has no figure, the marker `suppressed` and the
            rule's name in its remark. Nothing tells a figure hidden for itself from one hidden
            for another's sake.
        hidden: which rows were hidden here, aligned with `frame`.
        line: what is printed on every output, "" where nothing was done.
        notes: what could not be made sure of.
    """

    frame: pd.DataFrame
    hidden: pd.Series
    line: str
    notes: tuple[str, ...] = ()


def disclose(
    frame: pd.DataFrame,
    profile: str | Profile,
    catalogue: Catalogue,
    groups: Mapping[str, Collection[str]] | None = None,
    made: Mapping[str, Collection[str]] | None = None,
) -> Disclosed:
    """Hides what a rule on small numbers hides, and what would give a hidden count away.

    Args:
        frame: observations after pooling, index from 0, every area and group that an output may
            show among them.
        profile: a rule's name, or the rule.
        catalogue: the indicators.
        groups: from the key of a total in the input to the keys of its areas, where known.
        made: the same of groups that were pooled from areas of the input. They hide no area's
            figure, so that what is hidden of areas is the same whatever they are held against: a
            group's own figure is hidden instead wherever one that it is made of is.

    Returns:
        The table to be used from here on in place of `frame`.

    Raises:
        UsageError: where there is no such rule.
    """
    rule = find_profile(profile) if isinstance(profile, str) else profile
    frame = frame.reset_index(drop=True)
    nothing = pd.Series(False, index=frame.index)
    if rule.name == "none" or frame.empty:
        return Disclosed(frame, nothing, rule.line)
    if not rule.hides_up_to:
        return _by_reliability(frame, rule, catalogue)
    counts = implied_counts(frame, catalogue)
    pooled = frame["area"].isin(list(made or ())).to_numpy()
    sums = find_sums(frame, groups or {}, pooled)
    small, unsure = (found & ~pooled for found in _small(frame, counts, rule))
    hidden = small | unsure
    for name, counted in _tables(frame, counts, hidden, sums, pooled):
        own = _small_rows(counted, rule) + (_withheld(counted, frame) if name == EVENTS else [])
        Protection(counted, rule.hides_up_to).hide_seconds(own)
    hidden = _linked(frame, hidden)
    hidden = hidden | _of_hidden(frame, hidden, made or {})
    blank = blanked(frame, hidden, rule)
    if rule.rounds_to:
        blank = rounded_counts(blank, rule, catalogue)
        hidden = hidden | (blank["marker"] == "suppressed").to_numpy()
    notes = tuple(disclosure_notes(sums, unsure, hidden, rule))
    return Disclosed(blank, pd.Series(hidden, index=frame.index), rule.line, notes)


def _by_reliability(frame: pd.DataFrame, rule: Profile, catalogue: Catalogue) -> Disclosed:
    """Rates on few deaths: some are not shown, others are marked."""
    deaths = by_indicator(frame, catalogue, "kind") == "pooled_rate"
    count = implied_counts(frame, catalogue)["numerator"]
    rated = frame["value"].notna().to_numpy() & deaths
    few = rated & ~(count >= rule.no_rate_below) & (frame["area_code"] != ENGLAND_CODE).to_numpy()
    unreliable = rated & ~few & (count < rule.unreliable_below)
    unmarked = unreliable & (frame["marker"] == "").to_numpy()
    shown = frame.copy()
    shown.loc[few, FIGURES[2:]] = np.nan
    shown.loc[few, "marker"], shown.loc[unmarked, "marker"] = "suppressed", "unreliable"
    if few.any():
        shown["rate_only"] = few
    shown.loc[few, "remark"] = NO_RATE.format(rule=rule.name, fewest=rule.no_rate_below)
    own = shown["remark"].where(shown["remark"] == "", "; " + shown["remark"])
    shown["remark"] = shown["remark"].mask(unmarked, UNRELIABLE.format(rule=rule.name) + own)
    unknown = int((few & np.isnan(count)).sum())
    notes = (unknown_counts(unknown, rule),) if unknown else ()
    return Disclosed(shown, pd.Series(few, index=frame.index), rule.line, notes)


def _small(
    frame: pd.DataFrame, counts: dict[str, FloatArray], rule: Profile
) -> tuple[BoolArray, BoolArray]:
    """Rows with a small count in them, and rows whose count cannot be told at all."""
    small = np.zeros(len(frame), dtype=bool)
    for name, count in counts.items():
        if name == "rest" and rule.rounds_to:
            # What is left over of two rounded counts is no count.
            continue
        # A part of a person is at least one person's figure.
        small |= (count > 0) & (np.floor(count) <= rule.hides_up_to)
    shown = frame["value"].notna() | frame["numerator"].notna()
    unsure = shown.to_numpy() & np.isnan(counts["numerator"]) & ~small
    return small, unsure & (frame["area_code"] != ENGLAND_CODE).to_numpy()


def _tables(
    frame: pd.DataFrame,
    counts: dict[str, FloatArray],
    hidden: BoolArray,
    sums: Sums,
    pooled: BoolArray,
) -> Iterator[tuple[str, Counts]]:
    """Each indicator's counts of each sort that holds a small one, or one that the file hides."""
    withheld = (frame["marker"] == "suppressed").to_numpy() & frame["value"].isna().to_numpy()
    hidden |= withheld
    columns = [frame[name].to_numpy() for name in ("area", "period_start", "period_end")]
    keyed = frame.groupby(["indicator", "definition"], sort=False).indices
    total_of: dict[int, list[Relation]] = {}
    for relation in sums.found:
        total_of.setdefault(relation[0], []).append(relation)
    for rows in keyed.values():
        place = np.sort(rows[~pooled[rows]])
        if not hidden[place].any():
            continue
        relations = [r for position in place for r in total_of.get(int(position), ())]
        area, start, end = (column[place] for column in columns)
        for name, count in counts.items():
            yield name, Counts(place, area, start, end, count[place], hidden, relations)


def _small_rows(counted: Counts, rule: Profile) -> list[int]:
    small = (counted.count > 0) & (np.floor(counted.count) <= rule.hides_up_to)
    return [int(row) for row in np.flatnonzero(small & counted.hidden[counted.place])]


def _withheld(counted: Counts, frame: pd.DataFrame) -> list[int]:
    """Counts that the file hides; where it hides two in one sum, it has seen to that itself."""
    marker = frame["marker"].to_numpy()[counted.place]
    withheld = np.isnan(counted.count) & (marker == "suppressed")
    several = np.zeros(len(withheld), dtype=bool)
    for total, parts in counted.relations:
        among = [counted.number[position] for position in (total, *parts)]
        several[among] |= withheld[among].sum() > 1
    return [int(row) for row in np.flatnonzero(withheld & ~several)]


def _linked(frame: pd.DataFrame, hidden: BoolArray) -> BoolArray:
    """By two definitions the events are the same: one cannot be shown where the other is not."""
    keys = ["area", "indicator", "period"]
    return (
        pd.Series(hidden, index=frame.index)
        .groupby([frame[key] for key in keys], sort=False)
        .transform("any")
        .to_numpy(bool)
    )


def _of_hidden(
    frame: pd.DataFrame, hidden: BoolArray, made: Mapping[str, Collection[str]]
) -> BoolArray:
    """Groups in the periods in which one of their areas is hidden.

    What is left of a group is then a sum of figures that are shown, and tells nothing further.
    """
    found = np.zeros(len(frame), dtype=bool)
    keys = texts(frame, ("indicator", "definition", "period"))
    area = frame["area"]
    for group, members in made.items():
        own = np.flatnonzero(area == group)
        gone = np.flatnonzero(hidden & area.isin(list(members)).to_numpy())
        at = matched([key[own] for key in keys], [key[gone] for key in keys])
        found[own[at >= 0]] = True
    return found
