"""What a faulty value should be, in words; and what it could be, as an example."""

import json
from collections.abc import Collection
from dataclasses import MISSING, fields
from typing import Any

from pydantic_core import ErrorDetails

from ..text import LONGEST_SHOWN, cut, printable
from .fields import ID_PATTERN, LARGEST_VALUE, TEXT_PATTERN, URL_PATTERN
from .form import COLLECTIONS
from .keys import meant
from .positions import Path
from .records import Dataset, Observation

RECORDS: dict[str, type] = {**COLLECTIONS, "observations": Observation}


_RANGE = f"a number from 0 to {LARGEST_VALUE:,}"
_WHOLE = "a whole number of 1 or more"
_COUNTS = ("rank", "among")


_PATTERNS = {
    ID_PATTERN: "an id of letters, digits, '.', '_' and '-' that begins with a letter or digit",
    URL_PATTERN: "an address such as https://www.bbc.co.uk/news",
    TEXT_PATTERN: "text with no control characters and no space at either end",
}


OTHER = "another value"
"""What is said where validation finds a fault of a kind that nothing here knows."""
_EXPECTED = {
    "bool_type": "true or false",
    "dataclass_type": "an object in braces",
    "dict_type": "an object in braces",
    "finite_number": "a number",
    "float_type": "a number",
    "greater_than_equal": _RANGE,
    "int_parsing_size": _RANGE,
    "int_type": "a number",
    "less_than_equal": _RANGE,
    "string_too_long": "at most {max_length} characters",
    "string_type": "text in quotes",
    "too_long": "a list of at most {max_length}",
    "tuple_type": "a list in brackets",
}


def key_meant(path: Path, there: Collection[str]) -> str | None:
    """The key that an unknown one was meant for; None if no one can tell.

    Args:
        path: What leads to it.
        there: The keys of its record.
    """
    return meant(str(path[-1]), _keys(path), there)


def unknown_key(path: Path, instead: str | None) -> str:
    """What is said of a key that its record doesn't have, and the one that was meant."""
    if instead:
        hint = f'did you mean "{instead}"?'
    elif there := meant(str(path[-1]), _keys(path), ()):
        hint = f'"{there}" is there already'
    else:
        hint = f"expected one of: {', '.join(_keys(path))}"
    return f"unknown key {given(str(path[-1]))}; {hint}"


def _keys(path: Path) -> list[str]:
    return [field.name for field in fields(record_of(path)) if field.name != "schema_uri"]


def expected(error: ErrorDetails) -> str:
    """What an error of validation expected, in words."""
    context = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return str(context["error"])
        case "greater_than_equal" | "int_type" | "int_from_float" if error["loc"][-1] in _COUNTS:
            return _WHOLE
        case "literal_error":
            return str(context["expected"]).replace("'", '"')
        case "string_pattern_mismatch" if context["pattern"] in _PATTERNS:
            return _PATTERNS[context["pattern"]]
        case "string_pattern_mismatch":
            return "a date such as 2019, 2019-09 or 2019-09-19"
    return _EXPECTED.get(error["type"], OTHER).format(**context)


def given(value: Any) -> str:
    """A faulty value as the file has it, cut if it is long."""
    if isinstance(value, dict):
        return "an object" if value else "an empty object"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, str):
        value = value[: LONGEST_SHOWN + 1]
    written = (
        str(value)
        if isinstance(value, int) and value > LARGEST_VALUE
        else json.dumps(value, ensure_ascii=False)
    )
    return printable(cut(written))


def example(path: Path) -> Any:
    """A valid value for a required key or record; None for a key that may be left out."""
    *parents, last = path
    collection = next((step for step in reversed(parents) if isinstance(step, str)), "")
    is_text = isinstance(last, int) and collection not in RECORDS
    if is_text or last in ("id", "name"):
        return "example-" + "-".join(map(str, path))  # must not look like another record's
    if isinstance(last, int):
        record = RECORDS[collection]
        return {
            field.name: example((*path, field.name))
            for field in fields(record)
            if field.default is MISSING
        }
    required = {field.name for field in fields(record_of(path)) if field.default is MISSING}
    return good_value(path) if last in required else None


def record_of(path: Path) -> type:
    """The model's class of the record whose key a path leads to."""
    collection = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
    return RECORDS.get(collection, Dataset)


def good_value(path: Path) -> Any:
    """The model's own example of a key."""
    record = record_of(path)
    return record.__pydantic_fields__[path[-1]].examples[0]  # type: ignore[attr-defined]
