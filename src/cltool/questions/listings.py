"""What is in the base? Every figure, and the places, measures, series and sources."""

from ..answer import Answer, Cell, Column, Kind
from ..errors import NoAnswerError
from ..figures import cite, figures, find_measure, find_series, standing_notes
from ..gazetteer import find, find_kind, plural
from ..model import FactBase, Series
from ..wording import number


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
    counted = find_measure(base, measure) if measure is not None else None
    found = [
        figure
        for each in base.series
        if only in (None, each) and (counted is None or each.measure == counted.id)
        for figure in figures(base, each)
        if about in (None, figure.place)
    ]
    if not found:
        raise NoAnswerError("there are no such figures; for all there are: cltool facts")
    rows: list[tuple[Cell, ...]] = []
    for figure in found:
        source = base.source_by_id[figure.series.source]
        observation, period = figure.observation, figure.series.period
        rows.append(
            (
                figure.place.id,
                figure.place.name,
                figure.place.kind,
                figure.place.within,
                figure.series.measure,
                base.measure_by_id[figure.series.measure].unit,
                figure.value,
                period.start,
                period.end,
                figure.status,
                figure.series.id,
                source.id,
                observation.locator,
                observation.note,
            )
        )
    subject = f" about {about.name}" if about else ""
    count = f"{number(len(rows))} figure{'' if len(rows) == 1 else 's'}"
    return Answer(
        question="facts",
        title=f"Figures{subject}",
        summary=f"{count}{subject}.",
        columns=(
            Column("place", Kind.PLACE, for_people=False),
            Column("name", heading="Place", for_people=about is None),
            Column("kind", for_people=False),
            Column("within", Kind.PLACE, for_people=False),
            Column("measure"),
            Column("unit", for_people=False),
            Column("value", Kind.NUMBER),
            Column("period_start", heading="From"),
            Column("period_end", heading="To"),
            Column("status", for_people=False),
            Column("series", for_people=False),
            Column("source"),
            Column("locator", heading="Where", for_people=any(row[12] for row in rows)),
            Column("note", for_people=False),
        ),
        rows=tuple(rows),
        notes=tuple(standing_notes(base, found)),
        citations=cite(base, found),
        names={each.id: each.name for each in base.places},
    )


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
        for observation in series.observations:
            counts[observation.place] = counts.get(observation.place, 0) + 1
    listed = [place for place in base.places if wanted in (None, place.kind)]
    noun = plural(wanted) if wanted else "places"
    return Answer(
        question="places",
        title=noun.capitalize(),
        summary=f"{number(len(listed))} {noun if len(listed) != 1 else wanted or 'place'}.",
        columns=(
            Column("place", Kind.PLACE, for_people=False),
            Column("name"),
            Column("kind"),
            Column("within", Kind.PLACE),
            Column("code"),
            Column("aliases", Kind.LIST, "Also"),
            Column("figures", Kind.NUMBER),
            Column("note", for_people=False),
        ),
        rows=tuple(
            (
                place.id,
                place.name,
                place.kind,
                place.within,
                place.code,
                place.aliases,
                counts.get(place.id, 0),
                place.note,
            )
            for place in listed
        ),
        names={each.id: each.name for each in base.places},
    )


def measures(base: FactBase) -> Answer:
    """The measures, with what exactly each one counts."""
    return Answer(
        question="measures",
        title="Measures",
        summary=f"{number(len(base.measures))} measures.",
        columns=(
            Column("measure"),
            Column("name"),
            Column("unit"),
            Column("additive"),
            Column("overlapping"),
            Column("definition"),
        ),
        rows=tuple(
            (each.id, each.name, each.unit, each.additive, each.overlapping, each.definition)
            for each in base.measures
        ),
    )


def series(base: FactBase) -> Answer:
    """The series, in the order in which they are asked."""
    rows: list[tuple[Cell, ...]] = [
        (
            each.id,
            each.source,
            each.measure,
            each.period.start,
            each.period.end,
            _coverage(each),
            each.status,
            len(each.observations),
        )
        for each in base.series
    ]
    return Answer(
        question="series",
        title="Series",
        summary=f"{number(len(rows))} series; {base.default_series} answers by default.",
        columns=(
            Column("series"),
            Column("source", for_people=False),
            Column("measure"),
            Column("period_start", heading="From"),
            Column("period_end", heading="To"),
            Column("coverage"),
            Column("status"),
            Column("figures", Kind.NUMBER),
        ),
        rows=tuple(rows),
    )


def sources(base: FactBase) -> Answer:
    """The sources, with what each one relays and where that began."""
    return Answer(
        question="sources",
        title="Sources",
        summary=f"{number(len(base.sources))} sources.",
        columns=(
            Column("source"),
            Column("kind", for_people=False),
            Column("publisher"),
            Column("title"),
            Column("published"),
            Column("relays"),
            Column("origin", for_people=False),
            Column("url", for_people=False),
            Column("note", for_people=False),
        ),
        rows=tuple(
            (
                each.id,
                each.kind,
                each.publisher,
                each.title,
                each.published,
                each.relays,
                base.origin(each).id,
                each.url,
                each.note,
            )
            for each in base.sources
        ),
    )


def _coverage(series: Series) -> str:
    if isinstance(series.coverage, str):
        return series.coverage
    return ", ".join(f"{kind} {extent}" for kind, extent in series.coverage.items())
