"""How the rules name values and sources."""

from collections.abc import Sequence

from ..answer import Alternative
from ..arithmetic import Number
from ..dataset.period import date_in_words
from ..linked.evidence import Reading
from ..linked.record import Source
from ..linked.series import Figure
from ..text import fold
from ..wording import listing, number
from .rule import Given


def given(reading: Reading, when: str = "") -> Given:
    """A value with the publishers that give it: `121  A; B; repeated by C`.

    Args:
        reading: The value.
        when: The period that it is given for, where a finding holds up several.
    """
    names = [publishers(reading.independent)] if reading.independent else []
    if reading.repeating:
        names.append(f"repeated by {publishers(reading.repeating)}")
    by = "; ".join(names)
    return Given(number(reading.value), f"{by}, {when}" if when else by, reading.alternative)


def given_by(figure: Figure) -> Given:
    """A figure with its place and its publisher."""
    source = figure.series.source
    by = f"{figure.place.name}, by {source.publisher}"
    return Given(number(figure.value), by, Alternative(figure.value, (source.id,)))


def sum_of(sum_: Number, figures: Sequence[Figure], most: int) -> Given:
    """A sum with the figures that it is of."""
    sources = dict.fromkeys(figure.series.source.id for figure in figures)
    return Given(number(sum_), named(figures, most), Alternative(sum_, tuple(sources)))


def given_by_each(figures: Sequence[Figure], most: int) -> list[Given]:
    """Each publisher with those of some figures that it gives."""
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.series.publisher, []).append(figure)
    return [Given(publisher, named(group, most)) for publisher, group in groups.items()]


def publishers(sources: Sequence[Source]) -> str:
    """The publishers of some sources, each once, in the order given."""
    return "; ".join(dict.fromkeys(source.publisher for source in sources))


def named(figures: Sequence[Figure], most: int, *, of: int | None = None) -> str:
    """Some figures, the highest first, each with its place; beyond `most` only how many more.

    Args:
        figures: The figures.
        most: How many to name.
        of: How many there are, if these are only the highest.
    """
    bound = sorted(figure.value for figure in figures)[-most:][0]
    highest = highest_first([each for each in figures if each.value >= bound])[:most]
    return listing(
        [f"{each.place.name} {number(each.value)}" for each in highest], of=of or len(figures)
    )


def highest_first(figures: Sequence[Figure]) -> list[Figure]:
    """Some figures by value, then by the name of the place."""
    found = sorted(figures, key=lambda each: fold(each.place.name))
    found.sort(key=lambda each: -each.value)
    return found


def published(source: Source) -> str:
    """When a source was published, to follow a verb: `in 2019`, `on 19 September 2019`."""
    return f"{'on' if len(source.published) == 10 else 'in'} {date_in_words(source.published)}"
