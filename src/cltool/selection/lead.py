"""Who leads a ranking, and by how much."""

from collections.abc import Iterator, Sequence

from ..answer import Effect
from ..arithmetic import Number, difference
from ..linked.evidence import Reading
from ..linked.series import Figure
from ..wording import listing, number, ordinal, points
from .caveats import Effects
from .metrics import Metric
from .ranking import Ranked, Uncertainty

MOST_NAMED = 4


def gaps(ranked: Sequence[Ranked], metric: Metric) -> list[Number | None]:
    """How far each rank is from the next place's, in either direction.

    None for the last, and where the two can't be told apart, because each may be off.
    """
    following = [*ranked[1:], None]
    return [
        _gap(each, after, metric) if after else None
        for each, after in zip(ranked, following, strict=True)
    ]


def _gap(one: Ranked, other: Ranked, metric: Metric) -> Number | None:
    if one.score is None or other.score is None or _meet(one.figure, other.figure, metric):
        return None
    return abs(difference(one.score, other.score))


def _meet(one: Figure, other: Figure, metric: Metric) -> bool:
    """Whether two figures may be the same, or the other way round, because one may be off."""
    if metric.is_exact(one) and metric.is_exact(other):
        return False
    own, others = metric.bounds(one), metric.bounds(other)
    return own is not None and others is not None and own[0] <= others[1] and others[0] <= own[1]


class Lead:
    """The first of a ranking, and the next after them.

    Args:
        ranked: All the figures with their ranks.
        metric: What they are ranked by.
        lowest: Whether they are ranked from the lowest score up.
    """

    def __init__(self, ranked: Sequence[Ranked], metric: Metric, *, lowest: bool = False) -> None:
        """Find out who is first and who next."""
        self._metric = metric
        self._lowest = lowest
        known = [each for each in ranked if each.score is not None]
        self._count = len(known)
        self._known = known
        self._first = [each for each in known if each.rank == 1]
        rest = known[len(self._first) :]
        self._next = [each for each in rest if each.rank == rest[0].rank]
        self._unsure = self._rivals(rest, Uncertainty(ranked, metric, lowest=lowest))

    def _rivals(self, rest: Sequence[Ranked], uncertainty: Uncertainty) -> list[Ranked]:
        """Those that may be first as well, because figures may be off."""
        if not rest or uncertainty.range_of(self._first[0].figure) is None:
            return []
        first = [each.figure for each in self._first]
        return [
            each
            for each in rest
            if any(_meet(figure, each.figure, self._metric) for figure in first)
        ]

    def in_words(self, kinds: str, extent: str, end: str) -> str:
        """Who is first, and how far before the next, in a sentence.

        Args:
            kinds: The kind of place, in the plural where there are several.
            extent: Which of them are ranked: `listed in Essex`.
            end: What comes after a score, such as what it is per.
        """
        if not self._first:
            return f"There are no {kinds} {extent}."
        score = f"{self._metric.in_words(self._first[0].score or 0)}{end}"
        names = [each.figure.place.name for each in self._first]
        what = "rate" if self._metric.name == "rate" else "figure"
        among = f"of the {number(self._count)} {kinds} {extent}"
        if self._count == 1:
            return f"{names[0]} is the only {kinds} {extent}: {score}."
        if len(names) == self._count:
            these = "Both" if self._count == 2 else f"All {number(self._count)}"
            return f"{these} {kinds} {extent} have the same {what}: {score}."
        which = "lowest" if self._lowest else "highest"
        several = len(names) > 1
        who = listing(names) if len(names) <= MOST_NAMED else f"{number(len(names))} places"
        start = f"{who} {'share' if several else 'has'} the {which} {what} {among}: {score}"
        return f"{start}{self._distance(several=several)}."

    def _distance(self, *, several: bool) -> str:
        if self._unsure:
            shown = self._unsure if len(self._unsure) <= MOST_NAMED else self._unsure[:MOST_NAMED]
            names = [
                f"{each.figure.place.name} ({self._metric.in_words(each.score or 0)})"
                for each in shown
            ]
            they = "they" if several else "it"
            found = listing(names, of=len(self._unsure))
            return f"; {they} can't be told apart from {found}, as figures may be off"
        gap = self._in_words(difference(self._first[0].score or 0, self._next[0].score or 0))
        names = [each.figure.place.name for each in self._next]
        after = listing(names)
        if len(names) > MOST_NAMED:
            after = f"{number(len(names))} places, {ordinal(self._next[0].rank or 1)}"
        return f", {gap} {'less' if self._lowest else 'more'} than {after}"

    def _in_words(self, gap: Number) -> str:
        size = abs(gap)
        if self._first[0].figure.series.measure.in_percent:
            return points(number(size))
        return self._metric.in_words(size)

    def effects(self) -> Effects:
        """What the distance would be with another value of the first or the next figure."""
        if len(self._first) > 1 or len(self._next) != 1 or self._unsure:
            return lambda _figure, _other: ()
        first, after, metric = self._first[0], self._next[0], self._metric
        last = self._known[2] if self._count > 2 else None
        sign = -1 if self._lowest else 1

        def effects(figure: Figure, other: Reading) -> Iterator[Effect]:
            if figure not in (first.figure, after.figure):
                return
            would = metric.score(figure, other.value)
            if would is None or first.score is None or after.score is None:
                return
            one, two = (would, after.score) if figure == first.figure else (first.score, would)
            third = last.score if last and last.score is not None else None
            if sign * difference(one, two) <= 0 or (
                third is not None and sign * difference(two, third) <= 0
            ):
                return  # the ranks are others then, which says it
            gap, now = abs(difference(one, two)), abs(difference(first.score, after.score))
            yield Effect(
                other.value,
                first.figure.place.id,
                "gap",
                gap,
                now,
                f"With {number(other.value)}, {first.figure.place.name} is "
                f"{self._in_words(gap)} {'below' if self._lowest else 'ahead of'} "
                f"{after.figure.place.name}, not {self._in_words(now)}",
            )

        return effects
