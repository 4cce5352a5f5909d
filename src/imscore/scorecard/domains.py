"""The balance of a scorecard: how many indicators of each domain stand where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from imscore.model import DomainSummary, Row
from imscore.reference.definitions import CORE_DOMAINS, DOMAIN_NAMES
from imscore.reference.indicators import Catalogue


class Domains:
    """Sums up the domains of one scorecard after another, those alike once only."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[tuple[tuple[str, str, str], ...], tuple[DomainSummary, ...]] = {}

    def of(self, rows: Sequence[Row]) -> tuple[DomainSummary, ...]:
        """The domains of these rows, those that have none included."""
        key = tuple((row.indicator, row.domain, row.status) for row in rows)
        if key not in self._known:
            self._known[key] = tuple(self._summary(domain, rows) for domain in DOMAIN_NAMES)
        return self._known[key]

    def _summary(self, domain: str, rows: Sequence[Row]) -> DomainSummary:
        shown = {row.indicator for row in rows}
        return DomainSummary(
            domain=domain,
            name=DOMAIN_NAMES[domain],
            core=domain in CORE_DOMAINS,
            counts=dict(Counter(row.status for row in rows if row.domain == domain)),
            without_data=tuple(
                i.name for i in self._catalogue.values() if i.domain == domain and i.id not in shown
            ),
        )
