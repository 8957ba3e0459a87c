"""What must hold between the records of a fact base, beyond the form of each one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text import fold
from .records import Dataset, Place, Source

if TYPE_CHECKING:
    from .positions import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold.

    Attributes:
        path: What leads to the faulty value.
        expected: What should stand there.
        refers_to: The collection that the value should name a record of, if it is a reference.
    """

    path: "Path"
    expected: str
    refers_to: str | None = None


def faults(facts: Dataset) -> Iterator[Fault]:
    """Everything that does not hold: unknown ids, repeated ids and names, circles.

    Takes time in proportion to the number of records.
    """
    yield from _repeated_ids(facts)
    yield from _repeated_names(facts.places)
    yield from _unknown_references(facts)
    yield from _circles("sources", facts.sources)
    yield from _circles("places", facts.places)
    yield from _observed(facts)


def _repeated_ids(facts: Dataset) -> Iterator[Fault]:
    for collection in ("sources", "measures", "places", "series"):
        records = getattr(facts, collection)
        for index in _repeats([record.id for record in records]):
            yield Fault((collection, index, "id"), f"an id used once among {collection}")


def _repeats(items: list[str]) -> Iterator[int]:
    seen = set()
    for index, item in enumerate(items):
        if item in seen:
            yield index
        seen.add(item)


def _repeated_names(places: tuple[Place, ...]) -> Iterator[Fault]:
    """Names, aliases and codes that two places of one kind share."""
    taken: dict[str, dict[str, int]] = {}
    for index, place in enumerate(places):
        holders = taken.setdefault(place.kind, {})
        for tail, name in _names(place):
            holder = holders.setdefault(fold(name), index)
            if holder != index:
                yield Fault(
                    ("places", index, *tail),
                    f"a name that no other {place.kind} has; {places[holder].id} has this one",
                )


def _names(place: Place) -> "Iterator[tuple[Path, str]]":
    yield ("name",), place.name
    for number, alias in enumerate(place.aliases):
        yield ("aliases", number), alias
    if place.code is not None:
        yield ("code",), place.code


def _unknown_references(facts: Dataset) -> Iterator[Fault]:
    ids = {
        collection: {record.id for record in getattr(facts, collection)}
        for collection in ("sources", "measures", "places", "series")
    }
    for path, reference, collection in _references(facts):
        if reference is not None and reference not in ids[collection]:
            yield Fault(path, f"the id of one of the {collection}", collection)
    yield from _unknown_kinds(facts)


def _references(facts: Dataset) -> "Iterator[tuple[Path, str | None, str]]":
    """Each reference from one record to another, with the collection that it should lead into."""
    yield ("default_series",), facts.default_series, "series"
    for index, source in enumerate(facts.sources):
        yield ("sources", index, "relays"), source.relays, "sources"
    for index, place in enumerate(facts.places):
        yield ("places", index, "within"), place.within, "places"
    for index, series in enumerate(facts.series):
        yield ("series", index, "source"), series.source, "sources"
        yield ("series", index, "measure"), series.measure, "measures"
    for index, claim in enumerate(facts.claims):
        yield ("claims", index, "source"), claim.source, "sources"
        yield ("claims", index, "measure"), claim.measure, "measures"
        yield ("claims", index, "place"), claim.place, "places"


def _unknown_kinds(facts: Dataset) -> Iterator[Fault]:
    expected = "a kind that one of the places has"
    kinds = set(facts.kinds)
    for index, series in enumerate(facts.series):
        if isinstance(series.coverage, dict):
            for kind in series.coverage:
                if kind not in kinds:
                    yield Fault(("series", index, "coverage", kind), expected, "places")
    for index, claim in enumerate(facts.claims):
        if claim.among not in kinds:
            yield Fault(("claims", index, "among"), expected, "places")


def _observed(facts: Dataset) -> Iterator[Fault]:
    """Places that are unknown, or observed twice in one series: one set a series tells."""
    known = {place.id for place in facts.places}
    for number, series in enumerate(facts.series):
        here = {observation.place for observation in series.observations}
        if len(here) == len(series.observations) and here <= known:
            continue
        seen: set[str] = set()
        for index, observation in enumerate(series.observations):
            path: Path = ("series", number, "observations", index, "place")
            if observation.place not in known:
                yield Fault(path, "the id of one of the places", "places")
            elif observation.place in seen:
                yield Fault(path, f"each place once in series {series.id}")
            seen.add(observation.place)


def _circles(collection: str, records: Sequence[Source | Place]) -> Iterator[Fault]:
    """Chains of links that lead back to where they began: one fault a circle."""
    link = "relays" if collection == "sources" else "within"
    index: dict[str | None, int] = {record.id: number for number, record in enumerate(records)}
    cleared: set[str | None] = set()
    for start in index:
        chain: dict[str | None, None] = {}
        here = start
        while here in index and here not in cleared and here not in chain:
            chain[here] = None
            here = getattr(records[index[here]], link)
        if here in chain:
            yield Fault((collection, index[here], link), "no circle: it leads back to itself")
        cleared.update(chain)
