"""What a list of figures leaves out, and so what no one can conclude from a rank in it."""

from collections.abc import Sequence
from shlex import quote

from ..answer import Caveat, Weight
from ..linked.record import Place
from ..linked.series import Figure, Series
from ..wording import listing, number, plural
from .metrics import Metric, Values
from .ranking import by_competition

MOST_NAMED = 3


def coverage(
    series: Series, kind: str, count: int, *, pooled: bool = False, metric: Metric | None = None
) -> list[Caveat]:
    """What the coverage of a series lets no one conclude from a rank in it.

    Args:
        series: The series.
        kind: The kind of place that is ranked.
        count: How many are ranked.
        pooled: Whether the figures of its comparable series are ranked too.
        metric: What they are ranked by: the top by value need not be the top by rate.
    """
    if pooled:
        extents = {each.coverage_of(kind) for each in series.comparable}
        who, extent = "No source lists", "complete" if "complete" in extents else "partial"
    else:
        who, extent = series.publisher, series.coverage_of(kind)
    if extent == "top" and not isinstance(metric, Values | None):
        extent = "partial"
    if extent == "complete":
        return []
    if extent == "top":
        text = (
            f"{who} lists only the top of a longer list of {plural(kind)}: by its "
            "account, those not listed are lower."
        )
    else:
        limit = (
            f"a rank here is a rank among the {number(count)} listed, not among all"
            if count > 1
            else "a rank among one says nothing"
        )
        text = f"{who}{'' if pooled else ' does not list'} every {kind}: {limit}."
    return [Caveat("coverage", text, series=(series.id,), numbers={"listed": count})]


def left_out(
    series: Series, floor: Figure, metric: Metric, *, within: Place | None = None
) -> list[Caveat]:
    """The places of a kind that other sources put above a figure, and the series leaves out.

    Args:
        series: The series that is ranked.
        floor: The figure that others may be above.
        metric: What they are ranked by.
        within: Only places that lie in this one.
    """
    kind = floor.place.kind
    least = metric.score(floor)
    if series.coverage_of(kind) == "complete" or least is None:
        return []
    others = [
        figure
        for figure in series.pooled
        if figure.series is not series
        and figure.place.kind == kind
        and (within is None or figure.place.lies_in(within))
    ]
    higher = [
        (each.figure.place, each.score)
        for each in by_competition(others, metric)
        if each.score is not None and each.score > least
    ]
    if not higher:
        return []
    names = [f"{place.name} {metric.in_words(score)}" for place, score in higher]
    return [
        Caveat(
            "left-out",
            f"Other sources give more than {floor.place.name}'s {metric.in_words(least)}"
            f"{metric.suffix} for {plural(kind)} not listed here: {listing(names, MOST_NAMED)}.",
            Weight.VITAL,
            hint=f"All of them: cltool rank {quote(plural(kind))} --all-sources.",
            places=tuple(place.id for place, _ in higher),
            numbers={place.id: score for place, score in higher},
        )
    ]


def named(figures: Sequence[Figure], most: int) -> str:
    """Some figures for people, each with its place: `Colchester 43, Southend 36 and 2 more`."""
    return listing([f"{each.place.name} {number(each.value)}" for each in figures], most)
