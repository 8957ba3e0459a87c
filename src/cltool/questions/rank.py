"""Who is highest?"""

from collections.abc import Iterator, Sequence
from shlex import quote
from typing import Unpack

from ..answer import Answer, Caveat, Column, Effect, Kind, Weight
from ..arithmetic import exact_total, percent
from ..errors import NoAnswerError, Parameter, UsageError
from ..linked.evidence import Reading
from ..linked.fact_base import FactBase
from ..linked.finding import find, find_kind
from ..linked.record import Place
from ..linked.series import Figure
from ..selection.caveats import Effects, disputes
from ..selection.choice import Choice, Heading, Selection, select
from ..selection.citing import span
from ..selection.claimed import claimed
from ..selection.columns import evidence_columns, place_columns
from ..selection.coverage import Unlisted, coverage
from ..selection.headlines import leading
from ..selection.lead import Lead, gaps
from ..selection.listed import nested, other_kinds, withheld
from ..selection.metrics import Values
from ..selection.ranking import Ranked, Uncertainty, by_competition, kept_out, other_ranks
from ..selection.rounding import rounding
from ..selection.view import Listed
from ..selection.words import worded
from ..wording import number, plural


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
        NoAnswerError: If no series has such figures, or the lowest are asked of a list that by its
            own account holds only the highest.
    """
    if top is not None and top < 1:
        raise UsageError("given ", Parameter("top", top), ", expected 1 or more")
    wanted = find_kind(facts, kind) if kind is not None else None
    whole, view = find(facts, within) if within is not None else None, select(facts, **choice)
    listed = view.of_kind(wanted, whole)
    if lowest:
        _refuse_lowest_of_the_top(view, listed, whole, top)
    view.metric.check(listed.figures)
    ranking = _Ranking(view, listed, whole, lowest=lowest, top=top)
    return view.answer(
        ranking.heading(),
        columns=ranking.columns(),
        caveats=[
            *ranking.caveats(),
            *other_kinds([] if wanted else listed.others, "and ranked apart", "rank"),
        ],
        used=ranking.used,
        listed=listed.figures,
    )


def _refuse_lowest_of_the_top(
    view: Selection, listed: Listed, whole: Place | None, top: int | None
) -> None:
    series, kind = listed.series, listed.figures[0].place.kind
    if not view.pooled and series.coverage_of(kind) == "top":
        asked = f" --within {quote(whole.id)}" if whole else ""
        asked += f" --top {top}" if top is not None else ""
        raise NoAnswerError(
            f"{series.publisher} lists only the highest {plural(kind)}, so the lowest of its list "
            "is not the lowest of all",
            hint=f"for all that are known: cltool rank {quote(plural(kind))}{asked}"
            f"{view.metric.option} --lowest --all-sources",
        )


class _Ranking:
    """The places of one kind with their ranks, and what can't be told of them."""

    def __init__(
        self, view: Selection, listed: Listed, whole: Place | None, *, lowest: bool, top: int | None
    ) -> None:
        self._view = view
        self._listed = listed
        self._whole = whole
        self._lowest = lowest
        self._top = top
        self._kind = listed.figures[0].place.kind
        self._ranked, self._lead = view.facts.once(
            (_Ranking, view, self._kind, whole, lowest), self._in_order
        )
        self._shown = [x for x in self._ranked if top is None or (x.rank or top + 1) <= top]
        self.used = [each.figure for each in self._shown]
        self._shares = self._shares_of_listed()

    def _in_order(self) -> tuple[Sequence[Ranked], Lead]:
        """All the places, and who leads them."""
        metric, lowest = self._view.metric, self._lowest
        ranked = by_competition(self._listed.figures, metric, lowest=lowest)
        return ranked, Lead(ranked, metric, lowest=lowest)

    def columns(self) -> list[Column]:
        shown = len(self._shown)
        return [
            Column(
                "rank",
                "the rank, from 1; equal values share one",
                tuple(each.rank for each in self._shown),
                Kind.NUMBER,
            ),
            *place_columns(self.used, self._kind.capitalize()),
            *self._view.metric.columns(
                self.used, bar_full=max(each.score or 0 for each in self._ranked)
            ),
            Column(
                "percent",
                "the figure in hundredths of the sum of those ranked; none if they do not add up",
                self._shares,
                Kind.PERCENT,
                "Of listed",
                weight=Weight.BACKGROUND,
                for_people=any(self._shares),
            ),
            Column(
                "gap",
                "how far it is from the next place listed; none where they can't be told apart",
                tuple(gaps(self._ranked[: shown + 1], self._view.metric)[:shown]),
                self._view.metric.kind,
                for_people=False,
                on_request=True,
            ),
            *evidence_columns(self.used),
            *self._view.source_columns(self.used),
        ]

    def _shares_of_listed(self) -> tuple[float | None, ...]:
        """Each figure used in hundredths of the sum of those ranked; None if it means nothing.

        A place within another that is ranked too counts there, and not once more.
        """
        measure = self._view.measure
        if not measure.adds_up or measure.overlapping or measure.record.signed:
            return tuple(None for _ in self.used)
        known = {x.figure.place.id: x.figure for x in self._ranked if x.rank is not None}
        facts = self._view.facts
        summed = facts.nesting.outermost(known) if self._kind in facts.nested_kinds else known
        total = exact_total(known[id_].value for id_ in summed)
        return tuple(
            percent(each.value, total) if each.place.id in known else None for each in self.used
        )

    def heading(self) -> Heading:
        metric, kinds = self._view.metric, plural(self._kind)
        area = f" in {self._whole.name}" if self._whole else ""
        title = f"{self._view.measure.title}: {kinds}{area}, {span(self._listed.figures)}"
        count = sum(each.rank is not None for each in self._ranked)
        extent = "listed" if isinstance(metric, Values) else "listed with a rate"
        end = f"{metric.suffix}{metric.during(self._listed.figures)}"
        noun = self._kind if count == 1 else kinds
        headline = leading(
            self._ranked,
            metric,
            f"of the {number(count)} {kinds} listed{area}",
            lowest=self._lowest,
        )
        return Heading("rank", title, self._lead.in_words(noun, f"{extent}{area}", end), headline)

    def caveats(self) -> list[Caveat]:
        view, lowest = self._view, self._lowest
        ranks = {each.figure: each.rank for each in self._shown}
        by_value = isinstance(view.metric, Values)
        return [
            *view.chosen_caveats(self._listed.figures),
            *Uncertainty(self._ranked, view.metric, lowest=lowest).caveats(self._shown),
            *disputes(self.used, self._effects()),
            *self._kept_out(),
            *self._left_out(),
            *(
                claimed(view.facts, ranks, lowest=lowest, of_all=not self._whole)
                if by_value
                else ()
            ),
            *nested(self.used, "ranked"),
            *worded(self.used),
            *_ties(self._shown, self._top),
            *_cut(len(self._shown), len(self._ranked), kinds=plural(self._kind)),
            *rounding(self._shares, "the listed"),
        ]

    def _effects(self) -> Effects:
        """What the ranks and the distance of the first would be with another value."""
        ranks = other_ranks(self._ranked, self._view.metric, lowest=self._lowest)
        lead = self._lead.effects()

        def effects(figure: Figure, other: Reading) -> Iterator[Effect]:
            yield from ranks(figure, other)
            yield from lead(figure, other)

        return effects

    def _kept_out(self) -> list[Caveat]:
        """Who is below the last rank shown, and would not be with another value."""
        if self._top is None:
            return []
        rest = self._ranked[len(self._shown) :]
        ranks = other_ranks(self._ranked, self._view.metric, lowest=self._lowest)
        return kept_out(rest, self._view.metric, ranks, top=self._top, lowest=self._lowest)

    def _left_out(self) -> list[Caveat]:
        """What the ranking can't tell of places that are not listed."""
        view, series, kind = self._view, self._listed.series, self._kind
        known = [each.figure for each in self._ranked if each.rank is not None]
        caveats = [
            *coverage(series, kind, len(known), pooled=view.pooled, metric=view.metric),
            *withheld(series, kind),
        ]
        if view.pooled or self._lowest or not known:
            return caveats
        unlisted = Unlisted(series, kind, view.metric, within=self._whole)
        return [*caveats, *unlisted.above(known[-1])]


def _ties(shown: Sequence[Ranked], top: int | None) -> list[Caveat]:
    if top is None or len(shown) <= top:
        return []
    last = shown[-1].rank
    tied = sum(each.rank == last for each in shown)
    text = f"{tied} share rank {last}, so {len(shown)} are shown."
    return [Caveat("ties", text, column="rank", numbers={"rank": last, "tied": tied})]


def _cut(shown: int, listed: int, *, kinds: str) -> list[Caveat]:
    """That some of the list are shown, and how many it has."""
    if shown == listed:
        return []
    text = f"{number(shown)} of the {number(listed)} {kinds} listed are shown."
    numbers = {"shown": shown, "listed": listed}
    return [Caveat("top", text, Weight.BACKGROUND, column="rank", numbers=numbers)]
