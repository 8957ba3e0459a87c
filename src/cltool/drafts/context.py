"""What the sentences before tell of, for those that leave it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..linked.record import Measure, Place
from .bound import Bound
from .moments import main_time
from .names import Mention, places_of
from .scene import Scene
from .times import TimeMention

FADES = 0.5
"""What a cue of the sentence before is worth."""
_MOST_CARRIED = 5.0
_MOST_NAMED = 12
_MOST_LEADS = 2
_MOST_LATELY = 5


@dataclass
class Context:
    """What the sentences before tell of.

    Attributes:
        place: The last place that a number was bound to.
        named: The places named, the last first.
        leads: The places that the text names first, in its headline or first sentences.
        group: The places that the last sentence which had several was about.
        scores: How much was told of each measure, by its id, the last sentences most.
        time: The time last named in the paragraph.
        lead: The first time that the text is about.
        base: So many people of the last rate; empty for none.
        is_abroad: Whether the paragraph gives numbers of a place that the base lacks.
        is_rated: Whether the paragraph gives rates.
        paragraph: The number of the paragraph.
        last: The measure of the last number that was told plainly.
    """

    place: tuple[Place, ...] = ()
    named: list[Place] = field(default_factory=list)
    leads: list[Place] = field(default_factory=list)
    group: tuple[Place, ...] = ()
    scores: dict[str, float] = field(default_factory=dict)
    time: TimeMention | None = None
    lead: TimeMention | None = None
    base: int | str = ""
    is_rated: bool = False
    is_abroad: bool = False
    paragraph: int = -1
    last: Measure | None = None

    def remember(
        self,
        scene: Scene,
        known: Sequence[Mention],
        bound: Sequence[Bound],
        scores: Mapping[str, float],
    ) -> None:
        """Take in a sentence.

        Args:
            scene: The sentence.
            known: The places that it names.
            bound: What its numbers are bound to.
            scores: How much its words tell of each measure, by its id.
        """
        for place in places_of(known):
            self.named = [place, *(each for each in self.named if each is not place)][:_MOST_NAMED]
            if len(self.leads) < _MOST_LEADS:
                self.leads = list(dict.fromkeys([*self.leads, place]))
        strange = any(not each.places and not each.kind for each in scene.mentions)
        self.is_abroad = not known and (self.is_abroad or (strange and not scene.numbers))
        self._take_measures(bound, scores)
        if len(known) > 1:
            self.group = places_of(known)
        placed = [each for each in bound if each.places]
        if scene.low(0) == "(":
            pass  # it only adds something, and the text goes on as before
        elif placed:
            self.place = tuple(placed[0].places)
        elif known and not known[-1].is_part and not bound:
            self.place = known[0].places
        main = main_time(scene)
        if main is not None and (bound or self.lead is None):
            self.time = main
            self.lead = self.lead or (None if main.is_step else main)

    @property
    def lately(self) -> list[Place]:
        """The places that may be meant where none is named: the last ones, and the text's own."""
        return list(dict.fromkeys([*self.named[:2], *self.leads, *self.named[2:_MOST_LATELY]]))

    def open(self, paragraph: int) -> None:
        """Begin a sentence: a new paragraph is about the text's own time, until it names one."""
        if paragraph != self.paragraph:
            self.paragraph, self.time = paragraph, None
            self.place = tuple(self.leads[:1]) or self.place
            self.is_rated = self.is_abroad = False

    def _take_measures(self, bound: Sequence[Bound], scores: Mapping[str, float]) -> None:
        told = any(each.sure for each in bound)
        kept = FADES if told else 1
        ids = {*scores, *self.scores}
        self.scores = {
            x: min(scores.get(x, 0) + kept * self.scores.get(x, 0), _MOST_CARRIED) for x in ids
        }
        for each in bound:
            if each.sure:
                self.last = each.measures[0]
                id_ = each.measures[0].id
                self.scores[id_] = min(self.scores.get(id_, 0) + 1, _MOST_CARRIED)
