"""Who is highest?"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from ..answer import Answer, Column, Kind, Note
from ..arithmetic import Number, exact_total, percent
from ..errors import NoAnswerError, UsageError
from ..evidence import Evidence, dispute_notes, kin, pool, source_notes, weigh
from ..figures import (
    Figure,
    Holding,
    candidates,
    cite,
    describe,
    figures,
    publisher,
    span,
    standing_notes,
)
from ..gazetteer import find, find_kind, plural
from ..model import FactBase, Place, Series
from ..rates import Values, yardstick
from ..text import fold
from ..wording import listing, number, ordinal

MOST_NAMED = 3
EVIDENCE_COLUMNS = (
    Column("agreeing", Kind.NUMBER, "Sources"),
    Column("disputed", Kind.LIST, "Others say"),
)
"""How many independent sources give a value, and which other values there are."""


def rank(
    facts: FactBase,
    kind: str | None = None,
    *,
    within: str | None = None,
    top: int | None = None,
    lowest: bool = False,
    all_sources: bool = False,
    per: str | None = None,
    scale: int | None = None,
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
        all_sources: Answer from all that the series' origin is reported to say; each row then
            names its series.
        per: The id of the measure to divide by: rank by the rate instead of the value.
        scale: The base of the rate.
        series: The id of the series to answer from.
        measure: The id of the measure to answer from.

    Returns:
        A row a place: rank, place, name, value (and per_value and rate), the percent
        of the listed total, how many independent sources agree, and the other values. A place with
        no rate comes last, without a rank.

    Raises:
        UsageError: If the question names something that the facts do not have.
        NoAnswerError: If no series has such figures.
    """
    if top is not None and top < 1:
        raise UsageError(f"given --top {top}, expected 1 or more")
    wanted = find_kind(facts, kind) if kind is not None else None
    whole = find(facts, within) if within is not None else None
    choices = candidates(facts, series, measure)
    held_by = pool if all_sources else figures
    chosen, listed, others = _listed(facts, choices, wanted, whole, held_by)
    kind = listed[0].place.kind
    by = yardstick(facts, listed, per, scale)
    ranked = ordered(listed, by, lowest=lowest)
    shown = [each for each in ranked if top is None or (each[0] or top + 1) <= top]
    used = [figure for _, figure in shown]
    weighed = weigh(facts, used)
    additive = facts.measure_by_id[chosen.measure].additive
    listed_total = exact_total(figure.value for figure in listed) if additive else 0
    full = max(by.score(figure) or 0 for figure in listed)
    known = [figure for position, figure in ranked if position is not None]
    left_out = (
        left_out_notes(facts, chosen, known[-1], whole, per=per)
        if known and not all_sources and not lowest
        else []
    )
    percents = [percent(figure.value, listed_total) for figure in used]
    area = f" in {whole.name}" if whole else ""
    count = sum(position is not None for position, _ in ranked)
    return Answer(
        question="rank",
        title=f"{describe(facts.measure_by_id[chosen.measure])}: "
        f"{plural(kind)}{area}, {span(listed)}",
        summary=_summary(shown, by, lowest, count, f"{kind if count == 1 else plural(kind)}{area}"),
        columns=(
            Column("rank", Kind.NUMBER),
            Column("place", Kind.PLACE, for_people=False),
            Column("name", heading=kind.capitalize()),
            *barred((Column("value", Kind.NUMBER, chosen_unit(facts, chosen)), *by.columns), full),
            Column("percent", Kind.PERCENT, "Of listed"),
            *EVIDENCE_COLUMNS,
            *([Column("series")] if all_sources else []),
        ),
        rows=tuple(
            (
                position,
                figure.place.id,
                figure.place.name,
                figure.value,
                *by.cells(figure),
                share,
                weighed[figure.place.id].agreeing,
                weighed[figure.place.id].disputed,
                *([figure.series.id] if all_sources else []),
            )
            for (position, figure), share in zip(shown, percents, strict=True)
        ),
        notes=(
            *dispute_notes(used, weighed, _other_ranks(shown, ranked, by, weighed, lowest)),
            *coverage_notes(facts, chosen, kind, count, pooled=all_sources, rates=per is not None),
            *left_out,
            *_other_kinds(others),
            *_ties(shown, top),
            *rounding_notes(percents, "the listed"),
            *by.notes(facts, listed),
            *source_notes(facts, listed),
            *standing_notes(facts, used),
        ),
        citations=cite(facts, by.cited(used)),
    )


Ranked: TypeAlias = tuple[int | None, Figure]
"""A figure with its rank; None where there is no rate to rank by."""


def ordered(listed: Sequence[Figure], by: Values, *, lowest: bool = False) -> list[Ranked]:
    """The figures by score, then name, each with its rank; those without a score last."""
    sign = 1 if lowest else -1
    scored = [(by.score(figure), fold(figure.place.name), figure) for figure in listed]
    known = sorted(
        ((sign * score, name, figure) for score, name, figure in scored if score is not None),
        key=lambda each: each[:2],
    )
    ranked: list[Ranked] = []
    previous: tuple[Number, int] | None = None
    for count, (score, _, figure) in enumerate(known, start=1):
        if previous is None or score != previous[0]:
            previous = (score, count)
        ranked.append((previous[1], figure))
    unknown = sorted((each for each in scored if each[0] is None), key=lambda each: each[1])
    return ranked + [(None, figure) for _, _, figure in unknown]


def rounding_notes(percents: Sequence[float | None], whole: str) -> list[Note]:
    """A word on shares that make up a whole, but not as rounded for people."""
    known = [percent for percent in percents if percent is not None]
    if not known or round(sum(known), 6) != 100:
        return []
    shown = round(sum(round(percent, 1) for percent in known), 1)
    if shown == 100:
        return []
    return [Note("rounding", f"Rounded, the shares of {whole} add up to {shown}%, not 100%.")]


def barred(columns: Sequence[Column], full: Number) -> list[Column]:
    """The columns, with a bar for the last."""
    return [*columns[:-1], replace(columns[-1], bar_full=full)]


def chosen_unit(facts: FactBase, series: Series) -> str:
    """The unit of a series' values as a heading."""
    unit = facts.measure_by_id[series.measure].unit
    return unit[0].upper() + unit[1:]


def coverage_notes(
    facts: FactBase,
    series: Series,
    kind: str,
    count: int,
    *,
    pooled: bool = False,
    rates: bool = False,
) -> list[Note]:
    """What the coverage of a series lets no one conclude from a rank in it.

    Args:
        facts: The fact base.
        series: The series.
        kind: The kind of place that is ranked.
        count: How many are ranked.
        pooled: Whether the figures of the series' kin are ranked too.
        rates: Whether rates are ranked: the top by value need not be the top by rate.
    """
    if pooled:
        coverages = {each.coverage_of(kind) for each in kin(facts, series)}
        who, coverage = "No source lists", "complete" if "complete" in coverages else "partial"
    else:
        who, coverage = publisher(facts, series), series.coverage_of(kind)
    match "partial" if coverage == "top" and rates else coverage:
        case "partial":
            verb = "" if pooled else " does not list"
            limit = (
                f"a rank here is a rank among the {number(count)} listed, not among all"
                if count > 1
                else "a rank among one says nothing"
            )
            text = f"{who}{verb} every {kind}: {limit}."
        case "top":
            text = (
                f"{who} lists only the top of a longer list of {plural(kind)}: by its "
                "account, those not listed are lower."
            )
        case _:
            return []
    return [Note("coverage", text)]


def _listed(
    facts: FactBase,
    choices: Sequence[Series],
    kind: str | None,
    whole: Place | None,
    held_by: Holding,
) -> tuple[Series, list[Figure], list[Figure]]:
    """The first series that has figures to rank, those figures, and its figures of other kinds."""
    for series in choices:
        found = [
            figure
            for figure in held_by(facts, series)
            if whole is None or whole in facts.enclosing(figure.place)
        ]
        wanted = kind or (found[0].place.kind if found else None)
        listed = [figure for figure in found if figure.place.kind == wanted]
        if listed:
            others = [figure for figure in found if figure.place.kind != wanted]
            return series, listed, [] if kind else others
    sought = f"{plural(kind) if kind else 'places'}{f' in {whole.name}' if whole else ''}"
    asked = f"series {choices[0].id}" if len(choices) == 1 else f"measure {choices[0].measure}"
    raise NoAnswerError(f"the {asked} has no figures for {sought}; for what there is: cltool facts")


def _other_ranks(
    shown: Sequence[Ranked],
    ranked: Sequence[Ranked],
    by: Values,
    weighed: Mapping[str, Evidence],
    lowest: bool,
) -> dict[tuple[str, Number], list[str]]:
    """The rank that each disputed figure would have with another value, where it would differ."""
    sign = 1 if lowest else -1
    scores = [by.score(figure) for _, figure in ranked]
    known = [sign * score for score in scores if score is not None]
    found = {}
    for position, figure in shown:
        own = by.score(figure)
        for other in weighed[figure.place.id].others:
            would_score = by.score(figure, other.value)
            if position is None or own is None or would_score is None:
                continue
            better = bisect_left(known, sign * would_score)
            would_be = 1 + better - (1 if sign * own < sign * would_score else 0)
            if would_be != position:
                effect = (
                    f"With {number(other.value)}, {figure.place.name} would be "
                    f"{ordinal(would_be)}, not {ordinal(position)}"
                )
                found[figure.place.id, other.value] = [effect]
    return found


def _summary(shown: Sequence[Ranked], by: Values, lowest: bool, count: int, noun: str) -> str:
    scores = [(figure.place.name, by.score(figure)) for _, figure in shown]
    leaders = ", ".join(
        f"{name} {by.in_words(score)}" for name, score in scores[:MOST_NAMED] if score is not None
    )
    listed = "listed with a rate" if by.columns else "listed"
    if count == 1:
        return f"The only {noun} {listed}: {leaders}{by.base}."
    extreme = "Lowest" if lowest else "Highest"
    return f"{extreme} of the {number(count)} {noun} {listed}: {leaders}{by.base}."


def _other_kinds(others: Sequence[Figure]) -> list[Note]:
    if not others:
        return []
    counts = Counter(figure.place.kind for figure in others)
    kinds = [
        f"{number(count)} {kind if count == 1 else plural(kind)}" for kind, count in counts.items()
    ]
    return [Note("kinds", f"Kinds are ranked apart; listed too: {listing(kinds)}.")]


def left_out_notes(
    facts: FactBase, series: Series, floor: Figure, whole: Place | None, *, per: str | None = None
) -> list[Note]:
    """The places of a kind that other sources put above a figure, and the series leaves out.

    Args:
        facts: The fact base.
        series: The series that is ranked.
        floor: The figure that others may be above.
        whole: Only places that lie in this one.
        per: The id of the measure to divide by, if rates are ranked.
    """
    kind = floor.place.kind
    if series.coverage_of(kind) == "complete":
        return []
    known = [
        figure
        for figure in pool(facts, series)
        if figure.place.kind == kind and (whole is None or whole in facts.enclosing(figure.place))
    ]
    by = yardstick(facts, known, per, None)
    least = by.score(floor)
    scores = [
        (by.score(figure), figure)
        for _, figure in ordered(known, by)
        if figure.series is not series
    ]
    higher = [
        f"{figure.place.name} {by.in_words(score)}"
        for score, figure in scores
        if score is not None and least is not None and score > least
    ]
    if not higher or least is None:
        return []
    more = len(higher) - MOST_NAMED
    leaders = higher[:MOST_NAMED] + ([f"{number(more)} more"] if more > 0 else [])
    return [
        Note(
            "left-out",
            f"Other sources give more than {floor.place.name}'s {by.in_words(least)}{by.base} for "
            f"{plural(kind)} not listed here: {listing(leaders)}; rank --all-sources ranks them "
            "too.",
        )
    ]


def _ties(shown: Sequence[Ranked], top: int | None) -> list[Note]:
    if top is None or len(shown) <= top:
        return []
    last = shown[-1][0]
    tied = sum(1 for position, _ in shown if position == last)
    return [Note("ties", f"{tied} share rank {last}, so {len(shown)} are shown.")]
