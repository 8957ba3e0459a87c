"""A fact base as the rules see it: what its sources say, gathered by topic."""

from dataclasses import dataclass
from functools import cached_property

from ..linked.fact_base import FactBase
from ..linked.record import Measure
from ..linked.series import Figure, Series


@dataclass(frozen=True)
class Topic:
    """All that the sources of one origin say by one measure for one time.

    Attributes:
        measure: The measure.
        series: The series, in file order.
        said: The figures of each place, by its id.
    """

    measure: Measure
    series: tuple[Series, ...]
    said: dict[str, list[Figure]]

    @cached_property
    def title(self) -> str:
        """The topic for people."""
        longest = max(self.series, key=lambda each: (each.period.days, str(each.period)))
        return f"{self.measure.name}, {longest.period.in_words()}"


@dataclass(frozen=True)
class Base:
    """What the rules are given.

    Attributes:
        facts: The fact base.
    """

    facts: FactBase

    @cached_property
    def topics(self) -> list[Topic]:
        """The topics: the series in groups of comparable ones, and of those comparable to them."""
        found = []
        placed: set[str] = set()
        for first in self.facts.series:
            if first.id in placed:
                continue
            group, reached = {first.id: first}, [first]
            passed: set[int] = set()
            while reached:
                comparable = reached.pop().comparable
                for series in () if id(comparable) in passed else comparable:
                    if series.id not in group:
                        group[series.id] = series
                        reached.append(series)
                passed.add(id(comparable))
            placed |= group.keys()
            found.append(_topic(tuple(group.values())))
        return found

    @cached_property
    def topic_of(self) -> dict[str, Topic]:
        """The topic of each series, by its id."""
        return {series.id: topic for topic in self.topics for series in topic.series}


def _topic(group: tuple[Series, ...]) -> Topic:
    said: dict[str, list[Figure]] = {}
    for series in group:
        for figure in series.figures:
            said.setdefault(figure.place.id, []).append(figure)
    return Topic(group[0].measure, group, said)
