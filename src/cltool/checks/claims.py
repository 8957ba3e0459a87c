"""Whether claims of rank hold against the figures of their origin."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..arithmetic import Number
from ..evidence import Reading, readings
from ..figures import Figure
from ..gazetteer import plural
from ..model import Claim, FactBase, Place
from ..text import fold
from ..wording import listing, number, ordinal
from . import Finding, Severity
from .agreement import Topic, series_of, topics

MOST_NAMED = 4


class Verdict(StrEnum):
    """What figures say of a claim."""

    CONTRADICTED = "contradicted"
    DEPENDS = "depends"
    HOLDS = "holds"
    UNCHECKED = "can't be checked"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one value of a place stands among the figures of the others.

    Attributes:
        value: The value.
        above: The figures that are higher by every reading, the highest first.
        perhaps: The places that are higher by some readings, and not by others.
        complete: Whether every place of the kind has a figure.
    """

    value: Number
    above: tuple[Figure, ...]
    perhaps: tuple[Place, ...]
    complete: bool

    def allows(self, rank: int) -> bool:
        """Whether the value can have this rank."""
        highest = len(self.above) + 1
        return rank >= highest and (not self.complete or rank <= highest + len(self.perhaps))

    def proves(self, rank: int) -> bool:
        """Whether the value must have this rank."""
        return self.complete and not self.perhaps and rank == len(self.above) + 1


def findings(facts: FactBase) -> Iterator[Finding]:
    """A finding for each claim, with the verdict."""
    grouped = topics(facts) if facts.claims else []
    for claim in facts.claims:
        yield _judge(facts, claim, _topic(facts, grouped, claim))


def _topic(facts: FactBase, grouped: Sequence[Topic], claim: Claim) -> Topic | None:
    """What the claim's origin is reported to say by its measure for its time."""
    origin = facts.origin(facts.source_by_id[claim.source])
    fitting = [
        (series.period.overlap(claim.period), str(series.period), topic)
        for topic in grouped
        if topic.measure.id == claim.measure
        and facts.origin(facts.source_by_id[topic.series[0].source]) is origin
        for series in topic.series
        if series.period.same_time(claim.period)
    ]
    return max(fitting, key=lambda each: each[:2])[2] if fitting else None


def _judge(facts: FactBase, claim: Claim, topic: Topic | None) -> Finding:
    place = facts.place_by_id[claim.place]
    source = facts.source_by_id[claim.source]
    said = {
        place_id: found
        for place_id, found in (topic.said if topic else {}).items()
        if found[0].place.kind == claim.among or place_id == place.id
    }
    complete = topic is not None and any(
        series.coverage_of(claim.among) == "complete" for series in topic.series
    )
    known = {place_id: readings(facts, found) for place_id, found in said.items()}
    standings = [_standing(each, place, known, complete) for each in known.get(place.id, [])]
    own = [figure.value for figure in said.get(place.id, []) if figure.series.source == source.id]
    verdict, reason, about = _verdict(claim, place, standings, own)
    return Finding(
        Severity.NOTE if verdict in (Verdict.HOLDS, Verdict.UNCHECKED) else Severity.WARNING,
        "claim",
        f"{facts.measure_by_id[claim.measure].name}, {claim.period.in_words()}: "
        f"{source.publisher} ranks {place.name} {ordinal(claim.rank)} among "
        f"{plural(claim.among)}; {verdict}{reason}.",
        about=claim,
        place=place,
        series=series_of([*said.get(place.id, []), *about]),
        settled=verdict in (Verdict.HOLDS, Verdict.UNCHECKED),
    )


def _standing(
    reading: Reading, place: Place, known: Mapping[str, Sequence[Reading]], complete: bool
) -> Standing:
    most = max(figure.most for figure in reading.figures)
    least = min(figure.least for figure in reading.figures)
    above: list[Figure] = []
    perhaps: list[Place] = []
    for place_id, others in known.items():
        if place_id == place.id:
            continue
        figures = [figure for other in others for figure in other.figures]
        if all(figure.least > most for figure in figures):
            above.append(others[0].figures[0])
        elif any(figure.most > least for figure in figures):
            perhaps.append(figures[0].place)
    above.sort(key=lambda each: (-each.value, fold(each.place.name)))
    perhaps.sort(key=lambda each: fold(each.name))
    return Standing(reading.value, tuple(above), tuple(perhaps), complete)


def _verdict(
    claim: Claim, place: Place, standings: Sequence[Standing], own: Sequence[Number]
) -> tuple[Verdict, str, Sequence[Figure]]:
    """The verdict, its reason, and the figures that contradict the claim."""
    if not standings:
        return Verdict.UNCHECKED, f": no figure for {place.name}", ()
    broken = [each for each in standings if not each.allows(claim.rank)]
    kept = [each for each in standings if each.allows(claim.rank)]
    by_own = [each for each in broken if each.value in own]
    if by_own or not kept:
        first = (by_own or broken)[0]
        whose = "its own" if by_own else "every figure, first by"
        reason = f" by {whose} {number(first.value)}, {_against(first, claim)}"
        if kept:
            reason += f"; {listing([number(each.value) for each in kept])} would allow it"
        return Verdict.CONTRADICTED, reason, first.above
    if broken:
        good = listing([number(each.value) for each in kept])
        bad = listing([f"{number(each.value)}, {_against(each, claim)}" for each in broken])
        return Verdict.DEPENDS, f": possible with {good}, but not with {bad}", broken[0].above
    if all(each.proves(claim.rank) for each in kept):
        return Verdict.HOLDS, f" with {listing([number(each.value) for each in kept])}", ()
    unsure = next(each for each in kept if not each.proves(claim.rank))
    highest = len(unsure.above) + 1
    if unsure.complete:
        names = listing([each.name for each in unsure.perhaps])
        reason = (
            f" on {names}, whose figures differ: it is between {ordinal(highest)} and "
            f"{ordinal(highest + len(unsure.perhaps))}"
        )
        return Verdict.DEPENDS, reason, ()
    reason = f": not every {claim.among} has a figure; by those known it is {ordinal(highest)}"
    return Verdict.UNCHECKED, f"{reason} or lower", ()


def _against(standing: Standing, claim: Claim) -> str:
    """What keeps a value from the rank claimed."""
    if claim.rank <= len(standing.above):
        names = [f"{each.place.name} {number(each.value)}" for each in standing.above]
        more = len(names) - MOST_NAMED
        names = names[:MOST_NAMED] + ([f"{number(more)} more"] if more > 0 else [])
        return f"which {listing(names)} exceed"
    count = len(standing.above) + len(standing.perhaps)
    return f"which only {number(count)} of all {'exceeds' if count == 1 else 'exceed'}"
