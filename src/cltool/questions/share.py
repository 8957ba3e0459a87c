"""What part of the whole?"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..answer import Answer, Cell, Column, Kind, Note
from ..arithmetic import Number, difference, percent, total
from ..errors import NoAnswerError, UsageError
from ..figures import Figure, candidates, cite, describe, figures, pick, publisher, standing_notes
from ..model import FactBase, Measure, Place, Series
from ..places import find, find_all, plural
from ..wording import listing, number
from ..wording import percent as percent_in_words
from .rank import chosen_unit


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a part is a part of: a place, or, where that has no figure, all that is listed."""

    place: Place | None
    name: str
    value: Number
    figure: Figure | None = None

    @property
    def key(self) -> str:
        """What tells it from other wholes."""
        return self.place.id if self.place else f"the {self.name}"


def share(
    facts: FactBase,
    places: Sequence[str] = (),
    *,
    of: str | None = None,
    series: str | None = None,
    measure: str | None = None,
) -> Answer:
    """Give places as parts of a whole.

    Args:
        facts: The fact base.
        places: The names of the parts; without any, every part of the whole and the remainder.
        of: The name of the whole. By default each place's enclosing place, or, where that has no
            figure, the total of the places of its kind that are listed.
        series: The id of the series to answer from.
        measure: The id of the measure to answer from.

    Returns:
        A row a part: place, name, value, whole, whole_value, percent. Several parts of one whole
        are followed by their sum, the parts of a whole by what remains of it.

    Raises:
        UsageError: If a name is unknown, a place lies outside the whole, or parts overlap.
        NoAnswerError: If figures are missing, or the measure is not additive.
    """
    whole = find(facts, of) if of is not None else None
    parts = find_all(facts, places)
    choices = candidates(facts, series, measure)
    counted = facts.measure_by_id[choices[0].measure]
    if not counted.additive:
        raise NoAnswerError(
            f"{counted.name} has no shares: it is not additive, so parts do not make up a whole"
        )
    if parts:
        _refuse_overlaps(facts, parts, whole)
        return _parts(facts, counted, choices, parts, whole)
    if whole is None:
        raise UsageError("name a place, or a whole with --of; try: cltool share --of essex")
    return _breakdown(facts, counted, choices, whole)


def _refuse_overlaps(facts: FactBase, parts: Sequence[Place], whole: Place | None) -> None:
    for part in parts:
        around = list(facts.enclosing(part))
        if whole is not None and whole not in around:
            raise UsageError(f"{part.name} does not lie in {whole.name}, so it has no share of it")
        for other in parts:
            if other in around:
                raise UsageError(
                    f"{part.name} lies in {other.name}: together they would count twice; "
                    "name one of them"
                )


def _parts(
    facts: FactBase,
    counted: Measure,
    choices: Sequence[Series],
    parts: Sequence[Place],
    whole: Place | None,
) -> Answer:
    chosen = _series_with_wholes(facts, choices, parts, whole)
    here = {figure.place.id: figure for figure in figures(facts, chosen)}
    found = [(here[part.id], _whole_of(facts, here, part, whole)) for part in parts]
    rows = [_row(part.place.id, part.place.name, part.value, whole) for part, whole in found]
    sentences = [
        f"{part.place.name}: {number(part.value)} of {number(whole.value)}, "
        f"{_share_in_words(part.value, whole)}."
        for part, whole in found
    ]
    wholes = list({whole.key: whole for _, whole in found}.values())
    used = [part for part, _ in found] + [each.figure for each in wholes if each.figure]
    notes = _whole_notes(facts, chosen, wholes, found)
    if len(parts) > 1 and len(wholes) == 1:
        one = found[0][1]
        together = total(part.value for part, _ in found)
        rows.append(_row(None, "together", together, one))
        sentences.append(
            f"Together: {number(together)} of {number(one.value)}, "
            f"{_share_in_words(together, one)}."
        )
        notes += _excess("the places named", together, one)
    elif len(parts) > 1:
        notes.append(Note("wholes", "Not added together: they are parts of different wholes."))
    return _answer(facts, counted, chosen, rows, " ".join(sentences), notes, used, wholes)


def _series_with_wholes(
    facts: FactBase, choices: Sequence[Series], parts: Sequence[Place], whole: Place | None
) -> Series:
    """The first series with figures for the parts and their wholes; failing that, for the parts."""
    wanted = {part.id for part in parts}
    around = {whole.id} if whole else {part.within for part in parts}
    holding = []
    for series in choices:
        listed = {observation.place for observation in series.observations}
        if wanted <= listed:
            if around <= listed:
                return series
            holding.append(series)
    if not holding:
        pick(facts, choices, parts)  # says which place has no figure, if one has none
        names = listing([part.name for part in parts])
        raise NoAnswerError(f"no one series has figures for {names}; ask for each alone")
    if whole is not None:
        pick(facts, holding, [whole])
    return holding[0]


def _whole_of(facts: FactBase, here: dict[str, Figure], part: Place, whole: Place | None) -> _Whole:
    place = whole or next(facts.enclosing(part), None)
    if place is not None and place.id in here:
        return _Whole(place, place.name, here[place.id].value, here[place.id])
    alike = [figure.value for figure in here.values() if figure.place.kind == part.kind]
    if len(alike) == 1:
        series = here[part.id].series.id
        around = f"{place.name}, its whole" if place else f"another {part.kind}"
        raise NoAnswerError(
            f"series {series} has a figure for {part.name}, but none for {around}; "
            "for other figures: cltool facts" + (f" {place.id}" if place else "")
        )
    return _Whole(None, f"the {number(len(alike))} {plural(part.kind)} listed", total(alike))


def _breakdown(
    facts: FactBase, counted: Measure, choices: Sequence[Series], whole: Place
) -> Answer:
    chosen, parts, left_out = _series_with_parts(facts, choices, whole)
    figure = pick(facts, [chosen], [whole])[0]
    one = _Whole(whole, whole.name, figure.value, figure)
    kind = parts[0].place.kind
    by_value = sorted(parts, key=lambda each: -each.value)
    rows = [_row(part.place.id, part.place.name, part.value, one) for part in by_value]
    listed = total(part.value for part in parts)
    rest = difference(one.value, listed)
    counts = f"{number(len(parts))} {kind if len(parts) == 1 else plural(kind)} listed"
    summary = f"{counts} in {whole.name}: {number(listed)} of {number(one.value)}"
    if rest >= 0:
        rows.append(_row(None, f"not in a listed {kind}", rest, one))
        summary += f"; {number(rest)} not in a listed {kind}"
    notes = _excess(f"the {plural(kind)} listed", listed, one)
    if left_out:
        kinds = listing([plural(each) for each in left_out])
        notes.append(Note("kinds", f"Left out, because kinds are not added together: {kinds}."))
    used = [*by_value, figure]
    return _answer(facts, counted, chosen, rows, f"{summary}.", notes, used, [one])


def _series_with_parts(
    facts: FactBase, choices: Sequence[Series], whole: Place
) -> tuple[Series, list[Figure], list[str]]:
    """The first series with a figure for a whole and for parts of it, of one kind."""
    for series in choices:
        here = figures(facts, series)
        inside = [figure for figure in here if whole in facts.enclosing(figure.place)]
        if inside and any(figure.place is whole for figure in here):
            kind = inside[0].place.kind
            alike = {figure.place.id for figure in inside if figure.place.kind == kind}
            parts = [
                figure
                for figure in inside
                if figure.place.id in alike
                and not any(place.id in alike for place in facts.enclosing(figure.place))
            ]
            kinds = dict.fromkeys(figure.place.kind for figure in inside)
            return series, parts, [each for each in kinds if each != kind]
    pick(facts, choices, [whole])  # says so, if the whole has no figure
    raise NoAnswerError(
        f"no series has figures for {whole.name} and for parts of it; for what there is: "
        f"cltool facts {whole.id}"
    )


def _row(place: str | None, name: str, value: Number, whole: _Whole) -> tuple[Cell, ...]:
    whole_id = whole.place.id if whole.place else None
    return place, name, value, whole_id, whole.value, percent(value, whole.value)


def _share_in_words(value: Number, whole: _Whole) -> str:
    part = percent(value, whole.value)
    return (
        f"no share of {whole.name}"
        if part is None
        else (f"{percent_in_words(part)} of {whole.name}")
    )


def _whole_notes(
    facts: FactBase,
    series: Series,
    wholes: Sequence[_Whole],
    found: Sequence[tuple[Figure, _Whole]],
) -> list[Note]:
    notes = [
        Note(
            "exceeds",
            f"{part.place.name} ({number(part.value)}) is more than {whole.name} "
            f"({number(whole.value)}).",
        )
        for part, whole in found
        if part.value > whole.value
    ]
    for whole in wholes:
        if whole.place is None:
            kind = next(part.place.kind for part, each in found if each.key == whole.key)
            limits = "" if series.coverage_of(kind) == "complete" else f", not all {plural(kind)}"
            notes.append(
                Note("whole", f"The whole is {whole.name} by {publisher(facts, series)}{limits}.")
            )
    return notes


def _excess(what: str, value: Number, whole: _Whole) -> list[Note]:
    if value <= whole.value:
        return []
    return [
        Note(
            "exceeds",
            f"{what[0].upper()}{what[1:]} add up to {number(value)}, more than {whole.name} "
            f"({number(whole.value)}).",
        )
    ]


def _answer(
    facts: FactBase,
    counted: Measure,
    series: Series,
    rows: Sequence[tuple[Cell, ...]],
    summary: str,
    notes: Sequence[Note],
    used: Sequence[Figure],
    wholes: Sequence[_Whole],
) -> Answer:
    overlap = (
        [Note("overlapping", f"In this measure some {counted.unit} count in more than one place.")]
        if counted.overlapping
        else []
    )
    whole = f"parts of {wholes[0].name}" if len(wholes) == 1 else "parts"
    return Answer(
        question="share",
        title=f"{describe(counted)}: {whole}, {series.period.in_words()}",
        summary=summary,
        columns=(
            Column("place", Kind.PLACE, for_people=False),
            Column("name", heading="Part"),
            Column("value", Kind.NUMBER, chosen_unit(facts, series)),
            Column("whole", Kind.PLACE, "Of", for_people=len(wholes) > 1),
            Column("whole_value", Kind.NUMBER, "Of" if len(wholes) == 1 else "Whole"),
            Column("percent", Kind.PERCENT, "Share", bar_full=100),
        ),
        rows=tuple(rows),
        notes=(*notes, *overlap, *standing_notes(facts, used)),
        citations=cite(facts, used),
        names={each.place.id: each.place.name for each in wholes if each.place},
    )
