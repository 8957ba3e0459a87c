"""What chooses the figures that answer, and what they are measured by."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypedDict

from ..answer import Answer, Caveat, Column, once
from ..errors import NoAnswerError, Parameter, UsageError
from ..linked.fact_base import FactBase
from ..linked.finding import find_measure, find_series
from ..linked.record import Measure, Place
from ..linked.series import Figure, Series
from ..wording import listing, plural
from .caveats import confirmations, standing
from .citing import by_series, cite
from .metrics import SCALE, Metric, Rates, Values


class Choice(TypedDict, total=False):
    """What chooses the figures, and what they are measured by. All may be left out.

    Attributes:
        series: The id of the series to answer from.
        measure: The id of the measure to answer from.
        all_sources: Answer from all that the series' origin is reported to say; each row then
            names its series.
        per: The id of the measure to divide by: go by rates instead of values.
        scale: The base of the rates; 100,000 by default.
    """

    series: str | None
    measure: str | None
    all_sources: bool
    per: str | None
    scale: int | None


class Listed(NamedTuple):
    """The places of one kind in a series.

    Attributes:
        series: The series.
        figures: Their figures.
        others: The series' figures of places of other kinds.
    """

    series: Series
    figures: Sequence[Figure]
    others: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Selection:
    """The figures that may answer a question.

    Attributes:
        candidates: The series that may answer, in order of preference; all of one measure.
        pooled: Whether a series answers with all that its origin is reported to say.
        metric: What the figures are measured by.
    """

    candidates: tuple[Series, ...]
    pooled: bool
    metric: Metric

    @property
    def facts(self) -> FactBase:
        """The fact base."""
        return self.candidates[0].facts

    @property
    def measure(self) -> Measure:
        """The measure of all the candidates."""
        return self.candidates[0].measure

    def held(self, series: Series) -> Sequence[Figure]:
        """The figures that a series answers with."""
        return series.pooled if self.pooled else series.figures

    def held_at(self, series: Series, place: Place) -> Figure | None:
        """The figure that a series answers with for a place; None if it has none."""
        return series.pooled_figure(place.id) if self.pooled else series.figure(place.id)

    def held_for(self, series: Series, places: Collection[Place]) -> dict[str, Figure]:
        """The figures that a series answers with for some places, by their ids."""
        found = {place.id: self.held_at(series, place) for place in places}
        return {id_: figure for id_, figure in found.items() if figure is not None}

    def pick(self, places: Sequence[Place]) -> list[Figure]:
        """A figure for each place: from the first candidate that has them all, or place by place.

        Raises:
            NoAnswerError: If no candidate has a figure for one of the places.
        """
        held: list[dict[str, Figure]] = []
        for series in self.candidates:
            here = self.held_for(series, places)
            if len(here) == len(places):
                return [here[place.id] for place in places]
            held.append(here)
        picked = []
        for place in places:
            found = next((here[place.id] for here in held if place.id in here), None)
            if found is None:
                raise self.lacks(place)
            picked.append(found)
        return picked

    def of_kind(self, kind: str | None, whole: Place | None = None) -> "Listed":
        """The places of one kind in the first candidate that has figures for any.

        Args:
            kind: The kind; by default that of the candidate's first figure.
            whole: Only places that lie in this one.

        Raises:
            NoAnswerError: If no candidate has such figures.
        """
        for series in self.candidates:
            held = self.held(series)
            found = [each for each in held if whole is None or each.place.lies_in(whole)]
            wanted = kind or (found[0].place.kind if found else None)
            listed = [each for each in found if each.place.kind == wanted]
            if listed:
                others = [each for each in found if each.place.kind != wanted]
                return Listed(series, listed, others)
        sought = f"{plural(kind) if kind else 'places'}{f' in {whole.name}' if whole else ''}"
        raise NoAnswerError(
            f"{self._whose()} has no figures for {sought}", hint="for what there is: cltool facts"
        )

    def lacks(self, place: Place) -> NoAnswerError:
        """The error that no candidate has a figure for a place, and which series do."""
        holders = [
            f"{series.id} ({series.measure.id})"
            for series in self.facts.series
            if place.id in series.observations
        ]
        held = f"series that have one: {_some(holders)}" if holders else "no series has one"
        return NoAnswerError(f"{self._whose()} has no figure for {place.name}; {held}")

    def _whose(self) -> str:
        if len(self.candidates) == 1:
            return f"series {self.candidates[0].id}"
        return f"the measure {self.measure.id}"

    def chosen_caveats(self, used: Sequence[Figure]) -> list[Caveat]:
        """Which series answer, where the first candidate lacks a figure."""
        groups = by_series(used)
        if self.pooled or list(groups) == [self.candidates[0].id]:
            return []
        told = [
            f"{listing(list(dict.fromkeys(each.place.name for each in group)))} from "
            f"{group[0].series.publisher}"
            for group in groups.values()
        ]
        text = f"{self.candidates[0].publisher} does not have all these figures: {listing(told)}."
        return [Caveat("choice", text, series=tuple(groups))]

    def series_columns(self, used: Sequence[Figure | None]) -> list[Column]:
        """The column that names the series of each row, where several stand together."""
        if not self.pooled:
            return []
        cells = tuple(figure.series.id if figure else None for figure in used)
        return [Column("series", "the id of the series that the figure is from", cells)]

    def answer(
        self,
        heading: "Heading",
        columns: Sequence[Column],
        caveats: Sequence[Caveat],
        *,
        used: Sequence[Figure],
        listed: Sequence[Figure] | None = None,
        beside: Sequence[Figure] = (),
    ) -> Answer:
        """An answer, with what is said of its figures in any answer, and their sources.

        Args:
            heading: What it is called, and says in short.
            columns: The columns with their cells.
            caveats: What the question itself has to say, the most important first.
            used: The figures that it shows.
            listed: All the figures that it measures, if those are more.
            beside: The figures that it rests on and doesn't measure, such as wholes.
        """
        measured = used if listed is None else listed
        common = [
            *self.metric.caveats(measured),
            *confirmations([*measured, *beside]),
            *standing([*used, *beside]),
        ]
        return Answer(
            heading.question,
            heading.title,
            heading.summary,
            tuple(columns),
            notes=once([*caveats, *common]),
            citations=cite([*self.metric.cited(used), *beside]),
        )


class Heading(NamedTuple):
    """What an answer is called, and says in short.

    Attributes:
        question: The command that asks for it.
        title: What the table shows, and when.
        summary: The answer in one sentence.
    """

    question: str
    title: str
    summary: str


def select(
    facts: FactBase,
    *,
    series: str | None = None,
    measure: str | None = None,
    all_sources: bool = False,
    per: str | None = None,
    scale: int | None = None,
) -> Selection:
    """Choose the figures that may answer; see `Choice` for the parameters.

    The series asked for, alone. Otherwise those of the measure asked for, or of the default
    series' measure: the default series first, then the others in file order.

    Raises:
        UsageError: If a name is unknown, the series and the measure do not go together, or the
            base of the rates is below 1.
        NoAnswerError: If no series is of the measure.
    """
    candidates = _candidates(facts, series, measure)
    return Selection(tuple(candidates), all_sources, _metric(facts, per, scale))


def _candidates(facts: FactBase, series: str | None, measure: str | None) -> list[Series]:
    wanted = find_measure(facts, measure) if measure is not None else None
    if series is not None:
        chosen = find_series(facts, series)
        if wanted not in (None, chosen.measure):
            raise UsageError(
                f"series {chosen.id} is of the measure {chosen.measure.id}, not {measure}; "
                "give one of ",
                Parameter("series"),
                " and ",
                Parameter("measure"),
            )
        return [chosen]
    default = facts.default_series
    wanted = wanted or default.measure
    ordered = [default, *(each for each in facts.series if each is not default)]
    choices = [each for each in ordered if each.measure is wanted]
    if not choices:
        raise NoAnswerError(
            f"no series is of the measure {wanted.id}", hint="for a list: cltool series"
        )
    return choices


def _metric(facts: FactBase, per: str | None, scale: int | None) -> Metric:
    if per is None:
        return Values()
    scale = SCALE if scale is None else scale
    if scale < 1:
        raise UsageError("given ", Parameter("scale", scale), ", expected 1 or more")
    return Rates(find_measure(facts, per), scale)


def _some(items: Sequence[str], most: int = 6) -> str:
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(items[:most]) + more
