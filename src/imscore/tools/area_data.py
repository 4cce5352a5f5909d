"""Places as data: JSON and CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from imscore import __version__
from imscore.reference import tables
from imscore.reference.places import Link, Place
from imscore.tools.area_list import Described
from imscore.tools.tables import named, to_csv, to_json

_PLACE = ("code", "other_code", "name", "kind", "within", "until", "source")
COLUMNS = (
    *_PLACE,
    *("within_name", "region_code", "region_name", "priority", "before", "after", "links"),
)


def json_text(found: Sequence[Described]) -> str:
    """Writes `{"places": [...], "sources": [...], "made_with": {...}}`."""
    sources = [*tables.sources("places"), *tables.sources("pct_authorities")]
    return to_json(
        {
            "places": [_described(described) for described in found],
            "sources": [*sources, *tables.sources("priority_areas")],
            "made_with": {"imscore": __version__},
        }
    )


def _described(described: Described) -> dict[str, Any]:
    return {
        **_fields(described.place),
        "within": [_fields(place) for place in described.within],
        "before": [_fields(place) for place in described.before],
        "after": [_fields(place) for place in described.after],
        "links": [_link(link) for link in described.links],
        "priority": [
            {"area": s.area.name, "code": s.area.authority.code, "how": s.how, "words": s.words}
            for s in described.priority
        ],
        "said": list(described.said),
    }


def _fields(place: Place) -> dict[str, Any]:
    return named(place, "within", "successors")


def _link(link: Link) -> dict[str, Any]:
    return {
        "pct": _fields(link.pct),
        "authority": _fields(link.authority),
        "relation": link.relation,
        "matched": link.usable,
        "note": link.note,
    }


def csv_text(found: Sequence[Described]) -> str:
    """Writes a line a place, columns as in `COLUMNS`; several codes with a blank between."""
    return to_csv(COLUMNS, (_record(described) for described in found))


def _record(described: Described) -> list[Any]:
    place, within = described.place, described.within
    outermost = within[-1] if within else None
    return [
        *(getattr(place, name) for name in _PLACE),
        within[0].name if within else "",
        outermost.code if outermost else "",
        outermost.name if outermost else "",
        " ".join(f"{s.area.authority.code}:{s.how}" for s in described.priority),
        " ".join(p.code for p in described.before),
        " ".join(p.code for p in described.after),
        " ".join(f"{_other(link, place)}:{link.relation}" for link in described.links),
    ]


def _other(link: Link, place: Place) -> str:
    return (link.authority if link.pct == place else link.pct).code
