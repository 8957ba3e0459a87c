"""What is known of a place?"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Unpack

from ..answer import Answer, Caveat, Column, Effect, Kind, Shape, Weight
from ..arithmetic import percent
from ..linked.evidence import Reading
from ..linked.fact_base import FactBase
from ..linked.finding import find
from ..linked.record import Measure, Place
from ..linked.series import Figure, Series
from ..selection.caveats import Effects, disputes, givers
from ..selection.choice import Choice, Heading, Selection, select
from ..selection.claimed import claimed
from ..selection.columns import evidence_columns
from ..selection.coverage import Unlisted, coverage
from ..selection.headlines import placing
from ..selection.metrics import Metric, Values
from ..selection.ranking import Uncertainty, by_competition, can_differ, other_ranks
from ..selection.reporting import reported_by
from ..selection.shares import Part, Sum, other_shares
from ..wording import number, ordinal, plural
from .several import ask_each


def place(
    facts: FactBase, name: str, *, kind: str | None = None, **choice: Unpack[Choice]
) -> Answer:
    """Give a place's figure, its share of the enclosing place, and its rank among its kind.

    Args:
        facts: The fact base.
        name: The name of the place.
        kind: The kind that it must have, if any.
        choice: Which figures, and measured by what; see `Choice`.

    Returns:
        One row.

    Raises:
        UsageError: If the name is unknown or of another kind.
        NoAnswerError: If there is no figure for it.
    """
    return _tell(select(facts, **choice), find(facts, name, kind))


class _Peers:
    """The places of one kind in a series, ranked by what a selection measures."""

    def __init__(self, view: Selection, series: Series, kind: str) -> None:
        alike = [each for each in view.held(series) if each.place.kind == kind]
        view.metric.check(alike)
        self.count = sum(view.metric.score(each) is not None for each in alike)
        ranked = by_competition(alike, view.metric)
        self.ranks = {each.figure.place.id: each.rank for each in ranked}
        self.tied = Counter(each.rank for each in ranked)
        self.uncertainty = Uncertainty(ranked, view.metric)
        self.other_ranks = other_ranks(ranked, view.metric)
        self._metric = view.metric
        self._disputed = [
            (each.figure, each.score, other, would)
            for each in ranked
            if each.score is not None and can_differ(each.figure)
            for other in each.figure.evidence.others
            if (would := view.metric.score(each.figure, other.value)) is not None
        ]
        self.coverage = coverage(series, kind, self.count, pooled=view.pooled)
        self._unlisted = None if view.pooled else Unlisted(series, kind, view.metric)

    def unlisted_above(self, figure: Figure) -> list[Caveat]:
        """The places above a figure that only other sources list."""
        return self._unlisted.before(figure) if self._unlisted else []

    def moved_by_others(self, figure: Figure) -> list[Caveat]:
        """What other values of other places would make of a figure's rank."""
        score, rank = self._metric.score(figure), self.ranks[figure.place.id]
        if score is None or rank is None:
            return []
        return [
            _moved(figure, rank, other, reading, higher=would > score)
            for other, own, reading, would in self._disputed
            if other.place is not figure.place and (own > score) != (would > score)
        ]


def _moved(figure: Figure, rank: int, other: Figure, reading: Reading, *, higher: bool) -> Caveat:
    name, would_be = figure.place.name, rank + (1 if higher else -1)
    who, gives = givers(reading)
    text = (
        f"With {number(reading.value)} for {other.place.name}, {name} would be "
        f"{ordinal(would_be)}, not {ordinal(rank)}"
    )
    return Caveat(
        "disputed",
        f"{other.place.name}: {who} {gives} {number(reading.value)}, not {number(other.value)}.",
        Weight.VITAL,
        column="rank",
        places=(figure.place.id,),
        series=(other.series.id,),
        alternatives=(reading.alternative,),
        given_by=(who,),
    ).with_effects([Effect(reading.value, figure.place.id, "rank", would_be, rank, text)])


def _tell(view: Selection, found: Place) -> Answer:
    """What is known of a place."""
    (figure,) = view.pick([found])
    kind = found.kind
    series = next(x for x in view.candidates if view.held_at(x, found) is not None)
    peers = view.facts.once((_Peers, view, series.id, kind), lambda: _Peers(view, series, kind))
    rank = peers.ranks[found.id]
    whole = _whole(view, figure)
    part = Part.of(figure, whole) if whole else None
    beside = list(whole.figures) if whole else []
    answer = view.answer(
        Heading(
            "place",
            f"{view.measure.title}, {figure.series.period.in_words()}",
            _summary(figure, part, view.metric, _rank_in_words(figure, peers)),
            placing(figure, view.metric),
        ),
        columns=[
            *_about(found),
            *view.metric.columns([figure]),
            Column(
                "percent_of_within",
                "the figure in hundredths of that of the enclosing place",
                (part.percent if part else None,),
                Kind.PERCENT,
                f"Of {found.within.name}" if found.within else "",
            ),
            *_rank_columns(found, rank, peers),
            *evidence_columns([figure]),
            *view.source_columns([figure]),
        ],
        caveats=[
            *view.chosen_caveats([figure]),
            *disputes([figure, *beside], _effects(figure, part, view.metric, peers.other_ranks)),
            *(claimed(view.facts, {figure: rank}) if isinstance(view.metric, Values) else ()),
            *_note(found),
            *peers.moved_by_others(figure),
            *peers.coverage,
            *peers.unlisted_above(figure),
        ],
        used=[figure],
        beside=beside,
    )
    names = {found.within.id: found.within.name} if found.within else {}
    return replace(answer, names=names, shape=Shape.RECORD)


def _rank_columns(found: Place, rank: int | None, peers: _Peers) -> list[Column]:
    return [
        Column("rank", "its rank among the places of its kind", (rank,), Kind.NUMBER),
        Column(
            "ranked",
            "how many places of its kind are ranked",
            (peers.count,),
            Kind.NUMBER,
            f"{plural(found.kind).capitalize()} listed",
            weight=Weight.BACKGROUND,
        ),
    ]


def _whole(view: Selection, figure: Figure) -> Sum | None:
    """The enclosing place's figure in the same series, where shares mean anything."""
    around = figure.place.within
    whole = view.held_at(figure.series, around) if around else None
    if whole is None or not _has_shares(view.measure) or percent(figure.value, whole.value) is None:
        return None
    return Sum.of(whole)


def _about(found: Place) -> list[Column]:
    within = found.within.id if found.within else None
    return [
        Column("place", "the id of the place", (found.id,), Kind.PLACE, for_people=False),
        Column("name", "its name", (found.name,), weight=Weight.VITAL),
        Column("kind", "what sort of place it is", (found.kind,), weight=Weight.BACKGROUND),
        Column("within", "the id of the place that encloses it", (within,), Kind.PLACE),
    ]


def _note(found: Place) -> list[Caveat]:
    if not found.note:
        return []
    return [Caveat("place", f"{found.name}: {found.note}", places=(found.id,))]


def _effects(figure: Figure, part: Part | None, metric: Metric, ranks: Effects) -> Effects:
    """What the share, the rate and the rank would be with another value."""
    shares = other_shares([part] if part else [])

    def effects(disputed: Figure, other: Reading) -> Iterator[Effect]:
        for share in shares(disputed, other):
            yield share._replace(result="percent_of_within")
        if disputed is not figure:
            return
        yield from ranks(figure, other)
        rate = None if isinstance(metric, Values) else metric.score(figure, other.value)
        if rate is not None:
            text = f"With {number(other.value)}, it is {metric.in_words(rate)}{metric.suffix}"
            now = metric.score(figure)
            yield Effect(other.value, figure.place.id, metric.name, rate, now, text)

    return effects


def _summary(figure: Figure, part: Part | None, metric: Metric, ranked: str) -> str:
    place, measure = figure.place, figure.series.measure
    said = [f"{place.name}: {number(figure.value)} {measure.unit}"]
    if part and part.percent is not None:
        said.append(part.share_in_words() + f" ({number(part.whole.value)})")
    score = metric.score(figure)
    if score is not None and not isinstance(metric, Values):
        said.append(f"{metric.in_words(score)}{metric.suffix}{metric.during([figure])}")
    return f"{', '.join(said)}{ranked}. Reported by {reported_by(figure)}."


def _rank_in_words(figure: Figure, peers: _Peers) -> str:
    """The rank of a figure, after a semicolon; how sure it is, and with how many it is shared."""
    rank = peers.ranks[figure.place.id]
    if peers.count < 2 or rank is None:
        return ""
    of = f"of the {number(peers.count)} {plural(figure.place.kind)} listed"
    span = peers.uncertainty.range_of(figure)
    if span is not None:
        best, worst = map(ordinal, span)
        return f"; {best} to {worst} {of}, as figures may be off"
    joint = "joint " if peers.tied[rank] > 1 else ""
    return f"; {joint}{ordinal(rank)} {of}"


def _has_shares(measure: Measure) -> bool:
    return measure.adds_up and not measure.record.signed


def each_place(
    facts: FactBase, names: Iterable[str], *, kind: str | None = None, **choice: Unpack[Choice]
) -> Answer:
    """Tell of several places in one answer; a `-` among the names reads standard input.

    Args:
        facts: The fact base.
        names: The names of the places.
        kind: The kind that they must have, if any.
        choice: Which figures, and measured by what; see `Choice`.

    Raises:
        CltoolError: If no name has an answer; see `place`.
    """
    view = select(facts, **choice)
    return ask_each(names, lambda name: _tell(view, find(facts, name, kind)))
