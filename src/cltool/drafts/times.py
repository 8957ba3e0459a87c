"""The times that a sentence speaks of: years, months, and `a year later`."""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from . import aside
from .tokens import Sort, Token
from .words import MONTHS, TIME_UNITS, word_set


class Order(Enum):
    """Which of two times is meant."""

    EARLIER = auto()
    LATER = auto()


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time that a sentence names.

    Attributes:
        at, last: The indices of its first and last tokens.
        first_day, last_day: The time; None where it is told by its order alone.
        order: Which of two times it is, where it is told by that.
        is_step: Whether it is one step from another time, as `the year before`.
    """

    at: int
    last: int
    first_day: date | None = None
    last_day: date | None = None
    order: Order | None = None
    is_step: bool = False


_EARLIER = word_set("previous prior preceding earlier before first initial")
_LATER = word_set("later following next subsequent second latest after current recent")
_STEPS = word_set("previous prior preceding earlier before following next subsequent later after")
_NOUNS = frozenset(("period", "report", "edition", "round", "one", *TIME_UNITS)) - {
    "second",
    "seconds",
}


def times_of(tokens: Sequence[Token]) -> Iterator[TimeMention]:
    """The times of a sentence, in order."""
    at = 0
    while at < len(tokens):
        found = _dated(tokens, at) or _relative(tokens, at)
        if found is None:
            at += 1
            continue
        yield found
        at = found.last + 1


def _dated(tokens: Sequence[Token], at: int) -> TimeMention | None:
    """A year or month, or from one to another."""
    start = _point(tokens, at)
    if start is None:
        return None
    first, last, end = start
    month_alone = end == at and tokens[at].low in MONTHS
    if end + 2 < len(tokens) and tokens[end + 1].low in ("to", "and", "-", "–", "until", "/"):  # noqa: RUF001
        later = _point(tokens, end + 2) or _short_year(tokens, end + 2, first)
        joined = tokens[end + 1].low != "and" or (at and tokens[at - 1].low == "between")
        if later is not None and joined and not _follows_number(tokens, end + 2):
            if month_alone:
                first = date(later[1].year, first.month, 1)
            financial = later[2] == end + 2 and len(tokens[end + 2].text) == 2
            if financial or tokens[end + 1].low == "/":
                return TimeMention(
                    at, later[2], date(first.year, 4, 1), date(first.year + 1, 3, 31)
                )
            if first <= later[1]:
                return TimeMention(at, later[2], first, later[1])
    if month_alone:
        return None
    before = [each.low for each in tokens[max(at - 3, 0) : at]]
    if before[-2:] in (["year", "to"], ["months", "to"], ["year", "ending"], ["year", "ended"]):
        begun = _year_before(last)
        return TimeMention(at - 2, end, begun, last)
    return TimeMention(at, end, first, last)


def _year_before(last: date) -> date:
    """The first day of the twelve months that end with a day."""
    if last.month == 12:
        return date(last.year, 1, 1)
    return date(last.year - 1, last.month + 1, 1)


def _follows_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether a year is a number after all: `from 2019 to 2030 people`."""
    return at + 1 < len(tokens) and tokens[at + 1].low in ("people", "cases")


def _point(tokens: Sequence[Token], at: int) -> tuple[date, date, int] | None:
    """The first and last day of a day, month or year, and where it ends."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.sort is Sort.FIGURE and aside.is_year(tokens, at) and at not in _counted(tokens, at):
        year = int(token.text)
        return date(year, 1, 1), date(year, 12, 31), at
    if token.low in MONTHS and token.is_capital:
        month = MONTHS[token.low]
        here = at + 1
        if here < len(tokens) and tokens[here].sort is Sort.FIGURE and len(tokens[here].text) <= 2:
            here += 1
            here += here < len(tokens) and tokens[here].text == ","
        if here < len(tokens) and aside.is_year(tokens, here):
            year = int(tokens[here].text)
            days = calendar.monthrange(year, month)[1]
            return date(year, month, 1), date(year, month, days), here
        return date(2000, month, 1), date(2000, month, 28), at
    return None


def _counted(tokens: Sequence[Token], at: int) -> set[int]:
    return set() if at in aside.of_one(tokens, at) else {at}


def _short_year(tokens: Sequence[Token], at: int, first: date) -> tuple[date, date, int] | None:
    """The `19` of `2018/19`."""
    text = tokens[at].text
    joined = len(text) == 2 and tokens[at].start == tokens[at - 1].end
    year = first.year + 1
    if joined and text.isdecimal() and int(text) == year % 100:
        return date(year, 1, 1), date(year, 12, 31), at
    return None


def _relative(tokens: Sequence[Token], at: int) -> TimeMention | None:
    """The previous year, a year later, the first period."""
    low = [each.low for each in tokens[at : at + 4]]
    if len(low) < 2:
        return None
    order = Order.EARLIER if low[0] in _EARLIER else Order.LATER if low[0] in _LATER else None
    if order is not None:
        nouns = [each for each in (1, 2) if each < len(low) and low[each] in _NOUNS]
        elided = low[1] in (".", ",", ";") and at > 1 and tokens[at - 1].low == "the"
        if elided and low[0] in ("first", "second") and tokens[at - 2].low in ("in", "to"):
            return TimeMention(at, at, order=order)
        if nouns and (nouns[0] == 1 or low[1].isdecimal() or low[1] in ("twelve", "full", "study")):
            return TimeMention(at, at + nouns[0], order=order, is_step=low[0] in _STEPS)
        return None
    if low[0] == "previously":
        return TimeMention(at, at, order=Order.EARLIER, is_step=True)
    if low[0] in _NOUNS:
        if low[1] in ("earlier", "before", "previously", "ago"):
            return TimeMention(at, at + 1, order=Order.EARLIER, is_step=True)
        if low[1] in ("later", "after", "on"):
            return TimeMention(at, at + 1, order=Order.LATER, is_step=True)
    if low[0] == "last" and low[1] in _NOUNS:
        return TimeMention(at, at + 1, order=Order.LATER)
    return None
