"""A fact base as the rules see it: what its sources say, gathered by topic."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from ..arithmetic import Number
from ..linked.fact_base import FactBase
from ..linked.series import Figure, Series
from ..linked.topic import Topic
from ..verdicts.standing import newest

Said: TypeAlias = Mapping[str, list[Figure]]
"""The figures of each place, by its id."""
Span: TypeAlias = tuple[Number, Number]
"""The lowest and the highest value."""


@dataclass(frozen=True)
class Base:
    """What the rules are given.

    Figures take time to make, and most are sound. So a rule looks at the spans first, and makes
    the figures of those places alone that these don't clear.

    Attributes:
        facts: The fact base.
    """

    facts: FactBase

    @cached_property
    def topics(self) -> list[Topic]:
        """What is said of each thing."""
        return list(self.facts.topics)

    @cached_property
    def spans(self) -> Mapping[Topic, Mapping[str, Span]]:
        """The span of each place's values by each topic, by its id; replaced ones count too."""
        return {topic: spans_of(topic.series) for topic in self.topics}

    def current(self, topic: Topic, places: Container[str] | None = None) -> Said:
        """What a topic says of each place, without the figures that newer ones of it replace.

        Args:
            topic: The topic.
            places: The ids of the places to look at; None for all.
        """
        said = topic.said_among(self.spans[topic] if places is None else places)
        return {place: own if len(own) == 1 else newest(own) for place, own in said.items()}


def spans_of(all_series: Iterable[Series]) -> Mapping[str, Span]:
    """The span of each place's values by some series, by its id."""
    spans: dict[str, Span] = {}
    for series in all_series:
        for place, each in series.observations.items():
            value = each.value
            if value is None:
                continue
            span = spans.get(place)
            if span is None:
                spans[place] = value, value
            elif value < span[0]:
                spans[place] = value, span[1]
            elif value > span[1]:
                spans[place] = span[0], value
    return spans


def by_staleness(said: Said) -> Mapping[tuple[int, bool], Said]:
    """Figures apart by how far behind they are: what is of different editions need not fit."""
    found: dict[tuple[int, bool], dict[str, list[Figure]]] = {}
    for place, figures in said.items():
        found.setdefault(figures[0].staleness, {})[place] = figures
    return found
