"""The figures of the rows kept: counts and value reconciled, markers told apart from zero."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from imscore.columns import Column, coded
from imscore.inputs import (
    cells,
    checks,
    contradictions,
    decimal_marks,
    fractions,
    gaps,
    hiding_rules,
    kinds,
    markers,
    marks,
    merged_figures,
    number_formats,
    numbers,
    plain_spaces,
    plausible,
    provisional,
    rich_text,
    second_look,
    unknown_names,
)
from imscore.inputs.figure_columns import Figures
from imscore.inputs.numbers import Numbers
from imscore.inputs.package import Package, as_package
from imscore.inputs.selection import Selection
from imscore.model import MARKERS
from imscore.reference.indicators import Catalogue
from imscore.suggest import did_you_mean

_FIELDS = ("numerator", "denominator", "value", "lower_ci", "upper_ci")


def add_figures(selection: Selection, catalogue: Catalogue, content: bytes | Package) -> None:
    """Adds numerator, denominator, value, limits as printed, marker, remark and `lone_count`.

    Args:
        selection: rows with their indicator, area and period known.
        catalogue: the indicators.
        content: the file's bytes or parts, for a second look at number formats where a value may
            be a fraction.
    """
    package = as_package(content)
    further = [name for name in selection.table.positions if name.partition(" + ")[2]]
    raw = {name: selection.cells(name) for name in (*_FIELDS, *further)}
    raised = rich_text.raised([*raw.values()], package)
    columns = {name: _read(selection, name, raw[name], raised) for name in raw}
    _hide(selection, columns, package)
    hiding_rules.warn(selection, package)
    checks.report_bad_cells(selection, columns, raised, package)
    merged_figures.refuse(selection, raw)
    for name in further:
        columns[name.partition(" + ")[0]].add(columns.pop(name))
    remark = selection.texts("remark")
    figures = _assemble(selection, columns, catalogue)
    figures.marker = _markers(selection, columns, figures, remark)
    checks.check_counts(selection, figures, catalogue)
    selection.known["lone_count"] = gaps.lone_counts(selection, figures)
    fractions.unfold(selection, figures, catalogue, package)
    checks.check_values(selection, figures, catalogue)
    checks.check_lone_values(selection, figures, catalogue)
    contradictions.check(selection, figures)
    _settle(figures)
    plausible.check(selection, figures, catalogue)
    for name in (*_FIELDS, "marker"):
        selection.known[name] = getattr(figures, name)
    selection.known["remark"] = _remarks(selection, columns, remark)
    provisional.warn(selection, {name: columns[name].remarks for name in _FIELDS}, catalogue)


def _read(selection: Selection, name: str, column: Column, raised: Mapping[str, str]) -> Numbers:
    """A column as numbers; where some are none, perhaps by another decimal mark than a point."""
    counts = name.partition(" + ")[0] in checks.COUNTS
    commas = selection.table.sheet.separator == ";"
    found = numbers.read(column, counts=counts, raised=raised)
    if counts:
        if found.bad.any():
            column, example = plain_spaces.without_spaces(column)
            if example:
                selection.note(f"{name} has spaces between its thousands ({example})")
                found = numbers.read(column, counts=True, raised=raised)
        if commas:
            found.bad |= column.numbers(decimal_marks.parts_thousands_with_points, bool)
            found.values[found.bad] = np.nan
        return found
    if not found.bad.any():
        return found
    points, example = decimal_marks.with_points(column, commas=commas)
    if example:
        selection.note(f"{name} is written with another decimal mark, read as a point ({example})")
        return numbers.read(points, counts=False, raised=raised)
    return found


def _assemble(selection: Selection, columns: dict[str, Numbers], catalogue: Catalogue) -> Figures:
    indicator = selection.known_texts("indicator")
    multiplier = {i: float(catalogue[i].multiplier) for i in catalogue}
    proportion = {i: catalogue[i].kind == "proportion" for i in catalogue}
    value = columns["value"].values
    return Figures(
        numerator=columns["numerator"].values,
        denominator=columns["denominator"].values,
        printed=value,
        value=value,
        lower_ci=columns["lower_ci"].values,
        upper_ci=columns["upper_ci"].values,
        percent=columns["value"].percent,
        marker=Column.full(len(value), ""),
        multiplier=indicator.numbers(multiplier.__getitem__, float),
        proportion=indicator.numbers(proportion.__getitem__, bool),
    )


def _markers(
    selection: Selection, columns: dict[str, Numbers], figures: Figures, remark: Column
) -> Column:
    """Why a row has no figure: the value's own marker, the publisher's note, a count's marker."""
    given, own, no_value = (
        marks.join(selection, _given_markers(selection)),
        columns["value"].markers,
        np.isnan(figures.printed),
    )
    _keep_back_counts(figures, given)
    told = contradictions.gives_back(columns)
    contradictions.keep_back(selection, figures, told)
    if given.holds_only("") and own.holds_only("") and not (no_value | told).any():
        return given
    codes, distinct = cells.distinct_rows(
        given,
        own,
        told,
        no_value,
        remark,
        figures.counted,
        columns["numerator"].markers,
        columns["denominator"].markers,
    )
    return coded(codes, [_marker(*row) for row in distinct])


def _keep_back_counts(figures: Figures, given: Column) -> None:
    """What is marked suppressed is not passed on by its counts either."""
    hidden = given.equals("suppressed")
    if hidden.any():
        for found in (figures.numerator, figures.lower_ci, figures.upper_ci):
            found[hidden] = np.nan


def _marker(
    given: str,
    own: str,
    told: bool,
    no_value: bool,
    remark: str,
    counted: bool,
    numerator: str,
    denominator: str,
) -> str:
    if told:
        return "suppressed"
    if given or own:
        return given or own
    if not no_value:
        return ""
    if markers.withholds(remark):
        return markers.remark_marker(remark)
    if counted:
        return ""
    return numerator or denominator or markers.remark_marker(remark)


def _given_markers(selection: Selection) -> Column:
    """What a column of markers says, "" where it is blank; a marker not known is an error."""
    spelt = selection.texts("marker")
    unknown = [text for text in spelt.present() if text and not markers.marker(text)]
    both = (kinds.UNKNOWN_MARKER, kinds.UNKNOWN_MARKERS)
    unknown_names.tell(selection, "marker", spelt, unknown, both, _marker_words)
    return spelt.map(markers.marker)


def _marker_words(text: str) -> dict[str, str]:
    hint = did_you_mean(text, MARKERS)
    return {"found": repr(text), "expected": " or ".join(MARKERS), "suggestion": hint}


def _hide(selection: Selection, columns: dict[str, Numbers], package: Package) -> None:
    """Puts a marker in the place of numbers that the workbook's formats do not show."""
    hiding = number_formats.hiding_columns(package)
    hidden = 0
    for field, column in columns.items() if hiding else ():
        letters = {""} | selection.table.letters_of(field)
        there = np.flatnonzero(np.isfinite(column.values) & bool(letters & hiding))
        rows = selection.rows[there]
        looks = second_look.look(selection.table, field, package, rows) if len(there) else []
        if len(there) and not looks:
            selection.problem(kinds.UNSEEN_FORMATS, field, rows[:1])
        for row, seen in zip(there, looks, strict=False):
            mark = number_formats.shown_instead(seen.number_format, column.values[row])
            if mark:
                column.cover(int(row), mark)
            if seen.number_format == number_formats.UNSEEN:
                selection.problem(kinds.UNSEEN_FIGURE, field, selection.rows[[row]])
            else:
                hidden += bool(mark)
    if hidden:
        what = "1 figure" if hidden == 1 else f"{hidden:,} figures"
        selection.note(f"{what} that the workbook's number formats do not show: not read")


def _remarks(selection: Selection, columns: dict[str, Numbers], remark: Column) -> Column:
    """The publisher's note, and what the marks glued to the period and the figures say."""
    glued = [columns[name].remarks for name in _FIELDS]
    if "period_remark" in selection.known:
        glued.insert(0, selection.known_texts("period_remark"))
    if all(part.holds_only("") for part in glued):
        return remark
    codes, distinct = cells.distinct_rows(remark, *glued)
    return coded(codes, ["; ".join(dict.fromkeys(filter(None, parts))) for parts in distinct])


def _settle(figures: Figures) -> None:
    """The value that counts: worked out from the counts where both are there and none is held."""
    open_rows = figures.marker.numbers(lambda mark: mark in ("", "unreliable"), bool)
    use_counts = figures.counted & open_rows
    figures.value = np.where(use_counts, figures.computed, figures.printed)
    figures.value[~open_rows] = np.nan
    # Where no value is read the limits are those of another figure, or of one that is withheld.
    for limits in (figures.lower_ci, figures.upper_ci):
        limits[np.isnan(figures.value)] = np.nan
