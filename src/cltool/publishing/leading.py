"""What a page shows in charts: the questions that its figures answer best, asked as anyone can."""

from collections.abc import Callable, Iterator
from typing import Any

from ..answer import Answer
from ..errors import CltoolError
from ..linked.fact_base import FactBase
from ..linked.record import Place
from ..linked.series import Series
from ..questions.rank import rank
from ..questions.share import share
from ..questions.trend import trend

FEWEST_RANKED = 3
MOST_RANKED = 15
"""How many places a ranking shows."""
MOST_KINDS = 6
MOST_TRENDS = 3
MOST_SHARES = 2
MOST_PARTS = 12
"""How many parts one bar can show."""
_TRIES = 10


def leading(facts: FactBase) -> list[Answer]:
    """The answers that lead the page: rankings of each kind, then trends, then shares.

    Args:
        facts: The fact base.

    Returns:
        What has an answer, in this order: who is highest among the places of each kind with three
        or more figures, also by a rate; how the places of the default series changed; of what
        parts its wholes consist.
    """
    return [*_rankings(facts), *_trends(facts), *_shares(facts)]


def longest_lists(facts: FactBase) -> dict[str, Series]:
    """For each kind of place the series that lists most of it, the default's measure before others.

    Measures that others are divided by are no news, and are left out.
    """
    default = facts.default_series.measure
    best: dict[str, tuple[tuple[bool, int], Series]] = {}
    for series in facts.series:
        if series.measure.denominator and series.measure != default:
            continue
        counts: dict[str, int] = {}
        for observation in series.record.observations:
            if observation.value is not None:
                kind = facts.place_by_id[observation.place].kind
                counts[kind] = counts.get(kind, 0) + 1
        for kind, count in counts.items():
            worth = (series.measure == default, count)
            if count >= FEWEST_RANKED and (kind not in best or worth > best[kind][0]):
                best[kind] = (worth, series)
    first = sorted(best.items(), key=lambda each: (not each[1][0][0], -each[1][0][1]))
    return {kind: series for kind, (_, series) in first[:MOST_KINDS]}


def by_rate(facts: FactBase, kind: str, series: Series, top: int | None = None) -> Answer | None:
    """The places of a kind ranked by a rate: the measure's own, or per the first that gives one."""
    if series.measure.type in ("rate", "level"):
        return _answered(rank, facts, kind, series=series.id, top=top)
    for measure in facts.measures:
        if measure.denominator and measure != series.measure:
            answer = _answered(rank, facts, kind, series=series.id, per=measure.id, top=top)
            if answer is not None:
                return answer
    return None


def _rankings(facts: FactBase) -> Iterator[Answer]:
    for at, (kind, series) in enumerate(longest_lists(facts).items()):
        answer = _answered(rank, facts, kind, series=series.id, top=MOST_RANKED)
        if answer is not None:
            yield answer
        if at == 0 and series.measure.adds_up:
            rates = by_rate(facts, kind, series, MOST_RANKED)
            if rates is not None:
                yield rates


def _trends(facts: FactBase) -> Iterator[Answer]:
    found = 0
    for place in _leading_places(facts)[:_TRIES]:
        answer = _answered(trend, facts, [place.id])
        if answer is not None and len(answer) > 1:
            yield answer
            found += 1
        if found == MOST_TRENDS:
            return


def _shares(facts: FactBase) -> Iterator[Answer]:
    parts: dict[str, int] = {}
    for place in _leading_places(facts):
        if place.within is not None:
            parts[place.within.id] = parts.get(place.within.id, 0) + 1
    wholes = [id_ for id_, count in parts.items() if 2 <= count <= MOST_PARTS]
    found = 0
    for whole in wholes[:_TRIES]:
        answer = _answered(share, facts, of=whole)
        if answer is not None:
            yield answer
            found += 1
        if found == MOST_SHARES:
            return


def _leading_places(facts: FactBase) -> list[Place]:
    """The places that the default series gives figures for, in its order."""
    return [each.place for each in facts.default_series.figures]


def _answered(ask: Callable[..., Answer], *about: Any, **more: Any) -> Answer | None:
    """An answer; None where the figures hold none."""
    try:
        return ask(*about, **more)
    except CltoolError:
        return None
