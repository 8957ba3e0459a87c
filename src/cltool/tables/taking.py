"""What becomes of each figure of a table: taken, kept out, or refused and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..answer import Answer, Caveat, Column, Kind, Weight
from ..arithmetic import Number
from ..dataset.fields import LARGEST_VALUE
from ..errors import NoAnswerError, UsageError
from ..text import cut, printable, shown
from ..wording import counted, listing, number
from .cells import Cell, is_filled, text_of
from .figures import Figure, read_figure
from .matching import Matcher
from .rows import Row

TAKEN, WITHHELD, REPLACED = "taken", "taken as withheld", "replaced"
KEPT_OUT = "kept out: empty"
_GOOD = (TAKEN, WITHHELD, REPLACED, KEPT_OUT)
_MOST_SAMPLES = 3
_MOST_TROUBLE = 20
_LONGEST_CELL = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a figure.

    Attributes:
        row: Where it stands.
        place: The id of its place, if that is known.
        figure: What its cell says, if that can be read.
        result: `TAKEN` and its like, or why it is refused.
    """

    row: Row
    place: str | None
    figure: Figure | None
    result: str

    @property
    def value(self) -> Number | None:
        """The number, if it is one."""
        return self.figure.value if self.figure else None

    @property
    def is_good(self) -> bool:
        """Whether it is not refused."""
        return self.result in _GOOD

    @property
    def is_new(self) -> bool:
        """Whether it goes into the fact base."""
        return self.is_good and self.result != KEPT_OUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How cells are taken.

    Attributes:
        decimal: The sign of decimals.
        missing: More words for a missing figure, in lower case.
        signed: Whether figures may be below 0.
        replace: Whether a figure that is there is replaced.
    """

    decimal: str = "."
    missing: frozenset[str] = frozenset()
    signed: bool = False
    replace: bool = False


class Taker:
    """Takes the figures of one table, in order."""

    def __init__(self, matcher: Matcher, there: set[tuple[str | None, str]], rules: Rules) -> None:
        """Begin with the first.

        Args:
            matcher: Finds the places.
            there: The periods and places of the figures that are there.
            rules: How cells are taken.
        """
        self._matcher = matcher
        self._there = there
        self._rules = rules
        self._seen: dict[tuple[str | None, str], int] = {}

    def take(self, row: Row) -> Outcome:
        """What becomes of the next figure."""
        if not is_filled(row.cell):
            return Outcome(row, None, None, KEPT_OUT)
        figure = read_figure(row.cell, self._rules.decimal, self._rules.missing)
        problem = self._problem(row.cell, figure)
        try:
            place = self._matcher.place_of(row)
        except UsageError as error:
            return Outcome(row, None, figure, problem or _said(error))
        if problem is not None:
            return Outcome(row, place, None, problem)
        key = (row.period, place)
        if key in self._seen:
            again = f"the table gives this place a figure already, in line {self._seen[key]}"
            return Outcome(row, place, figure, again)
        self._seen[key] = row.line
        if key in self._there and not self._rules.replace:
            return Outcome(row, place, figure, "the series has this place already")
        if key in self._there:
            return Outcome(row, place, figure, REPLACED)
        value = figure.value if figure else None
        return Outcome(row, place, figure, TAKEN if value is not None else WITHHELD)

    def _problem(self, cell: Cell, figure: Figure | None) -> str | None:
        least = -LARGEST_VALUE if self._rules.signed else 0
        if figure is not None and (figure.value is None or figure.value >= least):
            return None
        return (
            f"given '{shown(text_of(cell))}', expected a number from {least:,} to "
            f"{LARGEST_VALUE:,}, or a word for a missing one"
        )


def _said(error: UsageError) -> str:
    """An error as the command line says it, without the hint that it would repeat for each row."""
    return UsageError(*error.parts).on_command_line()


def answer_of(
    outcomes: Sequence[Outcome], title: str, notes: Sequence[Caveat], name: str
) -> Answer:
    """What became of the figures: those with trouble, a few of the others, and how many there are.

    Args:
        outcomes: The figures.
        title: What they are added to.
        notes: What is to know of them.
        name: What messages call the table.
    """
    refused = [each for each in outcomes if not each.is_good]
    samples = [each for each in outcomes if each.is_new][:_MOST_SAMPLES]
    rows = [*samples, *refused[:_MOST_TROUBLE]]
    failures = [
        NoAnswerError(f"{name}:{each.row.line}: {each.result}") for each in refused[:_MOST_TROUBLE]
    ]
    if len(refused) > len(failures):
        failures.append(
            NoAnswerError(
                f"{name}: these are the first {_MOST_TROUBLE} of {number(len(refused))} refused "
                "figures"
            )
        )
    return Answer(
        question="import",
        title=title,
        summary=_summary(outcomes),
        columns=_columns(rows),
        notes=tuple(notes),
        passed=not refused,
        failures=tuple(failures),
    )


def _summary(outcomes: Sequence[Outcome]) -> str:
    counts = Counter(each.result if each.is_good else "" for each in outcomes)
    words = [
        f"{number(counts[TAKEN])} can be added",
        f"{number(counts[WITHHELD])} as withheld" if counts[WITHHELD] else "",
        f"{number(counts[REPLACED])} replaced" if counts[REPLACED] else "",
        f"{number(counts[KEPT_OUT])} kept out, being empty" if counts[KEPT_OUT] else "",
        f"{number(counts[''])} refused",
    ]
    return f"{', '.join(filter(None, words))}."


def _columns(rows: Sequence[Outcome]) -> tuple[Column, ...]:
    periods = tuple(each.row.period for each in rows)
    return (
        Column("line", "the line of the table", tuple(each.row.line for each in rows), Kind.NUMBER),
        Column(
            "place",
            "the id of the place",
            tuple(each.place for each in rows),
            Kind.PLACE,
            for_people=False,
        ),
        Column(
            "name",
            "the place as the table names it",
            tuple(printable(cut(each.row.place, _LONGEST_CELL)) for each in rows),
        ),
        Column("value", "the figure", tuple(each.value for each in rows), Kind.NUMBER),
        Column("result", "what became of the figure", tuple(each.result for each in rows)),
        Column(
            "period", "its period", periods, weight=Weight.BACKGROUND,
            for_people=len(set(periods)) > 1,
        ),
    )  # fmt: skip


def notes_of(matcher: Matcher) -> list[Caveat]:
    """What is to know of the places: which are new, and which are of another kind than asked."""
    notes = []
    new = matcher.new_places.values()
    if new:
        names = listing([place.name for place in new], 10)
        ids = tuple(place.id for place in new)
        notes.append(
            Caveat(
                "places", f"{counted(len(new), 'new place')}: {names}.", Weight.VITAL, places=ids
            )
        )
    if matcher.of_other_kinds:
        names = listing([f"{name} ({kind})" for name, kind in matcher.of_other_kinds.items()], 10)
        text = f"Taken for places of another kind that have the name: {names}."
        notes.append(Caveat("other-kinds", text, Weight.VITAL))
    return notes
