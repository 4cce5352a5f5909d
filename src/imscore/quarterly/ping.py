"""A web address that watches over runs: told of start, success and failure, and nothing else."""

from __future__ import annotations

from imscore.quarterly.journal import Journal

_SECONDS = 10.0


def ping(address: str | None, event: str, journal: Journal) -> None:
    """Tells a web address that a run starts, succeeded or failed; nothing else is sent.

    A run never fails for want of an answer: that goes into the journal as a warning.

    Args:
        address: where to, None where nobody is to be told.
        event: added to the address: `start`, `fail`, or "" for success.
        journal: where a failure is noted.
    """
    if address is None:
        return
    import http.client
    import urllib.request

    where, sign, query = address.partition("?")
    url = f"{where.rstrip('/')}/{event}{sign}{query}" if event else address
    try:
        request = urllib.request.Request(url, headers={"User-Agent": "imscore"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=_SECONDS):  # noqa: S310 - http(s) by settings
            pass
    except (OSError, ValueError, http.client.HTTPException) as error:
        # The address may hold a key: it is not repeated.
        journal.warning(f"The watching web address did not take the {event or 'success'}: {error}")
