"""Dates and periods as people write them, and how a fact base has them written."""

import re
from calendar import month_name
from typing import Any

from ..wording import alternatives
from .period import DATE_PATTERN, Period, date_in_words

_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_FORMS = [
    re.compile(form)
    for form in (
        rf"(?P<iso>{DATE_PATTERN})",
        rf"{_YEAR}[-/.](?P<number>[0-9]{{1,2}})(?:[-/.](?P<day>[0-9]{{1,2}}))?",
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH},?[ -]{_YEAR}",
        rf"{_MONTH} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
        rf"{_MONTH},?[ -]{_YEAR}",
    )
]
_SEPARATORS = [
    re.compile(each)
    for each in (r"\s+(?:-|–|—|to|until|till|through)\s+", r"\s*(?:–|—|/|\.\.+)\s*", "-")  # noqa: RUF001
]
_QUARTER = re.compile(r"(?:[Qq]([1-4])[ -]?([0-9]{4})|([0-9]{4})[ -]?[Qq]([1-4]))")
_SPLIT_YEAR = re.compile(r"([0-9]{2})([0-9]{2})[-/]([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_LONGEST = 60


def date_advice(value: Any, *, is_period: bool) -> str:
    """How to write what was given for a date or for a period; empty if that can't be said."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f'write "{value}", in quotes' if 1000 <= value <= 9999 else ""
    ends = list(value.values()) if isinstance(value, dict) else value
    if isinstance(ends, list) and len(ends) == 2 and all(isinstance(each, str) for each in ends):
        ends = "/".join(ends)
    if not isinstance(ends, str) or len(ends) > _LONGEST:
        return ""
    text = " ".join(ends.split())
    if parts := _DAY_FIRST.fullmatch(text):
        return _day_first(*parts.groups())
    if is_period and (years := _SPLIT_YEAR.fullmatch(text)):
        century, first, last = years.groups()
        if int(last) == int(first) + 1:
            year, after = f"{century}{first}", int(century + first) + 1
            return (
                f'write "{year}/{after}" for two whole years, or the months of a financial one, '
                f'"{year}-04/{after}-03"'
            )
    written = _period(text) if is_period else _date(text)
    return f'write "{written}"' if written and written != value else ""


def _day_first(one: str, two: str, year: str) -> str:
    """A date that begins with its day or its month: both, where it may be either."""
    dates = [f"{year}-{month:0>2}-{day:0>2}" for day, month in ((one, two), (two, one))]
    real = list(dict.fromkeys(filter(_parsed, dates)))
    choice = alternatives([f'"{date}" for {date_in_words(date)}' for date in real])
    return f"write {choice}" if choice else ""


def _period(text: str) -> str | None:
    if quarter := _QUARTER.fullmatch(text):
        number, year = int(quarter[1] or quarter[4]), quarter[2] or quarter[3]
        return f"{year}-{3 * number - 2:02}/{year}-{3 * number:02}"
    if date := _date(text):
        return date
    for separator in _SEPARATORS:
        ends = separator.split(text)
        if len(ends) == 2 and (last := _date(ends[1])) and (first := _date(ends[0], last[:4])):
            forwards = _parsed(f"{first}/{last}")
            return forwards or _parsed(f"{last}/{first}")
    return None


def _date(text: str, year: str = "") -> str | None:
    """A date as a fact base has it; of the year given, where it names none."""
    for form in _FORMS:
        found = form.fullmatch(text) or (year and form.fullmatch(f"{text} {year}"))
        if not found:
            continue
        parts = found.groupdict()
        if iso := parts.get("iso"):
            return _parsed(iso)
        month = parts.get("number") or _month(parts["month"])
        numbers = [parts["year"], month, parts.get("day")]
        return _parsed("-".join(f"{each:0>2}" for each in numbers if each))
    return None


def _month(name: str) -> str:
    """The number of a month by its name or the beginning of it; 0 if it is none."""
    names = [each.casefold() for each in month_name[1:]]
    fits = [n for n, each in enumerate(names, 1) if each.startswith(name.casefold())]
    return str(fits[0]) if len(fits) == 1 else "0"


def _parsed(text: str) -> str | None:
    """The text of a period, if it is one."""
    try:
        return str(Period.parse(text))
    except ValueError:
        return None
