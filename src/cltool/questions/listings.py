"""What is in the base? Every figure, and the places, measures, series and sources."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from ..answer import Answer, Cell, Column, Kind, once
from ..errors import NoAnswerError
from ..linked.fact_base import FactBase
from ..linked.finding import find, find_kind, find_measure, find_series
from ..linked.series import Figure, Series
from ..selection.caveats import standing
from ..selection.citing import cite
from ..wording import counted, number, plural

Item = TypeVar("Item")


def facts(
    base: FactBase,
    place: str | None = None,
    *,
    series: str | None = None,
    measure: str | None = None,
) -> Answer:
    """Every figure, one a row, in the order of the file.

    Args:
        base: The fact base.
        place: Only the figures about this place.
        series: Only the figures of this series.
        measure: Only the figures of this measure.

    Raises:
        UsageError: If the place, the series or the measure is unknown.
        NoAnswerError: If there is no such figure.
    """
    about = find(base, place) if place is not None else None
    only = find_series(base, series) if series is not None else None
    wanted = find_measure(base, measure) if measure is not None else None
    found = [
        figure
        for each in base.series
        if only in (None, each) and wanted in (None, each.measure)
        for figure in ([each.figure(about.id)] if about else each.figures)
        if figure is not None
    ]
    if not found:
        raise NoAnswerError("there are no such figures", hint="for all there are: cltool facts")
    subject = f" about {about.name}" if about else ""
    return Answer(
        question="facts",
        title=f"Figures{subject}",
        summary=f"{counted(len(found), 'figure')}{subject}.",
        columns=tuple(_figure_columns(found, one_place=about is not None)),
        notes=once(standing(found)),
        citations=cite(found),
        names={each.id: each.name for each in base.places},
    )


def _figure_columns(found: Sequence[Figure], *, one_place: bool) -> list[Column]:
    located = any(figure.locator for figure in found)
    return [
        _column(found, "place", "the id of the place", lambda x: x.place.id, Kind.PLACE, hide=True),
        _column(found, "name", "its name", lambda x: x.place.name, heading="Place", hide=one_place),
        _column(found, "kind", "what sort of place it is", lambda x: x.place.kind, hide=True),
        _column(
            found,
            "within",
            "the id of the place that encloses it",
            lambda x: x.place.within.id if x.place.within else None,
            Kind.PLACE,
            hide=True,
        ),
        _column(found, "measure", "the id of the measure", lambda x: x.series.measure.id),
        _column(found, "unit", "its unit", lambda x: x.series.measure.unit, hide=True),
        _column(found, "value", "the figure, in that unit", lambda x: x.value, Kind.NUMBER),
        *_period_columns([figure.series for figure in found]),
        _column(found, "status", "the status of the figure", lambda x: x.status, hide=True),
        _column(found, "series", "the id of the series", lambda x: x.series.id, hide=True),
        _column(found, "source", "the id of its source", lambda x: x.series.source.id),
        _column(
            found,
            "locator",
            "where in the source the figure stands",
            lambda x: x.locator,
            heading="Where",
            hide=not located,
        ),
        _column(found, "note", "what its readers must know", lambda x: x.note, hide=True),
    ]


def _column(
    items: Sequence[Item],
    name: str,
    meaning: str,
    cell: Callable[[Item], Cell],
    kind: Kind = Kind.TEXT,
    *,
    heading: str = "",
    hide: bool = False,
) -> Column:
    """A column with a cell an item."""
    return Column(name, meaning, tuple(map(cell, items)), kind, heading, for_people=not hide)


def _period_columns(series: Sequence[Series]) -> list[Column]:
    return [
        _column(
            series,
            "period_start",
            "where the period begins",
            lambda x: x.period.start,
            heading="From",
        ),
        _column(
            series,
            "period_end",
            "where the period ends, that day, month or year included",
            lambda x: x.period.end,
            heading="To",
        ),
    ]


def places(base: FactBase, kind: str | None = None) -> Answer:
    """The places, with how many figures each has.

    Args:
        base: The fact base.
        kind: Only places of this kind, in the singular or plural.

    Raises:
        UsageError: If no place has that kind.
    """
    wanted = find_kind(base, kind) if kind is not None else None
    counts: dict[str, int] = {}
    for series in base.series:
        for place in series.observations:
            counts[place] = counts.get(place, 0) + 1
    listed = [place for place in base.places if wanted in (None, place.kind)]
    noun = wanted or "place"
    return Answer(
        question="places",
        title=plural(noun).capitalize(),
        summary=f"{counted(len(listed), noun)}.",
        columns=(
            _column(listed, "place", "the id of the place", lambda x: x.id, Kind.PLACE, hide=True),
            _column(listed, "name", "its name", lambda x: x.name),
            _column(listed, "kind", "what sort of place it is", lambda x: x.kind),
            _column(
                listed,
                "within",
                "the id of the place that encloses it",
                lambda x: x.within.id if x.within else None,
                Kind.PLACE,
            ),
            _column(listed, "code", "its official code", lambda x: x.code),
            _column(
                listed, "aliases", "its other names", lambda x: x.aliases, Kind.LIST, heading="Also"
            ),
            _column(
                listed,
                "figures",
                "how many figures are about it",
                lambda x: counts.get(x.id, 0),
                Kind.NUMBER,
            ),
            _column(listed, "note", "what the name stands for here", lambda x: x.note, hide=True),
        ),
        names={each.id: each.name for each in base.places},
    )


def measures(base: FactBase) -> Answer:
    """The measures, with what exactly each one counts."""
    listed = base.measures
    return Answer(
        question="measures",
        title="Measures",
        summary=f"{counted(len(listed), 'measure')}.",
        columns=(
            _column(listed, "measure", "the id of the measure", lambda x: x.id),
            _column(listed, "name", "its name", lambda x: x.name),
            _column(listed, "unit", "the unit of its values", lambda x: x.unit),
            _column(listed, "additive", "whether its parts add up", lambda x: x.additive),
            _column(
                listed,
                "overlapping",
                "whether one unit can count in several places",
                lambda x: x.overlapping,
            ),
            _column(listed, "definition", "what exactly is counted", lambda x: x.definition),
        ),
    )


def series(base: FactBase) -> Answer:
    """The series, in the order in which they are asked."""
    listed = base.series
    return Answer(
        question="series",
        title="Series",
        summary=f"{number(len(listed))} series; {base.default_series.id} answers by default.",
        columns=(
            _column(listed, "series", "the id of the series", lambda x: x.id),
            _column(listed, "source", "the id of its source", lambda x: x.source.id, hide=True),
            _column(listed, "measure", "the id of its measure", lambda x: x.measure.id),
            *_period_columns(listed),
            _column(listed, "coverage", "which places it lists", _coverage),
            _column(listed, "status", "the status of its figures", lambda x: x.status),
            _column(listed, "figures", "how many figures it has", lambda x: x.count, Kind.NUMBER),
        ),
    )


def sources(base: FactBase) -> Answer:
    """The sources, with what each one relays and where that began."""
    listed = base.sources
    return Answer(
        question="sources",
        title="Sources",
        summary=f"{counted(len(listed), 'source')}.",
        columns=(
            _column(listed, "source", "the id of the source", lambda x: x.id),
            _column(listed, "kind", "what sort of publication it is", lambda x: x.kind, hide=True),
            _column(listed, "publisher", "who published it", lambda x: x.publisher),
            _column(listed, "title", "its title", lambda x: x.title),
            _column(listed, "published", "when it was published", lambda x: x.published),
            _column(
                listed,
                "relays",
                "the id of the source that it passes on",
                lambda x: x.relays.id if x.relays else None,
            ),
            _column(
                listed,
                "origin",
                "the id of the source where the figures began",
                lambda x: x.origin.id,
                hide=True,
            ),
            _column(listed, "url", "where it can be read", lambda x: x.url, hide=True),
            _column(listed, "note", "what its readers must know", lambda x: x.note, hide=True),
        ),
    )


def _coverage(series: Series) -> str:
    if isinstance(series.coverage, str):
        return series.coverage
    return ", ".join(f"{kind} {extent}" for kind, extent in series.coverage.items())
