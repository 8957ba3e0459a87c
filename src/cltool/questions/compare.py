"""How do places differ from the first?"""

from collections.abc import Mapping, Sequence

from ..answer import Answer, Cell, Column, Kind, Note
from ..arithmetic import Number, difference, percent_change, ratio
from ..errors import NoAnswerError, UsageError
from ..evidence import Evidence, dispute_notes, pool, source_notes, weigh
from ..figures import (
    Figure,
    candidates,
    choice_notes,
    cite,
    describe,
    figures,
    pick,
    span,
    standing_notes,
)
from ..gazetteer import find_all
from ..model import FactBase
from ..period import Period
from ..rates import Values, yardstick
from ..wording import listing, number
from ..wording import ratio as ratio_in_words
from .rank import EVIDENCE_COLUMNS, chosen_unit


def compare(
    facts: FactBase,
    places: Sequence[str],
    *,
    series: str | None = None,
    measure: str | None = None,
    all_sources: bool = False,
    per: str | None = None,
    scale: int | None = None,
    anyway: bool = False,
) -> Answer:
    """Compare the figures of places with that of the first.

    Args:
        facts: The fact base.
        places: The names of two places or more.
        series: The id of the series to answer from.
        measure: The id of the measure to answer from.
        all_sources: Answer from all that the series' origin is reported to say; each row then
            names its series.
        per: The id of the measure to divide by: compare the rates instead of the values.
        scale: The base of the rates.
        anyway: Answer, with a note, even where the figures are not alike.

    Returns:
        A row a place: place, name, value (per_value, rate), and against the first the difference,
        the ratio and the change in percent (both None where the first is 0); how many independent
        sources agree, and the other values.

    Raises:
        UsageError: If there are not two places, or a name is unknown.
        NoAnswerError: If a place has no figure, or the figures are not alike.
    """
    if len(places) < 2:
        raise UsageError("given one place, expected two or more; try: cltool compare essex norfolk")
    found = find_all(facts, places)
    choices = candidates(facts, series, measure)
    picked = pick(facts, choices, found, pool if all_sources else figures)
    unlike = _unlike(facts, picked)
    if unlike and not anyway:
        raise NoAnswerError(f"{unlike} To compare them anyway, add --anyway.")
    first = picked[0]
    by = yardstick(facts, picked, per, scale)
    weighed = weigh(facts, picked)
    return Answer(
        question="compare",
        title=f"{describe(facts.measure_by_id[first.series.measure])}: {span(picked)}",
        summary=" ".join(_sentence(figure, first, by) for figure in picked[1:]),
        columns=(
            Column("place", Kind.PLACE, for_people=False),
            Column("name", heading="Place"),
            Column("value", Kind.NUMBER, chosen_unit(facts, first.series)),
            *by.columns,
            Column("difference", Kind.RATE if per else Kind.NUMBER),
            Column("ratio", Kind.RATIO),
            Column("percent_change", Kind.PERCENT, "Change"),
            *EVIDENCE_COLUMNS,
            *([Column("series")] if all_sources else []),
        ),
        rows=tuple(
            (
                figure.place.id,
                figure.place.name,
                figure.value,
                *by.cells(figure),
                *_against(by.score(figure), by.score(first)),
                weighed[figure.place.id].agreeing,
                weighed[figure.place.id].disputed,
                *([figure.series.id] if all_sources else []),
            )
            for figure in picked
        ),
        notes=(
            *dispute_notes(picked, weighed, _other_ratios(picked, by, weighed)),
            *([Note("unlike", unlike)] if unlike else []),
            *_enclosed(facts, picked),
            *([] if all_sources else choice_notes(facts, choices, picked)),
            *by.notes(facts, picked),
            *source_notes(facts, picked),
            *standing_notes(facts, picked),
        ),
        citations=cite(facts, by.cited(picked)),
    )


def _against(score: Number | None, base: Number | None) -> tuple[Cell, Cell, Cell]:
    """The difference, the ratio and the change in percent; all None where a rate is unknown."""
    if score is None or base is None:
        return None, None, None
    return difference(score, base), ratio(score, base), percent_change(score, base)


def _sentence(figure: Figure, first: Figure, by: Values) -> str:
    score, base = by.score(figure), by.score(first)
    if score is None or base is None:
        return f"{figure.place.name} can't be compared with {first.place.name}: a rate is unknown."
    start = f"{figure.place.name} has {by.in_words(score)}{by.base}"
    end = f"{first.place.name} ({by.in_words(base)})"
    gap = difference(score, base)
    if gap == 0:
        return f"{start}, as many as {end}."
    times = ratio(score, base)
    tail = f", {ratio_in_words(times)} times its figure" if times is not None else ""
    return f"{start}, {by.in_words(abs(gap))} {'more' if gap > 0 else 'less'} than {end}{tail}."


def _unlike(facts: FactBase, picked: Sequence[Figure]) -> str:
    """Why the figures are not like with like; empty if they are."""
    first = picked[0]
    for figure in picked[1:]:
        if not figure.series.period.same_time(first.series.period):
            spans = [
                f"{each.place.name}'s figure covers {_span(each.series.period)} ({each.series.id})"
                for each in (first, figure)
            ]
            return f"{listing(spans)}: different times are not alike."
        origins = [facts.origin(facts.source_by_id[each.series.source]) for each in (first, figure)]
        if origins[0] is not origins[1]:
            spans = [
                f"{each.place.name}'s figure goes back to {origin.publisher} ({each.series.id})"
                for each, origin in zip((first, figure), origins, strict=True)
            ]
            return f"{listing(spans)}: different origins may count differently."
    return ""


def _span(period: Period) -> str:
    months = f"{period.months:.3g}"
    return f"{months} month{'' if months == '1' else 's'}, {period.in_words()}"


def _other_ratios(
    picked: Sequence[Figure], by: Values, weighed: Mapping[str, Evidence]
) -> dict[tuple[str, Number], list[str]]:
    """What the ratios would be with another value of a disputed figure."""
    first = picked[0]
    found: dict[tuple[str, Number], list[str]] = {}
    for figure in picked:
        for other in weighed[figure.place.id].others:
            would_score = by.score(figure, other.value)
            pairs = (
                [(each, by.score(each), would_score) for each in picked[1:]]
                if figure is first
                else [(figure, would_score, by.score(first))]
            )
            effects = []
            for each, score, base in pairs:
                times, now = _ratio(score, base), _ratio(by.score(each), by.score(first))
                if times is not None and now is not None:
                    effects.append(
                        f"With {number(other.value)}, {each.place.name} is "
                        f"{ratio_in_words(times)} times {first.place.name}, "
                        f"not {ratio_in_words(now)}"
                    )
            found[figure.place.id, other.value] = effects
    return found


def _ratio(score: Number | None, base: Number | None) -> float | None:
    return None if score is None or base is None else ratio(score, base)


def _enclosed(facts: FactBase, picked: Sequence[Figure]) -> list[Note]:
    return [
        Note("within", f"{part.place.name} lies in {whole.place.name}: its figure is part of it.")
        for part in picked
        for whole in picked
        if whole.place in facts.enclosing(part.place)
    ]
