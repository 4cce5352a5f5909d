"""Headers of columns that hold no observations: ranks, codes, places on a map."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from imscore.inputs import layouts
from imscore.inputs.case_changes import cut
from imscore.reference.indicators import plain


def is_needless(header: str) -> bool:
    """Whether a header is over what is no observation: a rank, a code, a place on a map."""
    words = plain(cut(header)).strip(" .:*#").split()
    return bool(words) and (" ".join(words) in _headers() or words[-1] in _last_words())


@lru_cache(maxsize=1)
def _listed() -> dict[str, list[str]]:
    path = Path(layouts.__file__).parent / "words" / "needless.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _headers() -> frozenset[str]:
    return frozenset(map(plain, _listed()["headers"]))


@lru_cache(maxsize=1)
def _last_words() -> frozenset[str]:
    return frozenset(map(plain, _listed()["last_words"]))
