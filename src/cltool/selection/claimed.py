"""The claims of rank that speak of what an answer shows, with their verdicts."""

from collections.abc import Iterable, Mapping, Sequence

from ..answer import Caveat, Weight
from ..linked.fact_base import FactBase
from ..linked.record import Claim
from ..linked.series import Figure
from ..verdicts.judging import Judge, Judgement, Verdict, in_words
from ..wording import listing, ordinal
from .citing import publishers


def claimed(
    facts: FactBase,
    ranks: Mapping[Figure, int | None],
    *,
    lowest: bool = False,
    of_all: bool = True,
) -> list[Caveat]:
    """What sources claim of the ranks of some figures, and what the figures make of it.

    A claim that they contradict, or that gives another rank, changes what may be said, unless it
    depends on a disputed figure. The others are background.

    Args:
        facts: The fact base.
        ranks: The figures shown, with their ranks.
        lowest: Whether the ranks count from the lowest up.
        of_all: Whether the ranks are among all, as claims are, or among those in one place, where
            only what figures contradict is told.
    """
    if not facts.claims:
        return []
    shown = {figure.place.id: (figure, rank) for figure, rank in ranks.items()}
    judge = facts.once(Judge, lambda: Judge(facts))
    about = sorted(at for id_ in shown for at in facts.claims_about.get(id_, ()))
    differing: dict[tuple[str, str, str], list[Judgement]] = {}
    fitting: list[Judgement] = []
    unsure: list[Judgement] = []
    for claim in map(facts.claims.__getitem__, about):
        figure, rank = shown[claim.place.id]
        if not _speaks_of(claim, figure):
            continue
        judged = judge.judge(claim)
        contradicted = judged.verdict is Verdict.CONTRADICTED
        if not contradicted and (claim.lowest != lowest or not of_all):
            continue  # it speaks of the other end, or of a longer list
        if contradicted or not _fits(claim, rank, lowest=lowest):
            key = in_words(claim), judged.verdict, judged.reason
            differing.setdefault(key, []).append(judged)
        else:
            (fitting if judged.verdict is Verdict.HOLDS else unsure).append(judged)
    ranked = {id_: rank if of_all else None for id_, (_, rank) in shown.items()}
    groups = list(differing.values())
    lower = [group for group in groups if _claims_lower(group[0], ranked, lowest=lowest)]
    if len(lower) > 1:
        groups = [group for group in groups if group not in lower]
    else:
        lower = []
    caveats = [_differs(group, ranked[group[0].claim.place.id]) for group in groups]
    return [*caveats, *_lower(lower, ranked), *_agree(fitting, unsure)]


def _speaks_of(claim: Claim, figure: Figure) -> bool:
    if claim.kind != figure.place.kind or claim.measure is not figure.series.measure:
        return False
    facts = figure.place.facts
    topic = facts.topics.spoken_of(claim)
    if topic is not None:
        return topic is facts.topics.of(figure.series)
    period = figure.series.period
    return (claim.period.first, claim.period.last) == (period.first, period.last)


def _fits(claim: Claim, rank: int | None, *, lowest: bool) -> bool:
    """Whether a claim is borne out by the rank that is shown."""
    if rank is None or claim.lowest != lowest:
        return False
    return rank == claim.rank if claim.among is None else rank <= claim.among


def _claims_lower(judged: Judgement, ranks: Mapping[str, int | None], *, lowest: bool) -> bool:
    """Whether a claim gives a lower rank than is shown, which unlisted places would make true."""
    rank, claimed_rank = ranks[judged.claim.place.id], judged.claim.rank
    if rank is None or claimed_rank is None or lowest:
        return False
    return judged.verdict is Verdict.UNCHECKED and claimed_rank > rank


def _lower(groups: Sequence[Sequence[Judgement]], ranks: Mapping[str, int | None]) -> list[Caveat]:
    """The claims of lower ranks than are shown, in one caveat."""
    if not groups:
        return []
    told = []
    for group in groups:
        claim = group[0].claim
        who = listing(publishers(each.claim.source for each in group))
        here = ordinal(ranks[claim.place.id] or 1)
        told.append(f"{claim.place.name} {ordinal(claim.rank or 1)}, not {here} ({who})")
    text = (
        f"Sources rank some lower: {'; '.join(told)}. Not every {groups[0][0].claim.kind} has a "
        "figure, so a rank here is the highest that a place can have."
    )
    return [
        Caveat(
            "claim",
            text,
            Weight.VITAL,
            column="rank",
            places=tuple(group[0].claim.place.id for group in groups),
            series=tuple(id_ for group in groups for each in group for id_ in each.series),
            numbers={group[0].claim.place.id: group[0].claim.rank for group in groups},
        )
    ]


def _differs(group: Sequence[Judgement], rank: int | None) -> Caveat:
    first = group[0]
    claim = first.claim
    who = listing(publishers(each.claim.source for each in group))
    says = in_words(claim)
    if len(publishers(each.claim.source for each in group)) > 1:
        says = says.replace("ranks", "rank", 1).replace("counts", "count", 1)
    same = rank is None or rank == claim.rank
    here = "" if same else f"; here it is {ordinal(rank or 1)}"
    depends = first.verdict is Verdict.DEPENDS  # on a disputed figure, of which more is said
    return Caveat(
        "claim",
        f"{who} {says}{here}. {_verdict(first)}.",
        Weight.USEFUL if depends else Weight.VITAL,
        column="rank",
        places=(claim.place.id,),
        series=first.series,
        numbers={"claimed": claim.rank if claim.among is None else claim.among, "shown": rank},
    )


def _verdict(judged: Judgement) -> str:
    """A verdict in a sentence of its own."""
    start = {
        Verdict.CONTRADICTED: "The claim is contradicted",
        Verdict.DEPENDS: "The claim depends",
        Verdict.HOLDS: "The claim holds",
        Verdict.UNCHECKED: "The claim can't be checked",
    }[judged.verdict]
    return f"{start}{judged.reason}"


def _agree(fitting: Sequence[Judgement], unsure: Sequence[Judgement]) -> list[Caveat]:
    """The claims of the ranks that are shown: those that hold, and those that may not."""
    groups = (
        ("Claims that hold", fitting),
        ("Claims of these ranks that depend on a disputed figure, or can't be checked", unsure),
    )
    return [_told(start, group) for start, group in groups if group]


def _told(start: str, group: Iterable[Judgement]) -> Caveat:
    by_source: dict[str, list[str]] = {}
    places: dict[str, None] = {}
    for judged in group:
        claim = judged.claim
        end = " from the lowest" if claim.lowest else ""
        said = f"{claim.place.name} among the first {claim.among}{end}"
        if claim.rank is not None:
            said = f"{claim.place.name} {ordinal(claim.rank)}{end}"
        by_source.setdefault(claim.source.publisher, []).append(said)
        places[claim.place.id] = None
    told = [f"{source} ({listing(said)})" for source, said in by_source.items()]
    text = f"{start}: {'; '.join(told)}."
    return Caveat("claim", text, Weight.BACKGROUND, column="rank", places=tuple(places))
