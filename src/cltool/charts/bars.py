"""Bars from zero, a row a place: for ranks, comparisons and places."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from ..errors import UsageError
from .canvas import BAR, GREY, INK, LINE, ON_BAR, OTHER, PALE, PAPER, Canvas, width
from .font import wrap
from .page import Body, Room
from .rows import Row, extent
from .scale import Scale

LABEL, SMALL = 13.0, 11.5
_GAP = 8.0
_THICKEST, _THINNEST = 56.0, 15.0
_BESIDE = 0.36
"""The part of the width that names may take beside their bars; longer ones stand above them."""


class _Layout(NamedTuple):
    """Where the bars of some rows lie.

    Attributes:
        room: Where they may.
        scale: How values lie on the line.
        above: Whether names stand above their bars.
        thick: How thick a bar is.
        outlined: Whether a higher value is outlined, and not at the end of dots.
    """

    room: Room
    scale: Scale
    above: bool
    thick: float
    outlined: bool


def bars(rows: Sequence[Row], bold: Collection[str] = (), *, outlined: bool = False) -> Body:
    """What draws some rows as bars.

    Args:
        rows: The rows, in their order.
        bold: The ids of the places whose names stand out.
        outlined: Whether a higher value is outlined, and not at the end of dots.
    """

    def draw(canvas: Canvas, room: Room) -> float:
        layout = _laid_out(rows, room, _usual(len(rows)), outlined=outlined)
        if room.height is not None:
            layout = _fitting(rows, layout, room.height)
        return _drawn(canvas, rows, layout, bold)

    return draw


def _usual(count: int) -> float:
    return 30.0 if count <= 4 else 22.0 if count <= 12 else 17.0


def _fitting(rows: Sequence[Row], layout: _Layout, height: float) -> _Layout:
    """The layout with the thickest bars that fit a height; the thinnest, if none do."""
    thick = _THICKEST
    while thick > _THINNEST:
        tried = layout._replace(thick=thick)
        if _drawn(Canvas(), rows, tried, ()) - layout.room.top <= height:
            return tried
        thick -= 1
    return layout._replace(thick=_THINNEST)


def _laid_out(rows: Sequence[Row], room: Room, thick: float, *, outlined: bool) -> _Layout:
    names = max(width(row.name, LABEL, bold=True) for row in rows)
    labels = max(width(row.label, LABEL, bold=True) for row in rows) + 12
    above = names > _BESIDE * room.width
    low, high = extent(rows)
    left = room.left + (0 if above else names + _GAP) + (_GAP if low < 0 else 0)
    length = room.left + room.width - labels - left
    if length < 40:
        raise UsageError("the figures are too long to stand beside bars; give a larger size")
    return _Layout(room, Scale(low, high, left, length), above, thick, outlined)


def _drawn(canvas: Canvas, rows: Sequence[Row], layout: _Layout, bold: Collection[str]) -> float:
    """Draw the rows, and the axis through all of them; gives where they end."""
    start = top = layout.room.top
    zero = layout.scale.at(0)
    for row in rows:
        top = _row(canvas, row, layout, top, row.place in bold)
    end = top - _gap(layout)
    if not layout.above:
        canvas.line((zero, start - 3), (zero, end + 3), LINE)
    return end + 4


def _gap(layout: _Layout) -> float:
    return max(4.0, layout.thick * 0.38)


def _row(canvas: Canvas, row: Row, layout: _Layout, top: float, bold: bool) -> float:
    """Draw one row; gives where the next begins."""
    room, thick = layout.room, layout.thick
    if layout.above:
        names = wrap(row.name, LABEL, room.width, bold=True)
        top = canvas.lines(names, (room.left, top), LABEL, bold=bold) + 1
        zero = layout.scale.at(0)
        canvas.line((zero, top - 1), (zero, top + thick + 1), LINE)
    middle = top + thick / 2
    if not layout.above:
        left = layout.scale.start - (2 * _GAP if layout.scale.low < 0 else _GAP)
        at = left, middle + LABEL * 0.35
        canvas.text(row.name, at, LABEL, bold=bold, anchor="end")
    if row.value is None:
        at = layout.scale.at(0) + 6, middle + LABEL * 0.35
        canvas.text(row.label, at, LABEL, GREY)
        return top + thick + _gap(layout)
    _bar(canvas, row, layout, top)
    bottom = top + thick
    if not _label(canvas, row, layout, middle):
        at = layout.scale.start, bottom + 1
        bottom = canvas.lines([row.label], at, LABEL, bold=True)
    return _said(canvas, row, layout, bottom) + _gap(layout)


def _bar(canvas: Canvas, row: Row, layout: _Layout, top: float) -> None:
    """The bar, solid as far as sources agree; how far it may be off; and the other values."""
    thick, scale = layout.thick, layout.scale
    zero, end = scale.at(0), scale.at(row.value or 0)
    left, length = min(zero, end), abs(end - zero)
    within = [scale.at(x.value) for x in row.others if left < scale.at(x.value) < left + length]
    canvas.bar(left, top, length, thick)
    if within and row.value:
        sure = min(within, key=lambda x: abs(x - zero))
        canvas.bar(min(sure, end), top, abs(end - sure), thick, PALE)
        canvas.add(
            "rect", x=left + 0.75, y=top + 0.75, width=length - 1.5, height=thick - 1.5,
            fill="none", stroke=BAR, stroke_width=1.5,
        )  # fmt: skip
    _bounds(canvas, row, layout, top)
    middle = top + thick / 2
    beyond = [x for x in (scale.at(each.value) for each in row.others) if x not in within]
    if layout.outlined and row.others:
        for x in beyond:
            canvas.outline(min(end, x), top, abs(x - end), thick, OTHER)
        return
    reach = end if row.most is None or end < zero else max(end, scale.at(row.most))
    for x in beyond:
        begin = reach if (x - zero) * (end - zero) > 0 else zero
        canvas.dashed((begin, middle), (x, middle), OTHER)
    for each in row.others:
        canvas.ring(scale.at(each.value), middle, min(5.5, thick / 2 - 1.5))


def _bounds(canvas: Canvas, row: Row, layout: _Layout, top: float) -> None:
    """How low and how high a figure may be: the stretch is hatched, its ends are closed."""
    if row.least is None or row.most is None:
        return
    low, high = layout.scale.at(row.least), layout.scale.at(row.most)
    if high - low < 4:
        return  # too little to be seen: the notes say it
    zero, end = layout.scale.at(0), layout.scale.at(row.value or 0)
    inner, outer = (low, high) if end >= zero else (high, low)
    if abs(end - zero) > abs(inner - zero):
        canvas.bar(min(inner, end), top, abs(end - inner), layout.thick, PAPER)
    canvas.hatched(min(inner, outer), top, abs(outer - inner), layout.thick, BAR)
    canvas.bar(end - 1, top, 2, layout.thick)


def _label(canvas: Canvas, row: Row, layout: _Layout, middle: float) -> bool:
    """Write the value after the bar, or within it where another value lies in the way.

    Never after that other value, whose number it would seem to be: where there is no room, nothing
    is written, and that is told.
    """
    scale = layout.scale
    zero, end = scale.at(0), scale.at(row.value or 0)
    base = middle + LABEL * 0.35
    long = width(row.label, LABEL, bold=True)
    rings = [scale.at(each.value) for each in row.others]
    ends = [zero, end, *([scale.at(row.most)] if row.most is not None else [])]
    start = max(ends) + 6
    if all(x > start + long + 8 or x < start - 12 for x in rings):
        if any(x > start for x in rings):
            canvas.bar(start - 3, middle - LABEL * 0.62, long + 4, LABEL * 1.24, PAPER)
        canvas.text(row.label, (start, base), LABEL, INK, bold=True)
        return True
    lowest = [] if row.least is None else [scale.at(row.least)]
    solid = min([end, *lowest, *(x - 7 for x in rings)])
    if solid - zero > long + 12:
        canvas.text(row.label, (solid - 6, base), LABEL, ON_BAR, bold=True, anchor="end")
        return True
    return False


def _said(canvas: Canvas, row: Row, layout: _Layout, top: float) -> float:
    """Who gives the other values: a line each below the bar, near to its ring."""
    room, scale = layout.room, layout.scale
    for each in row.others:
        text = f"{each.label} by {each.by}"
        left = scale.start
        lines = wrap(text, SMALL, room.left + room.width - left)
        longest = max(width(line, SMALL) for line in lines)
        start = max(left, min(scale.at(each.value) - 6, room.left + room.width - longest))
        top = canvas.lines(lines, (start, top + 1), SMALL, OTHER, leading=1.2)
    return top
