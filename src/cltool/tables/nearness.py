"""Names so alike that they may be of one place: "Bristol" and "Bristol, City of"."""

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from ..text import fold

_COMMON = {
    "and", "authority", "borough", "city", "council", "county", "de", "district", "la", "le",
    "los", "las", "el", "metropolitan", "municipality", "of", "province", "region", "royal",
    "state", "the", "unitary", "upon", "ua", "department", "del", "der", "di", "du", "island",
    "islands", "isle", "isles", "republic", "principado", "comunidad", "foral",
}  # fmt: skip
_APART = {
    "north", "south", "east", "west", "new", "upper", "lower", "mid", "central", "greater",
    "inner", "outer", "northern", "southern", "eastern", "western", "republic", "democratic",
    "people", "peoples", "northeast", "northwest", "southeast", "southwest", "saint", "equatorial",
}  # fmt: skip
_SHORT = {"st": "saint", "&": "and"}
_MOST_SPELT = 2_000


def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell it from others; all of them if it has none."""
    words = [_SHORT.get(word, word) for word in re.findall(r"[^\W_]+", name.casefold())]
    folded = [fold(word) for word in words]
    return frozenset(word for word in folded if word not in _COMMON) or frozenset(folded)


class Names:
    """Names to hold others against.

    Args:
        names: The names.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, dict[str, None]] = defaultdict(dict)
        self._words: dict[str, frozenset[str]] = {}
        self._folded: dict[str, str] = {}
        for name in names:
            self._words[name] = words_of(name)
            self._folded[fold(name)] = name
            for word in self._words[name]:
                self._by_word[word][name] = None

    def near(self, name: str) -> list[str]:
        """The names that may be of the same place: those of the same words, or more, or fewer.

        And those spelt nearly the same. Names that differ by a direction are of two places.
        """
        if not self._folded:
            return []
        words = words_of(name)
        sharing = dict.fromkeys(other for word in words for other in self._by_word.get(word, ()))
        found = [other for other in sharing if self._alike(words, self._words[other])]
        if not found and len(self._folded) <= _MOST_SPELT:
            close = get_close_matches(fold(name), list(self._folded), 2, cutoff=0.93)
            found = [self._folded[each] for each in close]
        return found

    @staticmethod
    def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
        return (one <= other or other <= one) and not (one ^ other) & _APART
