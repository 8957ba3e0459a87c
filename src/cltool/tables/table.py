"""The figures of a table, as is asked, with what is seen of their places."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import Parameter, UsageError
from ..text import shown
from .asked import OUT, Asked
from .cells import is_filled, text_of
from .columns import Role, survey
from .figures import read_figure
from .levels import Seen, other_levels
from .opening import find_layout, open_book, where_of
from .planning import make_plan
from .rows import Plan, Row, rows_of

_MEASURE = re.compile(r"indicator name|^(indicator|measure|variable|series name)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a table.

    Attributes:
        name: What messages call it.
        plan: Which of its cells are meant.
        rows: Those.
        others: The places that are seen to be of another level, each with its level.
        other_kind: What they become: a kind, `out`, `same`; None where nothing is said.
        missing: More words for a missing figure.
        left_out: The names that were left out.
    """

    name: str
    plan: Plan
    rows: Sequence[Row]
    others: dict[str, str]
    other_kind: str | None
    missing: frozenset[str]
    left_out: tuple[str, ...]

    @property
    def header(self) -> str:
        """The header of its figures, without their period."""
        layout, first = self.plan.layout, self.plan.values[0]
        parts = [part for part in layout.names[first] if self.plan.periods[0] is None]
        if parts and self.plan.places:
            return " ".join(parts)
        said = [each for each in survey(layout) if each.role is Role.CONSTANT]
        named = [each.values[0] for each in said if _MEASURE.search(each.title)]
        above = [text_of(cell) for line in layout.above for cell in line.cells if is_filled(cell)]
        return next(iter([*named, *([] if self.plan.places else above)]), "")

    def other_periods(self) -> str | None:
        """The column of periods that differ, though the period of all is said to be one."""
        if self.plan.period is None or self.plan.period_column is not None:
            return None
        told, lines = {at for at, _ in self.plan.where}, self.plan.lines()
        for each in survey(self.plan.layout):
            timed = each.role is Role.PERIOD and each.at not in told
            if timed and len({text_of(line.cell(each.at)) for line in lines}) > 1:
                return each.name
        return None

    def unread(self) -> list[str]:
        """The texts among its figures that are neither numbers nor words for missing ones."""
        return [
            text_of(row.cell)
            for row in self.rows
            if is_filled(row.cell)
            and read_figure(row.cell, self.plan.decimal, self.missing) is None
        ]


def read_table(data: bytes, name: str, asked: Asked) -> Table:
    """The figures of a table, as is asked.

    Args:
        data: The file.
        name: What messages call it.
        asked: How it is read.

    Raises:
        UsageError: If it is no table, or what is meant is not said enough.
    """
    book = open_book(data, name, asked)
    layout = find_layout(book, asked)
    where = where_of(book, layout.sheet)
    plan = make_plan(layout, asked, where)
    words = frozenset(word.casefold().strip() for word in asked.missing)
    rows, left_out = _without(rows_of(plan), asked.leave_out, where)
    others = levels_of(rows, plan, words)
    if asked.other_levels == OUT:
        left_out += list(others)
        rows = [row for row in rows if row.place not in others]
    return Table(where, plan, rows, others, asked.other_levels, words, tuple(left_out))


def _without(rows: Sequence[Row], names: Sequence[str], where: str) -> tuple[list[Row], list[str]]:
    """The rows without those of places to leave out, and the names of these."""
    out: dict[str, None] = {}
    for name in names:
        begins = name.endswith("*") and len(name) > 1
        found = [
            row.place
            for row in rows
            if name.casefold() in (row.place.casefold(), (row.code or "").casefold())
            or (begins and (row.code or row.place).startswith(name[:-1]))
        ]
        if not found:
            given = Parameter("leave_out", f"'{shown(name)}'")
            raise UsageError(f"{where}: given ", given, ", but no place has that name or code")
        out.update(dict.fromkeys(found))
    return [row for row in rows if row.place not in out], list(out)


def levels_of(rows: Sequence[Row], plan: Plan, missing: frozenset[str]) -> dict[str, str]:
    """The places of rows that are of another level than the rest; see `other_levels`."""
    figures: dict[str, dict[str | None, int | float]] = defaultdict(dict)
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row.place, row)
        if len(figures[row.place]) < 3:
            found = read_figure(row.cell, plan.decimal, missing)
            if found and found.value is not None:
                figures[row.place].setdefault(row.period, found.value)
    return other_levels(
        [Seen(row.place, row.code, row.indent, figures[row.place]) for row in first.values()]
    )
