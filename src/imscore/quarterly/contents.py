"""What a pack holds: every format of all areas in one file, or a folder for each area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from imscore.model import Scorecard
from imscore.quarterly.settings import Output

if TYPE_CHECKING:
    from imscore.outputs.pack import Job

CHANGES = "changes.md"
_PAGE = "html"


def names(output: Output, cards: Sequence[Scorecard]) -> list[str]:
    """The files that `contents` makes."""
    from imscore.outputs import REPORT_FORMATS, pack

    if not output.per_area:
        return [f"{output.name}{REPORT_FORMATS[name].extension}" for name in output.formats]
    files = [pack.file_name(name) for name in output.formats]
    found = [f"{folder}/{file}" for folder in pack.folder_names(cards) for file in files]
    return [*found, *([pack.INDEX] if _PAGE in output.formats else [])]


def contents(output: Output, cards: Sequence[Scorecard]) -> dict[str, bytes]:
    """Renders scorecards.

    Args:
        output: the settings.
        cards: in the order in which they are to stand.

    Returns:
        From a file's name, in a folder or not, to its bytes.
    """
    if output.per_area:
        return _folders(output, cards)
    from imscore.outputs import render

    made = [_as_bytes(render(cards, name)) for name in output.formats]
    return dict(zip(names(output, cards), made, strict=True))


def _folders(output: Output, cards: Sequence[Scorecard]) -> dict[str, bytes]:
    from imscore.outputs import at_once, pack

    folders = pack.folder_names(cards)
    home = f"../{pack.INDEX}" if _PAGE in output.formats else ""
    jobs = [pack.Job(folder, card, home) for folder, card in zip(folders, cards, strict=True)]
    made: dict[str, Mapping[str, bytes]] = {}
    for batch in at_once.each(partial(_batch, formats=tuple(output.formats)), jobs):
        made |= batch
    # The processes end as they like; the files stand in the order of the areas.
    files = {f"{f}/{name}": content for f in folders for name, content in made[f].items()}
    if home:
        files[pack.INDEX] = _as_bytes(pack.index(cards, folders, output.formats))
    return files


def _batch(jobs: Sequence[Job], formats: Sequence[str]) -> dict[str, Mapping[str, bytes]]:
    from imscore.outputs import pack

    return {job.folder: pack.contents(job.scorecard, formats, job.home) for job in jobs}


def _as_bytes(content: bytes | str) -> bytes:
    return content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
