"""A command and a group that start without what turns text into other things.

Newer versions of typer load pydantic to convert every value, one that was not given included. That
takes half of the time that `imscore history` has. Where typer has no such place, nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typer.core import TyperGroup

from imscore.cli.command import Command

_PLACE = "_runtime_param"


class TextCommand(Command):
    """A command whose parameters are texts or switches: no value needs to be converted."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the arguments, each value as it was typed."""
        _spare(self.get_params(ctx), _AsItIs)
        return super().parse_args(ctx, args)


class LazyGroup(TyperGroup):
    """A group whose own options are converted only where they are given."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the arguments as usual."""
        _spare(self.get_params(ctx), _Lazily)
        return super().parse_args(ctx, args)


class _AsItIs:
    """Stands where typer keeps what converts a parameter's value."""

    def __init__(self, parameter: Any) -> None:
        self._parameter = parameter

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value, unchanged."""
        return value


class _Lazily(_AsItIs):
    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value; one that was given is converted as usual."""
        if value is None or isinstance(value, bool):
            return value
        setattr(self._parameter, _PLACE, None)
        return self._parameter.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _spare(parameters: Iterable[Any], stand_in: type[_AsItIs]) -> None:
    for parameter in parameters:
        if getattr(parameter, _PLACE, parameter) is None:
            setattr(parameter, _PLACE, stand_in(parameter))
