"""Is the series that answers the one to ask?"""

from collections.abc import Iterator, Mapping
from datetime import date

from ..arithmetic import Number
from ..linked.record import Source
from ..linked.series import Series
from .base import Base
from .rule import Finding, Rule, Severity, Subject

DEFAULT = Rule(
    "default-series",
    Severity.NOTE,
    13,
    "The default series only retells another source, or newer figures stand beside it.",
    "Let default_series name the series that should answer.",
)


@DEFAULT.check
def default(base: Base) -> Iterator[Finding]:
    """What speaks against the default series, each in a finding."""
    series = base.facts.default_series
    for text, other in _faults(series):
        yield DEFAULT.found(
            f"The default series, by {series.publisher}, {text}.",
            base.facts.base,
            key="default_series",
            subject=Subject.of_series(series),
            series=[series.id, *([other.id] if other else [])],
            help=f"Let default_series name {other.id}." if other else "",
        )


def _faults(series: Series) -> Iterator[tuple[str, Series | None]]:
    retold = _retold(series)
    if retold is not None:
        yield f"only retells {retold.publisher}, which gives all its figures", None
    if series.is_earlier:
        newer = min(series.comparable, key=lambda each: (each.staleness, _latest(each)))
        what = (
            "is of an earlier edition"
            if newer.staleness[0] < series.staleness[0]
            else "is provisional"
        )
        yield f"{what}: {newer.publisher} gives newer figures", newer
    later = _later(series)
    if later is not None:
        yield f"is not its latest: it also gives {later.period.in_words()}", later


def _retold(series: Series) -> Source | None:
    """The nearest source that it relays, no origin, that gives all its figures of the thing."""
    given: dict[str, dict[str, set[Number]]] = {}
    for each in series.comparable:
        own = given.setdefault(each.source.id, {})
        for figure in each.figures:
            own.setdefault(figure.place.id, set()).add(figure.value)
    figures = [(figure.place.id, figure.value) for figure in series.figures]
    for relayed in series.source.relayed():
        told = given.get(relayed.id)
        if relayed.relays is not None and told is not None and _gives(told, figures):
            return relayed
    return None


def _gives(told: Mapping[str, set[Number]], figures: list[tuple[str, Number]]) -> bool:
    return bool(figures) and all(value in told.get(place, ()) for place, value in figures)


def _later(series: Series) -> Series | None:
    """The latest series of its publisher and measure about some of its places, if it is later."""
    found = [
        each
        for each in series.facts.series
        if each.measure is series.measure
        and each.publisher == series.publisher
        and each.status != "projected"
        and each.period.last > series.period.last
        and each.topic_key != series.topic_key
        and not series.observations.keys().isdisjoint(each.observations)
    ]
    return max(found, key=_latest, default=None)


def _latest(series: Series) -> tuple[date, date, str, str, str]:
    period, source = series.period, series.source
    return period.last, period.first, str(period), source.publisher, source.title
