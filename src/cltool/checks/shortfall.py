"""Do the parts of a complete list make up their whole?"""

from collections.abc import Iterator, Mapping, Sequence

from ..arithmetic import difference, exact_total, total
from ..linked.fact_base import FactBase
from ..linked.record import Place
from ..linked.series import Figure, Series
from ..wording import counted, number, plural
from .base import Base
from .bounds import is_rounded, least, most
from .naming import given_by, highest_first, sum_of
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
    sizes = _sizes(base.facts)
    for series in base.facts.series:
        measure = series.measure
        if not measure.adds_up or measure.overlapping or measure.record.signed or series.is_earlier:
            continue
        for whole, listed in _wholes(series, sizes):
            if exact_total(map(most, listed)) < least(whole):
                yield _finding(series, whole, listed, sizes[whole.place.id] - len(listed))


def _sizes(facts: FactBase) -> Mapping[str, int]:
    """How many places lie directly in a place, for those all of whose parts are of one kind."""
    kinds: dict[str, str | None] = {}
    sizes: dict[str, int] = {}
    for place in facts.places:
        whole = place.within
        if whole is not None:
            known = kinds.setdefault(whole.id, place.kind)
            kinds[whole.id] = place.kind if known == place.kind != whole.kind else None
            sizes[whole.id] = sizes.get(whole.id, 0) + 1
    return {whole: size for whole, size in sizes.items() if kinds[whole] is not None}


def _wholes(series: Series, sizes: Mapping[str, int]) -> Iterator[tuple[Figure, list[Figure]]]:
    """The figures of wholes that can be held against their parts, with the figures of these."""
    unknown = {
        place.within
        for place in map(series.facts.place_by_id.__getitem__, series.withheld)
        if place.within is not None
    }
    parts: dict[Place, list[Figure]] = {}
    for figure in series.figures:
        whole = figure.place.within
        if whole is None or whole.id not in sizes or whole in unknown:
            continue
        if series.coverage_of(figure.place.kind) == "complete":
            parts.setdefault(whole, []).append(figure)
    for place, listed in parts.items():
        whole_figure = series.figure(place.id)
        if whole_figure is not None and not any(map(is_rounded, [whole_figure, *listed])):
            yield whole_figure, listed


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
        given=[given_by(whole), sum_of(sum_, highest_first(listed), MOST_NAMED)],
    )
