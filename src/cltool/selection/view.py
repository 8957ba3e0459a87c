"""The figures that may answer a question, and what all answers have in common."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..answer import Answer, Caveat, Column, Weight, by_weight
from ..errors import NoAnswerError
from ..linked.fact_base import FactBase
from ..linked.record import Measure, Place
from ..linked.series import Figure, Series
from ..wording import listing, plural
from .caveats import confirmations
from .citing import by_series, cite, publishers
from .columns import bound_columns, source_columns
from .metrics import Metric
from .reporting import reporters
from .standing import standing, warned

MOST_NAMED = 4


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
        for series in self.candidates:
            if (reason := series.withheld.get(place.id)) is not None:
                return NoAnswerError(
                    f"{series.publisher} withholds the figure for {place.name}: {reason}"
                )
        holders = [
            f"{series.id} ({series.measure.id})"
            for series in self.facts.series
            if series.figure(place.id) is not None
        ]
        others = {figure.place.name for each in self.candidates for figure in each.figures}
        held = f"series that have one: {_some(holders)}" if holders else "no series has one"
        only = f", only for {listing(sorted(others))}" if 0 < len(others) <= MOST_NAMED else ""
        return NoAnswerError(f"{self._whose()} has no figure for {place.name}{only}; {held}")

    def _whose(self) -> str:
        if len(self.candidates) == 1:
            return f"series {self.candidates[0].id}"
        periods = list(dict.fromkeys(str(each.period) for each in self.candidates))
        every = sum(each.measure is self.measure for each in self.facts.series)
        when = f" of {listing(periods, MOST_NAMED)}" if len(self.candidates) < every else ""
        return f"the measure {self.measure.id}{when}"

    def chosen_caveats(self, used: Sequence[Figure], lacking: Sequence[Place] = ()) -> list[Caveat]:
        """That another source than the first candidate answers, or several do, and why.

        Args:
            used: The figures that answer.
            lacking: The places that the first candidate was asked for in vain, if not those of
                the figures.
        """
        groups = by_series(used)
        first = self.candidates[0]
        if self.pooled or list(groups) == [first.id]:
            return []
        givers = publishers(group[0].series.source for group in groups.values())
        if len(groups) == 1:
            sought = lacking or [each.place for each in used]
            none = [place.name for place in sought if first.figure(place.id) is None]
            why = f", which gives none for {listing(none, MOST_NAMED)}," if none else ""
            names = first.publisher, givers[0]
            if names[0] == names[1]:
                names = f"series {first.id}", f"series {next(iter(groups))}"
            text = f"Not the figures of {names[0]}{why or ','} but of {names[1]}."
        else:
            told = [
                f"{listing(list(dict.fromkeys(each.place.name for each in group)), MOST_NAMED)} "
                f"from {group[0].series.publisher}"
                for group in groups.values()
            ]
            text = f"No one source has all these figures: {listing(told)}."
        return [Caveat("choice", text, Weight.VITAL, series=tuple(groups))]

    def source_columns(self, used: Sequence[Figure | None]) -> list[Column]:
        """The measure, period and source of each row; see `columns.source_columns`."""
        return [
            *bound_columns(self.metric, used),
            *source_columns(self.measure, used, name_series=self.pooled),
        ]

    def answer(
        self,
        heading: "Heading",
        columns: Sequence[Column],
        caveats: Sequence[Caveat],
        *,
        used: Sequence[Figure],
        on_scores: Sequence[Caveat] | None = None,
        beside: Sequence[Figure] = (),
    ) -> Answer:
        """An answer, with what is said of its figures in any answer, and their sources.

        Args:
            heading: What it is called, and says in short.
            columns: The columns with their cells.
            caveats: What the question itself has to say, the most important first.
            used: The figures that it shows.
            on_scores: What is to be known of the scores, if of more figures than those.
            beside: The figures that it rests on and doesn't measure, such as wholes.
        """
        shown = [*self.metric.cited(used), *beside]
        common = [
            *self.metric.disputed(used),
            *(self.metric.caveats(used) if on_scores is None else on_scores),
            *confirmations(shown),
            *reporters(used),
            *self._standing(heading.question, shown),
        ]
        notes = by_weight([*caveats, *common])
        return Answer(
            heading.question,
            heading.title,
            self._balanced(heading, notes),
            tuple(columns),
            notes=notes,
            citations=cite(shown),
            headline=heading.headline,
            licence=self.facts.licence,
        )

    def _standing(self, question: str, shown: Sequence[Figure]) -> Iterator[Caveat]:
        """What the file says of some figures; what it says of a source that answers is vital.

        A change over time has more to say of its sources, and says it itself.
        """
        own = {figure.series.source for figure in shown} if question != "trend" else set()
        return warned(standing(shown), own)

    def _balanced(self, heading: "Heading", notes: Collection[Caveat]) -> str:
        """The answer in short; where other values turn it round, that is said, ranks apart."""
        turned = {
            effect.place: self.facts.place_by_id[effect.place].name
            for note in notes
            for effect in note.effects
            if effect.result != "rank" and effect.reverses and effect.place
        }
        if not turned:
            return heading.summary
        if heading.differing:
            return f"{heading.differing} {heading.summary}"
        whose = listing(list(turned.values()), MOST_NAMED)
        return (
            f"{heading.summary} By figures of other sources it is the other way round for {whose}."
        )


class Heading(NamedTuple):
    """What an answer is called, and says in short.

    Attributes:
        question: The command that asks for it.
        title: What the table shows, and when.
        summary: The answer in one sentence.
        headline: The finding, for a chart; see `Answer`.
        differing: What sources differ on, where other values turn the whole answer round.
    """

    question: str
    title: str
    summary: str
    headline: str = ""
    differing: str = ""


def _some(items: Sequence[str], most: int = 6) -> str:
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(items[:most]) + more
