"""Who is highest?"""

from collections.abc import Sequence
from itertools import takewhile
from shlex import quote
from typing import Unpack

from ..answer import Answer, Caveat, Column, Kind, Weight
from ..arithmetic import percent
from ..errors import NoAnswerError, Parameter, UsageError
from ..linked.fact_base import FactBase
from ..linked.finding import find, find_kind
from ..linked.record import Place
from ..selection.caveats import disputes
from ..selection.choice import Choice, Selection, select
from ..selection.claimed import claimed
from ..selection.columns import evidence_columns, place_columns
from ..selection.coverage import series_option
from ..selection.lead import gaps
from ..selection.listed import nested
from ..selection.metrics import Values
from ..selection.order import Order
from ..selection.ranking import Ranked
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
    order = facts.once(
        (Order, view, wanted, whole, lowest), lambda: Order(view, wanted, whole, lowest=lowest)
    )
    if lowest:
        _refuse_lowest_of_the_top(view, order.listed, whole, top)
    view.metric.check(order.listed.figures)
    shown = _Shown(order, top)
    return view.answer(
        order.heading,
        columns=shown.columns(),
        caveats=[*shown.caveats(), *order.other_kinds],
        used=shown.figures,
        on_scores=order.on_scores,
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
            f"{view.metric.option}{series_option(series)} --lowest --all-sources",
        )


class _Shown:
    """The rows of a ranking that are shown: all, or those of a rank or better."""

    def __init__(self, order: Order, top: int | None) -> None:
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
                for_people=any(self._shares),
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
            *(order.climbers.kept_out(self._top) if self._top is not None else ()),
            *order.left_out,
            *self._unlisted(),
            *(
                claimed(view.facts, ranks, lowest=order.lowest, of_all=not order.whole)
                if by_value
                else ()
            ),
            *nested(self.figures, "ranked"),
            *worded(self.figures),
            *_ties(self._ranked, self._top),
            *_cut(len(self._ranked), len(order.ranked), kinds=plural(order.kind)),
            *rounding(self._shares, "the listed"),
        ]

    def _unlisted(self) -> list[Caveat]:
        """Who comes before the last one shown, and is not listed."""
        ranked = [each.figure for each in self._ranked if each.rank is not None]
        return self._order.unlisted.before(ranked[-1]) if self._order.unlisted and ranked else []


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
