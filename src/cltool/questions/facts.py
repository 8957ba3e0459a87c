"""Every figure, one a row."""

from collections.abc import Sequence
from dataclasses import replace
from shlex import quote

from ..answer import Answer, Caveat, Column, Kind, by_weight
from ..errors import NoAnswerError
from ..linked.fact_base import FactBase
from ..linked.finding import find, find_measure, find_series, find_source
from ..linked.record import Measure, Place, Source
from ..linked.series import Figure, Series
from ..linked.topic import TopicKey
from ..selection.caveats import disputes
from ..selection.citing import cite
from ..selection.columns import CAVEAT, column
from ..selection.standing import standing
from ..wording import counted, listing
from .listings import periods, weighed

MOST_NAMED = 4


def facts(
    base: FactBase,
    place: str | None = None,
    *,
    series: str | None = None,
    measure: str | None = None,
    source: str | None = None,
) -> Answer:
    """Every figure, one a row, in the order of the file.

    Args:
        base: The fact base.
        place: Only the figures about this place.
        series: Only the figures of this series.
        measure: Only the figures of this measure.
        source: Only the figures of this source.

    Raises:
        UsageError: If the place, the series, the measure or the source is unknown.
        NoAnswerError: If there is no such figure.
    """
    about = find(base, place) if place is not None else None
    only = find_series(base, series) if series is not None else None
    wanted = find_measure(base, measure) if measure is not None else None
    given_by = find_source(base, source) if source is not None else None
    found = [
        figure
        for each in base.series
        if only in (None, each)
        and wanted in (None, each.measure)
        and given_by in (None, each.source)
        for figure in each.listed(about)
    ]
    if not found:
        raise _none(base, about, only, wanted, given_by)
    subject = f" about {about.name}" if about else ""
    of = f": {wanted.title}" if wanted else ""
    return Answer(
        question="facts",
        title=f"Figures{subject}{of}",
        summary=f"{counted(len(found), 'figure')}{subject}.",
        columns=weighed(
            _figure_columns(found, one_place=about is not None),
            vital=("name", "value", "source"),
            background=("locator", "unit"),
        ),
        notes=by_weight([*(_disputes(found) if about else ()), *standing(found)]),
        citations=cite(found),
        names={each.id: each.name for each in base.places},
    )


def _none(
    base: FactBase,
    about: Place | None,
    series: Series | None,
    measure: Measure | None,
    source: Source | None,
) -> NoAnswerError:
    """That there is no such figure, and which there are instead, where that is a few places'."""
    chosen = {"series": series, "measure": measure, "source": source}
    asked = [f"{name} {each.id}" for name, each in chosen.items() if each is not None]
    rest = "".join(f" --{name} {each.id}" for name, each in chosen.items() if each is not None)
    held = {
        figure.place.name
        for each in base.series
        if series in (None, each)
        and measure in (None, each.measure)
        and source in (None, each.source)
        for figure in each.listed()
    }
    subject = f" for {about.name}" if about else ""
    by = f" ({', '.join(asked)})" if asked else ""
    text = f"the base has no figure{subject}{by}"
    if about and 0 < len(held) <= MOST_NAMED:
        return NoAnswerError(
            f"{text}, only for {listing(sorted(held))}", hint=f"see: cltool facts{rest}"
        )
    if about and asked and any(each.listed(about) for each in base.series):
        return NoAnswerError(text, hint=f"for all it has: cltool facts {quote(about.id)}")
    return NoAnswerError(text, hint="for all there are: cltool facts")


def _disputes(found: Sequence[Figure]) -> list[Caveat]:
    """Where the figures of a place contradict each other: once for each thing and time."""
    first: dict[TopicKey, Figure] = {}
    for figure in found:
        if figure.observation.value is not None:
            first.setdefault(figure.series.topic_key, figure)
    return [
        replace(caveat, series=())
        for caveat in disputes(list(first.values()), lambda *_: (), with_period=True)
        if caveat.kind == "disputed"
    ]


def _figure_columns(found: Sequence[Figure], *, one_place: bool) -> list[Column]:
    located = any(figure.locator for figure in found)
    return [
        column(found, "place", "the id of the place", lambda x: x.place.id, Kind.PLACE, hide=True),
        column(found, "name", "its name", lambda x: x.place.name, heading="Place", hide=one_place),
        column(found, "kind", "what sort of place it is", lambda x: x.place.kind, hide=True),
        column(
            found,
            "within",
            "the id of the place that encloses it",
            lambda x: x.place.within.id if x.place.within else None,
            Kind.PLACE,
            hide=True,
        ),
        *_value_columns(found),
        *periods([figure.series for figure in found]),
        column(found, "status", "the status of the figure", lambda x: x.status, hide=True),
        column(found, "series", "the id of the series", lambda x: x.series.id, hide=True),
        column(found, "source", "the id of its source", lambda x: x.series.source.id),
        *_source_columns(found),
        column(
            found,
            "locator",
            "where in the source the figure stands",
            lambda x: x.locator,
            heading="Where",
            hide=not located,
        ),
        column(found, "note", "background for its readers", lambda x: x.note, hide=True),
        *_special_columns(found),
    ]


def _value_columns(found: Sequence[Figure]) -> list[Column]:
    """What is counted, in what unit, and the figures; under their unit, where that is one."""
    measures = {figure.series.measure.id: figure.series.measure for figure in found}
    only = next(iter(measures.values())) if len(measures) == 1 else None
    return [
        column(
            found,
            "measure",
            "the id of the measure",
            lambda x: x.series.measure.id,
            hide=only is not None,
        ),
        column(
            found,
            "unit",
            "its unit",
            lambda x: x.series.measure.unit,
            hide=only is not None,
        ),
        column(
            found,
            "value",
            "the figure, in that unit; none if it is withheld",
            lambda x: None if x.observation.value is None else x.value,
            Kind.NUMBER,
            heading=only.heading if only else "",
        ),
    ]


def _source_columns(found: Sequence[Figure]) -> list[Column]:
    """Who published each figure and where, for whoever asks."""
    told = [
        column(found, "publisher", "who published that", lambda x: x.series.publisher, hide=True),
        column(
            found,
            "url",
            "where that can be read",
            lambda x: x.series.source.url,
            heading="URL",
            hide=True,
        ),
    ]
    return [replace(each, on_request=True) for each in told]


def _special_columns(found: Sequence[Figure]) -> list[Column]:
    """The columns that few figures fill."""
    return [
        column(
            found,
            "withheld",
            "why its source withholds it",
            lambda x: x.observation.withheld,
            hide=not any(figure.observation.withheld for figure in found),
        ),
        column(
            found,
            "as_worded",
            "the source's own word for what it counts",
            lambda x: x.observation.as_worded,
            hide=True,
        ),
        column(found, "caveat", CAVEAT, lambda x: x.caveat, hide=True),
    ]
