"""Do sources of one origin agree?"""

from collections.abc import Iterator

from ..linked.evidence import readings
from .base import Base
from .naming import reading_in_words
from .rule import Finding, Rule, Severity

CONFLICT = Rule(
    "conflict", Severity.WARNING, 1, "Sources of one origin give a place different values."
)


@CONFLICT.check
def conflicts(base: Base) -> Iterator[Finding]:
    """Figures of the same thing, none of which is newer, that differ beyond their tolerances."""
    for topic, current in base.current:
        for said in current.values():
            if len({figure.value for figure in said}) == 1:
                continue
            found = readings(said)
            if len(found) > 1:
                place = said[0].place
                values = ", but ".join(map(reading_in_words, found))
                yield CONFLICT.found(
                    f"{topic.title}: {place.name} is {values}.",
                    found[-1].figures[0].observation,
                    place=place,
                    figures=[figure for each in found for figure in each.figures],
                )
