"""What do places add up to?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Unpack

from ..answer import Answer, Caveat, Cell, Column, Effect, Kind, Weight
from ..arithmetic import Number, exact_total, rounded
from ..errors import NoAnswerError, Parameter, UsageError
from ..linked.evidence import Reading
from ..linked.fact_base import FactBase
from ..linked.finding import find_all
from ..linked.record import Measure
from ..linked.series import Figure
from ..selection.alike import why_unlike
from ..selection.caveats import Effects, disputes
from ..selection.choice import Choice, Heading, Selection, select
from ..selection.citing import span
from ..selection.columns import evidence_columns
from ..selection.metrics import Values
from ..selection.shares import Sum
from ..selection.words import worded
from ..wording import listing, number
from .parts import refuse_nested

MOST_NAMED = 4


def total(
    facts: FactBase, places: Sequence[str], *, anyway: bool = False, **choice: Unpack[Choice]
) -> Answer:
    """Add up the figures of places.

    Args:
        facts: The fact base.
        places: The names of two places or more.
        anyway: Answer, with a caveat, even where the figures are not alike.
        choice: Which figures; see `Choice`.

    Returns:
        A row a place, and a last one for the total: where one unit may count in several places,
        that is the most it can be.

    Raises:
        UsageError: If there are not two places, a name is unknown, one place lies in another, or
            rates are asked for.
        NoAnswerError: If a place has no figure, the measure does not add up, or the figures are
            not alike.
    """
    found = find_all(facts, places)
    if len(found) < 2:
        raise UsageError(
            "given one place, expected two or more", hint="try: cltool total essex norfolk"
        )
    refuse_nested(found)
    view = select(facts, **choice)
    if not isinstance(view.metric, Values):
        raise UsageError("totals are of figures, not of rates; leave out ", Parameter("per"))
    _refuse_what_has_no_total(view.measure)
    picked = view.pick(found)
    unlike = why_unlike(picked)
    if unlike and not anyway:
        raise NoAnswerError(unlike, hint="To add them up anyway, add --anyway.")
    together = Sum("total", tuple(picked), totalled=True)
    return view.answer(
        Heading("total", f"{view.measure.title}: total, {span(picked)}", _summary(together)),
        columns=_columns(view, together),
        caveats=[
            *_overlapping(together),
            *view.chosen_caveats(picked),
            *([Caveat("unlike", unlike, Weight.VITAL)] if unlike else []),
            *disputes(picked, _other_totals(together)),
            *worded(picked),
        ],
        used=picked,
    )


def _refuse_what_has_no_total(measure: Measure) -> None:
    if not measure.adds_up:
        raise NoAnswerError(
            f"{measure.name} has no total: it is a {measure.type}, so the figures of places do not "
            "add up",
            hint="for their mean: cltool average",
        )
    if measure.overlapping and measure.record.signed:
        raise NoAnswerError(
            f"{measure.name} has no total: {measure.unit} may count in several places, and below "
            "zero, so a sum says nothing"
        )


def _summary(together: Sum) -> str:
    unit = together.figures[0].series.measure.unit
    told = listing([f"{x.place.name} {number(x.value)}" for x in together.figures], MOST_NAMED)
    bounds = _bounds(together)
    if together.at_most:
        return f"At most {number(rounded(together.most))} {unit} together: {told}."
    start = f"{number(together.value)} {unit} together"
    if bounds is not None:
        least, most = map(number, bounds)
        start += f" (between {least} and {most})"
    return f"{start}: {told}."


def _bounds(one: Sum) -> tuple[Number, Number] | None:
    """The least and the most that a sum may be; None where it is exact."""
    least, most = one.least, one.most
    return None if least == most else (rounded(least), rounded(most))


def _told(together: Sum) -> Number:
    """The sum; where units may count twice, the most that it may be."""
    return rounded(together.most) if together.at_most else together.value


def _columns(view: Selection, together: Sum) -> list[Column]:
    figures = together.figures
    sums = [*map(Sum.of, figures), together]
    bounds, is_most = [_bounds(each) for each in sums], together.at_most
    least_told = any(each is not None for each in bounds)
    most_told = any(
        each is not None and each[1] != one.value and one is not (together if is_most else None)
        for one, each in zip(sums, bounds, strict=True)
    )
    return [
        Column(
            "place",
            "the id of the place; none for the total",
            (*(figure.place.id for figure in figures), None),
            Kind.PLACE,
            for_people=False,
        ),
        Column(
            "name",
            "its name, or that it is the total",
            (*(x.place.name for x in figures), "Total, at most" if is_most else "Total"),
            heading="Place",
            weight=Weight.VITAL,
        ),
        Column(
            "value",
            "the figure, in the measure's unit; of the total, the sum, or the most that it may be",
            (*(each.value for each in figures), _told(together)),
            Kind.NUMBER,
            view.measure.heading,
            weight=Weight.VITAL,
        ),
        *(
            Column(
                f"value_{name}",
                f"the {name} that it may be; none where it is exact",
                tuple(each[at] if each else None for each in bounds),
                Kind.NUMBER,
                f"At {name}",
                for_people=told,
            )
            for at, (name, told) in enumerate((("least", least_told), ("most", most_told)))
        ),
        *(_with_last(each) for each in evidence_columns(figures)),
        *view.source_columns([*figures, None]),
    ]


def _with_last(column: Column) -> Column:
    """A column of the places, with the cell of the total: none."""
    nothing: Cell = () if column.kind is Kind.LIST else None
    return replace(column, cells=(*column.cells, nothing))


def _other_totals(together: Sum) -> Effects:
    """What the total would be with another value of a figure."""

    def effects(figure: Figure, other: Reading) -> Iterator[Effect]:
        rest = [x for x in together.figures if x is not figure]
        would = rounded(exact_total([*(x.value for x in rest), other.value]))
        if together.at_most:
            most = max(x.most for x in other.figures)
            would = rounded(exact_total([*(x.most for x in rest), most]))
        start, now = "at most " if together.at_most else "", _told(together)
        text = f"With {number(other.value)}, the total is {start}{number(would)}, not {number(now)}"
        yield Effect(other.value, "", "value", would, now, text)

    return effects


def _overlapping(together: Sum) -> list[Caveat]:
    if not together.at_most:
        return []
    unit = together.figures[0].series.measure.unit
    least = rounded(together.least)
    text = (
        f"In this measure some {unit} count in more than one place: together they are at most "
        f"{number(rounded(together.most))}, and at least {number(least)}."
    )
    numbers: dict[str, Number | None] = {"least": least, "most": rounded(together.most)}
    return [Caveat("overlapping", text, Weight.VITAL, column="value", numbers=numbers)]
