"""A fact base as a Frictionless Data Package: tidy CSV tables that statistics packages open.

The format is that of https://specs.frictionlessdata.io/data-package/ and its tabular profile.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ..answer import Answer, Column, Kind
from ..dataset.loading import load_part, validate
from ..dataset.records import Claim, Dataset, Measure, Observation, Place, Series, Source
from ..dataset.saving import is_there, locked, replace_files
from ..errors import InvalidFactsError, OutputError, UsageError
from ..linked.fact_base import FactBase
from ..text import printable
from .formulas import escape_formulas, unescape_formulas
from .packaged_rows import Origins, keyed_rows, load_cell, load_descriptor

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class _Resource:
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


_RESOURCES = {
    "sources": _Resource(Source, ("id",), {"relays": ""}),
    "measures": _Resource(Measure, ("id",), {}),
    "places": _Resource(Place, ("id",), {"within": ""}),
    "series": _Resource(
        Series,
        ("id",),
        {"source": "sources", "measure": "measures"},
        extra=("period_start", "period_end"),
    ),
    "observations": _Resource(
        Observation, ("series", "place"), {"series": "series", "place": "places"}
    ),
    "claims": _Resource(
        Claim,
        ("source", "measure", "place", "among", "period"),
        {"source": "sources", "measure": "measures", "place": "places"},
    ),
}
_TYPES = {
    "value": "number",
    "tolerance": "number",
    "rank": "integer",
    "additive": "boolean",
    "overlapping": "boolean",
    "denominator": "boolean",
    "aliases": "array",
    "coverage": "any",
}
_TOP = {
    "$schema": "schema_uri",
    "format": "format",
    "title": "title",
    "description": "description",
    "license": "license",
    "default_series": "default_series",
}
"""The keys of the fact base itself, with their names in the model."""


def to_files(facts: Dataset) -> dict[str, str]:
    """The files of the package, by name: `datapackage.json` and a CSV file a table."""
    files = {f"{name}.csv": _table(facts, name) for name in _RESOURCES}
    descriptor = _descriptor(facts, files)
    files[DESCRIPTOR] = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    return files


def from_folder(path: Path) -> Dataset:
    """The fact base of a package that `to_files` made.

    Args:
        path: The folder, or its `datapackage.json`.

    Raises:
        UsageError: If the folder holds no such package.
        InvalidFactsError: If the tables are not a valid fact base; cites their files and lines.
    """
    folder = path if path.is_dir() else path.parent
    own, hashes = load_descriptor(folder / DESCRIPTOR)
    tree = {key: own[key] for key in _TOP if key in own}
    origins = Origins(folder, DESCRIPTOR)
    for name in _RESOURCES:
        tree[name] = []
        file = folder / f"{name}.csv"
        text = load_part(file)
        _refuse_another(file, text, hashes.get(name))
        for line, row in keyed_rows(text, printable(str(file))):
            tree[name].append(_parse(name, row))
            origins.lines.setdefault(name, []).append(line)
    origins.group_observations(tree)
    try:
        return validate(json.dumps(tree, ensure_ascii=False).encode(), str(folder))
    except InvalidFactsError as error:
        raise origins.cite(error) from None


def _refuse_another(path: Path, text: str, expected: str | None) -> None:
    """Refuse a table that is not the one its descriptor was written with."""
    if expected not in (None, _hash(text.encode())):
        raise UsageError(
            f"{printable(str(path))} is not the table that {DESCRIPTOR} describes: it was changed, "
            "or an export was cut short; export again, or, if the change is meant, delete its "
            f'"hash" and "bytes" from {DESCRIPTOR}'
        )


def export(facts: FactBase, directory: str, *, force: bool = False) -> Answer:
    """Write a fact base as a package into a folder, which is made if it is not there.

    Args:
        facts: The fact base.
        directory: The folder.
        force: Whether to write over files that are there.

    Returns:
        A row a table: table, rows.

    Raises:
        UsageError: If a file is there, and not to be written over.
        OutputError: If a file can't be written.
    """
    folder = Path(directory)
    files = to_files(facts.base)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"cannot write {printable(directory)}: {reason}") from None
    with locked(folder / DESCRIPTOR):
        there = [name for name in files if is_there(folder / name)]
        if there and not force:
            raise UsageError(
                f"{printable(str(folder / there[0]))} is there already; to write over it, add "
                "--force"
            )
        replace_files({folder / name: text for name, text in files.items()})
    descriptor = str(folder / DESCRIPTOR)
    summary = f"{printable(descriptor)}: written."
    return counted(facts.base, "export", summary, written=(descriptor,))


def counted(
    facts: Dataset, question: str, summary: str, *, written: tuple[str, ...] = ()
) -> Answer:
    """How many rows each table of a package has."""
    counts = [(name, sum(1 for _ in _records(facts, name))) for name in _RESOURCES]
    return Answer(
        question=question,
        title=facts.title,
        summary=summary,
        written=written,
        columns=(
            Column("table", "the table", tuple(name for name, _ in counts)),
            Column(
                "rows", "how many rows it has", tuple(count for _, count in counts), Kind.NUMBER
            ),
        ),
    )


def _records(facts: Dataset, name: str) -> Iterator[dict[str, Any]]:
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


def _table(facts: Dataset, name: str) -> str:
    page = io.StringIO()
    columns = _RESOURCES[name].columns
    writer = csv.DictWriter(page, columns, lineterminator="\n")
    writer.writeheader()
    for found in _records(facts, name):
        writer.writerow({key: _write(value) for key, value in found.items()})
    return page.getvalue()


def _write(value: Any) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | dict):
        return escape_formulas(json.dumps(value, ensure_ascii=False))
    return escape_formulas(str(value))


def _parse(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """A record of a table, without what is empty and what was added for the reader's ease."""
    found: dict[str, Any] = {}
    for key, written in row.items():
        if not written or key in _RESOURCES[name].extra:
            continue
        cell = unescape_formulas(written)
        kind = _TYPES.get(key, "string")
        if kind != "string" and not (kind == "any" and not cell.startswith("{")):
            found[key] = load_cell(cell)
        else:
            found[key] = cell
    return found


def _descriptor(facts: Dataset, files: Mapping[str, str]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "facts",
        "title": facts.title,
    }
    if facts.description:
        described["description"] = facts.description
    if facts.license:
        described["licenses"] = [{"name": facts.license}]
    described["sources"] = [
        {
            "title": f"{source.publisher}: {source.title}",
            **({"path": source.url} if source.url else {}),
        }
        for source in facts.sources
    ]
    described["resources"] = [
        _resource(facts, name, files[f"{name}.csv"].encode()) for name in _RESOURCES
    ]
    described["cltool"] = {
        key: getattr(facts, name) for key, name in _TOP.items() if getattr(facts, name) is not None
    }
    return described


def _resource(facts: Dataset, name: str, data: bytes) -> dict[str, Any]:
    resource = _RESOURCES[name]
    schema: dict[str, Any] = {"fields": [_field(resource, column) for column in resource.columns]}
    if any(True for _ in _records(facts, name)) and name != "claims":
        schema["primaryKey"] = list(resource.keys)
    schema["foreignKeys"] = [
        {"fields": [column], "reference": {"resource": other, "fields": ["id"]}}
        for column, other in resource.references.items()
    ]
    if not schema["foreignKeys"]:
        del schema["foreignKeys"]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": _hash(data),
        "schema": schema,
    }


def _hash(data: bytes) -> str:
    """A hash as a Data Package gives it: with the name of its algorithm."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _field(resource: _Resource, column: str) -> dict[str, Any]:
    model_fields = resource.record.__pydantic_fields__  # type: ignore[attr-defined]
    found: dict[str, Any] = {"name": column, "type": _TYPES.get(column, "string")}
    info = model_fields.get(column)
    if info is None:
        return found
    found["description"] = info.description
    if info.is_required():
        found["constraints"] = {"required": True}
    return found
