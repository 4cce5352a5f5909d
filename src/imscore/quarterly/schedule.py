"""What makes a scheduler call `imscore run`: a crontab line, systemd units, a Windows task."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from imscore.errors import UsageError
from imscore.suggest import did_you_mean

KINDS = ("cron", "systemd", "windows")
_DELAY_SECONDS, _LONGEST_HOURS = 1800, 4
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
# The schema's own bound on a command and a working folder.
_LONGEST_PATH = 260
_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"


@dataclass(frozen=True, slots=True)
class When:
    """A day of some months, at a time of day by the machine's own time zone."""

    day: int
    months: tuple[int, ...]
    hour: int
    minute: int

    @classmethod
    def of(cls, day: int, months: str, time: str) -> When:
        """Reads months such as `1,4,7,10` and a time such as `06:30`.

        Raises:
            UsageError: where one of them is something else.
        """
        numbers = [text.strip() for text in months.split(",")]
        if not all(re.fullmatch(r"1[0-2]|[1-9]", text) for text in numbers):
            raise UsageError(f"--months {months!r}: write numbers from 1 to 12, such as 1,4,7,10.")
        clock = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", time)
        if not clock:
            raise UsageError(f"--time {time!r}: write hours and minutes, such as 06:30.")
        return cls(
            day, tuple(sorted({int(text) for text in numbers})), int(clock[1]), int(clock[2])
        )


def make(kind: str, settings: Path, when: When) -> dict[str, str]:
    """Makes the files for a scheduler.

    Args:
        kind: one of `KINDS`.
        settings: the settings file, absolute; its folder is where the run works.
        when: the schedule.

    Returns:
        From file name to its text, with how to install and test it in comments.

    Raises:
        UsageError: where there is no such kind, or a path cannot be written down for it.
    """
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS, 0.5)
        raise UsageError(f"There is no scheduler {kind!r}. {hint}Use one of {', '.join(KINDS)}.")
    command = [*_program(), "run", "--quiet", "--config", str(settings)]
    if any(ord(character) < 32 for word in command for character in word):
        raise UsageError("A line break in a path cannot be written down for a scheduler.")
    if kind == "cron":
        return {"imscore.cron": _cron(command, settings.parent, when)}
    if kind == "systemd":
        return _systemd(command, settings.parent, when)
    return {"imscore.xml": _windows(command, settings.parent, when)}


def shown(files: Mapping[str, str]) -> str:
    """The files one below the other, each under its name where there are several."""
    if len(files) == 1:
        return next(iter(files.values()))
    return "\n".join(f"# ===== {name}\n{text}" for name, text in files.items())


def _program() -> list[str]:
    """This installation's own command, by its full path."""
    here = Path(os.path.abspath(sys.executable))  # noqa: PTH100 - links stay: a venv is one
    script = here.with_name("imscore.exe" if os.name == "nt" else "imscore")
    return [str(script)] if script.is_file() else [str(here), "-m", "imscore"]


def _cron(command: list[str], folder: Path, when: When) -> str:
    # cron ends a command at a bare %, even between quotes.
    line = f"cd {shlex.quote(str(folder))} && {shlex.join(command)}".replace("%", "\\%")
    months = ",".join(map(str, when.months))
    return (
        "# imscore, once a quarter. A mail comes only where there is something to say.\n"
        "# Install: crontab -e, and add the line below. A machine that is off at that time misses\n"
        "# it: use systemd's timer there.\n"
        "# Test:    run what stands behind the five times, then echo $?\n"
        f"{when.minute} {when.hour} {when.day} {months} * {line}\n"
    )


def _systemd(command: list[str], folder: Path, when: When) -> dict[str, str]:
    # No variable is looked for in the program's own path.
    words = " ".join([_systemd_word(command[0], "$"), *map(_systemd_word, command[1:])])
    if str(folder) != str(folder).strip():
        raise UsageError(
            f"{str(folder)!r} ends in a blank, which systemd drops: rename the folder."
        )
    months = ",".join(f"{month:02d}" for month in when.months)
    service = (
        "# The run itself. Install both files and switch the timer on:\n"
        "#   mkdir -p ~/.config/systemd/user\n"
        "#   imscore schedule systemd -o ~/.config/systemd/user\n"
        "#   systemctl --user daemon-reload && systemctl --user enable --now imscore.timer\n"
        "#   loginctl enable-linger   (so that it runs while nobody is logged in)\n"
        "# Test: systemctl --user start imscore.service; journalctl --user -u imscore.service\n"
        "[Unit]\nDescription=Infant mortality scorecard, quarterly run\n\n"
        "[Service]\nType=oneshot\n"
        f"WorkingDirectory={_systemd_path(folder)}\nExecStart={words}\n"
        f"TimeoutStartSec={_LONGEST_HOURS}h\n"
    )
    timer = (
        "# When it runs; a time that was missed is made up for (Persistent).\n"
        "# See: systemctl --user list-timers imscore.timer\n"
        "[Unit]\nDescription=Infant mortality scorecard, once a quarter\n\n"
        "[Timer]\n"
        f"OnCalendar=*-{months}-{when.day:02d} {when.hour:02d}:{when.minute:02d}:00\n"
        f"Persistent=true\nRandomizedDelaySec={_DELAY_SECONDS}\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    return {"imscore.service": service, "imscore.timer": timer}


def _systemd_word(word: str, dollar: str = "$$") -> str:
    """A word of a command: % begins a specifier, $ a variable, and quotes hold blanks."""
    text = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", dollar)
    return f'"{text}"' if re.search(r"[\s\"'\\;]", word) else text


def _systemd_path(folder: Path) -> str:
    return str(folder).replace("%", "%%")


def _windows(command: list[str], folder: Path, when: When) -> str:
    """A task in the order of elements that the schema's sequences ask for.

    Source: Task Scheduler Schema, namespace of 2004, published by Microsoft (MS-TSCH 2.5).
    """
    for path in (command[0], str(folder)):
        if len(path) > _LONGEST_PATH:
            raise UsageError(
                f"{path} is longer than the {_LONGEST_PATH} characters that Task Scheduler takes: "
                "use a shorter place."
            )
    months = "".join(f"<{_MONTHS[month - 1]} />" for month in when.months)
    arguments = " ".join(_windows_word(word) for word in command[1:])
    return f"""<?xml version="1.0"?>
<!-- Install: schtasks /Create /TN imscore /XML imscore.xml
     It runs while you are logged on; a time that was missed is made up for when you next are.
     To run it always: Task Scheduler, its Properties, "Run whether user is logged on or not".
     Test:    schtasks /Run /TN imscore   and then   schtasks /Query /TN imscore /V /FO LIST
     (Last Result is the exit code.) -->
<Task version="1.2" xmlns="{_NAMESPACE}">
  <RegistrationInfo>
    <Description>Infant mortality scorecard, quarterly run</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>2026-01-01T{when.hour:02d}:{when.minute:02d}:00</StartBoundary>
      <RandomDelay>PT{_DELAY_SECONDS // 60}M</RandomDelay>
      <ScheduleByMonth>
        <DaysOfMonth><Day>{when.day}</Day></DaysOfMonth>
        <Months>{months}</Months>
      </ScheduleByMonth>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT{_LONGEST_HOURS}H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(command[0])}</Command>
      <Arguments>{escape(arguments)}</Arguments>
      <WorkingDirectory>{escape(str(folder))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


def _windows_word(word: str) -> str:
    """A word of a command line as Windows programs take it apart again."""
    if word and not re.search(r'[\s"]', word):
        return word
    text = re.sub(r'(\\*)"', r'\1\1\\"', word)
    doubled = re.sub(r"(\\+)$", r"\1\1", text)
    return f'"{doubled}"'
