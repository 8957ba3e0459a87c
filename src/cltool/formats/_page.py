"""A page for people: title, table or list, notes and source."""

import io
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..answer import Answer, Shape
from . import _grid as grid
from ._drawing import Drawing, Slot
from .format import Style

_INDENT = "  "


def draw(answer: Answer, style: Style) -> str:
    """The answer as wide as it needs to be, or fitted to the style's width.

    Where there is little room, the bars shrink and go first, then text wraps, then the columns
    become the lines of a list. A figure or a name is never cut.
    """
    drawn = io.StringIO()
    console = Console(
        file=drawn,
        width=style.width or grid.UNBOUNDED,
        color_system="standard" if style.colour else None,
        force_terminal=style.colour,
        no_color=not style.colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    console.print(Text(answer.title, style="bold"), soft_wrap=style.width is None)
    if len(answer) and (answer.shape is Shape.RECORD or not grid.draw(answer, style, console)):
        _print_list(answer, console)
    console.print()
    for remark in answer.remarks(hints=True):
        lines = Text(remark).wrap(console, max(console.width - len(_INDENT), 1))
        console.print(Text(f"\n{_INDENT}").join(lines), soft_wrap=True)
    page = [line.rstrip() for line in drawn.getvalue().splitlines()]
    return "".join(f"{line}\n" for line in page)


def _print_list(answer: Answer, console: Console) -> None:
    """A column a line, and an empty line between the rows.

    Where the headings would take more than half of the width, they run on into the values.
    """
    shown = [column for column in answer.columns if column.for_people]
    pairs: list[tuple[str, str]] = []
    for at in range(len(answer)):
        if at:
            pairs.append(("", ""))
        pairs += [
            (column.title, answer.for_people(column.cells[at], column))
            for column in shown
            if column.cells[at] is not None and column.cells[at] != ()
        ]
    widest = max(cell_len(column.title) for column in shown)
    headings = max((cell_len(heading) for heading, _ in pairs), default=0)
    if widest > console.width // 2:
        console.print(_run_on(pairs))
        return
    slots = [
        Slot(headings, gap=_INDENT, style="bold"),
        Slot(max(console.width - headings - len(_INDENT), 1)),
    ]
    drawing = Drawing(console, slots)
    for pair in pairs:
        for line in drawing.lines(pair) if pair[0] else [""]:
            console.file.write(f"{line}\n")


def _run_on(pairs: Sequence[tuple[str, str]]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(overflow="fold")
    for heading, value in pairs:
        table.add_row(Text.assemble((heading, "bold"), ": ", value) if heading else "")
    return table
