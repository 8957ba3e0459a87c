"""Results that figures allow, and what becomes of two: exact, with how they come about."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ..linked.record import Measure
from ..linked.series import Figure
from ..wording import number as written
from ..wording import ordinal
from .grounds import Value, scale

if TYPE_CHECKING:
    from ..arithmetic import Exact

_MOST_SHOWN = 5
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Result:
    """One result that the facts allow.

    Attributes:
        least, most: How low and how high it may be.
        how: How it comes about, for people: `416 - 121`.
        figures: The figures that it rests on.
        is_open: Whether it is a rank that may be lower, since not all places have a figure.
    """

    least: Fraction
    most: Fraction
    how: str
    figures: Sequence[Figure]
    is_open: bool = False

    @property
    def middle(self) -> Fraction:
        """The middle of what it may be."""
        return (self.least + self.most) / 2


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a number may say: all the results that the facts allow for it.

    Attributes:
        results: The results, one for each value that sources give.
        measure: The measure.
        time: The time, for people.
        main: Whether it is what the text says, and not only what it may mean.
    """

    results: Sequence[Result]
    measure: Measure
    time: str
    main: bool = True


def reach(value: Value) -> tuple[Fraction, Fraction]:
    """How low and how high a value may be by its figures, in full: not in millions."""
    size = scale(value.figure.series.measure)
    told = [each for each in value.figures if each.is_exact] or value.figures
    return min(_exact(x.least) for x in told) * size, max(_exact(x.most) for x in told) * size


def _exact(value: "Exact") -> Fraction:
    return Fraction(repr(value) if isinstance(value, float) else value)


def figure_text(figure: Figure) -> str:
    """A figure in full."""
    return written(figure.value)


def added(values: Sequence[str]) -> str:
    """Values with a sign between them, of many only the first."""
    if len(values) > _MOST_SHOWN:
        return f"{' + '.join(values[: _MOST_SHOWN - 1])} + {len(values) - _MOST_SHOWN + 1} more"
    return " + ".join(values)


def plain(value: Value) -> Result:
    """A value as a result."""
    least, most = reach(value)
    figure = value.figure
    return Result(least, most, figure_text(figure), [figure])


def total_of(found: Sequence[Result]) -> Result:
    """What results come to together."""
    return Result(
        sum((each.least for each in found), Fraction(0)),
        sum((each.most for each in found), Fraction(0)),
        added([each.how for each in found]),
        [figure for each in found for figure in each.figures],
    )


def apart(one: Result, other: Result) -> Result:
    """By how much the one exceeds the other; negative where it is less."""
    how = f"{one.how} {MINUS} {other.how}"
    return Result(
        one.least - other.most, one.most - other.least, how, [*one.figures, *other.figures]
    )


def over(one: Result, other: Result) -> Result | None:
    """How many times the other the one is; None if that is no number."""
    if other.least <= 0 or one.least < 0:
        return None
    how = " / ".join(f"({x.how})" if {"+", "/"} & set(x.how) else x.how for x in (one, other))
    return Result(
        one.least / other.most, one.most / other.least, how, [*one.figures, *other.figures]
    )


def relative(one: Result, other: Result) -> Result | None:
    """By which part the one exceeds the other; negative where it is less."""
    ratio = over(one, other)
    if ratio is None:
        return None
    how = f"({one.how} {MINUS} {other.how}) / {other.how}"
    return Result(ratio.least - 1, ratio.most - 1, how, ratio.figures)


def hundredth(found: Result) -> Result:
    """A percentage as a part of 1."""
    return Result(found.least / 100, found.most / 100, f"{found.how}%", found.figures)


def directed(found: Result, direction: int) -> Result:
    """A difference as it is told: a fall, or how much less, as a positive number.

    Args:
        found: The difference.
        direction: 1 where a rise is told, -1 where a fall is, 0 where neither is.
    """
    if direction > 0 or (direction == 0 and found.middle >= 0):
        return found
    return Result(-found.most, -found.least, found.how, found.figures)


def ranked(rank: int, figure: Figure, above: Sequence[Figure], *, is_open: bool) -> Result:
    """A rank, with what stands above it."""
    names = ", ".join(f"{each.place.name} {figure_text(each)}" for each in above[:3])
    rest = f" and {len(above) - 3} more" if len(above) > 3 else ""
    behind = f", behind {names}{rest}" if names else ""
    how = f"{ordinal(rank)} with {figure_text(figure)}{behind}"
    return Result(Fraction(rank), Fraction(rank), how, [figure], is_open)
