"""Periods as people write them in tables: `2025/26`, `2022 Q3`, `year to March 2020`."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from ..dataset.period import Period
from ..wording import MONTHS
from .cells import Cell, text_of, without_footnote

_MONTHS = {name[:length].casefold(): at for at, name in enumerate(MONTHS, 1) for length in (3, 99)}
_MONTHS["sept"] = 9
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>(?:1[6-9]|20|21)[0-9]{2})"
_FORMS = [
    (re.compile(rf"{_YEAR}"), "{year}"),
    (re.compile(rf"{_YEAR}[-/](?P<month>0[1-9]|1[0-2])[-/](?P<day>[0-3][0-9])(?:[t ]00:00.*)?"),
     "{year}-{month}-{day}"),
    (re.compile(rf"{_YEAR}m(?P<month>0[1-9]|1[0-2])"), "{year}-{month}"),
    (re.compile(rf"{_YEAR}[ -]?q(?P<quarter>[1-4])"), "quarter"),
    (re.compile(rf"q(?P<quarter>[1-4])[ /-]?{_YEAR}"),
     "quarter"),
    (re.compile(rf"mid[- ]?{_YEAR}"), "{year}-06-30"),
    (re.compile(rf"(?:(?:the )?year|12 months)[ -](?:to|ending|ended|end)[ -]"
                rf"(?:(?P<last>[0-9]{{1,2}}) )?{_NAME} {_YEAR}"), "year to"),
    (re.compile(rf"{_NAME}[ -]{_YEAR}"), "month"),
    (re.compile(rf"{_YEAR}[ -]{_NAME}"), "month"),
    (re.compile(rf"{_NAME}[ -](?P<short>[0-9]{{2}})"), "month"),
    (re.compile(rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -]{_NAME},?[ -]{_YEAR}"), "day"),
    (re.compile(rf"{_NAME} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}"), "day"),
    (re.compile(rf"(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.{_YEAR}"), "numbers"),
]  # fmt: skip
_SLASHED = re.compile(rf"(?P<one>[0-9]{{1,2}})[/-](?P<two>[0-9]{{1,2}})[/-]{_YEAR}")
_YEARS = re.compile(rf"{_YEAR} ?[/–-] ?(?P<end>[0-9]{{2}})")  # noqa: RUF001


def read_period(cell: Cell) -> str | None:
    """The period that a cell names, as a fact base writes it; None if it names none.

    `2025/26` is the financial year, from April to March. What can be read two ways is None:
    `03/04/2020`, and `2011-12` on its own.
    """
    return read_periods([cell])[0]


def read_periods(cells: Iterable[Cell]) -> list[str | None]:
    """The periods that the cells of one column or one header name; see `read_period`.

    What can be read two ways alone, the others decide: `25/12/2020` says that `03/04/2020` is a day
    of April, and `2010-11` beside `2012-13` that neither is a month.
    """
    texts = [text_of(cell) if isinstance(cell, date) else _text(cell) for cell in cells]
    days_first = _days_first(texts)
    pairs = _are_pairs(texts)
    known: dict[str, str | None] = {}
    for text in texts:
        if text not in known:
            known[text] = _valid(_read(text, days_first, pairs=pairs))
    return [known[text] for text in texts]


def _text(cell: Cell) -> str:
    return re.sub(r"\s+", " ", without_footnote(text_of(cell)))[:60].casefold()


def _are_pairs(texts: Iterable[str]) -> bool | None:
    """Whether `2010-11` is a pair of years; None where the cells don't tell."""
    found = [
        match for text in set(texts) if (match := re.fullmatch(rf"{_YEAR}-([0-9]{{2}})", text))
    ]
    if any(int(match[2]) > 12 for match in found):
        return True
    if any(not _follows(match["year"], match[2]) for match in found):
        return False
    return True if len(found) > 1 else None


def _follows(year: str, end: str) -> bool:
    return (int(year) + 1) % 100 == int(end)


def _days_first(texts: Iterable[str]) -> bool | None:
    """Whether days come before months in `03/04/2020`; None where the cells don't tell."""
    matches = [match for text in set(texts) if (match := _SLASHED.fullmatch(text))]
    if any(int(match["one"]) > 12 for match in matches):
        return True
    return False if any(int(match["two"]) > 12 for match in matches) else None


def _read(text: str, days_first: bool | None, *, pairs: bool | None) -> str | None:
    if not text or not any(char.isdigit() for char in text):
        return None
    match = _YEARS.fullmatch(text)
    if match and _follows(match["year"], match["end"]):
        hyphen = re.fullmatch(r"[0-9]{4}-[0-9]{2}", text)
        month = int(match["end"]) <= 12
        if not (hyphen and month) or pairs:
            return f"{match['year']}-04/{int(match['year']) + 1}-03"
        if pairs is None:
            return None
    if match := _SLASHED.fullmatch(text):
        if days_first is None and match["one"] != match["two"]:
            return None
        day, month_ = ("two", "one") if days_first is False else ("one", "two")
        return f"{match['year']}-{int(match[month_]):02}-{int(match[day]):02}"
    start, to, end = text.partition(" to ")
    if to and not start.startswith(("year", "the year", "12 months")):
        first, last = (_valid(_read(each, days_first, pairs=pairs)) for each in (start, end))
        return f"{first.partition('/')[0]}/{last.rpartition('/')[2]}" if first and last else None
    for form, written in _FORMS:
        if match := form.fullmatch(text):
            return _written(written, match.groupdict())
    return text if "-" in text or "/" in text else None


def _written(form: str, parts: dict[str, str | None]) -> str | None:
    if "{" in form:
        return form.format(**parts)
    year = int(parts.get("year") or f"20{parts['short']}")
    if form == "quarter":
        quarter = int(parts["quarter"] or 0)
        return f"{year}-{3 * quarter - 2:02}/{year}-{3 * quarter:02}"
    month = int(parts["month"] or 0) if form == "numbers" else _MONTHS.get(str(parts["name"]))
    if month is None:
        return None
    if form == "year to":
        if parts["last"] and int(parts["last"]) != monthrange(year, month)[1]:
            return None
        return f"{year}" if month == 12 else f"{year - 1}-{month + 1:02}/{year}-{month:02}"
    if form == "month":
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{int(parts['day'] or 0):02}"


def _valid(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return str(Period.parse(text))
    except ValueError:
        return None
