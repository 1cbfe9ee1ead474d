"""How much a report counts: by who vouches for it, and by how it was read."""

from collections.abc import Iterable
from math import prod

from slategraph.model.reports import Report

# How firm a report is, by its certainty. A denial by someone involved is as firm as a confirmation.
FIRMNESS = {"rumored": 1, "reported": 2, "confirmed": 3, "denied": 3}


# How much one publisher's report adds to belief, by its certainty.
WEIGHTS = {"rumored": 0.3, "reported": 0.8, "confirmed": 0.95, "denied": 0.95}


# The confidence from which a report counts, unless the store sets another; the others wait for review. Of the built-in
# extractor's reports below it hardly more than half are right.
TRUSTED = 0.6


# The confidence from which an extractor's report weighs as much as a person's entry, and may overrule one. The built-in
# extractor's confidence is in who does what on which work; whether they have left it, it may misread.
SURE = 0.9


def position(report: Report) -> tuple[str, bool]:
    """What a report says: a status, or its denial."""
    return report.status, report.certainty == "denied"


def weight(report: Report) -> float:
    """How much one report adds to belief: by its certainty and its confidence."""
    return WEIGHTS[report.certainty] * report.confidence


def doubt_left(weights: Iterable[float]) -> float:
    """The doubt that several independent reports leave: the product of what each leaves."""
    return prod(1 - weight for weight in sorted(weights))
