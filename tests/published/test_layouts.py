"""Published tables of other shapes, read with no option; figures typed by hand from the sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

import imscore
from imscore.model import Observations

pytestmark = pytest.mark.published
Figure = tuple[float | None, float | None, float | None, str]


def figure(observations: Observations, area: str, period: str) -> Figure:
    frame = observations.to_frame()
    found = frame[(frame["area_name"] == area) | (frame["area_code"] == area)]
    (row,) = found[found["period"] == period].itertuples()
    numbers = (None if n != n else n for n in (row.numerator, row.denominator, row.value))
    return (*numbers, f"{row.sheet}!{row.cell}")


def test_a_councils_infant_mortality_with_rolling_periods(published_files: Path) -> None:
    found = imscore.read(published_files / "WSx_Infant-and-Child-Mortality_2016.xlsx")
    assert figure(found, "Adur", "2008-10") == (9, None, 4.39882697947214, "Table 1!E7")
    assert figure(found, "Worthing", "2009-11") == (21, None, 5.65885206143896, "Table 1!I13")
    assert figure(found, "England", "2008-10") == (9001, None, 4.43208413327667, "Table 1!E17")
    # England stands in two tables, once rounded to 4: the fuller figure is kept.
    assert figure(found, "England", "2012-14") == (8029, None, 3.9742527424769363, "Table 2!E12")
    assert figure(found, "NHS Crawley CCG", "2012-14")[:3] == (13, None, 2.6465798045602607)
    # Child mortality (1 to 17 years) is another measure.
    assert set(found.frame["indicator"]) == {"infant_mortality"}
    assert len(found.frame) == 5 * 10 + 5 - 1


def test_the_national_conceptions_workbook(published_files: Path) -> None:
    found = imscore.read(published_files / "ONS_conceptionstatisticstables2017.xls")
    assert figure(found, "E92000001", "2017") == (15748, None, 17.8, "Table 6!D14")
    assert figure(found, "E92000001", "1998") == (41089, None, 46.6, "Table 6!FS14")
    assert figure(found, "E08000001", "2017") == (105, None, 21.7, "Table 6!D51")
    assert figure(found, "E08000001", "2016") == (98, None, 19.6, "Table 6!M51")
    # England and Wales, and the places of Wales, are set aside.
    assert not found.frame["area_code"].str.startswith(("K", "W")).any()
    rutland = found.frame[found.frame["area_name"] == "Rutland"]
    assert rutland[rutland["period"] == "2017"]["marker"].tolist() == ["unreliable"]
    assert found.frame["period"].nunique() == 20


def test_the_extract_of_the_new_fingertips(published_files: Path) -> None:
    smoking = imscore.read(published_files / "fingertips_next_93085_part.csv")
    assert figure(smoking, "E92000001", "2018/19")[:2] == (61399, 579995)
    assert figure(smoking, "E92000001", "2023/24")[:2] == (38884, 523739)
    assert set(smoking.frame["definition"]) == {"known_status"}
    conceptions = imscore.read(published_files / "fingertips_next_20401.csv")
    assert figure(conceptions, "E92000001", "2021")[:2] == (12361, 945268)
    assert figure(conceptions, "E06000006", "2018")[:2] == (80, 2208)
