"""Do claims of rank hold against the figures of their origin?"""

from collections.abc import Iterator

from ..claims.judging import Judge, in_words
from .base import Base
from .rule import Finding, Rule, Severity

CLAIM = Rule("claim", Severity.WARNING, 7, "A claim of rank does not fit the figures.")


@CLAIM.check
def claims(base: Base) -> Iterator[Finding]:
    """A finding for each claim, with the verdict."""
    judge = Judge(base.facts)
    for claim in base.facts.claims:
        judged = judge.judge(claim)
        yield CLAIM.found(
            f"{claim.measure.name}, {claim.period.in_words()}: {claim.source.publisher} "
            f"{in_words(claim)}; {judged.verdict}{judged.reason}.",
            claim.record,
            place=claim.place,
            series=judged.series,
            severity=Severity.NOTE if judged.settled else None,
            settled=judged.settled,
        )
