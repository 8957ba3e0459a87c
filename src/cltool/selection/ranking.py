"""Ranks of figures, and what they would be with other values."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..answer import Effect
from ..arithmetic import Number
from ..linked.evidence import Reading
from ..linked.series import Figure
from ..text import fold
from ..wording import number, ordinal
from .caveats import Effects
from .metrics import Metric


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
            text = (
                f"With {number(other.value)}, {figure.place.name} would be "
                f"{ordinal(would_be)}, not {ordinal(here.rank)}"
            )
            yield Effect(other.value, figure.place.id, "rank", would_be, here.rank, text)

    return effects
