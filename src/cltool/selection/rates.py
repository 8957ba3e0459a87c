"""Figures ranked and compared by rates per another measure, such as population."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ..answer import Caveat, Column, Effect, Kind, Weight
from ..arithmetic import Number, exact_quotient, scaled
from ..dataset.period import Period
from ..errors import NoAnswerError, Parameter, UsageError
from ..linked.evidence import Reading
from ..linked.record import Measure
from ..linked.series import Figure, Series
from ..wording import counted, listing, number
from ..wording import rate as rate_in_words
from .caveats import disputes
from .metrics import value_column

if TYPE_CHECKING:
    from ..arithmetic import Exact

SCALE = 100_000
"""The base of a rate unless another is asked for: per 100,000."""
FAR = timedelta(days=5 * 366)
"""How far from a figure's time its denominator's may be before the reader is warned."""


class Rates:
    """Figures count for a rate per so many of another measure.

    Each denominator is from the series nearest in time that has one, a later edition before an
    earlier. The distance in time is that between the middles of two periods.

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
    def option(self) -> str:
        """What asks for it on the command line, after a space."""
        scale = "" if self.scale == SCALE else f" --scale {self.scale}"
        return f" --per {self.measure.id}{scale}"

    @property
    def suffix(self) -> str:
        """What a rate is per, for people."""
        return f" per {number(self.scale)} {self.measure.unit}"

    def during(self, used: Sequence[Figure]) -> str:
        """The time in which a flow was counted: ` over 16 months`, ` over 15 to 16 months`."""
        lengths = sorted({figure.series.period.months for figure in used})
        if used[0].series.measure.type != "flow" or not all(isinstance(x, int) for x in lengths):
            return ""
        shortest, longest = int(lengths[0]), int(lengths[-1])
        start = f"{number(shortest)} to " if shortest < longest else ""
        return f" over {start}{counted(longest, 'month')}"

    def denominator(self, figure: Figure) -> Figure | None:
        """What a figure is divided by; None where there is no such figure."""
        period = figure.series.period
        if period not in self._nearest:
            series = (each for each in self.measure.facts.series if each.measure is self.measure)
            self._nearest[period] = sorted(
                series, key=lambda each: (_distance(each.period, period), each.staleness)
            )
        held = (series.figure(figure.place.id) for series in self._nearest[period])
        return next((base for base in held if base is not None), None)

    def _bases(self, used: Sequence[Figure]) -> list[Figure]:
        bases = map(self.denominator, used)
        return [base for base in bases if base is not None]

    def score(self, figure: Figure, value: Number | None = None) -> float | None:
        """The rate of a figure, `scale * value / denominator`; None without a denominator."""
        base = self.denominator(figure)
        own = figure.value if value is None else value
        return scaled(self.scale, own, base.value) if base else None

    def other_scores(self, figure: Figure) -> Sequence[Number | None]:
        """The rates with another value of the figure, or of what it is divided by."""
        base = self.denominator(figure)
        if base is None:
            return []
        return [
            *(self.score(figure, value) for value in figure.evidence.other_values),
            *(scaled(self.scale, figure.value, other) for other in base.evidence.other_values),
        ]

    def exact(self, figure: Figure, value: Number | None = None) -> "Exact | None":
        """The rate, not rounded."""
        base = self.denominator(figure)
        if base is None or self.score(figure, value) is None:
            return None
        return exact_quotient(self.scale, figure.value if value is None else value, base.value)

    def bounds(self, figure: Figure) -> "tuple[Exact, Exact] | None":
        """The lowest and the highest that the rate may be."""
        base = self.denominator(figure)
        if base is None or base.least <= 0 or self.score(figure) is None:
            return None
        least = exact_quotient(self.scale, figure.least, base.most)
        return least, exact_quotient(self.scale, figure.most, base.least)

    def is_exact(self, figure: Figure) -> bool:
        """Whether the figure and its denominator are exact."""
        base = self.denominator(figure)
        return figure.is_exact and (base is None or base.is_exact)

    def in_words(self, score: Number) -> str:
        """A rate for people."""
        return rate_in_words(score)

    def columns(self, used: Sequence[Figure], *, bar_full: Number | None = None) -> list[Column]:
        """The values, the denominators and the rates."""
        bases = [self.denominator(figure) for figure in used]
        return [
            replace(value_column(used), weight=Weight.USEFUL),
            Column(
                "per_value",
                "the figure that the rate divides by",
                tuple(base.value if base else None for base in bases),
                Kind.NUMBER,
                self.measure.name,
                weight=Weight.BACKGROUND,
            ),
            Column(
                "rate",
                "the figure per so many of the other measure",
                tuple(map(self.score, used)),
                Kind.RATE,
                f"Per {number(self.scale)}",
                bar_full=bar_full,
                weight=Weight.VITAL,
            ),
        ]

    def disputed(self, used: Sequence[Figure]) -> list[Caveat]:
        """Who differs about the denominators, and what rates that would make."""
        divided = {base.place.id: figure for figure in used if (base := self.denominator(figure))}

        def effects(base: Figure, other: Reading) -> Iterator[Effect]:
            figure = divided[base.place.id]
            rate = scaled(self.scale, figure.value, other.value)
            if rate is not None:
                text = (
                    f"By {number(other.value)} {self.measure.unit} its rate is "
                    f"{self.in_words(rate)}{self.suffix}"
                )
                now = self.score(figure)
                yield Effect(other.value, base.place.id, self.name, rate, now, text)

        return disputes(self._bases(used), effects, with_period=True)

    def caveats(self, used: Sequence[Figure]) -> list[Caveat]:
        """Which series the rates divide by, and which places have none."""
        series = {base.series.id: base.series for base in self._bases(used)}
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
        return [*self._far(used), *caveats, *self._lacking(used)]

    def _far(self, used: Sequence[Figure]) -> list[Caveat]:
        """The denominators that are of quite another time."""
        far: dict[str, Series] = {}
        for figure in used:
            base = self.denominator(figure)
            if base and _distance(base.series.period, figure.series.period) > 2 * FAR:
                far[base.series.id] = base.series
        return [
            Caveat(
                "far-denominator",
                f"{self.measure.name} is of {each.period.in_words()}, more than five years away: "
                "the rates may be far off.",
                Weight.VITAL,
                column="rate",
                series=(each.id,),
            )
            for each in far.values()
        ]

    def _lacking(self, used: Sequence[Figure]) -> list[Caveat]:
        found = []
        unknown = [each.place for each in used if self.denominator(each) is None]
        nothing = [
            each.place for each in used if (base := self.denominator(each)) and not base.value
        ]
        for places, why in (
            (unknown, f"{self.measure.name} is not known"),
            (nothing, f"{self.measure.name} is 0"),
        ):
            if places:
                text = f"No rate, because {why}: {listing([place.name for place in places])}."
                ids = tuple(place.id for place in places)
                found.append(Caveat("no-rate", text, column="rate", places=ids))
        return found

    def cited(self, used: Sequence[Figure]) -> list[Figure]:
        """The figures and their denominators."""
        return [*used, *self._bases(used)]

    def check(self, used: Sequence[Figure]) -> None:
        """Refuse figures that have no rates.

        Raises:
            UsageError: If the measure is the figures' own.
            NoAnswerError: If one of the two does not add up, or none has a denominator.
        """
        own = used[0].series.measure
        if own is self.measure:
            raise UsageError(
                f"the figures are of the measure {self.measure.id} themselves; give ",
                Parameter("per"),
                " another",
            )
        for measure in (own, self.measure):
            if not measure.adds_up:
                raise NoAnswerError(
                    f"{measure.name} is a {measure.type}, not a count or an amount, so a rate per "
                    f"{self.measure.id} has no meaning"
                )
        if all(self.denominator(figure) is None for figure in used):
            raise NoAnswerError(
                f"no place here has a figure of the measure {self.measure.id}, so there is no rate"
            )


def _distance(one: Period, other: Period) -> timedelta:
    """Twice the time between the middles of two periods."""
    return abs((one.first - other.first) + (one.last - other.last))
