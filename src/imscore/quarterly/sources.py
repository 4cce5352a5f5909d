"""Where settings come from: options go over the environment, and both over the file."""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from imscore.errors import UsageError
from imscore.quarterly.settings import Settings
from imscore.suggest import nearest

FILE_NAME = "imscore.toml"
PREFIX = "IMSCORE_"
CONFIG_VARIABLE = "IMSCORE_CONFIG"
LIST_SIGN = ";"
# Settings that are paths: what the file says is seen from its folder, all else from where one is.
PATHS = (
    ("inputs", "files"),
    ("inputs", "layout"),
    ("inputs", "indicators"),
    ("inputs", "england"),
    ("scorecards", "groups"),
    ("scorecards", "targets"),
    ("scorecards", "commentary"),
    ("scorecards", "follow_up"),
    ("output", "folder"),
    ("store", "file"),
    ("alerts", "log"),
)
_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
# Where pydantic's own words are a programmer's.
_WORDS = {
    "string_pattern_mismatch": "an address that begins with http:// or https://",
    "list_type": 'a list, such as ["one", "two"]',
}
Tree = dict[str, dict[str, Any]]


def example() -> str:
    """The commented settings file that `imscore run --init` writes."""
    return Path(__file__).with_name("imscore.example.toml").read_text(encoding="utf-8")


def load(
    config: Path | None, options: Mapping[str, Any], environment: Mapping[str, str]
) -> Settings:
    """Puts the settings together.

    Args:
        config: the settings file; None takes `IMSCORE_CONFIG`, else `imscore.toml` where one is
            run, which may be missing where options and environment say enough.
        options: from `section.key` to a value; None and empty lists were not given.
        environment: the process's variables.

    Raises:
        UsageError: with every fault of the file, the environment and the options.
    """
    named = config or (
        Path(environment[CONFIG_VARIABLE]) if CONFIG_VARIABLE in environment else None
    )
    path = named or Path(FILE_NAME)
    tree = _from_file(path, must_be_there=named is not None)
    around = dict(_from_environment(environment))
    given = {key: value for key, value in options.items() if value not in (None, [])}
    beside = around | given
    if not path.is_file() and "inputs.files" not in beside:
        raise UsageError(
            f"There is no {FILE_NAME} here. `imscore run --init` writes one to complete, "
            "--config names another, --input says what to read without one."
        )
    _put(tree, beside)
    _fill_paths(tree, path.resolve().parent if path.is_file() else Path.cwd())
    origins = dict.fromkeys(around, "the environment") | dict.fromkeys(given, "the command line")
    return _checked(tree, path.name if path.is_file() else "the settings", origins)


def _from_file(path: Path, *, must_be_there: bool) -> Tree:
    if not path.is_file() and not must_be_there:
        return {}
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML: {error}.") from None
    _seen_from(path.resolve().parent, tree)
    return tree


def _from_environment(environment: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    known = {f"{PREFIX}{s}_{k}".upper(): (s, k, field) for s, k, field in _all_settings()}
    for name in sorted(environment):
        if name in known:
            section, key, field = known[name]
            yield f"{section}.{key}", _parsed(name, environment[name], field)
        elif name.startswith(PREFIX) and name != CONFIG_VARIABLE:
            like = nearest(name, known, 0.85)
            if like or name.startswith(tuple(f"{PREFIX}{s}_".upper() for s in _sections())):
                hint = f"Did you mean {like}?" if like else "See `imscore run --init`."
                raise UsageError(f"{name} in the environment is no setting of imscore. {hint}")


def _sections() -> dict[str, type[BaseModel]]:
    return {
        name: field.annotation
        for name, field in Settings.model_fields.items()
        if isinstance(field.annotation, type)
    }


def _all_settings() -> Iterator[tuple[str, str, Any]]:
    for section, model in _sections().items():
        for key, field in model.model_fields.items():
            yield section, key, str(field.annotation)


def _parsed(name: str, text: str, annotation: str) -> Any:
    """A variable's text as the setting's type; the strict model judges the rest."""
    if annotation.startswith("list"):
        return [part for part in text.split(LIST_SIGN) if part]
    if "bool" in annotation:
        if text.casefold() not in _TRUTHS:
            raise UsageError(f"{name} is {text!r}: write true or false.")
        return _TRUTHS[text.casefold()]
    for kind in (int, float):
        if kind.__name__ in annotation:
            with contextlib.suppress(ValueError):
                return kind(text)
    return text


def _seen_from(folder: Path, tree: Mapping[str, Any]) -> None:
    for section, key in PATHS:
        part = tree.get(section)
        value = part.get(key) if isinstance(part, dict) else None
        if isinstance(part, dict) and isinstance(value, str) and value:
            part[key] = _path(folder, value)
        elif isinstance(part, dict) and isinstance(value, list):
            part[key] = [_path(folder, v) if isinstance(v, str) and v else v for v in value]


def _path(folder: Path, text: str) -> str:
    return os.path.normpath(folder / Path(text).expanduser())


def _put(tree: Tree, beside: Mapping[str, Any]) -> None:
    over: Tree = {}
    for name, value in beside.items():
        section, _, key = name.partition(".")
        over.setdefault(section, {})[key] = value
    _seen_from(Path.cwd(), over)
    for section, values in over.items():
        mine = tree.setdefault(section, {})
        # Asked for all areas on the command line, the file's list of some gives way, and back.
        if section == "scorecards" and isinstance(mine, dict):
            for one, other in (("areas", "all_areas"), ("all_areas", "areas")):
                if values.get(one):
                    mine.pop(other, None)
        if isinstance(mine, dict):
            mine.update(values)


def _fill_paths(tree: Tree, folder: Path) -> None:
    """What is not set lies beside the settings file, as a full path like all others."""
    for section, key in PATHS:
        default = _sections()[section].model_fields[key].default
        part = tree.setdefault(section, {})
        if isinstance(part, dict) and isinstance(default, str):
            part.setdefault(key, _path(folder, default))


def _checked(tree: Tree, name: str, origins: Mapping[str, str]) -> Settings:
    try:
        return Settings.model_validate(tree)
    except ValidationError as error:
        faults = []
        for fault in error.errors():
            setting = ".".join(str(part) for part in fault["loc"][:2])
            faults.append(f"{origins.get(setting, name)}: {_fault(fault)}")
        raise UsageError("\n".join(faults)) from None


def _fault(fault: Any) -> str:
    place = ".".join(str(part) for part in fault["loc"]) or "the whole"
    message = _WORDS.get(fault["type"]) or fault["msg"].removeprefix("Value error, ")
    if fault["type"] == "extra_forbidden":
        known = [key for _, key, _ in _all_settings()] + list(_sections())
        like = nearest(str(fault["loc"][-1]), known, 0.6)
        message = "there is no such setting" + (f"; did you mean {like}?" if like else "")
    return f"{place}: {message}"
