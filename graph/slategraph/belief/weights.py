"""How much a report counts: by who vouches for it, and by how it was read."""

from collections.abc import Iterable
from math import prod

from slategraph.model.reports import Report

# How firm a word is. A denial by someone involved is as firm as a confirmation.
FIRMNESS = {"rumored": 1, "reported": 2, "confirmed": 3, "denied": 3}


# How much one outlet's word adds to belief, by its certainty.
WEIGHTS = {"rumored": 0.3, "reported": 0.8, "confirmed": 0.95, "denied": 0.95}


# From here on a report counts, unless the slate is told otherwise; the others wait for review. Of the built-in reader's
# reports below it hardly more than half are right.
TRUSTED = 0.6


# From here on a reader is as sure as a person, and may overrule what a person, or another sure reader, wrote down. The
# built-in reader's confidence is in who does what on which work; whether he has left it, it may misread.
SURE = 0.9


def position(report: Report) -> tuple[str, bool]:
    """What a report speaks for: a status, or against it."""
    return report.status, report.certainty == "denied"


def weight(report: Report) -> float:
    """How much one report adds to belief: by its certainty, and by how sure its reader was."""
    return WEIGHTS[report.certainty] * report.confidence


def doubt_left(weights: Iterable[float]) -> float:
    """What several independent words leave of the doubt: the product of what each leaves."""
    return prod(1 - weight for weight in sorted(weights))
