"""The figures of the rows kept: counts and value reconciled, markers told apart from zero."""

from __future__ import annotations

import numpy as np

from imscore.inputs import (
    cells,
    checks,
    fractions,
    kinds,
    markers,
    number_formats,
    numbers,
    rich_text,
    second_look,
)
from imscore.inputs.cell_names import column_letters
from imscore.inputs.figure_columns import Figures
from imscore.inputs.numbers import Numbers
from imscore.inputs.selection import Selection, count_rows
from imscore.inputs.sheets import ObjectArray
from imscore.model import MARKERS
from imscore.reference.indicators import Catalogue
from imscore.suggest import did_you_mean

_FIELDS = ("numerator", "denominator", "value", "lower_ci", "upper_ci")


def add_figures(selection: Selection, catalogue: Catalogue, content: bytes) -> None:
    """Adds numerator, denominator, value, limits as printed, marker and remark.

    Args:
        selection: rows with their indicator, area and period known.
        catalogue: the indicators.
        content: the file's bytes, for a second look at number formats where a value may be a
            fraction.
    """
    raw = {name: selection.cells(name) for name in _FIELDS}
    raised = rich_text.raised([*raw.values()], content)
    columns = {
        name: numbers.read(raw[name], counts=name in checks.COUNTS, raised=raised) for name in raw
    }
    _hide(selection, columns, content)
    checks.report_bad_cells(selection, columns, raised, content)
    remark = selection.texts("remark")
    figures = _assemble(selection, columns, catalogue)
    figures.marker = _markers(selection, columns, figures, remark)
    checks.check_counts(selection, figures, catalogue)
    fractions.unfold(selection, figures, catalogue, content)
    checks.check_values(selection, figures, catalogue)
    checks.check_lone_values(selection, figures, catalogue)
    _settle(figures)
    checks.check_plausible(selection, figures, catalogue)
    for name in (*_FIELDS, "marker"):
        selection.known[name] = getattr(figures, name)
    selection.known["remark"] = _remarks(selection, columns, remark)
    blank = int(((figures.marker != "") & np.isnan(figures.value)).sum())
    if blank:
        selection.note(f"{count_rows(blank)} with no figure: kept, and shown with the reason")


def _assemble(selection: Selection, columns: dict[str, Numbers], catalogue: Catalogue) -> Figures:
    indicator = selection.known["indicator"]
    multiplier = {i: float(catalogue[i].multiplier) for i in catalogue}
    proportion = {i: catalogue[i].kind == "proportion" for i in catalogue}
    value = columns["value"].values
    return Figures(
        numerator=columns["numerator"].values,
        denominator=columns["denominator"].values,
        printed=value.copy(),
        value=value.copy(),
        lower_ci=columns["lower_ci"].values,
        upper_ci=columns["upper_ci"].values,
        percent=columns["value"].percent,
        marker=np.full(len(value), "", dtype=object),
        multiplier=cells.map_distinct(indicator, multiplier.__getitem__).astype(float),
        proportion=cells.map_distinct(indicator, proportion.__getitem__).astype(bool),
    )


def _markers(
    selection: Selection, columns: dict[str, Numbers], figures: Figures, remark: ObjectArray
) -> ObjectArray:
    """Why a row has no figure: the value's own marker, the publisher's note, a count's marker."""
    no_value = np.isnan(figures.printed)
    given = _given_markers(selection)
    withheld = no_value & cells.map_distinct(remark, lambda r: markers.withholds(str(r))).astype(
        bool
    )
    from_remark = cells.map_distinct(remark, lambda r: markers.remark_marker(str(r)))
    blank = no_value & ~figures.counted
    counts = np.where(
        columns["numerator"].markers != "",
        columns["numerator"].markers,
        columns["denominator"].markers,
    )
    return np.select(
        [given != "", columns["value"].markers != "", withheld, blank & (counts != ""), blank],
        [given, columns["value"].markers, from_remark, counts, from_remark],
        default="",
    ).astype(object)


def _given_markers(selection: Selection) -> ObjectArray:
    """What a column of markers says, "" where it is blank; a marker not known is an error."""
    spelt = selection.texts("marker")
    found = cells.map_distinct(spelt, lambda s: markers.marker(str(s)))
    for row in np.flatnonzero((spelt != "") & (found == "")):
        hint = did_you_mean(spelt[row], MARKERS)
        words = {"found": repr(spelt[row]), "expected": " or ".join(MARKERS), "suggestion": hint}
        selection.problem(kinds.UNKNOWN_MARKER, "marker", selection.rows[[row]], **words)
    return found


def _hide(selection: Selection, columns: dict[str, Numbers], content: bytes) -> None:
    """Puts a marker in the place of numbers that the workbook's formats do not show."""
    hiding = number_formats.hiding_columns(content)
    hidden = 0
    for field, column in columns.items() if hiding else ():
        places = set(selection.table.columns_of(field))
        letters = {"", *(column_letters(int(place)) for place in places if place >= 0)}
        there = np.flatnonzero(np.isfinite(column.values) & bool(letters & hiding))
        looks = second_look.look(selection.table, field, content) if len(there) else []
        if len(there) and not looks:
            selection.problem(kinds.UNSEEN_FORMATS, field, selection.rows[there[:1]])
        for row in there:
            place = selection.rows[row]
            shown = looks[place].number_format if place < len(looks) else ""
            mark = number_formats.shown_instead(shown, column.values[row])
            if mark:
                column.values[row], column.markers[row], column.remarks[row] = np.nan, mark, ""
                hidden += 1
    if hidden:
        what = "1 figure" if hidden == 1 else f"{hidden:,} figures"
        selection.note(f"{what} that the workbook's number formats do not show: not read")


def _remarks(selection: Selection, columns: dict[str, Numbers], remark: ObjectArray) -> ObjectArray:
    """The publisher's note, and what the marks glued to the period and the figures say."""
    glued = [columns[name].remarks for name in _FIELDS]
    if "period_remark" in selection.known:
        glued.insert(0, selection.known["period_remark"])
    if not any((part != "").any() for part in glued):
        return remark
    codes, distinct = cells.distinct_rows(remark, *glued)
    joined = ["; ".join(dict.fromkeys(filter(None, parts))) for parts in distinct]
    found = np.empty(len(joined), dtype=object)
    found[:] = joined
    result: ObjectArray = found[codes]
    return result


def _settle(figures: Figures) -> None:
    """The value that counts: worked out from the counts where both are there and none is held."""
    open_rows = (figures.marker == "") | (figures.marker == "unreliable")
    use_counts = figures.counted & open_rows
    figures.value = np.where(use_counts, figures.computed, figures.printed)
    figures.value[~open_rows] = np.nan
