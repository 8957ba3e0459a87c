"""Judges the numbers of a text: supported, disputed, contradicted, or unknown."""

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
    """

    start: int
    end: int
    number: Written
    verdict: Verdict
    bound: Bound | None = None
    hypothesis: Hypothesis | None = None
    result: Result | None = None
    others: Sequence[Result] = ()

    @property
    def figures(self) -> Sequence[Figure]:
        """The figures that the verdict rests on."""
        return self.result.figures if self.result else ()


def judge(facts: FactBase, text: str) -> Iterator[Judged]:
    """Judge the numbers of a text, in order.

    Args:
        facts: The fact base.
        text: The text, its paragraphs separated by blank lines.
    """
    grounds = Grounds(facts)
    deriver = Deriver(grounds)
    doubts = Doubts(grounds, deriver)
    lately = ""
    for scene, number, bound in Binder(facts, grounds, text).bind():
        start, end = scene.tokens[number.opening].start, scene.tokens[number.last].end
        if bound is None:
            yield Judged(start, end, number, Verdict.UNKNOWN)
            continue
        judged = _judged((start, end), bound, list(deriver.hypotheses(bound)), lately)
        if judged.verdict is Verdict.CONTRADICTED and doubts.leave(bound):
            bound.sure = False
            judged = Judged(start, end, number, Verdict.UNKNOWN, bound)
        if (
            judged.verdict in (Verdict.SUPPORTED, Verdict.DISPUTED)
            and judged.hypothesis is not None
        ):
            bound.is_right(judged.hypothesis.measure)
        if judged.verdict is Verdict.SUPPORTED and judged.hypothesis is not None:
            lately = judged.hypothesis.time
        yield judged


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
    for each in hypotheses:
        fitting = [x for x in each.results if fits(number, x, bound.question) is Fit.YES]
        if not fitting:
            continue
        steady = bound.is_dated or (bound.time is None and lately == hypotheses[0].time)
        if not each.main and bound.is_tight and (bound.order or steady):
            break
        if not each.main:
            return Judged(*at, number, Verdict.UNKNOWN, bound)  # it may fit another time by chance
        if not bound.sure and not _is_telling(number):
            return Judged(*at, number, Verdict.UNKNOWN, bound)
        rest = [x for x in each.results if fits(number, x, bound.question) is not Fit.YES]
        verdict = Verdict.DISPUTED if rest else Verdict.SUPPORTED
        return Judged(*at, number, verdict, bound, each, fitting[0], rest)
    main = [each for each in hypotheses if each.main] or hypotheses
    if not main or not bound.sure or main[0].is_count:
        return Judged(*at, number, Verdict.UNKNOWN, bound)
    if any(
        fits(number, x, bound.question) is Fit.LOOSE for each in hypotheses for x in each.results
    ):
        return Judged(*at, number, Verdict.UNKNOWN, bound)
    value = _scaled(number, bound)
    alike = [each for each in main if each.measure is main[0].measure]
    then = [each for each in alike if each.time == lately] or alike
    chosen, nearest = min(
        ((each, x) for each in then for x in each.results),
        key=lambda pair: abs(pair[1].middle - value),
    )
    if _is_far(number, bound, nearest):
        return Judged(*at, number, Verdict.UNKNOWN, bound)
    rest = [x for x in chosen.results if x is not nearest]
    return Judged(*at, number, Verdict.CONTRADICTED, bound, chosen, nearest, rest)


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
