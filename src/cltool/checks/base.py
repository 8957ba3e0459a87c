"""A fact base as the rules see it: what its sources say, gathered by topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from ..linked.fact_base import FactBase
from ..linked.series import Figure
from ..linked.topic import Topic
from ..verdicts.standing import newest

Said: TypeAlias = Mapping[str, list[Figure]]
"""The figures of each place, by its id."""


@dataclass(frozen=True)
class Base:
    """What the rules are given.

    Attributes:
        facts: The fact base.
    """

    facts: FactBase

    @cached_property
    def topics(self) -> list[Topic]:
        """What is said of each thing."""
        return list(self.facts.topics)

    @cached_property
    def current(self) -> list[tuple[Topic, Said]]:
        """What is said of each thing, without the figures that newer ones of a place replace."""
        return [
            (
                topic,
                {
                    place: said if len(said) == 1 else newest(said)
                    for place, said in topic.said.items()
                },
            )
            for topic in self.topics
        ]


def by_staleness(said: Said) -> Mapping[tuple[int, bool], Said]:
    """Figures apart by how far behind they are: what is of different editions need not fit."""
    found: dict[tuple[int, bool], dict[str, list[Figure]]] = {}
    for place, figures in said.items():
        found.setdefault(figures[0].staleness, {})[place] = figures
    return found
