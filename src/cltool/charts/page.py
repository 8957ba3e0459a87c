"""What every chart has around it: its finding, what it shows, notes, sources and the licence."""

from collections.abc import Callable
from typing import NamedTuple

from ..answer import Answer, Caveat, Weight
from ..errors import UsageError
from ..wording import counted
from .canvas import GREY, INK, LINE, Canvas
from .size import Size

MARGIN = 20.0
MOST_USEFUL = 3
"""The notes that are useful and not vital of which a chart shows so many; it counts the rest."""
NOTE = 11.5


class Room(NamedTuple):
    """Where the body of a chart is drawn.

    Attributes:
        left, top, width: Where it begins, and how wide it is.
        height: How high it is to be; None for as high as it needs.
    """

    left: float
    top: float
    width: float
    height: float | None


Body = Callable[[Canvas, Room], float]
"""Draws the body, and gives where it ends."""


def framed(answer: Answer, size: Size, title: str, body: Body, subtitle: str = "") -> str:
    """A chart of an answer.

    Args:
        answer: The answer.
        size: How large the chart is.
        title: What it says.
        body: What draws its middle.
        subtitle: What else its second line says.

    Raises:
        UsageError: If it can't be drawn in that size.
    """
    width = size.width - 2 * MARGIN
    canvas = Canvas()
    big = 17.0 if size.width < 420 else 20.0
    top = canvas.paragraph(title, (MARGIN, MARGIN - 2), big, width, bold=True)
    lead = ". ".join(filter(None, [answer.title, subtitle]))
    top = canvas.paragraph(lead, (MARGIN, top + 4), 13.5, width, GREY) + 14
    foot = _foot(answer, Canvas(), 0, width) + 12 + MARGIN - 6
    room = None if size.height is None else size.height - top - foot
    end = body(canvas, Room(MARGIN, top, width, room))
    height = size.height
    if height is None:
        height = round(end + foot)
    elif end + foot > height + 0.5:
        raise UsageError(
            f"given the size {size.width}x{height}, but this chart needs a height of "
            f"{round(end + foot) + 1} at that width; give more, or show less with --top"
        )
    _foot(answer, canvas, height - foot, width)
    return canvas.svg(size.width, height, title, described(answer))


def _foot(answer: Answer, canvas: Canvas, top: float, width: float) -> float:
    """The notes, the sources and the licence; gives where they end."""
    top += 12
    canvas.line((MARGIN, top), (MARGIN + width, top), LINE)
    top += 8
    shown, rest = noted(answer)
    for note in shown:
        top = canvas.paragraph(note.text, (MARGIN, top), NOTE, width, INK) + 3
    if rest:
        text = f"{counted(rest, 'more note')} with the data."
        top = canvas.paragraph(text, (MARGIN, top), NOTE, width, GREY) + 3
    sources = answer.sources()
    start = "Source: " if len(sources) == 1 else "Sources: "
    end = f". Licence of the data: {answer.licence}" if answer.licence else ""
    return canvas.paragraph(f"{start}{'; '.join(sources)}{end}.", (MARGIN, top), NOTE, width, GREY)


def noted(answer: Answer) -> tuple[list[Caveat], int]:
    """The notes that a chart shows, and how many more there are: the vital ones, then a few."""
    vital = [note for note in answer.notes if note.weight is Weight.VITAL]
    useful = [note for note in answer.notes if note.weight is Weight.USEFUL]
    fewer = useful[: max(MOST_USEFUL - len(vital), 0)]
    return [*vital, *fewer], len(useful) - len(fewer)


def described(answer: Answer) -> str:
    """What a chart shows, in words, for those who can't see it: the answer and every row."""
    columns = [each for each in answer.columns if each.for_people]
    cells = [answer.cells_for_people(column) for column in columns]
    rows = [
        "; ".join(
            f"{column.title} {text}" for column, text in zip(columns, row, strict=True) if text
        )
        for row in zip(*cells, strict=True)
    ]
    return (
        ". ".join([answer.summary.rstrip("."), *rows, *(x.text.rstrip(".") for x in answer.notes)])
        + "."
    )
