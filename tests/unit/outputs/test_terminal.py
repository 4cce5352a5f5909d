import io
import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import pytest
from rich.console import Console

from imscore.model import Mark, Quality, Row, Scorecard
from imscore.outputs import printer, terminal
from imscore.outputs.words import LOOKS


def printed(scorecards: list[Scorecard], width: int = 80, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, write_through=True)
    console = Console(file=stream, width=width, force_terminal=False)
    terminal.render(scorecards, console)
    return raw.getvalue().decode(encoding)


def block(text: str, first: str, height: int) -> list[str]:
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(first))
    return lines[start : start + height]


def test_a_row_at_80_columns(scorecard: Scorecard) -> None:
    assert block(printed([scorecard]), "Smoking at delivery", 4) == [
        "Smoking at delivery        19.9%          13.5%       ✘ worse  also at 99.8%",
        "2010/11 Q1 [2,3]           17.2 to 22.8   +6.4       50 fewer mothers smoking",
        "153 of 770 maternities     █▃▅▃▅▁▃▄▄▃▂▄▄▂ in 2010/11 −1.3 since 2009/10 Q4",
        "                                                     −0.7 since 2009/10 Q1",
    ]


def test_a_suppressed_row_says_so_and_shows_no_figure(scorecard: Scorecard) -> None:
    first, second, third = block(printed([scorecard]), "Sudden deaths in infancy", 3)
    assert [part.strip() for part in first.split("  ") if part.strip()] == [
        "Sudden deaths in infancy",
        "suppressed",
        "0.5",
        "– not compared",
    ]
    assert second.startswith("2005-07 [1,5]")
    assert third == "8,012 live births"


def test_a_row_in_full_words_where_there_is_room(scorecard: Scorecard) -> None:
    (line,) = block(printed([scorecard], 300), "Smoking at delivery", 1)
    assert [part.strip() for part in line.split("  ") if part.strip()] == [
        "Smoking at delivery [2,3]", "2010/11 Q1", "153 of 770 maternities", "19.9%",
        "17.2 to 22.8", "13.5% 2010/11", "+6.4", "✘ worse", "also at 99.8%",
        "−1.3 since 2009/10 Q4", "−0.7 since 2009/10 Q1", "▅▆▂▆▄ █▃▅▃▅▁▃▄▄▃▂▄▄▂",
        "completeness fair", "50 fewer mothers smoking",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [80, 160])
def test_the_datas_quality_is_a_word_beside_the_row_and_a_reason_below(
    scorecard: Scorecard, width: int
) -> None:
    text = printed([scorecard], width)
    assert ("data: completeness fair" if width == 80 else " fair ") in text
    reasons = text.partition("\nData quality\n")[2].partition("\n\n")[0]
    assert " ".join(reasons.split()).startswith(
        "Smoking at delivery: completeness fair: 1 of the 20 quarters is missing. "
        "validity not known: there are no counts."
    )
    good = Quality(*[Mark("good", "")] * 3)
    fine = replace(scorecard, rows=tuple(replace(r, quality=good) for r in scorecard.rows))
    assert "Data quality" not in printed([fine], width)


@pytest.mark.parametrize("width", [160, 180, 200])
def test_wide_rows_keep_every_figure(scorecard: Scorecard, width: int) -> None:
    text = " ".join(block(printed([scorecard], width), "Smoking at delivery", 2))
    for part in ("2010/11 Q1", "153 of 770", "19.9%", "17.2 to 22.8", "13.5%", "2010/11", "+6.4",
                 "✘ worse", "99.8%", "−1.3", "−0.7", "50 fewer"):  # fmt: skip
        assert part in text


@pytest.mark.parametrize("width", [40, 60, 80, 100, 130, 159, 160, 180, 200])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_dropped(
    scorecard: Scorecard, width: int
) -> None:
    text = printed([scorecard], width)
    assert max(map(len, text.splitlines())) <= width
    assert "…" not in text


def test_a_trend_is_said_in_words_at_every_width(scorecard: Scorecard, worsening: Row) -> None:
    card = replace(scorecard, rows=(*scorecard.rows, worsening))
    assert "↑ higher, getting worse\n" in printed([card])
    falling = replace(worsening, trend="improving", spc=None)
    text = printed([replace(card, rows=(falling,))])
    assert re.search(r"↓ decreasing,\n {55}getting better\n", text)
    assert "↑ worsening" in printed([card], 160)
    wide = printed([card], 300)
    assert "↑ higher, getting worse" in wide
    assert "  not tested  " in wide


def test_headline_domains_and_what_there_is_no_data_on(scorecard: Scorecard) -> None:
    text = printed([scorecard], 100)
    assert text.startswith(
        "Infant mortality scorecard: Anytown PCT (made up) (5ZZ, primary care trust)\n"
        "3 of 9 indicators worse than England, 1 better, 2 similar, 1 higher; 2 could not be "
        "compared.\n"
    )
    (nutrition,) = block(text, "Nutrition", 1)
    assert nutrition.split() == ["Nutrition", "1", "1", "0", "0", "0", "1"]
    assert "no data: Housing: Overcrowding\n" in text
    assert "no data: Ethnicity and access: Routine and manual infant mortality (beyond" in text


def test_notes_stand_once_and_sources_name_cells(scorecard: Scorecard) -> None:
    text = printed([scorecard], 120)
    assert text.count("financial year that holds this quarter") == 1
    assert "Smoking: numerator E24, denominator F24" in text
    assert "England: Office for National Statistics, Child mortality statistics" in text
    assert "Confidence intervals: Byar's, Wilson score." in text


def test_a_pipe_gets_no_escapes_and_no_blanks_at_line_ends(scorecard: Scorecard) -> None:
    text = printed([scorecard])
    assert "\x1b" not in text
    judged = [line for line in text.splitlines() if line.endswith(" ")]
    # Only the blank that the colour of a status fills may end a line.
    assert all(line.endswith(("similar ", "worse ", "higher ", "compared ")) for line in judged)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_console_without_the_symbols_gets_plain_ones(scorecard: Scorecard, encoding: str) -> None:
    named = replace(scorecard, area_name="Zoë ≥ Town")
    text = printed([named], encoding=encoding)
    assert "x worse  also at 99.8%" in text
    assert "-1.3 since 2009/10 Q4" in text
    assert ("Zoë" if encoding == "cp1252" else "Zoe") + " \\u2265 Town" in text
    assert "its series" not in text


def test_colour_is_added_to_words_never_instead(scorecard: Scorecard) -> None:
    stream = io.StringIO()
    console = Console(file=stream, width=80, force_terminal=True, color_system="truecolor",
                      no_color=False, _environ={})  # fmt: skip
    terminal.render([scorecard], console)
    assert "\x1b[38;2;255;255;255;48;2;212;53;28m ✘ worse \x1b[0m" in stream.getvalue()
    plain = io.StringIO()
    console = Console(file=plain, width=80, force_terminal=True, no_color=True, _environ={})
    terminal.render([scorecard], console)
    assert "[48;" not in plain.getvalue()
    assert " ✘ worse " in plain.getvalue()


@pytest.mark.parametrize(
    ("system", "codes"),
    [
        ("standard", {"worse": "97;41", "better": "30;42", "similar": "30;103",
                      "higher": "97;44", "not compared": "30;47"}),
        ("256", {"worse": "38;5;231;48;5;160", "better": "38;5;231;48;5;22",
                 "similar": "38;5;16;48;5;220", "higher": "38;5;231;48;5;25",
                 "not compared": "38;5;16;48;5;255"}),
    ],
)  # fmt: skip
def test_fewer_colours_keep_statuses_apart(
    scorecard: Scorecard, system: Literal["standard", "256"], codes: dict[str, str]
) -> None:
    stream = io.StringIO()
    console = Console(file=stream, width=80, force_terminal=True, color_system=system,
                      no_color=False, _environ={})  # fmt: skip
    terminal.render([scorecard], console)
    for word, code in codes.items():
        assert re.search(rf"\x1b\[{code}m . {word} \x1b\[0m", stream.getvalue())


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance, by the Web Content Accessibility Guidelines 2.2."""
    parts = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def of_256(name: str) -> tuple[int, int, int]:
    """A colour from 16 on of xterm's 256: a cube of 6 levels a side, then 24 greys."""
    number = int(name.removeprefix("color(").removesuffix(")"))
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        return grey, grey, grey
    levels = (0, 95, 135, 175, 215, 255)
    cube = number - 16
    return levels[cube // 36], levels[cube // 6 % 6], levels[cube % 6]


# The defaults of xterm, of the Linux console (VGA) and of the Windows console since 2017.
PALETTES: dict[str, dict[str, tuple[int, int, int]]] = {
    "xterm": {"black": (0, 0, 0), "red": (205, 0, 0), "green": (0, 205, 0), "blue": (0, 0, 238),
              "white": (229, 229, 229), "bright_yellow": (255, 255, 0),
              "bright_white": (255, 255, 255)},
    "vga": {"black": (0, 0, 0), "red": (170, 0, 0), "green": (0, 170, 0), "blue": (0, 0, 170),
            "white": (170, 170, 170), "bright_yellow": (255, 255, 85),
            "bright_white": (255, 255, 255)},
    "windows": {"black": (12, 12, 12), "red": (197, 15, 31), "green": (19, 161, 14),
                "blue": (0, 55, 218), "white": (204, 204, 204), "bright_yellow": (249, 241, 165),
                "bright_white": (242, 242, 242)},
}  # fmt: skip


def test_contrast_by_a_published_value() -> None:
    # Grey #767676 on white is the guidelines' own example of what just passes: 4.54.
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("status", list(LOOKS))
def test_colours_contrast_in_256_and_in_16_colours(status: str) -> None:
    ink, fill = printer.CUBE[status].split(" on ")
    assert contrast(of_256(ink), of_256(fill)) >= 4.5
    ink, fill = printer.SIXTEEN[status].split(" on ")
    for palette in PALETTES.values():
        assert contrast(palette[ink], palette[fill]) >= 4.5


def points(text: str) -> int:
    """The most points that a line draws."""
    return max(len(found) for found in re.findall("[▁▂▃▄▅▆▇█]+(?: [▁▂▃▄▅▆▇█]+)*", text))


@pytest.mark.parametrize("width", [80, 130, 145, 159, 160, 180, 200])
def test_a_wider_terminal_never_draws_fewer_points(scorecard: Scorecard, width: int) -> None:
    # The series has 20 points, one of them a gap.
    assert points(printed([scorecard], width)) >= (20 if width >= 180 else 14)


@pytest.mark.parametrize("width", [180, 200])
def test_from_180_columns_on_what_it_would_take_says_of_what(
    scorecard: Scorecard, width: int
) -> None:
    first, second = block(printed([scorecard], width), "Smoking at delivery", 2)
    assert " ".join((first[-24:] + " " + second[-24:]).split()).endswith("50 fewer mothers smoking")


def test_hostile_text_is_harmless(hostile: Callable[[str], Scorecard], hostile_text: str) -> None:
    for width in (80, 160):
        text = printed([hostile(hostile_text)], width)
        assert not any(mark in text for mark in ("\x1b", "\u202e", "\x07", "\r", "\t"))
        assert max(map(len, text.splitlines())) <= width
        # Commentary is given whole, however long; all else is cut.
        assert len(text) < 250_000


def test_markup_in_a_name_is_shown_as_it_stands(hostile: Callable[[str], Scorecard]) -> None:
    assert "scorecard: [/x] [red] ([/x] [red], [/x] [red])" in printed([hostile("[/x] [red]")])


def test_several_areas_share_the_method(scorecard: Scorecard) -> None:
    other = replace(scorecard, area_name="Othertown", rows=scorecard.rows[:1])
    text = printed([scorecard, other])
    assert text.count("Infant mortality scorecard: ") == 2
    assert text.count("How it was judged") == 1


def test_an_area_with_no_rows_still_says_what_it_lacks(scorecard: Scorecard) -> None:
    text = printed([replace(scorecard, rows=(), notes=())])
    assert "No indicator has a figure." in text
    assert "no data: Housing: Overcrowding" in text


def test_long_names_fold(scorecard: Scorecard, smoking: Row) -> None:
    name = "The Royal Borough of Longname-upon-the-River with Districts"
    row = replace(smoking, short_name="Averyveryveryveryverylongindicatorname")
    text = printed([replace(scorecard, area_name=name, rows=(row,))])
    assert name in " ".join(text.split())
    assert "Averyveryveryveryverylongindicatorname" in "".join(
        line[:26].strip() for line in block(text, "Averyvery", 2)
    )


def test_text_for_a_file_is_80_columns_unless_told(
    scorecard: Scorecard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert terminal.to_text([scorecard]) == printed([scorecard], 80)
    monkeypatch.setenv("COLUMNS", "200")
    assert terminal.to_text([scorecard]) == printed([scorecard], 200)


def test_one_area_is_quick(scorecard: Scorecard) -> None:
    def seconds() -> float:
        start = time.perf_counter()
        printed([scorecard])
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.1  # four times what it takes on a slow machine
