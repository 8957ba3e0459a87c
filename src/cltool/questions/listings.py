"""What is in the base? The places, measures, series and sources."""

from ..answer import Answer, Kind
from ..linked.fact_base import FactBase
from ..linked.finding import find_kind
from ..linked.series import Series
from ..selection.columns import CAVEAT, column, period_columns
from ..wording import counted, number, plural


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
                listed, "aliases", "its other names", lambda x: x.aliases, Kind.LIST, heading="Also"
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
            column(listed, "measure", "the id of the measure", lambda x: x.id),
            column(listed, "name", "its name", lambda x: x.name),
            column(listed, "unit", "the unit of its values", lambda x: x.unit),
            column(listed, "type", "flow, stock, rate or level", lambda x: x.type),
            column(
                listed,
                "overlapping",
                "whether one unit can count in several places",
                lambda x: x.overlapping,
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
            column(listed, "series", "the id of the series", lambda x: x.id),
            column(listed, "source", "the id of its source", lambda x: x.source.id, hide=True),
            column(listed, "measure", "the id of its measure", lambda x: x.measure.id),
            *period_columns(listed),
            column(listed, "coverage", "which places it lists", _coverage),
            column(listed, "status", "the status of its figures", lambda x: x.status),
            column(listed, "figures", "how many figures it has", lambda x: x.count, Kind.NUMBER),
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
        ),
    )


def sources(base: FactBase) -> Answer:
    """The sources, with what each one relays and where that began."""
    listed = base.sources
    grouped = any(source.group for source in listed)
    return Answer(
        question="sources",
        title="Sources",
        summary=f"{counted(len(listed), 'source')}.",
        columns=(
            column(listed, "source", "the id of the source", lambda x: x.id),
            column(listed, "kind", "what sort of publication it is", lambda x: x.kind, hide=True),
            column(listed, "publisher", "who published it", lambda x: x.publisher),
            column(listed, "title", "its title", lambda x: x.title),
            column(listed, "published", "when it was published", lambda x: x.published),
            column(
                listed,
                "relays",
                "the id of the source that it passes on",
                lambda x: x.relays.id if x.relays else None,
            ),
            column(
                listed,
                "origin",
                "the id of the source where the figures began",
                lambda x: x.origin.id,
                hide=True,
            ),
            column(listed, "url", "where it can be read", lambda x: x.url, hide=True),
            column(listed, "note", "background for its readers", lambda x: x.note, hide=True),
            column(listed, "group", "who owned its publisher", lambda x: x.group, hide=not grouped),
            column(
                listed,
                "shares_text_with",
                "the sources with which it shares sentences",
                lambda x: x.record.shares_text_with,
                Kind.LIST,
                hide=True,
            ),
            column(
                listed,
                "supersedes",
                "the id of the earlier edition that it replaces",
                lambda x: x.record.supersedes,
                hide=True,
            ),
            column(listed, "caveat", CAVEAT, lambda x: x.caveat, hide=True),
        ),
    )


def _coverage(series: Series) -> str:
    if isinstance(series.coverage, str):
        return series.coverage
    return ", ".join(f"{kind} {extent}" for kind, extent in series.coverage.items())
