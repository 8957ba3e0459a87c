"""Cells as machines read them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..answer import Cell


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
