"""`run.json`: what a run was made of and what it made. Its shape is `run.schema.json`."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from typing import Any

from imscore import __version__
from imscore.quarterly import clock
from imscore.quarterly.runs import Run

FILE_NAME = "run.json"
SCHEMA_VERSION = 1


def make(
    run: Run,
    files: Mapping[str, bytes],
    changes: Sequence[Mapping[str, Any]],
    since: str,
    timings: Mapping[str, float],
    exit_code: int,
    why: Sequence[str],
    references: Mapping[tuple[str, str], bytes],
) -> bytes:
    """Writes the record of a run.

    Args:
        run: as it goes into the store.
        files: the outputs, by name.
        changes: what changed, worst first.
        since: the run it is compared with, "" where there is none.
        timings: seconds by step.
        exit_code: what the run will exit with.
        why: what made that something other than 0.
        references: the definitions and the England series, by role and file name.

    Returns:
        JSON in UTF-8, fields as in `run.schema.json`.
    """
    document = {
        "schema": SCHEMA_VERSION,
        "run": run.id,
        "state": run.state,
        "started": run.started,
        "recorded": clock.written(clock.now()),
        "timings": {step: round(seconds, 3) for step, seconds in timings.items()},
        "exit": exit_code,
        "exit_because": list(why),
        "versions": {"imscore": __version__, "python": platform.python_version()},
        "fingerprint": run.fingerprint,
        "settings": run.settings,
        "inputs": run.inputs,
        "refused": run.refused,
        "references": [
            {"role": role, "file": name, "sha256": hashlib.sha256(content).hexdigest()}
            for (role, name), content in references.items()
        ],
        "problems": run.problems,
        "notes": run.notes,
        "compared_with": since,
        "changes": list(changes),
        "outputs": [
            {"file": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for name, content in files.items()
        ],
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
    return (text + "\n").encode("utf-8", "backslashreplace")
