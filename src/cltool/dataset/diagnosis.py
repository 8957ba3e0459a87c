"""What is wrong with a file that was refused: every problem, where it stands, what was expected.

Used only once validation has failed. Of more problems than `InvalidFactsError.most` some are left
out.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from difflib import get_close_matches
from itertools import islice
from operator import itemgetter
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, from_json, to_json

from ..errors import InvalidFactsError, Problem
from ..text import cut, printable
from .expectations import RECORDS, example, expected, given, good_value, unknown_key
from .form import form_errors
from .integrity import faults
from .positions import Lines, Path, locate, spots
from .records import Dataset
from .repeats import is_repeating

_LARGEST_MENDED = 4 * 1024**2
"""The most bytes of a file of which faulty records are mended, to hold the others together."""


@dataclass(frozen=True, slots=True)
class Document:
    """A faulty file, for telling where and what its faults are.

    Attributes:
        name: What messages call the file.
        text: Its text.
        tree: What JSON makes of the text, or the fact base where its records are sound.
    """

    name: str
    text: str
    tree: Any

    def at(self, path: Path) -> Any:
        """The value that a path leads to."""
        node = self.tree
        for step in path:
            node = getattr(node, str(step)) if is_dataclass(node) else node[step]
        return node

    def has(self, path: Path) -> bool:
        """Whether a path leads anywhere."""
        try:
            self.at(path)
        except (AttributeError, KeyError, IndexError, TypeError):
            return False
        return True

    def where(self, path: Path) -> str:
        """A path in the author's terms: `series echo-2019, observation essex, value`."""
        words: list[str] = []
        collection = ""
        for depth, step in enumerate(path):
            if isinstance(step, int):
                noun = RECORDS[collection].__name__.lower() if collection in RECORDS else collection
                noun = "alias" if collection == "aliases" else noun
                record = self.at(path[: depth + 1]) if self.has(path[: depth + 1]) else None
                label = _label(record)
                if words and words[-1] == collection:
                    words.pop()
                words.append(f"{noun} {label if isinstance(label, str) else f'no. {step + 1}'}")
            else:
                collection = step
                words.append(step)
        return printable(", ".join(map(cut, words)))


def _label(record: Any) -> Any:
    """What tells a record from the others of its list: its id, or the id of its place."""
    if isinstance(record, dict):
        return record.get("id", record.get("place"))
    return getattr(record, "id", getattr(record, "place", None))


def diagnose_text(data: bytes, name: str, error: ValidationError) -> Problem:
    """The one problem of bytes that are not JSON at all."""
    try:
        text = data.decode()
    except UnicodeDecodeError as broken:
        line = data.count(b"\n", 0, broken.start) + 1
        start = data.rfind(b"\n", 0, broken.start) + 1
        column = len(data[start : broken.start].decode(errors="replace")) + 1
        message = (
            f"given the byte 0x{data[broken.start]:02x}, expected text in UTF-8; "
            "save the file in that encoding"
        )
        return Problem(name, line, column, "", message)
    if not text.strip():
        return Problem(name, None, None, "", "is empty; expected a JSON object")
    first = error.errors(include_url=False, include_input=False)[0]
    reason, _, position = first["ctx"]["error"].rpartition(" at line ")
    line_read, _, column_read = position.partition(" column ")
    message = f"not valid JSON: {printable(reason)}"
    return Problem(name, int(line_read), max(int(column_read), 1), "", message)


@dataclass(frozen=True, slots=True)
class _Found:
    """A problem before its position is known.

    Attributes:
        path: What leads to it.
        message: What was given and what was expected.
        at_key: Whether it is about the key, not the value.
        missing_key: The key that is missing from where the path leads.
        given: The id that was given.
        ids: The ids that could have been meant.
    """

    path: Path
    message: str
    at_key: bool = False
    missing_key: str | None = None
    given: str = ""
    ids: tuple[str, ...] = ()

    @property
    def faulty(self) -> Path:
        """What leads to the faulty or missing value."""
        return self.path if self.missing_key is None else (*self.path, self.missing_key)

    def suggestion(self) -> str:
        """The id that was probably meant, in brackets; looking for it takes long."""
        near = get_close_matches(self.given, self.ids, 1)
        return f" (did you mean {near[0]}?)" if near else ""


def diagnose_form(data: bytes, name: str) -> tuple[Problem, ...]:
    """Every problem of a file with faulty records: theirs, and those between sound records."""
    document = Document(name, data.decode(), from_json(data))
    found: list[_Found] = []
    for errors in form_errors(document.tree):
        found += _form_problems(document, errors)
        if len(found) > InvalidFactsError.most:
            return _sorted_problems(document, found)
    mended = _mend(document, found) if len(data) <= _LARGEST_MENDED else None
    if mended is not None:
        found += _faults_found(document, mended, found)
    return _sorted_problems(document, found)


def diagnose_integrity(data: bytes, name: str, facts: Dataset) -> tuple[Problem, ...]:
    """Every problem of a file whose records are sound one by one, but not together."""
    document = Document(name, data.decode(), facts)
    return _sorted_problems(document, _faults_found(document, facts, []))


def _form_problems(document: Document, errors: Sequence[ErrorDetails]) -> list[_Found]:
    """One problem a faulty value: pydantic reports one for each branch of a union."""
    grouped: dict[Path, list[ErrorDetails]] = {}
    for error in errors:
        grouped.setdefault(_real_path(document, error), []).append(error)
    outer = {path[:length] for path in grouped for length in range(len(path))}
    found = []
    for path, group in grouped.items():
        if path in outer:
            continue  # a branch of a union that was not meant: the fault lies deeper
        kind = group[0]["type"]
        if kind == "missing":
            found.append(_missing(path))
        elif kind == "unexpected_keyword_argument":
            found.append(_Found(path, unknown_key(path), at_key=True))
        else:
            wanted = " or ".join(dict.fromkeys(expected(error) for error in group))
            found.append(_Found(path, f"given {given(document.at(path))}, expected {wanted}"))
    return found


def _missing(path: Path, more: str = "") -> _Found:
    """The problem that the key at the end of a path is not there."""
    message = (
        f'missing key "{path[-1]}", such as {json.dumps(good_value(path), ensure_ascii=False)}'
    )
    return _Found(path[:-1], message + more, missing_key=str(path[-1]))


def _real_path(document: Document, error: ErrorDetails) -> Path:
    """The path of an error without the names that pydantic gives to branches of a union."""
    path: Path = ()
    for step in error["loc"]:
        if document.has((*path, step)):
            path = (*path, step)
    if error["type"] == "missing":
        path = (*path, error["loc"][-1])
    return path


def _mend(document: Document, found: list[_Found]) -> Dataset | None:
    """The fact base with an example in the place of each faulty value.

    So that the records that are sound can be held against each other in the same run.
    """
    tree: Any = from_json(document.text)
    for path in [problem.faulty for problem in found]:
        if not path:
            return None
        *parents, last = path
        node = tree
        for step in parents:
            node = node[step]
        replacement = example(path)
        if replacement is None:
            node.pop(last, None)
        else:
            node[last] = replacement
    try:
        return TypeAdapter(Dataset).validate_json(to_json(tree))
    except ValidationError:
        return None


def _faults_found(document: Document, facts: Dataset, faulty: list[_Found]) -> list[_Found]:
    """The faults between records, less those that only follow from a faulty value."""
    blamed = {problem.faulty for problem in faulty}
    blamed_records = {path[:-1] for path in blamed}
    lost_ids = {
        (path[0], document.at(path))
        for path in blamed
        if path[-1] == "id" and document.has(path) and isinstance(document.at(path), str)
    }
    known: dict[str, tuple[str, ...]] = {}
    found: list[_Found] = []
    for fault in islice(faults(facts), InvalidFactsError.most + 1):
        if any(path in blamed for path in _prefixes(fault.path)):
            continue
        if fault.missing is not None and fault.path in blamed_records:
            continue  # it may only follow from another key of the record
        if fault.missing is not None:
            found.append(_missing((*fault.path, fault.missing), fault.expected))
            continue
        value = fault.path[-1] if "coverage" in fault.path else document.at(fault.path)
        if fault.refers_to is not None and (
            (fault.refers_to,) in blamed or (fault.refers_to, value) in lost_ids
        ):
            continue
        message = f"given {given(value)}, expected {fault.expected}"
        ids: tuple[str, ...] = ()
        if fault.refers_to is not None:
            if fault.refers_to not in known:
                known[fault.refers_to] = tuple(each.id for each in getattr(facts, fault.refers_to))
            ids = known[fault.refers_to]
        found.append(_Found(fault.path, message, given=str(value), ids=ids))
    return found


def _prefixes(path: Path) -> Iterator[Path]:
    return (path[:length] for length in range(1, len(path) + 1))


def _sorted_problems(document: Document, found: list[_Found]) -> tuple[Problem, ...]:
    """The problems with their positions, in the order of the file."""
    offsets = locate(
        document.text,
        {each.path for each in found},
        keys={each.path for each in found if each.at_key},
    )
    placed = [(offsets[each.path], document.where(each.path), each) for each in found]
    placed += _repeated_keys(document, InvalidFactsError.most - len(found))
    placed.sort(key=itemgetter(0))
    lines = Lines(document.text)
    return tuple(
        Problem(
            document.name,
            *lines.position(offset),
            where,
            each.message + (each.suggestion() if at < InvalidFactsError.shown else ""),
            each.path,
        )
        for at, (offset, where, each) in enumerate(placed)
    )


def _repeated_keys(document: Document, most: int) -> list[tuple[int, str, _Found]]:
    """Each key that stands twice in one object, at its second place."""
    if most <= 0 or not is_repeating(document.text):
        return []
    repeated = islice((spot for spot in spots(document.text) if spot.repeated), most)
    return [
        (
            spot.key_offset,
            document.where(spot.path),
            _Found(
                spot.path,
                f"given the key {given(spot.path[-1])} twice in one object, expected each key "
                "once; the last one would win",
            ),
        )
        for spot in repeated
    ]
