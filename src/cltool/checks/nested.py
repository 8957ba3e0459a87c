"""Would a sum of a kind count a place twice?"""

from collections.abc import Iterator, Mapping

from ..linked.fact_base import FactBase
from ..linked.record import Measure, Place
from ..linked.series import Figure, Series
from ..text import fold
from ..wording import counted, listing, plural
from .base import Base
from .rule import Finding, Rule, Severity, Subject
from .total import total_of

MOST_NAMED = 6
NESTED = Rule(
    "nested",
    Severity.NOTE,
    14,
    "A place lies in another of its kind that the same series gives: a sum counts it twice.",
    "Give the place that encloses the other another kind, or leave one of them out of a sum.",
)


@NESTED.check
def nested(base: Base) -> Iterator[Finding]:
    """Places within places of their kind, in one series: one finding a measure and kind."""
    found: dict[tuple[Measure, str], tuple[dict[tuple[Place, Place], None], list[Series]]] = {}
    nesting = _nesting_kinds(base.facts)
    for series in base.facts.series if nesting else ():
        if series.measure.adds_up:
            for kind, pairs in _pairs(series, nesting).items():
                known, holding = found.setdefault((series.measure, kind), ({}, []))
                known.update(pairs)
                holding.append(series)
    for (measure, kind), (pairs, holding) in found.items():
        words = [f"{inner.name} in {outer.name}" for inner, outer in sorted(pairs, key=_names)]
        yield NESTED.found(
            f"A sum of the {plural(kind)} counts {counted(len(pairs), 'place')} twice: "
            f"{listing(words, MOST_NAMED)}.",
            holding[0].record,
            subject=Subject.of_measure(measure),
            place=next(iter(pairs))[0] if len(pairs) == 1 else None,
            series=[series.id for series in holding],
        )


def _nesting_kinds(facts: FactBase) -> set[str]:
    """The kinds of which some place lies in another."""
    by_kind: dict[str, list[str]] = {}
    for place in facts.places:
        by_kind.setdefault(place.kind, []).append(place.id)
    return {kind for kind, ids in by_kind.items() if facts.nesting.nearest_above(ids)}


def _pairs(series: Series, kinds: set[str]) -> Mapping[str, Mapping[tuple[Place, Place], None]]:
    """By kind, the places that lie in another, each with the nearest; without a plain total's."""
    listed: dict[str, dict[str, Figure]] = {}
    for figure in series.figures:
        if figure.place.kind in kinds:
            listed.setdefault(figure.place.kind, {})[figure.place.id] = figure
    found: dict[str, dict[tuple[Place, Place], None]] = {}
    for kind, figures in listed.items():
        total = total_of({place: figure.value for place, figure in figures.items()})
        for inner, outer in series.facts.nesting.nearest_above(figures).items():
            if outer != total:
                pair = figures[inner].place, figures[outer].place
                found.setdefault(kind, {})[pair] = None
    return found


def _names(pair: tuple[Place, Place]) -> tuple[str, str, str, str]:
    inner, outer = pair
    return fold(inner.name), inner.name, fold(outer.name), outer.name
