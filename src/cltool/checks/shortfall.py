"""Do the parts of a complete list make up their whole?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..arithmetic import Number, difference, exact_total, total
from ..linked.fact_base import FactBase
from ..linked.record import Place
from ..linked.series import Figure, Series
from ..wording import counted, number, plural
from .base import Base
from .bounds import is_rounded, least, may_exceed, most
from .naming import given_by, sum_of
from .rule import Finding, Rule, Severity, Subject

MOST_NAMED = 6
SHORTFALL = Rule(
    "shortfall",
    Severity.ERROR,
    3,
    "The parts of a place in a list that is said to be complete add up to less than the place.",
    "Add the part that is missing, or correct the figure that is wrong. If a rest lies in no part, "
    "call the list partial.",
)


@SHORTFALL.check
def shortfalls(base: Base) -> Iterator[Finding]:
    """Wholes that the parts in a complete list do not make up, within one series.

    Only places all of whose direct parts are of one kind are looked at: others have parts that the
    list need not hold. That parts add up to more is what the rule `parts` finds.
    """
    around = _around(base.facts)
    sizes = Counter(around.values())
    for series in base.facts.series:
        measure = series.measure
        if not measure.adds_up or measure.overlapping or measure.record.signed or series.is_earlier:
            continue
        for whole, listed in _wholes(series, around):
            if exact_total(map(most, listed)) < least(whole):
                yield _finding(series, whole, listed, sizes[whole.place.id] - len(listed))


def _around(facts: FactBase) -> Mapping[str, str]:
    """What a place lies in directly, where all parts of that are of one kind; by their ids."""
    kinds: dict[Place, set[str]] = {}
    for place in facts.places:
        if place.within is not None:
            kinds.setdefault(place.within, set()).add(place.kind)
    alike = {whole for whole, inner in kinds.items() if len(inner) == 1 and whole.kind not in inner}
    return {place.id: place.within.id for place in facts.places if place.within in alike}


def _wholes(series: Series, around: Mapping[str, str]) -> Iterator[tuple[Figure, list[Figure]]]:
    """The figures of wholes that their parts may not make up, with the figures of these."""
    short, places = _short(series, around), series.facts.place_by_id
    parts: dict[str, list[Figure]] = {}
    for place in filter(around.__contains__, series.observations if short else ()):
        whole, kind = around[place], places[place].kind
        if whole in short and series.coverage_of(kind) == "complete":
            figure = series.figure(place)
            if figure is not None:
                parts.setdefault(whole, []).append(figure)
    for id_, listed in parts.items():
        figure = series.figure(id_)
        if figure is not None and not any(map(is_rounded, [figure, *listed])):
            yield figure, listed


def _short(series: Series, around: Mapping[str, str]) -> set[str]:
    """The wholes whose value may be more than those of their parts, if it gives all of these."""
    held = series.observations
    sums: dict[str, Number] = {}
    unknown: set[str] = set()
    for place in filter(around.__contains__, held):
        whole, value = around[place], held[place].value
        if value is None:
            unknown.add(whole)
        else:
            sums[whole] = sums.get(whole, 0) + value
    return {
        whole
        for whole in sums.keys() - unknown
        if whole in held and may_exceed(held[whole].value or 0, sums[whole])
    }


def _finding(series: Series, whole: Figure, listed: Sequence[Figure], lacking: int) -> Finding:
    kind = listed[0].place.kind
    sum_ = total(each.value for each in listed)
    missing = f", with none for {counted(lacking, f'other {kind}')} there" if lacking else ""
    return SHORTFALL.found(
        f"{series.publisher} should list all {plural(kind)}, but those in {whole.place.name} add "
        f"up to {number(sum_)}, {number(difference(whole.value, sum_))} less than the place itself"
        f"{missing}.",
        whole.observation,
        subject=Subject.of_series(series),
        place=whole.place,
        figures=[whole, *listed],
        given=[given_by(whole), sum_of(sum_, listed, MOST_NAMED)],
    )
