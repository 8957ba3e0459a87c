"""The sources' own words for what figures count, where they differ within one answer."""

from collections.abc import Callable, Sequence

from ..answer import Caveat, Weight
from ..linked.series import Figure
from ..wording import listing

MOST_NAMED = 3


def worded(
    used: Sequence[Figure], label: Callable[[Figure], str] = lambda figure: figure.place.name
) -> list[Caveat]:
    """That the figures of an answer are called by different words, and may not be alike.

    Args:
        used: The figures.
        label: What tells them apart; by default their places.
    """
    by_word: dict[str, list[Figure]] = {}
    for figure in used:
        if figure.observation.as_worded is not None:
            by_word.setdefault(figure.observation.as_worded, []).append(figure)
    if len(by_word) < 2:
        return []
    told = [
        f"“{word}” ({listing(list(dict.fromkeys(map(label, group))), MOST_NAMED)})"
        for word, group in by_word.items()
    ]
    sources = {figure.series.source.id for group in by_word.values() for figure in group}
    one = len(sources) == 1
    who = f"{used[0].series.publisher} calls" if one else "The sources call"
    text = f"{who} the figures by different words: {listing(told)}. They may not count the same."
    places = tuple(figure.place.id for group in by_word.values() for figure in group)
    return [Caveat("as-worded", text, Weight.VITAL, column="value", places=places)]


def placed_in_time(figure: Figure) -> str:
    """What tells a figure from another of its place: `Norfolk, January 2018 to April 2019`."""
    return f"{figure.place.name}, {figure.series.period.in_words()}"
