"""Parts of a whole: how large their shares are, and what they would be with other values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..answer import Effect
from ..arithmetic import Number, exact_difference, exact_total, percent, rounded
from ..linked.evidence import Reading
from ..linked.series import Figure
from ..wording import number
from ..wording import percent as percent_in_words
from .caveats import Effects

if TYPE_CHECKING:
    from ..arithmetic import Exact


@dataclass(frozen=True, slots=True)
class Sum:
    """What some figures add up to; one figure alone is a sum too.

    Where one unit may count in several places at once, the sum is what they are together at most:
    the least is then that of the largest alone.

    Attributes:
        name: What it is called.
        figures: The figures.
        totalled: Whether it is a total, and no place's own figure.
    """

    name: str
    figures: tuple[Figure, ...]
    totalled: bool = False

    @classmethod
    def of(cls, figure: Figure) -> "Sum":
        """A figure alone."""
        return cls(figure.place.name, (figure,))

    @property
    def figure(self) -> Figure | None:
        """The figure; None for a total."""
        return None if self.totalled else self.figures[0]

    @property
    def key(self) -> str:
        """What tells it from other sums."""
        return self.figure.place.id if self.figure else f"({self.name})"

    @property
    def exact(self) -> "Exact":
        """Its value, not rounded."""
        return exact_total(figure.value for figure in self.figures)

    @property
    def value(self) -> Number:
        """Its value."""
        return rounded(self.exact)

    @property
    def at_most(self) -> bool:
        """Whether its value is only the most that it can be, since units may count twice."""
        return len(self.figures) > 1 and self.figures[0].series.measure.overlapping

    @property
    def least(self) -> "Exact":
        """The lowest that it may be."""
        signed = self.figures[0].series.measure.record.signed if self.figures else False
        leasts = [each.least if signed else max(each.least, 0) for each in self.figures]
        return max(leasts) if self.at_most else exact_total(leasts)

    @property
    def most(self) -> "Exact":
        """The highest that it may be."""
        return exact_total(figure.most for figure in self.figures)

    def in_words(self) -> str:
        """Its value for people: `at most 90`."""
        return f"at most {number(self.value)}" if self.at_most else number(self.value)


@dataclass(frozen=True, slots=True)
class Part:
    """A sum, or what remains of a whole, as a part of that whole.

    Attributes:
        name: What it is called.
        sum: What it is; for a remainder, what it is the rest to.
        whole: What it is a part of.
        remains: Whether it is what remains of the whole.
    """

    name: str
    sum: Sum
    whole: Sum
    remains: bool = False

    @classmethod
    def of(cls, figure: Figure, whole: Sum) -> "Part":
        """A figure as a part."""
        return cls(figure.place.name, Sum.of(figure), whole)

    @property
    def figure(self) -> Figure | None:
        """The figure; None for a sum or a remainder."""
        return None if self.remains else self.sum.figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that it is the sum of; none for a remainder."""
        return () if self.remains else self.sum.figures

    @property
    def exact(self) -> "Exact":
        """Its value, not rounded."""
        if self.remains:
            return exact_difference(self.whole.exact, self.sum.exact)
        return self.sum.exact

    @property
    def value(self) -> Number:
        """Its value."""
        return rounded(self.exact)

    @property
    def percent(self) -> float | None:
        """Its value in hundredths of the whole; None if the whole is 0."""
        return percent(self.exact, self.whole.exact)

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The least and the most that its percent may be; None where it is exact.

        A part is never more than the whole that it is a part of.
        """
        least, most = self.sum.least, self.sum.most
        smallest, largest = self.whole.least, self.whole.most
        if self.whole.totalled:
            return self._bounds_in_list(least, most)
        if (least, smallest) == (most, largest) or smallest <= 0:
            return None
        if self.remains:
            least, most = exact_difference(smallest, most), exact_difference(largest, least)
            low, high = percent(max(least, 0), smallest), percent(most, largest)
        else:
            low, high = percent(max(least, 0), largest), percent(most, smallest)
        if low is None or high is None:
            return None
        return low, min(high, max(100.0, self.percent or 0))

    def _bounds_in_list(self, least: "Exact", most: "Exact") -> tuple[float, float] | None:
        """The bounds of a part of a list, which is more by as much as the part is."""
        others = Sum("", tuple(x for x in self.whole.figures if x not in self.figures))
        if not others.figures or (
            not self.whole.at_most and (least, others.least) == (most, others.most)
        ):
            return None
        largest = exact_total([least, others.most])
        smallest = (
            max(most, others.least) if self.whole.at_most else exact_total([most, others.least])
        )
        if smallest <= 0 or largest <= 0:
            return None
        low, high = percent(least, largest), percent(most, smallest)
        return None if low is None or high is None else (low, high)

    def in_words(self) -> str:
        """The part in a sentence."""
        share = "no share" if self.percent is None else self._share()
        name = self.name[0].upper() + self.name[1:]
        return (
            f"{name}: {self.sum.in_words()} of {self.whole.in_words()}, "
            f"{share} of {self.whole.name}."
        )

    def share_in_words(self) -> str:
        """Its share of the whole for people: `29.8% of Essex`."""
        return f"{self._share()} of {self.whole.name}"

    def _share(self) -> str:
        said = percent_in_words(self.percent or 0)
        if self.sum.at_most and not self.whole.at_most:
            said = f"at most {said}"
        if self.bounds is None or self.sum.at_most:
            return said
        least, most = map(percent_in_words, self.bounds)
        return said if least == most else f"{said} (between {least} and {most})"


def other_shares(parts: Sequence[Part]) -> Effects:
    """What shares would be with another value of a figure that they rest on."""
    shares = [part for part in parts if part.figures]
    resting = _Resting(shares)

    def effects(figure: Figure, other: Reading) -> Iterator[Effect]:
        for part in map(shares.__getitem__, resting.on(figure)):
            value = resting.changed(part.sum, figure, other.value)
            base = resting.changed(part.whole, figure, other.value)
            portion = percent(value, base)
            if portion is not None:
                most = "at most " if part.sum.at_most else ""
                text = (
                    f"With {number(rounded(value))} of {number(rounded(base))}, {part.name} is "
                    f"{most}{percent_in_words(portion)} of {part.whole.name}"
                )
                place = part.figure.place.id if part.figure else ""
                yield Effect(other.value, place, "percent", portion, part.percent, text)

    return effects


class _Resting:
    """Which shares rest on a figure, and on what sums: no other one is looked at."""

    def __init__(self, shares: Sequence[Part]) -> None:
        self._shares: dict[int, list[int]] = {}  # by the identity of their sums
        self._sums: dict[Figure, list[int]] = {}
        self._totals: dict[int, Exact] = {}
        for at, part in enumerate(shares):
            for each in (part.sum, part.whole):
                if id(each) not in self._shares:
                    self._totals[id(each)] = each.exact
                    for figure in each.figures:
                        self._sums.setdefault(figure, []).append(id(each))
                self._shares.setdefault(id(each), []).append(at)

    def on(self, figure: Figure) -> list[int]:
        """The numbers of the shares that rest on a figure, in order."""
        sums = self._sums.get(figure, ())
        return sorted({share for each in sums for share in self._shares[each]})

    def changed(self, sum_: Sum, figure: Figure, value: Number) -> "Exact":
        """What a sum would be with another value of a figure."""
        whole = self._totals[id(sum_)]
        if id(sum_) not in self._sums[figure]:
            return whole
        return exact_total([exact_difference(whole, figure.value), value])
