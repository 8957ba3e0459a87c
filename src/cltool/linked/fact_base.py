"""A whole fact base, its records linked once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .record import Claim, Linked, Measure, Place, Source
from .series import Series

if TYPE_CHECKING:
    from ..dataset.records import Dataset


class FactBase:
    """A fact base whose records know each other.

    Attributes:
        base: What the file says.
        sources, measures, places, series, claims: Its records, in the file's order.
    """

    def __init__(self, base: "Dataset") -> None:
        """Link the records of a base that has been found to be valid."""
        self.base = base
        self.sources = tuple(Source(self, each) for each in base.sources)
        self.measures = tuple(Measure(self, each) for each in base.measures)
        self.places = tuple(Place(self, each) for each in base.places)
        for source in self.sources:
            if source.record.relays is not None:
                source.relays = self.source_by_id[source.record.relays]
        for place in self.places:
            if place.record.within is not None:
                place.within = self.place_by_id[place.record.within]
        _find_origins(self.sources)
        self.series = tuple(
            Series(self, each, self.source_by_id[each.source], self.measure_by_id[each.measure])
            for each in base.series
        )
        self.claims = tuple(
            Claim(
                each,
                self.source_by_id[each.source],
                self.measure_by_id[each.measure],
                self.place_by_id[each.place],
            )
            for each in base.claims
        )

    def __repr__(self) -> str:
        return (
            f"<FactBase '{self.title}': {sum(map(len, self.series))} figures, "
            f"{len(self.series)} series, {len(self.sources)} sources>"
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FactBase) and self.base == other.base

    def __hash__(self) -> int:
        return hash((self.title, len(self.places), len(self.series)))

    def __reduce__(self) -> tuple[Any, ...]:
        return FactBase, (self.base,)

    @property
    def title(self) -> str:
        """What the facts are about."""
        return self.base.title

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of place, in the order of their first use."""
        return self.base.kinds

    @property
    def default_series(self) -> Series:
        """The series that answers unless another is asked for."""
        return self.series_by_id[self.base.default_series]

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """The sources by id."""
        return {each.id: each for each in self.sources}

    @cached_property
    def measure_by_id(self) -> Mapping[str, Measure]:
        """The measures by id."""
        return {each.id: each for each in self.measures}

    @cached_property
    def place_by_id(self) -> Mapping[str, Place]:
        """The places by id."""
        return {each.id: each for each in self.places}

    @cached_property
    def series_by_id(self) -> Mapping[str, Series]:
        """The series by id."""
        return {each.id: each for each in self.series}

    @cached_property
    def places_named(self) -> Mapping[str, tuple[Place, ...]]:
        """The places by each of their names, folded; see `Place.names`."""
        named: dict[str, dict[str, Place]] = {}
        for place in self.places:
            for name in place.names():
                named.setdefault(name, {})[place.id] = place
        return {name: tuple(places.values()) for name, places in named.items()}

    def index(self, collection: str) -> Mapping[str, Any]:
        """The records of a collection, such as `places`, by id."""
        found: Mapping[str, Linked] = {
            "sources": self.source_by_id,
            "measures": self.measure_by_id,
            "places": self.place_by_id,
            "series": self.series_by_id,
        }[collection]
        return found

    @cached_property
    def extents(self) -> Mapping[str, tuple[int, int]]:
        """The number of each place, and of the last place within it, counted from outside in."""
        inside: dict[str | None, list[Place]] = {}
        for place in self.places:
            inside.setdefault(place.record.within, []).append(place)
        first: dict[str, int] = {}
        extents: dict[str, tuple[int, int]] = {}
        waiting = [(place, False) for place in reversed(inside.get(None, []))]
        while waiting:
            place, left = waiting.pop()
            if left:
                extents[place.id] = (first[place.id], len(first) - 1)
                continue
            first[place.id] = len(first)
            waiting.append((place, True))
            waiting.extend((each, False) for each in inside.get(place.id, ()))
        return extents

    def outermost(self, places: Iterable[Place]) -> Iterator[Place]:
        """Of some places, those that lie in none of the others, in no particular order."""
        end = -1
        for place in sorted(places, key=lambda each: self.extents[each.id]):
            first, last = self.extents[place.id]
            if first > end:
                end = last
                yield place

    @cached_property
    def _alike(self) -> Mapping[tuple[str, str], list[tuple[int, int, Series]]]:
        """The series of each measure and origin by first day, each with its turn in the file."""
        alike: dict[tuple[str, str], list[tuple[int, int, Series]]] = {}
        for turn, series in enumerate(self.series):
            key = series.measure.id, series.source.origin.id
            alike.setdefault(key, []).append((series.period.first.toordinal(), turn, series))
        for group in alike.values():
            group.sort(key=lambda each: each[:2])
        return alike

    def comparable(self, series: Series) -> tuple[Series, ...]:
        """The series of the same measure, origin and time as a series, in file order."""
        group = self._alike[series.measure.id, series.source.origin.id]
        period, start = series.period, series.period.first.toordinal()
        # Another time that shares 4/5 of the joint days begins at most 1/4 of a length earlier.
        low = bisect_left(group, start - period.days / 4 - 1, key=lambda each: each[0])
        high = bisect_right(group, start + period.days / 4 + 1, key=lambda each: each[0])
        near = sorted(group[low:high], key=lambda each: each[1])
        return tuple(other for _, _, other in near if other.period.same_time(period))


def _find_origins(sources: Iterable[Source]) -> None:
    """Give each source its origin, following each link once."""
    known: set[str] = set()
    for source in sources:
        chain = [source]
        while chain[-1].id not in known and chain[-1].relays is not None:
            chain.append(chain[-1].relays)
        origin = chain[-1].origin
        for each in chain:
            each.origin = origin
            known.add(each.id)
