"""What must hold between the records of a fact base, beyond the form of each one."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from .model import FactBase, Place, Source
from .positions import Path
from .text import fold


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold.

    Attributes:
        path: What leads to the faulty value.
        expected: What should stand there.
        refers_to: The collection that the value should name a record of, if it is a reference.
    """

    path: Path
    expected: str
    refers_to: str | None = None


def faults(facts: FactBase) -> Iterator[Fault]:
    """Everything that does not hold: unknown ids, repeated ids and names, circles.

    Takes time in proportion to the number of records.
    """
    yield from _repeated_ids(facts)
    yield from _repeated_names(facts.places)
    yield from _unknown_references(facts)
    yield from _circles("sources", facts.sources)
    yield from _circles("places", facts.places)
    for number, series in enumerate(facts.series):
        listed = [observation.place for observation in series.observations]
        if len(set(listed)) < len(listed):
            for index in _repeats(listed):
                path = ("series", number, "observations", index, "place")
                yield Fault(path, f"each place once in series {series.id}")


def _repeated_ids(facts: FactBase) -> Iterator[Fault]:
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
    taken: dict[tuple[str, str], int] = {}
    for index, place in enumerate(places):
        named: list[tuple[Path, str]] = [(("name",), place.name)]
        named += [(("aliases", number), alias) for number, alias in enumerate(place.aliases)]
        if place.code is not None:
            named.append((("code",), place.code))
        for tail, name in named:
            holder = taken.setdefault((place.kind, fold(name)), index)
            if holder != index:
                yield Fault(
                    ("places", index, *tail),
                    f"a name that no other {place.kind} has; {places[holder].id} has this one",
                )


def _unknown_references(facts: FactBase) -> Iterator[Fault]:
    def check(path: Path, reference: str | None, collection: str, known: Container[str]) -> None:
        if reference is not None and reference not in known:
            found.append(Fault(path, f"the id of one of the {collection}", collection))

    found: list[Fault] = []
    sources, measures = facts.source_by_id, facts.measure_by_id
    places, kinds = facts.place_by_id, facts.kinds
    check(("default_series",), facts.default_series, "series", facts.series_by_id)
    for index, source in enumerate(facts.sources):
        check(("sources", index, "relays"), source.relays, "sources", sources)
    for index, place in enumerate(facts.places):
        check(("places", index, "within"), place.within, "places", places)
    for index, series in enumerate(facts.series):
        check(("series", index, "source"), series.source, "sources", sources)
        check(("series", index, "measure"), series.measure, "measures", measures)
        listed = [observation.place for observation in series.observations]
        if not places.keys() >= set(listed):
            for number, place_id in enumerate(listed):
                check(
                    ("series", index, "observations", number, "place"), place_id, "places", places
                )
        if isinstance(series.coverage, dict):
            for kind in series.coverage:
                if kind not in kinds:
                    spot = ("series", index, "coverage", kind)
                    found.append(Fault(spot, "a kind that one of the places has", "places"))
    for index, claim in enumerate(facts.claims):
        check(("claims", index, "source"), claim.source, "sources", sources)
        check(("claims", index, "measure"), claim.measure, "measures", measures)
        check(("claims", index, "place"), claim.place, "places", places)
        if claim.among not in kinds:
            found.append(
                Fault(("claims", index, "among"), "a kind that one of the places has", "places")
            )
    yield from found


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
