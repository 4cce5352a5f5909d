"""How a run ended: its exit code, and one line for a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from imscore.errors import ExitCode
from imscore.quarterly import runs, score
from imscore.quarterly.alerts import reasons
from imscore.quarterly.change_words import one_line
from imscore.quarterly.changes import RunChange
from imscore.quarterly.work import Work


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    Attributes:
        exit_code: 0, 4 (an alert holds) or 7 (an input was left out).
        line: one sentence for a person. pack: the new one, None where nothing is new.
        earlier: an earlier run's end is told too, which that run could not tell.
    """

    exit_code: int
    line: str
    pack: Path | None = None
    earlier: bool = False


def nothing_new(work: Work, same: runs.Run) -> Outcome:
    """Of a run that found what the last one had found."""
    left_out = ", ".join(problem["file"] for problem in same.refused)
    line = f"unchanged since {same.name}: {same.path}"
    if same.state == "partial":
        work.journal.warning(f"still left out: {left_out}")
        return Outcome(ExitCode.PARTIAL, f"{line}; still left out: {left_out}")
    return Outcome(ExitCode.DONE, line)


def outcome_of(
    work: Work, now: runs.Run, scored: score.Scored, found: list[RunChange], since: str
) -> tuple[Outcome, list[str]]:
    """Of a run that makes a pack; and what made the exit code something other than 0."""
    line = f"{now.path}: {one_line(found, since)}"
    why = reasons(work.settings.alerts.fail_on, scored.scorecards, found)
    for reason in why:
        work.journal.warning(reason)
    left_out = ", ".join(dict.fromkeys(problem.file for problem in scored.refused))
    if left_out:
        why = [f"left out: {left_out}", *why]
        return Outcome(ExitCode.PARTIAL, f"{line}; partial, left out: {left_out}", now.path), why
    return Outcome(ExitCode.WARNINGS if why else ExitCode.DONE, line, now.path), why


def with_untold(work: Work, outcome: Outcome, why: list[str]) -> tuple[Outcome, list[str]]:
    """The outcome with what earlier runs could not tell any more, their alerts among it."""
    if not work.untold:
        return outcome, why
    for end in work.untold:
        reasons = [f"{end.name}: {reason}" for reason in end.reasons]
        why = [*why, *reasons]
        for reason in reasons:
            work.journal.warning(f"not told before: {reason}")
    code = outcome.exit_code or next((end.exit_code for end in work.untold if end.exit_code), 0)
    line = "; ".join([outcome.line, *(end.said for end in work.untold)])
    return replace(outcome, exit_code=code, line=line, earlier=True), why
