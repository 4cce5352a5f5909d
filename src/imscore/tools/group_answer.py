"""Joins the parts of `imscore group`: choose the areas, pool, follow each indicator."""

from __future__ import annotations

from dataclasses import dataclass, field

from imscore.errors import UsageError
from imscore.model import Observations
from imscore.record import inputs
from imscore.reference.indicators import Catalogue, plain
from imscore.scorecard.build import Reference
from imscore.scorecard.choice import Choice
from imscore.scorecard.prepare import prepare
from imscore.suggest import did_you_mean
from imscore.tools.before_after import Span, courses
from imscore.tools.group_data import GroupAnswer
from imscore.tools.members import choose


@dataclass(frozen=True)
class GroupAsked:
    """What was asked for.

    Attributes:
        areas: codes or names, none for all local areas.
        region: a place that they lie in. priority: only those on the report's list.
        indicator: an id or name, None for all. span: the periods.
    """

    areas: tuple[str, ...] = ()
    region: str | None = None
    priority: bool = False
    indicator: str | None = None
    span: Span = field(default_factory=Span)


def answer(
    observations: Observations,
    reference: Reference,
    asked: GroupAsked,
    choice: Choice | None = None,
) -> GroupAnswer:
    """What became of a group of areas, indicator by indicator.

    Args:
        observations: as read.
        reference: the indicators and the England series.
        asked: which areas, indicator and periods.
        choice: a rule on small numbers, and which areas totals of the input are made of. The group
            is the sum of figures that are shown, and is not given where one is hidden.

    Raises:
        UsageError: where areas, indicator or periods asked for are not there, or what is left of
            them by the rule is nothing.
    """
    catalogue = reference.catalogue
    members = choose(observations.frame, asked.areas, asked.region, asked.priority)
    wanted = _indicator(catalogue, asked.indicator) if asked.indicator else None
    rule = choice.disclosure if choice else ""
    if rule == "ons_deaths":
        raise UsageError(
            "The rule ons_deaths is about the rates of single areas: a group takes under5 or "
            "nhs_1_7, or none."
        )
    table = prepare(observations, reference, choice or Choice())
    found = courses(table.frame, members, catalogue, reference.england, asked.span)
    chosen = tuple(c for c in found if wanted in (None, c.indicator.id))
    if not chosen:
        raise UsageError(_nothing(asked, table.line))
    return GroupAnswer(
        members, chosen, inputs(observations, rule), table.problems, table.notes, table.line
    )


def _indicator(catalogue: Catalogue, wanted: str) -> str:
    known = catalogue.spellings.get(plain(wanted), ("", ""))[0]
    if wanted in catalogue or known:
        return wanted if wanted in catalogue else known
    names = [text for i in catalogue.values() for text in (i.id, i.name, i.short_name)]
    hint = did_you_mean(wanted, names, 0.5)
    raise UsageError(
        f"There is no indicator {wanted!r}. {hint}`imscore indicators` lists them all."
    )


def _nothing(asked: GroupAsked, rule: str) -> str:
    kinds = {p.kind.replace("_", " ") for p in (asked.span.base, asked.span.to) if p}
    what = f" of {asked.indicator}" if asked.indicator else ""
    when = f" for a {' or '.join(sorted(kinds))}" if kinds else ""
    hidden = f", or they are hidden. {rule}" if rule else "."
    return f"The input has no counts{what}{when} for these areas{hidden}"
