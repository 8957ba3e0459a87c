"""Do claims of rank hold against the figures of their origin?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..arithmetic import Number
from ..dataset.period import Period
from ..linked.record import Claim, Place
from ..linked.series import Figure
from ..wording import listing, number, ordinal, plural
from .base import Base
from .rule import Finding, Rule, Severity
from .standing import Field, Standing

MOST_NAMED = 4
CLAIM = Rule("claim", Severity.WARNING, 3, "A claim of rank does not fit the figures.")


class Verdict(StrEnum):
    """What figures say of a claim."""

    CONTRADICTED = "contradicted"
    DEPENDS = "depends"
    HOLDS = "holds"
    UNCHECKED = "can't be checked"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on a claim.

    Attributes:
        verdict: The verdict.
        reason: Why, to follow the verdict in a sentence.
        against: The ids of the series that contradict the claim.
    """

    verdict: Verdict
    reason: str
    against: Sequence[str] = ()

    @property
    def settled(self) -> bool:
        """Whether the claim needs no one's attention."""
        return self.verdict in (Verdict.HOLDS, Verdict.UNCHECKED)


@CLAIM.check
def claims(base: Base) -> Iterator[Finding]:
    """A finding for each claim, with the verdict."""
    fields: dict[tuple[str, str, Period, str], Field | None] = {}
    for claim in base.facts.claims:
        key = claim.measure.id, claim.source.origin.id, claim.period, claim.among
        if key not in fields:
            fields[key] = _field(base, claim)
        field = fields[key]
        yield _judged(claim, field) if field else _finding(claim, _unknown(claim.place), ())


def _field(base: Base, claim: Claim) -> Field | None:
    """The places that a claim ranks, by what its origin is reported to say for its time."""
    nearest = max(
        base.facts.comparable(claim.measure, claim.source.origin, claim.period),
        key=lambda each: (each.period.overlap(claim.period), str(each.period)),
        default=None,
    )
    return Field(base.topic_of[nearest.id], claim.among) if nearest else None


def _judged(claim: Claim, field: Field) -> Finding:
    said = field.topic.said.get(claim.place.id, [])
    if not said:
        return _finding(claim, _unknown(claim.place), ())
    own = [figure.value for figure in said if figure.series.source is claim.source]
    return _finding(claim, _judgement(claim, field.standings(claim.place), own), said)


def _finding(claim: Claim, judged: Judgement, said: Sequence[Figure]) -> Finding:
    return CLAIM.found(
        f"{claim.measure.name}, {claim.period.in_words()}: {claim.source.publisher} ranks "
        f"{claim.place.name} {ordinal(claim.rank)} among {plural(claim.among)}; "
        f"{judged.verdict}{judged.reason}.",
        claim.record,
        place=claim.place,
        series=[*(figure.series.id for figure in said), *judged.against],
        severity=Severity.NOTE if judged.settled else None,
        settled=judged.settled,
    )


def _unknown(place: Place) -> Judgement:
    return Judgement(Verdict.UNCHECKED, f": no figure for {place.name}")


def _judgement(claim: Claim, standings: Sequence[Standing], own: Sequence[Number]) -> Judgement:
    """What the values of a place make of a claim about it, its source's own value first."""
    broken = [each for each in standings if not each.allows(claim.rank)]
    kept = [each for each in standings if each.allows(claim.rank)]
    by_own = [each for each in broken if each.value in own]
    if by_own or not kept:
        first = (by_own or broken)[0]
        whose = "its own" if by_own else "every figure, first by"
        reason = f" by {whose} {number(first.value)}, {_obstacle(first, claim)}"
        if kept:
            reason += f"; {_values(kept)} would allow it"
        return Judgement(Verdict.CONTRADICTED, reason, first.series())
    if broken:
        bad = listing([f"{number(each.value)}, {_obstacle(each, claim)}" for each in broken])
        reason = f": possible with {_values(kept)}, but not with {bad}"
        return Judgement(Verdict.DEPENDS, reason, broken[0].series())
    if all(each.proves(claim.rank) for each in kept):
        return Judgement(Verdict.HOLDS, f" with {_values(kept)}")
    return _unsure(claim, next(each for each in kept if not each.proves(claim.rank)))


def _values(standings: Sequence[Standing]) -> str:
    return listing([number(each.value) for each in standings])


def _unsure(claim: Claim, standing: Standing) -> Judgement:
    highest = standing.above + 1
    if standing.complete:
        names = listing([each.name for each in standing.unsure()])
        reason = (
            f" on {names}, whose figures differ: it is between {ordinal(highest)} and "
            f"{ordinal(highest + standing.perhaps)}"
        )
        return Judgement(Verdict.DEPENDS, reason)
    reason = f": not every {claim.among} has a figure; by those known it is {ordinal(highest)}"
    return Judgement(Verdict.UNCHECKED, f"{reason} or lower")


def _obstacle(standing: Standing, claim: Claim) -> str:
    """What keeps a value from the rank claimed."""
    if claim.rank <= standing.above:
        names = [f"{each.place.name} {number(each.value)}" for each in standing.highest(MOST_NAMED)]
        return f"which {listing(names, of=standing.above)} exceed"
    count = standing.above + standing.perhaps
    return f"which only {number(count)} of all {'exceeds' if count == 1 else 'exceed'}"
