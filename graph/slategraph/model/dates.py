"""Dates as sources give them: a year, a month or a day; and moments.

A date is kept as text as exact as it is known (`2026`, `2026-05`, `2026-05-01`); `checked_date` also takes a
`datetime.date`. Where dates are ordered, months count as 31 days long.
"""

import calendar
import datetime
import re

from slategraph.errors import BadInput

#: A date as a caller may give it.
Date = str | datetime.date

DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def checked_date(date: Date) -> str:
    """A date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, from such a text or a `datetime.date`; raises `BadInput` otherwise.

    >>> checked_date(datetime.date(2025, 10, 31))
    '2025-10-31'
    """
    if isinstance(date, datetime.date):
        return date.strftime("%Y-%m-%d").zfill(10)
    if not isinstance(date, str) or not DATE.fullmatch(date):
        raise BadInput(f"{date!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD.")
    if not is_date(date):
        raise BadInput(f"{date!r} is not a day of the calendar.")
    return date


def is_date(text: str) -> bool:
    """Whether a text is a year, month or day of the calendar, written as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    if not DATE.fullmatch(text):
        return False
    year, month, day = _parts(text)
    return year > 0 and day <= calendar.monthrange(year, month)[1]


def first_day(date: str) -> str:
    """The first day of a partial date: ``2025-10`` becomes ``2025-10-01``."""
    return f"{date}-01-01"[:10]


def last_day(date: str) -> str:
    """The last day of a partial date: ``2025-10`` becomes ``2025-10-31`` (months are taken as 31 days long)."""
    return date + {4: "-12-31", 7: "-31"}.get(len(date), "")


def _parts(date: str) -> tuple[int, int, int]:
    year, month, day = (int(part) for part in first_day(date).split("-"))
    return year, month, day


def day_number(date: str) -> int:
    """The first day of a partial date as a number, all months being taken as 31 days long."""
    year, month, day = _parts(date)
    return (year * 12 + month) * 31 + day


def days_between(earlier: str, later: str) -> int:
    """How many days of the calendar lie between the last days of two partial dates."""
    start, end = (_calendar_day(last_day(date)) for date in (earlier, later))
    return (end - start).days


def _calendar_day(day: str) -> datetime.date:
    """A day of the calendar, since the last of any month is written as its 31st."""
    year, month, of_month = _parts(day)
    return datetime.date(year, month, min(of_month, calendar.monthrange(year, month)[1]))


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z")


def checked_moment(moment: str) -> str:
    """A moment in UTC without zeros at its end, which is also how Oxigraph keeps it; raises `BadInput` otherwise."""
    if not _MOMENT.fullmatch(moment) or not is_date(moment[:10]):
        raise BadInput(f"{moment!r} is not a moment: write it as 2025-10-31T12:00:00Z.")
    whole, point, part = moment.removesuffix("Z").partition(".")
    return f"{whole}{point}{part}".rstrip("0").rstrip(".") + "Z" if point else moment


def moment(text: str) -> datetime.datetime:
    """A moment in UTC as a value that can be compared."""
    return datetime.datetime.fromisoformat(text)


def now() -> str:
    """This moment in UTC, to the microsecond, so that of two judgements in a row the later is known."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
