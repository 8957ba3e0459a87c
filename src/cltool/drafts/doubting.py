"""Whether a number may be right after all: read in another way that its text leaves open.

What a number is bound to is the likeliest reading. Before it is called wrong, the others are tried:
of another place that is spoken of, another time, another question. One that fits makes no number
right, since it may fit by chance; but it leaves the number in doubt.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations, product

from ..linked.record import Measure, Place
from .bound import COMPARED, Bound, Question
from .deriving import Deriver
from .grounds import Grounds, Time
from .nearness import Fit, fits
from .results import Result, apart, directed, over, plain, relative, total_of
from .written import Form, Sense

_MOST_PLACES = 6
_FEW_PLACES = 3
"""How many places are tried for what is told in few digits, which much fits by chance."""
_MOST_TIMES = 4
_LONG = 100
"""From where a number hardly fits by chance."""


class Doubts:
    """Tries the other readings of numbers."""

    def __init__(self, grounds: Grounds, deriver: Deriver) -> None:
        self._grounds = grounds
        self._deriver = deriver

    def leave(self, bound: Bound) -> bool:
        """Whether some other reading of a number fits it."""
        number = bound.number
        if number.form is Form.ORDINAL:
            return bound.is_rated and self._fits(replace(bound, is_rated=False))
        if bound.question is Question.RATE:
            return not bound.is_tight and self._fits_elsewhere(bound)
        is_long = number.form is Form.AMOUNT and abs(number.value) >= _LONG
        if number.form in (Form.AMOUNT, Form.POINTS):
            read, told = self._amounts(bound), Question.VALUE
        else:
            read, told = self._quotients(bound), Question.GROWTH
        if number.form is Form.PERCENT and bound.measures[0].in_percent:
            read, told = self._levels(bound), Question.VALUE
        elif bound.is_tight and bound.question in COMPARED:
            read = self._monthly(bound)
        near = (Fit.YES, Fit.LOOSE) if number.sense is Sense.PLAIN and not is_long else (Fit.YES,)
        return any(fits(number, each, told) in near for each in read)

    def _fits_elsewhere(self, bound: Bound) -> bool:
        """Whether a number fits another place that is spoken of."""
        pool = self._pool(bound, _MOST_PLACES)
        return any(self._fits(replace(bound, places=(place,))) for place in pool)

    def _fits(self, bound: Bound) -> bool:
        """Whether a number, bound otherwise, fits."""
        return any(
            fits(bound.number, result, bound.question) is Fit.YES
            for each in self._deriver.hypotheses(bound)
            for result in each.results
        )

    def _amounts(self, bound: Bound) -> Iterator[Result]:
        pool = self._pool(bound, _MOST_PLACES)
        is_value = bound.question is Question.VALUE
        is_plain = is_value and bound.is_tight
        alone = is_plain or (bound.question is Question.CHANGE and bound.is_tight)
        pool = pool[:1] if alone else pool
        for measure in bound.topics:
            held = {place: self._held(measure, place) for place in pool}
            if not (is_plain and measure is bound.measures[0]):
                mine = bound.places[:1] if is_value and bound.order is not None else ()
                others = (each for place, each in held.items() if place not in mine)
                yield from (x for each in others for _, x in each)
            signed = bound.direction if bound.question is Question.CHANGE else 0
            for each in held.values():
                yield from (
                    directed(apart(y, x), signed) for (_, x), (_, y) in combinations(each, 2)
                )
            for one, other in combinations(pool, 2) if not is_value else ():
                for (t, x), (u, y) in product(held[one], held[other]):
                    if t is u:
                        yield _size(apart(x, y))
            if measure.adds_up:
                for size in (2, 3, 4):
                    for group in combinations(pool, size):
                        yield from self._sums(measure, group)

    def _levels(self, bound: Bound) -> Iterator[Result]:
        """What percentages may be of a measure in percent: its levels, and points for short.

        Where `per cent` is written, a change in points is no change of so many per cent.
        """
        number = bound.number
        if bound.question is Question.VALUE:
            return self._amounts(bound)
        if number.last > number.first:
            pool = self._pool(bound, _FEW_PLACES)
            held = (self._held(bound.measures[0], place) for place in pool)
            return (x for each in held for _, x in each)
        return self._amounts(replace(bound, question=Question.MORE))

    def _quotients(self, bound: Bound) -> Iterator[Result]:
        yield from self._monthly(bound)
        own = [*bound.group, *bound.places[:1], *bound.others]
        pool = self._pool(bound, len(own) if bound.is_tight else _FEW_PLACES)
        for measure in bound.measures[:1]:
            held = {place: self._held(measure, place) for place in pool}
            for each in held.values():
                for (_, x), (_, y) in combinations(each, 2):
                    yield from _parts(bound, y, x)
            for one, other in permutations(pool, 2):
                for (t, x), (u, y) in product(held[one], held[other]):
                    if t is u:
                        yield from _parts(bound, x, y)

    def _monthly(self, bound: Bound) -> Iterator[Result]:
        """The changes by the month, as they may be told where periods differ in length."""
        measure = bound.measures[0]
        if measure.type != "flow" or bound.question is not Question.GROWTH:
            return
        for place in bound.places[:1]:
            for (_, x), (_, y) in combinations(self._held(measure, place), 2):
                if _months(x) != _months(y):
                    yield from _parts(bound, _a_month(y), _a_month(x))

    def _pool(self, bound: Bound, most: int) -> Sequence[Place]:
        own = [*bound.group, *bound.places[:1], *bound.others]
        around = own[0].enclosing() if own and bound.number.form is not Form.AMOUNT else ()
        return list(dict.fromkeys([*own, *bound.named, *around, *bound.before]))[:most]

    def _held(self, measure: Measure, place: Place) -> Sequence[tuple[Time, Result]]:
        return [
            (time, plain(value))
            for time in list(self._grounds.times(measure))[-_MOST_TIMES:]
            for value in self._grounds.values(measure, place, time)
        ]

    def _sums(self, measure: Measure, group: Sequence[Place]) -> Iterator[Result]:
        for time in list(self._grounds.times(measure))[-_MOST_TIMES:]:
            held = [self._grounds.values(measure, place, time)[:1] for place in group]
            if len(group) > 1 and all(held):
                yield total_of([plain(each) for values in held for each in values])


def _size(found: Result) -> Result:
    return directed(found, 0)


def _months(found: Result) -> Fraction:
    """The length of the time that a figure is of, as its source gives it."""
    return Fraction(found.figures[0].series.period.months)


def _a_month(found: Result) -> Result:
    """A flow by the length of its time in months, as a change may be told."""
    months = _months(found)
    how = f"{found.how} a month"
    return Result(found.least / months, found.most / months, how, found.figures)


def _parts(bound: Bound, one: Result, other: Result) -> Iterator[Result]:
    """What part of the other the one is, and by which part they differ."""
    if bound.question is not Question.GROWTH and (part := over(one, other)) is not None:
        yield part
    if (
        bound.question not in (Question.SHARE, Question.RATIO)
        and (change := relative(one, other)) is not None
    ):
        yield directed(change, bound.direction)
