"""Where the values of a place stand among the figures of others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..arithmetic import Number
from ..linked.evidence import Reading, readings
from ..linked.record import Place
from ..linked.series import Figure
from ..text import fold
from .base import Topic
from .naming import highest_first

if TYPE_CHECKING:
    from ..arithmetic import Exact


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one value of a place stands among the figures of the others.

    Attributes:
        value: The value.
        above: The figures that are higher by every reading, the highest first.
        perhaps: The places that are higher by some readings, and not by others.
        complete: Whether every place of the kind has a figure.
    """

    value: Number
    above: Sequence[Figure]
    perhaps: Sequence[Place]
    complete: bool

    def allows(self, rank: int) -> bool:
        """Whether the value can have this rank."""
        highest = len(self.above) + 1
        return rank >= highest and (not self.complete or rank <= highest + len(self.perhaps))

    def proves(self, rank: int) -> bool:
        """Whether the value must have this rank."""
        return self.complete and not self.perhaps and rank == len(self.above) + 1


@dataclass(frozen=True, slots=True)
class _Rival:
    """A place among those that are ranked together, with all that is said of it."""

    place: Place
    first: Figure
    least: "Exact"
    most: "Exact"


class Field:
    """The places of one kind that a topic tells of, to be ranked among each other."""

    def __init__(self, topic: Topic, kind: str) -> None:
        self.topic = topic
        self._complete = any(each.coverage_of(kind) == "complete" for each in topic.series)
        self._rivals = [_rival(said) for said in topic.said.values() if said[0].place.kind == kind]

    def standings(self, place: Place) -> list[Standing]:
        """Where each value of a place stands, the most confirmed value first."""
        return [self._standing(place, each) for each in readings(self.topic.said[place.id])]

    def _standing(self, place: Place, reading: Reading) -> Standing:
        most = max(figure.most for figure in reading.figures)
        least = min(figure.least for figure in reading.figures)
        others = [each for each in self._rivals if each.place is not place]
        above = [each.first for each in others if each.least > most]
        perhaps = [each.place for each in others if each.least <= most and each.most > least]
        return Standing(
            reading.value,
            highest_first(above),
            sorted(perhaps, key=lambda each: fold(each.name)),
            self._complete,
        )


def _rival(said: Sequence[Figure]) -> _Rival:
    return _Rival(
        said[0].place,
        readings(said)[0].figures[0],
        min(figure.least for figure in said),
        max(figure.most for figure in said),
    )
