"""Naming the series and sources that figures are of."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ..answer import Citation
from ..dataset.period import date_in_words
from ..linked.record import Source
from ..linked.series import Figure, Series
from ..wording import listing


def cite(used: Iterable[Figure]) -> tuple[Citation, ...]:
    """The series of some figures with their sources, each once, in order of first use."""
    return tuple(map(_citation, by_series(used).values()))


def by_series(used: Iterable[Figure]) -> dict[str, list[Figure]]:
    """Some figures by the ids of their series, in order of first use."""
    grouped: dict[str, list[Figure]] = {}
    for figure in used:
        grouped.setdefault(figure.series.id, []).append(figure)
    return grouped


def span(used: Iterable[Figure]) -> str:
    """The periods of some figures for people, each once."""
    series = dict.fromkeys(figure.series for figure in used)
    return listing(list(dict.fromkeys(each.period.in_words() for each in series)))


def told_apart(sources: Iterable[Source]) -> dict[str, str]:
    """The names of some sources by their ids: publishers; where those are the same, with more.

    With the date, or, where that is the same too, with the title.
    """
    listed = {source.id: source for source in sources}.values()
    publishers_of, dated = Counter(x.publisher for x in listed), Counter(map(_short, listed))
    return {source.id: _told_apart(source, publishers_of, dated) for source in listed}


def _told_apart(source: Source, publishers_of: Counter[str], dated: Counter[str]) -> str:
    if publishers_of[source.publisher] == 1:
        return source.publisher
    short = _short(source)
    return short if dated[short] == 1 else f"{source.publisher}, {source.title}"


def _relayed(series: Series) -> str:
    """Whose report a series passes on, where it says which edition of that it reports."""
    origin = series.source.origin.publisher
    passes_on = series.edition is not None and origin != series.publisher
    return f", relaying {origin}" if passes_on else ""


def _short(source: Source) -> str:
    return f"{source.publisher}, {date_in_words(source.published)}"


def publishers(sources: Iterable[Source]) -> list[str]:
    """The publishers of some sources, each once."""
    return list(dict.fromkeys(source.publisher for source in sources))


def _citation(group: Sequence[Figure]) -> Citation:
    series = group[0].series
    source = series.source
    date, relayed = date_in_words(source.published), _relayed(series)
    return Citation(
        series=series.id,
        measure=series.measure.id,
        period=str(series.period),
        status=series.status,
        source=source.id,
        kind=source.kind,
        publisher=source.publisher,
        title=source.title,
        published=source.published,
        url=source.url,
        origin=source.origin.id,
        period_in_words=series.period.in_words(),
        locators=tuple(dict.fromkeys(each.locator for each in group if each.locator)),
        text=f"{source.publisher}: {source.title} ({date}){relayed}",
        short=f"{_short(source)}{relayed}",
    )
