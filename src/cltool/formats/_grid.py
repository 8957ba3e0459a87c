"""A row a line, under a header.

Rich fits columns well and draws slowly. So it fits the few rows that set the widths of the columns,
and all the rows are drawn into them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from ..answer import Answer, Cell, Column
from ._drawing import Drawing, Slot
from .format import Style

UNBOUNDED = 100_000
"""As wide as any page."""
_BAR_WIDTHS = (20, 10, 6, 0)
_BAR_COLOUR = "cyan"
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LONG_TEXT = 32
_ROOM_FOR_WORDS = 10
_DIVIDER = "\x1f"
"""What no cell holds, and so tells the columns of a line apart."""


@dataclass(frozen=True)
class _Layout:
    """How much room the columns of an answer take: how wide its bars are, and what may wrap."""

    answer: Answer
    style: Style
    bar: int
    wrapped: bool

    @cached_property
    def shown(self) -> list[Column]:
        return [each for each in self.answer.columns if each.for_people]

    @cached_property
    def barred(self) -> list[Column]:
        return [each for each in self.shown if self.bar and each.bar_full is not None]

    @property
    def box(self) -> box.Box:
        return box.ASCII2 if self.style.ascii_only else box.SIMPLE_HEAD

    def rows(self) -> Iterator[tuple[str, ...]]:
        cells = [[self.answer.for_people(cell, each) for cell in each.cells] for each in self.shown]
        bars = [
            [_bar(cell, each, self.bar, self.style) for cell in each.cells] for each in self.barred
        ]
        return zip(*cells, *bars, strict=True)

    def table(self) -> Table:
        """All the rows for Rich to fit. Long text wraps; short text only if it must."""
        table = self._empty(header=self.style.header is not False)
        for column in self.shown:
            cells = [column.title, *(self.answer.for_people(each, column) for each in column.cells)]
            widest = max(map(cell_len, cells))
            least = widest
            if not column.kind.numeric and (self.wrapped or widest > _LONG_TEXT):
                words = max(map(_longest_word, cells))
                least = min(widest, max(words, _ROOM_FOR_WORDS))
            table.add_column(
                Text(column.title),
                justify="right" if column.kind.numeric else "left",
                min_width=least,
                no_wrap=least == widest,  # or rich would shrink it, and then the page be cut
                overflow="fold",  # an ellipsis would cut lines that hold wide characters
            )
        for _ in self.barred:
            table.add_column("", min_width=self.bar, no_wrap=True)
        bars = len(self.barred)
        for row in self.rows():
            texts = [Text(cell) for cell in row]
            for text in texts[len(texts) - bars :]:
                text.style = _BAR_COLOUR
            table.add_row(*texts)
        return table

    def header(self, fitted: Table, widths: Sequence[int]) -> Table:
        """The header alone, in columns as wide as those of a fitted table."""
        table = self._empty(header=True)
        for column, width in zip(fitted.columns, widths, strict=True):
            table.add_column(
                column.header,
                justify=column.justify,
                width=width,
                no_wrap=column.no_wrap,
                overflow=column.overflow,
            )
        return table

    def _empty(self, *, header: bool) -> Table:
        return Table(
            box=self.box,
            show_header=header,
            show_edge=False,
            pad_edge=False,
            padding=(0, 1, 0, 0),
            header_style="bold",
        )


def draw(answer: Answer, style: Style, console: Console) -> bool:
    """Print the rows in the first layout that fits, the handsomest first.

    Returns:
        Whether one fits.
    """
    telling = _telling(answer)
    room = console.options.update(width=UNBOUNDED)
    for bar, wrapped in [*((width, False) for width in _BAR_WIDTHS), (0, True)]:
        fitted = _Layout(telling, style, bar, wrapped).table()
        if Measurement.get(console, room, fitted).minimum > console.width:
            continue
        if _print(_Layout(answer, style, bar, wrapped), fitted, console):
            return True
    return False


def _telling(answer: Answer) -> Answer:
    """The answer with only the rows that hold the widest cell or word of a column."""
    rows: dict[int, None] = {}
    for column in answer.columns:
        if column.for_people:
            cells = [answer.for_people(cell, column) for cell in column.cells]
            for measure in (cell_len, _longest_word):
                widths = [measure(cell) for cell in cells]
                rows[widths.index(max(widths))] = None
    columns = [
        replace(each, cells=tuple(each.cells[number] for number in rows)) for each in answer.columns
    ]
    return replace(answer, columns=tuple(columns))


def _longest_word(text: str) -> int:
    return max(map(cell_len, text.split()), default=0)


def _print(layout: _Layout, fitted: Table, console: Console) -> bool:
    """Print all the rows of a layout, in the columns of a table of some of them.

    Returns:
        Whether every column got the room that it needs; if not, nothing is printed.
    """
    widths = _widths(fitted, console)
    gap = layout.box.mid_vertical
    if sum(widths) + len(widths) - 1 > console.width:
        return False
    contents = [*(width - 1 for width in widths[:-1]), widths[-1]]  # all but the last are padded
    needed = [column.min_width or 0 for column in fitted.columns]
    if any(width < least for width, least in zip(contents, needed, strict=True)):
        return False
    if fitted.show_header:
        console.print(layout.header(fitted, contents))
    bars = len(fitted.columns) - len(layout.barred)
    slots = [
        Slot(
            width,
            right=column.justify == "right",
            no_wrap=column.no_wrap,
            gap=f" {gap}" if number + 1 < len(widths) else "",
            style=_BAR_COLOUR if number >= bars else "",
        )
        for number, (column, width) in enumerate(zip(fitted.columns, contents, strict=True))
    ]
    drawing = Drawing(console, slots)
    for row in layout.rows():
        for line in drawing.lines(row):
            console.file.write(f"{line}\n")
    return True


def _widths(table: Table, console: Console) -> list[int]:
    """How wide Rich makes the columns of a table, with their padding."""
    table.box = box.Box(f"  {_DIVIDER} \n" * 8)
    line = ""
    for segment in console.render(table):
        if segment.text == "\n":
            break
        line += segment.text
    return [cell_len(cell) for cell in line.split(_DIVIDER)]


def _bar(cell: Cell, column: Column, width: int, style: Style) -> str:
    if not isinstance(cell, int | float) or not column.bar_full:
        return ""
    eighths = round(8 * width * min(cell / column.bar_full, 1))
    if style.ascii_only:
        return "#" * round(eighths / 8)
    full, part = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[part] if part else "")
