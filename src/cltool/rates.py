"""Rates: a figure per so many of another measure, such as links per 100,000 residents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from .answer import Cell, Column, Kind, Note
from .arithmetic import Number, scaled
from .errors import NoAnswerError, UsageError
from .figures import Figure, find_measure
from .model import FactBase, Measure
from .period import Period
from .wording import listing, number
from .wording import rate as rate_in_words

SCALE = 100_000
"""The base of a rate unless another is asked for: per 100,000."""


class Values:
    """What figures are ranked and compared by: their own values."""

    columns: tuple[Column, ...] = ()
    base = ""
    """What a score is per, for people."""

    def score(self, figure: Figure, value: Number | None = None) -> Number | None:
        """What a figure counts for, or would with another value."""
        return figure.value if value is None else value

    def cells(self, figure: Figure) -> tuple[Cell, ...]:
        """The cells of a figure that `columns` stand for."""
        del figure
        return ()

    def in_words(self, score: Number) -> str:
        """What a figure counts for, for people."""
        return number(score)

    def notes(self, facts: FactBase, used: Sequence[Figure]) -> list[Note]:
        """What is to be known of the scores of some figures."""
        del facts, used
        return []

    def cited(self, used: Sequence[Figure]) -> list[Figure]:
        """The figures that the scores rest on."""
        return list(used)


@dataclass(frozen=True)
class Rates(Values):
    """What figures are ranked and compared by: a rate per so many of another measure.

    Attributes:
        measure: The measure of the denominators.
        scale: The base: a rate is per so many of the measure.
        denominators: The figure to divide by, by the id of the place; absent where there is none.
    """

    measure: Measure
    scale: int
    denominators: Mapping[str, Figure]

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        """The denominator and the rate."""
        heading = self.measure.name
        return (
            Column("per_value", Kind.NUMBER, heading),
            Column("rate", Kind.RATE, f"Per {number(self.scale)}"),
        )

    @property
    def base(self) -> str:  # type: ignore[override]
        """What a rate is per, for people."""
        return f" per {number(self.scale)} {self.measure.unit}"

    def score(self, figure: Figure, value: Number | None = None) -> float | None:
        """The rate of a figure, `scale * value / denominator`; None without a denominator."""
        base = self.denominators.get(figure.place.id)
        own = figure.value if value is None else value
        return scaled(self.scale, own, base.value) if base else None

    def cells(self, figure: Figure) -> tuple[Cell, ...]:
        """The denominator and the rate of a figure."""
        base = self.denominators.get(figure.place.id)
        return (base.value if base else None), self.score(figure)

    def in_words(self, score: Number) -> str:
        """A rate for people."""
        return rate_in_words(score)

    def notes(self, facts: FactBase, used: Sequence[Figure]) -> list[Note]:
        """Which series the rates divide by, and which places have none."""
        series = {base.series.id: base.series for base in self.denominators.values()}
        notes = [
            Note(
                "rate",
                f"Rates are{self.base}: {self.measure.name}, "
                f"{each.period.in_words()} ({facts.source_by_id[each.source].publisher}).",
            )
            for each in series.values()
        ]
        lacking = [each.place.name for each in used if self.score(each) is None]
        if lacking:
            text = f"No rate, because no {self.measure.id} is known: {listing(lacking)}."
            notes.append(Note("no-rate", text))
        return notes

    def cited(self, used: Sequence[Figure]) -> list[Figure]:
        """The figures and their denominators."""
        bases = [self.denominators.get(figure.place.id) for figure in used]
        return [*used, *(base for base in bases if base)]


def yardstick(
    facts: FactBase, used: Sequence[Figure], per: str | None, scale: int | None
) -> Values:
    """What some figures are ranked and compared by: their values, or rates per a measure.

    Each denominator is from the series nearest in time that has one. The distance in time is that
    between the middles of two periods.

    Args:
        facts: The fact base.
        used: The figures, all of one measure.
        per: The id of the measure to divide by; None for no rates.
        scale: The base of the rates; 100,000 by default.

    Raises:
        UsageError: If the measure is unknown or the figures' own, or the base is below 1.
        NoAnswerError: If no place has a denominator.
    """
    if per is None:
        return Values()
    scale = SCALE if scale is None else scale
    if scale < 1:
        raise UsageError(f"given --scale {scale}, expected 1 or more")
    measure = find_measure(facts, per)
    if any(figure.series.measure == measure.id for figure in used):
        raise UsageError(f"the figures are of the measure {per} themselves; give --per another")
    choices = [series for series in facts.series if series.measure == measure.id]
    found: dict[str, Figure] = {}
    for period in dict.fromkeys(figure.series.period for figure in used):
        wanted = {each.place.id: each.place for each in used if each.series.period == period}
        for series in sorted(choices, key=lambda each: _distance(each.period, period)):
            for observation in series.observations:
                if observation.place in wanted:
                    place = wanted[observation.place]
                    found.setdefault(observation.place, Figure(place, observation, series))
    if not found:
        raise NoAnswerError(f"no place here has a figure of the measure {per}, so there is no rate")
    return Rates(measure, scale, found)


def _distance(one: Period, other: Period) -> timedelta:
    """Twice the time between the middles of two periods."""
    return abs((one.first - other.first) + (one.last - other.last))
