"""Do sources of one edition state the same time?"""

from collections.abc import Iterator, Sequence
from datetime import date

from ..linked.evidence import dated
from ..linked.series import Series
from ..linked.topic import Topic
from ..wording import number
from .base import Base
from .naming import publishers
from .rule import Finding, Given, Rule, Severity, Subject

WINDOW = Rule(
    "window",
    Severity.NOTE,
    16,
    "Sources of one edition have different periods.",
    "There is nothing to do if the sources say so: all count as one edition.",
)


@WINDOW.check
def windows(base: Base) -> Iterator[Finding]:
    """Editions whose series have different periods, by their first and last days."""
    for topic in base.topics:
        if topic.series[0].edition is not None:
            yield from _windows(topic)


def _windows(topic: Topic) -> Iterator[Finding]:
    periods: dict[tuple[date, date], list[Series]] = {}
    for series in sorted(topic.series, key=lambda each: str(each.period)):
        periods.setdefault((series.period.first, series.period.last), []).append(series)
    if len(periods) < 2:
        return
    series = topic.series[0]
    text = f"{topic.measure.name}, {series.edition}"
    yield WINDOW.found(
        f"Sources of one edition have {number(len(periods))} different periods.",
        min(periods.values(), key=len)[0].record,
        key="period",
        subject=Subject(text, topic.measure.id),
        series=[each.id for each in topic.series],
        given=[
            Given(group[0].period.in_words(), _stating(group))
            for _, group in sorted(periods.items())
        ],
    )


def _stating(group: Sequence[Series]) -> str:
    """Who states a period; and who states none, and so only has it here."""
    stated = {each.source.id: each.source for each in group if each.period_stated}
    silent = {
        each.source.id: each.source
        for each in group
        if not each.period_stated and each.source.id not in stated
    }
    said = [publishers(dated(stated.values()))] if stated else []
    if silent:
        verb = "states" if len(silent) == 1 else "state"
        said.append(f"{publishers(dated(silent.values()))}, which {verb} none")
    return "; ".join(said)
