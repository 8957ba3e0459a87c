"""What is average among the places of a kind?"""

from dataclasses import replace
from shlex import quote
from typing import TYPE_CHECKING, Unpack

from ..answer import Answer, Caveat, Column, Kind, Weight
from ..arithmetic import Number, rounded
from ..linked.fact_base import FactBase
from ..linked.finding import find, find_kind
from ..linked.record import Place
from ..selection.caveats import disputes
from ..selection.choice import Choice, Heading, Selection, select
from ..selection.citing import span
from ..selection.coverage import extent_of, series_option
from ..selection.listed import nested, other_kinds, withheld
from ..selection.metrics import Values
from ..selection.middles import Middle, Middles
from ..selection.view import Listed
from ..selection.words import worded
from ..wording import number, plural
from ..wording import rate as one_decimal

if TYPE_CHECKING:
    from ..arithmetic import Exact


def average(
    facts: FactBase,
    kind: str | None = None,
    *,
    within: str | None = None,
    **choice: Unpack[Choice],
) -> Answer:
    """Give the mean and the median of the figures of places of one kind.

    They are of the places that are listed, each counting once, and not of all places of the kind
    unless the list is complete. Where places differ in size, the mean of their rates is not the
    rate of them together.

    Args:
        facts: The fact base.
        kind: The kind of place, in the singular or plural; by default that of the first figure.
        within: Only places that lie in this one.
        choice: Which figures, and measured by what; see `Choice`.

    Returns:
        One row.

    Raises:
        UsageError: If the question names something that the facts do not have.
        NoAnswerError: If no series has such figures.
    """
    wanted = find_kind(facts, kind) if kind is not None else None
    whole, view = find(facts, within) if within is not None else None, select(facts, **choice)
    return facts.once((average, view, wanted, whole), lambda: _answer(view, wanted, whole))


def _answer(view: Selection, wanted: str | None, whole: Place | None) -> Answer:
    """The answer about places of a kind: it rests on all of them, and so is kept."""
    listed = view.of_kind(wanted, whole)
    view.metric.check(listed.figures)
    asked = _Average(view, listed, whole)
    answer = view.answer(
        asked.heading(),
        columns=asked.columns(),
        caveats=[
            *asked.caveats(),
            *other_kinds([] if wanted else listed.others, "and not counted here", "average"),
        ],
        used=listed.figures,
    )
    return replace(answer, notes=tuple(map(_about_all, answer.notes)))


def _about_all(note: Caveat) -> Caveat:
    """A caveat on figures, as one on what is made of them; unless its effects say on what."""
    return note if note.effects else replace(note, column="")


class _Average:
    """What is average among the places of one kind, and what can't be told of it."""

    def __init__(self, view: Selection, listed: Listed, whole: Place | None) -> None:
        self._view = view
        self._listed = listed
        self._whole = whole
        self._kind = listed.figures[0].place.kind
        self._middles = Middles(listed.figures, view.metric)
        self._nested = nested(self._middles.figures, "counted")

    @property
    def _by_value(self) -> bool:
        return isinstance(self._view.metric, Values)

    @property
    def _adds_up(self) -> bool:
        measure = self._view.measure
        return self._by_value and measure.adds_up and not (measure.overlapping or self._nested)

    @property
    def _unweighted(self) -> bool:
        """Whether each place counts once though places differ in size."""
        return not (self._by_value and self._view.measure.adds_up)

    def heading(self) -> Heading:
        view, kinds, count = self._view, plural(self._kind), len(self._middles.figures)
        area = f" in {self._whole.name}" if self._whole else ""
        title = f"{view.measure.title}: {kinds}{area}, {span(self._listed.figures)}"
        extent = f" {'listed' if self._by_value else 'listed with a rate'}{area}"
        end = f"{view.metric.suffix}{view.metric.during(self._listed.figures)}"
        if count == 1:
            (figure,) = self._middles.figures
            only = view.metric.in_words(rounded(self._middles.mean.value))
            said = f"Only one {self._kind} is{extent}, {figure.place.name}: {only}{end}."
            return Heading("average", title, said)
        mean, median = self._told(self._middles.mean), self._told(self._middles.median)
        a = "an unweighted" if self._unweighted else "a"
        said = f"{a} mean of {mean} and a median of {median}{end}"
        return Heading("average", title, f"The {number(count)} {kinds}{extent} have {said}.")

    def _told(self, middle: Middle) -> str:
        value = self._in_words(middle.value)
        if middle.bounds is None:
            return value
        least, most = map(self._in_words, middle.bounds)
        return value if least == most else f"{value} (between {least} and {most})"

    def _in_words(self, value: "Exact") -> str:
        if not self._by_value:
            return self._view.metric.in_words(rounded(value))
        return one_decimal(rounded(value)) + ("%" if self._view.measure.in_percent else "")

    def columns(self) -> list[Column]:
        kind = self._view.metric.kind
        figures = self._listed.figures
        one_series = len({figure.series.id for figure in figures}) == 1
        return [
            Column("kind", "the kind of place", (self._kind,)),
            Column(
                "listed",
                "how many places are listed, and counted here",
                (len(self._middles.figures),),
                Kind.NUMBER,
            ),
            Column(
                "total",
                "what their figures add up to; none where they do not add up",
                (rounded(self._middles.total) if self._adds_up else None,),
                Kind.NUMBER,
            ),
            *self._middle_columns(
                self._middles.mean, "the mean of their figures, each counting once"
            ),
            *self._middle_columns(self._middles.median, "the median of their figures"),
            Column("lowest", "the lowest of their figures", (rounded(self._middles.lowest),), kind),
            Column(
                "highest", "the highest of their figures", (rounded(self._middles.highest),), kind
            ),
            *self._view.source_columns([figures[0] if one_series else None]),
        ]

    def _middle_columns(self, middle: Middle, meaning: str) -> list[Column]:
        name, bounds = middle.name, middle.bounds
        return [
            Column(name, meaning, (rounded(middle.value),), Kind.RATE, weight=Weight.VITAL),
            *(
                Column(
                    f"{name}_{end}",
                    f"the {end} that the {name} may be; none where it is exact",
                    (rounded(bounds[at]) if bounds else None,),
                    Kind.RATE,
                    for_people=False,
                )
                for at, end in enumerate(("least", "most"))
            ),
        ]

    def caveats(self) -> list[Caveat]:
        view = self._view
        used = self._middles.figures
        return [
            *view.chosen_caveats(self._listed.figures),
            *self._coverage(),
            *self._once_each(),
            *withheld(self._listed.series, self._kind),
            *self._nested,
            *disputes(used, self._middles.effects(self._in_words)),
            *self._overlapping(),
            *worded(used),
        ]

    def _coverage(self) -> list[Caveat]:
        """That the mean of a list is not that of all."""
        view, series, kind = self._view, self._listed.series, self._kind
        kinds, count = plural(kind), len(self._middles.figures)
        extent = extent_of(series, kind, pooled=view.pooled, metric=view.metric)
        if extent == "complete":
            return []
        who = "No source lists" if view.pooled else f"{series.publisher} does not list"
        text = f"{who} every {kind}: these are of the {number(count)} listed, not of all."
        if extent == "top":
            text = (
                f"{series.publisher} lists only the top of a longer list of {kinds}, so the mean "
                "of all is lower."
            )
        numbers: dict[str, Number | None] = {"listed": count}
        hint = ""
        if (pooled := self._of_all_sources()) is not None:
            mean, median = self._told(pooled.mean), self._told(pooled.median)
            known = number(len(pooled.figures))
            text += f" Of the {known} that sources list, the mean is {mean}, the median {median}."
            where = f" --within {quote(self._whole.id)}" if self._whole else ""
            asked = f"{where}{view.metric.option}{series_option(series)}"
            hint = f"See: cltool average {quote(kinds)}{asked} --all-sources."
            numbers |= {
                "known": len(pooled.figures),
                "mean_of_known": rounded(pooled.mean.value),
                "median_of_known": rounded(pooled.median.value),
            }
        return [Caveat("coverage", text, Weight.VITAL, hint, series=(series.id,), numbers=numbers)]

    def _of_all_sources(self) -> Middles | None:
        """The middles of all that sources of the origin list; None if that is no more."""
        if self._view.pooled:
            return None
        listed = [
            figure
            for figure in self._listed.series.pooled
            if figure.place.kind == self._kind
            and (self._whole is None or figure.place.lies_in(self._whole))
            and self._view.metric.score(figure) is not None
        ]
        more = len(listed) > len(self._middles.figures)
        return Middles(listed, self._view.metric) if more else None

    def _once_each(self) -> list[Caveat]:
        if not self._unweighted:
            return []
        what = self._view.measure.type if self._by_value else "rate"
        text = (
            f"Each {self._kind} counts once, whatever its size: the mean of their {what}s is not "
            f"the {what} of them together."
        )
        return [Caveat("unweighted", text, Weight.VITAL)]

    def _overlapping(self) -> list[Caveat]:
        if not self._view.measure.overlapping:
            return []
        unit = self._view.measure.unit
        text = (
            f"In this measure some {unit} count in more than one place, so the figures have no "
            "total."
        )
        return [Caveat("overlapping", text, column="total")]
