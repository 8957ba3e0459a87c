"""Draws a table for people: title, figures, bars, notes and source."""

import io

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from ..answer import Answer, Cell, Column
from .format import Style

_UNBOUNDED = 100_000
_BAR_WIDTHS = (20, 10, 6, 0)
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_INDENT = "  "
_LONG_TEXT = 32
_ROOM_FOR_WORDS = 10


def draw(answer: Answer, style: Style) -> str:
    """The answer as wide as it needs to be, or fitted to the style's width.

    Where there is little room, the bars shrink and go first, then text wraps, then the columns
    become the lines of a list. A figure or a name is never cut.
    """
    console = Console(
        file=io.StringIO(),
        width=style.width or _UNBOUNDED,
        color_system="standard" if style.colour else None,
        force_terminal=style.colour,
        no_color=not style.colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(Text(answer.title, style="bold"), soft_wrap=style.width is None)
        if len(answer):
            console.print(_body(answer, style, console))
        console.print()
        for remark in answer.remarks(hints=True):
            lines = Text(remark).wrap(console, max(console.width - len(_INDENT), 1))
            console.print(Text(f"\n{_INDENT}").join(lines), soft_wrap=True)
    page = [line.rstrip() for line in capture.get().splitlines()]
    return "".join(f"{line}\n" for line in page)


def _body(answer: Answer, style: Style, console: Console) -> Table:
    """The first layout that fits, the handsomest first."""
    if not answer.record:
        room = console.options.update(width=_UNBOUNDED)
        layouts = [(width, False) for width in _BAR_WIDTHS] + [(0, True)]
        for bar, wrapped in layouts:
            grid = _grid(answer, style, bar=bar, wrapped=wrapped)
            if Measurement.get(console, room, grid).minimum <= console.width:
                return grid
    return _list(answer, console.width)


def _shown(answer: Answer) -> list[Column]:
    return [column for column in answer.columns if column.for_people]


def _grid(answer: Answer, style: Style, *, bar: int = 0, wrapped: bool = False) -> Table:
    """A row a line, under a header. Long text wraps; short text only if it must."""
    table = Table(
        box=box.ASCII2 if style.ascii_only else box.SIMPLE_HEAD,
        show_header=style.header is not False,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold",
    )
    shown = _shown(answer)
    barred = [column for column in shown if bar and column.bar_full is not None]
    for column in shown:
        cells = [column.title, *(answer.for_people(cell, column) for cell in column.cells)]
        widest = max(map(cell_len, cells))
        least = widest
        if not column.kind.numeric and (wrapped or widest > _LONG_TEXT):
            words = max(cell_len(word) for cell in cells for word in cell.split() or [""])
            least = min(widest, max(words, _ROOM_FOR_WORDS))
        table.add_column(
            Text(column.title),
            justify="right" if column.kind.numeric else "left",
            min_width=least,
            no_wrap=least == widest,  # or rich would shrink it, and then the page be cut
            overflow="fold",  # an ellipsis would cut lines that hold wide characters
        )
    for _ in barred:
        table.add_column("", min_width=bar, no_wrap=True)
    for at in range(len(answer)):
        table.add_row(
            *(Text(answer.for_people(column.cells[at], column)) for column in shown),
            *(Text(_bar(column.cells[at], column, bar, style), style="cyan") for column in barred),
        )
    return table


def _list(answer: Answer, width: int) -> Table:
    """A column a line, and an empty line between the rows.

    Where the headings would take more than half of the width, they run on into the values.
    """
    shown = _shown(answer)
    aside = max(cell_len(column.title) for column in shown) <= width // 2
    table = Table(box=None, show_header=False, pad_edge=False)
    if aside:
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for at in range(len(answer)):
        if at:
            table.add_row("")
        for column in shown:
            cell = column.cells[at]
            if cell is None or cell == ():
                continue
            heading = Text(column.title, style="bold")
            value = Text(answer.for_people(cell, column))
            if aside:
                table.add_row(heading, value)
            else:
                table.add_row(Text.assemble(heading, ": ", value))
    return table


def _bar(cell: Cell, column: Column, width: int, style: Style) -> str:
    if not isinstance(cell, int | float) or not column.bar_full:
        return ""
    eighths = round(8 * width * min(cell / column.bar_full, 1))
    if style.ascii_only:
        return "#" * round(eighths / 8)
    full, part = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[part] if part else "")
