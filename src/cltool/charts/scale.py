"""From values to lengths."""

from typing import NamedTuple

from ..arithmetic import Number, exact_difference, scaled


class Scale(NamedTuple):
    """How values lie on a line.

    Attributes:
        low, high: The values at its ends.
        start, length: Where it starts, and how long it is.
    """

    low: Number
    high: Number
    start: float
    length: float

    def at(self, value: Number) -> float:
        """Where a value lies."""
        span = exact_difference(self.high, self.low)
        part = scaled(1, exact_difference(value, self.low), span) if span else 0
        return self.start + self.length * (part or 0)
