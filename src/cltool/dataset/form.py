"""Every fault in the form of a document's records, found a few records at a time.

Validating a whole file stops at the first faulty record of each list, and so takes no more memory
for a file of faults than for a sound one. So does this: an error takes a hundred times the memory
of the value that it is about.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, to_json

from .observations import Observation, PlainObservation
from .records import Claim, Dataset, Measure, Place, Series, Source

COLLECTIONS: Mapping[str, type] = {
    "sources": Source,
    "measures": Measure,
    "places": Place,
    "series": Series,
    "claims": Claim,
}
"""The class of the records in each list of a fact base."""

_AT_ONCE = 100
_LONGER_THAN_ANY = 10_000


def form_errors(tree: Any) -> Iterator[list[ErrorDetails]]:
    """The errors of form in a document, some at a time; each with its path from the top."""
    lists: dict[str, list[Any]] = {}
    if isinstance(tree, dict):
        lists = {key: tree[key] for key in tree if key in COLLECTIONS and _is_list(tree[key])}
        tree = {key: _short(tree[key]) for key in tree} | dict.fromkeys(lists, ())
    yield _errors(tree, Dataset)
    for key, records in lists.items():
        yield from _record_errors(COLLECTIONS[key], records, (key,))


def _record_errors(
    record: type, records: list[Any], path: tuple[str | int, ...]
) -> Iterator[list[ErrorDetails]]:
    """The errors in the records of one list, and in the observations of each series."""
    for start in range(0, len(records), _AT_ONCE):
        group = records[start : start + _AT_ONCE]
        inner = {}
        if record is Series:
            inner = {at: each["observations"] for at, each in enumerate(group) if _holds(each)}
            group = [
                {**each, "observations": ()} if at in inner else each
                for at, each in enumerate(group)
            ]
        yield [
            {**error, "loc": (*path, start + int(error["loc"][0]), *error["loc"][1:])}
            for error in _errors(group, *_lists(record))
        ]
        for at, observations in inner.items():
            here = (*path, start + at, "observations")
            yield from _record_errors(Observation, observations, here)


def _holds(series: Any) -> bool:
    return isinstance(series, dict) and _is_list(series.get("observations"))


def _short(value: Any) -> Any:
    """A text that is too long, cut: its error is the same, and would copy all of it."""
    return value[:_LONGER_THAN_ANY] if isinstance(value, str) else value


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _lists(record: type) -> list[Any]:
    """Of what a list of records is; most observations are plain, which is told in less time."""
    kinds = [PlainObservation, Observation] if record is Observation else [record]
    return [list[kind] for kind in kinds]  # type: ignore[valid-type]


def _errors(value: Any, *kinds: Any) -> list[ErrorDetails]:
    """What keeps a value from being of the last of some kinds; nothing if it is of one."""
    text = to_json(value)
    errors: list[ErrorDetails] = []
    for kind in kinds:
        try:
            adapter(kind).validate_json(text)
        except ValidationError as error:
            errors = error.errors(include_url=False, include_input=False)
        else:
            return []
    return errors


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """What validates a kind of value; made once."""
    return TypeAdapter(kind)
