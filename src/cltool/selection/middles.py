"""The mean and the median of figures, and what they would be with other values."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..answer import Effect
from ..arithmetic import (
    exact_difference,
    exact_mean,
    exact_median,
    exact_quotient,
    exact_total,
    rounded,
)
from ..linked.evidence import Reading
from ..linked.series import Figure
from ..wording import number
from .caveats import Effects
from .metrics import Metric

if TYPE_CHECKING:
    from ..arithmetic import Exact


class Middle(NamedTuple):
    """A mean or a median.

    Attributes:
        name: Which of the two.
        value: What it is, not rounded.
        bounds: The least and the most that it may be; None where it is exact, or not known.
    """

    name: str
    value: "Exact"
    bounds: "tuple[Exact, Exact] | None"


class Middles:
    """The mean and the median of some figures' scores.

    Attributes:
        figures: The figures that have a score.
        lowest, highest: The ends of their scores, not rounded.
        total: What they add up to, not rounded.
        mean, median: The mean and the median.
    """

    def __init__(self, figures: Sequence[Figure], metric: Metric) -> None:
        """Measure the figures; one or more of them have a score."""
        found = ((figure, metric.exact(figure)) for figure in figures)
        self._scores = {figure: score for figure, score in found if score is not None}
        self._metric = metric
        self._ordered = sorted(self._scores.values())
        self.figures = list(self._scores)
        self.lowest, self.highest = self._ordered[0], self._ordered[-1]
        self.total = exact_total(self._ordered)
        bounds = self._bounds()
        self.mean = self._middle("mean", exact_mean, bounds)
        self.median = self._middle("median", exact_median, bounds)

    def _middle(
        self,
        name: str,
        find: "Callable[[Sequence[Exact]], Exact]",
        bounds: "tuple[list[Exact], list[Exact]] | None",
    ) -> Middle:
        found = (find(bounds[0]), find(bounds[1])) if bounds else None
        exact = found is None or found[0] == found[1]
        return Middle(name, find(self._ordered), None if exact else found)

    def _bounds(self) -> "tuple[list[Exact], list[Exact]] | None":
        """The least and the most of each figure; None where all are exact, or one is not known."""
        if all(map(self._metric.is_exact, self.figures)):
            return None
        found = [self._metric.bounds(figure) for figure in self.figures]
        known = [each for each in found if each is not None]
        if len(known) < len(found):
            return None
        signed = self.figures[0].series.measure.record.signed
        leasts = [least if signed else max(least, 0) for least, _ in known]
        return leasts, [most for _, most in known]

    def effects(self, in_words: "Callable[[Exact], str]") -> Effects:
        """What the mean and the median would be with another value of a figure."""

        def effects(figure: Figure, other: Reading) -> Iterator[Effect]:
            own, would = self._scores[figure], self._metric.exact(figure, other.value)
            if would is None:
                return
            added_up = exact_total([exact_difference(self.total, own), would])
            for middle, value in (
                (self.mean, exact_quotient(1, added_up, len(self.figures))),
                (self.median, _median_with(self._ordered, own, would)),
            ):
                if value != middle.value:
                    text = (
                        f"With {number(other.value)}, the {middle.name} is {in_words(value)}, "
                        f"not {in_words(middle.value)}"
                    )
                    now = rounded(middle.value)
                    yield Effect(other.value, "", middle.name, rounded(value), now, text)

        return effects


def _median_with(ordered: "Sequence[Exact]", removed: "Exact", added: "Exact") -> "Exact":
    """The median of some ordered values with one of them exchanged, found without a copy."""
    out = bisect_left(ordered, removed)
    into = bisect_left(ordered, added)
    into -= out < into

    def at(position: int) -> "Exact":
        if position == into:
            return added
        kept = position - (position > into)
        return ordered[kept + (kept >= out)]

    middle = len(ordered) // 2
    return exact_mean(
        [at(position) for position in range(middle - 1 + len(ordered) % 2, middle + 1)]
    )
