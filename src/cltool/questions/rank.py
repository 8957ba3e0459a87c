"""Who is highest?"""

from collections.abc import Sequence

from ..answer import Answer, Column, Kind, Note
from ..arithmetic import percent, total
from ..errors import NoAnswerError, UsageError
from ..figures import Figure, candidates, cite, describe, figures, publisher, standing_notes
from ..model import FactBase, Place, Series
from ..places import find, find_kind, plural
from ..text import fold
from ..wording import number


def rank(
    facts: FactBase,
    kind: str | None = None,
    *,
    within: str | None = None,
    top: int | None = None,
    lowest: bool = False,
    series: str | None = None,
    measure: str | None = None,
) -> Answer:
    """Rank the places of one kind by their figures.

    Equal values share a rank and the next rank is skipped (1, 2, 2, 4: standard competition
    ranking). Kinds are never ranked together.

    Args:
        facts: The fact base.
        kind: The kind of place, in the singular or plural; by default that of the first figure.
        within: Only places that lie in this one.
        top: Only the rows of this rank or better, ties included.
        lowest: Rank from the lowest value up.
        series: The id of the series to answer from.
        measure: The id of the measure to answer from.

    Returns:
        A row a place: rank, place, name, value, and the percent of the listed total.

    Raises:
        UsageError: If the question names something that the facts do not have.
        NoAnswerError: If no series has such figures.
    """
    if top is not None and top < 1:
        raise UsageError(f"given --top {top}, expected 1 or more")
    wanted = find_kind(facts, kind) if kind is not None else None
    whole = find(facts, within) if within is not None else None
    choices = candidates(facts, series, measure)
    listed, others = _listed(facts, choices, wanted, whole)
    chosen, kind = listed[0].series, listed[0].place.kind
    ranked = ordered(listed, lowest=lowest)
    shown = [(place, figure) for place, figure in ranked if top is None or place <= top]
    additive = facts.measure_by_id[chosen.measure].additive
    listed_total = total(figure.value for figure in listed) if additive else 0
    full = max(figure.value for figure in listed)
    area = f" in {whole.name}" if whole else ""
    return Answer(
        question="rank",
        title=f"{describe(facts.measure_by_id[chosen.measure])}: "
        f"{plural(kind)}{area}, {chosen.period.in_words()}",
        summary=_summary(shown, len(listed), f"{kind}{area}", f"{plural(kind)}{area}", lowest),
        columns=(
            Column("rank", Kind.NUMBER),
            Column("place", Kind.PLACE, for_people=False),
            Column("name", heading=kind.capitalize()),
            Column("value", Kind.NUMBER, chosen_unit(facts, chosen), bar_full=full),
            Column("percent", Kind.PERCENT, "Of listed"),
        ),
        rows=tuple(
            (
                position,
                figure.place.id,
                figure.place.name,
                figure.value,
                percent(figure.value, listed_total),
            )
            for position, figure in shown
        ),
        notes=(
            *coverage_notes(facts, chosen, kind, len(listed)),
            *_other_kinds(others),
            *_ties(shown, top),
            *standing_notes(facts, [figure for _, figure in shown]),
        ),
        citations=cite(facts, (figure for _, figure in shown)),
    )


def ordered(listed: Sequence[Figure], *, lowest: bool = False) -> list[tuple[int, Figure]]:
    """The figures by value, then name, each with its rank."""
    sign = 1 if lowest else -1
    by_value = sorted(listed, key=lambda each: (sign * each.value, fold(each.place.name)))
    ranked: list[tuple[int, Figure]] = []
    for count, figure in enumerate(by_value, start=1):
        tied = bool(ranked) and ranked[-1][1].value == figure.value
        ranked.append((ranked[-1][0] if tied else count, figure))
    return ranked


def chosen_unit(facts: FactBase, series: Series) -> str:
    """The unit of a series' values as a heading."""
    unit = facts.measure_by_id[series.measure].unit
    return unit[0].upper() + unit[1:]


def coverage_notes(facts: FactBase, series: Series, kind: str, count: int) -> list[Note]:
    """What the coverage of a series lets no one conclude from a rank in it."""
    who = publisher(facts, series)
    match series.coverage_of(kind):
        case "partial":
            text = (
                f"{who} does not list every {kind}: a rank here is a rank among the "
                f"{number(count)} listed, not among all."
            )
        case "top":
            text = (
                f"{who} lists only the top of a longer list of {plural(kind)}: by its "
                "account, those not listed are lower."
            )
        case "complete":
            return []
    return [Note("coverage", text)]


def _listed(
    facts: FactBase, choices: Sequence[Series], kind: str | None, whole: Place | None
) -> tuple[list[Figure], list[Figure]]:
    """The figures to rank, from the first series that has any; and its figures of other kinds."""
    for series in choices:
        found = [
            figure
            for figure in figures(facts, series)
            if whole is None or whole in facts.enclosing(figure.place)
        ]
        wanted = kind or (found[0].place.kind if found else None)
        listed = [figure for figure in found if figure.place.kind == wanted]
        if listed:
            others = [figure for figure in found if figure.place.kind != wanted]
            return listed, [] if kind else others
    sought = f"{plural(kind) if kind else 'places'}{f' in {whole.name}' if whole else ''}"
    asked = f"series {choices[0].id}" if len(choices) == 1 else f"measure {choices[0].measure}"
    raise NoAnswerError(f"the {asked} has no figures for {sought}; for what there is: cltool facts")


def _summary(
    shown: Sequence[tuple[int, Figure]], count: int, one: str, many: str, lowest: bool
) -> str:
    leaders = ", ".join(f"{figure.place.name} {number(figure.value)}" for _, figure in shown[:3])
    if count == 1:
        return f"The only {one} listed: {leaders}."
    return f"{'Lowest' if lowest else 'Highest'} of the {number(count)} {many} listed: {leaders}."


def _other_kinds(others: Sequence[Figure]) -> list[Note]:
    counts: dict[str, int] = {}
    for figure in others:
        counts[figure.place.kind] = counts.get(figure.place.kind, 0) + 1
    return [
        Note(
            "kinds",
            f"Ranked apart, because kinds are never ranked together: {number(count)} "
            f"{kind if count == 1 else plural(kind)}.",
        )
        for kind, count in counts.items()
    ]


def _ties(shown: Sequence[tuple[int, Figure]], top: int | None) -> list[Note]:
    if top is None or len(shown) <= top:
        return []
    last = shown[-1][0]
    tied = sum(1 for position, _ in shown if position == last)
    return [Note("ties", f"{tied} share rank {last}, so {len(shown)} are shown.")]
