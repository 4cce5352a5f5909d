"""What was asked for otherwise in an earlier run, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from imscore.outputs.harmless import harmless
from imscore.quarterly.references import TOLD, References
from imscore.quarterly.runs import Run
from imscore.quarterly.screen import rule_of

# What changes judgements or what is shown of them; which areas are asked for does neither.
_WORDS = {
    "benchmark": "What areas are held against",
    "leave_out": "Whether an area is taken out of the group it is held against",
    "group": "The groups",
    "as_of": "The period that figures are shown as of",
    "exact_periods": "Whether quarters are held against England's quarters only",
    "disclosure": "The rule on small numbers",
    "rebase": "Where control charts begin anew",
    "baseline": "How far the limits of control charts are fixed",
}
_FILES = {
    "targets": "The file of targets",
    "groups": "The file of groups",
    "commentary": "The file of commentary",
    "follow_up": "The file of actions",
}
_LONGEST = 200


def setting_changes(
    before: Run, now: Run, old: References, new: References
) -> Iterator[tuple[str, str, str]]:
    """Settings that are not as they were.

    Args:
        before: the earlier run.
        now: the later run.
        old: the files that the earlier run was told by.
        new: the files that the later run was told by.

    Yields:
        What it was, what it is, and a sentence.
    """
    was, is_ = (run.settings.get("scorecards", {}) for run in (before, now))
    for key, words in _WORDS.items():
        pair = _word(key, was), _word(key, is_)
        if pair[0] != pair[1]:
            yield *pair, f"{words}: {pair[1]}; it was {pair[0]}."
    for role in TOLD:
        then, today = _content(role, old), _content(role, new)
        if then != today:
            word = "is another one" if then and today else "is new" if today else "is not used now"
            yield role if then else "", role if today else "", f"{_FILES[role]} {word}."
    if rule_of(now.settings) and rule_of(before.settings) != rule_of(now.settings):
        yield "", "", "Under another rule on small numbers, how judgements moved is not told."


def _word(key: str, settings: Mapping[str, Any]) -> str:
    found = settings.get(key)
    if isinstance(found, bool):
        return "yes" if found else "no"
    text = "; ".join(found) if isinstance(found, list) else found or ""
    plain = {"benchmark": "England", "leave_out": "no", "exact_periods": "no"}
    return harmless(text, _LONGEST) or plain.get(key, "none")


def _content(role: str, files: References) -> list[bytes]:
    return [content for (mine, _), content in files.items() if mine == role]
