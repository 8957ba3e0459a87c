"""What a list of figures leaves out, and so what no one can conclude from a rank in it."""

from collections.abc import Sequence
from itertools import takewhile
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
    who = "No source lists" if pooled else series.publisher
    extent = extent_of(series, kind, pooled=pooled, metric=metric)
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
    weight = Weight.USEFUL if count > 1 else Weight.VITAL
    ids, numbers = (series.id,), {"listed": count}
    return [Caveat("coverage", text, weight, column="rank", series=ids, numbers=numbers)]


def extent_of(
    series: Series, kind: str, *, pooled: bool = False, metric: Metric | None = None
) -> str:
    """Which places of a kind a series lists, as far as an answer can go by it; see `coverage`."""
    if pooled:
        extents = {each.coverage_of(kind) for each in series.comparable}
        return "complete" if "complete" in extents else "partial"
    extent = series.coverage_of(kind)
    is_ranked_so = extent != "top" or isinstance(metric, Values | None)
    return extent if is_ranked_so else "partial"


def series_option(series: Series) -> str:
    """What asks for a series on the command line, after a space; empty where it is the default."""
    is_default = series is series.facts.default_series
    return "" if is_default else f" --series {quote(series.id)}"


class Unlisted:
    """The places of a kind that a series leaves out, and other sources of its origin list.

    Args:
        series: The series.
        kind: The kind of place.
        metric: What the places are ranked by.
        within: Only places that lie in this one.
        lowest: Whether they are ranked from the lowest score up.
    """

    def __init__(
        self,
        series: Series,
        kind: str,
        metric: Metric,
        *,
        within: Place | None = None,
        lowest: bool = False,
    ) -> None:
        """Rank what the others list; nothing where the series lists all."""
        self._kind = kind
        self._metric = metric
        self._lowest = lowest
        within_it = (f" --within {within.id}" if within else "") + (" --lowest" if lowest else "")
        self._narrowed = within_it + metric.option + series_option(series)
        pooled = () if series.coverage_of(kind) == "complete" else series.pooled
        self._ranked = by_competition(
            (
                figure
                for figure in pooled
                if figure.series is not series
                and figure.place.kind == kind
                and (within is None or figure.place.lies_in(within))
            ),
            metric,
            lowest=lowest,
        )

    def before(self, last: Figure) -> list[Caveat]:
        """A caveat on those that come before a figure: above it, or below it from the lowest up."""
        score = self._metric.score(last)
        if score is None:
            return []
        sign = -1 if self._lowest else 1
        better = [
            (each.figure.place, each.score)
            for each in takewhile(
                lambda each: sign * (each.score or 0) > sign * score, self._ranked
            )
            if each.score is not None
        ]
        if not better:
            return []
        kinds, where = plural(self._kind), "below" if self._lowest else "above"
        names = [f"{place.name} {self._metric.in_words(each)}" for place, each in better]
        return [
            Caveat(
                "left-out",
                f"Incomplete: {where} {self._metric.in_words(score)}{self._metric.suffix}, other "
                f"sources also list {listing(names, MOST_NAMED)}.",
                Weight.VITAL,
                column="rank",
                hint=f"All of them: cltool rank {quote(kinds)}{self._narrowed} --all-sources.",
                numbers={place.id: each for place, each in better},
            )
        ]


def named(figures: Sequence[Figure], most: int) -> str:
    """Some figures for people, each with its place: `Colchester 43, Southend 36 and 2 more`."""
    return listing([f"{each.place.name} {number(each.value)}" for each in figures], most)
