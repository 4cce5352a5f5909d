"""What a scheduled run is told: the strict shape of `imscore.toml`.

Where a further setting belongs: one line in the section below and one in `imscore.example.toml` (a
test holds the two together); a path is also named in `PATHS` of `sources.py`. Output formats need
nothing here: those of `imscore report` are known by themselves. What is asked for beyond the areas
goes through `wanted.py`, a file that tells it into `TOLD` of `references.py` too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from imscore.errors import UsageError

Result = TypeVar("Result")
# What `report --formats` calls its files.
STEM = "scorecard"
Text = Annotated[str, Field(min_length=1)]
FailOn = Literal["worse", "newly-worse", "worsening", "new-problem"]
_YEARS = re.compile(r"^([1-9][0-9]{0,2}) years?$")
# run.json and changes.md stand beside the scorecard.
_OWN_FILES = ("run", "changes")
_NO_NAME = re.compile(r'[/\\<>:"|?*\x00-\x1f]|^[.\s]|[.\s]$')


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Inputs(_Section):
    """What is read. Paths are absolute by the time they are here."""

    files: Annotated[list[Text], Field(min_length=1)]
    take: Literal["newest", "all"] = "newest"
    sheet: Text | None = None
    layout: Text | None = None
    indicators: Text | None = None
    england: Text | None = None
    settle_seconds: Annotated[float, Field(ge=0, le=600)] = 2.0


class Scorecards(_Section):
    """Which scorecards are made, and what they are held against."""

    areas: list[Text] = []
    all_areas: bool = False
    as_of: Text | None = None
    exact_periods: bool = False
    benchmark: Text | None = None
    group: list[Text] = []
    groups: Text | None = None
    leave_out: bool = False
    targets: Text | None = None
    commentary: Text | None = None
    follow_up: Text | None = None
    disclosure: Text | None = None
    rebase: list[Text] = []
    baseline: list[Text] = []

    @field_validator("disclosure")
    @classmethod
    def _is_a_rule(cls, name: str | None) -> str | None:
        from imscore.scorecard.disclosure_profiles import find_profile

        return None if name is None else _said_as_fault(lambda: find_profile(name).name)

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Scorecards:
        if self.areas and self.all_areas:
            raise ValueError("areas and all_areas: give one of the two")
        if self.follow_up and (self.all_areas or len(self.areas) > 1):
            raise ValueError("a follow_up is of one area: name that one under areas")
        return self


class Output(_Section):
    """Where packs go, and what is in one."""

    folder: Text = "scorecards"
    pattern: Text = "%Y-%m-%d"
    formats: Annotated[list[Text], Field(min_length=1)] = ["xlsx"]
    name: Text = STEM
    per_area: bool = False

    @field_validator("formats")
    @classmethod
    def _known(cls, formats: list[str]) -> list[str]:
        from imscore.outputs import REPORT_FORMATS, require

        for wanted in formats:
            if wanted not in REPORT_FORMATS:
                raise ValueError(f"no format {wanted!r}; use {', '.join(REPORT_FORMATS)}")
        if len(set(formats)) != len(formats):
            raise ValueError("one format is given twice")
        # Hours later, at the end of the work, would be too late to hear that a package is missing.
        _said_as_fault(lambda: require(formats))
        return formats

    @model_validator(mode="after")
    def _folders_or_a_name(self) -> Output:
        if self.per_area and self.name != STEM:
            raise ValueError(f"name and per_area: files in areas' folders are called {STEM}")
        return self

    @field_validator("name")
    @classmethod
    def _is_free(cls, name: str) -> str:
        if name.casefold() in _OWN_FILES:
            raise ValueError(f"every pack has a file {name} of its own; use another name")
        return name

    @field_validator("pattern", "name")
    @classmethod
    def _is_a_name(cls, text: str) -> str:
        shown = folder_name(text, datetime(2026, 1, 2, tzinfo=UTC))
        # What a system does not know of a pattern it leaves as it stands.
        if "%" in shown or _NO_NAME.search(shown) or shown.casefold() in ("latest", "latest.txt"):
            raise ValueError(f"gives {shown!r}, which is no name for a file or folder")
        return text


class Store(_Section):
    """The file of all observations."""

    file: Text = "imscore.sqlite"


class Retention(_Section):
    """How many packs are kept: a number, `5 years`, or all of them (None)."""

    keep: int | str | None = None

    @field_validator("keep")
    @classmethod
    def _sensible(cls, keep: int | str | None) -> int | str | None:
        if isinstance(keep, str) and not _YEARS.match(keep):
            raise ValueError("a number of packs such as 20, or a time such as '5 years'")
        if isinstance(keep, int) and keep < 1:
            raise ValueError("at least 1")
        return keep

    @property
    def years(self) -> int | None:
        """How many years packs are kept, None where they are counted or all kept."""
        found = _YEARS.match(self.keep) if isinstance(self.keep, str) else None
        return int(found.group(1)) if found else None


class Alerts(_Section):
    """Whom a run tells, and of what."""

    fail_on: list[FailOn] = []
    ping: Annotated[str, Field(pattern=r"^https?://[^\s/]+\S*$")] | None = None
    log: Text | None = None
    log_format: Literal["text", "json"] = "text"


class Settings(_Section):
    """Everything that a run is told."""

    inputs: Inputs
    scorecards: Scorecards = Scorecards()
    output: Output = Output()
    store: Store = Store()
    retention: Retention = Retention()
    alerts: Alerts = Alerts()


def _said_as_fault(check: Callable[[], Result]) -> Result:
    """What a check gives; what it refuses, as pydantic takes it: one fault among others."""
    try:
        return check()
    except UsageError as error:
        raise ValueError(str(error)) from None


def folder_name(pattern: str, moment: datetime) -> str:
    """The name that a date pattern gives, by the machine's own time zone.

    >>> folder_name("Q-%Y-%m", datetime(2026, 10, 15, 12, tzinfo=UTC))
    'Q-2026-10'
    """
    return moment.astimezone().strftime(pattern)
