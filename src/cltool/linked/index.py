"""Look-ups between records that name each other: each is made once, on its first use."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping

from ..dataset.period import Period


class Forest:
    """Who is above whom, where each record names at most one as directly above it.

    Records are numbered so that those below one have the numbers that follow its own: no question
    walks up a chain, however long.
    """

    def __init__(self, above: Mapping[str, str | None]) -> None:
        """Number the records: `above` gives the id directly above each id. It has no circle."""
        below: dict[str | None, list[str]] = {}
        for id_, upper in above.items():
            below.setdefault(upper, []).append(id_)
        self._root: dict[str, str] = {}
        self._number: dict[str, int] = {}
        waiting = below.get(None, [])[::-1]
        while waiting:
            id_ = waiting.pop()
            upper = above[id_]
            self._root[id_] = id_ if upper is None else self._root[upper]
            self._number[id_] = len(self._number)
            waiting += below.get(id_, ())
        self._last = dict(self._number)
        for id_ in reversed(self._number):
            upper = above[id_]
            if upper is not None:
                self._last[upper] = max(self._last[upper], self._last[id_])

    def root(self, id_: str) -> str:
        """The uppermost record above one; itself if there is none above it."""
        return self._root[id_]

    def outermost(self, ids: Collection[str]) -> list[str]:
        """Of some records, those that have none of the others above them."""
        inner = self.nearest_above(ids)
        return [id_ for id_ in ids if id_ not in inner]

    def is_above(self, upper: str, lower: str) -> bool:
        """Whether one record is above another, directly or through others."""
        return self._number[upper] < self._number[lower] <= self._last[upper]

    def nearest_above(self, ids: Collection[str]) -> dict[str, str]:
        """For each of some records the nearest of them that is above it; absent if none is.

        What is above comes before what is below it.
        """
        found = {}
        chain: list[str] = []
        for id_ in sorted(set(ids), key=self._number.__getitem__):
            while chain and not self.is_above(chain[-1], id_):
                chain.pop()
            if chain:
                found[id_] = chain[-1]
            chain.append(id_)
        return found


class Timeline:
    """Some periods by their first day: which of them are the same time as another."""

    def __init__(self, periods: Iterable[Period]) -> None:
        """Sort the periods."""
        self._periods = sorted(set(periods), key=lambda each: each.first)
        self._firsts = [each.first.toordinal() for each in self._periods]
        self._found: dict[Period, tuple[Period, ...]] = {}

    def same_time(self, period: Period) -> tuple[Period, ...]:
        """The periods that are the same time as one."""
        if period not in self._found:
            first = period.first.toordinal()
            apart = period.days // 4 + 1  # four fifths in common leaves a quarter before it
            near = self._periods[
                bisect_left(self._firsts, first - apart) : bisect_right(self._firsts, first + apart)
            ]
            self._found[period] = tuple(each for each in near if each.same_time(period))
        return self._found[period]
