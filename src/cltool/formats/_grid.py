"""A row a line, under a header.

Rich fits columns well and draws slowly. So it fits the few rows that set the widths of the columns,
and all the rows are drawn into them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.style import Style as Look
from rich.table import Table
from rich.text import Text

from ..answer import Answer, Cell, Column, Weight
from ..text import is_web_address
from ._drawing import Drawing, Slot
from ._marks import Marked, drawn_columns
from .format import Style

UNBOUNDED = 100_000
"""As wide as any page."""
LEAST_ROOM = 20
"""The columns from which text is indented."""
_BAR_WIDTHS = (20, 10, 6)
_PLAIN, _BOLD, _DIM = Look(), Look(bold=True), Look(dim=True)
_BAR, _MARKED = Look(color="cyan"), Look(color="yellow")
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LONG_TEXT = 32
_GOOD_ROOM, _LEAST_ROOM = 24, 10
"""The columns that wrapped text gets at least: to be read with ease, and where there is no more."""
_DIVIDER = "\x1f"
"""What no cell holds, and so tells the columns of a line apart."""


@dataclass(frozen=True)
class _Strip:
    """What is drawn from top to bottom: the cells of a column, or the bars beside them."""

    title: str
    cells: list[str]
    looks: list[Look]
    numeric: bool = False
    is_bar: bool = False

    @cached_property
    def widest(self) -> int:
        return max(map(cell_len, [self.title, *self.cells]))

    def least(self, *, wrapped: bool) -> int:
        """How narrow it may be. Long text wraps; short text only if it must."""
        if self.numeric or self.is_bar or not (wrapped or self.widest > _LONG_TEXT):
            return self.widest
        words = max(map(_longest_word, [self.title, *self.cells]))
        return min(self.widest, max(words, _LEAST_ROOM if wrapped else _GOOD_ROOM))

    def telling(self) -> Iterator[int]:
        """The rows that hold its widest cell and its longest word."""
        for measure in (cell_len, _longest_word):
            widths = [measure(cell) for cell in self.cells]
            yield widths.index(max(widths))


class Grid:
    """The rows of an answer, to be drawn in the handsomest layout that fits."""

    def __init__(self, answer: Answer, marks: Marked, style: Style) -> None:
        """Take an answer with the marks of its cells."""
        self._answer = answer
        self._marks = marks
        self._style = style
        self._columns = drawn_columns(answer)
        self._texts = {column.name: self._text_of(column) for column in self._columns}

    def draw(self, console: Console) -> list[Column] | None:
        """Print the rows: with bars, if there is room; else without the columns least needed.

        Returns:
            The columns that are left out; None if no layout fits, and so nothing is printed.
        """
        for shown, bar, wrapped in _layouts(self._columns):
            strips = [strip for each in shown for strip in self._strips(each, bar)]
            if self._print(strips, console, wrapped=wrapped):
                names = {each.name for each in shown}
                return [each for each in self._columns if each.name not in names]
        return None

    def _text_of(self, column: Column) -> _Strip:
        marks = [self._marks.cells.get((row, column.name), "") for row in range(len(self._answer))]
        room = max(map(len, marks))
        texts = self._answer.cells_for_people(column)
        numeric = column.kind.numeric
        cells = [
            text + (mark.ljust(room) if numeric else mark)
            for text, mark in zip(texts, marks, strict=True)
        ]
        looks = [_MARKED if mark else _PLAIN for mark in marks]
        if column.links and self._style.links:
            looks = [Look(link=x) if is_web_address(x) else _PLAIN for x in column.links]
        return _Strip(column.title, cells, looks, numeric)

    def _strips(self, column: Column, bar: int) -> Iterator[_Strip]:
        text = self._texts[column.name]
        yield text
        if bar and column.bar_full is not None:
            bars = [_bar(cell, column, bar, self._style) for cell in column.cells]
            yield _Strip("", bars, [each or _BAR for each in text.looks], is_bar=True)

    def _print(self, strips: Sequence[_Strip], console: Console, *, wrapped: bool) -> bool:
        """Print all the rows, if every column gets the room that it needs."""
        needed = [strip.least(wrapped=wrapped) for strip in strips]
        fitted = self._fitted(strips, needed)
        room = console.options.update(width=UNBOUNDED)
        if Measurement.get(console, room, fitted).minimum > console.width:
            return False
        widths = _widths(fitted, console)
        if sum(widths) + len(widths) - 1 > console.width:
            return False
        contents = [*(width - 1 for width in widths[:-1]), widths[-1]]  # all but the last: padded
        if any(width < least for width, least in zip(contents, needed, strict=True)):
            return False
        slots = [
            Slot(width, right=strip.numeric, no_wrap=least == strip.widest, gap=gap)
            for strip, width, least, gap in zip(
                strips, contents, needed, ["  "] * (len(strips) - 1) + [""], strict=True
            )
        ]
        drawing = Drawing(console, slots)
        if self._style.header is not False:
            titles = [strip.title for strip in strips]
            _write(console, drawing.lines(titles, [_BOLD] * len(strips)))
            rule = ("-" if self._style.ascii_only else "─") * (sum(contents) + 2 * len(strips) - 2)
            _write(console, Drawing(console, [Slot(len(rule))]).lines([rule], [_DIM]))
        rows = zip(*(strip.cells for strip in strips), strict=True)
        looks = zip(*(strip.looks for strip in strips), strict=True)
        for row, styles in zip(rows, looks, strict=True):
            _write(console, drawing.lines(row, styles))
        return True

    def _fitted(self, strips: Sequence[_Strip], needed: Sequence[int]) -> Table:
        """The rows that set the widths of columns, for Rich to fit."""
        table = Table(
            box=box.SIMPLE_HEAD,
            show_header=self._style.header is not False,
            show_edge=False,
            pad_edge=False,
            padding=(0, 1, 0, 0),
        )
        for strip, least in zip(strips, needed, strict=True):
            table.add_column(
                Text(strip.title),
                min_width=least,
                no_wrap=least == strip.widest,  # or rich would shrink it, and then the page be cut
                overflow="fold",  # an ellipsis would cut lines that hold wide characters
            )
        for row in dict.fromkeys(row for strip in strips for row in strip.telling()):
            table.add_row(*(Text(strip.cells[row]) for strip in strips))
        return table


def _layouts(columns: Sequence[Column]) -> Iterator[tuple[Sequence[Column], int, bool]]:
    """Which columns to show, how wide the bars beside them, and whether short text wraps.

    The bars shrink and background columns go; then the bars go, and text wraps; then the columns
    that are merely useful go, the last first.
    """
    spare = [[each for each in columns if each.weight is not Weight.BACKGROUND]]
    full = [columns] if spare[0] == columns else [columns, *spare]
    if any(each.bar_full is not None for each in columns):
        yield from ((shown, bar, False) for shown in full for bar in _BAR_WIDTHS)
    yield from ((shown, 0, False) for shown in full)
    yield spare[0], 0, True
    shown = spare[0]
    for each in reversed(spare[0]):
        if each.weight is Weight.USEFUL:
            shown = [other for other in shown if other is not each]
            if shown:
                yield shown, 0, False
                yield shown, 0, True


def _write(console: Console, lines: Iterator[str]) -> None:
    for line in lines:
        console.file.write(f"{line}\n")


def _longest_word(text: str) -> int:
    return max(map(cell_len, text.split()), default=0)


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
