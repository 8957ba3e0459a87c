"""Which time of its sentence a number is said of, and which it is only compared with."""

from .scene import Scene
from .times import Order, TimeMention, times_of
from .words import word_set
from .written import Form, Written

_FIRST_WORDS = 4
_COMPARING = word_set("than since from on compared against as")
_LONGEST_TIE = 2
"""How far behind a number a time such as `a year later` may stand, and be the number's."""


def nearest_time(scene: Scene, number: Written) -> TimeMention | None:
    """The time that a number is said of in its own sentence; None if it names none."""
    if scene.sentence.heads:
        return next(times_of(scene.sentence.head(number.first)), None)
    start, end = scene.clause(number.first)
    after = [each for each in scene.times if number.last < each.at]
    if after and after[0].at < end and _is_tied(scene, number, after[0]):
        return after[0]
    plain = [each for each in scene.times if not is_compared(scene, each)]
    inside = [each for each in plain if start <= each.at < end]
    before = [x for x in inside if x.last < number.first and not _is_over(scene, x, number)]
    later = [x for x in inside if x.at > number.last and (x.first_day or not x.is_step)]
    if before and _is_spent(scene, before[-1], number):
        return None
    if before or later:
        return before[-1] if before else later[0]
    earlier = [
        x
        for x in plain
        if x.last < number.first and not _is_beside(scene, x) and not _is_over(scene, x, number)
    ]
    return earlier[-1] if earlier else None


def _is_spent(scene: Scene, time: TimeMention, number: Written) -> bool:
    """Whether a time is that of a number before this one, which begins anew behind a comma."""
    between = [
        each
        for each in scene.numbers
        if time.last < each.first < number.first and each.form is not Form.ORDINAL
    ]
    anew = bool(between) and "," in scene.lows(between[-1].last + 1, number.first)
    return anew and time.at >= _FIRST_WORDS and time.first_day is None


def owns_time(scene: Scene, number: Written, order: Order) -> bool:
    """Whether a number of `from 238 to 131` has its time with it; the later, in its clause."""
    start, end = scene.clause(number.first)
    inside = [each for each in scene.times if start <= each.at < end]
    return order is Order.LATER and bool(inside)


def _is_tied(scene: Scene, number: Written, time: TimeMention) -> bool:
    """Whether a time follows a number closely enough to be its own: `29,800 a year earlier`."""
    between = range(number.last + 1, time.at)
    compared = any(_compares(scene, at, time) for at in between)
    if compared or scene.number_between(number.last, time.at):
        return False
    return not time.is_step or len(between) <= _LONGEST_TIE


def is_compared(scene: Scene, time: TimeMention) -> bool:
    """Whether a time is only what another is compared with: `up on 2018`, `than in 2018`."""
    after = scene.lows(time.last + 1, time.last + 3)
    if after == [",", "when"] or after[:1] in (["'"], ["’"]):  # noqa: RUF001 - 2022's 35,338
        return False
    return _is_marked(scene, time)


def _is_marked(scene: Scene, time: TimeMention) -> bool:
    """Whether a word before a time compares with it."""
    for at in range(time.at - 1, max(time.at - 7, -1), -1):
        if _compares(scene, at, time):
            return True
        low = scene.low(at)
        if low in (",", "to", ".", ";", "between"):
            return False
    return False


def _compares(scene: Scene, at: int, time: TimeMention) -> bool:
    """Whether a word before a time says that it is only compared with."""
    low = scene.low(at)
    if low not in _COMPARING:
        return False
    counted = any(0 < each.first - at <= 2 for each in scene.numbers)
    return counted or time.at - at <= 2


def main_time(scene: Scene) -> TimeMention | None:
    """The time that the sentence as a whole is about; None if it names none."""
    plain = [x for x in scene.times if not x.is_step and not _is_marked(scene, x)]
    if plain:
        return plain[0]
    first = next((x for x in scene.times if not _is_beside(scene, x)), None)
    if first is None or scene.low(first.at - 1) == "since":
        return None
    return first if first.at < _FIRST_WORDS else None


def _is_over(scene: Scene, time: TimeMention, number: Written) -> bool:
    """Whether the clause that tells more of something, and has the time, ends before a number."""
    between = scene.lows(time.last + 1, number.first)
    return (_is_beside(scene, time) and "," in between) or ")" in between[:2]


def _is_beside(scene: Scene, time: TimeMention) -> bool:
    """Whether a time is that of a clause that only tells more of something: `which in 2019 ...`."""
    start, _ = scene.clause(time.at)
    return start > 0 and scene.low(start) in ("which", "who")


def compared_time(scene: Scene, number: Written) -> TimeMention | None:
    """The time that a change is told since, or against; None if none is named."""
    compared = [each for each in scene.times if _is_marked(scene, each) or each.is_step]
    kinds = (Form.PERCENT, Form.PART, Form.MULTIPLE)
    later = [x.first for x in scene.numbers if x.first > number.last and x.form in kinds]
    _, end = scene.clause(number.first)
    if scene.low(end) in ("compared", "against"):
        _, end = scene.clause(end)
    end = min([*later, end])
    after = [each for each in compared if number.last < each.at < end]
    compared = [each for each in compared if each.at < end]
    return after[0] if after else (compared[-1] if compared else None)
