"""Exact sums, differences and quotients, rounded once at the end.

Decimals are taken as they are written, so that 0.3 - 0.1 is 0.2 and not 0.19999999999999998.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    Exact = int | float | Fraction

Number = int | float


def total(values: Iterable[Number]) -> Number:
    """The sum of the values; 0 for none."""
    return rounded(exact_total(values))


def exact_total(values: "Iterable[Exact]") -> "Exact":
    """The sum of the values, not rounded yet: for percentages of it."""
    listed = list(values)
    if set(map(type, listed)) <= {int}:
        return sum(listed, start=0)
    return sum(map(_exact, listed), start=_exact(0))


def rounded(value: "Exact") -> Number:
    """An exact number as an integer, or else as the nearest float."""
    if isinstance(value, int | float):
        return value
    return value.numerator if value.denominator == 1 else float(value)


def difference(value: "Exact", base: "Exact") -> Number:
    """How much more the value is than the base: `value - base`."""
    return rounded(exact_difference(value, base))


def ratio(value: "Exact", base: "Exact") -> float | None:
    """How many times the base the value is: `value / base`.

    None if the base is 0, or the quotient is beyond a float; as for all quotients here.
    """
    return _quotient(1, value, base)


def percent(part: "Exact", whole: "Exact") -> float | None:
    """The part in hundredths of the whole: `100 * part / whole`."""
    return _quotient(100, part, whole)


def percent_change(value: "Exact", base: "Exact") -> float | None:
    """The difference in hundredths of the base: `100 * (value - base) / base`."""
    return _quotient(100, exact_difference(value, base), base)


def scaled(scale: int, value: "Exact", base: "Exact") -> float | None:
    """The value per so many of the base: `scale * value / base`."""
    return _quotient(scale, value, base)


def exact_quotient(factor: int, value: "Exact", base: "Exact") -> "Exact":
    """`factor * value / base`, not rounded yet; the base is not 0."""
    return factor * _exact(value) / _exact(base)


def exact_mean(values: "Sequence[Exact]") -> "Exact":
    """What each of the values would be if all were the same, not rounded yet; of one or more."""
    return exact_quotient(1, exact_total(values), len(values))


def exact_median(values: "Sequence[Exact]") -> "Exact":
    """The value in the middle, or the mean of the two there, not rounded yet; of one or more."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return exact_mean(ordered[middle - 1 + len(ordered) % 2 : middle + 1])


def exact_difference(value: "Exact", base: "Exact") -> "Exact":
    """`value - base`, not rounded yet."""
    if isinstance(value, int) and isinstance(base, int):
        return value - base
    return _exact(value) - _exact(base)


def _quotient(factor: int, value: "Exact", base: "Exact") -> float | None:
    if base == 0:
        return None
    try:
        if isinstance(value, int) and isinstance(base, int):
            return factor * value / base  # Python rounds the quotient of two integers correctly
        return float(factor * _exact(value) / _exact(base))
    except OverflowError:
        return None


def _exact(value: "Exact") -> "Fraction":
    from fractions import Fraction

    return Fraction(repr(value) if isinstance(value, float) else value)
