"""What is said of one thing: the series of one measure and origin, for one edition or period."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from ..dataset.period import Period
    from .record import Claim, Measure, Source
    from .series import Figure, Series


class TopicKey(NamedTuple):
    """What tells one topic from another.

    Attributes:
        measure: The id of the measure.
        origin: The id of the latest edition of the source where the figures began.
        time: The edition that is reported, or, where none is named, the first and the last day.
    """

    measure: str
    origin: str
    time: "str | tuple[date, date]"

    @classmethod
    def of(
        cls, measure: "Measure", source: "Source", edition: str | None, period: "Period"
    ) -> "TopicKey":
        """The topic of a source's figures or claim."""
        return cls(measure.id, source.origin.latest.id, edition or (period.first, period.last))


class Topic:
    """All that the sources of one origin say by one measure, of one edition or period.

    Attributes:
        measure: The measure.
        series: The series, in file order.
    """

    def __init__(self, series: "Sequence[Series]") -> None:
        """Take series of one key."""
        self.measure = series[0].measure
        self.series = tuple(series)

    def said_of(self, place: str) -> "list[Figure]":
        """The figures of the place of an id, in the order of the series; none if it has none."""
        held = (series.figure(place) for series in self.series)
        return [figure for figure in held if figure is not None]

    @cached_property
    def said(self) -> "Mapping[str, list[Figure]]":
        """The figures of each place, by its id."""
        said: dict[str, list[Figure]] = {}
        for series in self.series:
            for figure in series.figures:
                said.setdefault(figure.place.id, []).append(figure)
        return said

    def said_among(self, places: "Container[str]") -> "dict[str, list[Figure]]":
        """The figures of each place whose id is among these, by its id."""
        said: dict[str, list[Figure]] = {}
        for series in self.series:
            for place in filter(places.__contains__, series.observations):
                figure = series.figure(place)
                if figure is not None:
                    said.setdefault(place, []).append(figure)
        return said

    @cached_property
    def newest(self) -> tuple[int, bool]:
        """How far behind its newest series is; see `Figure.staleness`."""
        return min(each.staleness for each in self.series)

    @cached_property
    def title(self) -> str:
        """The topic for people."""
        return f"{self.measure.name}, {self.period.in_words()}"

    @cached_property
    def period(self) -> "Period":
        """The longest period that one of its series states."""
        periods = [each.period for each in self.series]
        return max(periods, key=lambda each: (each.days, str(each)))


class Topics:
    """The topics of a fact base, found by their keys or by their time."""

    def __init__(self, series: "Iterable[Series]") -> None:
        """Group the series."""
        grouped: dict[TopicKey, list[Series]] = {}
        at: dict[tuple[str, date, date], list[Series]] = {}
        for each in series:
            grouped.setdefault(each.topic_key, []).append(each)
            at.setdefault((each.measure.id, each.period.first, each.period.last), []).append(each)
        self._by_key = {key: Topic(group) for key, group in grouped.items()}
        self._by_edition: dict[tuple[str, object], list[Topic]] = {}
        for key, topic in self._by_key.items():
            self._by_edition.setdefault((key.measure, key.time), []).append(topic)
        self._at = {key: tuple(group) for key, group in at.items()}

    def __iter__(self) -> Iterator[Topic]:
        return iter(self._by_key.values())

    def of(self, series: "Series") -> Topic:
        """The topic that a series belongs to."""
        return self._by_key[series.topic_key]

    def spoken_of(self, claim: "Claim") -> Topic | None:
        """The topic that a claim speaks of; None if no series belongs to it.

        A claim may name an edition of another origin than its source's, as one that looks back.
        """
        key = TopicKey.of(claim.measure, claim.source, claim.edition, claim.period)
        found = self._by_key.get(key)
        if found is None and claim.edition is not None:
            named = self._by_edition.get((claim.measure.id, claim.edition), [])
            return named[0] if len(named) == 1 else None
        return found

    def at(self, measure: "Measure", period: "Period") -> "tuple[Series, ...]":
        """The series of a measure for just this period, of whatever origin."""
        return self._at.get((measure.id, period.first, period.last), ())
