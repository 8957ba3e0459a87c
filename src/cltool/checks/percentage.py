"""Are shares of a whole at most all of it?"""

from collections.abc import Iterator

from ..wording import counted
from .base import Base
from .bounds import least
from .naming import named
from .rule import Finding, Given, Rule, Severity, Subject

MOST_NAMED = 3
WHOLE = 100
PERCENTAGE = Rule(
    "percentage",
    Severity.WARNING,
    10,
    "A percentage is over 100, which no share of a whole can be.",
    "Correct the figure. If the measure is no share, give it a unit that says so, such as "
    '"percent of 2015".',
)


@PERCENTAGE.check
def percentages(base: Base) -> Iterator[Finding]:
    """Series with percentages over 100: one finding a series."""
    for series in base.facts.series:
        measure = series.measure
        if not measure.in_percent or measure.record.signed:
            continue
        over = [figure for figure in series.figures if least(figure) > WHOLE]
        if over:
            yield PERCENTAGE.found(
                f"{series.publisher} gives {counted(len(over), 'figure')} over 100 "
                f"{measure.unit}, which no share of a whole can be.",
                over[0].observation,
                subject=Subject.of_series(series),
                place=over[0].place if len(over) == 1 else None,
                series=(series.id,),
                given=[Given("", named(over, MOST_NAMED))],
            )
