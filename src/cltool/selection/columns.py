"""The columns that several questions share."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from ..answer import Cell, Column, Kind, Weight
from ..arithmetic import rounded
from ..linked.record import Measure
from ..linked.series import Figure, Series
from .metrics import Metric
from .reporting import reported_by

Item = TypeVar("Item")
CAVEAT = "what has to be said wherever it is used"
"""What a column of the authors' caveats holds."""


def place_columns(used: Sequence[Figure], heading: str = "Place") -> list[Column]:
    """The ids and the names of the places of some figures."""
    return [
        Column(
            "place",
            "the id of the place",
            tuple(figure.place.id for figure in used),
            Kind.PLACE,
            for_people=False,
        ),
        Column(
            "name",
            "its name",
            tuple(figure.place.name for figure in used),
            heading=heading,
            weight=Weight.VITAL,
        ),
    ]


def evidence_columns(used: Sequence[Figure]) -> list[Column]:
    """Who reports each figure, and which other values there are."""
    evidence = [figure.evidence for figure in used]
    disputed = tuple(each.disputed for each in evidence)
    elsewhere = tuple(tuple(reading.alternative for reading in each.elsewhere) for each in evidence)
    return [
        Column(
            "reported_by",
            "who reports the figure, in words",
            tuple(map(reported_by, used)),
            heading="Reported by",
        ),
        Column(
            "origins",
            "how many independent origins give the figure",
            tuple(each.origins for each in evidence),
            Kind.NUMBER,
            for_people=False,
        ),
        Column(
            "reports",
            "how many independent reports of its origin's figure there are",
            tuple(each.chosen.reports for each in evidence),
            Kind.NUMBER,
            for_people=False,
        ),
        Column(
            "disputed",
            "the other values that sources of its origin give",
            disputed,
            Kind.LIST,
            "Others say",
            for_people=False,
        ),
        Column(
            "elsewhere",
            "the values that other origins give for the same time",
            elsewhere,
            Kind.LIST,
            "Elsewhere",
            for_people=False,
        ),
    ]


def source_columns(
    measure: Measure, used: Sequence[Figure | None], *, name_series: bool = False
) -> list[Column]:
    """What each row counts, for which time, and where that can be read, for whoever asks.

    Args:
        measure: The measure of all the rows.
        used: The figure of each row; None for a sum or a remainder.
        name_series: Whether to give the series unasked, because rows are of several.
    """
    series = [figure.series if figure else None for figure in used]
    rows = range(len(used))

    def of(name: str, meaning: str, cell: Callable[[Series], Cell]) -> Column:
        cells = tuple(cell(each) if each else None for each in series)
        return Column(name, meaning, cells, for_people=False, on_request=True)

    return [
        replace(
            of("series", "the id of the series that the figure is from", lambda x: x.id),
            for_people=name_series,
            on_request=not name_series,
            weight=Weight.BACKGROUND,
        ),
        Column(
            "measure",
            "the id of the measure",
            tuple(measure.id for _ in rows),
            for_people=False,
            on_request=True,
        ),
        Column(
            "unit",
            "its unit",
            tuple(measure.unit for _ in rows),
            for_people=False,
            on_request=True,
        ),
        of("period_start", "where the period begins", lambda x: x.period.start),
        of("period_end", "where the period ends, included", lambda x: x.period.end),
        of("source", "the id of the source of the figure", lambda x: x.source.id),
        of("publisher", "who published that", lambda x: x.source.publisher),
        replace(of("url", "where that can be read", lambda x: x.source.url), heading="URL"),
    ]


def bound_columns(metric: Metric, used: Sequence[Figure | None]) -> list[Column]:
    """How low and how high what each row is measured by may be, for whoever asks."""
    bounds = [
        None if figure is None or metric.is_exact(figure) else metric.bounds(figure)
        for figure in used
    ]
    return [
        Column(
            name,
            f"the {name} that the figure, or its rate, may be; none where it is exact",
            tuple(rounded(each[at]) if each else None for each in bounds),
            metric.kind,
            for_people=False,
            on_request=True,
        )
        for at, name in enumerate(("least", "most"))
    ]


def column(
    items: Sequence[Item],
    name: str,
    meaning: str,
    cell: Callable[[Item], Cell],
    kind: Kind = Kind.TEXT,
    *,
    heading: str = "",
    hide: bool = False,
) -> Column:
    """A column with a cell an item; `hide` keeps it from people's formats."""
    return Column(name, meaning, tuple(map(cell, items)), kind, heading, for_people=not hide)


def period_columns(series: Sequence[Series]) -> list[Column]:
    """Where the periods of some series begin and end."""
    return [
        column(
            series,
            "period_start",
            "where the period begins",
            lambda x: x.period.start,
            heading="From",
        ),
        column(
            series,
            "period_end",
            "where the period ends, that day, month or year included",
            lambda x: x.period.end,
            heading="To",
        ),
    ]
