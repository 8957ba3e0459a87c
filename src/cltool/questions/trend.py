"""How did a place's figures change?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..answer import Answer, Column, Kind, Note
from ..arithmetic import Number, percent_change, ratio
from ..errors import NoAnswerError, UsageError
from ..evidence import Evidence, dispute_notes, readings, source_notes, weigh
from ..figures import Figure, candidates, cite, describe, figures, standing_notes
from ..gazetteer import find_all
from ..model import FactBase, Place, Series
from ..wording import number
from ..wording import percent as percent_in_words
from ..wording import rate as rate_in_words
from .rank import EVIDENCE_COLUMNS, chosen_unit


@dataclass(frozen=True, slots=True)
class _Step:
    """A figure with the one of the time before; None for the first."""

    figure: Figure
    before: Figure | None

    @property
    def change(self) -> float | None:
        return percent_change(self.figure.value, self.before.value) if self.before else None


@dataclass(frozen=True, slots=True)
class _Monthly:
    """Figures a month, for a measure that adds up over time.

    There are none for a measure that does not, nor for a day, at which things are counted rather
    than during it.
    """

    additive: bool

    def of(self, value: Number, months: Number) -> float | None:
        return ratio(value, months) if self.additive and months >= 1 else None

    def figure(self, figure: Figure) -> float | None:
        return self.of(figure.value, figure.series.period.months)

    def change(self, step: _Step) -> float | None:
        if step.before is None:
            return None
        return _change(self.figure(step.figure), self.figure(step.before))


def _change(value: float | None, base: float | None) -> float | None:
    return None if value is None or base is None else percent_change(value, base)


def trend(facts: FactBase, places: Sequence[str], *, measure: str | None = None) -> Answer:
    """Follow one measure over the periods that the fact base holds.

    One figure a period: that of the default series' source, or else of the value that most
    independent sources give, or else the first in file order.

    Args:
        facts: The fact base.
        places: The names of the places.
        measure: The id of the measure; by default that of the default series.

    Returns:
        A row a place and period: place, name, period_start, period_end, months, value, per_month,
        and against the period before percent_change and per_month_change; how many independent
        sources agree, the other values, series and source.

    Raises:
        UsageError: If a name is unknown, or there is none.
        NoAnswerError: If there is no figure for a place.
    """
    if not places:
        raise UsageError("given no place, expected one or more; try: cltool trend norfolk")
    found = find_all(facts, places)
    choices = candidates(facts, None, measure)
    steps = [step for place in found for step in _steps(facts, choices, place)]
    used = [step.figure for step in steps]
    weighed = {id(each): weigh(facts, [each])[each.place.id] for each in used}
    counted = facts.measure_by_id[choices[0].measure]
    agreeing, disputed = EVIDENCE_COLUMNS
    monthly = _Monthly(counted.additive)
    full = max(monthly.figure(step.figure) or 0 for step in steps)
    return Answer(
        question="trend",
        title=f"{describe(counted)}: change over time",
        summary=" ".join(_sentence(place, steps, monthly) for place in found),
        columns=(
            Column("place", Kind.PLACE, for_people=False),
            Column("name", heading="Place", for_people=len(found) > 1),
            Column("period_start", heading="From"),
            Column("period_end", heading="To"),
            Column("months", Kind.RATE),
            Column("value", Kind.NUMBER, chosen_unit(facts, choices[0])),
            Column("per_month", Kind.RATE, "Per month", bar_full=full),
            Column("percent_change", Kind.PERCENT, "Change"),
            Column("per_month_change", Kind.PERCENT, "Its change"),
            replace(agreeing, for_people=False),
            replace(disputed, for_people=any(each.others for each in weighed.values())),
            Column("series", for_people=False),
            Column("source", for_people=False),
        ),
        rows=tuple(
            (
                step.figure.place.id,
                step.figure.place.name,
                step.figure.series.period.start,
                step.figure.series.period.end,
                step.figure.series.period.months,
                step.figure.value,
                monthly.figure(step.figure),
                step.change,
                monthly.change(step),
                weighed[id(step.figure)].agreeing,
                weighed[id(step.figure)].disputed,
                step.figure.series.id,
                step.figure.series.source,
            )
            for step in steps
        ),
        notes=(
            *(
                note
                for step in steps
                for note in _disputes(step.figure, steps, weighed[id(step.figure)])
            ),
            *_windows(facts, steps, monthly),
            *_warnings(facts, used),
            *standing_notes(facts, used),
        ),
        citations=cite(facts, used),
    )


def _steps(facts: FactBase, choices: Sequence[Series], place: Place) -> list[_Step]:
    said = [
        figure for series in choices for figure in figures(facts, series) if figure.place is place
    ]
    if not said:
        raise NoAnswerError(
            f"the measure {choices[0].measure} has no figure for {place.name}; for what there is: "
            f"cltool facts {place.id}"
        )
    times: list[list[Figure]] = []
    for figure in said:
        for time in times:
            if any(figure.series.period.same_time(each.series.period) for each in time):
                time.append(figure)
                break
        else:
            times.append([figure])
    chosen = sorted(
        (_chosen(facts, time) for time in times),
        key=lambda each: (each.series.period.first, each.series.period.last),
    )
    return [_Step(figure, before) for figure, before in zip(chosen, [None, *chosen], strict=False)]


def _chosen(facts: FactBase, time: Sequence[Figure]) -> Figure:
    """The one figure of a time."""
    default = facts.series_by_id[facts.default_series].source
    for figure in time:
        if figure.series.source == default:
            return figure
    origin = facts.origin(facts.source_by_id[time[0].series.source])
    akin = [each for each in time if facts.origin(facts.source_by_id[each.series.source]) is origin]
    agreed = readings(facts, akin)[0].figures
    return next(figure for figure in time if figure in agreed)


def _sentence(place: Place, steps: Sequence[_Step], monthly: _Monthly) -> str:
    mine = [step for step in steps if step.figure.place is place]
    if len(mine) == 1:
        period = mine[0].figure.series.period.in_words()
        return f"{place.name}: {number(mine[0].figure.value)}, {period} only."
    values = " to ".join(number(step.figure.value) for step in mine)
    sentence = f"{place.name}: {values}, {_moved(mine[-1].change)} as printed"
    a_month = monthly.change(mine[-1])
    return (
        f"{sentence}." if a_month is None else f"{sentence}; a month on average, {_moved(a_month)}."
    )


def _moved(change: float | None) -> str:
    if change is None:
        return "from nothing"
    if change == 0:
        return "unchanged"
    return f"{'up' if change > 0 else 'down'} {percent_in_words(abs(change))}"


def _disputes(figure: Figure, steps: Sequence[_Step], evidence: Evidence) -> list[Note]:
    """The other values of a figure, with what they would make of the changes to and from it."""
    effects = {}
    for other in evidence.others:
        changes = [
            (percent_change(other.value, step.before.value), step.change)
            if step.figure is figure
            else (percent_change(step.figure.value, other.value), step.change)
            for step in steps
            if step.before and figure in (step.figure, step.before)
        ]
        effects[figure.place.id, other.value] = [
            f"With {number(other.value)}, it is {_moved(new)} as printed, not {_moved(old)}"
            for new, old in changes
        ]
    period = figure.series.period.in_words()
    return [
        Note(note.kind, f"{period}, {note.text}")
        for note in dispute_notes([figure], {figure.place.id: evidence}, effects)
    ]


def _windows(facts: FactBase, steps: Sequence[_Step], monthly: _Monthly) -> list[Note]:
    """What the change a month would be if another source's period is the right one."""
    notes = []
    for step in steps:
        if step.before is None or monthly.change(step) is None:
            continue
        for figure in (step.before, step.figure):
            evidence = weigh(facts, [figure])[figure.place.id]
            for months, said in _other_windows(figure, evidence).items():
                other = monthly.of(figure.value, months)
                change = (
                    _change(monthly.figure(step.figure), other)
                    if figure is step.before
                    else _change(other, monthly.figure(step.before))
                )
                source = facts.source_by_id[said.series.source].publisher
                notes.append(
                    Note(
                        "window",
                        f"{figure.place.name}: {source} gives {said.series.period.in_words()}, "
                        f"{rate_in_words(months)} months; by that the average a month is "
                        f"{_moved(change)}, not {_moved(monthly.change(step))}.",
                    )
                )
    return notes


def _other_windows(figure: Figure, evidence: Evidence) -> dict[Number, Figure]:
    """The figures of the same value whose periods have another length, by its months."""
    own = figure.series.period.months
    found: dict[Number, Figure] = {}
    for each in evidence.chosen.figures:
        if each.series.period.months != own:
            found.setdefault(each.series.period.months, each)
    return found


def _warnings(facts: FactBase, used: Sequence[Figure]) -> list[Note]:
    """What the origins say of themselves, where figures of several times stand side by side."""
    origins = {}
    for figure in used:
        origin = facts.origin(facts.source_by_id[figure.series.source])
        origins[origin.id] = origin
    notes = [
        Note("origin", f"{origin.publisher}, {origin.title}: {origin.note}")
        for origin in origins.values()
        if origin.note and len({str(figure.series.period) for figure in used}) > 1
    ]
    relayed = [note for note in source_notes(facts, used) if note.kind == "repeats"]
    return [*notes, *relayed]
