"""What figures are ranked and compared by: here, their own values. Rates have their own file."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from ..answer import Caveat, Column, Kind, Weight
from ..arithmetic import Number
from ..linked.evidence import span
from ..linked.series import Figure
from ..wording import number

if TYPE_CHECKING:
    from ..arithmetic import Exact


class Metric(Protocol):
    """What figures are ranked and compared by."""

    @property
    def suffix(self) -> str:
        """What a score is per, for people."""

    @property
    def option(self) -> str:
        """What asks for it on the command line, after a space; empty for the values."""

    @property
    def kind(self) -> Kind:
        """What a column of scores holds."""

    @property
    def name(self) -> str:
        """The column of the scores."""

    def score(self, figure: Figure, value: Number | None = None) -> Number | None:
        """What a figure counts for, or would with another value; None where that is unknown."""

    def other_scores(self, figure: Figure) -> Sequence[Number | None]:
        """What a figure would count for with each of the other values that an answer lists."""

    def span(self, figure: Figure) -> "tuple[Exact, Exact]":
        """Between which numbers all that it may count for lies: quicker to tell than which."""

    def exact(self, figure: Figure, value: Number | None = None) -> "Exact | None":
        """The score, not rounded: to be calculated with."""

    def in_words(self, score: Number) -> str:
        """What a figure counts for, for people."""

    def bounds(self, figure: Figure) -> "tuple[Exact, Exact] | None":
        """The lowest and the highest that a figure may count for; None where that is unknown."""

    def is_exact(self, figure: Figure) -> bool:
        """Whether a figure can count for no other than its score."""

    def during(self, used: Sequence[Figure]) -> str:
        """The time in which scores were counted, for people; empty where the title says it."""

    def columns(self, used: Sequence[Figure], *, bar_full: Number | None = None) -> list[Column]:
        """The columns of some figures' values and scores, the last perhaps with a bar."""

    def disputed(self, used: Sequence[Figure]) -> list[Caveat]:
        """Who differs about what the scores of some figures divide by."""

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
        weight=Weight.VITAL,
    )


class Values:
    """Figures count for their own values."""

    suffix = ""
    option = ""
    kind = Kind.NUMBER
    name = "value"

    def __init__(self, *, in_percent: bool = False) -> None:
        """Take values that are numbers, or percentages."""
        self._unit = "%" if in_percent else ""

    def score(self, figure: Figure, value: Number | None = None) -> Number:
        """The value."""
        return figure.value if value is None else value

    def other_scores(self, figure: Figure) -> Sequence[Number]:
        """The other values."""
        return figure.evidence.other_values

    def span(self, figure: Figure) -> "tuple[Exact, Exact]":
        """The lowest and the highest value that anyone gives, or that it may be."""
        least, most = span(figure)
        if figure.is_exact:
            return least, most
        return min(least, figure.least), max(most, figure.most)

    def exact(self, figure: Figure, value: Number | None = None) -> "Exact":
        """The value."""
        return self.score(figure, value)

    def in_words(self, score: Number) -> str:
        """A value for people."""
        return number(score) + self._unit

    def bounds(self, figure: Figure) -> "tuple[Exact, Exact]":
        """The lowest and the highest that the value may be."""
        return figure.least, figure.most

    def is_exact(self, figure: Figure) -> bool:
        """Whether the value is exact."""
        return figure.is_exact

    def during(self, used: Sequence[Figure]) -> str:
        """Nothing: the title says when."""
        del used
        return ""

    def disputed(self, used: Sequence[Figure]) -> list[Caveat]:
        """None: nothing is divided."""
        del used
        return []

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
