"""Exact sums, differences and quotients, rounded once at the end.

Decimals are taken as they are written, so that 0.3 - 0.1 is 0.2 and not 0.19999999999999998.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

Number = int | float


def total(values: Iterable[Number]) -> Number:
    """The sum of the values; 0 for none."""
    listed = list(values)
    if all(isinstance(value, int) for value in listed):
        return sum(listed)
    return _number(sum(map(_exact, listed), start=_exact(0)))


def difference(value: Number, base: Number) -> Number:
    """How much more the value is than the base: `value - base`."""
    if isinstance(value, int) and isinstance(base, int):
        return value - base
    return _number(_exact(value) - _exact(base))


def ratio(value: Number, base: Number) -> float | None:
    """How many times the base the value is: `value / base`; None if the base is 0."""
    return _quotient(1, value, base)


def percent(part: Number, whole: Number) -> float | None:
    """The part in hundredths of the whole: `100 * part / whole`; None if the whole is 0."""
    return _quotient(100, part, whole)


def percent_change(value: Number, base: Number) -> float | None:
    """The difference in hundredths of the base: `100 * (value - base) / base`.

    None if the base is 0.
    """
    return _quotient(100, difference(value, base), base)


def scaled(scale: int, value: Number, base: Number) -> float | None:
    """The value per so many of the base: `scale * value / base`; None if the base is 0."""
    return _quotient(scale, value, base)


def _quotient(factor: int, value: Number, base: Number) -> float | None:
    if base == 0:
        return None
    if isinstance(value, int) and isinstance(base, int):
        return factor * value / base  # Python rounds the quotient of two integers correctly
    return float(factor * _exact(value) / _exact(base))


def _exact(value: Number) -> "Fraction":
    from fractions import Fraction

    return Fraction(repr(value) if isinstance(value, float) else value)


def _number(value: "Fraction") -> Number:
    return value.numerator if value.denominator == 1 else float(value)
