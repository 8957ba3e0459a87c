"""A whole fact base, its records linked once."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from .index import Forest
from .record import Claim, Linked, Measure, Place, Source
from .series import Series
from .topic import Topics

if TYPE_CHECKING:
    from ..dataset.records import Dataset

Found = TypeVar("Found")


class FactBase:
    """A fact base whose records know each other.

    Attributes:
        base: What the file says.
        sources, measures, places, series, claims: Its records, in the file's order.
    """

    def __init__(self, base: "Dataset") -> None:
        """Link the records of a base that has been found to be valid."""
        self.base = base
        self._found: dict[object, Any] = {}
        self.sources = tuple(Source(self, each) for each in base.sources)
        self.measures = tuple(Measure(self, each) for each in base.measures)
        self.places = tuple(Place(self, each) for each in base.places)
        for source in self.sources:
            if source.record.relays is not None:
                source.relays = self.source_by_id[source.record.relays]
        for place in self.places:
            if place.record.within is not None:
                place.within = self.place_by_id[place.record.within]
        _find_editions(self.sources, self.source_by_id)
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
            f"<FactBase '{self.title}': {sum(each.count for each in self.series)} figures, "
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
    def licence(self) -> str:
        """Under what the facts may be used; empty where the file does not say."""
        return self.base.license or ""

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

    @cached_property
    def claims_about(self) -> Mapping[str, tuple[int, ...]]:
        """The numbers of the claims about each place, by its id."""
        found: dict[str, list[int]] = {}
        for at, claim in enumerate(self.claims):
            found.setdefault(claim.place.id, []).append(at)
        return {id_: tuple(numbers) for id_, numbers in found.items()}

    def index(self, collection: str) -> Mapping[str, Any]:
        """The records of a collection, such as `places`, by id."""
        found: Mapping[str, Linked] = {
            "sources": self.source_by_id,
            "measures": self.measure_by_id,
            "places": self.place_by_id,
            "series": self.series_by_id,
        }[collection]
        return found

    def once(self, key: object, find: Callable[[], Found]) -> Found:
        """What is found out of these facts once, on its first use: they never change.

        Args:
            key: What tells it from all else.
            find: Finds it out.
        """
        if key not in self._found:
            self._found[key] = find()
        found: Found = self._found[key]
        return found

    @cached_property
    def nesting(self) -> Forest:
        """Which place lies in which."""
        return Forest({each.id: each.record.within for each in self.places})

    @cached_property
    def nested_kinds(self) -> frozenset[str]:
        """The kinds of place of which one lies in another of the same kind, however deep."""
        within_kinds: dict[str, frozenset[str]] = {}
        nested = set()
        for place in self.places:
            chain = []
            around = place.within
            while around is not None and around.id not in within_kinds:
                chain.append(around)
                around = around.within
            for each in reversed(chain):
                above = within_kinds[each.within.id] if each.within else frozenset()
                within_kinds[each.id] = above | {each.kind}
            if place.within is not None and place.kind in within_kinds[place.within.id]:
                nested.add(place.kind)
        return frozenset(nested)

    @cached_property
    def relays(self) -> Forest:
        """Which source relays which."""
        return Forest({each.id: each.record.relays for each in self.sources})

    @cached_property
    def topics(self) -> Topics:
        """What speaks of what."""
        return Topics(self.series)


def _find_editions(sources: Iterable[Source], by_id: Mapping[str, Source]) -> None:
    """Give each source its latest edition, and how many came after it, following each link once."""
    superseded = {source.record.supersedes for source in sources}
    for latest in sources:
        if latest.id in superseded or latest.record.supersedes is None:
            continue
        here, count = latest, 0
        while here.record.supersedes is not None:
            here, count = by_id[here.record.supersedes], count + 1
            here.latest, here.editions_behind = latest, count


def _find_origins(sources: Iterable[Source]) -> None:
    """Give each source its origin, and how far behind it is, following each link once."""
    known: set[str] = set()
    for source in sources:
        chain = [source]
        while chain[-1].id not in known and chain[-1].relays is not None:
            chain.append(chain[-1].relays)
        top = chain[-1]
        for each in reversed(chain):
            each.origin = top.origin
            each.editions_behind = max(each.editions_behind, top.editions_behind)
            top = each
            known.add(each.id)
