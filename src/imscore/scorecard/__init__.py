"""Observations become scorecards: pool, judge, build. All areas at once, as columns."""
