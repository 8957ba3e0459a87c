"""Which sources are there, and what does each one relay?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..answer import Answer, Caveat, Column, Kind, Shape, Weight
from ..dataset.period import date_in_words
from ..linked.fact_base import FactBase
from ..linked.finding import find_source
from ..linked.record import Source
from ..linked.series import Figure, Series
from ..selection.citing import cite, publishers
from ..selection.columns import CAVEAT, column
from ..text import fold
from ..wording import counted, listing
from .listings import weighed

FEW = 3
"""Of so many, all is told that is known of each."""


def sources(base: FactBase, name: str | None = None) -> Answer:
    """The sources, with what each one relays and where that began.

    Args:
        base: The fact base.
        name: Only the source of this id, or those of this publisher.

    Returns:
        A row a source.

    Raises:
        UsageError: If no source has that name.
    """
    listed = base.sources if name is None else _named(base, name)
    asked = _Sources(base, listed)
    summary, few = f"{counted(len(listed), 'source')}.", name is not None and len(listed) <= FEW
    answer = Answer(
        question="sources",
        title="Sources",
        summary=summary,
        columns=weighed(
            asked.columns(few=few),
            vital=("source", "publisher"),
            background=("relays", "group", "relayed_by", "series"),
        ),
    )
    if not few:
        return answer
    if len(listed) > 1:
        return replace(answer, citations=cite(asked.figures()))
    (one,) = listed
    return replace(
        answer,
        title=f"Source {one.id}",
        summary=asked.in_words(one),
        notes=_notes(one),
        shape=Shape.RECORD,
    )


def _named(base: FactBase, name: str) -> Sequence[Source]:
    """The source of an id, or all of a publisher."""
    if name not in base.source_by_id:
        wanted = fold(name)
        published = [each for each in base.sources if fold(each.publisher) == wanted]
        if published:
            return published
    return [find_source(base, name)]


def _notes(one: Source) -> tuple[Caveat, ...]:
    caveat = [Caveat("source-caveat", one.caveat)] if one.caveat else []
    note = [Caveat("source", one.note, Weight.BACKGROUND)] if one.note else []
    return (*caveat, *note)


class _Sources:
    """Some sources, with what the base has of each."""

    def __init__(self, base: FactBase, listed: Sequence[Source]) -> None:
        self._listed = listed
        self._series: dict[str, list[Series]] = {}
        for series in base.series:
            self._series.setdefault(series.source.id, []).append(series)
        self._relaying: dict[str, list[Source]] = {}
        for source in base.sources:
            if source.relays is not None:
                self._relaying.setdefault(source.relays.id, []).append(source)

    def figures(self) -> Iterator[Figure]:
        """The figures of the sources."""
        for source in self._listed:
            for series in self._series.get(source.id, ()):
                yield from series.figures

    def _series_of(self, source: Source) -> tuple[str, ...]:
        return tuple(each.id for each in self._series.get(source.id, ()))

    def _relayed_by(self, source: Source) -> tuple[str, ...]:
        return tuple(each.id for each in self._relaying.get(source.id, ()))

    def _count(self, source: Source) -> int:
        return sum(each.count for each in self._series.get(source.id, ()))

    def in_words(self, source: Source) -> str:
        """All that is known of a source, in sentences."""
        said = [f"{source.publisher}: {source.title}, {date_in_words(source.published)}."]
        if source.relays is not None:
            origin = source.origin
            began = (
                f", which goes back to {origin.publisher}" if origin is not source.relays else ""
            )
            said.append(f"It relays {source.relays.publisher}{began}.")
        if relaying := self._relaying.get(source.id):
            said.append(f"It is relayed by {listing(publishers(relaying))}.")
        series, figures = self._series_of(source), counted(self._count(source), "figure")
        where = f"{figures} here, in the series {listing(series)}" if series else "no figures here"
        said.append(f"It gives {where}.")
        return " ".join([*said, *([source.url] if source.url else [])])

    def columns(self, *, few: bool) -> list[Column]:
        """The columns of a listing; of few sources, people read more of them."""
        return [*self._named(), *self._relations(few=few), *self._more()]

    def _named(self) -> list[Column]:
        listed = self._listed
        title = column(listed, "title", "its title", lambda x: x.title)
        return [
            column(listed, "source", "the id of the source", lambda x: x.id),
            column(listed, "kind", "what sort of publication it is", lambda x: x.kind, hide=True),
            column(listed, "publisher", "who published it", lambda x: x.publisher),
            replace(title, links=tuple(each.url for each in listed)),
            column(listed, "published", "when it was published", lambda x: x.published),
        ]

    def _relations(self, *, few: bool) -> list[Column]:
        listed = self._listed
        return [
            column(
                listed,
                "relays",
                "the id of the source that it passes on",
                lambda x: x.relays.id if x.relays else None,
            ),
            column(
                listed,
                "origin",
                "the id of the source where the figures began",
                lambda x: x.origin.id,
                hide=True,
            ),
            column(
                listed,
                "relayed_by",
                "the ids of the sources that pass it on",
                self._relayed_by,
                Kind.LIST,
                heading="Relayed by",
                hide=not few,
            ),
            column(
                listed,
                "series",
                "the ids of its series",
                self._series_of,
                Kind.LIST,
                hide=not few,
            ),
            column(
                listed,
                "figures",
                "how many figures they have",
                self._count,
                Kind.NUMBER,
                hide=not few,
            ),
        ]

    def _more(self) -> list[Column]:
        listed = self._listed
        grouped = any(source.group for source in listed)
        return [
            column(
                listed, "url", "where it can be read", lambda x: x.url, heading="URL", hide=True
            ),
            column(listed, "note", "background for its readers", lambda x: x.note, hide=True),
            column(listed, "group", "who owned its publisher", lambda x: x.group, hide=not grouped),
            column(
                listed,
                "shares_text_with",
                "the sources with which it shares sentences",
                lambda x: x.record.shares_text_with,
                Kind.LIST,
                hide=True,
            ),
            column(
                listed,
                "supersedes",
                "the id of the earlier edition that it replaces",
                lambda x: x.record.supersedes,
                hide=True,
            ),
            column(listed, "caveat", CAVEAT, lambda x: x.caveat, hide=True),
        ]
