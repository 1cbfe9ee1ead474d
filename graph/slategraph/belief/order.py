"""The order of reports: which day each counts from, and which comes first on one day."""

from slategraph.belief.weights import FIRMNESS
from slategraph.model.dates import last_day
from slategraph.model.reports import Report
from slategraph.model.vocabulary import STATUSES


def day(report: Report) -> str:
    """The day from which a report counts: its source's day, or when the store learned of it.

    A partial date counts from its last day, since it may have been any, but never from after the day
    on which the store had it.
    """
    learned = (report.learned or "9999-12-31")[:10]
    published = report.source.published
    return min(last_day(published), max(learned, published)) if published else learned


def order(report: Report) -> tuple[str, int, int, str]:
    """Days first; on one day the firmer report, then the further status, comes last and so decides."""
    return day(report), FIRMNESS[report.certainty], STATUSES[report.status].rank, report.id
