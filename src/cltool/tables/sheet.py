"""A table as it lies in its file: sheets of lines of cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .cells import Cell

MOST_ROWS = 500_000
"""The most rows that a table may have: each is held in memory until all are known to be sound."""


class Line(NamedTuple):
    """A row of a sheet.

    Attributes:
        number: Which row it is, from 1, as spreadsheets count.
        line: The line of the file on which it ends, from 1; for a workbook, the row.
        cells: Its cells.
    """

    number: int
    line: int
    cells: Sequence[Cell]

    def cell(self, at: int) -> Cell:
        """The cell of a column; None beyond the last."""
        return self.cells[at] if at < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet.

    Attributes:
        name: Its name; empty in a file of text.
        lines: Its rows that are not empty.
        hidden: Whether the workbook hides it.
    """

    name: str
    lines: Sequence[Line]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A file of tables.

    Attributes:
        name: What messages call the file.
        form: Its format, in words.
        sheets: Its sheets: just one in a file of text.
    """

    name: str
    form: str
    sheets: Sequence[Sheet]


def letter(at: int) -> str:
    """The letter of a column, as spreadsheets have it: 0 is A, 26 is AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
