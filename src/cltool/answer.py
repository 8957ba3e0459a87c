"""What every question returns, and every format prints."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import NamedTuple

from .caveat import Alternative as Alternative
from .caveat import Caveat as Caveat
from .caveat import Effect as Effect
from .caveat import Weight as Weight
from .caveat import by_weight as by_weight
from .caveat import once as once
from .errors import CltoolError, UsageError
from .text import shown
from .wording import number, percent, rate, ratio

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


class Shape(Enum):
    """How an answer is best laid out for people."""

    TABLE = auto()
    """A row a line, in columns."""
    RECORD = auto()
    """One thing, told in sentences."""
    FINDINGS = auto()
    """What a check found, grouped by the place concerned."""


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
    bar_full: int | float | None = None
    weight: Weight = Weight.USEFUL
    on_request: bool = False
    relative: bool = False

    @property
    def title(self) -> str:
        """The heading for people."""
        return self.heading or self.name.replace("_", " ").capitalize()


class Citation(NamedTuple):
    """A series that an answer rests on, with its source.

    Attributes:
        series, measure, period, status: The series, as the fact base gives it.
        source, publisher, title, published, url: Its source.
        origin: The id of the source at the end of the chain of `relays`.
        period_in_words: The period for people.
        locators: Where in the source the figures stand.
        text: The source for people, without the locators.
    """

    series: str
    measure: str
    period: str
    status: str
    source: str
    publisher: str
    title: str
    published: str
    url: str | None
    origin: str
    period_in_words: str
    locators: tuple[str, ...]
    text: str


def _numbers(locator: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall("[0-9]+", locator))


@dataclass(frozen=True, slots=True)
class Answer:
    """A table with all that is needed to publish it. Iterating gives each row as a dictionary.

    Attributes:
        question: The command that asks for it.
        title: What the table shows, and when.
        summary: The answer in one sentence.
        columns: The columns, in their fixed order, each with its cells.
        notes: What the reader should know.
        citations: The series and sources of the figures.
        names: The name of each place whose id stands in a cell.
        shape: How it is best laid out for people.
        passed: Whether what was checked held. If not, the program exits with 1.
        failures: Why other things asked for in the same breath have no answer.
        written: The files that answering has changed.
    """

    question: str
    title: str
    summary: str
    columns: tuple[Column, ...]
    notes: tuple[Caveat, ...] = ()
    citations: tuple[Citation, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    shape: Shape = Shape.TABLE
    passed: bool = True
    failures: tuple[CltoolError, ...] = ()
    written: tuple[str, ...] = ()

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """The rows, a cell a column."""
        return list(zip(*(column.cells for column in self.columns), strict=True))

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.columns[0].cells)

    def __str__(self) -> str:
        return "\n".join(self.remarks())

    def __repr__(self) -> str:
        rows = f"{len(self)} row{'' if len(self) == 1 else 's'}"
        return f"<Answer to {self.question}: {rows}. {self.summary}>"

    def remarks(self, *, hints: bool = False) -> list[str]:
        """The answer in words, then its notes and its sources: a line each.

        Args:
            hints: Whether to say what to type to learn more.
        """
        notes = [note.with_hint() if hints else note.text for note in self.notes]
        return [self.summary, *notes, *(f"Source: {source}" for source in self.sources())]

    def sources(self) -> list[str]:
        """The sources for people, each once, with where in them the figures stand.

        And with the time that they speak of, where the answer sets several times side by side.
        """
        several = len({(each.measure, each.period) for each in self.citations}) > 1
        locators: dict[str, set[str]] = {}
        for each in self.citations:
            text = f"{each.text} for {each.period_in_words}" if several else each.text
            locators.setdefault(text, set()).update(each.locators)
        return [", ".join([text, *sorted(found, key=_numbers)]) for text, found in locators.items()]

    def to_dict(self) -> dict[str, object]:
        """The whole answer as dictionaries and lists, as the JSON format prints it."""
        return {
            "question": self.question,
            "title": self.title,
            "summary": self.summary,
            "columns": {column.name: column.meaning for column in self.columns},
            "rows": [{name: _plain(cell) for name, cell in row.items()} for row in self],
            "notes": [note.to_dict() for note in self.notes],
            "sources": [citation._asdict() for citation in self.citations],
        }

    def with_failures(self, failures: Sequence[CltoolError]) -> "Answer":
        """The answer, with why other things asked for have none."""
        return replace(self, failures=tuple(failures))

    @classmethod
    def joined(cls, answers: Sequence["Answer"]) -> "Answer":
        """One answer of answers to the same question about several things.

        Args:
            answers: The answers, at least one.
        """
        first = answers[0]
        if len(answers) == 1:
            return first
        titles = {answer.title for answer in answers}
        return replace(
            first,
            title=first.title if len(titles) == 1 else first.title.partition(": ")[2],
            summary=" ".join(answer.summary for answer in answers),
            columns=tuple(map(_joined, zip(*(each.columns for each in answers), strict=True))),
            notes=once(note for answer in answers for note in answer.notes),
            citations=tuple(dict.fromkeys(each for answer in answers for each in answer.citations)),
            names={id_: name for answer in answers for id_, name in answer.names.items()},
            shape=Shape.TABLE,
        )

    def only(self, name: str) -> "Answer":
        """The answer with one column alone, which people's formats then show too.

        Raises:
            UsageError: If it has no such column.
        """
        found = tuple(column for column in self.columns if column.name == name)
        if not found:
            valid = ", ".join(column.name for column in self.columns)
            raise UsageError(f"unknown field '{shown(name)}'; expected one of: {valid}")
        return replace(self, columns=tuple(replace(each, for_people=True) for each in found))

    def for_people(self, cell: Cell, column: Column) -> str:
        """A cell as people's formats write it: grouped, rounded, an unknown one empty."""
        if cell is None:
            return ""
        if isinstance(cell, tuple):
            return ", ".join(
                number(item.value) if isinstance(item, Alternative) else item for item in cell
            )
        if isinstance(cell, bool):
            return "yes" if cell else "no"
        if isinstance(cell, str):
            return self.names.get(cell, cell) if column.kind is Kind.PLACE else cell
        write = {Kind.PERCENT: percent, Kind.RATIO: ratio, Kind.RATE: rate}.get(column.kind, number)
        return write(cell)


def _plain(cell: Cell) -> object:
    if isinstance(cell, tuple):
        return [item._asdict() if isinstance(item, Alternative) else item for item in cell]
    return cell


def _joined(columns: tuple[Column, ...]) -> Column:
    """One column of several; its heading goes where they differ."""
    first = columns[0]
    cells = tuple(cell for column in columns for cell in column.cells)
    alike = all(column.heading == first.heading for column in columns)
    return replace(first, cells=cells, heading=first.heading if alike else "")
