"""What a chart shows of an answer: its rows, with the other values that sources give."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..answer import Answer, Caveat, Cell, Column
from ..arithmetic import Number, scaled
from ..errors import UsageError
from ..wording import number

DRAWN = ("rank", "compare", "share", "trend", "place")
"""The questions whose answers can be drawn."""


class Other(NamedTuple):
    """Another value that sources give for a row.

    Attributes:
        value: The value, by the column that is drawn.
        label: The value for people.
        by: Who gives it.
    """

    value: Number
    label: str
    by: str


class Row(NamedTuple):
    """A row of an answer.

    Attributes:
        place: The id of the place; empty for a sum or a remainder.
        name: Its name.
        value: What is drawn of it; None where that is unknown.
        label: That for people.
        others: The other values, the first listed first.
        least, most: How low and how high it may be; None where it is exact.
    """

    place: str
    name: str
    value: Number | None
    label: str
    others: tuple[Other, ...] = ()
    least: Number | None = None
    most: Number | None = None


def columns_of(answer: Answer, *needed: str) -> dict[str, Column]:
    """The columns of an answer by name.

    Raises:
        UsageError: If the answer is of no kind that can be drawn, or lacks a column for it.
    """
    if answer.question not in DRAWN:
        can = ", ".join(DRAWN[:-1])
        raise UsageError(
            f"the answer of {answer.question} can't be drawn; those of {can} and {DRAWN[-1]} can"
        )
    found = {column.name: column for column in answer.columns}
    for name in needed:
        if name not in found:
            raise UsageError(f"a chart needs the column {name}; leave no columns out")
    return found


def rows_of(answer: Answer) -> list[Row]:
    """The rows of an answer, by their rates where it has some, else by their values."""
    columns = columns_of(answer, "place", "name", "value")
    drawn = columns.get("rate", columns["value"])
    unit = "%" if _in_percent(columns) else ""
    found = []
    for at, cell in enumerate(drawn.cells):
        value = cell if isinstance(cell, int | float) else None
        label = answer.for_people(cell, drawn) + unit if value is not None else "not known"
        least, most = (_bound(columns, name, at) for name in ("least", "most"))
        label = f"{_limit(answer, columns, at)}{label}"
        found.append(
            Row(
                str(columns["place"].cells[at] or ""),
                str(columns["name"].cells[at]),
                value,
                label,
                tuple(_others(answer, columns, at, unit)),
                least,
                most,
            )
        )
    return found


def _limit(answer: Answer, columns: dict[str, Column], at: int) -> str:
    """What a label begins with where the figure is itself its only bound: `at least `."""
    value, place = columns["value"].cells[at], columns["place"].cells[at]
    series = columns["series"].cells[at] if "series" in columns else None
    for note in answer.notes:
        if note.kind == "precision" and place in note.places and series in (None, *note.series):
            if note.numbers == {"least": value}:
                return "at least "
            if note.numbers == {"most": value}:
                return "at most "
    return ""


def _in_percent(columns: dict[str, Column]) -> bool:
    unit = columns["unit"].cells if "unit" in columns else ()
    return bool(unit) and unit[0] in ("percent", "per cent", "%") and "rate" not in columns


def _bound(columns: dict[str, Column], name: str, at: int) -> Number | None:
    cell: Cell = columns[name].cells[at] if name in columns else None
    return cell if isinstance(cell, int | float) else None


def _others(answer: Answer, columns: dict[str, Column], at: int, unit: str) -> Iterator[Other]:
    """The other values of a row, each once, as its caveats and its cells tell them."""
    told: dict[Number, str] = {}
    for note in about(answer, columns, at):
        who = note.given_by or ("other sources",) * len(note.alternatives)
        for each, by in zip(note.alternatives, who, strict=True):
            told.setdefault(each.value, by)
    for name in ("disputed", "elsewhere"):
        cell = columns[name].cells[at] if name in columns else ()
        for item in cell if isinstance(cell, tuple) else ():
            if not isinstance(item, str):
                told.setdefault(item.value, "other sources")
    own, rate = columns["value"].cells[at], columns.get("rate")
    for value, by in told.items():
        if value == own:
            continue
        if rate is None:
            yield Other(value, number(value) + unit, by)
            continue
        base = columns["per_value"].cells[at]
        found = scaled(_scale(answer), value, base) if isinstance(base, int | float) else None
        if found is not None:
            yield Other(found, answer.for_people(found, rate), by)


def others_at(answer: Answer, place: str) -> Iterator[Other]:
    """The other values of a place that has no row, such as a whole, each once."""
    told: dict[Number, str] = {}
    for note in answer.notes:
        if note.column == "value" and place in note.places:
            for each, by in zip(note.alternatives, note.given_by, strict=False):
                told.setdefault(each.value, by)
    return (Other(value, number(value), by) for value, by in told.items())


def about(answer: Answer, columns: dict[str, Column], at: int) -> Iterator[Caveat]:
    """The caveats on other values of a row's own figure."""
    place = columns["place"].cells[at]
    series = columns["series"].cells[at] if "series" in columns else None
    for note in answer.notes:
        of_series = series is None or not note.series or series in note.series
        if note.alternatives and note.column == "value" and place in note.places and of_series:
            yield note


def _scale(answer: Answer) -> int:
    """What the rates are per, of their denominators."""
    for note in answer.notes:
        if note.kind == "rate" and (scale := note.numbers.get("scale")) is not None:
            return int(scale)
    return 1


def extent(rows: Sequence[Row]) -> tuple[Number, Number]:
    """The lowest and the highest that is drawn of some rows, and 0."""
    values: list[Number] = [0]
    for row in rows:
        values += [x for x in (row.value, row.least, row.most) if x is not None]
        values += [each.value for each in row.others]
    return min(values), max(values)
