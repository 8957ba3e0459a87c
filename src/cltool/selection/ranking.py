"""Ranks of figures, what they would be with other values, and which are not sure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from ..answer import Caveat, Effect, Weight
from ..arithmetic import Number
from ..linked.evidence import Reading
from ..linked.series import Figure
from ..text import fold
from ..wording import listing, number, ordinal
from .caveats import Effects, givers
from .metrics import Metric

if TYPE_CHECKING:
    from ..arithmetic import Exact

MOST_NAMED = 4
MOST_GROUPS = 3


class Ranked(NamedTuple):
    """A figure with its rank.

    Attributes:
        rank: The rank, from 1; None where there is no rate to rank by.
        figure: The figure.
        score: What it counts for; None likewise.
    """

    rank: int | None
    figure: Figure
    score: Number | None


def by_competition(
    listed: Iterable[Figure], metric: Metric, *, lowest: bool = False
) -> list[Ranked]:
    """The figures by score, then name, each with its rank; those without a score last.

    Equal scores share a rank and the next rank is skipped (1, 2, 2, 4: standard competition
    ranking).

    Args:
        listed: The figures.
        metric: What they are measured by.
        lowest: Whether to rank from the lowest score up.
    """
    sign = 1 if lowest else -1
    scored = [(metric.score(figure), fold(figure.place.name), figure) for figure in listed]
    known = sorted(
        (
            (sign * score, name, score, figure)
            for score, name, figure in scored
            if score is not None
        ),
        key=lambda each: each[:2],
    )
    ranked: list[Ranked] = []
    for count, (_, _, score, figure) in enumerate(known, start=1):
        tied = ranked and ranked[-1].score == score
        ranked.append(Ranked(ranked[-1].rank if tied else count, figure, score))
    unknown = sorted((each for each in scored if each[0] is None), key=lambda each: each[1])
    return ranked + [Ranked(None, figure, None) for _, _, figure in unknown]


def other_ranks(ranked: Sequence[Ranked], metric: Metric, *, lowest: bool = False) -> Effects:
    """The rank that a figure would have with another value, where it would differ."""
    sign = 1 if lowest else -1
    known = [sign * each.score for each in ranked if each.score is not None]
    own = {each.figure: each for each in ranked}

    def effects(figure: Figure, other: Reading) -> Iterator[Effect]:
        here = own[figure]
        would_score = metric.score(figure, other.value)
        if here.rank is None or here.score is None or would_score is None:
            return
        better = bisect_left(known, sign * would_score)
        would_be = 1 + better - (1 if sign * here.score < sign * would_score else 0)
        if would_be != here.rank:
            tied = sign * would_score in known[better : better + 1]
            text = (
                f"With {number(other.value)}, {figure.place.name} would be "
                f"{'joint ' if tied else ''}{ordinal(would_be)}, not {ordinal(here.rank)}"
            )
            yield Effect(other.value, figure.place.id, "rank", would_be, here.rank, text)

    return effects


class Climbers:
    """Who would have a better rank by another value, and how far up.

    Args:
        ranked: The figures with their ranks.
        metric: What they are measured by.
        effects: What rank another value would make.
        lowest: Whether they are ranked from the lowest score up.
    """

    def __init__(
        self, ranked: Sequence[Ranked], metric: Metric, effects: Effects, *, lowest: bool = False
    ) -> None:
        """Find the best rank that each would have."""
        self._effects = effects
        self._best: list[tuple[int, int, Ranked]] = []
        for at, each in enumerate(ranked):
            if _may_gain(each, metric, lowest=lowest):
                ranks = [int(effect.value or 1) for _, effect in self._found(each)]
                if ranks:
                    self._best.append((min(ranks), at, each))
        self._best.sort(key=lambda each: each[:2])

    def _found(self, each: Ranked) -> Iterator[tuple[Reading, Effect]]:
        """Each other value that makes a rank, with this."""
        for other in each.figure.evidence.others:
            for effect in self._effects(each.figure, other):
                if effect.value is not None:
                    yield other, effect

    def kept_out(self, top: int) -> list[Caveat]:
        """Who is not among the first so many by the value that answers, and would be by another."""
        near = takewhile(lambda each: each[0] <= top, self._best)
        rest = sorted((at, each) for _, at, each in near if (each.rank or 0) > top)
        return [self._caveat(each, top) for _, each in rest]

    def _caveat(self, each: Ranked, top: int) -> Caveat:
        found = [x for x in self._found(each) if int(x[1].value or 1) <= top]
        said = [
            f"with {number(other.value)} ({givers(other)[0]}) it would be "
            f"{ordinal(int(effect.value or 1))}"
            for other, effect in found
        ]
        place, own = each.figure.place, number(each.figure.value)
        return Caveat(
            "disputed",
            f"Not shown: {place.name}, {ordinal(each.rank or 1)} with {own}; {listing(said)}.",
            Weight.VITAL,
            column="rank",
            places=(place.id,),
            series=(each.figure.series.id,),
            alternatives=tuple(other.alternative for other, _ in found),
            given_by=tuple(givers(other)[0] for other, _ in found),
            effects=tuple(effect for _, effect in found),
        )


def can_differ(figure: Figure) -> bool:
    """Whether a source of the same topic has another value; told without weighing the sources."""
    held = (each.observations.get(figure.place.id) for each in figure.series.comparable)
    return any(each is not None and each.value not in (None, figure.value) for each in held)


def _may_gain(each: Ranked, metric: Metric, *, lowest: bool) -> bool:
    """Whether a source of the same topic has a better score; told without weighing the sources."""
    figure = each.figure
    if each.score is None:
        return False
    for series in figure.series.comparable:
        held = series.observations.get(figure.place.id) if series is not figure.series else None
        if held is None or held.value is None:
            continue
        score = metric.score(figure, held.value)
        if score is not None and (score < each.score if lowest else score > each.score):
            return True
    return False


class Uncertainty:
    """Which ranks the figures can't tell apart, because each may be off.

    Args:
        ranked: The figures with their ranks.
        metric: What they are measured by.
        lowest: Whether they are ranked from the lowest score up.
    """

    def __init__(self, ranked: Sequence[Ranked], metric: Metric, *, lowest: bool = False) -> None:
        """Find what each may count for."""
        self._lowest = lowest
        self._bounds: list[tuple[Ranked, Exact, Exact]] = []
        self._exact = all(metric.is_exact(each.figure) for each in ranked)
        for each in [] if self._exact else ranked:
            bounds = metric.bounds(each.figure) if each.rank is not None else None
            if bounds is not None:
                self._bounds.append((each, *bounds))
        self._leasts = sorted(least for _, least, _ in self._bounds)
        self._mosts = sorted(most for _, _, most in self._bounds)

    def range_of(self, figure: Figure) -> tuple[int, int] | None:
        """The best and the worst rank that a figure can have; None if its rank is sure."""
        if self._exact:
            return None
        for each, least, most in self._bounds:
            if each.figure is figure:
                surely_higher = len(self._leasts) - bisect_right(self._leasts, most)
                surely_lower = bisect_left(self._mosts, least)
                best, worst = surely_higher, surely_lower
                if self._lowest:
                    best, worst = worst, best
                found = best + 1, len(self._bounds) - worst
                return None if found == (each.rank, each.rank) or found[0] == found[1] else found
        return None

    def caveats(self, shown: Sequence[Ranked]) -> list[Caveat]:
        """Which neighbours among some ranks can't be told apart, because their ranges meet."""
        wanted = {each.figure for each in shown}
        groups = [group for group in self._groups if any(each.figure in wanted for each in group)]
        if not groups:
            return []
        names = [
            listing([each.figure.place.name for each in group], MOST_NAMED)
            for group in groups[:MOST_GROUPS]
        ]
        more = len(groups) - len(names)
        rest = f"; so it is with {number(more)} more groups" if more else ""
        places = tuple(each.figure.place.id for group in groups for each in group)
        text = f"Can't be told apart, because each may be off: {'; '.join(names)}{rest}."
        return [Caveat("precision", text, Weight.VITAL, column="rank", places=places)]

    @cached_property
    def _groups(self) -> list[list[Ranked]]:
        found = self._meeting()
        return [group for group in found if len({each.score for each in group}) > 1]

    def _meeting(self) -> Iterator[list[Ranked]]:
        """Runs of ranks in which each range meets the next."""
        if self._exact:
            return
        ordered = sorted(self._bounds, key=lambda each: each[1])
        run: list[Ranked] = []
        reach: Exact = 0
        for each, least, most in ordered:
            if run and least > reach:
                yield self._in_order(run)
                run = []
            reach = max(reach, most) if run else most
            run.append(each)
        if run:
            yield self._in_order(run)

    def _in_order(self, run: Sequence[Ranked]) -> list[Ranked]:
        return sorted(run, key=lambda each: (each.rank or 0, fold(each.figure.place.name)))
