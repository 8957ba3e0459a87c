"""How a number goes on from the one before it in its sentence."""

from .bound import Bound, Question
from .scene import Scene
from .times import Order
from .written import Form

_SUMMED = (
    [",", "which", "is"],
    [",", "or"],
    ["-", "that", "is"],
    [",", "that", "is"],
    ["("],
    [","],
)


def go_on(found: Bound, last: Bound, scene: Scene) -> None:
    """Let a number go on where the last one of its sentence left off.

    An apposition, as in `167 of the total, four in ten`, is about the place of the number before
    it; the second number of `from 23 a month to 34` is a rate as well.
    """
    rated = found.question is Question.RATE and not last.measures[0].denominator
    if rated or found.number.form in (Form.PART, Form.PERCENT, Form.MULTIPLE):
        before = scene.low(found.number.opening - 1)
        words = scene.lows(last.number.last + 1, found.number.first)
        gap = range(last.number.last, found.number.first)
        free = not any(x.at in gap and x.places for x in scene.mentions)
        marks = (",", "(", "–", "—", "or")  # noqa: RUF001 - dashes
        apposed = free and (before in marks or "," in words)
        if apposed and last.places and last.question is not Question.RANK:
            found.places, found.sure = last.places, found.sure and last.sure
            found.measures = last.measures if rated else found.measures
            found.direction = found.direction or last.direction
            if found.question is Question.SHARE and set(found.others) & set(last.places):
                found.others = ()
    before = scene.low(found.number.opening - 1)
    parts = found.number.form in (Form.PART, Form.PERCENT)
    told = scene.lows(last.number.last + 1, found.number.opening)
    if parts and found.question is Question.VALUE and last.order is Order.LATER and told in _SUMMED:
        found.question, found.places, found.order = Question.GROWTH, last.places, None
    if before == "by" and last.question in (Question.GROWTH, Question.CHANGE):
        found.question = Question.GROWTH if parts else Question.CHANGE
        found.since = last.since
    if before in ("with", "against") and last.question is Question.SUM and not found.is_tight:
        found.question, found.group = Question.SUM, last.group
    if (
        found.question is Question.MORE
        and last.order is Order.LATER
        and not _has_than(scene, found)
    ):
        found.question, found.others = Question.CHANGE, ()
        found.places, found.group = last.places, last.group
    changed = last.question in (Question.CHANGE, Question.GROWTH) and last.places == found.places
    if changed and found.question is Question.VALUE and before in ("to", "with", "at"):
        found.order = found.order or Order.LATER
    alike = found.number.step == last.number.step  # not `3.4 a day, against 1,184`
    listed = alike and (found.order is not None or not scene.head(found.number))
    if last.question is Question.RATE and found.question is Question.VALUE and listed:
        found.question, found.base, found.measures = Question.RATE, last.base, last.measures
        found.places = last.places if found.order is not None else found.places


def _has_than(scene: Scene, found: Bound) -> bool:
    return bool({"than", "of"} & set(scene.lows(found.number.last + 1, found.number.last + 4)))
