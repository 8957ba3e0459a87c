"""How the rules name values and sources."""

from collections.abc import Sequence

from ..dataset.period import date_in_words
from ..linked.evidence import Reading
from ..linked.record import Source
from ..linked.series import Figure, Series
from ..text import fold
from ..wording import listing, number


def reading_in_words(reading: Reading) -> str:
    """A value with the publishers that give it: `121 (A; B; repeated by C)`."""
    names = [publishers(reading.independent)] if reading.independent else []
    if reading.repeating:
        names.append(f"repeated by {publishers(reading.repeating)}")
    return f"{number(reading.value)} ({'; '.join(names)})"


def publishers(sources: Sequence[Source]) -> str:
    """The publishers of some sources, each once, in the order given."""
    return "; ".join(dict.fromkeys(source.publisher for source in sources))


def named(figures: Sequence[Figure], most: int) -> str:
    """Some figures, each with its place; beyond `most` of them only how many more."""
    return listing([f"{each.place.name} {number(each.value)}" for each in figures], most)


def highest_first(figures: Sequence[Figure]) -> list[Figure]:
    """Some figures by value, then by the name of the place."""
    return sorted(figures, key=lambda each: (-each.value, fold(each.place.name)))


def published(source: Source) -> str:
    """When a source was published, to follow a verb: `in 2019`, `on 19 September 2019`."""
    return f"{'on' if len(source.published) == 10 else 'in'} {date_in_words(source.published)}"


def time_of(series: Series) -> str:
    """The measure and the time of a series, as a finding begins."""
    return f"{series.measure.name}, {series.period.in_words()}"
