"""The order of a list: its ranks, and all that does not depend on which of them are shown."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..answer import Caveat, Effect
from ..arithmetic import Number, exact_total
from ..linked.evidence import Reading
from ..linked.record import Place
from ..linked.series import Figure
from ..wording import number, plural
from .caveats import Effects
from .citing import span
from .coverage import Unlisted, coverage
from .headlines import leading
from .lead import Lead
from .listed import other_kinds, withheld
from .metrics import Values
from .ranking import Climbers, Ranked, Uncertainty, by_competition, other_ranks
from .view import Heading, Selection

if TYPE_CHECKING:
    from ..arithmetic import Exact


class Order:
    """The places of one kind with their ranks, and all that does not depend on which are shown.

    It takes time in proportion to the list, and so is kept for the next question.

    Attributes:
        view: The figures that may answer.
        listed: The places, not in order yet.
        kind: Their kind.
        whole: The place that they lie in; None for any.
        lowest: Whether they are ranked from the lowest score up.
        other_kinds: What is to be known of other kinds, where none was asked for.
    """

    def __init__(
        self, view: Selection, kind: str | None, whole: Place | None, *, lowest: bool
    ) -> None:
        """List the places; the rest is found out when it is asked for."""
        self.listed = view.of_kind(kind, whole)
        self.view = view
        self.whole = whole
        self.lowest = lowest
        self.kind = self.listed.figures[0].place.kind
        others = [] if kind else self.listed.others
        self.other_kinds = other_kinds(others, "and ranked apart", "rank")

    @cached_property
    def ranked(self) -> Sequence[Ranked]:
        """All the places."""
        return by_competition(self.listed.figures, self.view.metric, lowest=self.lowest)

    @cached_property
    def _known(self) -> Sequence[Figure]:
        return [each.figure for each in self.ranked if each.rank is not None]

    @cached_property
    def _lead(self) -> Lead:
        return Lead(self.ranked, self.view.metric, lowest=self.lowest)

    @cached_property
    def uncertainty(self) -> Uncertainty:
        """Which ranks can't be told apart."""
        return Uncertainty(self.ranked, self.view.metric, lowest=self.lowest)

    @cached_property
    def highest(self) -> Number:
        """The highest score."""
        return max(each.score or 0 for each in self.ranked)

    @cached_property
    def on_scores(self) -> Sequence[Caveat]:
        """What is to be known of the scores."""
        return self.view.metric.caveats(self.listed.figures)

    @cached_property
    def chosen(self) -> Sequence[Caveat]:
        """That another source answers than was expected."""
        return self.view.chosen_caveats(self.listed.figures)

    @cached_property
    def sum_(self) -> "Exact | None":
        """What those ranked add up to; None if that means nothing.

        A place within another that is ranked too counts there, and not once more.
        """
        measure = self.view.measure
        if not measure.adds_up or measure.overlapping or measure.record.signed:
            return None
        known = {each.place.id: each for each in self._known}
        facts = self.view.facts
        summed = facts.nesting.outermost(known) if self.kind in facts.nested_kinds else known
        return exact_total(known[id_].value for id_ in summed)

    @cached_property
    def heading(self) -> Heading:
        """What the answer is called, and says in short."""
        metric, kinds, count = self.view.metric, plural(self.kind), len(self._known)
        area = f" in {self.whole.name}" if self.whole else ""
        title = f"{self.view.measure.title}: {kinds}{area}, {span(self.listed.figures)}"
        extent = "listed" if isinstance(metric, Values) else "listed with a rate"
        end = f"{metric.suffix}{metric.during(self.listed.figures)}"
        noun = self.kind if count == 1 else kinds
        headline = leading(
            self.ranked,
            metric,
            f"of the {number(count)} {kinds} listed{area}",
            lowest=self.lowest,
        )
        return Heading("rank", title, self._lead.in_words(noun, f"{extent}{area}", end), headline)

    @cached_property
    def _other_ranks(self) -> Effects:
        return other_ranks(self.ranked, self.view.metric, lowest=self.lowest)

    @cached_property
    def climbers(self) -> Climbers:
        """Who would have a better rank with another value."""
        return Climbers(self.ranked, self.view.metric, self._other_ranks, lowest=self.lowest)

    @cached_property
    def effects(self) -> Effects:
        """What the ranks and the distance of the first would be with another value."""
        ranks, lead = self._other_ranks, self._lead.effects()

        def effects(figure: Figure, other: Reading) -> Iterator[Effect]:
            yield from ranks(figure, other)
            yield from lead(figure, other)

        return effects

    @cached_property
    def left_out(self) -> Sequence[Caveat]:
        """What the ranking can't tell of places that are not listed."""
        view, series, kind = self.view, self.listed.series, self.kind
        return [
            *coverage(series, kind, len(self._known), pooled=view.pooled, metric=view.metric),
            *withheld(series, kind),
        ]

    @cached_property
    def unlisted(self) -> Unlisted | None:
        """The places that only other sources list; None where those are ranked too."""
        if self.view.pooled:
            return None
        series, metric = self.listed.series, self.view.metric
        return Unlisted(series, self.kind, metric, within=self.whole, lowest=self.lowest)
