"""Cells as machines read them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..answer import Cell, Column


def plain_rows(columns: "Sequence[Column]") -> "Iterator[tuple[str, ...]]":
    """The rows of some columns; see `plain`. Whole columns at a time, since most are of texts."""
    return zip(*(_plain_cells(column.cells) for column in columns), strict=True)


def _plain_cells(cells: "Sequence[Cell]") -> "Sequence[str]":
    kinds = set(map(type, cells))
    if kinds <= {str}:
        return cells  # type: ignore[return-value]
    return list(map(str, cells)) if kinds <= {str, int} else list(map(plain, cells))


def plain(cell: "Cell") -> str:
    """A cell in full precision, without grouping; several items joined by semicolons."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case tuple():
            return ";".join(plain(item.value if isinstance(item, tuple) else item) for item in cell)
        case _:
            return str(cell)
