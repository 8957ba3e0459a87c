"""The columns of an answer, which hold its cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from .caveat import Alternative, Weight

Cell = str | int | float | bool | tuple[str, ...] | tuple[Alternative, ...] | None
"""One value of a row; None where it is unknown or there is none."""


class Kind(Enum):
    """What a column holds, and so how people's formats write and align it."""

    TEXT = auto()
    PLACE = auto()
    """The id of a place, for which people read its name."""
    NUMBER = auto()
    PERCENT = auto()
    RATIO = auto()
    RATE = auto()
    LIST = auto()
    """Several values or none."""

    @property
    def numeric(self) -> bool:
        """Whether its values align to the right."""
        return self in (Kind.NUMBER, Kind.PERCENT, Kind.RATIO, Kind.RATE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer, with its cells.

    Attributes:
        name: Its name for scripts: a promise.
        meaning: What it holds, in a line for the pages.
        cells: A cell a row.
        kind: What its cells are.
        heading: Its name for people.
        for_people: Whether people's formats show it. What they leave out, another column or the
            title says.
        links: The address that each cell opens, where it has one; empty for none.
        bar_full: The value that fills the bar drawn beside it; None for no bar.
        weight: How much it is needed: where a page is too narrow, the least needed go first, and
            the vital ones never.
        on_request: Whether it is given only where it is asked for by name, or all is.
        relative: Whether its first cell is that of the row which the others are held against, and
            so is left out where the column is asked for by name.
    """

    name: str
    meaning: str
    cells: tuple[Cell, ...]
    kind: Kind = Kind.TEXT
    heading: str = ""
    for_people: bool = True
    links: tuple[str | None, ...] = ()
    bar_full: int | float | None = None
    weight: Weight = Weight.USEFUL
    on_request: bool = False
    relative: bool = False

    @property
    def title(self) -> str:
        """The heading for people."""
        return self.heading or self.name.replace("_", " ").capitalize()

    @classmethod
    def joined(cls, columns: Sequence["Column"]) -> "Column":
        """One column of several, one below another; its heading goes where they differ."""
        first = columns[0]
        cells = tuple(cell for column in columns for cell in column.cells)
        alike = all(column.heading == first.heading for column in columns)
        links = tuple(link for column in columns for link in column.links)
        heading = first.heading if alike else ""
        return replace(first, cells=cells, links=links, heading=heading)

    def with_gaps(self, positions: Sequence[int]) -> "Column":
        """The column with an empty cell at each of some positions among its cells, in order."""
        cells, links = list(self.cells), list(self.links)
        for position in positions:
            cells.insert(position, None)
            if links:
                links.insert(position, None)
        return replace(self, cells=tuple(cells), links=tuple(links))
