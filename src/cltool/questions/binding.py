"""Which place each number of a text is said of, and how numbers are written there."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..arithmetic import Number
from ..linked.record import Place
from ..linked.series import Figure
from ..wording import in_words

_NUMERAL = re.compile(
    r"(?<![0-9.,])([0-9]{1,3}(?:[,\u00a0\u202f ][0-9]{3})+|[0-9]+)(\.[0-9]+)?"
    r"(?:\s?(k|thousand|m|million|bn|billion)\b)?",
    re.IGNORECASE,
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def numbers_in(text: str) -> Iterator[tuple[Decimal, int]]:
    """Every number that a text writes in digits, with where it begins: 4,013, £500,000, 1.5m."""
    for match in _NUMERAL.finditer(text):
        digits, decimals, scale = match.groups(default="")
        whole = re.sub("[^0-9]", "", digits)
        yield Decimal(whole + decimals).scaleb(_SCALES.get(scale.lower(), 0)), match.start()
        if " " in digits:  # perhaps two numbers side by side
            for part in digits.split():
                yield Decimal(part), match.start()


def number_in_words(value: Number) -> re.Pattern[str] | None:
    """A pattern for a number in English words, with hyphens and "and" left to taste."""
    if not isinstance(value, int) or value < 0:
        return None
    pattern = r"[\s,-]+(?:and\s+)?".join(in_words(value))
    return re.compile(rf"(?<![\w-]){pattern}\b", re.IGNORECASE)


class Binding:
    """Which of some figures' places a number in a sentence belongs to.

    Where a sentence names several places and gives several of the figures, each number belongs to
    the place that follows it, if the sentence gives the first number before it names the first
    place ("36 from Southend and 30 from Basildon"); else to the place before it. A number that
    stands alone with one place belongs to it; of several with one place nothing is told.
    """

    def __init__(self, held: Sequence[Figure]) -> None:
        """Take the figures of one measure that a text should give."""
        self._values = {Decimal(repr(figure.value)) for figure in held}
        places = {figure.place.id: figure.place for figure in held}
        self._names = {id_: _pattern(place) for id_, place in places.items()}

    def gives_to_another(self, figure: Figure, text: str) -> bool:
        """Whether every sentence that gives a figure's number gives it to another place."""
        value = Decimal(repr(figure.value))
        owners = [
            owner
            for sentence in _SENTENCE.split(text)
            for number, owner in self._owners(sentence)
            if number == value
        ]
        return bool(owners) and figure.place.id not in owners and None not in owners

    def _owners(self, sentence: str) -> Iterator[tuple[Decimal, str | None]]:
        """Each number that is one of the figures', with the place it is said of, if one is."""
        places = sorted(
            (match.start(), id_)
            for id_, pattern in self._names.items()
            for match in pattern.finditer(sentence)
        )
        numbers = [(at, value) for value, at in numbers_in(sentence) if value in self._values]
        if not places or (len({id_ for _, id_ in places}) == 1 and len(numbers) > 1):
            return
        numbers_first = min(numbers, default=(0, 0))[0] < places[0][0]
        for at, value in numbers:
            before = [id_ for where, id_ in places if where < at]
            after = [id_ for where, id_ in places if where > at]
            near = after[:1] if numbers_first else before[-1:]
            yield value, near[0] if near else None


def _pattern(place: Place) -> re.Pattern[str]:
    """A pattern for any name of a place, at the boundaries of words."""
    names = sorted((place.name, *place.aliases), key=len, reverse=True)
    written = (r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", name))) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)
