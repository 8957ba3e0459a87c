"""The steps of a trend: figures of one place in their order, each with the one before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..answer import Column, Kind
from ..arithmetic import Number, percent_change, ratio
from ..linked.series import Figure, Series
from ..selection.columns import evidence_columns, place_columns
from ..selection.metrics import value_column


@dataclass(frozen=True, slots=True)
class Step:
    """A figure with the one of the time before; None for the first."""

    figure: Figure
    before: Figure | None

    @property
    def change(self) -> float | None:
        """The change against the figure before, in hundredths of that; None for the first."""
        return percent_change(self.figure.value, self.before.value) if self.before else None

    @property
    def monthly_change(self) -> float | None:
        """The change of the figures a month, likewise."""
        if self.before is None:
            return None
        return change_of(a_month(self.figure), a_month(self.before))


def a_month(figure: Figure, months: Number | None = None) -> float | None:
    """A figure a month, or by a period of so many months.

    There is none for a measure that does not add up over time, nor for a day, at which things are
    counted rather than during it.
    """
    months = figure.series.period.months if months is None else months
    return ratio(figure.value, months) if figure.series.measure.additive and months >= 1 else None


def change_of(value: float | None, base: float | None) -> float | None:
    """The change in hundredths of the base; None where one of the two is unknown."""
    return None if value is None or base is None else percent_change(value, base)


def step_columns(steps: Sequence[Step], *, several: bool) -> list[Column]:
    """The columns of a trend.

    Args:
        steps: The steps.
        several: Whether they are of several places, so that people read whose each is.
    """
    used = [step.figure for step in steps]
    series = [figure.series for figure in used]
    place, name = place_columns(used)
    agreeing, disputed = evidence_columns(used)
    return [
        place,
        replace(name, for_people=several),
        *_period_columns(series),
        value_column(used),
        *_change_columns(steps),
        replace(agreeing, for_people=False),
        replace(disputed, for_people=any(disputed.cells)),
        Column(
            "series",
            "the id of the series that the figure is from",
            tuple(each.id for each in series),
            for_people=False,
        ),
        Column(
            "source",
            "the id of the source of that series",
            tuple(each.source.id for each in series),
            for_people=False,
        ),
    ]


def _period_columns(series: Sequence[Series]) -> list[Column]:
    return [
        Column(
            "period_start",
            "where the period begins",
            tuple(each.period.start for each in series),
            heading="From",
        ),
        Column(
            "period_end",
            "where the period ends, that day, month or year included",
            tuple(each.period.end for each in series),
            heading="To",
        ),
        Column(
            "months",
            "the length of the period in months",
            tuple(each.period.months for each in series),
            Kind.RATE,
        ),
    ]


def _change_columns(steps: Sequence[Step]) -> list[Column]:
    monthly = tuple(a_month(step.figure) for step in steps)
    return [
        Column(
            "per_month",
            "the figure by the length of the period",
            monthly,
            Kind.RATE,
            "Per month",
            bar_full=max(each or 0 for each in monthly),
        ),
        Column(
            "percent_change",
            "the change of the figure against the row above, in hundredths of that",
            tuple(step.change for step in steps),
            Kind.PERCENT,
            "Change",
        ),
        Column(
            "per_month_change",
            "the change of the figure a month, likewise",
            tuple(step.monthly_change for step in steps),
            Kind.PERCENT,
            "Its change",
        ),
    ]
