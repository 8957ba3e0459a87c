"""Figures over time: each a column as wide as its months and as high as its amount a month.

So its area is the figure. What is no flow has columns of one width, as high as the value.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ..answer import Answer, Cell
from ..arithmetic import Number, ratio
from .bars import LABEL, SMALL, bars
from .canvas import BAR, GREY, INK, OTHER, PALE, Canvas, width
from .font import wrap
from .page import Body, Room
from .rows import Row, columns_of, extent, rows_of
from .scale import Scale

_PLOT, _LEAST_PLOT = 120.0, 50.0
_HEAD = 40.0
"""The room above a column: for two lines of text."""
_ASIDE = 22.0
"""The room beside text in which rings lie."""


class _Step(NamedTuple):
    """A column.

    Attributes:
        row: Its height, with the other values.
        figure: The figure for people, with the months that it is of.
        period: Its period, in short.
        start, length: When it begins and how long it is, in months.
    """

    row: Row
    figure: str
    period: str
    start: float
    length: float


def trends(answer: Answer, room: float) -> tuple[Body, bool]:
    """What draws the figures of places over time; and whether areas are the figures.

    Args:
        answer: The answer.
        room: How wide it may be.
    """
    steps = _steps(answer)
    groups: dict[str, list[_Step]] = {}
    for step in steps:
        groups.setdefault(step.row.place, []).append(step)
    panels = list(groups.values())
    first, last = min(x.start for x in steps), max(x.start + x.length for x in steps)
    across = Scale(first, last, 0, room)
    if all(_fits(panel, across) for panel in panels):
        return _panels(panels, first, last), steps[0].figure != ""
    several = len(panels) > 1
    if len({x.length for x in steps}) == 1:  # then the figures themselves compare
        found = zip(steps, rows_of(answer), strict=True)
        steps = [step._replace(row=row) for step, row in found]
    rows = [
        x.row._replace(name=f"{x.row.name}, {x.period}" if several else x.period) for x in steps
    ]
    return bars(rows), False


def _steps(answer: Answer) -> list[_Step]:
    columns = columns_of(answer, "period", "period_start", "months", "per_month")
    monthly = columns["per_month"]
    flows = "rate" not in columns and all(isinstance(x, int | float) for x in monthly.cells)
    found: list[_Step] = []
    counts: dict[str, int] = {}
    for at, row in enumerate(rows_of(answer)):
        months, amount = columns["months"].cells[at], monthly.cells[at]
        period = str(columns["period"].cells[at])
        nth = counts[row.place] = counts.get(row.place, -1) + 1
        if not flows or not isinstance(months, int | float) or not isinstance(amount, int | float):
            found.append(_Step(row, "", period, nth, 1))
            continue
        length = answer.for_people(months, columns["months"])
        figure = f"{row.label} in {length} month{'' if months == 1 else 's'}"
        label = f"{answer.for_people(amount, monthly)} a month"
        start = _month(columns["period_start"].cells[at])
        found.append(_Step(_a_month(row, amount, label, months), figure, period, start, months))
    return found


def _a_month(row: Row, amount: Number, label: str, months: Number) -> Row:
    """A row by the month, with its other values and its bounds."""

    def monthly(value: Number | None) -> Number | None:
        return None if value is None else ratio(value, months)

    others = tuple(x._replace(value=monthly(x.value) or 0) for x in row.others)
    bounds = monthly(row.least), monthly(row.most)
    return Row(row.place, row.name, amount, label, others, *bounds)


def _month(start: Cell) -> float:
    """When a period begins, in months, by its year and perhaps its month and day."""
    year, *rest = [int(each) for each in str(start).split("-")]
    month, day = [*rest, 1, 1][:2] if len(rest) != 1 else [rest[0], 1]
    return 12 * year + month - 1 + (day - 1) / 31


def _fits(panel: Sequence[_Step], across: Scale) -> bool:
    """Whether columns lie beside each other, above zero, and hold their text."""
    after = None
    for step in panel:
        if step.row.value is None or extent([step.row])[0] < 0:
            return False
        if after is not None and step.start < after - 0.05:
            return False
        after = step.start + step.length
        room = across.at(after) - across.at(step.start) - 4
        aside = _ASIDE if step.row.others else 0
        texts = width(step.row.label, LABEL, bold=True), width(step.figure, SMALL)
        if max(texts) + aside > room or width(step.period, SMALL) > room:
            return False
    return True


def _panels(panels: Sequence[Sequence[_Step]], first: float, last: float) -> Body:
    def draw(canvas: Canvas, room: Room) -> float:
        plot = _PLOT if len(panels) > 1 else _PLOT * 1.5
        if room.height is not None:
            spent = _drawn(Canvas(), panels, room, (first, last), plot) - room.top
            plot = max(plot + (room.height - spent) / len(panels), _LEAST_PLOT)
        return _drawn(canvas, panels, room, (first, last), plot)

    return draw


def _drawn(
    canvas: Canvas,
    panels: Sequence[Sequence[_Step]],
    room: Room,
    times: tuple[float, float],
    plot: float,
) -> float:
    """Draw a panel a place, all to one scale; gives where they end."""
    across = Scale(times[0], times[1], room.left, room.width)
    most = extent([step.row for panel in panels for step in panel])[1]
    top = room.top
    for panel in panels:
        if len(panels) > 1:
            lines = wrap(panel[0].row.name, LABEL + 1, room.width, bold=True)
            top = canvas.lines(lines, (room.left, top), LABEL + 1, bold=True)
        base = top + _HEAD + plot
        up = Scale(0, most, 0, plot)
        ends = [_column(canvas, step, across, base, up) for step in panel]
        canvas.line((room.left, base), (room.left + room.width, base), INK)
        top = max(ends) + 14
    return top - 8


def _column(canvas: Canvas, step: _Step, across: Scale, base: float, up: Scale) -> float:
    """Draw one figure; gives where the text below it ends."""
    row = step.row
    left, right = across.at(step.start), across.at(step.start + step.length) - 2
    height = up.at(row.value or 0)
    canvas.bar(left, base - height, right - left, height)
    _others(canvas, row, (left, right), base, up)
    if row.least is not None and row.most is not None and up.at(row.most) - up.at(row.least) >= 4:
        low, high = up.at(row.least), up.at(row.most)
        canvas.hatched(left, base - high, right - left, high - low, BAR)
    top = base - max(height, up.at(row.most or 0)) - 7
    if step.figure:
        canvas.text(step.figure, (left + 2, top), SMALL, GREY)
        top -= 16
    canvas.text(row.label, (left + 2, top), LABEL, INK, bold=True)
    end = canvas.lines([step.period], (left + 2, base + 5), SMALL, GREY)
    for each in row.others:
        text = f"{each.label} by {each.by}"
        end = canvas.lines(wrap(text, SMALL, right - left - 6), (left + 2, end), SMALL, OTHER)
    return end


def _others(canvas: Canvas, row: Row, sides: tuple[float, float], base: float, up: Scale) -> None:
    """The other values: above a lower one it is pale, to a higher one lead dots."""
    left, right = sides
    height, x = up.at(row.value or 0), right - 11
    lower = [each.value for each in row.others if each.value < (row.value or 0)]
    if lower:
        sure = up.at(min(lower))
        canvas.bar(left, base - height, right - left, height - sure, PALE)
        canvas.add(
            "rect", x=left + 0.75, y=base - height + 0.75, width=right - left - 1.5,
            height=height - 0.75, fill="none", stroke=BAR, stroke_width=1.5,
        )  # fmt: skip
    for each in row.others:
        y = base - up.at(each.value)
        if each.value > (row.value or 0):
            canvas.dashed((x, base - height), (x, y), OTHER)
        canvas.ring(x, y, 5.5)
