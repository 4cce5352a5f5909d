from imscore.model import Point
from imscore.outputs.sparkline import sparkline


def points(*values: float | None) -> list[Point]:
    return [Point(str(2000 + i), value, "") for i, value in enumerate(values)]


def test_lowest_and_highest_take_the_ends() -> None:
    assert sparkline(points(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), 20) == "▁▂▃▄▅▆▇█"


def test_a_missing_point_is_a_gap_not_nought() -> None:
    assert sparkline(points(7.0, None, 14.0), 20) == "▁ █"


def test_only_the_latest_points_are_drawn() -> None:
    assert sparkline(points(100.0, 1.0, 2.0), 2) == "▁█"


def test_level_series_is_level() -> None:
    assert sparkline(points(3.0, 3.0), 9) == "▄▄"


def test_nothing_to_draw() -> None:
    assert sparkline(points(3.0), 9) == sparkline(points(None, None, 2.0), 9) == ""
    assert sparkline(points(1.0, 2.0), 0) == sparkline([], 9) == ""


def test_a_change_of_definition_breaks_the_line() -> None:
    old = [Point("1", 1.0, "", definition="old"), Point("2", 2.0, "", definition="old")]
    gap = Point("3", None, "")
    new = [Point("4", 8.0, "", definition="new"), Point("5", 1.0, "", definition="new")]
    assert sparkline(new, 9, old) == "▁▂|█▁"
    assert sparkline(new, 9, [*old, gap]) == "▁▂ |█▁"
    assert sparkline(new, 2, old) == "█▁"
    assert sparkline(new, 0, old) == ""
