"""Where the store is, for commands that only look into it and so need no other setting."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from imscore.errors import UsageError

FILE_NAME, DEFAULT = "imscore.toml", "imscore.sqlite"


def store_file(option: str | None, config: str | None) -> Path:
    """The store: by option, else `IMSCORE_STORE_FILE`, else the settings file, else beside it.

    Raises:
        UsageError: where the settings file cannot be read.
    """
    if option is not None:
        return Path(option)
    if os.environ.get("IMSCORE_STORE_FILE"):
        return Path(os.environ["IMSCORE_STORE_FILE"])
    named = os.environ.get("IMSCORE_CONFIG")
    path = Path(config or named or FILE_NAME)
    if not path.is_file() and (config or named):
        raise UsageError(f"{path} cannot be read: there is no such file.")
    if not path.is_file():
        return Path(DEFAULT)
    try:
        store = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("store", {})
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}.") from None
    file = store.get("file", DEFAULT) if isinstance(store, dict) else DEFAULT
    return path.resolve().parent / Path(str(file)).expanduser()
