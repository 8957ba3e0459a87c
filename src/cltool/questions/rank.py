"""Who is highest?"""

from collections import Counter
from collections.abc import Sequence
from typing import Unpack

from ..answer import Answer, Caveat, Column, Kind
from ..arithmetic import exact_total, percent
from ..errors import Parameter, UsageError
from ..linked.fact_base import FactBase
from ..linked.finding import find, find_kind
from ..linked.record import Place
from ..linked.series import Figure, Series
from ..selection.caveats import disputes
from ..selection.choice import Choice, Heading, Selection, select
from ..selection.citing import span
from ..selection.columns import evidence_columns, place_columns
from ..selection.coverage import MOST_NAMED, Unlisted, coverage
from ..selection.metrics import Values
from ..selection.ranking import Ranked, by_competition, other_ranks
from ..selection.rounding import rounding
from ..wording import counted, listing, number, plural


def rank(
    facts: FactBase,
    kind: str | None = None,
    *,
    within: str | None = None,
    top: int | None = None,
    lowest: bool = False,
    **choice: Unpack[Choice],
) -> Answer:
    """Rank the places of one kind by their figures.

    Equal values share a rank, and the next is skipped: 1, 2, 2, 4. Kinds are ranked apart.

    Args:
        facts: The fact base.
        kind: The kind of place, in the singular or plural; by default that of the first figure.
        within: Only places that lie in this one.
        top: Only the rows of this rank or better, ties included.
        lowest: Rank from the lowest value up.
        choice: Which figures, and measured by what; see `Choice`.

    Returns:
        A row a place; without a rank, and last, where there is no rate.

    Raises:
        UsageError: If the question names something that the facts do not have.
        NoAnswerError: If no series has such figures.
    """
    if top is not None and top < 1:
        raise UsageError("given ", Parameter("top", top), ", expected 1 or more")
    wanted = find_kind(facts, kind) if kind is not None else None
    whole, view = find(facts, within) if within is not None else None, select(facts, **choice)
    series, listed, others = view.of_kind(wanted, whole)
    view.metric.check(listed)
    ranked = by_competition(listed, view.metric, lowest=lowest)
    shown = [each for each in ranked if top is None or (each.rank or top + 1) <= top]
    shares = _shares(listed, used := [each.figure for each in shown])
    return view.answer(
        _heading(view, listed, ranked, whole, shown, lowest=lowest),
        columns=_columns(view, ranked, shown, shares),
        caveats=[
            *disputes(used, other_ranks(ranked, view.metric, lowest=lowest)),
            *_left_out(view, series, ranked, whole, lowest=lowest),
            *_other_kinds([] if wanted else others),
            *_ties(shown, top),
            *rounding(shares, "the listed"),
        ],
        used=used,
        listed=listed,
    )


def _columns(
    view: Selection,
    ranked: Sequence[Ranked],
    shown: Sequence[Ranked],
    shares: tuple[float | None, ...],
) -> list[Column]:
    used = [each.figure for each in shown]
    ranks = tuple(each.rank for each in shown)
    rank_meaning = "the rank, from 1; equal values share one"
    share_meaning = "the figure in hundredths of the total of those listed"
    return [
        Column("rank", rank_meaning, ranks, Kind.NUMBER),
        *place_columns(used, used[0].place.kind.capitalize()),
        *view.metric.columns(used, bar_full=max(each.score or 0 for each in ranked)),
        Column("percent", share_meaning, shares, Kind.PERCENT, "Of listed"),
        *evidence_columns(used),
        *view.series_columns(used),
    ]


def _shares(listed: Sequence[Figure], used: Sequence[Figure]) -> tuple[float | None, ...]:
    """Each figure used in hundredths of the total of those listed; None where it means nothing."""
    additive = listed[0].series.measure.additive
    total = exact_total(figure.value for figure in listed) if additive else 0
    return tuple(percent(figure.value, total) for figure in used)


def _heading(
    view: Selection,
    listed: Sequence[Figure],
    ranked: Sequence[Ranked],
    whole: Place | None,
    shown: Sequence[Ranked],
    *,
    lowest: bool,
) -> Heading:
    metric, kind = view.metric, listed[0].place.kind
    area = f" in {whole.name}" if whole else ""
    title = f"{view.measure.title}: {plural(kind)}{area}, {span(listed)}"
    leaders = ", ".join(
        f"{each.figure.place.name} {metric.in_words(each.score)}"
        for each in shown[:MOST_NAMED]
        if each.score is not None
    )
    count = sum(each.rank is not None for each in ranked)
    extent = "listed" if isinstance(metric, Values) else "listed with a rate"
    start = f"{'Lowest' if lowest else 'Highest'} of the {number(count)} {plural(kind)}"
    if count == 1:
        start = f"The only {kind}"
    return Heading("rank", title, f"{start}{area} {extent}: {leaders}{metric.suffix}.")


def _left_out(
    view: Selection,
    series: Series,
    ranked: Sequence[Ranked],
    whole: Place | None,
    *,
    lowest: bool,
) -> list[Caveat]:
    """What the ranking can't tell of places that are not listed."""
    known = [each.figure for each in ranked if each.rank is not None]
    kind, metric = ranked[0].figure.place.kind, view.metric
    caveats = coverage(series, kind, len(known), pooled=view.pooled, metric=metric)
    if view.pooled or lowest or not known:
        return caveats
    return [*caveats, *Unlisted(series, kind, metric, within=whole).above(known[-1])]


def _other_kinds(others: Sequence[Figure]) -> list[Caveat]:
    if not others:
        return []
    counts = Counter(figure.place.kind for figure in others)
    kinds = listing([counted(count, kind) for kind, count in counts.items()])
    return [Caveat("kinds", f"Kinds are ranked apart; listed too: {kinds}.", numbers=dict(counts))]


def _ties(shown: Sequence[Ranked], top: int | None) -> list[Caveat]:
    if top is None or len(shown) <= top:
        return []
    last = shown[-1].rank
    tied = sum(each.rank == last for each in shown)
    text = f"{tied} share rank {last}, so {len(shown)} are shown."
    return [Caveat("ties", text, column="rank", numbers={"rank": last, "tied": tied})]
