"""What chooses the figures that answer, and what they are measured by."""

import re
from collections.abc import Sequence
from typing import TypedDict

from ..errors import NoAnswerError, Parameter, UsageError
from ..linked.fact_base import FactBase
from ..linked.finding import find_denominator, find_measure, find_series
from ..linked.record import Measure
from ..linked.series import Series
from ..text import shown
from ..wording import listing
from .metrics import Metric, Values
from .rates import SCALE, Rates
from .view import Heading as Heading
from .view import Selection as Selection

MOST_NAMED = 6


class Choice(TypedDict, total=False):
    """What chooses the figures, and what they are measured by. All may be left out.

    Attributes:
        series: The id of the series to answer from.
        measure: The id of the measure to answer from.
        period: The period of the series to answer from, as the base has it, or the year in which
            it ends.
        all_sources: Answer from all that the series' origin is reported to say; each row then
            names its series.
        per: The id of the measure to divide by: go by rates instead of values.
        scale: The base of the rates; 100,000 by default.
    """

    series: str | None
    measure: str | None
    period: str | None
    all_sources: bool
    per: str | None
    scale: int | None


def select(
    facts: FactBase,
    *,
    series: str | None = None,
    measure: str | None = None,
    period: str | None = None,
    all_sources: bool = False,
    per: str | None = None,
    scale: int | None = None,
) -> Selection:
    """Choose the figures that may answer; see `Choice` for the parameters.

    The series asked for, alone. Otherwise those of the measure asked for, or of the default
    series' measure: the default series first, then the others in file order; but those that a
    later edition or final figures replace come last. Of a period asked for, those of the most
    figures come first after the default series.

    Raises:
        UsageError: If a name is unknown, the series and the measure do not go together, or the
            base of the rates is below 1.
        NoAnswerError: If no series is of the measure, or of the period.
    """

    def found() -> Selection:
        candidates = _candidates(facts, series, measure)
        if period is not None:
            whose = f"the measure {candidates[0].measure.id}"
            if series is not None:
                whose = f"series {candidates[0].id}"
            candidates = _of_period(candidates, period, whose)
        return Selection(tuple(candidates), all_sources, _metric(candidates[0].measure, per, scale))

    return facts.once((Selection, series, measure, period, all_sources, per, scale), found)


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


def _of_period(candidates: Sequence[Series], text: str, whose: str) -> list[Series]:
    """The series of a period, or of those that end in a year; `whose` names what was asked for."""
    by_year = re.fullmatch("[0-9]{4}", text)
    found = [
        each
        for each in candidates
        if str(each.period) == text or (by_year and each.period.last.year == int(text))
    ]
    if not found:
        held = list(dict.fromkeys(str(each.period) for each in candidates))
        raise NoAnswerError(
            f"{whose} has no figures for {shown(text)}, only for {listing(held, MOST_NAMED)}",
            hint="a period is written as there, or is the year in which it ends",
        )
    default = candidates[0].facts.default_series
    return sorted(found, key=lambda each: (each.is_earlier, each is not default, -each.count))


def _metric(measure: Measure, per: str | None, scale: int | None) -> Metric:
    if per is None and scale is not None:
        raise UsageError("given ", Parameter("scale", scale), " without ", Parameter("per"))
    if per is None:
        return Values(in_percent=measure.in_percent)
    scale = SCALE if scale is None else scale
    if scale < 1:
        raise UsageError("given ", Parameter("scale", scale), ", expected 1 or more")
    return Rates(find_denominator(measure.facts, per), scale)
