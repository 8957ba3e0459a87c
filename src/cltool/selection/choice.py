"""What chooses the figures that answer, and what they are measured by."""

from typing import TypedDict

from ..errors import NoAnswerError, Parameter, UsageError
from ..linked.fact_base import FactBase
from ..linked.finding import find_denominator, find_measure, find_series
from ..linked.record import Measure
from ..linked.series import Series
from .metrics import Metric, Values
from .rates import SCALE, Rates
from .view import Heading as Heading
from .view import Selection as Selection


class Choice(TypedDict, total=False):
    """What chooses the figures, and what they are measured by. All may be left out.

    Attributes:
        series: The id of the series to answer from.
        measure: The id of the measure to answer from.
        all_sources: Answer from all that the series' origin is reported to say; each row then
            names its series.
        per: The id of the measure to divide by: go by rates instead of values.
        scale: The base of the rates; 100,000 by default.
    """

    series: str | None
    measure: str | None
    all_sources: bool
    per: str | None
    scale: int | None


def select(
    facts: FactBase,
    *,
    series: str | None = None,
    measure: str | None = None,
    all_sources: bool = False,
    per: str | None = None,
    scale: int | None = None,
) -> Selection:
    """Choose the figures that may answer; see `Choice` for the parameters.

    The series asked for, alone. Otherwise those of the measure asked for, or of the default
    series' measure: the default series first, then the others in file order; but those that a
    later edition or final figures replace come last.

    Raises:
        UsageError: If a name is unknown, the series and the measure do not go together, or the
            base of the rates is below 1.
        NoAnswerError: If no series is of the measure.
    """

    def found() -> Selection:
        candidates = _candidates(facts, series, measure)
        return Selection(tuple(candidates), all_sources, _metric(candidates[0].measure, per, scale))

    return facts.once((Selection, series, measure, all_sources, per, scale), found)


def _candidates(facts: FactBase, series: str | None, measure: str | None) -> list[Series]:
    wanted = find_measure(facts, measure) if measure is not None else None
    if series is not None:
        chosen = find_series(facts, series)
        if wanted not in (None, chosen.measure):
            raise UsageError(
                f"series {chosen.id} is of the measure {chosen.measure.id}, not {measure}; "
                "give one of ",
                Parameter("series"),
                " and ",
                Parameter("measure"),
            )
        return [chosen]
    default = facts.default_series
    wanted = wanted or default.measure
    ordered = [default, *(each for each in facts.series if each is not default)]
    choices = [each for each in ordered if each.measure is wanted]
    choices.sort(key=lambda each: each.is_earlier)
    if not choices:
        raise NoAnswerError(
            f"no series is of the measure {wanted.id}", hint="for a list: cltool series"
        )
    return choices


def _metric(measure: Measure, per: str | None, scale: int | None) -> Metric:
    if per is None:
        return Values(in_percent=measure.in_percent)
    scale = SCALE if scale is None else scale
    if scale < 1:
        raise UsageError("given ", Parameter("scale", scale), ", expected 1 or more")
    return Rates(find_denominator(measure.facts, per), scale)
