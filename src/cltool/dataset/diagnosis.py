"""What is wrong with a file that was refused: every problem, where it stands, what was expected.

Used only once validation has failed. Of more problems than `InvalidFactsError.most` some are left
out.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from operator import itemgetter
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, from_json, to_json

from ..errors import InvalidFactsError, Problem
from ..text import fold
from ..wording import alternatives
from .advice import advice
from .document import Document
from .expectations import example, expected, given, good_value, key_meant, unknown_key
from .form import adapter, form_errors
from .integrity import faults
from .positions import Lines, Path, locate, spots
from .records import Dataset
from .repeats import is_repeating

_LARGEST_MENDED = 4 * 1024**2
"""The most bytes of a file of which faulty records are mended, to hold the others together."""
_MOST_KINDS = 10


@dataclass(frozen=True, slots=True)
class _Found:
    """A problem before its position is known.

    Attributes:
        path: What leads to it.
        message: What was given and what was expected.
        at_key: Whether it is about the key, not the value.
        missing_key: The key that is missing from where the path leads.
        instead: The key that was meant, in place of the one that the path leads to.
        given: The id that was given.
        among: The collection in which there is none.
        ids: The ids that could have been meant, by themselves and by the names of their records.
    """

    path: Path
    message: str
    at_key: bool = False
    missing_key: str | None = None
    instead: str | None = None
    given: str = ""
    among: str | None = None
    ids: Mapping[str, str] = field(default_factory=dict)

    @property
    def faulty(self) -> Path:
        """What leads to the faulty or missing value."""
        return self.path if self.missing_key is None else (*self.path, self.missing_key)

    @property
    def meant(self) -> Path:
        """What leads to the value that a misnamed key was meant for; else to the faulty one."""
        return (*self.path[:-1], self.instead) if self.instead else self.faulty

    def suggestion(self) -> str:
        """The id that was probably meant, or what to do; looking for it takes long."""
        if self.among is None:
            return ""
        exact = self.ids.get(fold(self.given))
        near = [exact] if exact else get_close_matches(self.given, self.ids.values(), 1, 0.7)
        if near:
            return f" (did you mean {near[0]}?)"
        if self.among == "kinds":
            kinds = list(self.ids.values())[:_MOST_KINDS]
            return f": {alternatives(kinds)}" if kinds else ""
        return f'; if it is new, add it to "{self.among}" too'


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
    missing = []
    for path, group in grouped.items():
        if path in outer:
            continue  # a branch of a union that was not meant: the fault lies deeper
        kind = group[0]["type"]
        if kind == "missing":
            missing.append(path)
        elif kind == "unexpected_keyword_argument":
            instead = key_meant(path, document.at(path[:-1]))
            message = unknown_key(path, instead)
            found.append(_Found(path, message, at_key=True, instead=instead))
        else:
            found.append(_Found(path, _faulty_value(document.at(path), group)))
    misnamed = {each.meant for each in found if each.instead}
    return found + [_missing(path) for path in missing if path not in misnamed]


def _faulty_value(value: Any, errors: Sequence[ErrorDetails]) -> str:
    """What is said of a value by the errors of each branch of its union."""
    if isinstance(value, str):  # of a word or an object, a word was meant
        errors = [each for each in errors if each["type"] != "dict_type"] or errors
    wanted = " or ".join(dict.fromkeys(map(expected, errors)))
    advised = next(filter(None, (advice(error, value) for error in errors)), "")
    if " has a comma" in advised:
        return advised
    return f"given {given(value)}, expected {wanted}{'; ' if advised else ''}{advised}"


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
    for path in [path for each in found for path in dict.fromkeys((each.faulty, each.meant))]:
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
        facts: Dataset = adapter(Dataset).validate_json(to_json(tree))
    except ValidationError:
        return None
    return facts


def _faults_found(document: Document, facts: Dataset, faulty: list[_Found]) -> list[_Found]:
    """The faults between records, less those that only follow from a faulty value."""
    blamed = {path for problem in faulty for path in (problem.faulty, problem.meant)}
    blamed_records = {path[:-1] for path in blamed}
    lost = set(filter(None, map(_lost, blamed)))
    known: dict[str, Mapping[str, str]] = {}
    found: list[_Found] = []
    for fault in islice(faults(facts), InvalidFactsError.most + 1):
        if any(path in blamed for path in _prefixes(fault.path)):
            continue
        if fault.missing is not None and fault.path in blamed_records:
            continue  # it may only follow from another key of the record
        if fault.missing is not None:
            found.append(_missing((*fault.path, fault.missing), fault.expected))
            continue
        if fault.refers_to in lost:
            continue
        if fault.refers_to is None:
            lost |= set(filter(None, (_lost(fault.path),)))
        elif fault.refers_to not in known:
            known[fault.refers_to] = _ids(getattr(facts, fault.refers_to))
        among = fault.refers_to
        value = fault.path[-1] if "coverage" in fault.path else document.at(fault.path)
        message = f"given {given(value)}, expected {fault.expected}"
        ids = known[among] if among else {}
        found.append(_Found(fault.path, message, given=str(value), among=among, ids=ids))
    return found


def _lost(faulty: Path) -> str | None:
    """Of what some may be unknown because of a faulty value: records of a list, or kinds."""
    match faulty:
        case ("places", int(), "kind"):
            return "kinds"
        case (str(collection),) | (str(collection), int()) | (str(collection), int(), "id"):
            return collection
    return None


def _ids(records: Sequence[Any]) -> Mapping[str, str]:
    """The ids of some records by themselves and by their names, or some kinds by themselves."""
    ids = {}
    for record in records:
        if isinstance(record, str):
            ids[fold(record)] = record
            continue
        names = [getattr(record, key, None) for key in ("name", "title", "code")]
        for name in filter(None, (*names, *getattr(record, "aliases", ()), record.id)):
            ids[fold(name)] = record.id
    return ids


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
    tree = None if isinstance(document.tree, Dataset) else document.tree
    if most <= 0 or not is_repeating(document.text, tree):
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
