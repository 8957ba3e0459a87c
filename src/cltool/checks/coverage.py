"""Do lists hold what they say they hold?"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

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
        if len(topic.series) > 1:
            ranked = _ranked(topic)
            for series in topic.series:
                for kind, listed in _by_kind(series.figures).items():
                    if series.coverage_of(kind) != "partial":
                        yield from _lacking(topic, series, listed, ranked[kind])


def _ranked(topic: Topic) -> dict[str, list[Figure]]:
    """The lowest figure of each place, by kind, those first that are highest for sure."""
    ranked = _by_kind([lowest(said) for said in topic.said.values()])
    for figures in ranked.values():
        figures.sort(key=lambda each: -each.least)
    return ranked


def _by_kind(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.place.kind, []).append(figure)
    return found


def _lacking(
    topic: Topic, series: Series, listed: Sequence[Figure], ranked: Sequence[Figure]
) -> Iterator[Finding]:
    last = min(listed, key=lambda each: (each.value, fold(each.place.name)))
    kind = last.place.kind
    top = series.coverage_of(kind) == "top"
    floor = last.most if top else -1
    count = bisect_left(ranked, -floor, key=lambda each: -each.least)
    higher = [each for each in ranked[:count] if each.place.id not in series.observations]
    if not higher:
        return
    extent = (
        f"the highest {plural(kind)}, down to {last.place.name} {number(last.value)}"
        if top
        else f"all {plural(kind)}"
    )
    others = highest_first(higher)
    yield COVERAGE.found(
        f"{topic.title}: {series.publisher} lists {extent}, but other sources also give "
        f"{named(others, MOST_NAMED)}.",
        series.record,
        place=last.place if top else None,
        series=[series.id, *(figure.series.id for figure in others)],
    )
