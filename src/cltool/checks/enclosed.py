"""Places of one kind within another place, and what they add up to at least."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..linked.fact_base import FactBase
from ..linked.series import Figure
from .bounds import least

if TYPE_CHECKING:
    from ..arithmetic import Exact


class Enclosed:
    """Some figures, each of another place, as parts of those that enclose them.

    A part of a part of the same kind counts there, and not again further up.
    """

    def __init__(self, facts: FactBase, figures: Mapping[str, Figure]) -> None:
        """Find what directly encloses what, among the places of the figures by their ids."""
        self._figures = figures
        self._above = facts.nesting.nearest_above(figures)

    def sums(self) -> "Iterator[tuple[str, str, Exact]]":
        """Each place that encloses others, a kind of them, and the least that they add up to.

        One pass from the innermost places outward, each place handing on what is below it.
        """
        sums: dict[str, dict[str, Exact]] = {}
        for place_id in reversed(self._above):
            figure = self._figures[place_id]
            whole_id = self._above[place_id]
            whole = self._figures[whole_id].place
            handed_on = sums.setdefault(whole_id, {})
            inner = {figure.place.kind: max(least(figure), 0)}
            if place_id in sums:
                inner = sums[place_id] | inner
            for kind, sum_ in inner.items():
                if kind != whole.kind:
                    handed_on[kind] = handed_on.get(kind, 0) + sum_
        for whole_id, by_kind in sums.items():
            for kind, sum_ in by_kind.items():
                yield whole_id, kind, sum_

    def inside(self, whole_id: str, kind: str) -> list[Figure]:
        """The figures of one kind that count as parts of a place, in the order given."""
        found = []
        waiting = [whole_id]
        while waiting:
            for place_id in self._below.get(waiting.pop(), ()):
                if self._figures[place_id].place.kind == kind:
                    found.append(place_id)
                else:
                    waiting.append(place_id)
        return [self._figures[place_id] for place_id in sorted(found, key=self._turn.__getitem__)]

    @cached_property
    def _below(self) -> Mapping[str, Sequence[str]]:
        below: dict[str, list[str]] = {}
        for place_id, whole_id in self._above.items():
            below.setdefault(whole_id, []).append(place_id)
        return below

    @cached_property
    def _turn(self) -> Mapping[str, int]:
        return {place_id: number for number, place_id in enumerate(self._figures)}
