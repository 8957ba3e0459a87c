"""How a change is told: which of two times a number is of, and whether it rose or fell."""

from collections.abc import Sequence

from .bound import Question
from .scene import Scene
from .times import Order
from .words import CHANGES, FALLS, LESS, MORE, RISES, word_set
from .written import Written

CHANGE_WITHIN = 16
"""How many words may stand between a word of change and a number that tells it."""
_ENDS_PHRASE = word_set("of in and to were was is are had has at from that which who")


def order_of(scene: Scene, number: Written) -> Order | None:
    """Which of two times a number is of, in `from 238 to 131`, `up from 369`."""
    before = scene.low(number.opening - 1)
    if scene.sentence.heads:
        return None
    start, end = scene.clause(number.first)
    rest = scene.lows(number.last + 1, min(end, number.last + 16))
    if before == "from":
        earlier = scene.lows(max(start, number.opening - 6), number.opening - 1)
        if set(earlier) & CHANGES or _pairs(scene, number, rest):
            return Order.EARLIER
    if _runs_to(scene, number):
        return Order.EARLIER
    if any(_runs_to(scene, x) and _after(scene, x) == number.opening for x in scene.numbers):
        return Order.LATER
    if before == "to":
        for other in scene.numbers:
            if other.last < number.first and scene.low(other.opening - 1) == "from":
                return Order.LATER
        earlier = scene.lows(max(start, number.opening - 6), number.opening - 1)
        if set(earlier) & CHANGES and not {"add", "adds", "added"} & set(earlier):
            return Order.LATER
    return None


def _runs_to(scene: Scene, number: Written) -> bool:
    """Whether a number stands before what it changed to: `Kent: 210 to 232`, `91, then 148`."""
    if scene.low(number.opening - 1) in ("between", "from", "of"):
        return False
    after = _after(scene, number)
    return any(x.opening == after and x.form is number.form for x in scene.numbers)


def _after(scene: Scene, number: Written) -> int:
    """Where what a number changed to would begin; -1 if nothing says that it changed."""
    words = scene.lows(number.last + 1, number.last + 3)
    if words[:1] in (["to"], ["became"]):
        return number.last + 2
    return number.last + 3 if words == [",", "then"] else -1


def _pairs(scene: Scene, number: Written, rest: Sequence[str]) -> bool:
    """Whether `from` a number is followed by `to` another."""
    following = [each for each in scene.numbers if each.first > number.last]
    if not following or "to" not in rest:
        return False
    words = scene.lows(number.last + 1, number.first - 1)
    changed = set(scene.clause_words(number.first)) & CHANGES or bool(scene.times)
    return scene.low(following[0].opening - 1) == "to" and (bool(changed) or not words)


def direction_of(scene: Scene, number: Written, question: Question) -> int:
    """Whether the nearest word of change tells a rise or a fall: 1, -1, or 0 for neither.

    What is so many more or fewer says so behind the number.
    """
    compared = question is Question.MORE or compares(scene, number)
    others = [each.last for each in scene.numbers if each.last < number.first]
    begin = max([number.first - CHANGE_WITHIN, -1, *others])
    for at in range(number.first - 1, begin, -1) if not compared else ():
        low = scene.low(at)
        if low in RISES and not (low == "up" and scene.low(at + 1) == "to"):
            return 1
        if low in FALLS:
            return -1
    after = scene.lows(number.last + 1, number.last + 4)
    for low in after:
        if low in RISES or low in MORE:
            return 1
        if low in FALLS or low in LESS:
            return -1
    return 0


def compares(scene: Scene, number: Written) -> bool:
    """Whether a number is so many more, or fewer, than something: `107 more than`."""
    at = number.last + 1
    for skip in range(4):
        low = scene.low(at + skip)
        if (low in MORE or low in LESS) and low not in ("over", "under"):
            return True
        if not low or not low[0].isalpha() or low in _ENDS_PHRASE:
            return False
    return False
