"""The figures of a table, one by one: each with its place, its period and where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .cells import Cell, is_filled, missing, text_of, without_footnote
from .layout import Layout
from .periods import read_periods
from .sheet import Line, letter

_LEADING = " \t\u00a0.·•"


class Row(NamedTuple):
    """One cell of figures.

    Attributes:
        line: The line of the file on which its row ends, from 1.
        locator: Where it stands, in words.
        place: The name of its place, as printed but for what indents it.
        code: The code of its place.
        period: Its period, if the table tells.
        cell: The cell.
        indent: How far its place is indented.
    """

    line: int
    locator: str
    place: str
    code: str | None
    period: str | None
    cell: Cell
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Which cells of a table are meant.

    Attributes:
        layout: The table.
        places: The columns of the place; none where places are across.
        values: The columns of figures.
        periods: The period of each column of figures, where its header names it.
        code: The column of codes.
        period_column: The column of periods.
        period: The period of all figures.
        where: What a row must have, by column.
        decimal: The sign of decimals.
    """

    layout: Layout
    places: tuple[int, ...]
    values: tuple[int, ...]
    periods: tuple[str | None, ...]
    code: int | None = None
    period_column: int | None = None
    period: str | None = None
    where: tuple[tuple[int, str], ...] = ()
    decimal: str = "."

    def lines(self) -> list[Line]:
        """The rows that are meant."""
        lines = list(self.layout.body)
        for at, wanted in self.where:
            lines = [line for line in lines if same(line.cell(at), wanted)]
        return lines

    def cells(self) -> Iterator[Cell]:
        """All cells of the columns of figures, in the rows that are meant."""
        return (line.cell(at) for line in self.lines() for at in self.values)

    def name_of(self, line: Line) -> tuple[str, int]:
        """The place of a row, and how far it is indented."""
        texts = [text_of(line.cell(at)) for at in self.places]
        first = line.cell(self.places[0])
        indent = len(first) - len(first.lstrip(_LEADING)) if isinstance(first, str) else 0
        name = ", ".join(filter(None, texts)).lstrip(_LEADING)
        return " ".join(name.split()), indent


def same(cell: Cell, wanted: str) -> bool:
    """Whether a cell is what a user wrote: by its text, without case and footnote marks."""
    text = text_of(cell).casefold()
    want = wanted.strip().casefold()
    return text == want or without_footnote(text) == want


def rows_of(plan: Plan) -> list[Row]:
    """The cells that are meant, row by row; not those of rows with neither place nor figure."""
    return list(_across(plan) if not plan.places else _down(plan))


def _down(plan: Plan) -> Iterator[Row]:
    lines = plan.lines()
    periods = _periods(plan, lines)
    where = _where(plan)
    for line, own in zip(lines, periods, strict=True):
        place, indent = plan.name_of(line)
        cells = [line.cell(at) for at in plan.values]
        if not place and not any(map(is_filled, cells)):
            continue
        code = _code(plan, line)
        for cell, period, locator in zip(cells, plan.periods, where, strict=True):
            when = plan.period or period or own
            yield Row(line.line, locator.format(line.number), place, code, when, cell, indent)


def _across(plan: Plan) -> Iterator[Row]:
    lines = plan.lines()
    where = _where(plan)
    for line, own in zip(lines, _periods(plan, lines), strict=True):
        for at, locator in zip(plan.values, where, strict=True):
            place = plan.layout.title(at)
            when = plan.period or own
            yield Row(line.line, locator.format(line.number), place, None, when, line.cell(at))


def _periods(plan: Plan, lines: Sequence[Line]) -> list[str | None]:
    if plan.period_column is None:
        return [None] * len(lines)
    at = plan.period_column
    whole = read_periods([line.cell(at) for line in plan.layout.body])
    by_row = {id(line): period for line, period in zip(plan.layout.body, whole, strict=True)}
    return [by_row[id(line)] for line in lines]


def _code(plan: Plan, line: Line) -> str | None:
    text = "" if plan.code is None else text_of(line.cell(plan.code))
    if not text or len(text) > 100 or (len(text) < 4 and text.isdecimal()):
        return None  # a number in a list is no official code
    return text if missing(text) is None or text == "NA" else None


def _where(plan: Plan) -> list[str]:
    """Where the cells of each column of figures stand, but for the row."""
    sheet = plan.layout.sheet.name.replace("{", "{{").replace("}", "}}")
    before = f"sheet {sheet}, " if sheet else ""
    return [f"{before}row {{}}, column {letter(at)}" for at in plan.values]
