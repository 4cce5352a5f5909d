"""Loads the indicator definitions: one TOML file each, strictly checked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from imscore.errors import DefinitionError
from imscore.reference.definitions import DOMAIN_NAMES, Indicator

_SHORT = 100
_DOMAIN_ORDER = {domain: number for number, domain in enumerate(DOMAIN_NAMES)}


def built_in_folder() -> Path:
    """The folder of definitions that came with the program.

    In an installed wheel it is inside the package, in a checkout it is at the top level.

    Raises:
        DefinitionError: where neither is there: the installation is not whole.
    """
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "indicators", here.parents[3] / "indicators"):
        if folder.is_dir():
            return folder
    raise DefinitionError("The indicators folder is missing: install imscore again.")


@dataclass(frozen=True, eq=False)
class Catalogue(Mapping[str, Indicator]):
    """Every known indicator by id, in the order of domains, with the names it goes by.

    Attributes:
        by_id: the indicators.
        replaced: the built-in versions of those that the user has their own version of.
    """

    by_id: Mapping[str, Indicator]
    replaced: Mapping[str, Indicator] = field(default_factory=dict)

    # One is itself alone: so what is worked out from it can be kept.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __getitem__(self, key: str) -> Indicator:
        return self.by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_id)

    def __len__(self) -> int:
        return len(self.by_id)

    @cached_property
    def spellings(self) -> dict[str, tuple[str, str]]:
        """From a plain spelling to (indicator id, definition id or "" where the period decides)."""
        found: dict[str, tuple[str, str]] = {}
        for indicator in self.values():
            for text, definition in _spellings(indicator):
                found.setdefault(plain(text), (indicator.id, definition))
        return found


def plain(text: str) -> str:
    r"""A name as it is compared: letters' case, white space, hyphens and underscores do not count.

    >>> plain(" Under-18  conceptions\n") == plain("under 18_conceptions")
    True
    """
    return _kept_plain(text) if len(text) < _SHORT else _plain(text)


def _plain(text: str) -> str:
    dashes = text.replace("_", " ").replace("-", " ").replace("–", " ").replace("\N{NBSP}", " ")
    return " ".join(dashes.casefold().split())


# The same headers are asked about again and again; long texts would take up too much room.
_kept_plain = lru_cache(maxsize=1 << 14)(_plain)


def _spellings(indicator: Indicator) -> Iterable[tuple[str, str]]:
    own = (indicator.id, indicator.name, indicator.short_name)
    yield from ((text, "") for text in own)
    yield from ((s.name, s.definition or "") for s in indicator.spellings)
    yield from ((f"#{s.id}", s.definition or "") for s in indicator.spellings if s.id)


def load(extra: Path | None = None, base: Path | None = None) -> Catalogue:
    """Reads the built-in definitions and, over them, the user's own.

    Args:
        extra: a folder with more definitions; one with the same id replaces the built-in one.
        base: a folder in place of the built-in one, such as one of definitions of another time.

    Returns:
        The indicators, ordered by domain and by their own `order`.

    Raises:
        DefinitionError: naming each file and key that breaks a rule, all of them at once.
    """
    built_in = _load_folder(base or built_in_folder())
    own = _load_folder(extra) if extra else {}
    found = built_in | own
    _refuse_shared_names(found.values())
    ordered = sorted(found.values(), key=lambda i: (_DOMAIN_ORDER[i.domain], i.order, i.id))
    replaced = {name: built_in[name] for name in own if name in built_in}
    return Catalogue({indicator.id: indicator for indicator in ordered}, replaced)


def _load_folder(folder: Path) -> dict[str, Indicator]:
    if not folder.is_dir():
        raise DefinitionError(f"{folder} is not a folder: give one that holds <id>.toml files.")
    found: dict[str, Indicator] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            indicator = read_definition(path)
        except DefinitionError as error:
            faults.append(str(error))
        else:
            found[indicator.id] = indicator
    if faults:
        raise DefinitionError("\n".join(faults))
    return found


def read_definition(path: Path) -> Indicator:
    """Reads one definition.

    Raises:
        DefinitionError: naming the file and every key that breaks a rule.
    """
    from pydantic import ValidationError

    try:
        indicator = Indicator.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc']) or 'the whole'}: {fault['msg']}"
            for fault in error.errors()
        )
        raise DefinitionError(f"{path.name}: {faults}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(f"{path.name}: not valid TOML: {error}") from None
    except OSError as error:
        raise DefinitionError(f"{path.name}: cannot be read: {error.strerror}") from None
    if indicator.id != path.stem:
        raise DefinitionError(
            f"{path.name}: id: {indicator.id!r} is not the file's name; call the file "
            f"{indicator.id}.toml or write id = {path.stem!r}"
        )
    return indicator


def _refuse_shared_names(indicators: Iterable[Indicator]) -> None:
    owners: dict[str, str] = {}
    faults = []
    for indicator in indicators:
        for text in {plain(spelling) for spelling, _ in _spellings(indicator)}:
            owner = owners.setdefault(text, indicator.id)
            if owner != indicator.id:
                faults.append(f"{indicator.id}.toml: {text!r} is also a name of {owner}")
    if faults:
        raise DefinitionError("\n".join(sorted(faults)))
