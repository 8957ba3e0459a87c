"""Do lists hold what they say they hold?"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ..linked.series import Figure, Series
from ..linked.topic import Topic
from ..text import fold
from ..wording import number, plural
from .base import Base, by_staleness
from .bounds import least, lowest, most
from .naming import given_by_each, highest_first
from .rule import Finding, Rule, Severity, Subject

MOST_NAMED = 6
COVERAGE = Rule(
    "coverage",
    Severity.WARNING,
    9,
    "A list that is said to be complete, or the top of one, lacks places that other sources give.",
    "Call the list partial, or correct the figure that is wrong.",
)


@COVERAGE.check
def coverage(base: Base) -> Iterator[Finding]:
    """Lists that call themselves complete, or the top of one, and lack what others give.

    Neither a list that newer figures replace, nor what only an earlier edition gives, counts.
    """
    for topic, spans in base.spans.items():
        short = [
            series
            for series in topic.series
            if series.staleness == topic.newest and not spans.keys() <= series.observations.keys()
        ]
        if short:
            ranked = by_staleness(base.current(topic)).get(topic.newest, {})
            by_kind = _ranked([lowest(said) for said in ranked.values()])
            for series in short:
                for kind, listed in _by_kind(series.figures).items():
                    if series.coverage_of(kind) != "partial":
                        yield from _lacking(topic, series, listed, by_kind.get(kind, ()))


def _ranked(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """Figures by the kind of their place, those first that are highest for sure."""
    ranked = _by_kind(figures)
    for own in ranked.values():
        own.sort(key=lambda each: -least(each))
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
    count = bisect_left(ranked, -most(last), key=lambda each: -least(each)) if top else len(ranked)
    higher = [each for each in ranked[:count] if each.place.id not in series.observations]
    if not higher:
        return
    extent = (
        f"the highest {plural(kind)} down to {last.place.name} {number(last.value)}"
        if top
        else f"all {plural(kind)}"
    )
    others = highest_first(higher)
    yield COVERAGE.found(
        f"{series.publisher} should list {extent}, but lacks {number(len(others))} that others "
        "give.",
        series.record,
        key="coverage",
        subject=Subject.of_topic(topic),
        place=last.place if top else None,
        series=[series.id, *(figure.series.id for figure in others)],
        given=given_by_each(others, MOST_NAMED),
    )
