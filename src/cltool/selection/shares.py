"""Parts of a whole: how large their shares are, and what they would be with other values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..answer import Effect
from ..arithmetic import Number, exact_total, percent, rounded
from ..linked.evidence import Reading
from ..linked.series import Figure
from ..wording import number
from ..wording import percent as percent_in_words
from .caveats import Effects

if TYPE_CHECKING:
    from ..arithmetic import Exact


@dataclass(frozen=True, slots=True)
class Whole:
    """What a part is a part of: a figure, or, where there is none, the total of what is listed.

    Attributes:
        name: What it is called.
        exact: Its value, not rounded.
        figures: The figure, or those that are totalled.
        totalled: Whether it is a total.
    """

    name: str
    exact: "Exact"
    figures: tuple[Figure, ...]
    totalled: bool = False

    @classmethod
    def of(cls, figure: Figure) -> "Whole":
        """A figure as a whole."""
        return cls(figure.place.name, figure.value, (figure,))

    @property
    def figure(self) -> Figure | None:
        """The figure; None for a total."""
        return None if self.totalled else self.figures[0]

    @property
    def value(self) -> Number:
        """Its value."""
        return rounded(self.exact)

    @property
    def key(self) -> str:
        """What tells it from other wholes."""
        return self.figure.place.id if self.figure else f"({self.name})"


@dataclass(frozen=True, slots=True)
class Part:
    """A figure as a part of a whole, or a sum or a remainder of figures.

    Attributes:
        name: What it is called.
        exact: Its value, not rounded.
        whole: What it is a part of.
        figures: The figures that it is the sum of; none for a remainder.
        summed: Whether it is a sum or a remainder, and no place's own figure.
    """

    name: str
    exact: "Exact"
    whole: Whole
    figures: tuple[Figure, ...] = ()
    summed: bool = True

    @classmethod
    def of(cls, figure: Figure, whole: Whole) -> "Part":
        """A figure as a part."""
        return cls(figure.place.name, figure.value, whole, (figure,), summed=False)

    @property
    def figure(self) -> Figure | None:
        """The figure; None for a sum or a remainder."""
        return None if self.summed else self.figures[0]

    @property
    def value(self) -> Number:
        """Its value."""
        return rounded(self.exact)

    @property
    def percent(self) -> float | None:
        """Its value in hundredths of the whole; None if the whole is 0."""
        return percent(self.exact, self.whole.exact)

    def in_words(self) -> str:
        """The part in a sentence."""
        share = "no share" if self.percent is None else percent_in_words(self.percent)
        name = self.name[0].upper() + self.name[1:]
        return (
            f"{name}: {number(self.value)} of {number(self.whole.value)}, "
            f"{share} of {self.whole.name}."
        )


def other_shares(parts: Sequence[Part]) -> Effects:
    """What shares would be with another value of a figure that they rest on."""

    def effects(figure: Figure, other: Reading) -> Iterator[Effect]:
        for part in parts:
            if not part.figures or figure not in (*part.figures, *part.whole.figures):
                continue
            value = _with(part.figures, figure, other.value)
            base = _with(part.whole.figures, figure, other.value)
            portion = percent(value, base)
            if portion is not None:
                text = (
                    f"With {number(rounded(value))} of {number(rounded(base))}, {part.name} is "
                    f"{percent_in_words(portion)} of {part.whole.name}"
                )
                place = part.figure.place.id if part.figure else ""
                yield Effect(other.value, place, "percent", portion, part.percent, text)

    return effects


def _with(figures: Sequence[Figure], changed: Figure, value: Number) -> "Exact":
    """The sum of some figures with another value of one."""
    return exact_total(value if each is changed else each.value for each in figures)
