"""How did a place's figures change?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Unpack

from ..answer import Answer, Caveat, Effect, Weight, by_weight
from ..arithmetic import Number
from ..errors import UsageError
from ..linked.evidence import Reading
from ..linked.fact_base import FactBase
from ..linked.finding import find_all
from ..linked.series import Figure
from ..selection.caveats import Effects, disputes
from ..selection.choice import Choice, Heading, select
from ..selection.headlines import moving
from ..selection.metrics import Metric
from ..selection.standing import warned
from ..selection.story import Story, story
from ..selection.words import placed_in_time, worded
from ..wording import number, points
from ..wording import percent as percent_in_words
from ..wording import rate as rate_in_words
from .readings import every_change, own_readings
from .steps import Change, step_columns, steps_of


def trend(
    facts: FactBase, places: Sequence[str], *, anyway: bool = False, **choice: Unpack[Choice]
) -> Answer:
    """Follow places over the periods held, from one source as far as it goes; see `story`.

    Args:
        facts: The fact base.
        places: The names of the places.
        anyway: Answer, with a caveat, even where origins differ or periods overlap.
        choice: Which figures, and measured by what. The series is that whose source is followed;
            all sources follow that of the default series, and fill in from others.

    Returns:
        A row a place and edition or period, with the changes against the row before and the first.

    Raises:
        UsageError: If a name is unknown, or there is none.
        NoAnswerError: If there is no figure for a place, or its figures are not alike.
    """
    found = find_all(facts, places)
    if not found:
        raise UsageError("given no place, expected one or more", hint="try: cltool trend norfolk")
    view = select(facts, **choice)
    asked = choice.get("series") is not None
    stories = [story(view, place, asked=asked, anyway=anyway) for place in found]
    used = [figure for each in stories for figure in each.figures]
    view.metric.check(used)
    steps = [step for each in stories for step in steps_of(each.figures, view.metric)]
    spliced = any(each.spliced for each in stories)
    answer = view.answer(
        Heading(
            "trend",
            f"{view.measure.title}: change over time",
            " ".join(_sentence(each, view.metric) for each in stories),
            _headline(stories, view.metric),
            _differing(stories, view.metric),
        ),
        columns=step_columns(steps, view.metric, several=len(found) > 1, spliced=spliced),
        caveats=[
            *(caveat for each in stories for caveat in each.caveats()),
            *(caveat for each in stories for caveat in _disputes(each, view.metric)),
            *(caveat for each in stories for caveat in _windows(each, view.metric)),
            *(caveat for each in stories for caveat in _precision(each, view.metric)),
            *worded(used, placed_in_time),
        ],
        used=used,
    )
    return replace(answer, notes=_warned(answer.notes, stories))


def _warned(notes: Sequence[Caveat], stories: Sequence[Story]) -> tuple[Caveat, ...]:
    """Some caveats, of which those of later reports are vital: they may forbid a comparison."""
    origins = [[x.series.source.origin for x in each.figures] for each in stories]
    later = [later for first, *others in origins for later in others if later is not first]
    return by_weight(sorted(warned(notes, later), key=lambda each: each.kind == "as-worded"))


def _whole_change(told: Story, metric: Metric) -> Change | None:
    """The change from the first figure to the last."""
    if len(told.figures) < 2:
        return None
    return Change(told.figures[-1], told.figures[0], metric)


def _sentence(told: Story, metric: Metric) -> str:
    """What became of one place, from the first figure to the last."""
    first, last = told.figures[0], told.figures[-1]
    name, change = told.place.name, _whole_change(told, metric)
    before, after = (_score_in_words(each, metric) for each in (first, last))
    if change is None:
        return f"{name}: {before}, {first.series.period.in_words()} only."
    source = "" if told.spliced or told.joined else ", by one source throughout"
    extent = ""
    if len(told.figures) > 2:
        extent = f" from {first.series.period.in_words()} to {last.series.period.in_words()}"
    if change.by_the_month:
        ends = product(own_readings(last), own_readings(first))
        found = [change.monthly(months, x, value, base) for (value, months), (base, x) in ends]
        changes = [each for each in found if each is not None]
        moved = f"the monthly figure is {_between(changes)}"
        return f"{name}: {before} to {after}{extent}; {moved}{source}."
    return f"{name}: {before} to {after}{extent}; {_moved_in_words(change)}{source}."


def _score_in_words(figure: Figure, metric: Metric) -> str:
    score = metric.score(figure)
    if score is None:
        return "an unknown rate"
    return f"{metric.in_words(score)}{metric.suffix}{metric.during([figure])}"


def _moved_in_words(change: Change) -> str:
    """A change for people: in percent; of percentages, in points; from 0 or less, in the unit."""
    percent, more = change.percent(), change.difference
    if percent is not None:
        return _moved(percent)
    if more is None:
        return "the change is unknown"
    if more == 0:
        return "unchanged"
    direction = "up" if more > 0 else "down"
    points_only = change.figure.series.measure.in_percent
    size = number(abs(more)) if points_only else change.metric.in_words(abs(more))
    if points_only:
        return f"{direction} {points(size)}"
    return f"{direction} {size}"


def _moved(change: float | None) -> str:
    if change is None:
        return "from nothing"
    if change == 0:
        return "unchanged"
    return f"{'up' if change > 0 else 'down'} {percent_in_words(abs(change))}"


def _between(changes: Sequence[float]) -> str:
    """One change, or the range of several: `down 36.5% to 40.5%`, `from down 5.0% to up 3.0%`."""
    least, most = min(changes), max(changes)
    if _moved(least) == _moved(most):
        return _moved(least)
    if least > 0:
        return f"up {percent_in_words(least)} to {percent_in_words(most)}"
    if most < 0:
        return f"down {percent_in_words(-most)} to {percent_in_words(-least)}"
    return f"from {_moved(least)} to {_moved(most)}"


def _disputes(told: Story, metric: Metric) -> list[Caveat]:
    """The other values of one place's figures, and what they would make of the changes."""
    change = _whole_change(told, metric)
    return disputes(told.figures, _other_changes(told, metric, change), with_period=True)


def _other_changes(told: Story, metric: Metric, whole: Change | None) -> Effects:
    """What a change would be with another value of a figure.

    Of the first and the last figure the whole change; of one between them, that from the one
    before.
    """

    def effects(figure: Figure, other: Reading) -> Iterator[Effect]:
        at = told.figures.index(figure)
        if whole is None:
            return
        change = whole
        if 0 < at < len(told.figures) - 1:
            change = Change(figure, told.figures[at - 1], metric)
        values: dict[str, Number] = {"base" if figure is change.base else "value": other.value}
        if change.by_the_month:
            lengths = "base_months" if figure is change.base else "months"
            values[lengths] = other.figures[0].series.period.months
            result, would_be, now = "per_month_change", change.monthly(**values), change.monthly()
            subject = "the monthly figure"
        else:
            result, would_be, now = "percent_change", change.percent(**values), change.percent()
            subject = "it"
        if would_be is None and now is None:
            return
        text = f"With {number(other.value)}, {subject} is {_moved(would_be)}, not {_moved(now)}"
        yield Effect(other.value, figure.place.id, result, would_be, now, text)

    return effects


def _headline(stories: Sequence[Story], metric: Metric) -> str:
    """Whether figures rose or fell, from the first to the last, whichever value is right."""
    changes = [_whole_change(each, metric) for each in stories]
    known = [each for each in changes if each is not None]
    if len(known) < len(stories):
        return ""
    monthly = any(each.by_the_month for each in known)
    found = [(each.figure.place.name, every_change(each)) for each in known]
    return moving(found, "monthly figure" if monthly else "figure")


def _differing(stories: Sequence[Story], metric: Metric) -> str:
    """What sources differ on, where another value turns the change of the only place round."""
    change = _whole_change(stories[0], metric) if len(stories) == 1 else None
    if change is None:
        return ""
    what = "monthly figure" if change.by_the_month else "figure"
    return f"Sources differ on whether the {what} rose or fell."


def _windows(told: Story, metric: Metric) -> list[Caveat]:
    """What the change a month would be if another source's period is the right one."""
    change = _whole_change(told, metric)
    if change is None or change.monthly() is None:
        return []
    return [
        _window(change, figure, said)
        for figure in (change.base, change.figure)
        for said in _other_windows(figure)
    ]


def _window(change: Change, figure: Figure, said: Figure) -> Caveat:
    months = said.series.period.months
    which = "base_months" if figure is change.base else "months"
    would_be = change.monthly(**{which: months})
    now = change.monthly()
    text = (
        f"{figure.place.name}: {said.series.publisher} gives {said.series.period.in_words()}, "
        f"{rate_in_words(months)} months; by that the monthly figure is {_moved(would_be)}, not "
        f"{_moved(now)}."
    )
    return Caveat(
        "window",
        text,
        column="per_month_change",
        places=(figure.place.id,),
        series=(said.series.id,),
        numbers={"months": months, "per_month_change": would_be, "instead_of": now},
    )


def _other_windows(figure: Figure) -> list[Figure]:
    """Figures of the same value whose periods have another length, one a length."""
    own = figure.series.period.months
    found: dict[Number, Figure] = {}
    for each in figure.evidence.chosen.figures:
        if each.series.period.months != own:
            found.setdefault(each.series.period.months, each)
    return list(found.values())


def _precision(told: Story, metric: Metric) -> list[Caveat]:
    """Between what the change lies where figures may be off: vital if it may be up or down."""
    change = _whole_change(told, metric)
    if change is None or change.percent() is None:
        return []
    last, first = change.figure, change.base
    if last.is_exact and first.is_exact:
        return []
    low, high = change.extremes()
    if low is None:
        return []
    what = "the monthly figure" if change.by_the_month else "it"
    most = "more than can be told" if high is None else _moved(high)
    text = f"{told.place.name}: as figures may be off, {what} is between {_moved(low)} and {most}."
    reverses = low <= 0 and (high is None or high >= 0)
    return [
        Caveat(
            "precision",
            text,
            Weight.VITAL if reverses else Weight.USEFUL,
            column="per_month_change" if change.by_the_month else "percent_change",
            places=(told.place.id,),
            numbers={"least": low, "most": high},
        )
    ]
