"""Do claims of rank hold against the figures of their origin?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ..arithmetic import Number
from ..linked.fact_base import FactBase
from ..linked.record import Claim
from ..linked.series import Figure
from ..linked.topic import Topic
from ..wording import counted, listing, number, ordinal, plural
from .standing import Field, Standing, newest

MOST_NAMED = 2


class Verdict(StrEnum):
    """What figures say of a claim."""

    CONTRADICTED = "contradicted"
    DEPENDS = "depends"
    HOLDS = "holds"
    UNCHECKED = "can't be checked"


class Judgement(NamedTuple):
    """A verdict on a claim.

    Attributes:
        claim: The claim.
        verdict: The verdict.
        reason: Why, to follow the verdict in a sentence.
        series: The ids of the series that it rests on.
        highest: The best rank that the figures allow; None if they allow none to be told.
    """

    claim: Claim
    verdict: Verdict
    reason: str
    series: tuple[str, ...] = ()
    highest: int | None = None

    @property
    def settled(self) -> bool:
        """Whether the claim needs no one's attention."""
        return self.verdict in (Verdict.HOLDS, Verdict.UNCHECKED)


def in_words(claim: Claim) -> str:
    """What a claim says: `ranks Essex third among counties`."""
    kinds = plural(claim.kind)
    if claim.among is not None:
        which = "lowest" if claim.lowest else "highest"
        return f"counts {claim.place.name} among the {number(claim.among)} {which} {kinds}"
    end = " from the lowest" if claim.lowest else ""
    return f"ranks {claim.place.name} {ordinal(claim.rank or 1)}{end} among {kinds}"


@dataclass(eq=False)
class Judge:
    """Judges the claims of a fact base; what they have in common is found out once."""

    facts: FactBase

    def __post_init__(self) -> None:
        self._fields: dict[tuple[int, str, bool], Field] = {}

    def judge(self, claim: Claim) -> Judgement:
        """What the figures say of a claim."""
        topic = self.facts.topics.spoken_of(claim)
        said = topic.said_of(claim.place.id) if topic else None
        if topic is None or not said:
            return self._by_other_origins(claim)
        own = [each.value for each in newest(said) if each.series.source is claim.source]
        standings = self._field(topic, claim).standings(claim.place)
        judged = _judgement(claim, standings, own)
        return judged._replace(
            series=tuple(dict.fromkeys([*_series(said), *judged.series])),
            highest=standings[0].above + 1,
        )

    def _field(self, topic: Topic, claim: Claim) -> Field:
        key = id(topic), claim.kind, claim.lowest
        if key not in self._fields:
            self._fields[key] = Field(topic, claim.kind, lowest=claim.lowest)
        return self._fields[key]

    def _by_other_origins(self, claim: Claim) -> Judgement:
        """A claim whose own origin gives no figure: told what another's would make of it."""
        found = [
            figure
            for series in self.facts.topics.at(claim.measure, claim.period)
            if (figure := series.figure(claim.place.id)) is not None
        ]
        if not found:
            reason = f": no figure for {claim.place.name}"
            return Judgement(claim, Verdict.UNCHECKED, reason)
        figure = min(found, key=_by_publisher)
        topic = self.facts.topics.of(figure.series)
        standing = self._field(topic, claim).standings(claim.place)[0]
        than = f", {_ahead(standing, claim)}" if standing.above else ""
        reason = (
            f": its origin gives no figure for {claim.place.name}; "
            f"{figure.series.publisher} gives {number(figure.value)}{than}"
        )
        return Judgement(claim, Verdict.UNCHECKED, reason, (figure.series.id,), standing.above + 1)


def _by_publisher(figure: Figure) -> tuple[str, str, Number]:
    source = figure.series.source
    return source.publisher, source.title, figure.value


def _series(said: Sequence[Figure]) -> list[str]:
    return [figure.series.id for figure in said]


def _allows(standing: Standing, claim: Claim) -> bool:
    if claim.rank is None:
        return standing.can_be_among(claim.among or 0)
    return standing.allows(claim.rank)


def _proves(standing: Standing, claim: Claim) -> bool:
    if claim.rank is None:
        return standing.must_be_among(claim.among or 0)
    return standing.proves(claim.rank)


def _judgement(claim: Claim, standings: Sequence[Standing], own: Sequence[Number]) -> Judgement:
    """What the values of a place make of a claim about it, its source's own value first."""
    broken = [each for each in standings if not _allows(each, claim)]
    kept = [each for each in standings if _allows(each, claim)]
    by_own = [each for each in broken if each.value in own]
    if by_own or not kept:
        first = (by_own or broken)[0]
        whose = "its own" if by_own else "every figure, first by"
        if len(standings) == 1 and not by_own:
            whose = "the figure"
        reason = f" by {whose} {number(first.value)}, {_obstacle(first, claim)}"
        if kept:
            reason += f"; {_values(kept)} would allow it"
        return Judgement(claim, Verdict.CONTRADICTED, reason, first.series())
    if broken:
        bad = listing([f"{number(each.value)}, {_obstacle(each, claim)}" for each in broken])
        reason = f": possible with {_values(kept)}, but not with {bad}"
        return Judgement(claim, Verdict.DEPENDS, reason, broken[0].series())
    if all(_proves(each, claim) for each in kept):
        return Judgement(claim, Verdict.HOLDS, f" with {_values(kept)}")
    return _unsure(claim, next(each for each in kept if not _proves(each, claim)))


def _values(standings: Sequence[Standing]) -> str:
    return listing([number(each.value) for each in standings])


def _unsure(claim: Claim, standing: Standing) -> Judgement:
    highest = standing.above + 1
    if standing.complete:
        names = listing([each.name for each in standing.unsure()])
        reason = (
            f" on {names}, whose figures may be as high: it is between {ordinal(highest)} and "
            f"{ordinal(highest + standing.perhaps)}"
        )
        return Judgement(claim, Verdict.DEPENDS, reason)
    reason = f": by the figures known it is {ordinal(highest)} or lower"
    if highest == 1:
        reason = f": no known figure is {'lower' if claim.lowest else 'higher'}"
    return Judgement(claim, Verdict.UNCHECKED, reason)


def _obstacle(standing: Standing, claim: Claim) -> str:
    """What keeps a value from the rank claimed."""
    verb = "fall below" if claim.lowest else "exceed"
    if (claim.rank or claim.among or 0) <= standing.above:
        return _ahead(standing, claim)
    count = standing.above + standing.perhaps
    if count == 0:
        return f"which none of all {plural(claim.kind)} {_third_person(verb)}"
    verb = _third_person(verb) if count == 1 else verb
    return f"which only {number(count)} of all {plural(claim.kind)} {verb}"


def _ahead(standing: Standing, claim: Claim) -> str:
    """The places before a value: by name, or, if they are more than two, how many they are."""
    verb = "fall below" if claim.lowest else "exceed"
    if standing.above > MOST_NAMED:
        return f"which {counted(standing.above, claim.kind)} {verb}"
    verb = _third_person(verb) if standing.above == 1 else verb
    names = [f"{each.place.name} {number(each.value)}" for each in standing.highest(MOST_NAMED)]
    return f"which {listing(names)} {verb}"


def _third_person(verb: str) -> str:
    first, *rest = verb.split()
    return " ".join([f"{first}s", *rest])
