"""The records of a fact base, each knowing the others by themselves and not by their ids."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from ..text import fold

if TYPE_CHECKING:
    from ..dataset import records
    from .fact_base import FactBase


class Linked:
    """A record with its links.

    Two are equal if their records are. Each is copied and pickled with the facts that it is in.

    Attributes:
        facts: The fact base that it is in.
        record: What the file says of it.
        id: Its short name.
    """

    __slots__ = ("facts", "id", "record")
    collection: ClassVar[str]
    """The name of the facts' collection that holds it."""

    def __init__(self, facts: "FactBase", record: Any) -> None:
        self.facts = facts
        self.record = record
        self.id: str = record.id

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return type(self) is type(other) and bool(self.record == other.record)

    def __hash__(self) -> int:
        return hash(self.id)

    def __reduce__(self) -> tuple[Any, ...]:
        return _of, (self.facts, self.collection, self.id)


def _of(facts: "FactBase", collection: str, id_: str) -> Linked:
    found: Linked = facts.index(collection)[id_]
    return found


class Source(Linked):
    """A publication that gives figures or makes claims.

    Attributes:
        publisher, title, published, kind, url, group, note, caveat: What the file says of it.
        relays: The source that it passes on; None for an origin.
        origin: The source at the end of the chain of `relays`; itself if it relays none.
        latest: The latest edition of it; itself if nothing supersedes it.
        editions_behind: How many later editions there are of it, or of what it passes on.
    """

    __slots__ = (
        "caveat", "editions_behind", "group", "kind", "latest", "note", "origin", "published",
        "publisher", "relays", "title", "url",
    )  # fmt: skip
    collection = "sources"
    record: "records.Source"

    def __init__(self, facts: "FactBase", record: "records.Source") -> None:
        super().__init__(facts, record)
        self.publisher = record.publisher
        self.title = record.title
        self.published = record.published
        self.kind = record.kind
        self.url = record.url
        self.group = record.group
        self.note = record.note
        self.caveat = record.caveat
        self.relays: Source | None = None
        self.origin: Source = self
        self.latest: Source = self
        self.editions_behind = 0

    def __repr__(self) -> str:
        return f"<Source {self.id}: {self.publisher}, {self.published}>"

    def relayed(self) -> Iterator["Source"]:
        """The sources that it passes on, nearest first; its origin last."""
        source = self.relays
        while source is not None:
            yield source
            source = source.relays


class Measure(Linked):
    """What is counted.

    Attributes:
        name, unit, definition, type, overlapping, denominator, caveat: What the file says of it.
    """

    __slots__ = ("caveat", "definition", "denominator", "name", "overlapping", "type", "unit")
    collection = "measures"
    record: "records.Measure"

    def __init__(self, facts: "FactBase", record: "records.Measure") -> None:
        super().__init__(facts, record)
        self.name = record.name
        self.unit = record.unit
        self.definition = record.definition
        self.type = record.type
        self.overlapping = record.overlapping
        self.denominator = record.denominator
        self.caveat = record.caveat

    def __repr__(self) -> str:
        return f"<Measure {self.id}: {self.name}, in {self.unit}>"

    @property
    def adds_up(self) -> bool:
        """Whether the values of parts make up that of a whole: flows and stocks do."""
        return self.type in ("flow", "stock")

    @property
    def in_percent(self) -> bool:
        """Whether its values are percentages, so that they change by percentage points."""
        return self.type == "rate" and self.unit in ("percent", "per cent", "%")

    @property
    def heading(self) -> str:
        """Its unit, as a column of its values is headed."""
        return self.unit[0].upper() + self.unit[1:]

    @property
    def title(self) -> str:
        """Its name as a title begins, with its unit where the name does not tell it."""
        known = self.unit.casefold() in self.name.casefold() or self.unit == "people"
        return self.name if known else f"{self.name} ({self.unit})"


class Place(Linked):
    """Somewhere that figures are about.

    Attributes:
        name, kind, aliases, code, note, caveat: What the file says of it.
        within: The place that encloses it, if one does.
    """

    __slots__ = ("aliases", "caveat", "code", "kind", "name", "note", "within")
    collection = "places"
    record: "records.Place"

    def __init__(self, facts: "FactBase", record: "records.Place") -> None:
        super().__init__(facts, record)
        self.name = record.name
        self.kind = record.kind
        self.aliases = record.aliases
        self.code = record.code
        self.note = record.note
        self.caveat = record.caveat
        self.within: Place | None = None

    def __repr__(self) -> str:
        return f"<Place {self.id}: {self.name}, {self.kind}>"

    def enclosing(self) -> Iterator["Place"]:
        """The places that enclose it, nearest first."""
        place = self.within
        while place is not None:
            yield place
            place = place.within

    def names(self) -> Iterator[str]:
        """All that names it, folded: its id, name, aliases and code."""
        for name in (self.id, self.name, *self.aliases, self.code):
            if name is not None:
                yield fold(name)

    def lies_in(self, whole: "Place") -> bool:
        """Whether a place encloses it. Takes the same time however deep it lies."""
        return self.facts.nesting.is_above(whole.id, self.id)


class Claim:
    """A statement by a source about where a place stands, which figures can contradict.

    Attributes:
        record: What the file says of it.
        source, measure, place: Who says it, of what it speaks, and of where.
        kind, rank, among, lowest, period, edition, statement: What the file says of it.
    """

    __slots__ = (
        "among", "edition", "kind", "lowest", "measure", "period", "place", "rank", "record",
        "source", "statement",
    )  # fmt: skip

    def __init__(
        self, record: "records.Claim", source: Source, measure: Measure, place: Place
    ) -> None:
        self.record = record
        self.source = source
        self.measure = measure
        self.place = place
        self.kind = record.kind
        self.rank = record.rank
        self.among = record.among
        self.lowest = record.lowest
        self.period = record.period
        self.edition = record.edition
        self.statement = record.statement

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Claim) and self.record == other.record

    def __hash__(self) -> int:
        return hash((self.source, self.place, self.rank, self.among))

    def __repr__(self) -> str:
        return f"<Claim by {self.source.id}: {self.statement}>"
