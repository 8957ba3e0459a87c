"""What else to know before quoting: retellings, missing links, and what nothing uses."""

from collections.abc import Iterator

from ..gazetteer import plural
from ..model import FactBase, Place
from ..text import fold
from ..wording import listing, number
from . import Finding, Severity

MOST_NAMED = 3
POPULATION = "population"
"""The measure that rates are asked by."""


def findings(facts: FactBase) -> Iterator[Finding]:
    """A finding for each source, place or figure that needs a word."""
    yield from _repeats(facts)
    yield from _unsourced(facts)
    yield from _inexact(facts)
    yield from _without_population(facts)
    yield from _unused(facts)


def _repeats(facts: FactBase) -> Iterator[Finding]:
    """Sources all of whose figures a source that they relay gives too."""
    given: dict[str, set[tuple[str, str, int | float]]] = {}
    for series in facts.series:
        own = given.setdefault(series.source, set())
        own.update((series.measure, each.place, each.value) for each in series.observations)
    for source in facts.sources:
        mine = given.get(source.id)
        for relayed in facts.relayed_by(source):
            if mine and mine <= given.get(relayed.id, set()):
                yield Finding(
                    Severity.NOTE,
                    "repeats",
                    f"{source.publisher} only relays {relayed.publisher}: all of its "
                    f"{number(len(mine))} figures are given there, so it confirms none.",
                    about=source,
                    series=tuple(each.id for each in facts.series if each.source == source.id),
                )
                break


def _unsourced(facts: FactBase) -> Iterator[Finding]:
    """Figures that no reader can find: one finding a series."""
    for series in facts.series:
        source = facts.source_by_id[series.source]
        if source.url is not None:
            continue
        bare = [each for each in series.observations if each.locator is None]
        if bare:
            count = f"{number(len(bare))} figure{'' if len(bare) == 1 else 's'}"
            named = sorted(
                ((facts.place_by_id[each.place].name, each.value) for each in bare),
                key=lambda each: (-each[1], fold(each[0])),
            )
            names = [f"{name} {number(value)}" for name, value in named[:MOST_NAMED]]
            if len(bare) > MOST_NAMED:
                names.append(f"{number(len(bare) - MOST_NAMED)} more")
            yield Finding(
                Severity.NOTE,
                "unsourced",
                f"{source.publisher}: {count} with neither a locator nor a link, for readers to "
                f"find: {listing(names)}.",
                about=bare[0],
                series=(series.id,),
            )


def _inexact(facts: FactBase) -> Iterator[Finding]:
    for series in facts.series:
        if series.status in ("digitised", "estimated") and not series.tolerance:
            source = facts.source_by_id[series.source]
            yield Finding(
                Severity.NOTE,
                "inexact",
                f"{source.publisher}: the figures are {series.status}, but how far off they may "
                "be (tolerance) is not said.",
                about=series,
                series=(series.id,),
            )


def _without_population(facts: FactBase) -> Iterator[Finding]:
    counted: dict[str, set[str]] = {}
    for series in facts.series:
        if facts.measure_by_id[series.measure].additive:
            counted.setdefault(series.measure, set()).update(
                observation.place for observation in series.observations
            )
    if POPULATION not in counted:
        return
    populated = counted.pop(POPULATION)
    lacking: dict[str, list[Place]] = {}
    for place in facts.places:
        if place.id not in populated and any(place.id in places for places in counted.values()):
            lacking.setdefault(place.kind, []).append(place)
    for kind, places in lacking.items():
        names = listing(sorted((place.name for place in places), key=fold))
        nouns = f"1 {kind} has" if len(places) == 1 else f"{len(places)} {plural(kind)} have"
        yield Finding(
            Severity.NOTE,
            "no-population",
            f"{nouns} figures but no population, and so no rate: {names}.",
            about=places[0],
            place=places[0] if len(places) == 1 else None,
        )


def _unused(facts: FactBase) -> Iterator[Finding]:
    used = {each.place for series in facts.series for each in series.observations}
    used |= {claim.place for claim in facts.claims}
    used |= {place.within for place in facts.places if place.within is not None}
    for place in facts.places:
        if place.id not in used:
            text = f"no figure or claim is about {place.name}, and it encloses no other place."
            yield Finding(Severity.NOTE, "unused-place", text, about=place, place=place)
    cited = {series.source for series in facts.series} | {claim.source for claim in facts.claims}
    cited |= {source.relays for source in facts.sources if source.relays is not None}
    for source in facts.sources:
        if source.id not in cited:
            text = f"no series, claim or other source cites {source.publisher}: {source.title}."
            yield Finding(Severity.NOTE, "uncited-source", text, about=source)
