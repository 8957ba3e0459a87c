"""Do lists hold what they say they hold?"""

from collections.abc import Iterator, Sequence

from ..linked.series import Figure, Series
from ..text import fold
from ..wording import number, plural
from .base import Base, Topic
from .naming import highest_first, lowest, named
from .rule import Finding, Rule, Severity

MOST_NAMED = 6
COVERAGE = Rule(
    "coverage",
    Severity.WARNING,
    4,
    "A list that is said to be complete, or the top of one, lacks places that other sources give.",
)


@COVERAGE.check
def coverage(base: Base) -> Iterator[Finding]:
    """Lists that call themselves complete, or the top of one, and lack what others give."""
    for topic in base.topics:
        for series in topic.series:
            for kind in dict.fromkeys(figure.place.kind for figure in series.figures):
                if series.coverage_of(kind) != "partial":
                    yield from _lacking(topic, series, kind)


def _lacking(topic: Topic, series: Series, kind: str) -> Iterator[Finding]:
    last = min(
        (each for each in series.figures if each.place.kind == kind),
        key=lambda each: (each.value, fold(each.place.name)),
    )
    top = series.coverage_of(kind) == "top"
    higher = [
        each for each in _missing(topic, series, kind) if each.least > (last.most if top else -1)
    ]
    if not higher:
        return
    extent = (
        f"the highest {plural(kind)}, down to {last.place.name} {number(last.value)}"
        if top
        else f"all {plural(kind)}"
    )
    yield COVERAGE.found(
        f"{topic.title}: {series.publisher} lists {extent}, but other sources also give "
        f"{named(higher, MOST_NAMED)}.",
        series.record,
        place=last.place if top else None,
        figures=higher,
        series=(series.id,),
    )


def _missing(topic: Topic, series: Series, kind: str) -> Sequence[Figure]:
    """The lowest figure of each place of a kind that only other series of a topic have."""
    return highest_first(
        [
            lowest(said)
            for place, said in topic.said.items()
            if place not in series.observations and said[0].place.kind == kind
        ]
    )
