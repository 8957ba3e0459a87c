"""Which measure words speak of: by the words of its name, unit and definition, and its sources'."""

from collections.abc import Iterable, Mapping, Sequence

from ..linked.fact_base import FactBase
from ..linked.record import Measure
from .tokens import Token, tokens_of
from .words import FUNCTION, LESS, MONTHS, MORE, ORDINALS, PARTS, REPORTING, TIME_UNITS

_NAME, _UNIT, _DEFINITION = 3.0, 3.0, 0.3
_ENDINGS = (
    "ures", "ure", "ments", "ment", "ings", "ing", "ions", "ion", "als", "al", "ies", "ers", "er",
    "ed", "es", "ance", "ence", "s", "y", "e",
)  # fmt: skip
_COUNTED = ("people", "residents", "case", "cases", "individuals", "person")
"""What very many measures count: it tells of those that say so, and is strange to none."""
SURE = 1.0
"""The score from which words speak of a measure."""


def stem(word: str) -> str:
    """A word without what it may end in, so that `linked` and `links` are one."""
    if len(word) <= 3:
        return word
    word = word.removesuffix("ly")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)]
            break
    return word.removesuffix("e") if len(word) > 3 else word


_COUNTED_STEMS = frozenset(map(stem, _COUNTED))


_GENERIC = frozenset((*FUNCTION, *REPORTING, *MORE, *LESS, *MONTHS, *ORDINALS, *PARTS))


def is_generic(word: str) -> bool:
    """Whether a word tells nothing of what is counted."""
    return word in _GENERIC or not word[:1].isalpha()


class Vocabulary:
    """The words that each measure of a base is spoken of by, with how much each tells."""

    def __init__(self, facts: FactBase) -> None:
        """Take the words of all measures; what many share tells little."""
        self.measures: Sequence[Measure] = [
            each for each in facts.measures if any(x.measure is each for x in facts.series)
        ]
        worded: dict[str, set[str]] = {}
        for series in facts.series:
            said = {
                x.as_worded for x in series.record.observations if getattr(x, "as_worded", None)
            }
            worded.setdefault(series.measure.id, set()).update(filter(None, said))
        names = {
            stem(token.low)
            for place in facts.places
            for name in (place.name, *place.aliases)
            for token in tokens_of(name)
        }
        self._names = names
        self._told: dict[str, dict[str, float]] = {}
        for measure in self.measures:
            parts: tuple[tuple[Iterable[str], float], ...] = (
                ([measure.definition], _DEFINITION),
                ([measure.unit], _UNIT),
                (worded.get(measure.id, ()), _NAME),
                ([measure.name, measure.id.replace("-", " ")], _NAME),
            )
            for texts, weight in parts:
                for text in texts:
                    for word in _stems(text):
                        if word not in names:
                            self._told.setdefault(word, {})[measure.id] = weight
        self._weights: dict[str, float] = {}
        self._strong = {
            (word, id_) for word, by in self._told.items() for id_, each in by.items() if each > 1
        }

    def _weight(self, id_: str) -> float:
        """How much all the strong words of a measure tell together, to be divided by."""
        if id_ not in self._weights:
            told = [_tells(by, id_) for by in self._told.values() if by.get(id_, 0) > 1]
            self._weights[id_] = max(sum(told), _NAME) ** 0.5 / _NAME**0.5
        return self._weights[id_]

    def learn(self, word: str, id_: str, *, counts: bool) -> None:
        """Take in a word that a text has for a measure.

        Args:
            word: The word, without what it may end in.
            id_: The id of the measure.
            counts: Whether it says what a number counts.
        """
        self._weight(id_)  # what the measure's own words tell, before this one
        told = self._told.setdefault(word, {})
        told[id_] = max(told.get(id_, 0), _NAME)
        if counts:
            self._strong.add((word, id_))

    def scores(self, words: Iterable[str]) -> Mapping[str, float]:
        """How much some words speak of each measure, by the ids of those of which they do."""
        found: dict[str, float] = {}
        for word in {stem(each) for each in words}:
            told = self._told.get(word, {})
            if len(told) > 1 and word in _COUNTED_STEMS:
                continue
            for id_ in told:
                found[id_] = found.get(id_, 0) + _tells(told, id_) / self._weight(id_)
        return found

    def heads(self, word: str, measure: Measure) -> bool:
        """Whether a word behind a number says that it counts what the measure counts."""
        return (stem(word), measure.id) in self._strong

    def is_of_place(self, word: str) -> bool:
        """Whether a word is of a place's name, as `Londoners` is."""
        return stem(word) in self._names

    def knows(self, word: str) -> bool:
        """Whether a word is of any measure."""
        return stem(word) in self._told


def _tells(told: Mapping[str, float], id_: str) -> float:
    """How much a word tells of a measure: less where it is told of others as well."""
    return float(told[id_] ** 2 / sum(told.values()))


def _stems(text: str) -> Iterable[str]:
    for token in tokens_of(text):
        plain = token.is_word and len(token.low) > 2 and token.low not in TIME_UNITS
        if plain and (not is_generic(token.low) or token.low in _COUNTED):
            yield stem(token.low)


def content(tokens: Iterable[Token]) -> list[str]:
    """The words that tell of a topic, in small letters."""
    words = [each.low for each in tokens if each.is_word and len(each.low) > 2]
    return [each for each in words if not is_generic(each) or each in _COUNTED]
