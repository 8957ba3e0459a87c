"""A fact base with more: series with the figures of a table, and what these are of."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from pydantic import ValidationError

from ..dataset.observations import Observation, PlainObservation
from ..dataset.records import Dataset, Series
from ..errors import Parameter, UsageError
from ..text import cut, printable, shown
from ..wording import listing
from .matching import Matcher
from .taking import Outcome
from .target import Founded

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added to a fact base.

    Attributes:
        founded: The source and the measure.
        series: The series of each period, which are in the fact base or new.
        outcomes: What became of each figure.
        matcher: Which places they are of.
    """

    founded: Founded
    series: Mapping[str, Series]
    outcomes: Sequence[Outcome]
    matcher: Matcher


def series_for(
    base: Dataset, founded: Founded, periods: Sequence[str], asked: str | None
) -> dict[str, Series]:
    """The series to add to, for each period: one that is there, or a new one without figures.

    Raises:
        UsageError: If the id that was asked for can't be that of such a series.
    """
    if asked is not None and len(periods) > 1:
        raise UsageError(
            f"the figures are of {len(periods)} periods, a series each, so ",
            Parameter("series"),
            " can't name them; leave it out",
        )
    used = {series.id for series in base.series}
    found: dict[str, Series] = {}
    for period in periods:
        series = _there(base, founded, period, asked)
        if series is None:
            series = _new(founded, period, asked, used, several=len(periods) > 1)
            used.add(series.id)
        found[period] = series
    return found


def _there(base: Dataset, founded: Founded, period: str, asked: str | None) -> Series | None:
    wanted = (founded.source.id, founded.measure.id, period)
    for series in base.series:
        same = (series.source, series.measure, str(series.period)) == wanted
        if series.id == asked and not same:
            raise UsageError(
                f"series {series.id} is of another source, measure or period; give ",
                Parameter("series"),
                " another id",
            )
        if same and asked in (None, series.id):
            return series
    return None


def _new(
    founded: Founded, period: str, asked: str | None, used: set[str], *, several: bool
) -> Series:
    source, measure = founded.source.id, founded.measure.id
    names = [source, f"{source}-{measure}", f"{source}-{measure}-{period.replace('/', '-')}"]
    names = [name[-100:].lstrip(".-_") for name in names]
    id_ = asked or next((name for name in names[2 if several else 0 :] if name not in used), None)
    if id_ is None:
        raise UsageError(
            f"the ids {listing(names)} are taken; give ", Parameter("series"), " another id"
        )
    try:
        return Series(
            id=id_,
            source=source,
            measure=measure,
            period=period,  # type: ignore[arg-type]
            coverage="partial",
            observations=(),
        )
    except ValidationError as error:
        from ..dataset.expectations import expected

        reason = expected(error.errors(include_url=False)[0])
        option = Parameter("series" if asked else "period", f"'{shown(asked or period)}'")
        raise UsageError("given ", option, f", expected {reason}") from None


def extended(base: Dataset, addition: Addition, *, complete: str | None, default: bool) -> Dataset:
    """A fact base with figures that were taken, and with the places that are new.

    Args:
        base: The fact base.
        addition: What is added.
        complete: The kind of which the series list all places, if that is said.
        default: Whether the newest of the series becomes the default.
    """
    fresh: dict[str, dict[str, PlainObservation]] = defaultdict(dict)
    for each in addition.outcomes:
        if each.is_new:
            fresh[str(each.row.period)][str(each.place)] = _observation(each)
    longer = {
        series.id: _with_figures(series, fresh[period], complete)
        for period, series in addition.series.items()
        if fresh[period]
    }
    newest = max(longer.values(), key=lambda series: series.period.last)
    there = {series.id for series in base.series}
    founded, matcher = addition.founded, addition.matcher
    negative = any(each.is_new and (each.value or 0) < 0 for each in addition.outcomes)
    measure = with_(founded.measure, signed=True) if negative else founded.measure
    places = [matcher.learnt.get(place.id, place) for place in base.places]
    added = sorted(
        (series for id_, series in longer.items() if id_ not in there),
        key=lambda series: series.period.last,
        reverse=True,
    )
    return with_(
        base,
        default_series=newest.id if default or not base.series else base.default_series,
        sources=_joined(base.sources, founded.source),
        measures=_joined(base.measures, measure),
        places=(*places, *matcher.new_places.values()),
        series=(*(longer.get(each.id, each) for each in base.series), *added),
    )


def _joined(records: tuple[Any, ...], record: Any) -> tuple[Any, ...]:
    return records if any(each.id == record.id for each in records) else (*records, record)


def _with_figures(
    series: Series, fresh: Mapping[str, PlainObservation], complete: str | None
) -> Series:
    kept = [fresh.get(each.place, each) for each in series.observations]
    had = {each.place for each in series.observations}
    new = [each for place, each in fresh.items() if place not in had]
    coverage = series.coverage
    if complete is not None:
        partial = dict(coverage) if isinstance(coverage, dict) else {}
        coverage = coverage if coverage == "complete" else {**partial, complete: "complete"}
    return with_(series, observations=(*kept, *new), coverage=coverage, period=str(series.period))


def _observation(outcome: Outcome) -> PlainObservation:
    figure, place = outcome.figure, str(outcome.place)
    if figure is None:
        raise ValueError("a figure that can't be read is never taken")
    locator = cut(printable(outcome.row.locator), 2000)
    if figure.withheld is not None:
        reason = cut(printable(figure.withheld), 2000)
        return Observation(place=place, withheld=reason, locator=locator)
    note = None if figure.note is None else printable(figure.note)
    return PlainObservation(
        place=place, value=figure.value, locator=locator, status=figure.status, note=note,  # type: ignore[arg-type]
    )  # fmt: skip


def with_(record: Record, **changes: Any) -> Record:
    """A record with some keys changed, by the names that the file has for them."""
    model_fields = record.__pydantic_fields__  # type: ignore[attr-defined]
    keys = {
        model_fields[each.name].alias or each.name: getattr(record, each.name)
        for each in fields(record)  # type: ignore[arg-type]
    }
    return type(record)(**keys | changes)
