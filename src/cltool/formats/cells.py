"""Cells as machines read them."""

from ..answer import Alternative, Cell


def plain(cell: Cell) -> str:
    """A cell in full precision, without grouping; several items joined by semicolons."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case tuple():
            return ";".join(
                plain(item.value if isinstance(item, Alternative) else item) for item in cell
            )
        case _:
            return str(cell)
