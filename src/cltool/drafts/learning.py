"""What a text is about by its numbers: where they fit a measure, its words may be the text's own.

A paper that writes of dumped rubbish has no word of the measure `Fly-tipping incidents`. But if its
numbers are those of this measure, at the places that they are said of, that is hardly by chance.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import log2

from ..linked.record import Measure, Place
from .bound import Question
from .cues import Vocabulary, content, stem
from .grounds import Grounds
from .measuring import bears
from .nearness import Fit, fits
from .results import plain
from .scene import Scene
from .written import Form, Written

_HIT = 0.6
"""How often a number is a figure of the measure that its text is about."""
_ENOUGH = 8.0
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
    """

    text: dict[str, float] = field(default_factory=dict)
    words: dict[str, dict[str, float]] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    hits: dict[str, set[Fraction]] = field(default_factory=dict)


def learn(vocabulary: Vocabulary, grounds: Grounds, scenes: Sequence[Scene]) -> set[str]:
    """Give a vocabulary the words that a text has of its own for the measures.

    Args:
        vocabulary: The words of the base.
        grounds: The figures.
        scenes: The sentences of the text.

    Returns:
        The ids of the measures that the text is about by its numbers.
    """
    found = _Evidence()
    for scene, number, places in _placed(scenes):
        _weigh(found, vocabulary, grounds, (scene, number, places))
    about = {x for x, hits in found.hits.items() if len(hits) > 1 and found.text[x] >= _ENOUGH}
    for word, by in found.words.items():
        best, *rest = sorted(by, key=lambda each: -by[each])
        ahead = not rest or by[best] - max(by[rest[0]], 0) >= _AHEAD
        if best in about and by[best] >= _TELLS and ahead:
            vocabulary.learn(word, best, counts=word in found.heads)
    return about


def _placed(scenes: Sequence[Scene]) -> Iterator[tuple[Scene, Written, Sequence[Place]]]:
    """The numbers of a text with the places that each is said of, or else those told before."""
    last: Sequence[Place] = ()
    for scene in scenes:
        known = [each for each in scene.mentions if each.places and not each.is_group]
        for number in scene.numbers:
            if number.form in (Form.AMOUNT, Form.PERCENT):
                mention = scene.place_for(number, known)
                yield scene, number, mention.places if mention else last
        last = known[0].places if known else last


def _weigh(
    found: _Evidence,
    vocabulary: Vocabulary,
    grounds: Grounds,
    placed: tuple[Scene, Written, Sequence[Place]],
) -> None:
    """Add what one number tells."""
    scene, number, places = placed
    start, end = scene.clause(number.first)
    named = {at for x in scene.mentions if x.places for at in range(x.at, x.last + 1)}
    words = {stem(x) for x in content(scene.tokens[at] for at in range(start, end) if at not in named)}
    heads = {stem(x) for x in scene.head(number)}
    for measure in vocabulary.measures:
        if measure.denominator or not bears(number, measure, Question.VALUE):
            continue
        bits = _bits(grounds, number, measure, places)
        if bits is None:
            continue
        found.text[measure.id] = found.text.get(measure.id, 0) + bits
        for word in words | heads:
            by = found.words.setdefault(word, {})
            by[measure.id] = by.get(measure.id, 0) + bits
        if bits > 0:
            found.heads |= heads
            found.hits.setdefault(measure.id, set()).add(number.value)


def _bits(
    grounds: Grounds, number: Written, measure: Measure, places: Sequence[Place]
) -> float | None:
    """How much likelier a number is if it is of a measure; None if the measure has no such place."""
    results = [
        plain(value)
        for place in places[:1]
        for time in grounds.times(measure)
        for value in grounds.values(measure, place, time)
    ]
    if not results or not number.value or (number.form is Form.PERCENT and not measure.in_percent):
        return None
    width = (number.step or number.value / 10) + max(x.most - x.least for x in results)
    chance = float(min(len(results) * width / abs(number.value), Fraction(1, 2)))
    hit = any(fits(number, each, Question.VALUE) is Fit.YES for each in results)
    return log2(_HIT / chance) if hit else log2((1 - _HIT) / (1 - chance))
