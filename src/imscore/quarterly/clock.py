"""What time it is: asked here only, so that tests can set the clock."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The moment by the machine's clock, in UTC."""
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """A moment as it is recorded: `2026-10-15T06:30:00Z`, which sorts as it follows."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
