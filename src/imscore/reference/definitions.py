"""What an indicator is: the strict shape of a file in `indicators/`."""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from imscore.errors import PeriodError
from imscore.periods import Period, PeriodKind, parse

Domain = Literal[
    "outcome",
    "smoking",
    "nutrition",
    "safeguarding_and_sudi",
    "housing",
    "teenage_pregnancy",
    "poverty",
    "ethnicity_and_access",
]
DOMAIN_NAMES: dict[str, str] = {
    "outcome": "Outcome",
    "smoking": "Smoking",
    "nutrition": "Nutrition",
    "safeguarding_and_sudi": "Safeguarding and sudden unexpected deaths in infancy",
    "housing": "Housing",
    "teenage_pregnancy": "Teenage pregnancy",
    "poverty": "Poverty",
    "ethnicity_and_access": "Ethnicity and access",
}
# The four topics that the report's visits always covered, and the outcome itself.
CORE_DOMAINS = ("outcome", "smoking", "nutrition", "safeguarding_and_sudi", "housing")
Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Balance(_Strict):
    """On which side an indicator stands of each line along which a scorecard is balanced.

    The lines are those that the report of December 2010 is organised by; it defines none of them.

    Attributes:
        measure: deaths or other outcomes, or what raises the risk of them.
        cause: what health services look after, or wider causes.
        view: how high a figure is, or how far groups lie apart.
        stage: what came about, or how a service works.
        effect: whether what is done can show in the figures of the next year, or only later.
    """

    measure: Literal["outcome", "risk_factor"]
    cause: Literal["health", "wider_cause"]
    view: Literal["level", "gap"]
    stage: Literal["result", "process"]
    effect: Literal["quick", "slow"]

    def words(self) -> list[str]:
        """The sides in words, in the order of `SIDES`."""
        return [SIDES[line][getattr(self, line)] for line in SIDES]


# From a line to its two sides, each with its words.
SIDES: dict[str, dict[str, str]] = {
    "measure": {"outcome": "outcome", "risk_factor": "risk factor"},
    "cause": {"health": "health", "wider_cause": "wider cause"},
    "view": {"level": "level", "gap": "gap"},
    "stage": {"result": "result", "process": "process"},
    "effect": {"quick": "quick", "slow": "slow"},
}


class Definition(_Strict):
    """One of an indicator's definitions over time.

    Attributes:
        since: first period it holds for, None for the oldest.
        until: last period it holds for, None for the newest.
    """

    id: Text
    words: Text
    since: str | None = None
    until: str | None = None

    def holds(self, period: Period) -> bool:
        """Whether this is the definition in force in `period`."""
        after_start = self.since is None or period.start >= parse(self.since).start
        return after_start and (self.until is None or period.start < parse(self.until).end)


class Seen(_Strict):
    """The least and the most that any area of England had, in the periods from one to another."""

    since: Text
    until: Text
    range: Annotated[list[float], Field(min_length=2, max_length=2)]
    source: Text

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        low, high = self.range
        if not 0 <= low < high:
            raise ValueError("seen: range: two numbers, the first below the second")
        if _parsed(self.since).start >= _parsed(self.until).end:
            raise ValueError("seen: since comes before until")
        return self

    @property
    def months(self) -> tuple[int, int]:
        """The first month, and the month after the last."""
        return parse(self.since).start, parse(self.until).end


class Spelling(_Strict):
    """How a published file calls the indicator; `definition` where that series has just one."""

    system: Text
    name: Text
    id: str | None = None
    definition: str | None = None


class Indicator(_Strict):
    """What is measured, how it is judged and by which names it goes."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name: Text
    short_name: Annotated[str, Field(min_length=1, max_length=28)]
    domain: Domain
    order: int
    core: bool
    kind: Literal["proportion", "crude_rate", "pooled_rate"]
    multiplier: Annotated[int, Field(gt=0)]
    unit: Text
    polarity: Literal["low_is_good", "high_is_good", "no_judgement"]
    balance: Balance
    numerator: Text
    denominator: Text
    events: Text
    population: Text
    periods: Annotated[list[PeriodKind], Field(min_length=1)]
    plausible: Annotated[list[float], Field(min_length=2, max_length=2)]
    seen: list[Seen] = []
    sexes: list[str]
    ages: list[str]
    why_it_matters: Text
    why_source: Text
    source: Text
    definitions: list[Definition] = []
    spellings: list[Spelling] = []
    # Phrases that rule the indicator out where its name stands in a longer title.
    not_called: list[str] = []

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        low, high = self.plausible
        if not low < high or not (isfinite(low) and isfinite(high)):
            raise ValueError("plausible: two numbers, the first below the second")
        if self.kind == "proportion" and self.multiplier != 100:
            raise ValueError("multiplier: a proportion is shown per 100")
        self._check_definitions()
        return self

    def _check_definitions(self) -> None:
        known = [definition.id for definition in self.definitions]
        if len(set(known)) != len(known):
            raise ValueError("definitions: two have the same id")
        for spelling in self.spellings:
            if spelling.definition is not None and spelling.definition not in known:
                raise ValueError(f"spellings: no definition is called {spelling.definition!r}")
        for definition in self.definitions:
            for text in (definition.since, definition.until):
                if text is not None:
                    _parsed(text)
        for older, newer in zip(self.definitions, self.definitions[1:], strict=False):
            if older.until is None or newer.since is None:
                raise ValueError("definitions: one that ends needs until, its successor since")
            if _parsed(older.until).end != _parsed(newer.since).start:
                raise ValueError(f"definitions: {newer.id} must start where {older.id} ends")

    def definition_in(self, period: Period) -> str:
        """The id of the definition in force in `period`, "" where it never changed."""
        return next((d.id for d in self.definitions if d.holds(period)), "")


def _parsed(text: str) -> Period:
    try:
        return parse(text)
    except PeriodError as error:
        raise ValueError(f"definitions: {text!r} {error}") from error
