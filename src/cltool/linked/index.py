"""Look-ups between records that name each other: each is made once, on its first use."""

from collections.abc import Collection, Mapping


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
