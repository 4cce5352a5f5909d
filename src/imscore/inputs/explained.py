"""What each kind of problem means, why it matters and what it looks like, at length."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from imscore.errors import UsageError
from imscore.inputs import kinds
from imscore.suggest import did_you_mean

_TEXTS = Path(__file__).with_name("explanations.toml")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A kind of problem, explained in three sentences or so."""

    code: str
    severity: str
    means: str
    matters: str
    example: str


def all_codes() -> dict[str, str]:
    """Every code and its severity, in the order of `kinds`."""
    found = (kind for kind in vars(kinds).values() if isinstance(kind, kinds.Kind))
    return {kind.code: kind.severity for kind in found}


def explain(code: str) -> Explanation:
    """Looks a code up.

    Raises:
        UsageError: where there is no such code.
    """
    codes = all_codes()
    if code not in codes:
        hint = did_you_mean(code, codes, 0.5)
        raise UsageError(
            f"There is no kind of problem {code!r}. {hint}Use one of {', '.join(codes)}."
        )
    text = tomllib.loads(_TEXTS.read_text(encoding="utf-8"))[code]
    return Explanation(code, codes[code], text["means"], text["matters"], text["example"])
