"""Does a place stand beside those that it totals?"""

from collections.abc import Iterator, Sequence

from ..arithmetic import exact_total
from ..linked.series import Figure
from ..wording import number, plural
from .base import Base
from .naming import given_by
from .rule import Finding, Rule, Severity, Subject

FEWEST = 3
"""How many others a total has at least: fewer add up to one of them by chance."""
SMALLEST = 10
"""The smallest total of whole numbers: smaller ones come about by chance."""
TOTAL = Rule(
    "total",
    Severity.WARNING,
    4,
    "A place equals the sum of all others of its kind in a series: a total, ranked beside them.",
    "If it is their total, make its place one of another kind.",
)


@TOTAL.check
def totals(base: Base) -> Iterator[Finding]:
    """Places that equal the sum of their kind in a series."""
    for series in base.facts.series:
        if not series.measure.adds_up:
            continue
        by_kind: dict[str, list[Figure]] = {}
        for figure in series.figures:
            by_kind.setdefault(figure.place.kind, []).append(figure)
        for kind, listed in by_kind.items():
            found = total_of(listed)
            if found is not None:
                yield TOTAL.found(
                    f"{found.place.name} equals the sum of the {number(len(listed) - 1)} other "
                    f"{plural(kind)}, and so may be no {kind}.",
                    found.observation,
                    subject=Subject.of_series(series),
                    place=found.place,
                    figures=[found],
                    given=[given_by(found)],
                )


def total_of(figures: Sequence[Figure]) -> Figure | None:
    """The one of some figures that equals the sum of the others; None if there is none."""
    counting = [figure for figure in figures if figure.value]
    if len(counting) <= FEWEST:
        return None
    sum_ = exact_total(figure.value for figure in counting)
    found = [each for each in counting if exact_total([each.value, each.value]) == sum_]
    if len(found) != 1 or not is_telling(found[0].value):
        return None
    return found[0]


def is_telling(value: float) -> bool:
    """Whether a value is no small count, which equals another by chance."""
    return abs(value) >= SMALLEST or value != int(value)
