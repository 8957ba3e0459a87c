"""Whether a JSON object has a key twice, of which validation would lose one in silence."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, Field, fields
from operator import attrgetter
from typing import Any

from pydantic_core import to_json

from .form import COLLECTIONS
from .records import Dataset, Observation

_MOST_HAVE = ("place", "value")
_FEW_HAVE = [field for field in fields(Observation) if field.name not in _MOST_HAVE]


def has_repeated_keys(data: bytes, colons: int, facts: Dataset) -> bool:
    """Whether the bytes that a fact base was read from have a key twice in one object.

    Args:
        data: The bytes.
        colons: How many colons they have.
        facts: The fact base.
    """
    return not _all_keys_used(data, colons, facts) and is_repeating(data.decode())


def is_repeating(text: str, tree: Any = None) -> bool:
    r"""Whether a well-formed JSON text has a key twice in one object: reads all of it.

    Args:
        text: The text.
        tree: What was read of it, if that is at hand: it has lost no key if it is written with as
            many colons, unless one was written as an escape (`\u003a`).
    """
    if tree is not None and "\\u003" not in text and _written_colons(tree) == text.count(":"):
        return False
    try:
        json.loads(text, object_pairs_hook=_expect_each_once, parse_int=str, parse_float=str)
    except _RepeatedKeyError:
        return True
    return False


def _written_colons(tree: Any) -> int:
    """The colons in a document if it is written: each record by itself, to take little memory."""
    parts = [dict.fromkeys(tree), *tree.values()] if isinstance(tree, dict) else [tree]
    lists = (part if isinstance(part, list) else [part] for part in parts)
    return sum(to_json(record).count(b":") for records in lists for record in records)


class _RepeatedKeyError(Exception):
    """A key stands twice in one object."""


def _expect_each_once(pairs: list[tuple[str, Any]]) -> None:
    if len(dict(pairs)) != len(pairs):
        raise _RepeatedKeyError


def _all_keys_used(data: bytes, colons: int, facts: Dataset) -> bool:
    r"""Whether every key in the bytes is known to have reached the fact base, by counting.

    Each key has a colon. If there are as many colons as the fact base has keys that must have been
    there, and colons in its texts, then none is left for a key that was lost. A colon written as
    an escape (`\u003a`) would spoil the count, so that such a file is never known to be sound.
    Reading every key again takes ten times as long.
    """
    if b"\\" in data and b"\\u003" in data:
        return False
    observations = [series.observations for series in facts.series]
    left = colons - sum(
        _colons(records, fields(records[0]))
        for records in ((facts,), *(getattr(facts, name) for name in COLLECTIONS))
        if records
    )
    left -= sum(map(len, observations)) * len(_MOST_HAVE)
    if b'"withheld"' in data:
        left += sum(each.value is None for records in observations for each in records)
    for field in _FEW_HAVE:
        if left and f'"{field.name}"'.encode() in data:
            left -= sum(_colons(records, [field]) for records in observations)
    return left == 0


def _colons(records: Sequence[Any], keys: Sequence[Field[Any]]) -> int:
    """The colons that some keys of records of one class, and their values, must have in JSON."""
    count = 0
    for key in keys:
        values: Iterable[Any] = map(attrgetter(key.name), records)
        if key.default is not MISSING:
            values = (value for value in values if value != key.default)
        found = list(values)
        texts = [value for value in found if isinstance(value, str)]
        count += len(found) + "".join(texts).count(":")
        if len(texts) < len(found):
            count += sum(map(_inner_colons, found))
    return count


def _inner_colons(value: Any) -> int:
    """The colons in the keys of a coverage by kinds, and after them, or in aliases."""
    if isinstance(value, dict):
        return len(value) + "".join(value).count(":")
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return "".join(value).count(":")
    return 0
