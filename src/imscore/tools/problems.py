"""What can be wrong with groups that are to be held against each other."""

from __future__ import annotations

from imscore.inputs.kinds import Kind

NO_GROUPS = Kind(
    "no_groups",
    "error",
    "there are no groups in it",
    "a column called group or category, blank or All where a row is of everyone",
    "Add that column, or the indicator routine_and_manual_infant_mortality.",
)
TWO_GROUP_COLUMNS = Kind(
    "two_group_columns",
    "error",
    "{found} both name groups",
    "one column that names the group, and at most one that names the kind of grouping",
    "Put each grouping on rows of its own, with category_type and category beside it.",
)
GROUPS_DO_NOT_ADD_UP = Kind(
    "groups_do_not_add_up",
    "error",
    "the {number} groups by {grouping} have {found} {what} in {period}, and {all} has {whole}",
    "groups that add up to {all}",
    "Put the counts right, or add a row for those in no group, called Not stated{option}.",
)
GROUPS_ROUNDED = Kind(
    "groups_rounded",
    "warning",
    "the {number} groups by {grouping} have {found} {what} in {period}, and {all} has {whole}: no "
    "more apart than their rounding allows",
    "groups that add up to {all}",
    "Use counts that are not rounded, where there are any.",
)
PART_EXCEEDS_ALL = Kind(
    "part_exceeds_all",
    "error",
    "{group} is part of {all} and has {found} {what} in {period}, more than its {whole}",
    "no more than {whole}",
    "Put the counts right, or say with --against which group is meant.",
)
SOLE_REGISTRATIONS = Kind(
    "sole_registrations",
    "error",
    "{found} in {period} holds births registered by one parent alone, or may hold them; the gap of "
    "routine and manual groups is against births registered by both parents",
    "a row of births registered by both parents",
    "Add a row called Births registered by both parents, with its deaths and births.",
)
TOO_ROUNDED = Kind(
    "too_rounded",
    "error",
    "from the printed rates {found} in {period} the gap may be anything from {least}% to {most}%",
    "events and populations",
    "Give the counts that the rates were worked out from.",
)
