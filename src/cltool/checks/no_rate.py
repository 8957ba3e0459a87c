"""Which places have figures but nothing to divide them by?"""

from collections.abc import Iterator

from ..linked.record import Measure, Place
from ..linked.series import Series
from ..text import fold
from ..wording import counted, listing
from .base import Base
from .rule import Finding, Rule, Severity, Subject

NO_RATE = Rule(
    "no-rate",
    Severity.NOTE,
    19,
    "Places have figures, but none of a measure that rates are asked per.",
    "Add a figure of that measure for each, if one is published.",
)


@NO_RATE.check
def no_rate(base: Base) -> Iterator[Finding]:
    """Places with figures that add up and none of a denominator."""
    counted_places: set[str] = set()
    held: dict[Measure, set[str]] = {}
    for series in base.facts.series:
        if series.measure.denominator:
            held.setdefault(series.measure, set()).update(_given(series))
        elif series.measure.adds_up:
            counted_places.update(_given(series))
    for measure, places in held.items():
        lacking: dict[str, list[Place]] = {}
        for place in base.facts.places:
            if place.id in counted_places and place.id not in places:
                lacking.setdefault(place.kind, []).append(place)
        for kind, listed in lacking.items():
            names = listing(sorted((place.name for place in listed), key=fold))
            verb = "has" if len(listed) == 1 else "have"
            yield NO_RATE.found(
                f"{counted(len(listed), kind)} {verb} figures but none of this measure, and so no "
                f"rate: {names}.",
                listed[0].record,
                subject=Subject.of_measure(measure),
                place=listed[0] if len(listed) == 1 else None,
            )


def _given(series: Series) -> Iterator[str]:
    """The ids of the places for which a series gives a figure."""
    return (id_ for id_, each in series.observations.items() if each.value is not None)
