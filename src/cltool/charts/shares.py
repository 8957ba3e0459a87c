"""Parts of a whole: one bar in the unit, or a bar each where parts can't be set end to end."""

from collections.abc import Sequence
from itertools import pairwise

from ..answer import Answer, Column
from ..arithmetic import Number, difference, total
from ..wording import number
from .bars import LABEL, bars
from .canvas import BAR, INK, LINE, OTHER, REST, SECOND, Canvas, width
from .font import wrap
from .page import Body, Room
from .rows import Other, Row, columns_of, others_at, rows_of
from .scale import Scale

_MOST_SEGMENTS = 6
_THICK = 44.0
_LEVEL = 20.0


def shares(answer: Answer, room: float) -> Body:
    """What draws the parts of an answer to share.

    Args:
        answer: The answer.
        room: How wide it may be.
    """
    columns = columns_of(answer, "whole", "whole_value", "percent")
    parts = [row for row in rows_of(answer) if row.place]
    at = [i for i, each in enumerate(columns["place"].cells) if each]
    percents = [_text(answer, columns["percent"], i) for i in at]
    wholes = {(columns["whole"].cells[i], columns["whole_value"].cells[i]) for i in at}
    if len(wholes) > 1:
        return bars([_by_percent(answer, columns, i, x) for i, x in zip(at, parts, strict=True)])
    ((id_, size),) = wholes
    value = size if isinstance(size, int | float) else None
    place = id_ if isinstance(id_, str) else None
    name = answer.names.get(place, place) if place else "All listed"
    others = tuple(others_at(answer, place)) if place else ()
    whole = Row(place or "", name, value, number(value) if value is not None else "", others)
    parts = [
        row._replace(label=f"{row.label} ({percent})" if percent else row.label)
        for row, percent in zip(parts, percents, strict=True)
    ]
    overlap = any(note.kind == "overlapping" for note in answer.notes)
    if not overlap and value is not None and _end_to_end(parts, whole, room):
        return _stacked(parts, whole)
    return bars([whole, *parts], {whole.place}, outlined=True)


def _text(answer: Answer, column: Column, at: int) -> str:
    return answer.for_people(column.cells[at], column)


def _by_percent(answer: Answer, columns: dict[str, Column], at: int, row: Row) -> Row:
    """A part of a whole of its own, by its percentage."""
    cell, whole = columns["percent"].cells[at], columns["whole"].cells[at]
    value = cell if isinstance(cell, int | float) else None
    name = answer.names.get(whole, whole) if isinstance(whole, str) else "all listed"
    label = f"{_text(answer, columns['percent'], at)} of {name}"
    return Row(row.place, row.name, value, label if value is not None else "not known")


def _segments(parts: Sequence[Row], whole: Row) -> list[Row]:
    rest = difference(whole.value or 0, total(row.value or 0 for row in parts))
    name = f"rest of {whole.name}" if whole.place else "rest"
    left = [Row("", name, rest, number(rest))] if rest > 0 else []
    return [*parts, *left]


def _end_to_end(parts: Sequence[Row], whole: Row, room: float) -> bool:
    """Whether the parts fit into their whole, exactly, and their names above it."""
    values = [row.value for row in parts]
    if not whole.value or any(x is None or x < 0 for x in values) or len(parts) > _MOST_SEGMENTS:
        return False
    if any(row.others or row.least is not None for row in parts):
        return False
    segments = _segments(parts, whole)
    if total(row.value or 0 for row in segments) != whole.value:
        return False
    scale = Scale(0, _most(whole), 0, room)
    starts = _starts(segments)
    return all(
        scale.at(start) + 6 + width(_named(row), LABEL, bold=True) <= room
        for start, row in zip(starts, segments, strict=True)
    )


def _most(whole: Row) -> Number:
    return max([whole.value or 0, *(each.value for each in whole.others)])


def _starts(segments: Sequence[Row]) -> list[Number]:
    values = [row.value or 0 for row in segments]
    return [total(values[:at]) for at in range(len(values))]


def _named(row: Row) -> str:
    return f"{row.name}: {row.label}"


def _stacked(parts: Sequence[Row], whole: Row) -> Body:
    """One bar of the parts in their order; what other sources give for the whole is outlined."""

    def draw(canvas: Canvas, room: Room) -> float:
        segments = _segments(parts, whole)
        scale = Scale(0, _most(whole), room.left, room.width)
        top = room.top + _LEVEL * len(segments) + 4
        edges = [scale.at(x) for x in [*_starts(segments), whole.value or 0]]
        for at, (row, (left, right)) in enumerate(zip(segments, pairwise(edges), strict=True)):
            level = room.top + _LEVEL * at
            fill = REST if not row.place else SECOND if at % 2 else BAR
            canvas.bar(left, top, max(right - left - 2, 1), _THICK, fill)
            canvas.line((left + 0.5, level + 3), (left + 0.5, top - 1), LINE)
            canvas.text(_named(row), (left + 6, level + 14), LABEL, bold=bool(row.place))
        end = scale.at(whole.value or 0)
        for other in whole.others:
            x = scale.at(other.value)
            left, right = min(end, x), max(end, x)
            canvas.outline(left, top, right - left, _THICK, OTHER)
        bottom = top + _THICK + 4
        bottom = _beneath(canvas, f"{whole.name}: {whole.label}", room, end, bottom, INK)
        for other in whole.others:
            text, x = _said(other), scale.at(other.value)
            bottom = _beneath(canvas, text, room, x, bottom, OTHER)
        return bottom + 4

    return draw


def _said(other: Other) -> str:
    return f"{other.label} by {other.by}"


def _beneath(canvas: Canvas, text: str, room: Room, x: float, top: float, fill: str) -> float:
    """A text below the bar that ends where a value lies, or as near to it as there is room."""
    lines = wrap(text, LABEL, room.width, bold=fill == INK)
    longest = max(width(line, LABEL, bold=fill == INK) for line in lines)
    end = min(max(x, room.left + longest), room.left + room.width)
    return canvas.lines(lines, (end, top), LABEL, fill, bold=fill == INK, anchor="end")
