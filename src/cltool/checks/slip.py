"""Has a decimal point slipped, or is a figure in thousands?"""

from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ..arithmetic import Number
from ..dataset.period import Period
from ..linked.evidence import Reading, agree, readings
from ..linked.record import Measure
from ..linked.series import Figure, Series
from ..linked.topic import Topic
from ..wording import listing, number
from .base import Base, Said, Span, spans_of
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
    for topic, spans in _unsigned(base):
        for said in base.current(topic, _wide(spans)).values():
            if _pair(each.value for each in said):
                yield from _between(Subject.of_topic(topic), readings(said))
    yield from _across_origins(base)
    for group in _offices(base):
        for steps in _steps(base, group):
            yield from _neighbours(steps)


def _unsigned(base: Base) -> Iterator[tuple[Topic, Mapping[str, Span]]]:
    return (each for each in base.spans.items() if not each[0].measure.record.signed)


def _wide(spans: Mapping[str, Span]) -> set[str]:
    """The places whose values may hold one that is ten times another, or near it."""
    return {place for place, (low, high) in spans.items() if high > 9 * low}


def _across_origins(base: Base) -> Iterator[Finding]:
    """What different origins give for the same place and time."""
    at: dict[tuple[Measure, date, date], list[tuple[Series, Topic]]] = {}
    for topic, _ in _unsigned(base):
        for series in topic.series:
            key = topic.measure, series.period.first, series.period.last
            at.setdefault(key, []).append((series, topic))
    groups = [group for group in at.values() if len({topic for _, topic in group}) > 1]
    wide: dict[Topic, set[str]] = {}
    for group in groups:
        places = _wide(spans_of(series for series, _ in group))
        for topic in {topic for _, topic in group}:
            wide.setdefault(topic, set()).update(places & base.spans[topic].keys())
    held = {topic: base.current(topic, places) for topic, places in wide.items()}
    for group in groups:
        subject = min(Subject.of_series(series) for series, _ in group)
        for by_topic in _by_topic(group, held).values():
            if _pair(each.value for said in by_topic.values() for each in said):
                yield from _between(subject, [readings(said)[0] for said in by_topic.values()])


def _by_topic(
    group: Iterable[tuple[Series, Topic]], held: Mapping[Topic, Said]
) -> Mapping[str, Mapping[Topic, list[Figure]]]:
    """The figures of each place, apart by what they speak of; none that a newer one replaces."""
    places: dict[str, dict[Topic, list[Figure]]] = {}
    for series, topic in group:
        current = held[topic]
        for place in filter(current.__contains__, series.observations):
            figure, newest = series.figure(place), current[place][0]
            if figure is not None and figure.staleness == newest.staleness:
                places.setdefault(place, {}).setdefault(topic, []).append(figure)
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


def _offices(base: Base) -> Iterator[Sequence[tuple[Period, Topic]]]:
    """What each office says by one measure, in the order of time.

    Counts of a time are apart by its length: a year holds ten times as many as a month.
    """
    told: dict[tuple[Measure, str, int], list[tuple[Period, Topic]]] = {}
    for topic, _ in _unsigned(base):
        length = bisect(LENGTHS, topic.period.days) if topic.measure.type == "flow" else 0
        office = topic.series[0].source.origin.latest.publisher
        told.setdefault((topic.measure, office, length), []).append((topic.period, topic))
    for group in told.values():
        if len(group) > 1:
            yield sorted(group, key=lambda each: (each[0].first, each[0].last, str(each[0])))


def _steps(
    base: Base, group: Iterable[tuple[Period, Topic]]
) -> Iterator[Sequence[tuple[_Told, _Told]]]:
    """By place, each two figures in a row that may differ by a power of ten."""
    times = [[*time] for _, time in groupby(group, key=lambda each: _days(each[0]))]
    last: dict[str, tuple[int, Span]] = {}
    far: dict[str, list[tuple[int, int]]] = {}
    wanted: list[set[str]] = [set() for _ in times]
    for at, time in enumerate(times):
        topics = [topic for _, topic in time]
        spans = base.spans[topics[0]] if len(topics) == 1 else spans_of(_series(topics))
        for place, span in spans.items():
            if place in last:
                before, known = last[place]
                if span[1] > 9 * known[0] or known[1] > 9 * span[0]:
                    far[place].append((before, at))
                    wanted[before].add(place)
                    wanted[at].add(place)
            else:
                far[place] = []
            last[place] = at, span
    told = [_told(base, time, places) for time, places in zip(times, wanted, strict=True)]
    for place, steps in far.items():
        yield [(told[one][place], told[two][place]) for one, two in steps]


def _series(topics: Iterable[Topic]) -> Iterator[Series]:
    return (series for topic in topics for series in topic.series)


def _told(
    base: Base, time: Iterable[tuple[Period, Topic]], places: set[str]
) -> Mapping[str, _Told]:
    """The figures of each of some places, those of one time together."""
    told: dict[str, _Told] = {}
    for period, topic in time:
        for place, said in base.current(topic, places).items():
            told.setdefault(place, _Told(period, [])).said.extend(said)
    return told


def _neighbours(pairs: Sequence[tuple[_Told, _Told]]) -> Iterator[Finding]:
    """Figures that differ by a power of ten from the one beside them: once, if from both."""
    steps = [_step(*pair) for pair in pairs]
    passed = False
    for at, (one, two) in enumerate(pairs):
        step, beyond = steps[at], pairs[at + 1] if at + 1 < len(pairs) else None
        if passed or not step:
            passed = False
        elif beyond is not None and beyond[0] is two and steps[at + 1] == -step:
            yield _beside(two, [one, beyond[1]])
            passed = True
        elif step > 0:
            yield _beside(two, [one])
        else:
            yield _beside(one, [two])


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
