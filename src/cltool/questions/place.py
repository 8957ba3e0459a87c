"""What is known of a place?"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Unpack

from ..answer import Answer, Caveat, Column, Effect, Kind
from ..arithmetic import percent
from ..linked.evidence import Reading
from ..linked.fact_base import FactBase
from ..linked.finding import find
from ..linked.record import Place
from ..linked.series import Figure, Series
from ..selection.caveats import Effects, disputes
from ..selection.choice import Choice, Heading, Selection, select
from ..selection.columns import evidence_columns
from ..selection.coverage import Unlisted, coverage
from ..selection.metrics import Metric, Values
from ..selection.ranking import by_competition
from ..selection.shares import Part, Whole, other_shares
from ..wording import number, plural
from ..wording import percent as percent_in_words
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
    return _Places(select(facts, **choice)).tell(find(facts, name, kind))


class _Places:
    """A question about places of one selection: what they have in common is found out once."""

    def __init__(self, view: Selection) -> None:
        self._view = view
        self._peers: dict[tuple[str, str], _Peers] = {}

    def tell(self, found: Place) -> Answer:
        """What is known of a place."""
        (figure,) = self._view.pick([found])
        key = figure.series.id, found.kind
        if key not in self._peers:
            self._peers[key] = _Peers(self._view, figure.series, found.kind)
        return _tell(self._view, figure, self._peers[key])


class _Peers:
    """The places of one kind in a series, ranked by what a selection measures."""

    def __init__(self, view: Selection, series: Series, kind: str) -> None:
        alike = [each for each in view.held(series) if each.place.kind == kind]
        view.metric.check(alike)
        self.count = len(alike)
        self.ranks = {x.figure.place.id: x.rank for x in by_competition(alike, view.metric)}
        self.coverage = coverage(series, kind, self.count)
        self.unlisted = Unlisted(series, kind, view.metric)


def _tell(view: Selection, figure: Figure, peers: _Peers) -> Answer:
    found = figure.place
    rank = peers.ranks[found.id]
    whole = _whole(view, figure)
    part = Part.of(figure, whole) if whole else None
    beside = list(whole.figures) if whole else []
    answer = view.answer(
        Heading(
            "place",
            f"{found.name}: {view.measure.title}, {figure.series.period.in_words()}",
            _summary(figure, part, view.metric, rank, peers.count),
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
            Column("rank", "its rank among the places of its kind", (rank,), Kind.NUMBER),
            Column(
                "ranked",
                "how many places of its kind are ranked",
                (peers.count,),
                Kind.NUMBER,
                f"{plural(found.kind).capitalize()} listed",
            ),
            *evidence_columns([figure]),
        ],
        caveats=[
            *disputes([figure, *beside], _effects(figure, part, view.metric)),
            *_note(found),
            *peers.coverage,
            *peers.unlisted.above(figure),
            *view.chosen_caveats([figure]),
        ],
        used=[figure],
        beside=beside,
    )
    names = {found.within.id: found.within.name} if found.within else {}
    return replace(answer, names=names, record=True)


def _whole(view: Selection, figure: Figure) -> Whole | None:
    """The enclosing place's figure in the same series, where shares mean anything."""
    around = figure.place.within
    whole = view.held_at(figure.series, around) if around else None
    if whole is None or not view.measure.additive or percent(figure.value, whole.value) is None:
        return None
    return Whole.of(whole)


def _about(found: Place) -> list[Column]:
    within = found.within.id if found.within else None
    return [
        Column("place", "the id of the place", (found.id,), Kind.PLACE, for_people=False),
        Column("name", "its name", (found.name,)),
        Column("kind", "what sort of place it is", (found.kind,)),
        Column("within", "the id of the place that encloses it", (within,), Kind.PLACE),
    ]


def _note(found: Place) -> list[Caveat]:
    if not found.note:
        return []
    return [Caveat("place", f"{found.name}: {found.note}", places=(found.id,))]


def _effects(figure: Figure, part: Part | None, metric: Metric) -> Effects:
    """What the share and the rate would be with another value."""
    shares = other_shares([part] if part else [])

    def effects(disputed: Figure, other: Reading) -> Iterator[Effect]:
        yield from shares(disputed, other)
        if disputed is not figure or isinstance(metric, Values):
            return
        rate = metric.score(figure, other.value)
        if rate is not None:
            text = f"With {number(other.value)}, it is {metric.in_words(rate)}{metric.suffix}"
            now = metric.score(figure)
            yield Effect(other.value, figure.place.id, metric.name, rate, now, text)

    return effects


def _summary(
    figure: Figure, part: Part | None, metric: Metric, rank: int | None, count: int
) -> str:
    place, measure = figure.place, figure.series.measure
    said = [f"{place.name}: {number(figure.value)} {measure.unit}"]
    if part and part.percent is not None:
        whole = f"{part.whole.name} ({number(part.whole.value)})"
        said.append(f"{percent_in_words(part.percent)} of {whole}")
    score = metric.score(figure)
    if score is not None and not isinstance(metric, Values):
        said.append(f"{metric.in_words(score)}{metric.suffix}")
    ranked = ""
    if count > 1 and rank is not None:
        ranked = f"; rank {number(rank)} of the {number(count)} {plural(place.kind)} listed"
    return f"{', '.join(said)}{ranked}."


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
    asked = _Places(select(facts, **choice))
    return ask_each(names, lambda name: asked.tell(find(facts, name, kind)))
