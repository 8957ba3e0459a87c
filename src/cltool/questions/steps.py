"""The steps of a trend: figures of one place in their order, each with what it changed from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..answer import Column, Kind, Weight
from ..arithmetic import Number, difference, percent_change, ratio, rounded
from ..linked.series import Figure, Series
from ..selection.columns import (
    bound_columns,
    evidence_columns,
    period_columns,
    place_columns,
    source_columns,
)
from ..selection.metrics import Metric


@dataclass(frozen=True, slots=True)
class Change:
    """How one figure differs from an earlier one.

    Attributes:
        figure: The later figure.
        base: The earlier one.
        metric: What they are measured by.
    """

    figure: Figure
    base: Figure
    metric: Metric

    @property
    def difference(self) -> Number | None:
        """How much more it is, in the unit; of percentages, in percentage points."""
        score, base = self.metric.score(self.figure), self.metric.score(self.base)
        return None if score is None or base is None else difference(score, base)

    def percent(self, value: Number | None = None, base: Number | None = None) -> float | None:
        """The change in hundredths of the base; None for percentages, and from 0 or less.

        Args:
            value: The later figure's value, if another than its own.
            base: The earlier figure's value, likewise.
        """
        if self.figure.series.measure.in_percent:
            return None
        score, before = self.metric.score(self.figure, value), self.metric.score(self.base, base)
        return change_of(score, before)

    def monthly(
        self,
        months: Number | None = None,
        base_months: Number | None = None,
        value: Number | None = None,
        base: Number | None = None,
    ) -> float | None:
        """The change of the figures a month, likewise; or by periods of other lengths."""
        return change_of(
            a_month(self.figure, self.metric, months, value),
            a_month(self.base, self.metric, base_months, base),
        )

    def extremes(self) -> tuple[float | None, float | None]:
        """The least and the most that the change may be, as figures may be off."""
        told_by = self.monthly if self.by_the_month else self.percent
        return (
            told_by(value=rounded(self.figure.least), base=rounded(self.base.most)),
            told_by(value=rounded(self.figure.most), base=rounded(self.base.least)),
        )

    @property
    def by_the_month(self) -> bool:
        """Whether the change a month is the one to tell: a flow over periods unlike in length."""
        lengths = {each.series.period.months for each in (self.figure, self.base)}
        return len(lengths) > 1 and self.monthly() is not None


def a_month(
    figure: Figure, metric: Metric, months: Number | None = None, value: Number | None = None
) -> float | None:
    """A flow a month, or by a period of so many months; None for what is no flow.

    There is none for less than a month, in which too little happens to be told by the month.
    """
    months = figure.series.period.months if months is None else months
    score = metric.score(figure, value)
    if figure.series.measure.type != "flow" or months < 1 or score is None:
        return None
    return ratio(score, months)


def change_of(value: Number | None, base: Number | None) -> float | None:
    """The change in hundredths of the base; None where one of the two is unknown or 0 or less."""
    if value is None or base is None or base <= 0:
        return None
    return percent_change(value, base)


@dataclass(frozen=True, slots=True)
class Step:
    """A figure with its changes from the one before and from the first; None for the first."""

    figure: Figure
    from_before: Change | None
    from_first: Change | None


def steps_of(figures: Sequence[Figure], metric: Metric) -> list[Step]:
    """The steps from figure to figure."""
    return [
        Step(
            figure,
            Change(figure, figures[at - 1], metric) if at else None,
            Change(figure, figures[0], metric) if at else None,
        )
        for at, figure in enumerate(figures)
    ]


def step_columns(
    steps: Sequence[Step], metric: Metric, *, several: bool, spliced: bool
) -> list[Column]:
    """The columns of a trend.

    Args:
        steps: The steps.
        metric: What their figures are measured by.
        several: Whether they are of several places, so that people read whose each is.
        spliced: Whether they are of several sources, so that people read which each is of.
    """
    used = [step.figure for step in steps]
    series = [figure.series for figure in used]
    place, name = place_columns(used)
    flows = any(a_month(each, metric) is not None for each in used)
    full = None if flows else max(metric.score(each) or 0 for each in used)
    return [
        place,
        replace(name, for_people=several),
        *_period_columns(series),
        *metric.columns(used, bar_full=full),
        *_monthly_columns(steps, metric),
        *_change_columns(steps, metric),
        *bound_columns(metric, used),
        *(replace(each, for_people=False) for each in evidence_columns(used)),
        Column(
            "publisher",
            "who published the figure",
            tuple(each.publisher for each in series),
            heading="Source",
            for_people=spliced,
        ),
        *(
            replace(each, for_people=False, on_request=each.name not in ("series", "source"))
            for each in source_columns(used[0].series.measure, used)
            if each.name != "publisher" and not each.name.startswith("period_")
        ),
    ]


def _period_columns(series: Sequence[Series]) -> list[Column]:
    return [
        *(replace(each, for_people=False) for each in period_columns(series)),
        Column(
            "period",
            "the period in words",
            tuple(each.period.in_short() for each in series),
            weight=Weight.VITAL,
        ),
        Column(
            "months",
            "the length of the period in months",
            tuple(each.period.months for each in series),
            Kind.RATE,
            weight=Weight.BACKGROUND,
            for_people=series[0].measure.type == "flow",
        ),
    ]


def _monthly_columns(steps: Sequence[Step], metric: Metric) -> list[Column]:
    monthly = tuple(a_month(step.figure, metric) for step in steps)
    changes = tuple(step.from_before.monthly() if step.from_before else None for step in steps)
    overall = tuple(step.from_first.monthly() if step.from_first else None for step in steps)
    flows = any(each is not None for each in monthly)
    return [
        Column(
            "per_month",
            "a flow by the length of its period",
            monthly,
            Kind.RATE,
            "A month",
            for_people=flows,
            bar_full=max(each or 0 for each in monthly) if flows else None,
        ),
        Column(
            "per_month_change",
            "its change against the row above, in hundredths of that",
            changes,
            Kind.PERCENT,
            "Its change",
            for_people=any(each is not None for each in changes),
        ),
        Column(
            "per_month_change_from_first",
            "its change against the place's first row, likewise",
            overall,
            Kind.PERCENT,
            for_people=False,
        ),
    ]


def _change_columns(steps: Sequence[Step], metric: Metric) -> list[Column]:
    by_the_month = any(a_month(step.figure, metric) is not None for step in steps)
    points = steps[0].figure.series.measure.in_percent
    differences = tuple(step.from_before.difference if step.from_before else None for step in steps)
    changes = tuple(step.from_before.percent() if step.from_before else None for step in steps)
    overall = tuple(step.from_first.percent() if step.from_first else None for step in steps)
    return [
        Column(
            "difference",
            "how much more it is than the row above; of percentages, in percentage points",
            differences,
            Kind.NUMBER,
            "Points" if points else "More by",
            for_people=points or (all(each is None for each in changes[1:]) and len(steps) > 1),
        ),
        Column(
            "percent_change",
            "the change against the row above, in hundredths of that; none for percentages",
            changes,
            Kind.PERCENT,
            "Change",
            weight=Weight.BACKGROUND,
            for_people=not by_the_month,
        ),
        Column(
            "percent_change_from_first",
            "the change against the place's first row, likewise",
            overall,
            Kind.PERCENT,
            for_people=False,
        ),
    ]
