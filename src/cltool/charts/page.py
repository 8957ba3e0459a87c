"""What every chart has around it: its finding, what it shows, notes, sources and the licence."""

from collections.abc import Callable
from math import ceil
from typing import NamedTuple

from ..answer import Answer, Caveat, Weight
from ..errors import UsageError
from ..wording import counted
from .canvas import GREY, INK, LINE, Canvas
from .size import Size

MARGIN = 20.0
MOST_USEFUL = 3
"""The notes that are useful and not vital of which a chart shows so many; it counts the rest."""
MOST_SOURCES = 5
"""The sources of which a chart tells where in them the figures stand."""
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
    lead = ". ".join(filter(None, [answer.title if answer.title != title else "", subtitle]))
    top = canvas.paragraph(lead, (MARGIN, top + 4), 13.5, width, GREY) + 14
    foot, height = _Foot(answer, width), size.height
    if height is None:
        end = body(canvas, Room(MARGIN, top, width, None))
        height = round(end + foot.height())
    else:
        end = body(Canvas(), Room(MARGIN, top, width, height - top - foot.height()))
        if end + foot.height() > height:
            foot = _Foot(answer, width, useful=0)
        end = body(canvas, Room(MARGIN, top, width, height - top - foot.height()))
    if end + foot.height() > height + 0.5:
        raise UsageError(
            f"given the size {size.width}x{height}, but this chart needs a height of "
            f"{ceil(end + foot.height())} at that width; give more, or show less with --top"
        )
    foot.draw(canvas, height - foot.height())
    return canvas.svg(size.width, height, title, described(answer))


class _Foot:
    """The notes, the sources and the licence."""

    def __init__(self, answer: Answer, width: float, useful: int = MOST_USEFUL) -> None:
        """Say so many of the notes that are useful and not vital."""
        shown, rest = noted(answer, useful)
        sources = [", ".join(filter(None, [each.text, each.where()])) for each in answer.cited()]
        if len(sources) > MOST_SOURCES:
            sources = list(dict.fromkeys(each.short for each in answer.citations))
        elif len(sources) > 1:
            sources = [", ".join(filter(None, [x.short, x.where(2)])) for x in answer.cited()]
        start = "Source" if len(sources) == 1 else "Sources"
        said = f"{start}: {'; '.join(sources)}." if sources else ""
        licence = f" Licence of the collection: {answer.licence}." if answer.licence else ""
        more = f"{counted(rest, 'more note')} with the data." if rest else ""
        self._texts = [
            *((note.text, INK) for note in shown),
            *((text, GREY) for text in (more, said + licence) if text),
        ]
        self._width = width

    def height(self) -> float:
        """How high it is, with the margin below it."""
        return self.draw(Canvas(), 0) + MARGIN - 6

    def draw(self, canvas: Canvas, top: float) -> float:
        """Draw it; gives where it ends."""
        top += 12
        canvas.line((MARGIN, top), (MARGIN + self._width, top), LINE)
        top += 8
        for text, fill in self._texts:
            top = canvas.paragraph(text, (MARGIN, top), NOTE, self._width, fill) + 3
        return top


def noted(answer: Answer, most: int = MOST_USEFUL) -> tuple[list[Caveat], int]:
    """The notes that a chart shows, the vital ones and then a few; and how many more there are."""
    vital = [note for note in answer.notes if note.weight is Weight.VITAL]
    useful = [note for note in answer.notes if note.weight is Weight.USEFUL]
    fewer = useful[: max(most - len(vital), 0)]
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
