"""What a package's `datapackage.json` says of its tables."""

import hashlib
from collections.abc import Mapping
from typing import Any

from ..dataset.records import Dataset
from .resources import RESOURCES, TOP, TYPES, Resource, records_of


def descriptor(facts: Dataset, files: Mapping[str, str]) -> dict[str, Any]:
    """The descriptor of a fact base whose tables are in these files, by their names."""
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
        _resource(facts, name, files[f"{name}.csv"].encode()) for name in RESOURCES
    ]
    described["cltool"] = {
        key: getattr(facts, name) for key, name in TOP.items() if getattr(facts, name) is not None
    }
    return described


def _resource(facts: Dataset, name: str, data: bytes) -> dict[str, Any]:
    resource = RESOURCES[name]
    schema: dict[str, Any] = {"fields": [_field(resource, column) for column in resource.columns]}
    if any(True for _ in records_of(facts, name)) and name != "claims":
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
        "hash": hash_of(data),
        "schema": schema,
    }


def hash_of(data: bytes) -> str:
    """A hash as a Data Package gives it: with the name of its algorithm."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _field(resource: Resource, column: str) -> dict[str, Any]:
    model_fields = resource.record.__pydantic_fields__  # type: ignore[attr-defined]
    found: dict[str, Any] = {"name": column, "type": TYPES.get(column, "string")}
    info = model_fields.get(column)
    if info is None:
        return found
    found["description"] = info.description
    if info.is_required():
        found["constraints"] = {"required": True}
    return found
