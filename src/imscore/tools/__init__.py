"""The 2010 report's own tools: the gap, modelled actions, groups of areas before and after.

Each tool reads by the same road as the scorecard and answers one question of its own: a module
that works the answer out, and one of the same name with `_text` that prints it.
"""
