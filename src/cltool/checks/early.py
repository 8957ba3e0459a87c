"""Could a source relay another when it was published?"""

from collections.abc import Iterator

from ..dataset.period import first_day, last_day
from .base import Base
from .naming import published
from .rule import Finding, Rule, Severity

EARLY = Rule(
    "early-relay",
    Severity.WARNING,
    12,
    "A source was published before one that it relays.",
    "Correct the date that is wrong, or name what it relays instead.",
)


@EARLY.check
def early(base: Base) -> Iterator[Finding]:
    """Sources that were surely published before what they relay."""
    for source in base.facts.sources:
        relayed = source.relays
        if relayed is not None and last_day(source.published) < first_day(relayed.published):
            yield EARLY.found(
                f"{source.publisher}, published {published(source)}, relays {relayed.publisher}, "
                f"which was published later, {published(relayed)}.",
                source.record,
                key="published",
            )
