"""The nouns that every room speaks: problems, observations and the scorecard."""

from imscore.model.follow_up import FollowUp
from imscore.model.funnel import FunnelArea, FunnelCard
from imscore.model.observations import (
    ENGLAND_CODE,
    ENGLAND_NAME,
    MARKERS,
    OBSERVATION_COLUMNS,
    Block,
    Elsewhere,
    InputFile,
    Observations,
)
from imscore.model.problems import Problem, Severity, place
from imscore.model.row import (
    FEW_EVENTS,
    QUALITY_MARKS,
    Change,
    Commentary,
    Mark,
    Point,
    Quality,
    Row,
    Source,
    Standing,
    Target,
)
from imscore.model.scorecard import (
    TARGETS_OF,
    Action,
    DomainSummary,
    Scorecard,
    Section,
    add_counts,
    notes_of,
    problems_of,
)
from imscore.model.self_check import Rating, SelfCheck

__all__ = [
    "ENGLAND_CODE",
    "ENGLAND_NAME",
    "FEW_EVENTS",
    "MARKERS",
    "OBSERVATION_COLUMNS",
    "QUALITY_MARKS",
    "TARGETS_OF",
    "Action",
    "Block",
    "Change",
    "Commentary",
    "DomainSummary",
    "Elsewhere",
    "FollowUp",
    "FunnelArea",
    "FunnelCard",
    "InputFile",
    "Mark",
    "Observations",
    "Point",
    "Problem",
    "Quality",
    "Rating",
    "Row",
    "Scorecard",
    "Section",
    "SelfCheck",
    "Severity",
    "Source",
    "Standing",
    "Target",
    "add_counts",
    "notes_of",
    "place",
    "problems_of",
]
