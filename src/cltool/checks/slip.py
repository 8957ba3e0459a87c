"""Has a decimal point slipped, or is a figure in thousands?"""

from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ..arithmetic import Number
from ..dataset.period import Period
from ..linked.evidence import Reading, agree, readings
from ..linked.record import Measure
from ..linked.series import Figure, Series
from ..linked.topic import Topic
from ..wording import listing, number
from .base import Base, Said
from .naming import given
from .rule import Finding, Given, Rule, Severity, Subject
from .total import is_telling

FACTORS = {
    10: ("ten times", "a tenth of"),
    100: ("a hundred times", "a hundredth of"),
    1000: ("a thousand times", "a thousandth of"),
}
LENGTHS = (4, 14, 60, 150, 270, 550, 1100, 3000)
"""Days that part periods of a like length, of which counts compare, from others."""
LONGEST_GAP = 4020
"""How many days may lie between neighbouring figures: those of a census every ten years."""
SLIP = Rule(
    "slip",
    Severity.WARNING,
    5,
    "A figure is ten, a hundred or a thousand times another of the same place, by another source "
    "or for the period beside it.",
    "Read the sources again for a slipped decimal point, or for figures in thousands.",
)


class _Told(NamedTuple):
    """What is said of one place by one thing.

    Attributes:
        period: Its period.
        said: The figures.
    """

    period: Period
    said: list[Figure]

    @property
    def value(self) -> Number:
        """The value that most sources give."""
        first = self.said[0].value
        agreed = all(figure.value == first for figure in self.said)
        return first if agreed else self.reading.value

    @property
    def reading(self) -> Reading:
        """That value with its sources."""
        return readings(self.said)[0]


@SLIP.check
def slips(base: Base) -> Iterator[Finding]:
    """Figures that differ by a power of ten from what others give, or from their neighbours."""
    current = [each for each in base.current if not each[0].measure.record.signed]
    for topic, held in current:
        for said in held.values():
            if len(said) > 1 and _pair(each.value for each in said):
                yield from _between(Subject.of_topic(topic), readings(said))
    yield from _across_origins(current)
    for sequence in _sequences(current):
        yield from _neighbours(sequence)


def _across_origins(current: Iterable[tuple[Topic, Said]]) -> Iterator[Finding]:
    """What different origins give for the same place and time."""
    at: dict[tuple[Measure, date, date], list[tuple[Series, Said]]] = {}
    for topic, held in current:
        for series in topic.series:
            key = topic.measure, series.period.first, series.period.last
            at.setdefault(key, []).append((series, held))
    for group in at.values():
        if len({id(held) for _, held in group}) > 1:
            subject = min(Subject.of_series(series) for series, _ in group)
            for by_topic in _by_topic(group).values():
                if _pair(each.value for said in by_topic.values() for each in said):
                    yield from _between(subject, [readings(said)[0] for said in by_topic.values()])


def _by_topic(group: Iterable[tuple[Series, Said]]) -> Mapping[str, Mapping[int, list[Figure]]]:
    """The figures of each place, apart by what they speak of; none that a newer one replaces."""
    places: dict[str, dict[int, list[Figure]]] = {}
    for series, held in group:
        for figure in series.figures:
            place = figure.place.id
            if len(held[place]) == 1 or figure.staleness == held[place][0].staleness:
                places.setdefault(place, {}).setdefault(id(held), []).append(figure)
    return places


def _between(subject: Subject, found: Sequence[Reading]) -> Iterator[Finding]:
    """A finding of two values of one place and time that differ by a power of ten."""
    pair = _pair(each.value for each in found)
    if pair is None:
        return
    low, high = (_most_told(found, value) for value in pair)
    if not agree(low.figures[0], high.figures[0]):
        name = high.figures[0].place.name
        yield _finding(
            subject,
            f"{name} is {number(high.value)}, {_times(high.value, [low.value])} the "
            f"{number(low.value)} that others give",
            {high: given(high), low: given(low)},
        )


def _most_told(found: Sequence[Reading], value: Number) -> Reading:
    own = [each for each in found if each.value == value]
    return max(own, key=lambda each: (each.reports, str(given(each))))


def _sequences(
    current: Iterable[tuple[Topic, Said]],
) -> Iterator[Sequence[_Told]]:
    """The figures of each place by one measure and office, in the order of time.

    Counts of a time are apart by its length: a year holds ten times as many as a month.
    """
    told: dict[tuple[Measure, str, int], list[tuple[Period, Said]]] = {}
    for topic, held in current:
        period = max(
            (each.period for each in topic.series), key=lambda each: (each.days, str(each))
        )
        length = bisect(LENGTHS, period.days) if topic.measure.type == "flow" else 0
        office = topic.series[0].source.origin.latest.publisher
        told.setdefault((topic.measure, office, length), []).append((period, held))
    for group in told.values():
        if len(group) > 1:
            group.sort(key=lambda each: (each[0].first, each[0].last, str(each[0])))
            yield from _by_place(group).values()


def _by_place(group: Iterable[tuple[Period, Said]]) -> Mapping[str, list[_Told]]:
    """The figures of each place, those of one period together."""
    places: dict[str, list[_Told]] = {}
    for period, held in group:
        for place, said in held.items():
            told = places.setdefault(place, [])
            if told and _days(told[-1].period) == _days(period):
                told[-1].said.extend(said)
            else:
                told.append(_Told(period, [*said]))
    return places


def _neighbours(sequence: Sequence[_Told]) -> Iterator[Finding]:
    """Figures that differ by a power of ten from the one beside them: once, if from both."""
    values = [each.value for each in sequence]
    steps = [
        _step(one, two) if max(pair) >= 9 * min(pair) else 0
        for (one, two), pair in zip(pairwise(sequence), pairwise(values), strict=True)
    ]
    if not any(steps):
        return
    passed = False
    for at, step in enumerate(steps):
        if passed or not step:
            passed = False
        elif at + 1 < len(steps) and steps[at + 1] == -step:
            yield _beside(sequence[at + 1], [sequence[at], sequence[at + 2]])
            passed = True
        elif step > 0:
            yield _beside(sequence[at + 1], [sequence[at]])
        else:
            yield _beside(sequence[at], [sequence[at + 1]])


def _step(one: _Told, two: _Told) -> int:
    """The power of ten by which a figure is more than the one before; negative if less, or 0."""
    low, high = sorted((one.value, two.value))
    if _pair((low, high)) is None:
        return 0
    gap = two.period.first - one.period.last
    if gap.days > LONGEST_GAP or agree(one.reading.figures[0], two.reading.figures[0]):
        return 0
    factor = _factor(low, high)
    return factor if two.value == high else -factor


def _days(period: Period) -> tuple[date, date]:
    return period.first, period.last


def _beside(odd: _Told, others: Sequence[_Told]) -> Finding:
    """A finding of a figure that stands out from one or both of its neighbours."""
    said = [f"the {number(each.value)} for {each.period.in_words()}" for each in others]
    times = _times(odd.value, [each.value for each in others])
    told = sorted((odd, *others), key=lambda each: each.period.first)
    return _finding(
        Subject.of_measure(odd.said[0].series.measure),
        f"{odd.said[0].place.name} is {number(odd.value)} for {odd.period.in_words()}, {times} "
        f"{listing(said)}",
        {each.reading: given(each.reading, each.period.in_words()) for each in told},
        about=odd.reading,
    )


def _pair(values: Iterable[Number]) -> tuple[Number, Number] | None:
    """The lowest two of some values of which one is a power of ten times the other, or near it."""
    ordered = sorted(set(values))
    if len(ordered) < 2 or ordered[-1] < 9 * ordered[0]:
        return None
    for low in ordered:
        if is_telling(low):
            for factor in FACTORS:
                at = bisect_left(ordered, low * factor * 19 / 20)
                if at < len(ordered) and ordered[at] * 20 <= low * factor * 21:
                    return low, ordered[at]
    return None


def _factor(low: Number, high: Number) -> int:
    """The power of ten that is nearest to a quotient."""
    return min(FACTORS, key=lambda each: abs(high / low - each) / each)


def _times(value: Number, others: Sequence[Number]) -> str:
    """How many times some others a value is, in words: `ten times`, `about a tenth of`."""
    low, high = sorted((value, others[0]))
    factor = _factor(low, high)
    exact = all(max(value, each) == factor * min(value, each) for each in others)
    times, part = FACTORS[factor]
    return f"{'' if exact else 'about '}{times if value == high else part}"


def _finding(
    subject: Subject, message: str, found: Mapping[Reading, Given], about: Reading | None = None
) -> Finding:
    """A finding of some readings, which shows where one of them stands: the first, or another."""
    first = (about or next(iter(found))).figures[0]
    values = sorted(each.value for each in found)
    thousands = _factor(values[0], values[-1]) == 1000
    cause = "one may be in thousands" if thousands else "a decimal point may have slipped"
    return SLIP.found(
        f"{message}: {cause}.",
        first.observation,
        subject=subject,
        place=first.place,
        figures=[figure for each in found for figure in each.figures],
        given=found.values(),
    )
