"""Where the figures of a table go: which source, measure and series, also those to be made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ..dataset.records import Dataset, Measure, Source
from ..errors import Parameter, UsageError
from ..linked.fact_base import FactBase
from ..linked.finding import find_measure, find_source
from ..text import cut, fold, printable, shown
from .matching import slug_of

_OF_SOURCE = ("publisher", "title", "published")
_OF_MEASURE = ("unit", "type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The source, measure and series that figures are added to.

    Attributes:
        source: The id of the source, of one that is there or is to be.
        measure: The id of the measure likewise; or the name of a new one.
        series: The id of the series; by default that of one with these, or of a new one named for
            its source.
        publisher, title, published, url: A new source.
        unit, type: A new measure.
    """

    source: str | None = None
    measure: str | None = None
    series: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    unit: str | None = None
    type: str | None = None

    def founded(self, facts: FactBase, header: str, file: str, *, new: bool) -> "Founded":
        """The fact base with the source and the measure that the figures are of.

        Args:
            facts: The fact base.
            header: The header of the figures, which a new measure is named for.
            file: What messages call the fact base.
            new: Whether it is not there yet.

        Raises:
            UsageError: If a source or a measure is unknown, and not all that makes one is given.
        """
        source = self._known_source(facts, new=new)
        measure = self._known_measure(facts, new=new)
        lacking = [] if source else [name for name in _OF_SOURCE if getattr(self, name) is None]
        lacking += [] if measure else [name for name in _OF_MEASURE if getattr(self, name) is None]
        self._refuse_incomplete(lacking, file if new else None)
        return Founded(source or self._source(facts), measure or self._measure(facts, header))

    def _known_source(self, facts: FactBase, *, new: bool) -> Source | None:
        if self.source is None or (new and self.source not in facts.source_by_id):
            return None
        if self.publisher is None:
            try:
                return find_source(facts, self.source).record
            except UsageError as error:
                raise _making(error, _OF_SOURCE) from None
        if self.source in facts.source_by_id:
            raise UsageError(
                f"source {self.source} is there already; leave out ", Parameter("publisher"),
                " or give another ", Parameter("source"),
            )  # fmt: skip
        return None

    def _known_measure(self, facts: FactBase, *, new: bool) -> Measure | None:
        if self.measure is None or (new and self.measure not in facts.measure_by_id):
            return None
        if self.unit is None:
            try:
                return find_measure(facts, self.measure).record
            except UsageError as error:
                raise _making(error, _OF_MEASURE) from None
        if self.measure in facts.measure_by_id:
            raise UsageError(
                f"measure {self.measure} is there already; leave out ", Parameter("unit"),
                " or give another ", Parameter("measure"),
            )  # fmt: skip
        return None

    @staticmethod
    def _refuse_incomplete(lacking: list[str], new: str | None) -> None:
        if not lacking:
            return
        parts: list[str | Parameter] = []
        for name in lacking:
            parts += [", " if parts else "", Parameter(name)]
        if new is not None:
            raise UsageError(f"{new} is not there yet; to make it, add ", *parts)
        needs = "a table needs a source and a measure that are there, by "
        raise UsageError(
            needs, Parameter("source"), " and ", Parameter("measure"), ", or for new ones ", *parts
        )

    def _source(self, facts: FactBase) -> Source:
        for each in facts.base.sources:
            same = (each.publisher, each.title, each.published)
            if same == (self.publisher, self.title, self.published) and self.source is None:
                return each
        year = str(self.published)[:4]
        id_ = self.source or _free(f"{slug_of(str(self.publisher))[:60] or 'source'}-{year}",
                                   set(facts.source_by_id))  # fmt: skip
        given = {name: getattr(self, name) for name in (*_OF_SOURCE, "url")}
        source: Source = _made(Source, {"id": id_, **given}, id_option="source")
        return source

    def _measure(self, facts: FactBase, header: str) -> Measure:
        name = cut(printable(self.measure or header or str(self.title)), 200).strip()
        for each in facts.base.measures:
            if fold(each.name) == fold(name) and (each.unit, each.type) == (self.unit, self.type):
                return each
        id_ = _free(slug_of(name) or "measure", set(facts.measure_by_id))
        definition = f"As the source's table has it: {name}."
        keys = {"id": id_, "name": name, "unit": self.unit, "type": self.type}
        made: Measure = _made(Measure, {**keys, "definition": definition}, id_option="measure")
        return made


@dataclass(frozen=True, slots=True)
class Founded:
    """The source and the measure of figures, which are in the fact base or new."""

    source: Source
    measure: Measure


def _making(error: UsageError, options: Sequence[str]) -> UsageError:
    """The error that a name is unknown, with the options that make what it should name."""
    ways = [part for each in options for part in (", ", Parameter(each))][1:]
    return UsageError(*error.parts, "; to make a new one, add ", *ways)


def empty_base(title: str) -> Dataset:
    """A fact base without facts; its default series is still to come."""
    name = cut(printable(title), 200).strip() or "Facts"
    return Dataset(
        format=1, title=name, default_series="none", sources=(), measures=(), places=(), series=()
    )


def _free(id_: str, used: set[str]) -> str:
    number = 1
    free = id_
    while free in used:
        number += 1
        free = f"{id_}-{number}"
    return free


def _made(record: type, keys: dict[str, Any], *, id_option: str) -> Any:
    """A record of these keys.

    Raises:
        UsageError: If one can't be what it is given as.
    """
    try:
        return record(**{key: value for key, value in keys.items() if value is not None})
    except ValidationError as error:
        from ..dataset.expectations import expected

        problem = error.errors(include_url=False)[0]
        key = str(problem["loc"][0])
        given = Parameter(id_option if key in ("id", "name") else key, f"'{shown(str(keys[key]))}'")
        raise UsageError("given ", given, f", expected {expected(problem)}") from None
