"""Could a source know its figures when it was published?"""

from collections.abc import Iterator

from ..dataset.period import last_day
from ..linked.series import Series
from ..wording import counted
from .base import Base
from .naming import published
from .rule import Finding, Rule, Severity, Subject

FUTURE = Rule(
    "future",
    Severity.WARNING,
    11,
    "A period ends after its source was published, and the figures are not said to be projected.",
    "Give the figures the status projected, or correct the period or the date of publication.",
)


@FUTURE.check
def futures(base: Base) -> Iterator[Finding]:
    """Series with figures that are not projected, of a time that was not over yet."""
    for series in base.facts.series:
        if not _is_ahead(series):
            continue
        count = sum(figure.status != "projected" for figure in series.figures)
        if count:
            verb = "is" if count == 1 else "are"
            yield FUTURE.found(
                f"{series.publisher} was published {published(series.source)}, before that time "
                f"was over, but {counted(count, 'figure')} {verb} not said to be projected.",
                series.record,
                key="period",
                subject=Subject.of_series(series),
                series=(series.id,),
            )


def _is_ahead(series: Series) -> bool:
    """Whether a period ends after the last day that its source may have been published on.

    Where the source does not state the period, as of an announcement that is filed under its year,
    only one that begins after that day.
    """
    day = series.period.last if series.period_stated else series.period.first
    return day > last_day(series.source.published)
