"""How low and how high figures may be, as evidence takes them: exactly, and with rounded words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..arithmetic import exact_total
from ..linked.evidence import reach
from ..linked.series import Figure

if TYPE_CHECKING:
    from ..arithmetic import Exact, Number

NEARLY = 1 - 1e-6
"""How near to an exact sum one of floats is for sure."""


def least(figure: Figure) -> "Exact":
    """The lowest value that a figure agrees with, exactly."""
    return _exactly(reach(figure)[0])


def most(figure: Figure) -> "Exact":
    """The highest value that a figure agrees with, exactly."""
    return _exactly(reach(figure)[1])


def _exactly(bound: "Exact") -> "Exact":
    return bound if isinstance(bound, int) else exact_total([bound])


def may_exceed(one: "Number", other: "Number") -> bool:
    """Whether a number of 0 or more exceeds another, or may if either is a sum of floats."""
    return one > other if isinstance(one, int) and isinstance(other, int) else one >= other * NEARLY


def is_rounded(figure: Figure) -> bool:
    """Whether a figure is given in words, with nothing that says how far off it may be."""
    return figure.observation.said is not None and figure.is_exact


def lowest(said: Sequence[Figure]) -> Figure:
    """The lowest of several figures of one place, whatever their order."""
    if len(said) == 1:
        return said[0]
    lows = [(least(figure), figure.value) for figure in said]
    low = min(lows)
    found = [each for each, own in zip(said, lows, strict=True) if own == low]
    return found[0] if len(found) == 1 else min(found, key=_period)


def _period(figure: Figure) -> str:
    return str(figure.series.period)
