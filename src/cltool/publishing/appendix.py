"""What stands below the figures: the sources, what is counted, and the places to know more of."""

from collections.abc import Iterable, Iterator

from ..dataset.period import date_in_words
from ..linked.fact_base import FactBase
from ..linked.record import Measure, Place, Source
from ..linked.series import Series
from ..wording import counted, listing, number, plural
from .markup import link, on_request, paragraph, text, to_source

_TYPES = {
    "flow": "Counted during a period: it adds up over places and over time.",
    "stock": "Counted at a moment: it adds up over places.",
    "rate": "A ratio or a percentage: it adds up over nothing.",
    "level": "An average, an index, a price or an age: it adds up over nothing.",
}


def sources_list(facts: FactBase) -> str:
    """Every source: what it is, where it can be read, what it passes on, and its series."""
    of_source: dict[str, list[Series]] = {}
    for series in facts.series:
        of_source.setdefault(series.source.id, []).append(series)
    return _listed(_source(each, of_source.get(each.id, [])) for each in facts.sources)


def measures_list(facts: FactBase) -> str:
    """Every measure: what exactly it counts, and what may be done with it."""
    return _listed(_measure(each) for each in facts.measures)


def places_list(facts: FactBase) -> str:
    """The places of which there is more to know than their names; empty if there are none."""
    known = [each for each in facts.places if each.note or each.caveat]
    return f'<div class="many">{_listed(map(_place, known))}</div>' if known else ""


def _listed(items: Iterable[str]) -> str:
    return f'<ul class="entries">\n{"".join(items)}</ul>'


def _source(source: Source, listed: list[Series]) -> str:
    title = f"<cite>{link(source.title, source.url)}</cite>"
    facts = [text(source.publisher), date_in_words(source.published)]
    if source.kind:
        facts.append(text(source.kind))
    series = "".join(f'<li id="series:{each.id}">{_series(each)}</li>' for each in listed)
    parts = [
        paragraph(f"{title}. {', '.join(facts)}."),
        *(paragraph(each) for each in _ties(source)),
        paragraph(text(source.caveat or ""), "caveat"),
        f"<ul>{series}</ul>" if series else "",
        on_request("Note", [paragraph(text(source.note or ""))]),
    ]
    return f'<li id="source:{source.id}">{"".join(parts)}</li>\n'


def _ties(source: Source) -> Iterator[str]:
    """What a source has to do with others."""
    if source.relays:
        yield f"Passes on what {to_source(source.relays)} said."
    if source.group:
        yield f"Owned by {text(source.group)}; sources of one owner count once."
    by_id = source.facts.source_by_id
    if shared := source.record.shares_text_with:
        names = listing([to_source(by_id[each]) for each in shared])
        yield f"Shares sentences with {names}; they count once."
    if source.record.supersedes is not None:
        earlier = by_id[source.record.supersedes]
        yield f"Replaces {to_source(earlier)}, {date_in_words(earlier.published)}."


def _series(series: Series) -> str:
    measure = f'<a href="#measure:{series.measure.id}">{text(series.measure.name)}</a>'
    stated = "" if series.period_stated else " (the source itself states no dates)"
    facts = [
        f"{measure}, {text(series.period.in_words())}{stated}",
        counted(series.count, "figure"),
        text(_coverage(series)),
    ]
    if series.edition:
        facts.append(f"edition: {text(series.edition)}")
    if series.status != "published":
        facts.append(text(series.status))
    if series.tolerance:
        facts.append(f"may be off by {number(series.tolerance)}")
    caveat = paragraph(text(series.caveat or ""), "caveat")
    return f"{'; '.join(facts)}.{caveat}{on_request('Note', [paragraph(text(series.note or ''))])}"


def _coverage(series: Series) -> str:
    said = {"complete": "all {}", "top": "the highest {}", "partial": "some {}"}
    if isinstance(series.record.coverage, str):
        return said[series.record.coverage].format("places")
    kinds = series.record.coverage.items()
    return listing([said[extent].format(plural(kind)) for kind, extent in kinds] or ["some places"])


def _measure(measure: Measure) -> str:
    kind = _TYPES[measure.type]
    if measure.overlapping:
        kind = (
            f"{kind.partition(':')[0]}. One can count in several places at once, so that parts may "
            "add up to more than their whole."
        )
    return (
        f'<li id="measure:{measure.id}"><p><b>{text(measure.name)}</b>, in {text(measure.unit)}. '
        f"{text(measure.definition)}</p>{paragraph(kind)}"
        f"{paragraph(text(measure.caveat or ''), 'caveat')}</li>\n"
    )


def _place(place: Place) -> str:
    code = f" ({text(place.code)})" if place.code else ""
    return (
        f'<li id="place:{place.id}"><p><b>{text(place.name)}</b>{code}. {text(place.note or "")}'
        f"</p>{paragraph(text(place.caveat or ''), 'caveat')}</li>\n"
    )
