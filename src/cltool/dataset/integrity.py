"""What must hold between the records of a fact base, beyond the form of each one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from ..text import fold
from .observations import Observation, PlainObservation
from .records import Dataset, Place, Series, Source

if TYPE_CHECKING:
    from .positions import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold.

    Attributes:
        path: What leads to the faulty value.
        expected: What should stand there.
        refers_to: The collection that the value should name a record of, if it is a reference;
            or `kinds`, for a kind of place.
        missing: The key that is missing from the record that the path leads to.
    """

    path: "Path"
    expected: str
    refers_to: str | None = None
    missing: str | None = None


def faults(facts: Dataset) -> Iterator[Fault]:
    """Everything that does not hold: unknown ids, repeated ids and names, circles.

    Takes time in proportion to the number of records.
    """
    yield from _repeated_ids(facts)
    yield from _repeated_names(facts.places)
    yield from _unknown_references(facts)
    yield from _circles("sources", "relays", facts.sources)
    yield from _circles("sources", "supersedes", facts.sources)
    yield from _circles("places", "within", facts.places)
    yield from _replaced_twice(facts.sources)
    yield from _claimed(facts)
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
        yield ("sources", index, "supersedes"), source.supersedes, "sources"
        for at, other in enumerate(source.shares_text_with):
            yield ("sources", index, "shares_text_with", at), other, "sources"
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
                    yield Fault(("series", index, "coverage", kind), expected, "kinds")
    for index, claim in enumerate(facts.claims):
        if claim.kind not in kinds:
            yield Fault(("claims", index, "kind"), expected, "kinds")


def _replaced_twice(sources: Sequence[Source]) -> Iterator[Fault]:
    """Sources that supersede one that another supersedes already."""
    replacing = [index for index, source in enumerate(sources) if source.supersedes is not None]
    for at in _repeats([str(sources[index].supersedes) for index in replacing]):
        yield Fault(("sources", replacing[at], "supersedes"), "a source that no other supersedes")


def _claimed(facts: Dataset) -> Iterator[Fault]:
    """Claims that give a place no rank, or two."""
    for index, claim in enumerate(facts.claims):
        if claim.rank is None and claim.among is None:
            yield Fault(
                ("claims", index), '; or "among" for one of the first so many', None, "rank"
            )
        elif claim.rank is not None and claim.among is not None:
            expected = "a rank or among, not both: leave one out"
            yield Fault(("claims", index, "among"), expected)


def _observed(facts: Dataset) -> Iterator[Fault]:
    """Observations of unknown places, or twice of one in a series; values that can't be."""
    known = {place.id for place in facts.places}
    signed = {measure.id for measure in facts.measures if measure.signed}
    for number, series in enumerate(facts.series):
        observations = series.observations
        here = {observation.place for observation in observations}
        if len(here) < len(observations) or not here <= known:
            yield from _misplaced(number, series, known)
        if not _has_values(observations, signed=series.measure in signed):
            yield from _impossible_values(number, series, signed=series.measure in signed)


def _has_values(observations: Sequence[PlainObservation], *, signed: bool) -> bool:
    """Whether all observations are known to have a value that can be: quick to tell, and usual."""
    if Observation in set(map(type, observations)):
        return False
    try:
        return bool(min(map(attrgetter("value"), observations), default=0) >= 0 or signed)
    except TypeError:  # one has none
        return False


def _misplaced(number: int, series: Series, known: set[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, observation in enumerate(series.observations):
        path: Path = ("series", number, "observations", index, "place")
        if observation.place not in known:
            yield Fault(path, "the id of one of the places", "places")
        elif observation.place in seen:
            yield Fault(path, f"each place once in series {series.id}")
        seen.add(observation.place)


def _impossible_values(number: int, series: Series, *, signed: bool) -> Iterator[Fault]:
    for index, observation in enumerate(series.observations):
        path: Path = ("series", number, "observations", index)
        if observation.value is None and observation.withheld is None:
            yield Fault(path, '; or "withheld" with the reason why there is none', None, "value")
        for key in () if signed else ("value", "least", "most"):
            given = getattr(observation, key)
            if given is not None and given < 0:
                expected = '0 or more; or "signed": true on the measure, if it can be negative'
                yield Fault((*path, key), expected)


def _circles(collection: str, link: str, records: Sequence[Source | Place]) -> Iterator[Fault]:
    """Chains of links that lead back to where they began: one fault a circle."""
    index: dict[str | None, int] = {record.id: number for number, record in enumerate(records)}
    cleared: set[str | None] = set()
    for start in index:
        chain: dict[str | None, None] = {}
        here = start
        while here in index and here not in cleared and here not in chain:
            chain[here] = None
            here = getattr(records[index[here]], link)
        if here in chain:
            alone = getattr(records[index[here]], link) == here
            expected = (
                f"another {collection[:-1]} than itself"
                if alone
                else "no circle: it leads back to itself"
            )
            yield Fault((collection, index[here], link), expected)
        cleared.update(chain)
