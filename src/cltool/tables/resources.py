"""The tables of a package: which records and columns each one has."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from ..dataset.records import Claim, Dataset, Measure, Observation, Place, Series, Source

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Resource:
    """One table: the records of a class.

    Attributes:
        record: The class.
        keys: The columns that tell its rows apart.
        references: The resource whose `id` a column refers to; empty for the resource itself.
        extra: Columns beside those of the class, for the reader's ease.
    """

    record: type
    keys: tuple[str, ...]
    references: dict[str, str]
    extra: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        own = [field.name for field in fields(self.record) if field.name != "observations"]
        if self.record is Observation:
            own = ["series", *own]
        return own + list(self.extra)


RESOURCES = {
    "sources": Resource(Source, ("id",), {"relays": "", "supersedes": ""}),
    "measures": Resource(Measure, ("id",), {}),
    "places": Resource(Place, ("id",), {"within": ""}),
    "series": Resource(
        Series,
        ("id",),
        {"source": "sources", "measure": "measures"},
        extra=("period_start", "period_end"),
    ),
    "observations": Resource(
        Observation, ("series", "place"), {"series": "series", "place": "places"}
    ),
    "claims": Resource(
        Claim,
        ("source", "measure", "place", "kind", "period", "statement"),
        {"source": "sources", "measure": "measures", "place": "places"},
    ),
}


TYPES = {
    "value": "number",
    "tolerance": "number",
    "least": "number",
    "most": "number",
    "rank": "integer",
    "among": "integer",
    "overlapping": "boolean",
    "signed": "boolean",
    "lowest": "boolean",
    "period_stated": "boolean",
    "shares_text_with": "array",
    "denominator": "boolean",
    "aliases": "array",
    "coverage": "any",
}


TOP = {
    "$schema": "schema_uri",
    "format": "format",
    "title": "title",
    "description": "description",
    "license": "license",
    "default_series": "default_series",
}
"""The keys of the fact base itself, with their names in the model."""


def records_of(facts: Dataset, name: str) -> Iterator[dict[str, Any]]:
    """The records of a table as dictionaries, also with what is at its default."""
    if name == "observations":
        for series in facts.series:
            for observation in series.observations:
                yield {"series": series.id, **_columns(observation)}
        return
    for item in getattr(facts, name):
        found = _columns(item)
        if isinstance(item, Series):
            found |= {"period_start": item.period.start, "period_end": item.period.end}
        yield found


def _columns(item: object) -> dict[str, Any]:
    names = [field.name for field in fields(item)]  # type: ignore[arg-type]
    return {name: getattr(item, name) for name in names if name != "observations"}
