"""Do sources of one origin state the same time?"""

from collections.abc import Iterator

from ..linked.evidence import dated
from ..linked.series import Series
from ..wording import listing
from .base import Base, Topic
from .naming import publishers
from .rule import Finding, Rule, Severity

WINDOW = Rule("window", Severity.NOTE, 6, "Sources of one origin state different periods.")


@WINDOW.check
def windows(base: Base) -> Iterator[Finding]:
    """Topics whose series state different periods."""
    for topic in base.topics:
        yield from _windows(topic)


def _windows(topic: Topic) -> Iterator[Finding]:
    periods: dict[str, list[Series]] = {}
    for series in sorted(topic.series, key=lambda each: str(each.period)):
        periods.setdefault(series.period.in_words(), []).append(series)
    if len(periods) < 2:
        return
    stated = [
        f"{period} ({publishers(dated([series.source for series in group]))})"
        for period, group in periods.items()
    ]
    yield WINDOW.found(
        f"{topic.measure.name}: sources of one origin state different periods: {listing(stated)}.",
        min(periods.values(), key=len)[0].record,
        series=[series.id for series in topic.series],
    )
