"""Are the figures of one thing a copy of another's?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from ..arithmetic import Number
from ..linked.series import Series
from ..linked.topic import TopicKey
from ..wording import number
from .base import Base
from .rule import Finding, Rule, Severity, Subject

FEWEST_PLACES = 5
FEWEST_VALUES = 3
MOST_TRIED = 2
"""How many others each series is held against: those with which it has most figures."""
COPIED = Rule(
    "copy",
    Severity.WARNING,
    6,
    "A series has the very figures of another period or measure, for all places that both give.",
    "Read the sources again, and correct the series that is a copy.",
)
_Topics: TypeAlias = frozenset[TopicKey]
_Thing: TypeAlias = tuple[TopicKey, tuple[str, date, date]]


@COPIED.check
def copies(base: Base) -> Iterator[Finding]:
    """Series with the same figures as one of another time or measure: one finding for two things.

    A report of the same thing, and another origin's of the same time, are no copies.
    """
    ordered = sorted(base.facts.series, key=_order)
    found: dict[_Topics, tuple[int, Series, Series]] = {}
    for at, others in _alike(ordered).items():
        for other in others:
            one, two = ordered[at], ordered[other]
            common = _same(one, two)
            if common:
                known = found.get(_topics(one, two))
                if known is None or known[0] < common:
                    found[_topics(one, two)] = common, one, two
    for common, one, two in found.values():
        yield COPIED.found(
            f"{two.publisher} has the very figures of {Subject.of_series(one).text} "
            f"({one.publisher}) for all {number(common)} places that both give.",
            two.record,
            subject=Subject.of_series(two),
            series=(one.id, two.id),
            help=_advice(one, two),
        )


def _order(series: Series) -> tuple[object, ...]:
    """An order that does not depend on that of the file, nor on ids: like things together."""
    values = sorted(each.value for each in series.record.observations if each.value is not None)
    measure, period, source = series.measure, series.period, series.source
    return (
        measure.name, measure.unit, period.first, period.last, source.publisher, source.title,
        str(period), series.edition or "", values,
    )  # fmt: skip


def _topics(one: Series, two: Series) -> _Topics:
    return frozenset((one.topic_key, two.topic_key))


def _thing(series: Series) -> _Thing:
    return series.topic_key, (series.measure.id, series.period.first, series.period.last)


def _are_two(one: _Thing, two: _Thing) -> bool:
    """Whether two series speak of two things, also if their origins differ."""
    return one[0] != two[0] and one[1] != two[1]


def _advice(one: Series, two: Series) -> str:
    if one.measure is two.measure and one.source.origin.latest is two.source.origin.latest:
        return f"{COPIED.help} If both report one edition, name it for both."
    return ""


def _alike(ordered: Sequence[Series]) -> Mapping[int, list[int]]:
    """For each series by its number those after it that it shares most figures with.

    Of all series with one figure of a place, each is only held against the next of another thing:
    so the work stays in proportion to the figures, and each of several copies is found.
    """
    shared: dict[int, dict[int, int]] = {}
    things = [_thing(series) for series in ordered]
    for holders in _having(ordered):
        nearest: int | None = None
        for one, two in pairwise(reversed(holders)):
            if _are_two(things[one], things[two]):
                nearest = one
            if nearest is not None:
                counts = shared.setdefault(two, {})
                counts[nearest] = counts.get(nearest, 0) + 1
    return {
        one: sorted(
            (two for two, count in counts.items() if count >= FEWEST_VALUES),
            key=lambda two: (-counts[two], two),
        )[:MOST_TRIED]
        for one, counts in sorted(shared.items())
    }


def _having(ordered: Sequence[Series]) -> Iterator[list[int]]:
    """The numbers of the series that have one figure of a place, place by place."""
    giving: dict[str, list[int]] = {}
    for at, series in enumerate(ordered):
        for place in series.observations:
            giving.setdefault(place, []).append(at)
    for place, numbers in giving.items():
        having: dict[Number | None, list[int]] = {}
        for at in numbers:
            having.setdefault(ordered[at].observations[place].value, []).append(at)
        having.pop(None, None)
        yield from having.values()


def _same(one: Series, two: Series) -> int:
    """How many figures two series share, if those are all of the places that both give, or 0."""
    if not _are_two(_thing(one), _thing(two)):
        return 0
    fewer, more = sorted((one.observations, two.observations), key=len)
    values: list[Number] = []
    for place, each in fewer.items():
        other = more.get(place)
        if other is None or other.value is None or each.value is None:
            continue
        if each.value != other.value:
            return 0
        values.append(each.value)
    enough = len(values) >= FEWEST_PLACES and len(set(values)) >= FEWEST_VALUES
    return len(values) if enough else 0
