"""Where the values of a place stand among the figures of others of its kind."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..arithmetic import Number
from ..linked.evidence import Reading, readings
from ..linked.record import Place
from ..linked.series import Figure
from ..linked.topic import Topic
from ..text import fold

if TYPE_CHECKING:
    from ..arithmetic import Exact


class _Entrant(NamedTuple):
    """One place.

    Attributes:
        figure: The first figure of the value that most sources give.
        least: The lowest score that any figure of it may have.
        most: The highest.
    """

    figure: Figure
    least: "Exact"
    most: "Exact"


class Field:
    """The places of one kind in a topic, sorted so that no claim looks at all of them.

    They are ranked by scores: their values, or, from the lowest up, those turned about.

    Attributes:
        topic: What is said of them.
        complete: Whether a series lists every place of the kind.
        lowest: Whether they are ranked from the lowest up.
    """

    def __init__(self, topic: Topic, kind: str, *, lowest: bool = False) -> None:
        """Read what is said of each place; what a later edition replaces is left out."""
        self.topic = topic
        self.lowest = lowest
        self.complete = any(each.coverage_of(kind) == "complete" for each in topic.series)
        entrants = []
        for said in map(newest, topic.said.values()):
            if said[0].place.kind == kind:
                first = said[0] if len(said) == 1 else readings(said)[0].figures[0]
                bounds = [self.bounds(figure) for figure in said]
                entrants.append(
                    _Entrant(first, min(low for low, _ in bounds), max(high for _, high in bounds))
                )
        sign = 1 if lowest else -1
        entrants.sort(key=lambda each: (sign * each.figure.value, fold(each.figure.place.name)))
        self._ranked = entrants
        self._by_place = {each.figure.place.id: each for each in entrants}
        self._by_least = sorted(entrants, key=_least)
        self._leasts = [each.least for each in self._by_least]
        self._mosts = sorted(each.most for each in entrants)
        self._widest = max((each.most - each.least for each in entrants), default=0)
        surest: dict[str, Exact] = {}
        for each in entrants:
            series = each.figure.series.id
            surest[series] = max(surest.get(series, each.least), each.least)
        self._surest = sorted(surest.values())

    def bounds(self, figure: Figure) -> "tuple[Exact, Exact]":
        """The lowest and the highest score that a figure may have."""
        return (-figure.most, -figure.least) if self.lowest else (figure.least, figure.most)

    def standings(self, place: Place) -> list["Standing"]:
        """Where each value of a place stands, the most confirmed value first; none without one."""
        said = self.topic.said.get(place.id)
        return [Standing(each, place, self) for each in readings(newest(said))] if said else []

    def count_above(self, value: "Exact") -> int:
        """How many places are above a value by every figure."""
        return len(self._leasts) - bisect_right(self._leasts, value)

    def count_reaching(self, value: "Exact") -> int:
        """How many places are above a value by some figure."""
        return len(self._mosts) - bisect_right(self._mosts, value)

    def reaches(self, place: Place, value: "Exact") -> bool:
        """Whether a place is one of these and above a value by some figure."""
        return place.id in self._by_place and self._by_place[place.id].most > value

    def above(self, value: "Exact") -> Iterator[Figure]:
        """The figures of the places above a value by every figure, the highest first."""
        return (each.figure for each in self._ranked if each.least > value)

    def series_above(self, value: "Exact") -> tuple[str, ...]:
        """The ids of the series of those figures, each once."""
        wanted = len(self._surest) - bisect_right(self._surest, value)
        found: dict[str, None] = {}
        for figure in self.above(value) if wanted else ():
            found[figure.series.id] = None
            if len(found) == wanted:
                break
        return tuple(found)

    def between(self, least: "Exact", most: "Exact") -> list[Place]:
        """The places that by some figure are above the lower value, but not by all the higher."""
        start = bisect_left(self._leasts, least - self._widest)
        end = bisect_right(self._leasts, most)
        return [each.figure.place for each in self._by_least[start:end] if each.most > least]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one value of a place stands among the figures of the others.

    Attributes:
        reading: The value.
        place: The place.
        field: The places that it is ranked among.
    """

    reading: Reading
    place: Place
    field: Field

    @property
    def complete(self) -> bool:
        """Whether every place of the kind has a figure."""
        return self.field.complete

    @property
    def value(self) -> Number:
        """The value."""
        return self.reading.value

    @property
    def above(self) -> int:
        """How many places are higher by every reading."""
        return self.field.count_above(self._most)

    @property
    def perhaps(self) -> int:
        """How many places are higher by some readings, and not by others."""
        overlapping = self.field.count_reaching(self._least) - self.above
        return overlapping - self.field.reaches(self.place, self._least)

    def highest(self, most: int) -> list[Figure]:
        """The highest figures of the places above."""
        return list(islice(self.field.above(self._most), most))

    def series(self) -> tuple[str, ...]:
        """The ids of the series of the figures of the places above, the highest first."""
        return self.field.series_above(self._most)

    def unsure(self) -> list[Place]:
        """The places that are perhaps higher, by name."""
        found = self.field.between(self._least, self._most)
        return sorted((each for each in found if each is not self.place), key=_by_name)

    def allows(self, rank: int) -> bool:
        """Whether the value can have this rank."""
        highest = self.above + 1
        return rank >= highest and (not self.complete or rank <= highest + self.perhaps)

    def proves(self, rank: int) -> bool:
        """Whether the value must have this rank."""
        return self.complete and not self.perhaps and rank == self.above + 1

    def can_be_among(self, count: int) -> bool:
        """Whether the value can be among the first so many."""
        return self.above < count

    def must_be_among(self, count: int) -> bool:
        """Whether the value is sure to be among the first so many."""
        return self.complete and self.above + self.perhaps < count

    @property
    def _least(self) -> "Exact":
        return min(self.field.bounds(figure)[0] for figure in self.reading.figures)

    @property
    def _most(self) -> "Exact":
        return max(self.field.bounds(figure)[1] for figure in self.reading.figures)


def newest(said: Sequence[Figure]) -> list[Figure]:
    """Some figures of one thing without those that others of them replace."""
    staleness = [figure.staleness for figure in said]
    latest = min(staleness)
    return [each for each, behind in zip(said, staleness, strict=True) if behind == latest]


def _by_name(place: Place) -> str:
    return fold(place.name)


def _least(entrant: _Entrant) -> "Exact":
    return entrant.least
