"""Which of a measure's times a number may be of, and between which two a change may be."""

from collections.abc import Sequence
from itertools import pairwise

from ..linked.record import Measure
from .bound import Bound
from .grounds import Grounds, Time
from .times import Order, TimeMention


def times(grounds: Grounds, bound: Bound, measure: Measure) -> list[tuple[Time, bool]]:
    """The times that a number may be of, each with whether the text says so."""
    every = list(grounds.times(measure))
    if not every:
        return []
    if bound.time is not None and bound.time.first_day is not None:
        named = _named(grounds, bound.time, measure)
        return [(named, True)] if named else []
    carried = _named(grounds, bound.carried, measure) if bound.carried else None
    order = bound.order or (bound.time.order if bound.time else None)
    if order is not None and len(every) > 1:
        return _by_order(every, order, carried)
    first = carried or every[-1]
    rest = [(each, carried is None) for each in reversed(every) if each is not first]
    return [(first, True), *rest]


def _named(grounds: Grounds, told: TimeMention, measure: Measure) -> Time | None:
    if told.first_day is not None and told.last_day is not None:
        return grounds.at(measure, told.first_day, told.last_day)
    every = grounds.times(measure)
    if len(every) < 2:
        return None
    return every[0] if told.order is Order.EARLIER else every[-1]


def pairs(grounds: Grounds, bound: Bound, measure: Measure) -> list[tuple[Time, Time, bool]]:
    """The pairs of times that a change may be between."""
    every = list(grounds.times(measure))
    steps = list(pairwise(every))
    ends = [(every[0], every[-1])] if len(every) > 2 else []
    named = _named(grounds, bound.time, measure) if bound.time else None
    second = _named(grounds, bound.second, measure) if bound.second else None
    if bound.time and bound.time.first_day and named is None:
        return []
    if named and second and named is not second:
        pair = sorted((named, second), key=lambda each: each.period.last)
        return [(pair[0], pair[1], True)]
    carried = _named(grounds, bound.carried, measure) if bound.carried else None
    at = named or carried
    if at is None:
        return [(one, other, True) for one, other in reversed([*ends, *steps])]
    touching = [(one, other, at is not carried or True) for one, other in steps if other is at]
    leaving = [(at, every[-1], True)] if at is not every[-1] else []
    told = [*leaving, *touching] if bound.since else [*touching, *leaving]
    if named is not None:
        return told
    rest = [(one, other, False) for one, other in [*steps, *ends] if at not in (one, other)]
    return [*told, *rest]


def _by_order(every: Sequence[Time], order: Order, carried: Time | None) -> list[tuple[Time, bool]]:
    """The times that the earlier or the later of two may be."""
    at = every.index(carried) if carried is not None else len(every) - 1
    if order is Order.LATER:
        near = every[at + 1 :] or every[-1:]
        found = [*near, *([carried] if carried and carried not in near else [])]
    else:
        near = list(reversed(every[:at])) or list(every[:1])
        found = near
    rest = [each for each in every if each not in found]
    rest = rest[:-1] if order is Order.EARLIER else rest[1:]
    main = [(each, True) for each in found]
    return [*main, *((each, False) for each in rest)]
