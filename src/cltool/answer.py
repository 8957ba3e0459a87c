"""What every question returns, and every format prints."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from .caveat import Alternative as Alternative
from .caveat import Caveat as Caveat
from .caveat import Effect as Effect
from .caveat import Weight as Weight
from .caveat import by_weight as by_weight
from .caveat import once as once
from .citation import Citation as Citation
from .citation import Cited as Cited
from .column import Cell as Cell
from .column import Column as Column
from .column import Kind as Kind
from .errors import CltoolError, UsageError
from .notebook import Shown
from .text import shown
from .wording import aligned, counted, listing, number, percent, rate, ratio, short_months

MOST_SUMMARIES = 3


class Shape(Enum):
    """How an answer is best laid out for people."""

    TABLE = auto()
    """A row a line, in columns."""
    RECORD = auto()
    """One thing, told in sentences."""
    FINDINGS = auto()
    """What a check found, grouped by the place concerned."""


def _numbers(locator: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall("[0-9]+", locator))


@dataclass(frozen=True, slots=True)
class Answer(Shown):
    """A table with all that is needed to publish it. Iterating gives each row as a dictionary.

    Attributes:
        question: The command that asks for it.
        title: What the table shows, and when.
        summary: The answer in one sentence.
        headline: The finding in at most 15 words, true also if another value that it lists takes
            the place of a figure; empty where there is none.
        columns: The columns, in their fixed order, each with its cells.
        notes: What the reader should know.
        citations: The series and sources of the figures.
        names: The name of each place whose id stands in a cell.
        shape: How it is best laid out for people.
        passed: Whether what was checked held. If not, the program exits with 1.
        failures: Why other things asked for in the same breath have no answer.
        missing: Where those stood among all that were asked for, from 0; one a failure.
        written: The files that answering has changed.
        licence: The licence of the facts; empty where they say none.
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
    missing: tuple[int, ...] = ()
    written: tuple[str, ...] = ()
    headline: str = ""
    licence: str = ""

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
        """The answer in words, then its notes and its sources: a line each."""
        notes = [note.text for note in self.notes]
        sources = [f"Source: {source}" for source in self.sources()]
        return "\n".join([self.summary, *notes, *sources])

    def __repr__(self) -> str:
        rows = f"{len(self)} row{'' if len(self) == 1 else 's'}"
        return f"<Answer to {self.question}: {rows}. {self.summary}>"

    def sources(self) -> list[str]:
        """The sources for people, each once, with where in them the figures stand."""
        return [", ".join(filter(None, [each.text, each.where()])) for each in self.cited()]

    def cited(self) -> list[Cited]:
        """The sources, each once; see `Cited`.

        And with the time that they speak of, where the answer sets several times side by side.
        """
        several = len({(each.measure, each.period) for each in self.citations}) > 1
        found: dict[str, tuple[Citation, dict[str, None]]] = {}
        for each in self.citations:
            key = f"{each.text}{each.period_in_words if several else ''}"
            found.setdefault(key, (each, {}))[1].update(dict.fromkeys(each.locators))
        return [
            Cited(
                f"{each.text} for {each.period_in_words}" if several else each.text,
                f"{each.short}, for {short_months(each.period_in_words)}"
                if several
                else each.short,
                tuple(sorted(locators, key=_numbers)),
                each.url,
            )
            for each, locators in found.values()
        ]

    def to_dict(self) -> dict[str, object]:
        """The whole answer as dictionaries and lists, as the JSON format prints it."""
        return {
            "question": self.question,
            "title": self.title,
            "summary": self.summary,
            "headline": self.headline,
            "licence": self.licence,
            "columns": {column.name: column.meaning for column in self.columns},
            "rows": [{name: plain_cell(cell) for name, cell in row.items()} for row in self],
            "notes": [note.to_dict() for note in self.notes],
            "sources": [citation._asdict() for citation in self.citations],
        }

    def with_failures(
        self, failures: Mapping[int, CltoolError], empty: Collection[int] = ()
    ) -> "Answer":
        """The answer, with why other things asked for have none, by where they stood among all.

        Args:
            failures: Why, by where each stood.
            empty: Where nothing was asked for.
        """
        missing = tuple(sorted({*failures, *empty}))
        return replace(self, failures=tuple(failures.values()), missing=missing)

    @classmethod
    def joined(cls, answers: Sequence["Answer"]) -> "Answer":
        """One answer of answers to the same question about several things.

        Args:
            answers: The answers, at least one.
        """
        first = answers[0]
        if len(answers) == 1:
            return first
        sets = zip(*(answer.columns for answer in answers), strict=True)
        return replace(
            first,
            title=_titles(answers),
            summary=_summaries(answers),
            headline="",
            columns=tuple(map(Column.joined, sets)),
            notes=once(note for answer in answers for note in answer.notes),
            citations=tuple(dict.fromkeys(each for answer in answers for each in answer.citations)),
            names={id_: name for answer in answers for id_, name in answer.names.items()},
            shape=Shape.TABLE,
        )

    @property
    def printed(self) -> tuple[Column, ...]:
        """The columns that are given where none is asked for by name."""
        return tuple(column for column in self.columns if not column.on_request)

    @property
    def printed_rows(self) -> Iterator[tuple[Cell, ...]]:
        """The rows of those columns."""
        return zip(*(column.cells for column in self.printed), strict=True)

    def only(self, *names: str) -> "Answer":
        """The answer with some columns alone, in this order, and with what is to know of them.

        Where other things asked for have no answer, their rows are empty, so that rows keep step.

        Raises:
            UsageError: If it has no such column.
        """
        known = {column.name: column for column in self.columns}
        for name in names:
            if name not in known:
                valid = ", ".join(known)
                raise UsageError(f"unknown field '{shown(name)}'; expected one of: {valid}")
        found = [
            replace(known[name], for_people=True, on_request=False, weight=Weight.VITAL)
            for name in names
        ]
        first = 1 if len(self) == 2 and all(each.relative for each in found) else 0
        columns = tuple(replace(each, cells=each.cells[first:]) for each in found)
        columns = tuple(each.with_gaps(self.missing) for each in columns)
        notes = tuple(note for note in self.notes if self._concerns(note, names))
        return replace(self, columns=columns, notes=notes, shape=Shape.TABLE, missing=())

    def _concerns(self, note: Caveat, names: Collection[str]) -> bool:
        """Whether a note is about some columns of the rows, or about the answer as a whole."""
        if not note.column or note.column == self.question:
            return True  # the rows of a ranking are its ranks
        if any(each.relative and each.name in names for each in self.columns):
            names = {*names, "value"}  # what is held against another rests on both values
        rows = next((each.cells for each in self.columns if each.name == "place"), note.places)
        if any(each.result in names and each.place in ("", *rows) for each in note.effects):
            return True
        return note.column in names and (not note.places or not set(note.places).isdisjoint(rows))

    def cells_for_people(self, column: Column) -> list[str]:
        """The cells of a column as people's formats write them.

        That of the row which the others are held against is empty: it says nothing.
        """
        cells = [self.for_people(cell, column) for cell in column.cells]
        if column.kind is Kind.RATE:
            cells = aligned(cells)
        return ["", *cells[1:]] if column.relative and len(cells) > 1 else cells

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


def _titles(answers: Sequence[Answer]) -> str:
    """What several answers are called: what they all show, and each time that they speak of."""
    titles = list(dict.fromkeys(answer.title for answer in answers))
    subjects = {title.rpartition(", ")[0] for title in titles}
    if len(subjects) > 1 or "" in subjects:
        return "; ".join(titles)
    return f"{subjects.pop()}, {listing([title.rpartition(', ')[2] for title in titles])}"


def _summaries(answers: Sequence[Answer]) -> str:
    """What several answers say in short; of many, how many they are."""
    if len(answers) > MOST_SUMMARIES:
        return f"{counted(len(answers), 'answer')}."
    return " ".join(answer.summary for answer in answers)


def plain_cell(cell: Cell) -> object:
    """A cell as JSON holds it."""
    if isinstance(cell, tuple):
        return [item._asdict() if isinstance(item, Alternative) else item for item in cell]
    return cell
