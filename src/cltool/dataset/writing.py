"""Writes a fact base as JSON that people can read and compare: one observation a line."""

import json
from dataclasses import MISSING, fields
from functools import cache
from json.encoder import encode_basestring
from typing import Any

from .observations import PlainObservation
from .period import Period
from .records import Dataset, Series

_ALIASES = {"schema_uri": "$schema"}
_ORDER = (
    "schema_uri", "format", "title", "description", "license", "default_series",
    "sources", "measures", "places", "series", "claims",
)  # fmt: skip
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_NONE = (None, None, None, None)
_SPREAD = ("sources", "measures")
"""Collections whose records are long: a key a line. Of the others, a record a line."""


def dumps(facts: Dataset) -> str:
    """The fact base as the text of a JSON file, ending in a line feed.

    Loading the text gives an equal fact base. Keys at their default are left out.
    """
    parts = []
    for key in _ORDER:
        value = getattr(facts, key)
        if key == "series":
            parts.append(_member(key, _list(map(_series, value), 1)))
        elif isinstance(value, tuple):
            write = _spread if key in _SPREAD else _line
            if value or key != "claims":
                parts.append(_member(key, _list((write(item) for item in value), 1)))
        elif value is not None:
            parts.append(_member(_ALIASES.get(key, key), _json(value)))
    return "{\n  " + ",\n  ".join(parts) + "\n}\n"


def record(item: object) -> dict[str, Any]:
    """One record of the model as a dictionary, without the keys that are at their default."""
    found = {}
    for name, default in _keys(type(item)):  # type: ignore[arg-type]
        value = getattr(item, name)
        if default is MISSING or value != default:
            found[name] = str(value) if isinstance(value, Period) else value
    return found


@cache
def _keys(kind: Any) -> list[tuple[str, Any]]:
    """The names and the defaults of a record's keys."""
    return [(field.name, field.default) for field in fields(kind)]


def _series(series: Series) -> str:
    keys = record(series)
    observations = keys.pop("observations")
    members = [_member(key, _json(value)) for key, value in keys.items()]
    members.append(_member("observations", _list(map(_observation, observations), 3)))
    return "{\n      " + ",\n      ".join(members) + "\n    }"


def _spread(item: object) -> str:
    members = [_member(key, _json(value)) for key, value in record(item).items()]
    return "{\n      " + ",\n      ".join(members) + "\n    }"


def _observation(item: PlainObservation) -> str:
    """An observation on a line: quickly where it holds a number alone, as most of a million do."""
    value = item.value
    others = (item.locator, item.status, item.tolerance, item.note)
    if type(item) is PlainObservation and value is not None and others == _NONE:
        return f'{{"place": {encode_basestring(item.place)}, "value": {value!r}}}'
    return _line(item)


def _line(item: object) -> str:
    return _json(record(item))


def _list(items: Any, depth: int) -> str:
    lines = [f"\n{'  ' * (depth + 1)}{item}" for item in items]
    return "[" + ",".join(lines) + f"\n{'  ' * depth}]" if lines else "[]"


def _member(key: str, value: str) -> str:
    return f"{_json(key)}: {value}"


def _json(value: object) -> str:
    return _ENCODER.encode(value)
