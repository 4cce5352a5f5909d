"""What changed: every kind, worst first, in words."""

from __future__ import annotations

import re

import pytest
from quarterly_made import BOLTON, ROWS, a_run

from imscore.quarterly import change_words, changes, runs, store, which_run
from imscore.quarterly.alerts import reasons
from imscore.quarterly.bring import bring
from imscore.quarterly.screen import Screen

OPEN = Screen()
SMOKING = "smoking_at_delivery"
INDICATOR = (SMOKING, "Smoking at the time of delivery", "Smoking at delivery", "%", "low_is_good")


@pytest.fixture
def judged(kept):
    """Puts two runs into a store whose scorecards judged as told; gives what changed."""

    def of(*judgements, rows=(ROWS, ROWS), references=({}, {}), fields=({}, {}), screen=OPEN):
        for number, (mine, named) in enumerate(zip(rows, fields, strict=True), start=1):
            path = kept(number, mine, **named)
        with store.writing(path) as connection:
            connection.execute("INSERT INTO indicator VALUES (?, ?, ?, ?, ?)", INDICATOR)
            for number, (found, files) in enumerate(
                zip(judgements or ([], []), references, strict=True), start=1
            ):
                runs.put_references(connection, number, files)
                for period, value, status, trend in found:
                    connection.execute(
                        "INSERT INTO judgement SELECT ?, s.id, p.id, ?, NULL, NULL, ?, ?, NULL, "
                        "'England', 13.5 FROM series s, period p WHERE p.text = ?",
                        (number, value, status, trend, period),
                    )
            connection.execute("COMMIT")
        with store.reading(path) as connection:
            before, now = runs.all_runs(connection)
            return changes.between(connection, [before], now, screen)

    return of


def told(found):
    return [(change.kind, change.sentence) for change in found]


def test_nothing_changed(judged):
    assert judged() == []


def test_a_move_to_worse(judged):
    found = judged(
        [("2010/11", 14.2, "similar", "no_change")], [("2011/12", 18.4, "worse", "worsening")]
    )
    assert told(found) == [
        (
            "now_worse",
            "Bolton: Smoking at delivery moved from similar to worse: 18.4% in 2011/12 against "
            "England's 13.5%; it was 14.2% in 2010/11.",
        ),
        (
            "now_worsening",
            "Bolton: Smoking at delivery: the trend is worsening (to 2011/12); it was no change "
            "(to 2010/11).",
        ),
    ]
    assert (found[0].before, found[0].now) == ("similar", "worse")


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("similar", "worse", "now_worse"),
        ("better", "worse", "now_worse"),
        ("not_compared", "worse", "now_worse"),
        ("better", "similar", "less_good"),
        ("worse", "similar", "less_bad"),
        ("worse", "better", "now_better"),
        ("similar", "not_compared", "not_compared"),
        ("not_compared", "similar", "other_move"),
        ("higher", "lower", "other_move"),
    ],
)
def test_every_move_has_its_kind(judged, was, now, kind):
    found = judged([("2010/11", 14.2, was, "no_change")], [("2010/11", 14.2, now, "no_change")])
    assert [change.kind for change in found] == [kind]


def test_a_revised_figure(judged):
    found = judged(rows=(ROWS, (f"{BOLTON},2010/11,720,3821,", *ROWS[1:])))
    assert told(found) == [
        (
            "revised",
            "Bolton: Smoking at delivery, 2010/11 was revised from 18.7% (716 of 3,821) to 18.8% "
            "(720 of 3,821).",
        )
    ]


def test_a_figure_that_is_now_withheld_shows_no_count(judged):
    found = judged(rows=(ROWS, (f"{BOLTON},2010/11,,,*", *ROWS[1:])))
    assert told(found)[0][1].endswith("from 18.7% (716 of 3,821) to suppressed.")


def test_figures_that_come_and_go(judged):
    found = judged(rows=(ROWS[:2], ROWS[1:]))
    assert told(found) == [
        (
            "figure_gone",
            "Bolton: Smoking at delivery, 2010/11: the figure is no longer in the input; it was "
            "18.7% (716 of 3,821).",
        ),
        ("new_period", "Smoking at delivery: 2012/13 is new (Bolton)."),
    ]


def test_a_gap_and_an_older_newest_figure(judged):
    rows = (f"{BOLTON},2010/11,716,3821,", f"{BOLTON},2013/14,700,3800,")
    found = judged(
        [("2010/11", 14.2, "similar", "no_change")],
        [("2013/14", 14.3, "similar", "no_change")],
        rows=(rows[:1], rows),
    )
    assert [(c.kind, c.period) for c in found] == [
        ("period_missing", "2011/12"), ("period_missing", "2012/13"), ("new_period", "2013/14"),
    ]  # fmt: skip
    assert found[0].sentence == (
        "Bolton: Smoking at delivery: 2011/12 is missing, later figures are there."
    )


def test_an_older_newest_figure(judged):
    found = judged(
        [("2012/13", 14.2, "similar", "no_change")], [("2010/11", 14.2, "similar", "no_change")]
    )
    assert [change.kind for change in found] == ["period_gone"]


def test_indicators_that_come_and_go(judged):
    one = [("2010/11", 14.2, "worse", "no_change")]
    assert told(judged(one, [])) == [
        (
            "indicator_gone",
            "Bolton: Smoking at delivery is no longer there: it was 14.2% in 2010/11, worse.",
        )
    ]


def test_what_is_new_and_worse_is_an_alert(judged):
    found = judged([], [("2010/11", 18.7, "worse", "no_change")])
    assert told(found) == [
        ("new_worse", "Bolton: Smoking at delivery is new: 18.7% in 2010/11, worse.")
    ]
    assert reasons(["newly-worse"], [], found)
    assert changes.KINDS.index("new_worse") < changes.KINDS.index("revised")


@pytest.mark.parametrize(
    ("states", "bases"),
    [
        ("", []),
        ("c", [1]),
        ("ccp", [2, 3]),
        ("cppp", [1, 4, 3, 2]),
        ("pp", [2, 1]),
        ("pcp", [2, 3]),
    ],
)
def test_what_a_run_is_compared_with(states, bases):
    whole = {"c": "complete", "p": "partial"}
    known = [a_run(n, state=whole[state]) for n, state in enumerate(states, start=1)]
    assert [run.id for run in which_run.baseline(known)] == bases


@pytest.mark.parametrize(
    ("states", "statuses", "kinds"),
    [
        ("pp", ("similar", "worse"), ["now_worse"]),
        ("pc", ("similar", "worse"), ["now_worse"]),
        ("cpc", ("similar", "worse", "worse"), ["now_worse"]),
        ("cpp", ("worse", "similar", "worse"), ["now_worse"]),
        ("cpp", ("worse", "", "worse"), []),
        ("ppc", ("similar", "", "worse"), ["now_worse"]),
        ("cpc", ("", "similar", "worse"), ["now_worse"]),
        ("cpc", ("similar", "worse", "similar"), []),
    ],
)
def test_no_move_to_worse_goes_untold_for_partial_runs(kept, states, statuses, kinds):
    whole = {"c": "complete", "p": "partial"}
    for number, state in enumerate(states, start=1):
        path = kept(number, state=whole[state])
    with store.writing(path) as connection:
        connection.execute("INSERT INTO indicator VALUES (?, ?, ?, ?, ?)", INDICATOR)
        for number, status in enumerate(statuses, start=1):
            connection.execute(
                "INSERT INTO judgement SELECT ?, 1, 1, 18.7, NULL, NULL, ?, 'no_change', NULL, "
                "'England', 13.5 WHERE ? <> ''",
                (number, status, status),
            )
        *earlier, now = runs.all_runs(connection)
        found = changes.between(connection, which_run.baseline(earlier), now, OPEN)
    assert [change.kind for change in found] == kinds


@pytest.mark.parametrize(
    ("way", "kind"),
    [
        ({"partial": True}, "not_read"),
        ({"partial": False, "passed_over": True}, "not_read"),
        ({"partial": False}, "indicator_gone"),
    ],
)
def test_what_was_not_read_is_not_gone(kept, read, way, kind):
    """Bolton is there in the first run only; the second one reads Bury."""
    path = kept(1)
    other = read([f"E08000002,Bury,{SMOKING},2010/11,300,2000,"])
    with store.writing(path) as connection:
        runs.put_run(connection, a_run(2))
        bring(connection, 2, other, **way)
        connection.execute("INSERT INTO indicator VALUES (?, ?, ?, ?, ?)", INDICATOR)
        connection.execute(
            "INSERT INTO judgement VALUES (1, 1, 1, 18.7, NULL, NULL, 'worse', 'no_change', NULL, "
            "'England', 13.5)"
        )
        before, now = runs.all_runs(connection)
        found = {c.kind: c for c in changes.between(connection, [before], now, OPEN)}
    words = "was not read this time" if kind == "not_read" else "is no longer there"
    assert words in found[kind].sentence
    assert ("figure_gone" in found) == (kind == "indicator_gone")


def test_reference_files(judged):
    old = {
        ("indicator", f"{SMOKING}.toml"): b'polarity = "low_is_good"\nunit = "%"\n',
        ("england", "england.csv"): b"indicator,period,value,source\n"
        b"smoking_at_delivery,2010/11,13.5,x\nsmoking_at_delivery,2011/12,13.2,x\n",
    }
    new = {
        ("indicator", f"{SMOKING}.toml"): b'polarity = "no_judgement"\nunit = "%"\n',
        ("indicator", "mine.toml"): b"id = 'mine'\n",
        ("england", "own.csv"): b"indicator,period,value,source\n"
        b"smoking_at_delivery,2010/11,13.6,x\nsmoking_at_delivery,2012/13,12.7,x\n",
    }
    assert told(judged(references=(old, new))) == [
        ("definition_changed", "The definition of mine is new."),
        ("definition_changed", "The definition of Smoking at delivery changed: polarity."),
        ("england_revised", "England: Smoking at delivery, 2010/11 was revised from 13.5 to 13.6."),
        (
            "england_revised",
            "England: Smoking at delivery, 2011/12 is no longer in the series; it was 13.2.",
        ),
        ("england_new", "England: Smoking at delivery, 2012/13 is new: 12.7."),
    ]


def test_new_problems_wherever_they_moved_to(judged):
    problem = {
        "severity": "warning", "code": "part_count", "file": "a.csv", "sheet": "", "cell": "E3",
        "found": "1.5", "expected": "", "hint": "Check.", "message": "numerator 1.5 is not whole",
    }  # fmt: skip
    moved = problem | {"cell": "E9", "file": "b.csv"}
    found = judged(
        fields=({"problems": [problem]}, {"problems": [moved, moved | {"found": "2.5"}]})
    )
    assert told(found) == [
        ("new_problem", "New problem: b.csv: E9: warning: numerator 1.5 is not whole. Check.")
    ]


def test_every_kind_has_a_title():
    assert tuple(change_words.TITLES) == changes.KINDS


def test_one_line_and_lists():
    plain = ("E1", "A*b", SMOKING, "2010/11", None, None)
    found = [
        changes.RunChange("now_worse", *plain, "A*b: worse."),
        changes.RunChange("revised", *plain, "One."),
        changes.RunChange("revised", *plain, "Two."),
    ]
    since = a_run(3).name
    assert change_words.one_line(found, since) == (
        "1 now worse than the benchmark, 2 figures revised since run 3 of 2026-03-15"
    )
    assert change_words.one_line([], since) == "nothing changed since run 3 of 2026-03-15"
    text = change_words.to_text(found, since, "run 4", most=1)
    assert re.findall(r"^(?:  )?\S.*$", text, flags=re.M)[-3:] == [
        "Figures revised (2):", "  One.", "  ... and 1 more",
    ]  # fmt: skip
    assert "- A\\*b: worse." in change_words.to_markdown(found, since)


def asked(**scorecards):
    return {"settings": {"scorecards": scorecards}}


def test_areas_of_one_name_are_told_apart(judged):
    """An area that changed its code is another one, of the same name."""
    other = tuple(row.replace("E08000001", "E08999999") for row in ROWS)
    found = [text for _, text in told(judged(rows=(ROWS, other)))]
    assert any("Bolton (E08000001)" in text for text in found)
    assert any("Bolton (E08999999)" in text for text in found)


def test_settings_that_changed(judged):
    before = asked(benchmark=None, rebase=[], leave_out=False)
    now = asked(benchmark="North West", rebase=["2010/11 Q1"], leave_out=False, groups="g.toml")
    files = ({}, {("groups", "g.toml"): b"x"})
    assert told(judged(fields=(before, now), references=files)) == [
        ("setting_changed", "What areas are held against: North West; it was England."),
        ("setting_changed", "Where control charts begin anew: 2010/11 Q1; it was none."),
        ("setting_changed", "The file of groups is new."),
    ]


def test_settings_of_a_run_that_knew_fewer_of_them(judged):
    """A store of version 1 has no word of what could not be set then."""
    assert judged(fields=({}, asked(benchmark=None, disclosure=None, group=[]))) == []


def test_under_a_rule_figures_that_show_are_revised_without_the_earlier_one(judged):
    rule = asked(disclosure="under5")
    shown = frozenset({("E08000001", SMOKING, "all_maternities", "2010/11")})
    rows = (ROWS, (f"{BOLTON},2010/11,720,3821,", f"{BOLTON},2011/12,701,3800,", ROWS[2]))
    found = judged(rows=rows, fields=(rule, rule), screen=Screen("under5", shown))
    assert told(found) == [("revised", "Bolton: Smoking at delivery, 2010/11 was revised.")]
    assert (found[0].before, found[0].now) == (None, None)


def test_a_list_for_a_terminal_keeps_to_its_width():
    long = changes.RunChange("revised", "E1", "A", SMOKING, "2010/11", None, None, "word " * 40)
    text = change_words.to_text([long], "run 3", "run 4", width=80)
    assert max(map(len, text.splitlines())) <= 80
    assert text.split().count("word") == 40
