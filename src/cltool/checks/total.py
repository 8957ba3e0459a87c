"""Does a place stand beside those that it totals?"""

from collections.abc import Iterator, Mapping

from ..arithmetic import Number, exact_total
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
    places = base.facts.place_by_id
    for series in base.facts.series:
        if not series.measure.adds_up:
            continue
        by_kind: dict[str, dict[str, Number]] = {}
        for place, each in series.observations.items():
            if each.value is not None:
                by_kind.setdefault(places[place].kind, {})[place] = each.value
        for kind, listed in by_kind.items():
            total = total_of(listed)
            found = None if total is None else series.figure(total)
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


def total_of(values: Mapping[str, Number]) -> str | None:
    """The place whose value equals the sum of the others', by its id; None if there is none."""
    counting = {place: value for place, value in values.items() if value}
    if len(counting) <= FEWEST:
        return None
    sum_ = exact_total(counting.values())
    near = float(sum_)
    found = [
        place
        for place, value in counting.items()
        if float(value + value) == near and exact_total([value, value]) == sum_
    ]
    return found[0] if len(found) == 1 and is_telling(counting[found[0]]) else None


def is_telling(value: float) -> bool:
    """Whether a value is no small count, which equals another by chance."""
    return abs(value) >= SMALLEST or value != int(value)
