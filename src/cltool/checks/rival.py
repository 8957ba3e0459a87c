"""Can the claims of rank all hold at once?"""

from collections.abc import Iterator, Sequence

from ..linked.evidence import dated
from ..linked.fact_base import FactBase
from ..linked.record import Claim
from ..linked.topic import TopicKey
from ..wording import listing, number, ordinal, plural
from .base import Base
from .naming import publishers
from .rule import Finding, Rule, Severity, Subject

RIVAL = Rule(
    "rival-claims",
    Severity.WARNING,
    8,
    "Two claims of rank about one place can't both hold.",
    "Read the sources again. If each says so, quote neither without the other.",
)


@RIVAL.check
def rivals(base: Base) -> Iterator[Finding]:
    """Places that claims give two ranks, or one beyond the first so many.

    Of one thing, among one kind and from one end; what a later edition replaces is left out.
    """
    spoken: dict[tuple[TopicKey, str, bool, str], list[Claim]] = {}
    for claim in base.facts.claims:
        key = _key(base.facts, claim), claim.kind, claim.lowest, claim.place.id
        spoken.setdefault(key, []).append(claim)
    for claims in spoken.values():
        latest = min(claim.source.editions_behind for claim in claims)
        current = [claim for claim in claims if claim.source.editions_behind == latest]
        ranks = {claim.rank for claim in current if claim.rank is not None}
        if ranks:
            broken = {each.among for each in current if each.among and each.among < max(ranks)}
            if len(ranks) > 1 or broken:
                yield _finding(current, sorted(ranks), sorted(broken))


def _key(facts: FactBase, claim: Claim) -> TopicKey:
    """What a claim speaks of, also where it looks back at an edition of another origin."""
    topic = facts.topics.spoken_of(claim)
    if topic is not None:
        return topic.series[0].topic_key
    return TopicKey.of(claim.measure, claim.source, claim.edition, claim.period)


def _finding(claims: Sequence[Claim], ranks: Sequence[int], broken: Sequence[int]) -> Finding:
    """A finding of some claims about one place, by the ranks and the lengths that they give."""
    first = claims[0]
    end = " from the lowest" if first.lowest else ""
    which = "lowest" if first.lowest else "highest"
    said = [
        *(f"{ordinal(rank)}{end} ({_givers(claims, rank=rank)})" for rank in ranks),
        *(
            f"among the {number(count)} {which} ({_givers(claims, among=count)})"
            for count in broken
        ),
    ]
    period = max((claim.period for claim in claims), key=lambda each: (each.days, str(each)))
    return RIVAL.found(
        f"Among {plural(first.kind)} {first.place.name} can't be {listing(said)} at once.",
        claims[-1].record,
        subject=Subject(
            f"{first.measure.name}, {period.in_words()}", first.measure.id, str(period)
        ),
        place=first.place,
    )


def _givers(claims: Sequence[Claim], rank: int | None = None, among: int | None = None) -> str:
    sources = {
        claim.source.id: claim.source
        for claim in claims
        if (claim.rank, claim.among) == (rank, among)
    }
    return publishers(dated(sources.values()))
