"""How did a place's figures change?"""

from collections.abc import Iterator, Sequence

from ..answer import Answer, Caveat, Effect, Weight
from ..arithmetic import Number, percent_change
from ..dataset.period import Period
from ..errors import NoAnswerError, UsageError
from ..linked.evidence import Reading, readings
from ..linked.fact_base import FactBase
from ..linked.finding import find_all
from ..linked.index import Timeline
from ..linked.record import Place
from ..linked.series import Figure
from ..selection.caveats import Effects, disputes, retellings, standing
from ..selection.choice import Selection, select
from ..selection.citing import cite
from ..wording import number
from ..wording import percent as percent_in_words
from ..wording import rate as rate_in_words
from .steps import Step, a_month, change_of, step_columns


def trend(facts: FactBase, places: Sequence[str], *, measure: str | None = None) -> Answer:
    """Follow one measure over the periods that the fact base holds.

    One figure a period: that of the default series' source, or else of the value that most
    independent sources give, or else the first in file order.

    Args:
        facts: The fact base.
        places: The names of the places.
        measure: The id of the measure; by default that of the default series.

    Returns:
        A row a place and period, with the change against the period before.

    Raises:
        UsageError: If a name is unknown, or there is none.
        NoAnswerError: If there is no figure for a place.
    """
    found = find_all(facts, places)
    if not found:
        raise UsageError("given no place, expected one or more", hint="try: cltool trend norfolk")
    view = select(facts, measure=measure)
    timeline = Timeline(series.period for series in view.candidates)
    by_place = [_steps(view, place, timeline) for place in found]
    steps = [step for steps in by_place for step in steps]
    used = [step.figure for step in steps]
    return Answer(
        question="trend",
        title=f"{view.measure.title}: change over time",
        summary=" ".join(map(_sentence, by_place)),
        columns=tuple(step_columns(steps, several=len(found) > 1)),
        notes=(
            *(caveat for steps in by_place for caveat in _disputes(steps)),
            *(caveat for step in steps for caveat in _windows(step)),
            *_warnings(used),
            *standing(used),
        ),
        citations=cite(used),
    )


def _steps(view: Selection, place: Place, timeline: Timeline) -> list[Step]:
    said = [figure for series in view.candidates if (figure := series.figure(place.id)) is not None]
    if not said:
        raise NoAnswerError(
            f"the measure {view.measure.id} has no figure for {place.name}",
            hint=f"for what there is: cltool facts {place.id}",
        )
    chosen = sorted(
        map(_chosen, _times(said, timeline)),
        key=lambda each: (each.series.period.first, each.series.period.last),
    )
    return [Step(figure, before) for figure, before in zip(chosen, [None, *chosen], strict=False)]


def _times(said: Sequence[Figure], timeline: Timeline) -> list[list[Figure]]:
    """Some figures of one place: each joins the first group that holds one of the same time."""
    times: list[list[Figure]] = []
    joined: dict[Period, int] = {}
    for figure in said:
        period = figure.series.period
        alike = [joined[each] for each in timeline.same_time(period) if each in joined]
        at = min(alike, default=len(times))
        if at == len(times):
            times.append([])
        times[at].append(figure)
        joined[period] = min(at, joined.get(period, at))
    return times


def _chosen(time: Sequence[Figure]) -> Figure:
    """The one figure of a time."""
    first = time[0].series.source
    default = first.facts.default_series.source
    for figure in time:
        if figure.series.source is default:
            return figure
    akin = [each for each in time if each.series.source.origin is first.origin]
    agreed = {id(figure) for figure in readings(akin)[0].figures}
    return next(figure for figure in time if id(figure) in agreed)


def _sentence(steps: Sequence[Step]) -> str:
    """What became of one place."""
    name = steps[0].figure.place.name
    if len(steps) == 1:
        figure = steps[0].figure
        return f"{name}: {number(figure.value)}, {figure.series.period.in_words()} only."
    values = " to ".join(number(step.figure.value) for step in steps)
    sentence = f"{name}: {values}, {_moved(steps[-1].change)} as printed"
    a_month = steps[-1].monthly_change
    return (
        f"{sentence}." if a_month is None else f"{sentence}; a month on average, {_moved(a_month)}."
    )


def _moved(change: float | None) -> str:
    if change is None:
        return "from nothing"
    if change == 0:
        return "unchanged"
    return f"{'up' if change > 0 else 'down'} {percent_in_words(abs(change))}"


def _disputes(steps: Sequence[Step]) -> list[Caveat]:
    """The other values of one place's figures, and what they would make of the changes."""
    return [
        caveat
        for step, after in zip(steps, [*steps[1:], None], strict=True)
        for caveat in disputes([step.figure], _other_changes(step, after), with_period=True)
    ]


def _other_changes(step: Step, after: Step | None) -> Effects:
    """What the changes to and from a figure would be with another value."""

    def effects(figure: Figure, other: Reading) -> Iterator[Effect]:
        if step.before:
            change = percent_change(other.value, step.before.value)
            yield _other_change(figure, other.value, change, step.change)
        if after:
            change = percent_change(after.figure.value, other.value)
            yield _other_change(figure, other.value, change, after.change)

    return effects


def _other_change(
    figure: Figure, other: Number, change: float | None, instead_of: float | None
) -> Effect:
    text = f"With {number(other)}, it is {_moved(change)} as printed, not {_moved(instead_of)}"
    return Effect(other, figure.place.id, "percent_change", change, instead_of, text)


def _windows(step: Step) -> list[Caveat]:
    """What the change a month would be if another source's period is the right one."""
    if step.before is None or step.monthly_change is None:
        return []
    return [
        _window(step, step.before, figure, said)
        for figure in (step.before, step.figure)
        for said in _other_windows(figure)
    ]


def _window(step: Step, before: Figure, figure: Figure, said: Figure) -> Caveat:
    months = said.series.period.months
    other = a_month(figure, months)
    change = (
        change_of(a_month(step.figure), other)
        if figure is before
        else change_of(other, a_month(before))
    )
    text = (
        f"{figure.place.name}: {said.series.publisher} gives {said.series.period.in_words()}, "
        f"{rate_in_words(months)} months; by that the average a month is "
        f"{_moved(change)}, not {_moved(step.monthly_change)}."
    )
    return Caveat(
        "window",
        text,
        Weight.VITAL,
        column="per_month_change",
        places=(figure.place.id,),
        series=(said.series.id,),
        numbers={
            "months": months,
            "per_month": other,
            "per_month_change": change,
            "instead_of": step.monthly_change,
        },
    )


def _other_windows(figure: Figure) -> list[Figure]:
    """Figures of the same value whose periods have another length, one a length."""
    own = figure.series.period.months
    found: dict[Number, Figure] = {}
    for each in figure.evidence.chosen.figures:
        if each.series.period.months != own:
            found.setdefault(each.series.period.months, each)
    return list(found.values())


def _warnings(used: Sequence[Figure]) -> list[Caveat]:
    """What the origins say of themselves, where figures of several times stand side by side."""
    origins = {}
    for figure in used:
        origin = figure.series.source.origin
        origins[origin.id] = origin
    several = len({str(figure.series.period) for figure in used}) > 1
    notes = [
        Caveat("origin", f"{origin.publisher}, {origin.title}: {origin.note}", Weight.VITAL)
        for origin in origins.values()
        if origin.note and several
    ]
    return [*notes, *retellings(used)]
