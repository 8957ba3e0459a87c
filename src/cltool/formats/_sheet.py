"""What stands in the cells of a spreadsheet, and which numbers it can hold."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..answer import Answer, Cell, Column, Kind
from ..text import is_web_address
from ..wording import number

NONE = "[x]"
"""Where there is no value, or it is not known."""
NOT_APPLICABLE = "[z]"
"""In the row that the others are held against."""
LONGEST_HEADER = 255
_LONGEST_LINK = 2_000
_DIGITS = 15
"""The significant digits that spreadsheets show."""
_LARGEST, _SMALLEST = 9.99e307, 2.3e-308
"""Between these, a spreadsheet holds what a double (IEEE 754) holds."""
_MOST_DECIMALS = 30
_GENERAL = "General"
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")
"""What the header of a table would be read as one character for."""
_SHOWN = re.compile(r"-?[0-9,]+(?:\.([0-9]+))?%?")
"""A number as people's formats write it, with its decimals."""


class Exact(float):
    """A number that is written with all its digits: XlsxWriter asks for 16, and some have 17."""

    __slots__ = ()

    def __format__(self, _: str) -> str:
        return repr(float(self)).removesuffix(".0")


class Written(NamedTuple):
    """What stands in a cell.

    Attributes:
        value: A number, or a text.
        display: How the number is shown, as spreadsheets say it.
        link: The address that the text opens; None for none.
        right: Whether it stands at the right, as the numbers of its column.
        is_long: Whether it is a number that no spreadsheet holds as one, and so a text.
    """

    value: Exact | str
    display: str = ""
    link: str | None = None
    right: bool = False
    is_long: bool = False


class Strip(NamedTuple):
    """A column of a sheet: its header, and what stands below that."""

    header: str
    cells: Sequence[Written]


def holds(value: float) -> bool:
    """Whether a spreadsheet holds a number as it is, and shows a whole one with all its digits."""
    if isinstance(value, float):
        return value == 0 or _SMALLEST <= abs(value) <= _LARGEST
    digits = str(abs(value)).rstrip("0")
    return len(digits) <= _DIGITS and abs(value) <= _LARGEST and int(float(value)) == value


def strips(answer: Answer, columns: Sequence[Column]) -> list[Strip]:
    """The columns of an answer as those of a sheet, each header once."""
    found: list[Strip] = []
    for column in columns:
        title = f"{column.title} (%)" if column.kind is Kind.PERCENT else column.title
        header = unused(title, column.name, [each.header for each in found])
        found.append(Strip(header, list(_cells(answer, column))))
    return found


def unused(title: str, name: str, used: Sequence[str]) -> str:
    """A header that no other column has: its title, if that fits; else its name and a number."""
    taken = {each.casefold() for each in used}
    choices = [title, name, *(f"{name} {count}" for count in range(2, len(used) + 3))]
    fit = (each for each in choices if len(each) <= LONGEST_HEADER and not _ESCAPED.search(each))
    return next(each for each in fit if each.casefold() not in taken)


def link(text: str, url: str | None) -> Written:
    """A text that opens an address, where that is one of the web and not too long."""
    opens = is_web_address(url) and len(str(url)) <= _LONGEST_LINK
    return Written(text, link=url if opens else None)


def _cells(answer: Answer, column: Column) -> Iterator[Written]:
    numeric = column.kind.numeric
    for row, cell in enumerate(column.cells):
        if row == 0 and column.relative and len(answer) > 1:
            yield Written(NOT_APPLICABLE, right=numeric)
        else:
            yield _cell(answer, cell, column)._replace(right=numeric)


def _cell(answer: Answer, cell: Cell, column: Column) -> Written:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if isinstance(cell, float) and not math.isfinite(cell):
            return Written(NONE)
        if not holds(cell):
            return Written(number(cell), is_long=True)
        return Written(Exact(cell), _display(answer.for_people(cell, column)))
    return Written(answer.for_people(cell, column) or NONE)


def _display(shown: str) -> str:
    """How a number is shown as people's formats show it: grouped, and with as many decimals."""
    found = _SHOWN.fullmatch(shown)
    decimals = len(found[1] or "") if found else 0
    if found is None or decimals > _MOST_DECIMALS:
        return _GENERAL
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"
