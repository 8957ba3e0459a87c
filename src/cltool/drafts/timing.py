"""Which of a measure's times a number may be of, and between which two a change may be."""

from collections.abc import Sequence
from itertools import pairwise

from ..linked.record import Measure
from .bound import Bound, Question
from .grounds import Grounds, Time
from .times import Order, TimeMention


def times(grounds: Grounds, bound: Bound, measure: Measure) -> list[tuple[Time, bool]]:
    """The times that a number may be of, each with whether the text says so."""
    every = list(grounds.times(measure))
    if not every:
        return []
    told = bound.time
    if bound.question is Question.VALUE and bound.since is not None and bound.since.first_day:
        compared = _named(grounds, bound.since, measure)
        every = [each for each in every if each is not compared] or every
    if told is not None and told.first_day is not None:
        named = _named(grounds, told, measure)
        if named is None:
            return []
        plain = is_plain(grounds, told, measure)
        others = [(each, False) for each in every if each is not named and not plain]
        return [(named, True), *others]
    anchor = _named(grounds, bound.anchor, measure) if bound.anchor else None
    order = bound.order or (told.order if told else None)
    if order is not None and len(every) > 1:
        if told is not None and not told.is_step and bound.order is None:
            return [(every[0] if order is Order.EARLIER else every[-1], True)]
        return _by_order(every, order, anchor)
    first = anchor or _own(grounds, bound, measure) or every[-1]
    rest = [
        (each, anchor is None and not bound.usual) for each in reversed(every) if each is not first
    ]
    return [(first, True), *rest]


def is_plain(grounds: Grounds, told: TimeMention | None, measure: Measure) -> bool:
    """Whether a time told is plainly one of a measure's."""
    if told is None or told.first_day is None or told.last_day is None:
        return False
    time = _named(grounds, told, measure)
    return time is not None and grounds.tells(time, told.first_day, told.last_day)


def _own(grounds: Grounds, bound: Bound, measure: Measure) -> Time | None:
    """The time that the whole text is about: that of most of its numbers, or the first named."""
    lead = _named(grounds, bound.lead, measure) if bound.lead else None
    return bound.usual.get(measure.id) or lead


def _named(grounds: Grounds, told: TimeMention, measure: Measure) -> Time | None:
    if told.first_day is not None and told.last_day is not None:
        return grounds.at(measure, told.first_day, told.last_day)
    every = grounds.times(measure)
    if len(every) < 2:
        return None
    return every[0] if told.order is Order.EARLIER else every[-1]


def pairs(grounds: Grounds, bound: Bound, measure: Measure) -> list[tuple[Time, Time, bool]]:
    """The pairs of times that a change may be between, each with whether the text says so."""
    every = list(grounds.times(measure))
    explicit = bound.time if bound.time is not None and not bound.time.is_step else bound.anchor
    until = (_named(grounds, explicit, measure) if explicit else None) or _own(
        grounds, bound, measure
    )
    since = None
    if bound.since is not None and bound.since.first_day is not None:
        since = _named(grounds, bound.since, measure)
        if since is None:
            return []
    if since is not None:
        ends = [until] if until is not None and until is not since else []
        later = [each for each in reversed(every) if each.period.last > since.period.last]
        found = [(since, each) for each in dict.fromkeys([*ends, *later])]
        return [
            (one, other, True) if one.period.last <= other.period.last else (other, one, True)
            for one, other in found
        ]
    steps = list(reversed(list(pairwise(every))))
    if until is None:
        whole = [(every[0], every[-1])] if len(every) > 2 else []
        return [(one, other, True) for one, other in [*steps, *whole]]
    near = [(one, other) for one, other in steps if other is until]
    from_here = [(one, other) for one, other in steps if one is until]
    told = [(one, other, True) for one, other in near or from_here]
    rest = [(one, other, False) for one, other in steps if (one, other) not in near]
    longer = [(each, until, False) for each in every if each.period.last < until.period.last]
    return [*told, *longer, *rest]


def _by_order(every: Sequence[Time], order: Order, anchor: Time | None) -> list[tuple[Time, bool]]:
    """The times that the earlier or the later of two may be, the likeliest first."""
    at = every.index(anchor) if anchor is not None else len(every) - 1
    if order is Order.LATER:
        found = [*every[at + 1 :], *([anchor] if anchor else [])] or list(every[-1:])
        rest = [each for each in every[1:] if each not in found]
    else:
        found = list(reversed(every[:at])) or list(every[:1])
        rest = [each for each in every[:-1] if each not in found]
    return [*((each, True) for each in found), *((each, False) for each in rest)]
