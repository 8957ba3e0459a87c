"""Series and their figures, made on first use."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..arithmetic import Number, exact_difference, exact_total
from .evidence import Evidence, weigh
from .record import Linked, Measure, Place, Source
from .topic import TopicKey

if TYPE_CHECKING:
    from ..arithmetic import Exact
    from ..dataset import observations, records
    from .fact_base import FactBase


class Figure:
    """One figure with all that belongs to it.

    Attributes:
        place: The place that it is about.
        series: The series that it is of.
        observation: What the file says of it.
        value: The figure itself, in the measure's unit; 0 where it is withheld, and so no figure.
    """

    __slots__ = ("_evidence", "observation", "place", "series", "value")

    def __init__(
        self, place: Place, series: "Series", observation: "observations.PlainObservation"
    ) -> None:
        self.place = place
        self.series = series
        self.observation = observation
        self.value: Number = observation.value or 0  # so that a minus zero is zero
        self._evidence: Evidence | None = None

    def __repr__(self) -> str:
        return f"<Figure {self.place.id} {self.value}, {self.series.id}>"

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Figure)
            and (self.observation, self.place, self.series)
            == (other.observation, other.place, other.series)
        )

    def __hash__(self) -> int:
        return hash((self.place.id, self.series.id))

    def __reduce__(self) -> tuple[Any, ...]:
        return _figure_of, (self.series, self.place.id)

    @property
    def tolerance(self) -> Number:
        """How far off it may be either way, in the measure's unit; 0 where it has bounds."""
        own = self.observation.tolerance
        if own is not None:
            return own
        return 0 if self._is_bounded else self.series.tolerance

    @property
    def least(self) -> "Exact":
        """The lowest that it may be, exactly."""
        own = self.observation.least
        return exact_difference(self.value, self.tolerance) if own is None else exact_total([own])

    @property
    def most(self) -> "Exact":
        """The highest that it may be, exactly."""
        own = self.observation.most
        return exact_total([self.value, self.tolerance] if own is None else [own])

    @property
    def _is_bounded(self) -> bool:
        return (self.observation.least, self.observation.most) != (None, None)

    @property
    def is_exact(self) -> bool:
        """Whether it can be no other than its value."""
        own = self.observation
        off = self.series.tolerance if own.tolerance is None else own.tolerance
        return own.least is own.most is None and not off

    @property
    def staleness(self) -> tuple[int, bool]:
        """How far behind it is: by editions, then by being provisional. (0, False) is latest."""
        return self.series.source.editions_behind, self.status == "provisional"

    @property
    def status(self) -> str:
        """Its status: its own, or its series'."""
        return self.observation.status or self.series.status

    @property
    def locator(self) -> str | None:
        """Where in the source it stands."""
        return self.observation.locator

    @property
    def note(self) -> str | None:
        """What its readers must know."""
        return self.observation.note

    @property
    def caveat(self) -> str | None:
        """What has to be said wherever it is used."""
        return self.observation.caveat

    @property
    def evidence(self) -> Evidence:
        """Who agrees with it, and who differs. Found out once."""
        if self._evidence is None:
            self._evidence = weigh(self)
        return self._evidence


def _figure_of(series: "Series", place: str) -> Figure | None:
    return series.figure(place)


class Series(Linked):
    """One source's figures for one measure over one period.

    Attributes:
        source, measure: Whose figures they are, and of what.
        period, period_stated, edition, coverage, status, tolerance, note, caveat: What the file
            says of it.
    """

    __slots__ = (
        "_figures", "_given", "_observations", "caveat", "coverage", "edition", "measure", "note",
        "period", "period_stated", "source", "status", "tolerance",
    )  # fmt: skip
    collection = "series"
    record: "records.Series"

    def __init__(
        self, facts: "FactBase", record: "records.Series", source: Source, measure: Measure
    ) -> None:
        super().__init__(facts, record)
        self.source = source
        self.measure = measure
        self.period = record.period
        self.period_stated = record.period_stated
        self.edition = record.edition
        self.coverage = record.coverage
        self.status = record.status
        self.tolerance = record.tolerance
        self.note = record.note
        self.caveat = record.caveat
        self._observations: Mapping[str, observations.PlainObservation] | None = None
        self._figures: dict[str, Figure] = {}
        self._given: tuple[Figure, ...] | None = None

    def __repr__(self) -> str:
        return f"<Series {self.id}: {self.measure.id}, {self.period}, {self.count} figures>"

    @property
    def count(self) -> int:
        """How many figures it has."""
        return len(self.record.observations)

    @property
    def publisher(self) -> str:
        """Who published it."""
        return self.source.publisher

    @property
    def observations(self) -> Mapping[str, "observations.PlainObservation"]:
        """What the file says of each place, by the place's id, in the file's order."""
        if self._observations is None:
            self._observations = {each.place: each for each in self.record.observations}
        return self._observations

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures, in the file's order, without those withheld."""
        if self._given is None:
            held = self.observations.items()
            self._given = tuple(self._made(id_) for id_, each in held if each.value is not None)
        return self._given

    def listed(self, about: Place | None = None) -> tuple[Figure, ...]:
        """All that it lists, also what it withholds; perhaps of one place alone."""
        ids = self.observations if about is None else [about.id]
        return tuple(self._made(id_) for id_ in ids if id_ in self.observations)

    @property
    def withheld(self) -> "Mapping[str, str]":
        """Why it gives no figure for some of the places it lists, by their ids."""
        held = self.observations.items()
        return {id_: each.withheld for id_, each in held if each.withheld is not None}

    def figure(self, place: str) -> Figure | None:
        """Its figure for the place of an id; None if it has none."""
        held = self.observations.get(place)
        return self._made(place) if held is not None and held.value is not None else None

    def _made(self, place: str) -> Figure:
        figure = self._figures.get(place)
        if figure is None:
            figure = Figure(self.facts.place_by_id[place], self, self.observations[place])
            self._figures[place] = figure
        return figure

    @property
    def topic_key(self) -> TopicKey:
        """What it speaks of."""
        return TopicKey.of(self.measure, self.source, self.edition, self.period)

    @property
    def comparable(self) -> tuple["Series", ...]:
        """The series that speak of the same thing, itself included, in file order."""
        return self.facts.topics.of(self).series

    @property
    def is_earlier(self) -> bool:
        """Whether a later edition, or the final figures, stand beside it."""
        return self.staleness > self.facts.topics.of(self).newest

    @property
    def staleness(self) -> tuple[int, bool]:
        """How far behind it is; see `Figure.staleness`."""
        return self.source.editions_behind, self.status == "provisional"

    @property
    def _newest_first(self) -> list["Series"]:
        return sorted(self.comparable, key=lambda each: each.staleness)

    @property
    def pooled(self) -> tuple[Figure, ...]:
        """All that its origin is reported to say of its measure and time.

        Its own figures first, then, for places that it lacks, those of the first of its comparable
        series that has one, what is newest before what that replaces.
        """
        pooled: dict[str, Figure] = {}
        for series in (self, *self._newest_first):
            for figure in series.figures:
                pooled.setdefault(figure.place.id, figure)
        return tuple(pooled.values())

    def pooled_figure(self, place: str) -> Figure | None:
        """The figure among `pooled` for the place of an id; None if there is none."""
        held = (series.figure(place) for series in (self, *self._newest_first))
        return next((figure for figure in held if figure is not None), None)

    def coverage_of(self, kind: str) -> str:
        """Which places of one kind it lists."""
        return self.record.coverage_of(kind)
