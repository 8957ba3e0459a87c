"""What a text is about by its numbers: where they fit a measure, its words may be the text's own.

A paper that writes of dumped rubbish has no word of the measure `Fly-tipping incidents`. But if its
numbers are those of this measure, at the places that they are said of, that is hardly by chance.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import log2

from ..linked.record import Place
from .bound import Bound, Question
from .cues import Vocabulary, content, stem
from .deriving import Deriver
from .grounds import Grounds, Time
from .measuring import bears
from .nearness import Fit, fits
from .rating import rate_base
from .results import Result
from .scene import Scene
from .written import Form, Written

_HIT = 0.6
"""How often a number is a figure of the measure that its text is about."""
_ENOUGH = 6.0
"""From how many bits of evidence a text is about a measure."""
_TELLS = 5.0
"""From how many bits of evidence a word is the text's own for a measure."""
_AHEAD = 3.0
"""How many bits more a word must have for a measure than for any other."""


@dataclass
class _Evidence:
    """How much likelier numbers are if they are of a measure than by chance, in bits.

    Attributes:
        text: Of all numbers, by the id of the measure.
        words: Of those with a word beside them, by word.
        heads: The words that stand right behind numbers that fit.
        hits: The numbers that fit, by the id of the measure.
        times: The times that numbers fit, by the id of the measure.
    """

    text: dict[str, float] = field(default_factory=dict)
    words: dict[str, dict[str, float]] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    hits: dict[str, set[Fraction]] = field(default_factory=dict)
    times: dict[str, list[Time]] = field(default_factory=dict)

    def take(self, words: Iterable[str], told: Mapping[str, float]) -> None:
        """Take in what a number tells; one that is of some measure tells against no other's text.

        Args:
            words: The words beside it.
            told: How many bits of evidence it is, by the id of each measure.
        """
        placed = max(told.values(), default=0) > 0
        for id_, bits in told.items():
            self.text[id_] = self.text.get(id_, 0) + (max(bits, 0) if placed else bits)
            for word in words:
                by = self.words.setdefault(word, {})
                by[id_] = by.get(id_, 0) + bits

    def usual(self, id_: str) -> Time:
        """The time that most numbers of a measure fit, or the last where it is no rare one."""
        times = self.times[id_]
        last = max(times, key=lambda each: each.period.last)
        most = max(times, key=times.count)
        return last if 2 * times.count(last) >= times.count(most) else most


def learn(vocabulary: Vocabulary, grounds: Grounds, scenes: Sequence[Scene]) -> dict[str, Time]:
    """Give a vocabulary the words that a text has of its own for the measures.

    Args:
        vocabulary: The words of the base.
        grounds: The figures.
        scenes: The sentences of the text.

    Returns:
        The measures that the text is about by its numbers, each by its id with the time of most.
    """
    found = _Evidence()
    for placed in _placed(scenes):
        _weigh(found, vocabulary, grounds, placed)
    about = {x for x, hits in found.hits.items() if len(hits) > 1 and found.text[x] >= _ENOUGH}
    strange = {x: by for x, by in found.words.items() if not vocabulary.knows(x)}
    for word, by in strange.items():
        best, *rest = sorted(by, key=lambda each: -by[each])
        ahead = not rest or by[best] - max(by[rest[0]], 0) >= _AHEAD
        if best in about and by[best] >= _TELLS and ahead:
            vocabulary.learn(word, best, counts=word in found.heads)
    return {id_: found.usual(id_) for id_ in sorted(about)}


def _placed(
    scenes: Sequence[Scene],
) -> Iterator[tuple[Scene, Written, Sequence[Place], int]]:
    """The numbers of a text, each with the places that it is said of, or else those told before.

    With each is how many people it is per, if it is a rate, and else 0.
    """
    last: Sequence[Place] = ()
    per = 0
    for scene in scenes:
        known = [each for each in scene.mentions if each.places and not each.is_group]
        for number in scene.numbers:
            if number.form in (Form.AMOUNT, Form.PERCENT):
                mention = scene.place_for(number, known)
                base = rate_base(scene, number)
                per = base if isinstance(base, int) else per
                rated = isinstance(base, int) or number.step < 1
                yield scene, number, mention.places if mention else last, per if rated else 0
        last = known[0].places if known else last


def _weigh(
    found: _Evidence,
    vocabulary: Vocabulary,
    grounds: Grounds,
    placed: tuple[Scene, Written, Sequence[Place], int],
) -> None:
    """Add what one number tells."""
    scene, number, places, per = placed
    deriver = Deriver(grounds)
    start, end = scene.clause(number.first)
    named = {at for x in scene.mentions if x.places for at in range(x.at, x.last + 1)}
    words = {
        stem(x) for x in content(scene.tokens[at] for at in range(start, end) if at not in named)
    }
    heads = {stem(x) for x in scene.head(number)}
    told: dict[str, float] = {}
    for measure in vocabulary.measures:
        if measure.denominator or not bears(number, measure, Question.VALUE):
            continue
        asked = Question.RATE if per and measure.adds_up else Question.VALUE
        bound = Bound(number, asked, places=places[:1], measures=[measure], base=per)
        times = {each.text: each for each in grounds.times(measure)}
        results = [
            (times[each.time], x)
            for each in deriver.hypotheses(bound)
            if each.main
            for x in each.results
        ]
        percent = number.form is Form.PERCENT and not measure.in_percent
        if not results or not number.value or percent:
            continue
        fitting = [t for t, x in results if fits(number, x, asked) is Fit.YES]
        told[measure.id] = _bits(number, [x for _, x in results], hit=bool(fitting))
        if fitting:
            found.heads |= heads
            found.hits.setdefault(measure.id, set()).add(number.value)
            found.times.setdefault(measure.id, []).extend(fitting)
    found.take(words | heads, told)


def _bits(number: Written, results: Sequence[Result], *, hit: bool) -> float:
    """How much likelier it is that a number fits some results, or none, if it is one of them."""
    width = (number.step or number.value / 10) + max(x.most - x.least for x in results)
    chance = float(min(len(results) * width / abs(number.value), Fraction(1, 2)))
    return log2(_HIT / chance) if hit else log2((1 - _HIT) / (1 - chance))
