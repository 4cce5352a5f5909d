"""Reads small files with random damage; says on stdout what came out other than documented.

A process of its own, so that a reader that crashes or hangs takes no test down with it:

    python -m tests.builders.fuzz_worker FIRST STEP LAST     reads mutations FIRST, FIRST+STEP, ...
    python -m tests.builders.fuzz_worker --save SEED PATH    writes one mutation, to look at

Each line of stdout is JSON: `[seed, what went wrong]`, at the end `["done", counts of outcomes]`.
"""

from __future__ import annotations

import contextlib
import csv
import faulthandler
import functools
import io
import json
import random
import re
import signal
import sys
import tempfile
import unicodedata
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
from python_calamine import CalamineWorkbook
from tests.builders.made import (
    HEADER,
    as_csv,
    as_ods,
    as_xls,
    as_xlsb,
    as_xlsx,
    changed,
    rezipped,
)

from imscore.cli.main import run
from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.model import Observations
from imscore.outputs.harmless import harmless
from imscore.reference import indicators

SECONDS, BYTES = 5, 2_000_000_000
# One in so many goes through the command line too.
COMMAND_EVERY = 50
ENGLAND = ("E92000001", "England")
NO_COUNTS = {"numerator": "", "denominator": ""}
ROWS = [
    HEADER,
    changed(),
    changed(period="2009/10", numerator=118, value=18.2, area_name="Zoë’s town", area_code="5E1"),
    changed(period="2010/11", numerator="*", value="*"),
    changed(period="2011/12", **NO_COUNTS, value=17.4),
    changed(area_code=ENGLAND[0], area_name=ENGLAND[1], **NO_COUNTS, value=14.4),
    changed(indicator="infant_mortality", period="2007-09", numerator=48, denominator=9600,
            value=5.0),
]  # fmt: skip
WIDE = [
    ["Table 1: Smoking at delivery (%)"],
    [],
    ["Area code", "Area name", "2008/09", "2009/10", "2010/11"],
    ["E08000001", "Bolton", 18.7, 18.3, "*"],
    ["E08000002", "Bury", 16.4, 16.6, 15.3],
    [ENGLAND[0], ENGLAND[1], 14.4, 14.0, 13.5],
    ["Source: returns"],
]
TEXTS = {
    "utf-8": (",", "\r\n"), "utf-8-sig": (";", "\n"), "utf-16": ("\t", "\r\n"),
    "cp1252": (",", "\r"),
}  # fmt: skip
TOKENS = (
    b"0", b"-1", b"1e999", b"NaN", b"99999999999", b"A1", b"XFD1048576", b"", b'"', b"<", b"/>",
    b"&amp;", b"&x;", b"\r\n", b"\0", b"\xff\xfe", b"s", b"b", b"e", b"true", b"18,5", b"2009/11",
)  # fmt: skip
NUMBER = re.compile(r"(?:\d[\d,. ]*|\.\d+)(?:[Ee][+-]?\d+)?")


@functools.lru_cache(maxsize=1)
def bases() -> dict[str, bytes]:
    """The sound files by extension and more, in one order."""
    packed = as_xlsx({"Data": ROWS, "About": [["Hello"]]})
    made = {
        "packed.xlsx": packed,
        "stored.xlsx": rezipped(packed, {}, method=zipfile.ZIP_STORED),
        "percent.xlsx": as_xlsx({"Data": [HEADER, changed(**NO_COUNTS, value=0.185)]}, {6: "0.0%"}),
        "wide.xlsx": as_xlsx({"Smoking": WIDE}),
        "t.xls": as_xls(ROWS),
        "t.xlsb": as_xlsb(ROWS),
        "t.ods": as_ods(ROWS),
    }
    for encoding, (separator, newline) in TEXTS.items():
        made[f"{encoding}.csv"] = as_csv(
            *ROWS, separator=separator, encoding=encoding, newline=newline
        )
    return made


def mutation(seed: int) -> tuple[str, bytes]:
    """A file's name and its damaged content; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    name = chance.choice(list(bases()))
    content = bases()[name]
    if zipfile.is_zipfile(io.BytesIO(content)) and chance.random() < 0.6:
        return name, _inside(chance, content)
    return name, _damaged(chance, content)


def _inside(chance: random.Random, content: bytes) -> bytes:
    """The archive with one or two of its parts damaged and packed again."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        names = old.namelist()
    likely = [n for n in names if re.search(r"sheet1|sharedStr|styles|workbook|content\.xml", n)]
    chosen = chance.sample(likely if chance.random() < 0.8 else names, 1)
    return rezipped(content, {name: lambda part: _damaged(chance, part) for name in chosen})


def _damaged(chance: random.Random, content: bytes) -> bytes:
    for _ in range(chance.choice([1, 1, 1, 2, 5])):
        content = chance.choice(DAMAGES)(chance, content) if content else content
    return content


def _flip(chance: random.Random, content: bytes) -> bytes:
    changed_bytes = bytearray(content)
    for _ in range(chance.choice([1, 2, 5, 30])):
        changed_bytes[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(changed_bytes)


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def _span(chance: random.Random, content: bytes) -> tuple[int, int]:
    start = chance.randrange(len(content))
    return start, min(start + chance.choice([1, 4, 16, 100, 600]), len(content))


def _drop(chance: random.Random, content: bytes) -> bytes:
    start, end = _span(chance, content)
    return content[:start] + content[end:]


def _repeat(chance: random.Random, content: bytes) -> bytes:
    start, end = _span(chance, content)
    return content[:end] + content[start:end] * chance.choice([1, 1, 3, 50]) + content[end:]


def _move(chance: random.Random, content: bytes) -> bytes:
    start, end = _span(chance, content)
    rest = content[:start] + content[end:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + content[start:end] + rest[place:]


def _token(chance: random.Random, content: bytes) -> bytes:
    """A number or a word becomes one that is known to be awkward."""
    found = list(re.finditer(rb"\d+(?:\.\d+)?|[A-Za-z]{2,}", content))
    if not found:
        return _flip(chance, content)
    one = chance.choice(found)
    return content[: one.start()] + chance.choice(TOKENS) + content[one.end() :]


def _element(chance: random.Random, content: bytes) -> bytes:
    """An XML tag is dropped, doubled, or put in another one's place."""
    found = list(re.finditer(rb"<[^<>]+>", content))
    if len(found) < 2:
        return _token(chance, content)
    one, other = chance.sample(found, 2)
    put = chance.choice([b"", one.group() * 2, other.group()])
    return content[: one.start()] + put + content[one.end() :]


DAMAGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _flip, _flip, _cut, _drop, _repeat, _move, _token, _token, _token, _element, _element,
)  # fmt: skip


def outcome(name: str, content: bytes) -> tuple[str, str]:
    """What reading came to, and what is wrong with that, "" for nothing."""
    try:
        found = read_files([(name, content)], CATALOGUE)
    except InputError as error:
        texts = [problem.text for problem in error.problems]
        if not any(problem.severity == "error" for problem in error.problems):
            return "refused", "refused without an error"
        return "refused", next((f"not printable: {t!r}" for t in texts if not printable(t)), "")
    except BaseException as error:  # noqa: BLE001
        return "raised", f"{type(error).__name__}: {error}"[:300]
    texts = [*found.notes, *(problem.text for problem in found.problems)]
    unclear = next((f"not printable: {t!r}" for t in texts if not printable(t)), "")
    return "read", unclear or stray_figure(found, name, content)


def printable(text: str) -> bool:
    shown = harmless(text)
    return bool(shown) and not any(unicodedata.category(c) in ("Cc", "Cs") for c in shown)


def stray_figure(found: Observations, name: str, content: bytes) -> str:
    """The first figure that does not stand in the cell that it is said to come from."""
    sheets = independently(content)
    for row in found.frame.itertuples(index=False):
        block = found.blocks[row.block]
        cells = sheets[block.sheet]
        for field in ("numerator", "denominator", "lower_ci", "upper_ci", "value"):
            figure = getattr(row, field)
            if np.isnan(figure):
                continue
            if field == "value" and not np.isnan(row.numerator + row.denominator):
                multiplier = CATALOGUE[row.indicator].multiplier
                if abs(row.numerator / row.denominator * multiplier - figure) > 1e-9 * abs(figure):
                    return f"{row.indicator}: {figure} is not made of its counts"
                continue
            letters = block.columns.get(field, "")
            held = cell_at(cells, letters, row.row) if letters else ""
            if not stands_in(figure, held):
                return f"{field} {figure!r} is not in {block.sheet}!{letters}{row.row}: {held!r}"
    return ""


def independently(content: bytes) -> dict[str, list[list[object]]]:
    """The cells by sheet, read without the program."""
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        read = {}
        for name in book.sheet_names:
            with contextlib.suppress(Exception):
                read[name] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        return read
    text = decoded(content)
    first = text.split("\n", 1)[0].strip().strip('"').lower()
    if first.startswith("sep="):
        text = text.split("\n", 1)[1] if "\n" in text else ""
    by_mark = {
        mark: list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) for mark in ",;\t|"
    }
    return {"": max(by_mark.values(), key=lambda rows: sum(map(len, rows)))}


def decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content[:400]:
        return content.decode("utf-16-le", "replace")
    for encoding in ("utf-8-sig", "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return content.decode("mac_roman", "replace")


def cell_at(cells: list[list[object]], letters: str, row: int) -> object:
    column = functools.reduce(lambda n, letter: n * 26 + ord(letter) - 64, letters, 0) - 1
    line = cells[row - 1] if row <= len(cells) else []
    return line[column] if column < len(line) else ""


def stands_in(figure: float, held: object) -> bool:
    """Whether a cell holds a figure, or its hundredth."""
    if isinstance(held, (int, float)) and not isinstance(held, bool):
        candidates = [float(held)]
    else:
        text = unicodedata.normalize("NFKC", str(held)).replace("\u200b", "")
        candidates = []
        for spelt in NUMBER.findall(text):
            for plain in (spelt.replace(",", "").replace(" ", ""), spelt.replace(",", ".").strip()):
                with contextlib.suppress(ValueError):
                    candidates += [float(plain), float(plain[:-1] or "nan")]
    # A footnote's digit at the end may have been taken off.
    near = [c for c in candidates if abs(c - figure) <= 1e-9 * max(1.0, abs(figure))]
    return bool(near or [c for c in candidates if abs(c * 100 - figure) <= 1e-9 * abs(figure)])


def command(name: str, content: bytes, folder: Path) -> str:
    """What is wrong with how `imscore tidy` ends on the file, "" for nothing."""
    source, target = folder / f"in{Path(name).suffix}", folder / "out.csv"
    for old in folder.iterdir():
        old.unlink()
    source.write_bytes(content)
    said, quiet = io.StringIO(), io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(quiet):
        code = int(run(["tidy", str(source), "-o", str(target)]))
    left = sorted(path.name for path in folder.iterdir() if path != source)
    if code not in (0, 3):
        return f"exit code {code}: {said.getvalue()[-300:]}"
    if left != (["out.csv"] if code == 0 else []):
        return f"exit code {code}, and it left {left}"
    return "" if "Traceback" not in said.getvalue() else said.getvalue()[-300:]


def main(first: int, step: int, last: int) -> None:
    import resource  # not on every system

    # Seconds of the processor's time: a busy machine makes no mutation slow. The system ends the
    # process when they are over, whatever it is at.
    faulthandler.register(signal.SIGPROF, chain=True)
    counts: Counter[str] = Counter()
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    with tempfile.TemporaryDirectory() as place:
        for seed in range(first, last, step):
            name, content = mutation(seed)
            # Written at once: whoever waits learns which one a crash was at.
            print(json.dumps([seed, ""]), flush=True)
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                what, fault = outcome(name, content)
                if not fault and seed % COMMAND_EVERY == 0:
                    fault = command(name, content, Path(place))
            signal.setitimer(signal.ITIMER_PROF, 0)
            counts[f"{what} {Path(name).suffix}"] += 1
            if fault:
                print(json.dumps([seed, f"{name}: {fault}"]), flush=True)
    print(json.dumps(["done", counts]), flush=True)


CATALOGUE = indicators.load()

if __name__ == "__main__":
    if sys.argv[1] == "--save":
        Path(sys.argv[3]).write_bytes(mutation(int(sys.argv[2]))[1])
    else:
        main(*map(int, sys.argv[1:4]))
