"""Which figures of a list are sums of others in it: of all others, or of those that follow."""

from collections.abc import Sequence
from math import fsum

from ..arithmetic import Number

_FEW, _MANY = 3, 6
_LEAST = 100
"""The least sum of a block: smaller ones are too often as much as others by chance."""
_COVERED = 0.8


def sums_among(values: Sequence[Number | None], *, gaps: bool) -> set[int]:
    """Where in a list the sums stand.

    Args:
        values: The figures, in the table's order; None where one is missing.
        gaps: Whether a sum may hold figures that are withheld, and so be larger than the rest.
    """
    parents = _blocks(values)
    leaves = [at for at, value in enumerate(values) if value is not None and at not in parents]
    total = fsum(values[at] or 0 for at in leaves)
    if len(leaves) <= _FEW or total <= 0:
        return parents
    # A figure that is half of all is the sum of the rest; or more, where some are withheld.
    ends = {0, len(values) - 1} if gaps and len(leaves) >= _MANY else set()
    halves = {at for at in leaves if _is_half(values[at] or 0, total, over=at in ends)}
    return parents | halves if len(halves) == 1 else parents


def _is_half(value: Number, total: float, *, over: bool) -> bool:
    more = 2 * value - total
    return abs(more) <= total / 10**9 or (over and 0 < more < value / 5)


def _blocks(values: Sequence[Number | None]) -> set[int]:
    """Where a whole number is the sum of the two or more that follow it, if most are so."""
    if len(values) < _MANY or any(isinstance(value, float) for value in values):
        return set()
    before = [0]
    for value in values:
        before.append(before[-1] + int(value or 0))
    ends: dict[int, list[int]] = {}
    for at, total in enumerate(before):
        ends.setdefault(total, []).append(at)
    covered: set[int] = set()
    parents: set[int] = set()
    for at, value in enumerate(values):
        last = ends.get(before[at + 1] + int(value or 0), [0])[-1]
        if (value or 0) >= _LEAST and last >= at + 3:
            parents.add(at)
            covered.update(range(at, last))
    return parents if len(covered) >= _COVERED * (len(values) - 1) else set()
