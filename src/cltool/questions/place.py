"""What is known of a place?"""

from collections.abc import Iterable
from typing import Any

from ..answer import Answer, Column, Kind, Note
from ..arithmetic import percent
from ..evidence import dispute_notes, source_notes, weigh
from ..figures import candidates, choice_notes, cite, describe, figures, pick, standing_notes
from ..gazetteer import find, plural
from ..model import FactBase
from ..rates import yardstick
from ..several import ask_each
from ..wording import number
from ..wording import percent as percent_in_words
from .rank import EVIDENCE_COLUMNS, chosen_unit, coverage_notes, left_out_notes, ordered
from .share import other_shares


def place(
    facts: FactBase,
    name: str,
    *,
    kind: str | None = None,
    per: str | None = None,
    scale: int | None = None,
    series: str | None = None,
    measure: str | None = None,
) -> Answer:
    """Give a place's figure, its share of the enclosing place, and its rank among its kind.

    Args:
        facts: The fact base.
        name: The name of the place.
        kind: The kind that it must have, if any.
        per: The id of the measure to divide by: rank by the rate instead of the value.
        scale: The base of the rate.
        series: The id of the series to answer from.
        measure: The id of the measure to answer from.

    Returns:
        One row: place, name, kind, within, value (per_value, rate), percent_of_within, rank, and
        how many places of its kind the series ranks; how many independent sources agree, and the
        other values.

    Raises:
        UsageError: If the name is unknown or of another kind.
        NoAnswerError: If there is no figure for it.
    """
    found = find(facts, name, kind)
    choices = candidates(facts, series, measure)
    figure = pick(facts, choices, [found])[0]
    chosen = figure.series
    counted = facts.measure_by_id[chosen.measure]
    here = figures(facts, chosen)
    alike = [each for each in here if each.place.kind == found.kind]
    by = yardstick(facts, alike, per, scale)
    position = next(rank for rank, each in ordered(alike, by) if each.place is found)
    around = next(facts.enclosing(found), None)
    whole = next((each for each in here if each.place is around), None)
    portion = percent(figure.value, whole.value) if whole and counted.additive else None
    used = [figure]
    pairs = []
    if whole and portion is not None:
        used.append(whole)
        pairs.append((figure, whole))
    weighed = weigh(facts, used)
    effects = other_shares(pairs, weighed)
    for other in weighed[found.id].others if by.columns else ():
        rate = by.score(figure, other.value)
        if rate is not None:
            effects.setdefault((found.id, other.value), []).append(
                f"With {number(other.value)}, it is {by.in_words(rate)}{by.base}"
            )
    summary = f"{found.name}: {number(figure.value)} {counted.unit}"
    if whole and portion is not None:
        summary += f", {percent_in_words(portion)} of {whole.place.name} ({number(whole.value)})"
    listed = f"{number(len(alike))} {plural(found.kind)} listed"
    score = by.score(figure)
    if by.columns and score is not None:
        summary += f", {by.in_words(score)}{by.base}"
    if len(alike) > 1 and position is not None:
        summary += f"; rank {number(position)} of the {listed}"
    return Answer(
        question="place",
        title=f"{found.name}: {describe(counted)}, {chosen.period.in_words()}",
        summary=f"{summary}.",
        columns=(
            Column("place", Kind.PLACE, for_people=False),
            Column("name"),
            Column("kind"),
            Column("within", Kind.PLACE),
            Column("value", Kind.NUMBER, chosen_unit(facts, chosen)),
            *by.columns,
            Column("percent_of_within", Kind.PERCENT, f"Of {around.name}" if around else ""),
            Column("rank", Kind.NUMBER),
            Column("ranked", Kind.NUMBER, f"{plural(found.kind).capitalize()} listed"),
            *EVIDENCE_COLUMNS,
        ),
        rows=(
            (
                found.id,
                found.name,
                found.kind,
                found.within,
                figure.value,
                *by.cells(figure),
                portion,
                position,
                len(alike),
                weighed[found.id].agreeing,
                weighed[found.id].disputed,
            ),
        ),
        notes=(
            *dispute_notes(used, weighed, effects),
            *([Note("place", f"{found.name}: {found.note}")] if found.note else []),
            *coverage_notes(facts, chosen, found.kind, len(alike)),
            *left_out_notes(facts, chosen, figure, None, per=per),
            *choice_notes(facts, choices, [figure]),
            *by.notes(facts, [figure]),
            *source_notes(facts, used),
            *standing_notes(facts, used),
        ),
        citations=cite(facts, [*by.cited([figure]), *used]),
        names={around.id: around.name} if around else {},
        record=True,
    )


def each_place(facts: FactBase, names: Iterable[str], **options: Any) -> Answer:
    """Tell of several places in one answer; a `-` among the names reads standard input.

    Args:
        facts: The fact base.
        names: The names of the places.
        options: What `place` takes.

    Raises:
        CltoolError: If no name has an answer; see `place`.
    """
    return ask_each(names, lambda name: place(facts, name, **options))
