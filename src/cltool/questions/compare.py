"""How do places differ from the first?"""

from collections.abc import Callable, Iterator, Sequence
from typing import Unpack

from ..answer import Answer, Caveat, Cell, Column, Effect, Kind, Weight
from ..arithmetic import Number, difference, percent_change, ratio
from ..dataset.period import Period
from ..errors import NoAnswerError, UsageError
from ..linked.evidence import Reading
from ..linked.fact_base import FactBase
from ..linked.finding import find_all
from ..linked.series import Figure
from ..selection.caveats import Effects, disputes
from ..selection.choice import Choice, Heading, select
from ..selection.citing import span
from ..selection.columns import evidence_columns, place_columns
from ..selection.metrics import Metric
from ..wording import listing, number
from ..wording import ratio as ratio_in_words


def compare(
    facts: FactBase, places: Sequence[str], *, anyway: bool = False, **choice: Unpack[Choice]
) -> Answer:
    """Compare the figures of places with that of the first.

    Args:
        facts: The fact base.
        places: The names of two places or more.
        anyway: Answer, with a caveat, even where the figures are not alike.
        choice: Which figures, and measured by what; see `Choice`.

    Returns:
        A row a place, against the first; the differences are unknown where a rate is.

    Raises:
        UsageError: If there are not two places, or a name is unknown.
        NoAnswerError: If a place has no figure, or the figures are not alike.
    """
    found = find_all(facts, places)
    if len(found) < 2:
        raise UsageError(
            "given one place, expected two or more", hint="try: cltool compare essex norfolk"
        )
    view = select(facts, **choice)
    picked = view.pick(found)
    unlike = _unlike(picked)
    if unlike and not anyway:
        raise NoAnswerError(unlike, hint="To compare them anyway, add --anyway.")
    view.metric.check(picked)
    return view.answer(
        Heading(
            "compare",
            f"{view.measure.title}: {span(picked)}",
            " ".join(_sentence(figure, picked[0], view.metric) for figure in picked[1:]),
        ),
        columns=[
            *place_columns(picked),
            *view.metric.columns(picked),
            *_differences(picked, view.metric),
            *evidence_columns(picked),
            *view.series_columns(picked),
        ],
        caveats=[
            *disputes(picked, _other_ratios(picked, view.metric)),
            *([Caveat("unlike", unlike, Weight.VITAL)] if unlike else []),
            *_enclosed(picked),
            *view.chosen_caveats(picked),
        ],
        used=picked,
    )


def _differences(picked: Sequence[Figure], metric: Metric) -> list[Column]:
    """How each figure differs from the first: absolutely, in times and in percent."""
    base = metric.score(picked[0])
    scores = [metric.score(figure) for figure in picked]

    def against(relation: Callable[[Number, Number], Cell]) -> tuple[Cell, ...]:
        return tuple(
            None if score is None or base is None else relation(score, base) for score in scores
        )

    return [
        Column(
            "difference",
            "how much more than the first",
            against(difference),
            metric.kind,
        ),
        Column(
            "ratio",
            "how many times the first",
            against(ratio),
            Kind.RATIO,
        ),
        Column(
            "percent_change",
            "how much more than the first, in hundredths of it",
            against(percent_change),
            Kind.PERCENT,
            "Change",
        ),
    ]


def _sentence(figure: Figure, first: Figure, metric: Metric) -> str:
    score, base = metric.score(figure), metric.score(first)
    if score is None or base is None:
        return f"{figure.place.name} can't be compared with {first.place.name}: a rate is unknown."
    start = f"{figure.place.name} has {metric.in_words(score)}{metric.suffix}"
    end = f"{first.place.name} ({metric.in_words(base)})"
    gap = difference(score, base)
    if gap == 0:
        return f"{start}, as many as {end}."
    times = ratio(score, base)
    tail = f", {ratio_in_words(times)} times its figure" if times is not None else ""
    return f"{start}, {metric.in_words(abs(gap))} {'more' if gap > 0 else 'less'} than {end}{tail}."


def _unlike(picked: Sequence[Figure]) -> str:
    """Why the figures are not like with like; empty if they are."""
    first = picked[0]
    for figure in picked[1:]:
        if not figure.series.period.same_time(first.series.period):
            spans = [
                f"{each.place.name}'s figure covers {_span(each.series.period)} ({each.series.id})"
                for each in (first, figure)
            ]
            return f"{listing(spans)}: different times are not alike."
        if figure.series.source.origin is not first.series.source.origin:
            origins = [
                f"{each.place.name}'s figure goes back to {each.series.source.origin.publisher} "
                f"({each.series.id})"
                for each in (first, figure)
            ]
            return f"{listing(origins)}: different origins may count differently."
    return ""


def _span(period: Period) -> str:
    months = f"{period.months:.3g}"
    return f"{months} month{'' if months == '1' else 's'}, {period.in_words()}"


def _other_ratios(picked: Sequence[Figure], metric: Metric) -> Effects:
    """What the ratios would be with another value of a figure."""
    first = picked[0]

    def effects(figure: Figure, other: Reading) -> Iterator[Effect]:
        would_score = metric.score(figure, other.value)
        for each in picked[1:] if figure is first else [figure]:
            score = metric.score(each) if figure is first else would_score
            base = would_score if figure is first else metric.score(first)
            would_be, now = _ratio(score, base), _ratio(metric.score(each), metric.score(first))
            if would_be is not None and now is not None:
                text = (
                    f"With {number(other.value)}, {each.place.name} is {ratio_in_words(would_be)} "
                    f"times {first.place.name}, not {ratio_in_words(now)}"
                )
                yield Effect(other.value, each.place.id, "ratio", would_be, now, text)

    return effects


def _ratio(score: Number | None, base: Number | None) -> float | None:
    return None if score is None or base is None else ratio(score, base)


def _enclosed(picked: Sequence[Figure]) -> list[Caveat]:
    places = {figure.place.id: figure.place for figure in picked}
    above = picked[0].place.facts.nesting.nearest_above(places)
    caveats = []
    for place in places.values():
        whole = above.get(place.id)
        while whole is not None:
            text = f"{place.name} lies in {places[whole].name}: its figure is part of it."
            caveats.append(Caveat("within", text, Weight.VITAL, places=(place.id, whole)))
            whole = above.get(whole)
    return caveats
