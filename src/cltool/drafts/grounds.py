"""What the facts say of a place, by a measure, at a time: each value with who gives it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from ..dataset.period import Period
from ..linked.evidence import readings
from ..linked.fact_base import FactBase
from ..linked.record import Measure, Place
from ..linked.series import Figure, Series
from ..linked.topic import Topic
from ..verdicts.standing import newest

_SCALES = {
    "thousand": 1000, "thousands": 1000, "000s": 1000, "k": 1000, "million": 10**6,
    "millions": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "billions": 10**9, "bn": 10**9,
}  # fmt: skip
_LIKE = 0.85
"""How much two periods must have in common to be one time: 15 months and 16 are."""
_NEAR = 0.3
"""How much of a time that is told a period must have in common with it."""


@dataclass(frozen=True, eq=False)
class Time:
    """A time that a measure has figures for.

    Attributes:
        period: The time.
        series: The series, of whatever origin.
    """

    period: Period
    series: Sequence[Series]

    @property
    def text(self) -> str:
        """The time for people."""
        return self.period.in_words()


@dataclass(frozen=True, slots=True)
class Value:
    """A value that sources give.

    Attributes:
        figures: The figures that give it, the first of the source that reports it.
        place, time: What it is about.
        replaced: Whether a later edition replaces it.
    """

    figures: Sequence[Figure]
    time: Time
    replaced: bool = False

    @property
    def figure(self) -> Figure:
        """The first of the figures."""
        return self.figures[0]


class Grounds:
    """The figures of a base, by measure, time and place."""

    def __init__(self, facts: FactBase) -> None:
        self.facts = facts
        self._times: dict[str, list[Time]] = {}
        self._whole_numbers: dict[str, bool] = {}
        self._whole: dict[str, str | None] = {}
        self._parts: dict[tuple[str, str], Sequence[Place]] = {}
        self._values: dict[tuple[str, str, int], list[Value]] = {}

    @cached_property
    def _series(self) -> dict[str, list[Series]]:
        found: dict[str, list[Series]] = {}
        for series in self.facts.series:
            found.setdefault(series.measure.id, []).append(series)
        return found

    @cached_property
    def _placed(self) -> dict[str, set[str]]:
        """The ids of the places that each measure has figures for."""
        return {
            id_: {place for each in group for place in each.observations}
            for id_, group in self._series.items()
        }

    def has(self, measure: Measure, place: Place) -> bool:
        """Whether a measure has figures for a place."""
        return place.id in self._placed.get(measure.id, ()) or bool(self.parts(measure, place))

    def sizes(self, measure: Measure, place: Place) -> Sequence[Fraction]:
        """The figures that a measure has for a place at any time, without those that are 0."""
        values = [x for t in self.times(measure) for x in self.values(measure, place, t)]
        full = scale(measure)
        return [size for each in values if (size := abs(Fraction(each.figure.value)) * full)]

    def is_whole(self, measure: Measure) -> bool:
        """Whether all figures of a measure are whole numbers."""
        if measure.id not in self._whole_numbers:
            self._whole_numbers[measure.id] = all(
                value % 1 == 0
                for series in self._series.get(measure.id, ())
                for each in series.record.observations
                if (value := getattr(each, "value", None)) is not None
            )
        return self._whole_numbers[measure.id]

    def parts(self, measure: Measure, place: Place) -> Sequence[Place]:
        """The places that make up one without a figure: all of a kind, if all are listed."""
        key = measure.id, place.id
        if key not in self._parts:
            self._parts[key] = self._found_parts(measure, place)
        return self._parts[key]

    def _found_parts(self, measure: Measure, place: Place) -> Sequence[Place]:
        if not measure.adds_up or place.id in self._placed.get(measure.id, ()):
            return ()
        if place.id not in self._wholes:
            return ()
        for kind in self.facts.kinds:
            if any(x.coverage_of(kind) == "complete" for x in self._series.get(measure.id, ())):
                inside = [x for x in self.facts.places if x.kind == kind and x.lies_in(place)]
                if inside and all(x.id in self._placed[measure.id] for x in inside):
                    return tuple(inside)
        return ()

    @cached_property
    def _wholes(self) -> set[str]:
        return {each.within.id for each in self.facts.places if each.within is not None} | {
            x.id for each in self.facts.places for x in each.enclosing()
        }

    def whole(self, measure: Measure) -> Place | None:
        """The place of a measure's figures that all others of them lie in, if one is."""
        if measure.id not in self._whole:
            places = [self.facts.place_by_id[x] for x in self._placed.get(measure.id, ())]
            tops = self.facts.nesting.outermost([each.id for each in places])
            self._whole[measure.id] = tops[0] if len(tops) == 1 else None
        top = self._whole[measure.id]
        return self.facts.place_by_id[top] if top is not None else None

    def times(self, measure: Measure) -> Sequence[Time]:
        """The times that a measure has figures for, in order."""
        if measure.id not in self._times:
            groups: list[list[Series]] = []
            for series in self._series.get(measure.id, []):
                for group in groups:
                    same = series.edition is not None and series.edition == group[0].edition
                    if same or _alike(series.period, group[0].period) >= _LIKE:
                        group.append(series)
                        break
                else:
                    groups.append([series])
            times = [Time(_longest(group), group) for group in groups]
            self._times[measure.id] = sorted(times, key=lambda each: each.period.last)
        return self._times[measure.id]

    def at(self, measure: Measure, first: date, last: date) -> Time | None:
        """The time of a measure's figures that a time told is nearest to; None if none is near."""
        told = Period(first.isoformat(), last.isoformat())
        scored = [(_fit(each, told), each) for each in self.times(measure)]
        best = max(scored, key=lambda each: each[0], default=(0.0, None))
        return best[1] if best[0] >= _NEAR else None

    def tells(self, time: Time, first: date, last: date) -> bool:
        """Whether a time told is plainly a certain one, and no part or neighbour of it."""
        told = Period(first.isoformat(), last.isoformat())
        return any(_alike(each.period, told) >= _LIKE for each in time.series)

    def values(self, measure: Measure, place: Place, time: Time) -> Sequence[Value]:
        """The values that sources give, those that others replace last."""
        key = measure.id, place.id, id(time)
        if key not in self._values:
            said = [each for x in time.series if (each := x.figure(place.id)) is not None]
            fresh = newest(said) if said else []
            found = [Value(each.figures, time) for each in readings(fresh)]
            old = [each for each in said if each not in fresh]
            found += [Value(each.figures, time, replaced=True) for each in readings(old)]
            self._values[key] = found
        return self._values[key]

    def topics(self, time: Time) -> Sequence[Topic]:
        """What origins say of a time, each once."""
        found = {id(topic): topic for x in time.series for topic in [self.facts.topics.of(x)]}
        return tuple(found.values())


def scale(measure: Measure) -> int:
    """How many ones a unit is: a million, of `million pounds` or `£m`."""
    words = re.split(r"[^a-z0-9]+", measure.unit.casefold())
    short = any(sign in measure.unit for sign in "£$€")
    return next((_SCALES[x] for x in words if x in _SCALES and (short or len(x) > 2)), 1)


def _alike(one: Period, other: Period) -> float:
    """The days that two periods have in common, as a part of those that either has."""
    common = (min(one.last, other.last) - max(one.first, other.first)).days + 1
    return max(common, 0) / (one.days + other.days - max(common, 0))


def _fit(time: Time, told: Period) -> float:
    """How well a time that is told fits one of a base: a part of it, or a moment in it, fits."""
    best = 0.0
    for each in {str(series.period): series.period for series in time.series}.values():
        score = _alike(each, told)
        if told.first <= each.first and each.last <= told.last:
            score = max(score, 0.5)
        elif each.first <= told.first and told.last <= each.last:
            score = max(score, 0.32)
        best = max(best, score)
    return best


def _longest(group: Sequence[Series]) -> Period:
    stated = [each for each in group if each.period_stated] or group
    return max((each.period for each in stated), key=lambda each: (each.days, str(each)))
