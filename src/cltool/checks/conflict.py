"""Do sources of one origin agree?"""

from collections.abc import Iterator

from ..linked.evidence import readings
from ..wording import listing, number
from .base import Base
from .naming import given
from .rule import Finding, Rule, Severity, Subject

CONFLICT = Rule(
    "conflict",
    Severity.WARNING,
    1,
    "Sources of one origin give a place different values.",
    "Read the sources again. If each is right, let a caveat say what each figure counts.",
)


@CONFLICT.check
def conflicts(base: Base) -> Iterator[Finding]:
    """Figures of the same thing, none of which is newer, that differ beyond their tolerances."""
    for topic, spans in base.spans.items():
        differing = {place for place, (low, high) in spans.items() if low != high}
        for said in base.current(topic, differing).values():
            if len({figure.value for figure in said}) == 1:
                continue
            found = readings(said)
            if len(found) > 1:
                place = said[0].place
                first, *others = (number(each.value) for each in found)
                yield CONFLICT.found(
                    f"{place.name} is {first}, but also {listing(others)}.",
                    found[-1].figures[0].observation,
                    subject=Subject.of_topic(topic),
                    place=place,
                    given=map(given, found),
                    figures=[figure for each in found for figure in each.figures],
                )
