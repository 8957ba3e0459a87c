"""What do sources claim of ranks, and do the figures bear it out?"""

from collections import Counter
from collections.abc import Sequence

from ..answer import Answer, Caveat, Column, Kind
from ..errors import NoAnswerError
from ..linked.fact_base import FactBase
from ..linked.finding import find, find_source
from ..selection.columns import column
from ..verdicts.judging import Judge, Judgement, Verdict, in_words
from ..wording import counted, listing, number
from .listings import weighed

_SAID = {
    Verdict.CONTRADICTED: ("is contradicted", "are contradicted"),
    Verdict.DEPENDS: ("depends on which figure is right", "depend on which figure is right"),
    Verdict.HOLDS: ("holds", "hold"),
    Verdict.UNCHECKED: ("can't be checked", "can't be checked"),
}
_TURNS = list(_SAID)


def claims(facts: FactBase, place: str | None = None, *, source: str | None = None) -> Answer:
    """Judge the claims of rank that sources make, by the figures of what they speak of.

    Args:
        facts: The fact base.
        place: Only the claims about this place.
        source: Only the claims of this source.

    Returns:
        A row a claim: those that the figures contradict first, then those that depend on which
        figure is right.

    Raises:
        UsageError: If the place or the source is unknown.
        NoAnswerError: If there is no such claim.
    """
    about = find(facts, place) if place is not None else None
    only = find_source(facts, source) if source is not None else None
    judge = Judge(facts)
    found = [
        judge.judge(claim)
        for claim in facts.claims
        if about in (None, claim.place) and only in (None, claim.source)
    ]
    if not found:
        raise NoAnswerError("there are no such claims", hint="for all there are: cltool claims")
    found.sort(key=lambda each: _TURNS.index(each.verdict))
    subject = f" about {about.name}" if about else ""
    by = f" by {only.publisher}" if only else ""
    return Answer(
        question="claims",
        title=f"Claims of rank{subject}{by}",
        summary=f"{counted(len(found), 'claim')}{subject}{by}: {_verdicts(found)}.",
        columns=weighed(
            _columns(found),
            vital=("publisher", "claim", "reason"),
            background=("measure",),
        ),
        notes=_why_unchecked(found),
        names={each.id: each.name for each in facts.places},
    )


def _why_unchecked(found: Sequence[Judgement]) -> tuple[Caveat, ...]:
    if all(judged.verdict is not Verdict.UNCHECKED for judged in found):
        return ()
    text = "A claim can't be checked where some places have no figure: they may come before it."
    return (Caveat("unchecked", text),)


def _verdicts(found: Sequence[Judgement]) -> str:
    """How many claims there are of each verdict: `12 hold, 3 are contradicted`."""
    counts = Counter(judged.verdict for judged in found)
    said = [
        f"{number(counts[verdict])} {one if counts[verdict] == 1 else several}"
        for verdict, (one, several) in _SAID.items()
        if counts[verdict]
    ]
    return listing(said)


def _columns(found: Sequence[Judgement]) -> list[Column]:
    return [
        column(found, "source", "the id of the source", lambda x: x.claim.source.id, hide=True),
        column(
            found,
            "publisher",
            "who published it",
            lambda x: x.claim.source.publisher,
            heading="Source",
        ),
        column(
            found, "place", "the id of the place", lambda x: x.claim.place.id, Kind.PLACE, hide=True
        ),
        *_said_columns(found),
        *_judged_columns(found),
    ]


def _said_columns(found: Sequence[Judgement]) -> list[Column]:
    """What is claimed, of what and when."""
    one_measure = len({judged.claim.measure.id for judged in found}) == 1
    one_time = len({judged.claim.edition or str(judged.claim.period) for judged in found}) == 1
    return [
        column(found, "claim", "what it says, in words", lambda x: in_words(x.claim)),
        column(
            found,
            "measure",
            "the id of the measure",
            lambda x: x.claim.measure.id,
            hide=one_measure,
        ),
        column(
            found,
            "period",
            "the time that it speaks of",
            lambda x: str(x.claim.period),
            hide=one_time,
        ),
    ]


def _judged_columns(found: Sequence[Judgement]) -> list[Column]:
    """What the figures make of it."""
    return [
        column(
            found, "verdict", "what the figures make of it", lambda x: x.verdict.value, hide=True
        ),
        column(
            found,
            "reason",
            "the verdict, and why",
            lambda x: f"{x.verdict.value}{x.reason}",
            heading="Verdict",
        ),
        column(
            found,
            "series",
            "the ids of the series that the verdict rests on",
            lambda x: x.series,
            Kind.LIST,
            hide=True,
        ),
        column(
            found,
            "statement",
            "what the source says, in short",
            lambda x: x.claim.statement,
            hide=True,
        ),
    ]
