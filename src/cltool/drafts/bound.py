"""What a number of a text is taken to say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from ..linked.record import Measure, Place
from .grounds import Time
from .times import Order, TimeMention
from .written import Written


class Question(Enum):
    """What a number answers; each value is its name for people."""

    VALUE = "value"
    CHANGE = "change"
    GROWTH = "growth"
    MORE = "difference"
    RATIO = "ratio"
    SHARE = "share"
    SUM = "sum"
    RANK = "rank"
    RATE = "rate"


COMPARED = (Question.SHARE, Question.RATIO, Question.MORE)
"""What is asked of one place beside another."""


@dataclass(slots=True)
class Bound:
    """A number, bound to what it is said of.

    Attributes:
        number: The number.
        question: What it answers.
        places: The places that it is said of, of which some may share a name.
        group: All the places that are taken together.
        others: The places that it compares with, or the whole.
        measures: The measures that may be meant, the likeliest first.
        time: The time that its sentence names.
        anchor: The time that its sentence, or else those before, are about.
        lead: The first time that the text names.
        order: Which of two times it is of, where it is one of `from ... to ...`.
        base: So many of the denominator, of a rate; empty text for none, or a unit of time.
        is_rated: Whether rates are compared or ranked, and no totals.
        since: The time that a change is told since.
        lowest: Whether a rank counts from the lowest up.
        within: The place that a rank is within.
        plainly: Whether the sentence itself tells the measure.
        sure: Whether all this is told plainly enough to contradict the text.
        usual: The time that most numbers of the text are of, by the id of the measure.
        direction: 1 for a rise, -1 for a fall, 0 where that is not told.
        is_dated: Whether its text tells plainly of which time it is.
        is_tight: Whether its place stands beside it, so that no other can be meant.
        topics: The measures that are spoken of around it.
        named: The places of its sentence.
        before: The places named before its sentence, the last first.
    """

    number: Written
    question: Question
    places: Sequence[Place] = ()
    group: Sequence[Place] = ()
    others: Sequence[Place] = ()
    measures: Sequence[Measure] = ()
    time: TimeMention | None = None
    anchor: TimeMention | None = None
    lead: TimeMention | None = None
    order: Order | None = None
    base: int | str = ""
    is_rated: bool = False
    since: TimeMention | None = None
    lowest: bool = False
    within: Place | None = None
    sure: bool = True
    plainly: bool = True
    direction: int = 0
    usual: Mapping[str, Time] = field(default_factory=dict)
    is_dated: bool = False
    is_tight: bool = False
    topics: Sequence[Measure] = ()
    named: Sequence[Place] = ()
    before: Sequence[Place] = ()

    def is_right(self, measure: Measure) -> None:
        """Take in that the number is a figure of a measure: what follows may go on from it."""
        self.sure = True
        self.measures = [measure, *(each for each in self.measures if each is not measure)]
