"""One source, one story: which figures follow a place over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..answer import Caveat, Weight
from ..errors import NoAnswerError
from ..linked.evidence import readings
from ..linked.record import Place
from ..linked.series import Figure
from ..linked.topic import Topic
from ..verdicts.standing import newest
from ..wording import listing, number
from .citing import told_apart
from .view import Selection

MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Story:
    """The figures that follow a place over time, one for each edition or period.

    Attributes:
        place: The place.
        figures: The figures, in the order of their periods.
        main: The publisher whose figures they are, as far as it gives them.
        left_out: Figures for other times by other origins, which may count differently.
        joined: Figures of other origins that are followed all the same.
    """

    place: Place
    figures: tuple[Figure, ...]
    main: str
    left_out: tuple[Figure, ...] = ()
    joined: tuple[Figure, ...] = field(default=())

    @property
    def spliced(self) -> tuple[Figure, ...]:
        """The figures that are not by the main publisher."""
        return tuple(each for each in self.figures if each.series.publisher != self.main)

    @property
    def overlap(self) -> tuple[Figure, Figure] | None:
        """The first two figures whose periods have days in common."""
        for one, other in pairwise(self.figures):
            if other.series.period.first <= one.series.period.last:
                return one, other
        return None

    def caveats(self) -> list[Caveat]:
        """What its figures are not: of one source, of one origin, or of times apart."""
        return [*self._splice(), *self._other_origins(), *self._overlapping(), *self._gaps()]

    def _splice(self) -> list[Caveat]:
        if not self.spliced:
            return []
        told = [
            f"{number(each.value)}, {each.series.period.in_words()}, from {each.series.publisher}"
            for each in self.spliced
        ]
        text = (
            f"{self.place.name}: not one source throughout. {self.main} lacks some of these "
            f"periods: {listing(told, MOST_NAMED)}."
        )
        return [self._caveat("splice", text, self.spliced, Weight.VITAL)]

    def _other_origins(self) -> list[Caveat]:
        names = told_apart(each.series.source.origin for each in (*self.left_out, *self.joined))
        caveats = []
        for figures, start in (
            (self.left_out, "not joined, because another origin may count differently"),
            (self.joined, "joined, though another origin may count differently"),
        ):
            told = [
                f"{number(each.value)}, {each.series.period.in_words()}, from "
                f"{names[each.series.source.origin.id]}"
                for each in figures
            ]
            if told:
                text = f"{self.place.name}: {start}: {listing(told, MOST_NAMED)}."
                caveats.append(self._caveat("other-origin", text, figures, Weight.VITAL))
        return caveats

    def _overlapping(self) -> list[Caveat]:
        if self.overlap is None:
            return []
        text = f"{_overlap_in_words(self.overlap)}: what they share is in both."
        return [self._caveat("overlap", text, self.overlap, Weight.VITAL)]

    def _gaps(self) -> list[Caveat]:
        """The times between the periods; what is counted at a moment has none."""
        caveats: list[Caveat] = []
        if self.figures[0].series.measure.type not in ("flow", "rate"):
            return caveats
        for one, other in pairwise(self.figures):
            gap = one.series.period.until(other.series.period)
            if gap is not None:
                text = f"{self.place.name}: no figure for {gap.in_words()}."
                caveats.append(self._caveat("gap", text, (one, other), Weight.USEFUL))
        return caveats

    def _caveat(self, kind: str, text: str, figures: Iterable[Figure], weight: Weight) -> Caveat:
        series = tuple(dict.fromkeys(each.series.id for each in figures))
        return Caveat(kind, text, weight, places=(self.place.id,), series=series)


def story(view: Selection, place: Place, *, asked: bool, anyway: bool) -> Story:
    """The figures that follow a place, from one source as far as it has them.

    They are of one office: figures that go back to another's reports are left out. Of that office's
    reports, the publisher answers that covers most periods; or that of the series asked for; or,
    if all sources answer, that of the first candidate.

    Args:
        view: The selection; its first candidate is preferred.
        place: The place.
        asked: Whether the first candidate was asked for by name.
        anyway: Whether to follow figures of several origins, or of periods that overlap.

    Raises:
        NoAnswerError: If there is no figure, or only figures that are not alike.
    """
    said = _said(view, place)
    if not said:
        raise NoAnswerError(
            f"the measure {view.measure.id} has no figure for {place.name}",
            hint=f"for what there is: cltool facts {place.id}",
        )
    office = _office(view, said, asked=asked)
    own = [group for group in said if _office_of(group) == office]
    others = [group for group in said if _office_of(group) != office]
    told = own if not anyway else said
    main = _main(view, own, asked=asked)
    found = Story(
        place,
        tuple(sorted((_chosen(group, main) for group in told), key=_time)),
        main,
        left_out=() if anyway else tuple(sorted((group[0] for group in others), key=_time)),
        joined=tuple(sorted((group[0] for group in others), key=_time)) if anyway else (),
    )
    if not anyway:
        _refuse_unlike(found)
    return found


def _said(view: Selection, place: Place) -> list[list[Figure]]:
    """What is said of a place, by what it speaks of: the newest figures of each."""
    wanted = [each for each in view.facts.series if each.measure is view.measure]
    first = view.candidates[0]
    topics: dict[int, Topic] = {}
    for series in (first, *wanted):
        topic = view.facts.topics.of(series)
        topics[id(topic)] = topic
    said = (topic.said_of(place.id) for topic in topics.values())
    return [newest(figures) for figures in said if figures]


def _office_of(group: Sequence[Figure]) -> str:
    """Who published the report that some figures go back to."""
    return group[0].series.source.origin.latest.publisher


def _office(view: Selection, said: Sequence[Sequence[Figure]], *, asked: bool) -> str:
    """The office whose reports give most periods; first of all that of a series asked for."""
    offices = [_office_of(group) for group in said]
    preferred = view.candidates[0].source.origin.latest.publisher
    if asked and preferred in offices:
        return preferred
    return max(dict.fromkeys(offices), key=lambda each: (offices.count(each), each == preferred))


def _main(view: Selection, own: Sequence[Sequence[Figure]], *, asked: bool) -> str:
    """The publisher that gives most of the periods; the first candidate's, if it is preferred."""
    counts: dict[str, int] = {}
    for group in own:
        for publisher in dict.fromkeys(figure.series.publisher for figure in group):
            counts[publisher] = counts.get(publisher, 0) + 1
    preferred = view.candidates[0].publisher
    if (asked or view.pooled) and preferred in counts:
        return preferred
    return max(counts, key=lambda each: (counts[each], each == preferred))


def _chosen(group: Sequence[Figure], main: str) -> Figure:
    """The figure of one time: the main publisher's, or the first of the most reported value."""
    for figure in group:
        if figure.series.publisher == main:
            return figure
    agreed = {id(figure) for figure in readings(group)[0].figures}
    return next(figure for figure in group if id(figure) in agreed)


def _refuse_unlike(found: Story) -> None:
    hint = "To follow them anyway, add --anyway."
    if found.overlap is not None:
        raise NoAnswerError(
            f"{_overlap_in_words(found.overlap)}, so no change between them can be told.", hint=hint
        )
    if len(found.figures) == 1 and found.left_out:
        names = told_apart(each.series.source.origin for each in (*found.figures, *found.left_out))
        told = [
            f"{each.series.period.in_words()} goes back to {names[each.series.source.origin.id]}"
            for each in (*found.figures, *found.left_out)
        ]
        raise NoAnswerError(
            f"{found.place.name}: {listing(told, MOST_NAMED)}: different origins may count "
            "differently.",
            hint=hint,
        )


def _overlap_in_words(overlap: tuple[Figure, Figure]) -> str:
    one, other = overlap
    return (
        f"{one.place.name}: {one.series.period.in_words()} ({one.series.id}) and "
        f"{other.series.period.in_words()} ({other.series.id}) overlap"
    )


def _time(figure: Figure) -> tuple[object, object]:
    return figure.series.period.first, figure.series.period.last
