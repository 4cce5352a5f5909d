"""What changed in the England series and in the definitions, from the files kept in the store."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from imscore.model import ENGLAND_CODE, ENGLAND_NAME
from imscore.quarterly.references import References
from imscore.quarterly.sentences import Names

# Kind, area key, area name, indicator, period, before, now, sentence: as RunChange takes them.
Fields = tuple[str, str, str, str, str, str | float | None, str | float | None, str]


def reference_changes(old: References, new: References, names: Names) -> Iterator[Fields]:
    """Definitions that are others, and England figures that are revised, new or gone."""
    yield from _definitions(_of(old, "indicator"), _of(new, "indicator"), names)
    series = _of(old, "england"), _of(new, "england")
    if list(series[0].values()) != list(series[1].values()):
        yield from _england(_series(series[0]), _series(series[1]), names)


def _of(files: References, role: str) -> dict[str, bytes]:
    return {name: content for (mine, name), content in files.items() if mine == role}


def _definitions(
    old: Mapping[str, bytes], new: Mapping[str, bytes], names: Names
) -> Iterator[Fields]:
    for file in sorted({*old, *new}):
        if old.get(file) == new.get(file):
            continue
        indicator = file.removesuffix(".toml")
        name = names.indicator(indicator)
        if file not in old or file not in new:
            word = "new" if file in new else "no longer there"
            text = f"The definition of {name} is {word}."
        else:
            was, is_ = (tomllib.loads(files[file].decode()) for files in (old, new))
            keys = [key for key in {**was, **is_} if was.get(key) != is_.get(key)]
            text = f"The definition of {name} changed: {', '.join(keys) or 'its comments only'}."
        yield "definition_changed", "", "", indicator, "", None, None, text


def _series(files: Mapping[str, bytes]) -> dict[tuple[str, str, str], dict[str, str]]:
    """The figures in use of an England series, by indicator, definition and period."""
    content = next(iter(files.values()), b"")
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace")))
    return {
        (row["indicator"], row.get("definition") or "", row["period"]): row
        for row in rows
        if (row.get("in_use") or "yes") != "no"
    }


def _england(
    old: Mapping[tuple[str, str, str], dict[str, str]],
    new: Mapping[tuple[str, str, str], dict[str, str]],
    names: Names,
) -> Iterator[Fields]:
    for key in sorted({*old, *new}):
        was, is_ = _figures(old.get(key)), _figures(new.get(key))
        if was == is_:
            continue
        indicator, _, period = key
        subject = f"{ENGLAND_NAME}: {names.indicator(indicator)}, {period}"
        kind, text = "england_revised", f"{subject} was revised from {_text(was)} to {_text(is_)}."
        if was is None:
            kind, text = "england_new", f"{subject} is new: {_text(is_)}."
        elif is_ is None:
            text = f"{subject} is no longer in the series; it was {_text(was)}."
        yield kind, ENGLAND_CODE, ENGLAND_NAME, indicator, period, _text(was), _text(is_), text


def _figures(row: Mapping[str, Any] | None) -> tuple[str, str, str] | None:
    if row is None:
        return None
    value, numerator, denominator = (
        (row.get(name) or "").strip() for name in ("value", "numerator", "denominator")
    )
    return value, numerator, denominator


def _text(figures: tuple[str, str, str] | None) -> str | None:
    if figures is None:
        return None
    value, numerator, denominator = figures
    counts = f"{numerator} of {denominator}" if numerator and denominator else ""
    return f"{value} ({counts})" if value and counts else value or counts
