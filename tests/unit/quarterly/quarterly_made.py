"""Rows and runs made by hand."""

from __future__ import annotations

from imscore.quarterly import runs

HEADER = "area_code,area_name,indicator,period,numerator,denominator,value\n"
BOLTON = "E08000001,Bolton,smoking_at_delivery"
ROWS = (f"{BOLTON},2010/11,716,3821,", f"{BOLTON},2011/12,700,3800,", f"{BOLTON},2012/13,,,*")


def a_run(number: int, day: str = "", **fields: object) -> runs.Run:
    """A run as it is recorded, of a day in 2026."""
    moment = f"2026-{day or f'{number:02d}-15'}T06:30:00Z"
    plain = {
        "id": number, "started": moment, "known_from": moment, "state": "complete",
        "fingerprint": f"mark {number}", "imscore": "0.1.0", "folder": "packs",
        "pack": f"pack {number}", "inputs": [], "refused": [], "problems": [], "notes": [],
        "settings": {},
    }  # fmt: skip
    return runs.Run(**{**plain, **fields})  # type: ignore[arg-type]
