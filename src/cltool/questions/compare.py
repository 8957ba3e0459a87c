"""How do places differ from the first?"""

from collections.abc import Sequence

from ..answer import Answer, Column, Kind, Note
from ..arithmetic import difference, percent_change, ratio
from ..errors import NoAnswerError, UsageError
from ..figures import Figure, candidates, cite, describe, pick, standing_notes
from ..model import FactBase
from ..places import find_all
from ..wording import listing, number
from ..wording import ratio as ratio_in_words
from .rank import chosen_unit


def compare(
    facts: FactBase,
    places: Sequence[str],
    *,
    series: str | None = None,
    measure: str | None = None,
    anyway: bool = False,
) -> Answer:
    """Compare the figures of places with that of the first.

    Args:
        facts: The fact base.
        places: The names of two places or more.
        series: The id of the series to answer from.
        measure: The id of the measure to answer from.
        anyway: Answer, with a note, even where the figures are not alike.

    Returns:
        A row a place: place, name, value, and against the first place's value the difference,
        the ratio and the change in percent (both None where the first is 0).

    Raises:
        UsageError: If there are not two places, or a name is unknown.
        NoAnswerError: If a place has no figure, or the figures are not alike.
    """
    if len(places) < 2:
        raise UsageError("given one place, expected two or more; try: cltool compare essex norfolk")
    found = find_all(facts, places)
    picked = pick(facts, candidates(facts, series, measure), found)
    unlike = _unlike(picked)
    if unlike and not anyway:
        raise NoAnswerError(f"{unlike} To compare them anyway, add --anyway.")
    first = picked[0]
    periods = listing(list(dict.fromkeys(each.series.period.in_words() for each in picked)))
    return Answer(
        question="compare",
        title=f"{describe(facts.measure_by_id[first.series.measure])}: {periods}",
        summary=" ".join(_sentence(figure, first) for figure in picked[1:]),
        columns=(
            Column("place", Kind.PLACE, for_people=False),
            Column("name", heading="Place"),
            Column("value", Kind.NUMBER, chosen_unit(facts, first.series)),
            Column("difference", Kind.NUMBER),
            Column("ratio", Kind.RATIO),
            Column("percent_change", Kind.PERCENT, "Change"),
        ),
        rows=tuple(
            (
                figure.place.id,
                figure.place.name,
                figure.value,
                difference(figure.value, first.value),
                ratio(figure.value, first.value),
                percent_change(figure.value, first.value),
            )
            for figure in picked
        ),
        notes=(
            *([Note("unlike", unlike)] if unlike else []),
            *_enclosed(facts, picked),
            *standing_notes(facts, picked),
        ),
        citations=cite(facts, picked),
    )


def _sentence(figure: Figure, first: Figure) -> str:
    name, value = figure.place.name, number(figure.value)
    base = f"{first.place.name} ({number(first.value)})"
    gap = difference(figure.value, first.value)
    if gap == 0:
        return f"{name} has {value}, as many as {base}."
    times = ratio(figure.value, first.value)
    tail = f", {ratio_in_words(times)} times its figure" if times is not None else ""
    return (
        f"{name} has {value}, {number(abs(gap))} {'more' if gap > 0 else 'less'} than {base}{tail}."
    )


def _unlike(picked: Sequence[Figure]) -> str:
    first = picked[0].series
    for figure in picked[1:]:
        if figure.series.period != first.period:
            return (
                f"{picked[0].place.name} has a figure for {first.period.in_words()} ({first.id}), "
                f"{figure.place.name} for {figure.series.period.in_words()} ({figure.series.id})."
            )
    return ""


def _enclosed(facts: FactBase, picked: Sequence[Figure]) -> list[Note]:
    return [
        Note("within", f"{part.place.name} lies in {whole.place.name}: its figure is part of it.")
        for part in picked
        for whole in picked
        if whole.place in facts.enclosing(part.place)
    ]
