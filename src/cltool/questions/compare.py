"""How do places differ from the first?"""

from collections.abc import Callable, Iterator, Sequence
from typing import Unpack

from ..answer import Answer, Caveat, Cell, Column, Effect, Kind, Weight
from ..arithmetic import Number, difference, percent_change, ratio, rounded
from ..errors import NoAnswerError, UsageError
from ..linked.evidence import Reading
from ..linked.fact_base import FactBase
from ..linked.finding import find_all
from ..linked.series import Figure
from ..selection.alike import why_unlike
from ..selection.caveats import Effects, disputes
from ..selection.choice import Choice, Heading, Selection, select
from ..selection.citing import span
from ..selection.columns import evidence_columns, place_columns
from ..selection.headlines import comparing, leading
from ..selection.metrics import Metric
from ..selection.ranking import by_competition
from ..selection.words import worded
from ..wording import alternatives, listing, number, points
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
    unlike = why_unlike(picked)
    if unlike and not anyway:
        raise NoAnswerError(unlike, hint="To compare them anyway, add --anyway.")
    view.metric.check(picked)
    return view.answer(
        _heading(view, picked),
        columns=[
            *place_columns(picked),
            *view.metric.columns(picked),
            *_differences(picked, view.metric),
            *evidence_columns(picked),
            *view.source_columns(picked),
        ],
        caveats=[
            *view.chosen_caveats(picked),
            *([Caveat("unlike", unlike, Weight.VITAL)] if unlike else []),
            *_close(picked, view.metric),
            *disputes(picked, _other_ratios(picked, view.metric)),
            *worded(picked),
            *_enclosed(picked),
        ],
        used=picked,
    )


def _heading(view: Selection, picked: Sequence[Figure]) -> Heading:
    metric = view.metric
    summary = " ".join(_sentence(figure, picked[0], metric) for figure in picked[1:])
    title = f"{view.measure.title}: {span(picked)}"
    if len(picked) > 2:
        extent = f"of the {number(len(picked))} places compared"
        headline = leading(by_competition(picked, metric), metric, extent)
        return Heading("compare", title, summary, headline)
    if others := _by_others(picked, metric):
        summary = f"{summary.removesuffix('.')}; by other sources {listing(others)} times."
    names = alternatives([figure.place.name for figure in picked])
    differing = f"Sources differ on whether {names} has the higher figure."
    return Heading("compare", title, summary, comparing(picked, metric), differing)


def _by_others(picked: Sequence[Figure], metric: Metric) -> list[str]:
    """How many times it is by other values, in words; none where one turns the answer round."""
    effects = _other_ratios(picked, metric)
    found = [
        effect
        for figure in picked
        for other in figure.evidence.others
        for effect in effects(figure, other)
    ]
    if any(effect.reverses for effect in found):
        return []
    ratios = [each.value for each in found if each.result == "ratio" and each.value is not None]
    return list(dict.fromkeys(map(ratio_in_words, ratios)))


def _differences(picked: Sequence[Figure], metric: Metric) -> list[Column]:
    """How each figure differs from the first: absolutely, in times and in percent."""
    base = metric.score(picked[0])
    scores = [metric.score(figure) for figure in picked]
    points = picked[0].series.measure.in_percent

    def against(relation: Callable[[Number, Number], Cell]) -> tuple[Cell, ...]:
        return tuple(
            None if score is None or base is None else relation(score, base) for score in scores
        )

    percents = against(lambda score, base: None if points else _percent_more(score, base))
    return [
        Column(
            "difference",
            "how much more than the first; of percentages, in percentage points",
            against(difference),
            metric.kind,
            "Points" if points else "",
            relative=True,
        ),
        Column(
            "ratio",
            "how many times the first; none of what is negative",
            against(_times),
            Kind.RATIO,
            relative=True,
        ),
        Column(
            "percent_difference",
            "how much more than the first, in hundredths of it; none of percentages",
            percents,
            Kind.PERCENT,
            "In percent",
            weight=Weight.BACKGROUND,
            relative=True,
        ),
    ]


def _times(score: Number, base: Number) -> float | None:
    """How many times a base a score is; None where one of them is negative, or the base 0."""
    return ratio(score, base) if score >= 0 and base >= 0 else None


def _percent_more(score: Number, base: Number) -> float | None:
    """How much more than a base a score is, in hundredths of it; None of a base of 0 or less."""
    return percent_change(score, base) if base > 0 else None


def _sentence(figure: Figure, first: Figure, metric: Metric) -> str:
    score, base = metric.score(figure), metric.score(first)
    if score is None or base is None:
        return f"{figure.place.name} can't be compared with {first.place.name}: a rate is unknown."
    start = f"{figure.place.name} has {metric.in_words(score)}{metric.suffix}"
    start += metric.during([figure, first])
    end = f"{first.place.name} ({metric.in_words(base)})"
    gap = difference(score, base)
    if gap == 0:
        return f"{start}, the same as {end}."
    more = "more" if gap > 0 else "less"
    if figure.series.measure.in_percent:
        return f"{start}, {points(number(abs(gap)))} {more} than {end}."
    size = metric.in_words(abs(gap))
    many = _times(score, base)
    tail = f", {ratio_in_words(many)} times its figure" if many is not None else ""
    return f"{start}, {size} {more} than {end}{tail}."


def _close(picked: Sequence[Figure], metric: Metric) -> list[Caveat]:
    """The figures that can't be told apart from the first, because each may be off."""
    base, caveats = metric.bounds(picked[0]), []
    for figure in picked[1:]:
        bounds = metric.bounds(figure)
        if base is None or bounds is None or metric.score(figure) == metric.score(picked[0]):
            continue
        if bounds[0] <= base[1] and base[0] <= bounds[1]:
            spans = [
                f"{name} may be {metric.in_words(rounded(least))} to "
                f"{metric.in_words(rounded(most))}"
                for name, (least, most) in (
                    (picked[0].place.name, base),
                    (figure.place.name, bounds),
                )
            ]
            text = f"Can't be told apart: {listing(spans)}."
            places = (picked[0].place.id, figure.place.id)
            caveats.append(Caveat("precision", text, Weight.VITAL, places=places))
    return caveats


def _other_ratios(picked: Sequence[Figure], metric: Metric) -> Effects:
    """What the ratios would be with another value of a figure."""
    first = picked[0]

    def effects(figure: Figure, other: Reading) -> Iterator[Effect]:
        would_score = metric.score(figure, other.value)
        for each in picked[1:] if figure is first else [figure]:
            score = metric.score(each) if figure is first else would_score
            base = would_score if figure is first else metric.score(first)
            if score is None or base is None:
                continue
            now = metric.score(each), metric.score(first)
            yield _with_other(other.value, each, first, metric, (score, base), now)

    return effects


def _with_other(
    value: Number,
    figure: Figure,
    first: Figure,
    metric: Metric,
    would: tuple[Number, Number],
    now: tuple[Number | None, Number | None],
) -> Effect:
    """What a comparison would be with another value of one of the two."""
    gap, many, was = difference(*would), _times(*would), _ratio(*now)
    told = f"the same as {first.place.name}"
    if gap:
        size = metric.in_words(abs(gap))
        if figure.series.measure.in_percent:
            size = points(number(abs(gap)))
        told = f"{size} {'more' if gap > 0 else 'less'} than {first.place.name}"
    text = f"With {number(value)}, {figure.place.name} has {told}"
    if many is None or was is None or ratio_in_words(many) == ratio_in_words(was):
        before = None if None in now else difference(*now)  # type: ignore[arg-type]
        return Effect(value, figure.place.id, "difference", gap, before, text)
    text += f": {ratio_in_words(many)} times, not {ratio_in_words(was)}"
    return Effect(value, figure.place.id, "ratio", many, was, text)


def _ratio(score: Number | None, base: Number | None) -> float | None:
    return None if score is None or base is None else _times(score, base)


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
