"""Charts: an answer in, an SVG out. One file a kind of chart."""

from ..answer import Answer
from .bars import bars
from .page import MARGIN, framed
from .rows import columns_of, rows_of
from .shares import shares
from .size import PHONE, SIZES, SQUARE, WIDE, Size
from .trends import trends

_AREAS = "Width: months; height: amount a month; area: the figure"
__all__ = ["PHONE", "SIZES", "SQUARE", "WIDE", "Size", "draw"]


def draw(answer: Answer, *, size: Size = WIDE, title: str | None = None) -> str:
    """The chart of an answer, as the text of one `<svg>` element that ends in a line feed.

    Args:
        answer: The answer to rank, compare, share, trend or place.
        size: How large the chart is.
        title: What stands above it; by default what it finds.

    Raises:
        UsageError: If the answer is of no kind that can be drawn, or not in that size.
    """
    columns_of(answer)
    said = title if title is not None else answer.headline or answer.title
    room = size.width - 2 * MARGIN
    if answer.question == "share":
        return framed(answer, size, said, shares(answer, room))
    if answer.question == "trend":
        body, areas = trends(answer, room)
        return framed(answer, size, said, body, _AREAS if areas else "")
    rows = rows_of(answer)
    first = {rows[0].place} if answer.question == "compare" else set()
    return framed(answer, size, said, bars(rows, first), _extent(answer))


def _extent(answer: Answer) -> str:
    """What rates are per, and how many of a list are shown, where not all are."""
    said = []
    for note in answer.notes:
        if note.kind == "rate":
            said.append(note.text.rstrip("."))
        if note.kind == "top":
            said.append(f"{note.numbers['shown']} of {note.numbers['listed']} shown")
    return ". ".join(said)
