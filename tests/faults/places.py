"""What the fault tests share: a place with inputs, the program, and a look for damage."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

HEADER = "area_code,area_name,indicator,period,numerator,denominator,value\n"


def figures(seed: int = 0, quarters: int = 24) -> str:
    """Made-up figures of two indicators of three areas; another seed revises some of them."""
    lines = []
    for number in range(quarters):
        year, quarter = 2004 + number // 4, number % 4 + 1
        for area in (1, 2, 3):
            for place, name in enumerate(("smoking_at_delivery", "breastfeeding_initiation")):
                events = 150 + 5 * area + 7 * place + (number * (seed + 3)) % 11
                period = f"{year}/{(year + 1) % 100:02d} Q{quarter}"
                lines.append(f"E0899900{area},Area {area},{name},{period},{events},900,\n")
    return HEADER + "".join(lines)


class Place:
    """A folder with an input, a store and packs, and the command that runs there."""

    def __init__(self, folder: Path, store: Path | None = None, packs: Path | None = None) -> None:
        self.folder, self.input = folder, folder / "input.csv"
        self.store, self.packs = store or folder / "store.sqlite", packs or folder / "packs"
        self.put(0)

    def put(self, seed: int) -> None:
        """Puts figures into the input that are not those of another seed."""
        self.input.write_text(figures(seed), encoding="utf-8")

    def command(self, *more: str) -> list[str]:
        paths = ["--input", str(self.input), "-o", str(self.packs), "--store", str(self.store)]
        return [sys.executable, "-m", "imscore", "run", *paths, "--all-areas", *more]

    def environment(self, **more: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("IMSCORE_")}
        return kept | {"IMSCORE_INPUTS_SETTLE_SECONDS": "0"} | more

    def run(self, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*more),
            cwd=self.folder,
            env=self.environment(**environment),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=120,
        )

    def held(self) -> dict[str, str]:
        """The SHA-256 of the store and of every file in a pack."""
        files = [self.store, *(p for p in self.packs.rglob("*") if p.is_file())]
        return {
            str(path): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
            if path.is_file() and not path.name.endswith(".lock")
        }


def damage(packs: Path) -> list[str]:
    """What is wrong with the packs that can be seen: outputs missing, or not as recorded."""
    found = []
    for folder in packs.iterdir():
        if folder.name.startswith(".") or folder.is_symlink():
            continue
        try:
            record = json.loads((folder / "run.json").read_bytes())
        except (OSError, ValueError) as error:
            found.append(f"{folder.name}: {error}")
            continue
        for output in record["outputs"]:
            content = (folder / output["file"]).read_bytes()
            if hashlib.sha256(content).hexdigest() != output["sha256"]:
                found.append(f"{folder.name}/{output['file']} is damaged")
    return found
