"""Do claims of rank hold against the figures of their origin?"""

from collections.abc import Iterator, Sequence

from ..linked.evidence import dated
from ..linked.fact_base import FactBase
from ..linked.record import Claim
from ..verdicts.judging import Judge, Judgement
from ..wording import listing, number, ordinal, plural
from .base import Base
from .rule import Finding, Rule, Severity, Subject

CLAIM = Rule(
    "claim",
    Severity.WARNING,
    7,
    "A claim of rank does not fit the figures.",
    "Quote the claim only with its source, and with the figures that it does not fit.",
)
SETTLED = "Quote the claim only with its source."


@CLAIM.check
def claims(base: Base) -> Iterator[Finding]:
    """A finding for each verdict and reason on what is claimed of a place among one kind."""
    judge = Judge(base.facts)
    alike: dict[tuple[object, ...], list[Judgement]] = {}
    for claim in base.facts.claims:
        judged = judge.judge(claim)
        key = (
            _subject(base.facts, claim), claim.place.id, claim.kind, claim.lowest, judged.verdict,
            judged.reason,
        )  # fmt: skip
        alike.setdefault(key, []).append(judged)
    for group in alike.values():
        first = group[0]
        said = [each.claim for each in group]
        yield CLAIM.found(
            f"{_in_words(said)}; {first.verdict}{first.reason}.",
            first.claim.record,
            subject=_subject(base.facts, first.claim),
            place=first.claim.place,
            series=[id_ for each in group for id_ in each.series],
            help=SETTLED if first.settled else "",
            severity=Severity.NOTE if first.settled else None,
            settled=first.settled,
        )


def _subject(facts: FactBase, claim: Claim) -> Subject:
    """What a claim speaks of: the topic, or, where no figure does, its own measure and time."""
    topic = facts.topics.spoken_of(claim)
    if topic is not None:
        return Subject.of_topic(topic)
    text = f"{claim.measure.name}, {claim.period.in_words()}"
    return Subject(text, claim.measure.id, str(claim.period))


def _in_words(claims: Sequence[Claim]) -> str:
    """What claims say of one place: `A and B rank Essex third, and C among the 5 highest towns`."""
    by_rank: dict[tuple[bool, int], list[Claim]] = {}
    for claim in claims:
        by_rank.setdefault((claim.rank is None, claim.rank or claim.among or 0), []).append(claim)
    (_, first), *others = sorted(by_rank.items())
    verb = "ranks" if len(_publishers(first)) == 1 else "rank"
    said = [f"{listing(_publishers(first))} {verb} {first[0].place.name} {_rank(first[0])}"]
    said += [f"{listing(_publishers(each))} {_rank(each[0])}" for _, each in others]
    return ", and ".join(said)


def _publishers(claims: Sequence[Claim]) -> list[str]:
    sources = {claim.source.id: claim.source for claim in claims}
    return list(dict.fromkeys(source.publisher for source in dated(sources.values())))


def _rank(claim: Claim) -> str:
    kinds = plural(claim.kind)
    if claim.among is not None:
        which = "lowest" if claim.lowest else "highest"
        return f"among the {number(claim.among)} {which} {kinds}"
    end = " from the lowest" if claim.lowest else ""
    among = "" if claim.kind == claim.place.kind else f" among {kinds}"
    return f"{ordinal(claim.rank or 1)}{end}{among}"
