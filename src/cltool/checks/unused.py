"""What does nothing in the base use?"""

from collections.abc import Iterator

from ..dataset.period import date_in_words
from .base import Base
from .rule import Finding, Given, Rule, Severity

UNUSED_PLACE = Rule(
    "unused-place",
    Severity.NOTE,
    20,
    "No figure or claim is about a place, and it encloses none.",
    "Leave it out, or add what is known of it.",
)
UNCITED_SOURCE = Rule(
    "uncited-source",
    Severity.NOTE,
    21,
    "No series, claim or other source cites a source.",
    "Leave it out, or add what it says.",
)


@UNUSED_PLACE.check
def unused_places(base: Base) -> Iterator[Finding]:
    """Places that nothing is about, and that enclose none."""
    used = {place for series in base.facts.series for place in series.observations}
    used |= {claim.place.id for claim in base.facts.claims}
    used |= {place.within.id for place in base.facts.places if place.within is not None}
    for place in base.facts.places:
        if place.id not in used:
            text = f"No figure or claim is about {place.name}, and it encloses no other place."
            yield UNUSED_PLACE.found(text, place.record, place=place)


@UNCITED_SOURCE.check
def uncited_sources(base: Base) -> Iterator[Finding]:
    """Sources that nothing cites, and that replace none."""
    facts = base.facts
    cited = {series.source.id for series in facts.series}
    cited |= {claim.source.id for claim in facts.claims}
    cited |= {source.relays.id for source in facts.sources if source.relays is not None}
    cited |= {other for source in facts.sources for other in source.record.shares_text_with}
    cited |= {source.record.supersedes for source in facts.sources if source.record.supersedes}
    for source in facts.sources:
        if source.id not in cited and not source.record.supersedes:
            yield UNCITED_SOURCE.found(
                f"Nothing cites this publication by {source.publisher}.",
                source.record,
                given=[Given(date_in_words(source.published), source.title)],
            )
