"""The named rules on small numbers, one of which is chosen for a run."""

from __future__ import annotations

from dataclasses import dataclass

from imscore.errors import UsageError
from imscore.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Profile:
    """A rule on small numbers. Rules in use conflict: that is why one has to be named.

    Attributes:
        name: what `--disclosure` takes.
        line: what is printed on every output; "" where nothing is done.
        hides_up_to: counts from 1 to this are hidden with all that is computed from them; 0: none.
        rounds_to: the counts that are left are rounded to the nearest multiple of this; 0: none.
        no_rate_below: a rate on fewer deaths than this is not shown; its counts are.
        unreliable_below: a rate on fewer deaths than this is marked unreliable.
    """

    name: str
    line: str
    hides_up_to: int = 0
    rounds_to: int = 0
    no_rate_below: int = 0
    unreliable_below: int = 0


PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile("none", "Small numbers: none hidden (none)."),
        Profile(
            "ons_deaths",
            "Small numbers (ons_deaths): a rate on fewer than 3 deaths is not shown, one on fewer "
            "than 20 is marked unreliable. Counts stay: the rule is about how reliable a rate is.",
            no_rate_below=3,
            unreliable_below=20,
        ),
        Profile(
            "under5",
            "Small numbers (under5): counts of 1 to 4 and what is computed from them are hidden, "
            "and further figures where a hidden one could be worked out from others.",
            hides_up_to=4,
        ),
        Profile(
            "nhs_1_7",
            "Small numbers (nhs_1_7): counts of 1 to 7 are hidden, others are rounded to the "
            "nearest 5 and figures computed from the rounded ones; further figures are hidden "
            "where a hidden one could be worked out from others.",
            hides_up_to=7,
            rounds_to=5,
        ),
    )
}


def find_profile(name: str) -> Profile:
    """The rule of that name.

    Raises:
        UsageError: where there is none; it lists those there are.

    Source: Office for National Statistics (ons_deaths) and the guidance on hospital figures
    (nhs_1_7), as set out in the project's methods.
    """
    if name not in PROFILES:
        hint = did_you_mean(name, PROFILES, 0.5)
        raise UsageError(
            f"There is no disclosure rule {name!r}. {hint}Use one of {', '.join(PROFILES)}."
        )
    return PROFILES[name]
