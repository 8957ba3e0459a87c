"""Writes a fact base as JSON that people can read and compare: one observation a line."""

import json
import os
from dataclasses import MISSING, fields
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from ..errors import OutputError
from ..text import printable
from .period import Period
from .records import Dataset, Series

_ALIASES = {"schema_uri": "$schema"}
_ORDER = (
    "schema_uri", "format", "title", "description", "license", "default_series",
    "sources", "measures", "places", "series", "claims",
)  # fmt: skip
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
    for field in fields(item):  # type: ignore[arg-type]
        value = getattr(item, field.name)
        if field.default is MISSING or value != field.default:
            found[field.name] = str(value) if isinstance(value, Period) else value
    return found


def is_there(path: Path) -> bool:
    """Whether a file stands where one is to be written.

    Raises:
        OutputError: If none could ever stand there.
    """
    try:
        return path.exists()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"cannot write {printable(str(path))}: {reason}") from None


def save(path: Path, text: str) -> None:
    """Write a file all at once: a new one beside the old takes its place when it is whole.

    Raises:
        OutputError: If it can't be written; the old file is then as it was.
    """
    target = path.resolve()
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=target.parent, delete=False
        ) as file:
            new = Path(file.name)
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
                new.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
                new.replace(target)
            except BaseException:
                new.unlink(missing_ok=True)
                raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"cannot write {printable(str(path))}: {reason}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _series(series: Series) -> str:
    keys = record(series)
    observations = keys.pop("observations")
    members = [_member(key, _json(value)) for key, value in keys.items()]
    members.append(_member("observations", _list(map(_line, observations), 3)))
    return "{\n      " + ",\n      ".join(members) + "\n    }"


def _spread(item: object) -> str:
    members = [_member(key, _json(value)) for key, value in record(item).items()]
    return "{\n      " + ",\n      ".join(members) + "\n    }"


def _line(item: object) -> str:
    return _json(record(item))


def _list(items: Any, depth: int) -> str:
    lines = [f"\n{'  ' * (depth + 1)}{item}" for item in items]
    return "[" + ",".join(lines) + f"\n{'  ' * depth}]" if lines else "[]"


def _member(key: str, value: str) -> str:
    return f"{_json(key)}: {value}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
