"""Which measures a number may be of: by the words around it, its unit, and what was told before."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ..linked.record import Measure, Place
from .bound import Bound, Question
from .context import FADES, Context
from .cues import SURE, Vocabulary, content, is_generic
from .grounds import Grounds
from .names import Mention
from .rating import rate_base
from .scene import Scene
from .words import TIME_UNITS, word_set
from .written import Form, Written

_RIVAL = 0.6
"""How near a measure's score must be to the best, for it to be meant too."""
_IN_UNIT = 3
"""How much more a cue tells of a measure in percent, where the number is a percentage."""
_OWN = word_set("i my mine i'm i've")
"""Words of whoever tells of themselves."""
_GOES_ON = 3.0
"""How much the number before tells of the measure of one behind it that has no noun."""
_MOST_FEW = 1000
_CLOSE = Fraction(3, 100)
"""How far off a number of people may be that is hardly of anything else."""
_ALIKE = 3
"""How many times a figure a number may be, or a figure it, and be alike in size."""
_EXACT, _LESS_ALIKE, _UNLIKE = 4.0, 0.4, 0.1
_MOST_STRANGE = 2
"""How many words that tell of no measure a clause may have, to be taken for the last topic."""


class Measuring:
    """Finds the measures of numbers."""

    def __init__(self, vocabulary: Vocabulary, grounds: Grounds, context: Context) -> None:
        self.vocabulary = vocabulary
        self._grounds = grounds
        self._context = context
        self._scene: Scene | None = None
        self._cues: dict[tuple[int, int], tuple[list[str], Mapping[str, float]]] = {}

    def measures(
        self,
        scene: Scene,
        number: Written,
        asked: tuple[Question, Bound | None],
        known: Sequence[Mention],
    ) -> tuple[Sequence[Measure], bool, bool]:
        """The measures that a number may be of, and whether its words tell, and tell plainly.

        Args:
            scene: The sentence.
            number: The number.
            asked: What it answers, and the number before it in the sentence.
            known: The places that the sentence names.
        """
        start, end = scene.clause(number.first)
        head = scene.head(number)
        inside = [each for each in known if start <= each.at < end] or known
        scored = []
        for measure in self._bearing(scene, number, asked[0], inside):
            if self._lacks_unit(number, measure, asked[1]):
                continue
            own = self._own(scene, number, measure, head)
            last = asked[1]
            if last is not None and last.measures[0] is measure and not head:
                own += _GOES_ON if last.sure else 0
            if own <= 0 and not self._carries(measure, known):
                continue
            if measure.denominator and self._is_of_people(scene, number, measure, known):
                own += 3 * _GOES_ON  # more than what the rest of its sentence is about
            carried = 0 if measure.denominator else self._context.scores.get(measure.id, 0)
            score = own + FADES * carried
            if number.form in (Form.PERCENT, Form.PART) and measure.in_percent and (
                asked[0] is not Question.GROWTH
            ):  # fmt: skip
                score, own = score * _IN_UNIT, own * _IN_UNIT
            if asked[0] is Question.VALUE and number.form is Form.AMOUNT:
                score *= self._likeness(scene, number, measure, known)
            if score > 0:
                scored.append((score, own, measure))
        if not scored:
            return (), False, False
        scored.sort(key=lambda each: -each[0])
        best, own, first = scored[0]
        measures = [measure for score, _, measure in scored if score >= _RIVAL * best]
        sure = self._is_told(scene, number, (own, first), known)
        sure = sure and not self._is_of_something_else(scene, number, first, known)
        return measures, sure, own >= 2 * SURE

    def _is_of_people(
        self, scene: Scene, number: Written, measure: Measure, known: Sequence[Mention]
    ) -> bool:
        """Whether a number says how many live somewhere: it is about as many."""
        return number.value >= _MOST_FEW and any(
            abs(number.value - size) < size * _CLOSE
            for size in self.sizes(scene, number, measure, known)
        )

    def sizes(
        self, scene: Scene, number: Written, measure: Measure, known: Sequence[Mention]
    ) -> Sequence[Fraction]:
        """The figures that a measure has for the place of a number."""
        mention = scene.place_for(number, known)
        place = next(iter(mention.places if mention else self._context.place), None)
        return self._grounds.sizes(measure, place) if place is not None else ()

    def _likeness(
        self, scene: Scene, number: Written, measure: Measure, known: Sequence[Mention]
    ) -> float:
        """How well a number's size fits what a measure has for its place: 1 where it is alike."""
        sizes = self.sizes(scene, number, measure, known)
        if not sizes or not number.value:
            return _LESS_ALIKE
        if number.value >= _MOST_FEW and number.value in sizes:
            return _EXACT
        off = min(max(number.value / each, each / number.value) for each in sizes)
        return 1 if off <= _ALIKE else _LESS_ALIKE if off <= _ALIKE**2 else _UNLIKE

    def _is_told(
        self,
        scene: Scene,
        number: Written,
        told: tuple[float, Measure],
        known: Sequence[Mention],
    ) -> bool:
        """Whether a number's measure is told by its sentence, or plainly carried on.

        Args:
            scene: The sentence.
            number: The number.
            told: How much its sentence tells of the measure, and the measure.
            known: The places that the sentence names.
        """
        own, measure = told
        words, _ = self.told(scene, *scene.clause(number.first))
        carried = self._context.scores.get(measure.id, 0) > 0
        plain = bool(known) or len(self._strange(words)) <= _MOST_STRANGE
        return own >= SURE or (carried and plain)

    def _strange(self, words: Sequence[str]) -> list[str]:
        """Those of some words that tell of something, but of no measure."""
        return [x for x in words if not is_generic(x) and not self.vocabulary.knows(x)]

    def _is_of_something_else(
        self,
        scene: Scene,
        number: Written,
        measure: Measure,
        known: Sequence[Mention],
    ) -> bool:
        """Whether a number counts something else, or its sentence is about something else."""
        start, end = scene.clause(number.first)
        words, by_clause = self.told(scene, start, end)
        if _OWN & {each.low for each in scene.tokens}:
            return True
        head = scene.head(number)
        counted = head
        if self._is_alien(counted, measure) and by_clause.get(measure.id, 0) < SURE:
            return True
        if not head:
            words, _ = self.told(scene, start, number.first)
        plainly = by_clause.get(measure.id, 0) >= 2 * SURE
        return not known and not plainly and len(self._strange(words)) > _MOST_STRANGE

    def _bearing(
        self, scene: Scene, number: Written, question: Question, known: Sequence[Mention]
    ) -> Iterator[Measure]:
        """The measures whose unit bears a number, and which have figures for the places named."""
        named = [each for each in known if each.kind != "country"]
        near = [place for each in named for place in each.places]
        per_people = question is Question.RATE and isinstance(rate_base(scene, number), int)
        for measure in self.vocabulary.measures:
            if not bears(number, measure, question):
                continue
            rated = {"rate", "rates"} & set(scene.lows(number.opening - 5, number.opening))
            if measure.denominator and (per_people or rated or question is Question.RANK):
                continue
            if near and not self._has_any(measure, near):
                continue
            yield measure

    def _own(self, scene: Scene, number: Written, measure: Measure, head: Sequence[str]) -> float:
        """How much a number's own sentence tells of a measure."""
        _, by_clause = self.told(scene, *scene.clause(number.first))
        _, by_sentence = self.told(scene, 0, len(scene.tokens))
        by_head = self.vocabulary.scores(head)
        id_ = measure.id
        column = self.vocabulary.scores(content(scene.sentence.head(number.first)))
        return (
            3 * column.get(id_, 0)
            + 2 * by_head.get(id_, 0)
            + by_clause.get(id_, 0)
            + by_sentence.get(id_, 0)
        )

    def _carries(self, measure: Measure, known: Sequence[Mention]) -> bool:
        """Whether a measure that the sentence does not tell of may be carried on."""
        return bool(known) or self._has_any(measure, self._context.place)

    def _lacks_unit(self, number: Written, measure: Measure, last: Bound | None) -> bool:
        """Whether a number is of a dimension that the measure lacks, or lacks the measure's."""
        timed = measure.unit.casefold() in TIME_UNITS
        plain = number.form is Form.AMOUNT and not number.unit
        if plain and number.step < 1 and not self._grounds.is_whole(measure):
            return False  # 8.3 in one, 5.1 in another
        return timed and plain and (last is None or last.measures[0] is not measure)

    def _has_any(self, measure: Measure, places: Sequence[Place]) -> bool:
        return any(self._grounds.has(measure, place) for place in places)

    def told(self, scene: Scene, start: int, end: int) -> tuple[list[str], Mapping[str, float]]:
        """The words of a part of a sentence that tell of a topic, and what they tell."""
        if self._scene is not scene:
            self._scene, self._cues = scene, {}
        if (start, end) not in self._cues:
            named = {at for x in scene.mentions if x.places for at in range(x.at, x.last + 1)}
            words = content(scene.tokens[at] for at in range(start, end) if at not in named)
            self._cues[start, end] = words, self.vocabulary.scores(words)
        return self._cues[start, end]

    def _is_alien(self, head: Sequence[str], measure: Measure) -> bool:
        """Whether the words behind a number say that it counts something else."""
        if any(self.vocabulary.heads(word, measure) for word in head):
            return False
        return any(not is_generic(x) and not self.vocabulary.is_of_place(x) for x in head[:2])


def bears(number: Written, measure: Measure, question: Question) -> bool:
    """Whether a measure's unit bears a number as it is written."""
    unit = measure.unit.casefold()
    if number.form is Form.POINTS:
        return measure.in_percent
    if number.form is Form.AMOUNT and number.unit:
        return (
            number.unit in unit
            or unit in number.unit
            or (number.unit == "pounds" and ("£" in unit or "pound" in unit or "gbp" in unit))
        )
    if number.form is Form.AMOUNT and question in (Question.VALUE, Question.SUM):
        bare = number.step < 1 and number.value <= 100  # a percentage that follows others
        money = "pound" in unit or "£" in unit
        return bare if measure.in_percent else not money
    return True
