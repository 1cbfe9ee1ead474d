"""Dates as trade articles give them, resolved against the day of publication, never more exact than the words."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORT = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_NUMBER = {name: number for number, name in enumerate(MONTHS, 1)} | _SHORT
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONG = "|".join(name.title() for name in MONTHS)
_DAYS = "|".join(name.title() for name in _WEEKDAYS)
_MONTH = rf"(?P<month>{_LONG}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)"
_SEASON = (
    r"(?:spring|summer|fall|autumn|winter|Spring|Summer|Fall|Autumn|Winter|early|late|mid-?|the end of|"
    r"holiday season|holidays)"
)
_TIME = re.compile(
    "|".join(
        (
            rf"(?<!\w){_MONTH} {_DAY},? {_YEAR}(?!\w)".replace("?P<", "?P<a_"),
            rf"(?<!\w){_DAY} (?:of )?{_MONTH},? {_YEAR}(?!\w)".replace("?P<", "?P<b_"),
            rf"(?<!\w){_MONTH},? (?:of )?{_YEAR}(?!\w)".replace("?P<", "?P<c_"),
            rf"(?<!\w){_MONTH} {_DAY}(?![\w:%]|,\d|\.\d)".replace("?P<", "?P<d_"),
            rf"(?<!\w){_DAY} (?:of )?{_MONTH}(?!\w)".replace("?P<", "?P<e_"),
            r"(?<!\w)(?P<f_iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\w)",
            r"(?<!\w)(?P<g_when>next|this|last|the following|coming) "
            rf"(?P<g_unit>year|month|week|{_SEASON}|Christmas|{_LONG}|{_DAYS})(?!\w)",
            rf"(?<!\w)(?P<h_season>Christmas(?: Day)?|{_SEASON})(?: of|,)? {_YEAR}(?!\w)".replace(
                "?P<year", "?P<h_year"
            ),
            r"(?<!\w)Christmas(?P<i_christmas> Day)?(?: (?P<i_year>(?:19|20)\d\d))?(?!\w)",
            rf"(?<!\w)(?P<j_weekday>{_DAYS}|today|tomorrow|tonight|yesterday)(?!\w)",
            rf"(?<=[Ii]n |by |il )(?P<k_month>{_LONG})(?!\w| \d)",
            r"(?<![\w$£€#,.])(?P<l_year>(?:18[89]|19\d|20[0-4])\d)(?![\w%]|,\d|\.\d)",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in the text: offsets, the date as `YYYY[-MM[-DD]]`, and the way it was written."""

    start: int
    end: int
    value: str
    way: str


def moments(text: str, published: str | None) -> Iterator[Moment]:
    """The dates in a text, in order; those that lean on the day of publication only where it is known."""
    for found in _TIME.finditer(text):
        parts = {name: value for name, value in found.groupdict().items() if value is not None}
        way = min(parts)[0] if parts else "i"
        value = _value(way, {name[2:]: part for name, part in parts.items()}, published)
        if value is not None:
            yield Moment(found.start(), found.end(), value, way)


def _value(way: str, parts: dict[str, str], published: str | None) -> str | None:
    if way == "f":
        return _checked(parts["iso"])
    if way in "abc":
        return _joined(parts["year"], _month(parts["month"]), parts.get("day"))
    if way in "hl" or (way == "i" and "year" in parts and "christmas" not in parts):
        return parts["year"]
    if way == "i" and "year" in parts:
        return _joined(parts["year"], 12, "25")
    if published is None:
        return None
    return _relative(way, parts, published)


def _relative(way: str, parts: dict[str, str], published: str) -> str | None:
    year = int(published[:4])
    month = int(published[5:7]) if len(published) > 4 else None
    if way in "dek":
        number = _month(parts["month"])
        if month is None:
            return None
        return _joined(str(year if number >= month else year + 1), number, parts.get("day"))
    if way == "i":
        return f"{year}-12-25" if "christmas" in parts else f"{year}-12"
    if way == "g":
        return _counted(parts["when"], parts["unit"].casefold(), year, month)
    return _weekday(parts["weekday"].casefold(), published)


def _counted(when: str, unit: str, year: int, month: int | None) -> str | None:
    step = {"next": 1, "the following": 1, "coming": 0, "this": 0, "last": -1}[when]
    if unit == "month":
        if month is None:
            return None
        total = year * 12 + month - 1 + step
        return f"{total // 12:04}-{total % 12 + 1:02}"
    if unit in _NUMBER:
        if month is None:
            return None
        later = _NUMBER[unit] > month
        shift = {1: 0 if later else 1, 0: 0, -1: -1 if later else 0}[step]
        return f"{year + shift:04}-{_NUMBER[unit]:02}"
    if unit == "week" or unit in _WEEKDAYS:
        return None
    return str(year + step)


def _weekday(word: str, published: str) -> str | None:
    if len(published) < 10:
        return None
    day = datetime.date.fromisoformat(published)
    if word in ("today", "tonight"):
        return published
    if word in ("tomorrow", "yesterday"):
        return str(day + datetime.timedelta(days=1 if word == "tomorrow" else -1))
    ahead = (_WEEKDAYS.index(word) - day.weekday()) % 7 or 7
    return str(day + datetime.timedelta(days=ahead))


def _month(word: str) -> int:
    return _NUMBER[word.casefold().rstrip(".")]


def _joined(year: str, month: int, day: str | None) -> str | None:
    return _checked(f"{year}-{month:02}-{int(day):02}") if day else f"{year}-{month:02}"


def _checked(value: str) -> str | None:
    try:
        return str(datetime.date.fromisoformat(value))
    except ValueError:
        return None
