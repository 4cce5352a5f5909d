"""What a description would have to say for a sheet to be read: tried out, not guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from imscore.inputs import kinds
from imscore.inputs.layouts import Table, recognise
from imscore.inputs.layouts.blocks import Block, find_blocks
from imscore.inputs.layouts.headers import HEADER_ROWS_SEARCHED, best_candidate
from imscore.inputs.layouts.layout import Layout, Shape, all_layouts, folded
from imscore.inputs.layouts.own import prepared
from imscore.inputs.layouts.quarters import QUARTER
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

_MOST_NEEDS = 4
_FEWEST_QUARTERS = 2
# What may be lacking where nothing is recognised at all.
_SUPPOSED = ("indicator", "area_name")
# Stands in while it is tried what else is lacking: a person has to say which it is.
_SAYABLE = ("area_name", "indicator", "period")
_ANYTHING = {"area_name": "Anytown", "period": "2008/09", "measure": "value"}


@dataclass(frozen=True)
class Attempt:
    """How far a sheet can be read as a table of one shape.

    Attributes:
        needs: what nothing on the sheet says, as keys of `says`.
        table: what is read once they are said; None where something else stands in the way.
        faults: what stands in the way.
        quarters: headers that are quarters without a year.
    """

    shape: Shape
    needs: tuple[str, ...] = ()
    table: Table | None = None
    faults: tuple[Problem, ...] = ()
    quarters: tuple[str, ...] = field(default=())


def attempt(sheet: Sheet, catalogue: Catalogue, own: Layout | None = None) -> Attempt:
    """Finds what has to be said of a sheet for it to be read.

    Args:
        sheet: as it stands.
        catalogue: the known indicators.
        own: the user's own layout, which alone is tried.

    Returns:
        The attempt that needs least, or the one that came furthest where none ends in a table.
    """
    if own:
        return _tried(prepared(sheet, own), catalogue, own)
    found = recognise(sheet, catalogue)
    if isinstance(found, Table):
        return Attempt(found.layout.shape, table=found)
    across = bool(_blocks(sheet)) or bool(_quarters(sheet))
    candidate = best_candidate(sheet, all_layouts())
    tried = [_tried(sheet, catalogue, _wide())]
    if candidate:
        tried.append(_tried(sheet, catalogue, candidate.layout))
    done = [each for each in tried if each.table]
    if done:
        return min(done, key=lambda each: (len(each.needs), (each.shape == "wide") != across))
    return next((each for each in tried if (each.shape == "wide") == across), Attempt("rows"))


def _wide() -> Layout:
    return next(layout for layout in all_layouts() if layout.shape == "wide")


def _blocks(sheet: Sheet) -> list[Block]:
    return list(find_blocks(sheet, _wide()))


def _tried(sheet: Sheet, catalogue: Catalogue, base: Layout) -> Attempt:
    quarters = _quarters(sheet) if base.shape == "wide" else ()
    if quarters:
        stand_ins = {folded(text): f"2008/09 Q{text.strip()[-1]}" for text in quarters}
        sheet = prepared(sheet, replace(base, read_as=stand_ins))
    needs: tuple[str, ...] = ()
    supposed: tuple[str, ...] = ()
    faults: list[Problem] = []
    for _ in range(_MOST_NEEDS + 1):
        result = _read(sheet, catalogue, base, (*needs, *supposed))
        if isinstance(result, Table):
            return Attempt(base.shape, (*needs, *supposed), result, quarters=quarters)
        faults = result
        if asked := _asked(result, (*needs, *supposed)):
            needs = (*needs, asked)
        elif not result and len(supposed) < len(_SUPPOSED):
            supposed = (*supposed, _SUPPOSED[len(supposed)])
        else:
            break
    return Attempt(base.shape, needs, None, tuple(faults), quarters)


def _read(
    sheet: Sheet, catalogue: Catalogue, base: Layout, needs: Sequence[str]
) -> Table | list[Problem]:
    """What is recognised once some things are said, by an indicator whose unit fits."""
    said = {name: _ANYTHING[name] for name in dict.fromkeys(needs) if name in _ANYTHING}
    results = [
        recognise(sheet, catalogue, replace(base, says={**base.says, **said, **more}, own=True))
        for more in (_one_of_each_unit(catalogue) if "indicator" in needs else [{}])
    ]
    return next((each for each in results if isinstance(each, Table)), results[0])


def _one_of_each_unit(catalogue: Catalogue) -> list[Mapping[str, str]]:
    firsts: dict[float, str] = {}
    for name, indicator in catalogue.items():
        firsts.setdefault(indicator.multiplier, name)
    return [{"indicator": name} for name in firsts.values()]


def _asked(faults: Sequence[Problem], needs: Sequence[str]) -> str:
    """What a refusal asks for that a description can say."""
    for fault in faults:
        asked = "measure" if fault.code == kinds.COUNT_OR_RATE.code else ""
        if fault.code == kinds.MISSING_COLUMN.code:
            wanted = fault.expected.removeprefix("a column called ").split(" or ")
            asked = next(
                (name for name in ("area_name", "indicator", "period") if name in wanted), ""
            )
        if asked and asked not in needs:
            return asked
    return ""


def _quarters(sheet: Sheet) -> tuple[str, ...]:
    """Headers that are quarters without a year, each once in its row; none under a year."""
    if _blocks(sheet):
        return ()
    for row in range(min(sheet.height, HEADER_ROWS_SEARCHED)):
        texts = [str(column[row]).strip() for column in sheet.columns]
        found = [text for text in texts if QUARTER.fullmatch(text)]
        if len(found) >= _FEWEST_QUARTERS:
            return tuple(found) if len(set(found)) == len(found) else ()
    return ()
