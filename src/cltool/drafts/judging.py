"""Judges the numbers of a text: supported, disputed, contradicted, or unknown."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..linked.fact_base import FactBase
from ..linked.series import Figure
from .binding import Binder
from .bound import Bound, Question
from .deriving import Deriver
from .doubting import Doubts
from .grounds import Grounds
from .nearness import Fit, fits
from .results import Hypothesis, Result
from .written import Form, Written

_TELLING = 100
"""From where a number is taken for a figure though nothing else tells what it counts."""
_SEVERAL = 2
"""How many numbers of a paragraph tell that it is about another time."""
_FAR_BY_CARRY = 3
_FAR = 12
"""How many times too large or too small a number may be and still be a slip of a figure."""


class Verdict(StrEnum):
    """What the facts say of a number."""

    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"
    SUPPORTED = "supported"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judged:
    """A number of a text, judged.

    Attributes:
        start, end: Where in the text it stands.
        number: The number.
        verdict: The verdict.
        bound: What it was bound to; None for nothing.
        hypothesis: What it was held against; None for nothing.
        result: The result that fits, or, where none does, the nearest.
        others: Other results that sources' other values give.
        elsewhen: Whether it would be right only of another time than it seems to be of.
    """

    start: int
    end: int
    number: Written
    verdict: Verdict
    bound: Bound | None = None
    hypothesis: Hypothesis | None = None
    result: Result | None = None
    others: Sequence[Result] = ()
    elsewhen: bool = False

    @property
    def figures(self) -> Sequence[Figure]:
        """The figures that the verdict rests on."""
        return self.result.figures if self.result else ()


def judge(facts: FactBase, text: str) -> Iterator[Judged]:
    """Judge the numbers of a text, in order.

    Where several numbers of a paragraph would be right of another time than it seems to be about,
    they are of that time, and none is called wrong.

    Args:
        facts: The fact base.
        text: The text, its paragraphs separated by blank lines.
    """
    found = list(_in_turn(facts, text))
    moved = Counter(paragraph for paragraph, each in found if each.elsewhen)
    for paragraph, each in found:
        if each.elsewhen and moved[paragraph] >= _SEVERAL:
            yield Judged(each.start, each.end, each.number, Verdict.UNKNOWN, each.bound)
        else:
            yield each


def _in_turn(facts: FactBase, text: str) -> Iterator[tuple[int, Judged]]:
    """The numbers of a text, each by itself, with the paragraphs that they stand in."""
    grounds = Grounds(facts)
    deriver = Deriver(grounds)
    doubts = Doubts(grounds, deriver)
    lately = ""
    for scene, number, bound in Binder(facts, grounds, text).bind():
        start, end = scene.tokens[number.opening].start, scene.tokens[number.last].end
        judged = Judged(start, end, number, Verdict.UNKNOWN, bound)
        if bound is not None:
            told = _judged((start, end), bound, list(deriver.hypotheses(bound)), lately)
            if told.verdict is Verdict.CONTRADICTED and doubts.leave(bound):
                bound.sure = False
            else:
                judged = told
            if told.hypothesis is not None and told.verdict is not Verdict.CONTRADICTED:
                bound.is_right(told.hypothesis.measure)
            if told.hypothesis is not None and told.verdict is Verdict.SUPPORTED:
                lately = told.hypothesis.time
        yield scene.sentence.paragraph, judged


def _judged(
    at: tuple[int, int], bound: Bound, hypotheses: Sequence[Hypothesis], lately: str
) -> Judged:
    """The verdict on one number: by the first hypothesis that it fits, or the first of all.

    Args:
        at: Where the number stands.
        bound: The number, bound.
        hypotheses: What it may say, the likeliest first.
        lately: The time of the last number that was supported.
    """
    number = bound.number
    elsewhen = False
    for each in hypotheses:
        fitting = [x for x in each.results if fits(number, x, bound.question) is Fit.YES]
        if not fitting:
            continue
        steady = bound.is_dated or (bound.time is None and lately == hypotheses[0].time)
        if not each.main and bound.is_tight and (bound.order or steady):
            elsewhen = bound.order is None
            break
        if not each.main:  # it may fit another time by chance
            return Judged(*at, number, Verdict.UNKNOWN, bound, elsewhen=True)
        if not bound.sure and not _is_telling(number):
            return Judged(*at, number, Verdict.UNKNOWN, bound)
        rest = [x for x in each.results if fits(number, x, bound.question) is not Fit.YES]
        verdict = Verdict.DISPUTED if rest else Verdict.SUPPORTED
        return Judged(*at, number, verdict, bound, each, fitting[0], rest)
    main = [each for each in hypotheses if each.main]
    if not main or not bound.sure:
        return Judged(*at, number, Verdict.UNKNOWN, bound)
    if any(
        fits(number, x, bound.question) is Fit.LOOSE for each in hypotheses for x in each.results
    ):
        return Judged(*at, number, Verdict.UNKNOWN, bound)
    value = _scaled(number, bound)
    alike = [each for each in main if each.measure is main[0].measure]
    chosen, nearest = min(
        ((each, x) for each in alike for x in each.results),
        key=lambda pair: abs(pair[1].middle - value),
    )
    if _is_far(number, bound, nearest):
        return Judged(*at, number, Verdict.UNKNOWN, bound)
    rest = [x for x in chosen.results if x is not nearest]
    return Judged(*at, number, Verdict.CONTRADICTED, bound, chosen, nearest, rest, elsewhen)


def _is_telling(number: Written) -> bool:
    """Whether a number is so long that it hardly fits by chance."""
    return number.form is Form.AMOUNT and number.value >= _TELLING


def _scaled(number: Written, bound: Bound) -> Fraction:
    from .nearness import as_result

    return as_result(number, bound.question)


def _is_far(number: Written, bound: Bound, nearest: Result) -> bool:
    """Whether a number is so far off that it may well be of something else."""
    if bound.question not in (Question.VALUE, Question.SUM, Question.RATE, Question.MORE):
        return False
    value, right = abs(_scaled(number, bound)), abs(nearest.middle)
    far = _FAR if bound.plainly else _FAR_BY_CARRY
    return value > far * right or right > far * value
