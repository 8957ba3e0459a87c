"""What figures are ranked and compared by: their values, or rates per another measure."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from ..answer import Caveat, Column, Kind
from ..arithmetic import Number, scaled
from ..dataset.period import Period
from ..errors import NoAnswerError, Parameter, UsageError
from ..linked.record import Measure
from ..linked.series import Figure, Series
from ..wording import listing, number
from ..wording import rate as rate_in_words

SCALE = 100_000
"""The base of a rate unless another is asked for: per 100,000."""


class Metric(Protocol):
    """What figures are ranked and compared by."""

    @property
    def suffix(self) -> str:
        """What a score is per, for people."""

    @property
    def kind(self) -> Kind:
        """What a column of scores holds."""

    @property
    def name(self) -> str:
        """The column of the scores."""

    def score(self, figure: Figure, value: Number | None = None) -> Number | None:
        """What a figure counts for, or would with another value; None where that is unknown."""

    def in_words(self, score: Number) -> str:
        """What a figure counts for, for people."""

    def columns(self, used: Sequence[Figure], *, bar_full: Number | None = None) -> list[Column]:
        """The columns of some figures' values and scores, the last perhaps with a bar."""

    def caveats(self, used: Sequence[Figure]) -> list[Caveat]:
        """What is to be known of the scores of some figures."""

    def cited(self, used: Sequence[Figure]) -> list[Figure]:
        """The figures that the scores rest on."""

    def check(self, used: Sequence[Figure]) -> None:
        """Refuse figures that have no scores."""


def value_column(used: Sequence[Figure], *, bar_full: Number | None = None) -> Column:
    """The values of some figures, under their unit."""
    return Column(
        "value",
        "the figure, in the measure's unit",
        tuple(figure.value for figure in used),
        Kind.NUMBER,
        used[0].series.measure.heading,
        bar_full=bar_full,
    )


class Values:
    """Figures count for their own values."""

    suffix = ""
    kind = Kind.NUMBER
    name = "value"

    def score(self, figure: Figure, value: Number | None = None) -> Number:
        """The value."""
        return figure.value if value is None else value

    def in_words(self, score: Number) -> str:
        """A value for people."""
        return number(score)

    def columns(self, used: Sequence[Figure], *, bar_full: Number | None = None) -> list[Column]:
        """The values."""
        return [value_column(used, bar_full=bar_full)]

    def caveats(self, used: Sequence[Figure]) -> list[Caveat]:
        """None: a value speaks for itself."""
        del used
        return []

    def cited(self, used: Sequence[Figure]) -> list[Figure]:
        """The figures themselves."""
        return list(used)

    def check(self, used: Sequence[Figure]) -> None:
        """Refuse none: every figure has a value."""


class Rates:
    """Figures count for a rate per so many of another measure.

    Each denominator is from the series nearest in time that has one. The distance in time is that
    between the middles of two periods.

    Attributes:
        measure: The measure of the denominators.
        scale: The base: a rate is per so many of the measure.
    """

    kind = Kind.RATE
    name = "rate"

    def __init__(self, measure: Measure, scale: int) -> None:
        """Divide by a measure, per so many of it."""
        self.measure = measure
        self.scale = scale
        self._nearest: dict[Period, list[Series]] = {}

    @property
    def suffix(self) -> str:
        """What a rate is per, for people."""
        return f" per {number(self.scale)} {self.measure.unit}"

    def denominator(self, figure: Figure) -> Figure | None:
        """What a figure is divided by; None where there is no such figure."""
        period = figure.series.period
        if period not in self._nearest:
            series = (each for each in self.measure.facts.series if each.measure is self.measure)
            self._nearest[period] = sorted(series, key=lambda each: _distance(each.period, period))
        held = (series.figure(figure.place.id) for series in self._nearest[period])
        return next((base for base in held if base is not None), None)

    def score(self, figure: Figure, value: Number | None = None) -> float | None:
        """The rate of a figure, `scale * value / denominator`; None without a denominator."""
        base = self.denominator(figure)
        own = figure.value if value is None else value
        return scaled(self.scale, own, base.value) if base else None

    def in_words(self, score: Number) -> str:
        """A rate for people."""
        return rate_in_words(score)

    def columns(self, used: Sequence[Figure], *, bar_full: Number | None = None) -> list[Column]:
        """The values, the denominators and the rates."""
        bases = [self.denominator(figure) for figure in used]
        return [
            value_column(used),
            Column(
                "per_value",
                "the figure that the rate divides by",
                tuple(base.value if base else None for base in bases),
                Kind.NUMBER,
                self.measure.name,
            ),
            Column(
                "rate",
                "the figure per so many of the other measure",
                tuple(map(self.score, used)),
                Kind.RATE,
                f"Per {number(self.scale)}",
                bar_full=bar_full,
            ),
        ]

    def caveats(self, used: Sequence[Figure]) -> list[Caveat]:
        """Which series the rates divide by, and which places have none."""
        bases = [self.denominator(figure) for figure in used]
        series = {base.series.id: base.series for base in bases if base}
        caveats = [
            Caveat(
                "rate",
                f"Rates are{self.suffix}: {self.measure.name}, {each.period.in_words()} "
                f"({each.publisher}).",
                column="rate",
                series=(each.id,),
                numbers={"scale": self.scale},
            )
            for each in series.values()
        ]
        lacking = [each.place for each in used if self.score(each) is None]
        if lacking:
            names = listing([place.name for place in lacking])
            text = f"No rate, because no {self.measure.id} is known: {names}."
            places = tuple(place.id for place in lacking)
            caveats.append(Caveat("no-rate", text, column="rate", places=places))
        return caveats

    def cited(self, used: Sequence[Figure]) -> list[Figure]:
        """The figures and their denominators."""
        bases = [self.denominator(figure) for figure in used]
        return [*used, *(base for base in bases if base)]

    def check(self, used: Sequence[Figure]) -> None:
        """Refuse figures that have no rates.

        Raises:
            UsageError: If the measure is the figures' own.
            NoAnswerError: If none has a denominator.
        """
        if any(figure.series.measure is self.measure for figure in used):
            raise UsageError(
                f"the figures are of the measure {self.measure.id} themselves; give ",
                Parameter("per"),
                " another",
            )
        if all(self.denominator(figure) is None for figure in used):
            raise NoAnswerError(
                f"no place here has a figure of the measure {self.measure.id}, so there is no rate"
            )


def _distance(one: Period, other: Period) -> timedelta:
    """Twice the time between the middles of two periods."""
    return abs((one.first - other.first) + (one.last - other.last))
