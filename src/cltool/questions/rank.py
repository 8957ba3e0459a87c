"""Who is highest?"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Unpack

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
from ..selection.ranking import Ranked, Uncertainty, by_competition, other_ranks
from ..selection.rounding import rounding
from ..selection.view import Listed
from ..selection.words import worded
from ..wording import number, plural

if TYPE_CHECKING:
    from ..arithmetic import Exact


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
    order = facts.once(
        (_Order, view, wanted, whole, lowest), lambda: _Order(view, wanted, whole, lowest=lowest)
    )
    shown = _Shown(order, top)
    return view.answer(
        order.heading,
        columns=shown.columns(),
        caveats=[*shown.caveats(), *order.other_kinds],
        used=shown.figures,
        on_scores=order.on_scores,
    )


def _refuse_lowest_of_the_top(view: Selection, listed: Listed, *, lowest: bool) -> None:
    series, kind = listed.series, listed.figures[0].place.kind
    if lowest and not view.pooled and series.coverage_of(kind) == "top":
        raise NoAnswerError(
            f"{series.publisher} lists only the highest {plural(kind)}, so the lowest of its list "
            "is not the lowest of all",
            hint=f"for all that are known: cltool rank {plural(kind)}{view.metric.option} "
            "--lowest --all-sources",
        )


class _Order:
    """The places of one kind with their ranks, and all that does not depend on which are shown.

    It takes time in proportion to the list, and so is kept for the next question.
    """

    def __init__(
        self, view: Selection, kind: str | None, whole: Place | None, *, lowest: bool
    ) -> None:
        listed = view.of_kind(kind, whole)
        _refuse_lowest_of_the_top(view, listed, lowest=lowest)
        view.metric.check(listed.figures)
        self.view = view
        self.whole = whole
        self.lowest = lowest
        self.kind = listed.figures[0].place.kind
        self.ranked = by_competition(listed.figures, view.metric, lowest=lowest)
        self.lead = Lead(self.ranked, view.metric, lowest=lowest)
        self.uncertainty = Uncertainty(self.ranked, view.metric, lowest=lowest)
        self.highest = max(each.score or 0 for each in self.ranked)
        self.on_scores = view.metric.caveats(listed.figures)
        self.chosen = view.chosen_caveats(listed.figures)
        self.other_kinds = other_kinds([] if kind else listed.others, "and ranked apart", "rank")
        self._listed = listed
        self._known = [each.figure for each in self.ranked if each.rank is not None]

    @cached_property
    def sum_(self) -> "Exact | None":
        """What those ranked add up to; None if that means nothing.

        A place within another that is ranked too counts there, and not once more.
        """
        if not self.view.measure.adds_up or self.view.measure.record.signed:
            return None
        known = {each.place.id: each for each in self._known}
        facts = self.view.facts
        summed = facts.nesting.outermost(known) if self.kind in facts.nested_kinds else known
        return exact_total(known[id_].value for id_ in summed)

    @cached_property
    def heading(self) -> Heading:
        """What the answer is called, and says in short."""
        metric, kinds, count = self.view.metric, plural(self.kind), len(self._known)
        area = f" in {self.whole.name}" if self.whole else ""
        title = f"{self.view.measure.title}: {kinds}{area}, {span(self._listed.figures)}"
        extent = "listed" if isinstance(metric, Values) else "listed with a rate"
        end = f"{metric.suffix}{metric.during(self._listed.figures)}"
        noun = self.kind if count == 1 else kinds
        headline = leading(
            self.ranked,
            metric,
            f"of the {number(count)} {kinds} listed{area}",
            lowest=self.lowest,
        )
        return Heading("rank", title, self.lead.in_words(noun, f"{extent}{area}", end), headline)

    @cached_property
    def effects(self) -> Effects:
        """What the ranks and the distance of the first would be with another value."""
        ranks = other_ranks(self.ranked, self.view.metric, lowest=self.lowest)
        lead = self.lead.effects()

        def effects(figure: Figure, other: Reading) -> Iterator[Effect]:
            yield from ranks(figure, other)
            yield from lead(figure, other)

        return effects

    @cached_property
    def left_out(self) -> Sequence[Caveat]:
        """What the ranking can't tell of places that are not listed."""
        view, series, kind = self.view, self._listed.series, self.kind
        caveats = [
            *coverage(series, kind, len(self._known), pooled=view.pooled, metric=view.metric),
            *withheld(series, kind),
        ]
        if view.pooled or self.lowest or not self._known:
            return caveats
        unlisted = Unlisted(series, kind, view.metric, within=self.whole)
        return [*caveats, *unlisted.above(self._known[-1])]


class _Shown:
    """The rows of a ranking that are shown: all, or those of a rank or better."""

    def __init__(self, order: _Order, top: int | None) -> None:
        self._order = order
        self._view = order.view
        self._top = top
        self._ranked: Sequence[Ranked] = order.ranked
        if top is not None:
            self._ranked = list(takewhile(lambda x: (x.rank or top + 1) <= top, order.ranked))
        self.figures = [each.figure for each in self._ranked]
        self._shares = tuple(map(self._share, self._ranked))

    def _share(self, each: Ranked) -> float | None:
        """A figure in hundredths of the sum of those ranked; None if it means nothing."""
        sum_ = self._order.sum_
        return None if sum_ is None or each.rank is None else percent(each.figure.value, sum_)

    def columns(self) -> list[Column]:
        count, view = len(self._ranked), self._view
        return [
            Column(
                "rank",
                "the rank, from 1; equal values share one",
                tuple(each.rank for each in self._ranked),
                Kind.NUMBER,
            ),
            *place_columns(self.figures, self._order.kind.capitalize()),
            *view.metric.columns(self.figures, bar_full=self._order.highest),
            Column(
                "percent",
                "the figure in hundredths of the sum of those ranked; none if they do not add up",
                self._shares,
                Kind.PERCENT,
                "Of listed",
                weight=Weight.BACKGROUND,
                for_people=not view.measure.overlapping and any(self._shares),
            ),
            Column(
                "gap",
                "how far it is from the next place listed; none where they can't be told apart",
                tuple(gaps(self._order.ranked[: count + 1], view.metric)[:count]),
                view.metric.kind,
                for_people=False,
                on_request=True,
            ),
            *evidence_columns(self.figures),
            *view.source_columns(self.figures),
        ]

    def caveats(self) -> list[Caveat]:
        view, order = self._view, self._order
        ranks = {each.figure: each.rank for each in self._ranked}
        by_value = isinstance(view.metric, Values)
        return [
            *order.chosen,
            *order.uncertainty.caveats(self._ranked),
            *disputes(self.figures, order.effects),
            *order.left_out,
            *(
                claimed(view.facts, ranks, lowest=order.lowest, of_all=not order.whole)
                if by_value
                else ()
            ),
            *nested(self.figures, "ranked"),
            *worded(self.figures),
            *_ties(self._ranked, self._top),
            *_cut(len(self._ranked), len(order.ranked), kinds=plural(order.kind)),
            *rounding(() if view.measure.overlapping else self._shares, "the listed"),
        ]


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
