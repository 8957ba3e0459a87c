"""An answer of parts and their wholes."""

from collections.abc import Sequence
from dataclasses import replace

from ..answer import Answer, Caveat, Column, Kind, Weight
from ..arithmetic import Number
from ..errors import UsageError
from ..linked.record import Place
from ..linked.series import Figure
from ..selection.caveats import disputes
from ..selection.choice import Heading, Selection
from ..selection.citing import span
from ..selection.headlines import sharing
from ..selection.shares import Part, Sum, other_shares
from ..wording import number


def exceeds(what: str, part: Part) -> Caveat:
    """The caveat that a part is larger than its whole; `what` names it."""
    whole = part.whole
    text = f"{what}: {number(part.value)}, more than {whole.name} ({number(whole.value)})."
    numbers: dict[str, Number | None] = {"parts": part.value, "whole": whole.value}
    places = tuple(figure.place.id for figure in part.figures)
    return Caveat("exceeds", text, Weight.VITAL, column="value", places=places, numbers=numbers)


def refuse_nested(places: Sequence[Place]) -> None:
    """Refuse places that lie in each other, to be added together.

    Raises:
        UsageError: If one lies in another.
    """
    facts = places[0].facts
    inner = facts.nesting.nearest_above([place.id for place in places])
    for place in places:
        if place.id in inner:
            around = facts.place_by_id[inner[place.id]].name
            raise UsageError(
                f"{place.name} lies in {around}: together they would count twice; name one of them"
            )


def parts_answer(
    view: Selection, parts: Sequence[Part], summary: str, caveats: Sequence[Caveat]
) -> Answer:
    """The answer that shows some parts: see `Selection.answer`."""
    wholes = list({part.whole.key: part.whole for part in parts}.values())
    shown = [part.figure for part in parts if part.figure]
    figures = [*shown, *(figure for whole in wholes for figure in whole.figures)]
    used = list({figure.place.id: figure for figure in figures}.values())
    of = wholes[0].name if len(wholes) == 1 else ""
    answer = view.answer(
        Heading(
            "share",
            f"{view.measure.title}: parts{f' of {of}' if of else ''}, {span(used)}",
            summary,
            sharing(parts, of_all=parts[0].whole.figure is not None),
        ),
        columns=_columns(view, parts, of),
        caveats=[*disputes(used, other_shares(parts)), *caveats, *_overlapping(view, shown)],
        used=used,
    )
    names = {whole.key: whole.name for whole in wholes if whole.figure}
    return replace(answer, names=names)


def _columns(view: Selection, parts: Sequence[Part], of: str) -> list[Column]:
    figures = [part.figure for part in parts]
    return [
        Column(
            "place",
            "the id of the place; none for a sum or a remainder",
            tuple(figure.place.id if figure else None for figure in figures),
            Kind.PLACE,
            for_people=False,
        ),
        Column(
            "name",
            "what the part is called",
            tuple(f"{x.name}, at most" if x.sum.at_most else x.name for x in parts),
            heading="Part",
            weight=Weight.VITAL,
        ),
        Column(
            "value",
            "the figure, in the measure's unit; of a sum where units overlap, the most it can be",
            tuple(part.value for part in parts),
            Kind.NUMBER,
            view.measure.heading,
            weight=Weight.VITAL,
        ),
        *_whole_columns([part.whole for part in parts], of),
        Column(
            "percent",
            "the part in hundredths of the whole; none for a sum where units overlap",
            tuple(None if part.sum.at_most else part.percent for part in parts),
            Kind.PERCENT,
            "Share",
            bar_full=100,
            weight=Weight.VITAL,
        ),
        *_bounds(parts),
        *view.source_columns(figures),
    ]


def _whole_columns(wholes: Sequence[Sum], of: str) -> list[Column]:
    """What the parts are of; `of` names it where it is the same for all."""
    return [
        Column(
            "whole",
            "the id of the whole; none for the total of those listed",
            tuple(whole.figure.place.id if whole.figure else None for whole in wholes),
            Kind.PLACE,
            "Of",
            for_people=not of,
        ),
        Column(
            "whole_value",
            "the figure of the whole",
            tuple(whole.value for whole in wholes),
            Kind.NUMBER,
            "Of" if of else "Whole",
        ),
    ]


def _bounds(parts: Sequence[Part]) -> list[Column]:
    """What the shares may be at least and at most, where figures may be off or units overlap."""
    bounds = [part.bounds for part in parts]
    told = any(each is not None for each in bounds)
    return [
        Column(
            f"percent_{name}",
            f"the {name} that it may be; none where it is exact",
            tuple(each[at] if each else None for each in bounds),
            Kind.PERCENT,
            heading,
            for_people=told,
        )
        for at, (name, heading) in enumerate((("least", "At least"), ("most", "At most")))
    ]


def _overlapping(view: Selection, shown: Sequence[Figure]) -> list[Caveat]:
    if not view.measure.overlapping or len(shown) < 2:
        return []
    text = (
        f"In this measure some {view.measure.unit} count in more than one place: what parts add "
        "up to is at most that, and what remains at least."
    )
    return [Caveat("overlapping", text, Weight.VITAL)]
