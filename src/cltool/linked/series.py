"""Series and their figures, made on first use."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..arithmetic import Number, exact_difference, exact_total
from .evidence import Evidence, weigh
from .record import Linked, Measure, Place, Source

if TYPE_CHECKING:
    from ..arithmetic import Exact
    from ..dataset import records
    from .fact_base import FactBase


class Figure:
    """One figure with all that belongs to it.

    Attributes:
        place: The place that it is about.
        series: The series that it is of.
        observation: What the file says of it.
    """

    __slots__ = ("_evidence", "observation", "place", "series")

    def __init__(self, place: Place, series: "Series", observation: "records.Observation") -> None:
        self.place = place
        self.series = series
        self.observation = observation
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
    def value(self) -> Number:
        """The figure itself, in the measure's unit."""
        return self.observation.value + 0  # so that a minus zero is zero

    @property
    def tolerance(self) -> Number:
        """How far off it may be, in the measure's unit."""
        own = self.observation.tolerance
        return self.series.tolerance if own is None else own

    @property
    def least(self) -> "Exact":
        """The lowest that it may be, exactly."""
        return exact_difference(self.value, self.tolerance)

    @property
    def most(self) -> "Exact":
        """The highest that it may be, exactly."""
        return exact_total([self.value, self.tolerance])

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
        period, coverage, status, tolerance, note: What the file says of it.
    """

    __slots__ = (
        "_comparable", "_figures", "_observations", "coverage", "measure", "note", "period",
        "source", "status", "tolerance",
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
        self.coverage = record.coverage
        self.status = record.status
        self.tolerance = record.tolerance
        self.note = record.note
        self._observations: Mapping[str, records.Observation] | None = None
        self._figures: dict[str, Figure] = {}
        self._comparable: tuple[Series, ...] | None = None

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
    def observations(self) -> Mapping[str, "records.Observation"]:
        """What the file says of each place, by the place's id, in the file's order."""
        if self._observations is None:
            self._observations = {each.place: each for each in self.record.observations}
        return self._observations

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures, in the file's order."""
        return tuple(map(self._made, self.observations))

    def figure(self, place: str) -> Figure | None:
        """Its figure for the place of an id; None if it has none."""
        return self._made(place) if place in self.observations else None

    def _made(self, place: str) -> Figure:
        figure = self._figures.get(place)
        if figure is None:
            figure = Figure(self.facts.place_by_id[place], self, self.observations[place])
            self._figures[place] = figure
        return figure

    @property
    def comparable(self) -> tuple["Series", ...]:
        """The series of the same measure, origin and time, itself included, in file order."""
        if self._comparable is None:
            self._comparable = self.facts.comparable(self.measure, self.source.origin, self.period)
        return self._comparable

    @property
    def pooled(self) -> tuple[Figure, ...]:
        """All that its origin is reported to say of its measure and time.

        Its own figures first, then, for places that it lacks, those of the first of its comparable
        series that has one.
        """
        pooled: dict[str, Figure] = {}
        for series in (self, *self.comparable):
            for figure in series.figures:
                pooled.setdefault(figure.place.id, figure)
        return tuple(pooled.values())

    def pooled_figure(self, place: str) -> Figure | None:
        """The figure among `pooled` for the place of an id; None if there is none."""
        held = (series.figure(place) for series in (self, *self.comparable))
        return next((figure for figure in held if figure is not None), None)

    def coverage_of(self, kind: str) -> "records.Coverage":
        """Which places of one kind it lists."""
        return self.record.coverage_of(kind)
