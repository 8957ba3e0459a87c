"""Which figures can no reader find?"""

from collections.abc import Iterator

from ..wording import counted
from .base import Base
from .naming import highest_first, named
from .rule import Finding, Given, Rule, Severity, Subject

MOST_NAMED = 3
UNSOURCED = Rule(
    "unsourced",
    Severity.NOTE,
    18,
    "Figures have no locator, and their source has no link.",
    "Give each figure a locator, or the source a url.",
)


@UNSOURCED.check
def unsourced(base: Base) -> Iterator[Finding]:
    """Figures with neither a locator nor a link: one finding a series."""
    for series in base.facts.series:
        if series.source.url is not None:
            continue
        bare = [figure for figure in series.figures if not figure.locator]
        if bare:
            yield UNSOURCED.found(
                f"{series.publisher} has {counted(len(bare), 'figure')} with neither a locator "
                "nor a link.",
                bare[0].observation,
                subject=Subject.of_series(series),
                series=(series.id,),
                given=[Given("", named(highest_first(bare), MOST_NAMED))],
            )
