"""Units for schedulers, held against programs and rules that are not the project's own."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from datetime import datetime
from pathlib import Path, PurePosixPath

import pytest
from cronsim import CronSim
from defusedxml import ElementTree

from imscore.errors import UsageError
from imscore.quarterly.schedule import When, make, shown

QUARTERLY = When.of(15, "1,4,7,10", "06:30")
AWKWARD = Path('/srv/Süd 100% & "more" $HOME\'s/imscore.toml')
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def test_cron_is_read_by_a_parser():
    line = make("cron", Path("/srv/imscore.toml"), QUARTERLY)["imscore.cron"].splitlines()[-1]
    times = " ".join(line.split()[:5])
    found = CronSim(times, datetime(2026, 1, 16))
    assert [next(found) for _ in range(4)] == [
        datetime(2026, 4, 15, 6, 30), datetime(2026, 7, 15, 6, 30),
        datetime(2026, 10, 15, 6, 30), datetime(2027, 1, 15, 6, 30),
    ]  # fmt: skip


def test_the_shell_behind_cron_gets_the_paths_as_they_are():
    line = make("cron", AWKWARD, QUARTERLY)["imscore.cron"].splitlines()[-1]
    command = line.split(None, 5)[5]
    # cron ends the command at a % with no backslash before it, and takes the backslash away.
    assert not re.search(r"(?<!\\)%", command)
    words = shlex.split(command.replace("\\%", "%"))
    assert words[:3] == ["cd", str(AWKWARD.parent), "&&"]
    assert words[4:] == ["run", "--quiet", "--config", str(AWKWARD)]
    assert PurePosixPath(words[3]).is_absolute()
    assert Path(words[3]).is_file()


def test_systemd_takes_both_units(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here")
    settings = tmp_path / "imscore.toml"
    units = []
    for name, text in make("systemd", settings, QUARTERLY).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        units.append(str(tmp_path / name))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, encoding="utf-8"
    )
    mine = [line for line in done.stderr.splitlines() if "imscore" in line]
    assert (done.returncode, mine) == (0, []), done.stderr


def test_systemd_understands_the_calendar():
    timer = make("systemd", Path("/srv/imscore.toml"), QUARTERLY)["imscore.timer"]
    calendar = re.search(r"^OnCalendar=(.*)$", timer, flags=re.M)
    assert calendar
    assert "Persistent=true" in timer
    assert "RandomizedDelaySec=" in timer
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here")
    done = subprocess.run(
        ["systemd-analyze", "calendar", "--base-time=2026-01-16", "--iterations=2", calendar[1]],
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "2026-04-15 06:30:00" in done.stdout
    assert "2026-07-15 06:30:00" in done.stdout


def test_systemd_gets_awkward_paths():
    service = make("systemd", AWKWARD, QUARTERLY)["imscore.service"]
    assert 'WorkingDirectory=/srv/Süd 100%% & "more" $HOME\'s\n' in service
    assert '--config "/srv/Süd 100%% & \\"more\\" $$HOME\'s/imscore.toml"\n' in service


def test_the_task_follows_the_schema():
    """Order and content by the schema of 2004 (MS-TSCH 2.5): sequences keep their order."""
    text = make("windows", AWKWARD, QUARTERLY)["imscore.xml"]
    task = ElementTree.fromstring(text)
    assert (task.tag, task.get("version")) == (f"{TASK}Task", "1.2")
    names = [child.tag.removeprefix(TASK) for child in task]
    assert names == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    trigger = task.find(f"{TASK}Triggers/{TASK}CalendarTrigger")
    # What every trigger has comes first, then the calendar's own.
    assert [child.tag.removeprefix(TASK) for child in trigger] == [
        "Enabled", "StartBoundary", "RandomDelay", "ScheduleByMonth",
    ]  # fmt: skip
    datetime.fromisoformat(trigger.findtext(f"{TASK}StartBoundary"))
    month = trigger.find(f"{TASK}ScheduleByMonth")
    assert [d.text for d in month.find(f"{TASK}DaysOfMonth")] == ["15"]
    assert [m.tag.removeprefix(TASK) for m in month.find(f"{TASK}Months")] == [
        "January", "April", "July", "October",
    ]  # fmt: skip
    principal = task.find(f"{TASK}Principals/{TASK}Principal")
    assert principal.get("id") == task.find(f"{TASK}Actions").get("Context")
    settings = {s.tag.removeprefix(TASK): s.text for s in task.find(f"{TASK}Settings")}
    assert settings["StartWhenAvailable"] == "true"
    assert settings["MultipleInstancesPolicy"] in ("Parallel", "Queue", "IgnoreNew", "StopExisting")
    assert re.fullmatch(r"PT\d+H", settings["ExecutionTimeLimit"])
    action = task.find(f"{TASK}Actions/{TASK}Exec")
    assert [child.tag.removeprefix(TASK) for child in action] == [
        "Command", "Arguments", "WorkingDirectory",
    ]  # fmt: skip
    assert Path(action.findtext(f"{TASK}Command")).is_absolute()
    assert action.findtext(f"{TASK}WorkingDirectory") == str(AWKWARD.parent)
    assert action.findtext(f"{TASK}Arguments").startswith("run --quiet --config ")


def test_a_path_that_task_scheduler_does_not_take_is_refused():
    """The schema's pathType has 260 characters at most."""
    folder = Path("/srv") / "/".join("x" * 50 for _ in range(6))
    with pytest.raises(UsageError, match="longer than the 260 characters"):
        make("windows", folder / "imscore.toml", QUARTERLY)


def test_slips_are_refused():
    with pytest.raises(UsageError, match="Did you mean cron"):
        make("corn", AWKWARD, QUARTERLY)
    for months, time, said in (("13", "06:30", "--months"), ("1", "25:00", "--time")):
        with pytest.raises(UsageError, match=said):
            When.of(1, months, time)
    with pytest.raises(UsageError, match="line break"):
        make("cron", Path("/srv/a\nb/imscore.toml"), QUARTERLY)


def test_no_variable_is_looked_for_in_the_programs_own_path(tmp_path, monkeypatch):
    """What `systemd-analyze verify` says of /v $x/y written with $$: not executable."""
    monkeypatch.setattr("imscore.quarterly.schedule._program", lambda: ["/v $x/imscore"])
    service = make("systemd", Path("/srv/$a/imscore.toml"), QUARTERLY)["imscore.service"]
    assert 'ExecStart="/v $x/imscore" ' in service
    assert "/srv/$$a/imscore.toml" in service


def test_a_folder_that_systemd_would_cut_is_refused():
    with pytest.raises(UsageError, match="ends in a blank"):
        make("systemd", Path("/srv/data /imscore.toml"), QUARTERLY)


def test_several_files_are_told_apart():
    text = shown(make("systemd", Path("/srv/imscore.toml"), QUARTERLY))
    assert re.findall(r"^# ===== (.*)$", text, flags=re.M) == ["imscore.service", "imscore.timer"]
