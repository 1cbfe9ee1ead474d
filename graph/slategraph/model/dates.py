"""Partial dates: a year, a month or a day; and moments."""

import calendar
import datetime
import re

from slategraph.errors import BadInput

DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def checked_date(text: str) -> str:
    """A date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raises `BadInput` for anything else."""
    if not DATE.fullmatch(text):
        raise BadInput(f"{text!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD.")
    if not is_date(text):
        raise BadInput(f"{text!r} is no day of the calendar.")
    return text


def is_date(text: str) -> bool:
    """Whether a text is a year, month or day of the calendar, written as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    if not DATE.fullmatch(text):
        return False
    year, month, day = (int(part) for part in f"{text}-01-01"[:10].split("-"))
    return year > 0 and day <= calendar.monthrange(year, month)[1]


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z")


def checked_moment(moment: str) -> str:
    """A moment without zeros at its end, which is also how Oxigraph keeps it; raises `BadInput` where it is none."""
    if not _MOMENT.fullmatch(moment) or not is_date(moment[:10]):
        raise BadInput(f"{moment!r} is no moment: write it as 2025-10-31T12:00:00Z.")
    whole, point, part = moment.removesuffix("Z").partition(".")
    return f"{whole}{point}{part}".rstrip("0").rstrip(".") + "Z" if point else moment


def moment(text: str) -> datetime.datetime:
    """A moment in UTC as a value that can be compared."""
    return datetime.datetime.fromisoformat(text)


def now() -> str:
    """This moment in UTC, to the microsecond, so that of two judgements in a row the later is known."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def last_day(date: str) -> str:
    """The last day of a partial date: ``2025-10`` gives ``2025-10-31`` (months are taken as 31 days long)."""
    return date + {4: "-12-31", 7: "-31"}.get(len(date), "")
