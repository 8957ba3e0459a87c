"""Periods: intervals of years, months or days, both ends included (ISO 8601)."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..wording import MONTHS, short_months

DATE_PATTERN = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
PERIOD_PATTERN = rf"^{DATE_PATTERN}(/{DATE_PATTERN})?$"
DAYS_A_MONTH = 30.436875
"""The mean length of a month of the Gregorian calendar: 146,097 days in 4,800 months."""


def first_day(text: str) -> date:
    """The first day of a year, month or day written as `2019`, `2019-09` or `2019-09-19`.

    Raises:
        ValueError: If the text has another form or names no such day.
    """
    if not re.fullmatch(DATE_PATTERN, text):
        raise ValueError(f"{text!r} is not a year, month or day")
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


def last_day(text: str) -> date:
    """The last day of a year, month or day. The counterpart of `first_day`; raises the same."""
    start = first_day(text)
    match len(text):
        case 4:
            return start.replace(month=12, day=31)
        case 7:
            return start.replace(day=calendar.monthrange(start.year, start.month)[1])
        case _:
            return start


def date_in_words(text: str) -> str:
    """A year, month or day for people: `2019-09-19` becomes `19 September 2019`."""
    year, *rest = text.split("-")
    words = [year]
    if rest:
        words.insert(0, MONTHS[int(rest[0]) - 1])
    if len(rest) == 2:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of time, both ends included.

    Attributes:
        start: The first year, month or day, as written.
        end: The last, as written.
        first: The first day.
        last: The last day.

    Raises:
        ValueError: If an end has another form or names no day.
    """

    start: str
    end: str
    first: date = field(init=False, repr=False, compare=False)
    last: date = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", first_day(self.start))
        object.__setattr__(self, "last", last_day(self.end))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `2018-01/2019-04`, `2019` or `2018-06-30`.

        Raises:
            ValueError: If the text is not of that form, names no such day, or ends before it
                starts.
        """
        if not isinstance(text, str) or not re.fullmatch(PERIOD_PATTERN[1:-1], text):
            raise ValueError("a period such as 2018-01/2019-04, 2019 or 2018-06-30")
        start, _, end = text.partition("/")
        try:
            period = cls(start, end or start)
        except ValueError:
            raise ValueError("a period of months and days that exist") from None
        if period.last < period.first:
            raise ValueError("a period that ends after it starts")
        return period

    @property
    def days(self) -> int:
        """The length in days."""
        return (self.last - self.first).days + 1

    @property
    def months(self) -> int | float:
        """The length in months: a whole number where both ends are whole months or years."""
        if len(self.start) < 10 and len(self.end) < 10:
            first, last = self.first, self.last
            return (last.year - first.year) * 12 + last.month - first.month + 1
        return self.days / DAYS_A_MONTH

    def until(self, later: "Period") -> "Period | None":
        """The time between this period and a later one; None if there is none.

        Written in years or months where it is whole years or months.
        """
        if (later.first - self.last).days <= 1:
            return None
        first, last = self.last + timedelta(days=1), later.first - timedelta(days=1)
        start, end = first.isoformat(), last.isoformat()
        if start.endswith("-01-01") and end.endswith("-12-31"):
            return Period(start[:4], end[:4])
        if start.endswith("-01") and last_day(end[:7]) == last:
            return Period(start[:7], end[:7])
        return Period(start, end)

    def __str__(self) -> str:
        return self.start if self.start == self.end else f"{self.start}/{self.end}"

    def in_words(self) -> str:
        """The period for people: `January 2018 to April 2019`."""
        start = date_in_words(self.start)
        return start if self.start == self.end else f"{start} to {date_in_words(self.end)}"

    def in_short(self) -> str:
        """The period for people where there is little room: `Jan 2018 to Apr 2019`."""
        return short_months(self.in_words())
