"""What is in the base? The places, measures and series."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from ..answer import Answer, Column, Kind, Weight
from ..errors import NoAnswerError
from ..linked.fact_base import FactBase
from ..linked.finding import find, find_kind, find_measure, find_series
from ..linked.record import Place
from ..linked.series import Series
from ..selection.columns import CAVEAT, column, period_columns
from ..wording import counted, number, plural


def places(base: FactBase, kind: str | None = None, *, within: str | None = None) -> Answer:
    """The places, with how many figures each has.

    Args:
        base: The fact base.
        kind: Only places of this kind, in the singular or plural.
        within: Only places that lie in this one.

    Raises:
        UsageError: If no place has that kind, or the place is unknown.
        NoAnswerError: If no place of that kind lies there.
    """
    wanted = find_kind(base, kind) if kind is not None else None
    whole = find(base, within) if within is not None else None
    listed = [
        place
        for place in base.places
        if wanted in (None, place.kind) and (whole is None or place.lies_in(whole))
    ]
    noun = wanted or "place"
    area = f" in {whole.name}" if whole else ""
    if not listed:
        raise NoAnswerError(
            f"the base has no {plural(noun)}{area}", hint="for a list: cltool places"
        )
    return Answer(
        question="places",
        title=f"{plural(noun).capitalize()}{area}",
        summary=f"{counted(len(listed), noun)}{area}.",
        columns=weighed(
            _place_columns(base, listed),
            vital=("name", "figures"),
            background=("aliases", "code"),
        ),
        names={each.id: each.name for each in base.places},
    )


def _place_columns(base: FactBase, listed: Sequence[Place]) -> list[Column]:
    counts: dict[str, int] = {}
    for series in base.series:
        for place in series.observations:
            counts[place] = counts.get(place, 0) + 1
    return [
        column(listed, "place", "the id of the place", lambda x: x.id, Kind.PLACE, hide=True),
        column(listed, "name", "its name", lambda x: x.name),
        column(listed, "kind", "what sort of place it is", lambda x: x.kind),
        column(
            listed,
            "within",
            "the id of the place that encloses it",
            lambda x: x.within.id if x.within else None,
            Kind.PLACE,
        ),
        column(listed, "code", "its official code", lambda x: x.code),
        column(
            listed,
            "aliases",
            "its other names",
            lambda x: x.aliases,
            Kind.LIST,
            heading="Also",
        ),
        column(
            listed,
            "figures",
            "how many figures are about it",
            lambda x: counts.get(x.id, 0),
            Kind.NUMBER,
        ),
        column(listed, "note", "what the name stands for here", lambda x: x.note, hide=True),
        column(listed, "caveat", CAVEAT, lambda x: x.caveat, hide=True),
    ]


def measures(base: FactBase, name: str | None = None) -> Answer:
    """The measures, with what exactly each one counts.

    Args:
        base: The fact base.
        name: Only the measure of this name; see `find_measure`.

    Raises:
        UsageError: If no measure has that name.
    """
    listed = base.measures if name is None else [find_measure(base, name)]
    return Answer(
        question="measures",
        title="Measures",
        summary=f"{counted(len(listed), 'measure')}.",
        columns=weighed(
            [
                column(listed, "measure", "the id of the measure", lambda x: x.id),
                column(listed, "name", "its name", lambda x: x.name),
                column(listed, "unit", "the unit of its values", lambda x: x.unit),
                column(listed, "type", "flow, stock, rate or level", lambda x: x.type),
                column(
                    listed,
                    "overlapping",
                    "whether one unit can count in several places",
                    lambda x: x.overlapping,
                    hide=True,
                ),
                column(
                    listed,
                    "signed",
                    "whether its values may be negative",
                    lambda x: x.record.signed,
                    hide=True,
                ),
                column(listed, "definition", "what exactly is counted", lambda x: x.definition),
                column(listed, "caveat", CAVEAT, lambda x: x.caveat, hide=True),
            ],
            vital=("measure", "name", "definition"),
            background=("type",),
        ),
    )


def series(base: FactBase, name: str | None = None) -> Answer:
    """The series, in the order in which they are asked.

    Args:
        base: The fact base.
        name: Only the series of this name; see `find_series`.

    Raises:
        UsageError: If no series has that name.
    """
    listed = base.series if name is None else [find_series(base, name)]
    return Answer(
        question="series",
        title="Series",
        summary=f"{number(len(listed))} series; {base.default_series.id} answers by default.",
        columns=weighed(
            [
                column(listed, "series", "the id of the series", lambda x: x.id),
                column(listed, "source", "the id of its source", lambda x: x.source.id, hide=True),
                column(listed, "measure", "the id of its measure", lambda x: x.measure.id),
                *periods(listed),
                column(listed, "coverage", "which places it lists", _coverage),
                column(listed, "status", "the status of its figures", lambda x: x.status),
                column(
                    listed, "figures", "how many figures it has", lambda x: x.count, Kind.NUMBER
                ),
                column(
                    listed,
                    "edition",
                    "the table or edition of its origin that it reports",
                    lambda x: x.edition,
                    hide=True,
                ),
                column(
                    listed,
                    "period_stated",
                    "whether its source states the period itself",
                    lambda x: x.period_stated,
                    hide=True,
                ),
                column(listed, "caveat", CAVEAT, lambda x: x.caveat, hide=True),
            ],
            vital=("series", "measure"),
            background=("status", "figures"),
        ),
    )


def weighed(
    columns: Iterable[Column], *, vital: Collection[str], background: Collection[str] = ()
) -> tuple[Column, ...]:
    """Some columns, of which a narrow page keeps some to the last, and leaves out others first."""
    weights = dict.fromkeys(vital, Weight.VITAL) | dict.fromkeys(background, Weight.BACKGROUND)
    return tuple(replace(each, weight=weights.get(each.name, each.weight)) for each in columns)


def periods(listed: Sequence[Series]) -> list[Column]:
    """The periods of some series: for people in one column, for scripts their ends in two."""
    told = column(listed, "period", "the period of its figures", lambda x: str(x.period))
    return [
        replace(told, on_request=True),
        *(replace(each, for_people=False) for each in period_columns(listed)),
    ]


def _coverage(series: Series) -> str:
    if isinstance(series.coverage, str):
        return series.coverage
    return ", ".join(f"{kind} {extent}" for kind, extent in series.coverage.items())
