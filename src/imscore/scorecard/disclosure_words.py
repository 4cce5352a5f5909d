"""The words that stand beside a figure that a rule on small numbers hides or marks."""

HIDDEN = "hidden by the rule {rule} on small numbers"
NO_RATE = "shown without a rate by the rule {rule} on small numbers: fewer than {fewest} deaths"
UNRELIABLE = "marked unreliable by the rule {rule} on small numbers"
# How each of them starts.
BY_RULE = tuple(words.partition("{")[0] for words in (HIDDEN, NO_RATE, UNRELIABLE))
# Those that leave a figure out.
HIDES = BY_RULE[:2]
