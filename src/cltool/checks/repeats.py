"""Which sources confirm nothing?"""

from collections.abc import Iterator

from ..wording import number
from .base import Base
from .rule import Finding, Rule, Severity

REPEATS = Rule(
    "repeats", Severity.NOTE, 5, "A source gives only figures that a source that it relays gives."
)


@REPEATS.check
def repeats(base: Base) -> Iterator[Finding]:
    """Sources all of whose figures a source that they relay gives too."""
    given: dict[str, set[tuple[str, str, int | float]]] = {}
    held: dict[str, list[str]] = {}
    for series in base.facts.series:
        own = given.setdefault(series.source.id, set())
        own.update(
            (series.measure.id, each.place, each.value) for each in series.record.observations
        )
        held.setdefault(series.source.id, []).append(series.id)
    for source in base.facts.sources:
        mine = given.get(source.id)
        if not mine:
            continue
        for relayed in source.relayed():
            if mine <= given.get(relayed.id, set()):
                yield REPEATS.found(
                    f"{source.publisher} only relays {relayed.publisher}: all of its "
                    f"{number(len(mine))} figures are given there, so it confirms none.",
                    source.record,
                    series=held[source.id],
                )
                break
