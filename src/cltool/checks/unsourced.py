"""Which figures can no reader find?"""

from collections.abc import Iterator, Mapping

from ..arithmetic import Number
from ..linked.series import Series
from ..wording import counted
from .base import Base
from .naming import named
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
        bare = {
            place: each.value
            for place, each in series.observations.items()
            if each.value is not None and not each.locator
        }
        if bare:
            yield UNSOURCED.found(
                f"{series.publisher} has {counted(len(bare), 'figure')} with neither a locator "
                "nor a link.",
                series.observations[next(iter(bare))],
                subject=Subject.of_series(series),
                series=(series.id,),
                given=[Given("", _named(series, bare))],
            )


def _named(series: Series, values: Mapping[str, Number]) -> str:
    """The highest of a series' figures by place, and how many more there are."""
    bound = sorted(values.values())[-MOST_NAMED:][0]
    near = (series.figure(place) for place, value in values.items() if value >= bound)
    return named([each for each in near if each is not None], MOST_NAMED, of=len(values))
