"""The files of an exported package as they are read, and where in them each fact stands."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..dataset.loading import load_part
from ..dataset.repeats import is_repeating
from ..errors import InvalidFactsError, Problem, UsageError
from ..text import cut, printable, shown
from .delimited import split

_LONGEST_CELL = 1000


def load_descriptor(path: Path) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """What a package's `datapackage.json` says of the fact base itself, and the tables' hashes.

    Raises:
        UsageError: If the file can't be read, or is not one that cltool made.
    """
    text = load_part(path)
    try:
        descriptor = json.loads(text)
        own = descriptor["cltool"]
        if isinstance(own, dict) and not any(map(_is_nested, own.values())):
            if is_repeating(text):
                raise UsageError(f"{printable(str(path))}: has a key twice in one object")
            return own, _hashes(descriptor)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise UsageError(f"{printable(str(path))} was not made by cltool export")


def _hashes(descriptor: Any) -> dict[str, str]:
    """The hashes that a descriptor gives of its tables, by their names."""
    resources = descriptor.get("resources")
    return {
        str(each.get("name")): str(each["hash"])
        for each in (resources if isinstance(resources, list) else [])
        if isinstance(each, dict) and "hash" in each
    }


def keyed_rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV table below its header, each with its line, by the names of its columns.

    Raises:
        UsageError: If a column is named twice, a row has too many cells, or a cell is too long.
    """
    rows = split(text, ",", name)
    _, columns = next(rows, (1, []))
    if len(set(columns)) < len(columns):
        raise UsageError(f"{name}:1: has a column twice; expected each once")
    for line, cells in rows:
        if len(cells) > len(columns):
            raise UsageError(
                f"{name}:{line}: given {len(cells)} cells, expected at most {len(columns)}"
            )
        if cells:
            yield line, dict(zip(columns, cells, strict=False))


def load_cell(cell: str) -> Any:
    """The JSON value in a cell; its text if there is none that a fact base can hold.

    Validation then says what is wrong with it.
    """
    try:
        value = json.loads(cell)
        nested = isinstance(value, list | dict)
        inner = (value.values() if isinstance(value, dict) else value) if nested else ()
        if not any(map(_is_nested, inner)) and not (nested and is_repeating(cell)):
            return value
    except (ValueError, RecursionError):
        pass  # so there is none
    return cut(cell, _LONGEST_CELL)


def _is_nested(value: object) -> bool:
    return isinstance(value, list | dict)


@dataclass(slots=True)
class Origins:
    """Where the records of a package stand in its files.

    Attributes:
        folder: The folder.
        descriptor: The file of what is no record.
        lines: The lines of the records of each table, in order.
        observed: The lines of the observations of each series, in order.
    """

    folder: Path
    descriptor: str
    lines: dict[str, list[int]] = field(default_factory=dict)
    observed: list[list[int]] = field(default_factory=list)

    def group_observations(self, tree: dict[str, Any]) -> None:
        """Move the observations of a tree of records into their series.

        Raises:
            UsageError: If one is of a series that is not there.
        """
        by_series: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        lines = self.lines.get("observations", [])
        for line, observation in zip(lines, tree.pop("observations"), strict=True):
            by_series.setdefault(observation.pop("series", ""), []).append((line, observation))
        for series in tree["series"]:
            found = by_series.pop(series.get("id", ""), [])
            series["observations"] = [observation for _, observation in found]
            self.observed.append([line for line, _ in found])
        if by_series:
            unknown = shown(", ".join(by_series))
            raise UsageError(f"observations.csv names series that series.csv lacks: {unknown}")

    def cite(self, error: InvalidFactsError) -> InvalidFactsError:
        """An error about the tree, with the files and lines of the package."""
        return InvalidFactsError(tuple(map(self._cited, error.problems)))

    def _cited(self, problem: Problem) -> Problem:
        file, line = self.descriptor, None
        match problem.path:
            case ():
                return problem._replace(line=None, column=None)
            case ("series", int(series), "observations", int(observation), *_):
                file, line = "observations.csv", self.observed[series][observation]
            case (str(name), int(record), *_):
                file, line = f"{name}.csv", self.lines[name][record]
        name = printable(str(self.folder / file))
        return problem._replace(file=name, line=line, column=None)
