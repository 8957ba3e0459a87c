"""Where a finding shows in the file: the line, the column, and what stands there."""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from ..dataset.positions import Lines, Path, locate
from ..dataset.records import Dataset
from ..linked.files import FactFile
from ..text import cut, printable
from .rule import Finding

BEFORE = 60
"""The most characters that are kept of a line before what is marked: a file may be one line."""
AFTER = 120
"""The most that are kept after it."""
_TAB = "    "
_MARKED = re.compile(r'"(?:[^"\\\n]|\\.)*+"|[\[{][^][{}\n]*+[]}]|[\[{]|[^\s,\]}]++')
"""What is marked: a text, a number, a list or object on one line, or where a longer one begins."""


class Excerpt(NamedTuple):
    """The part of a line around a value, fit to print.

    Attributes:
        text: It, without indentation; three dots stand for what is left out.
        mark: Where the value begins in it, in characters from 1.
        length: How many characters the value takes.
    """

    text: str
    mark: int
    length: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with where it stands in the file.

    Attributes:
        finding: The finding.
        file: The name of the file.
        line, column: Where the value that it is about begins, both from 1.
        excerpt: What stands there.
    """

    finding: Finding
    file: str
    line: int
    column: int
    excerpt: Excerpt


def placed(file: FactFile, found: Iterable[Finding]) -> list[Placed]:
    """Some findings, each with where it stands in the file."""
    text, found = file.text, list(found)
    paths = _paths(file.facts.base, {id(finding.about) for finding in found})
    wanted = [(finding, *_path(finding, paths)) for finding in found]
    if not wanted:
        return []
    offsets = locate(text, {value for _, _, value in wanted})
    lines = Lines(text)
    placed = []
    for finding, record, value in wanted:
        offset = offsets.get(value, offsets[record])
        line, column = lines.position(offset)
        placed.append(Placed(finding, file.name, line, column, excerpt(text, offset)))
    return placed


def _path(finding: Finding, paths: Mapping[int, Path]) -> tuple[Path, Path]:
    """Where the record of a finding stands, and the value in it that the finding is about."""
    path = paths[id(finding.about)]
    key = finding.key
    if not key and path[0] == "claims":
        key = "among" if getattr(finding.about, "rank", None) is None else "rank"
    elif not key:
        key = "value" if "observations" in path else "id"
    return path, (*path, key)


def _paths(base: Dataset, wanted: Set[int]) -> dict[int, Path]:
    """The path of each record in the file that is wanted, by the record's identity."""
    paths: dict[int, Path] = {id(base): ()}
    for collection in ("sources", "places", "series", "claims"):
        for index, record in enumerate(getattr(base, collection)):
            paths[id(record)] = (collection, index)
    for index, series in enumerate(base.series):
        for at, identity in enumerate(map(id, series.observations)):
            if identity in wanted:
                paths[identity] = ("series", index, "observations", at)
    return paths


def excerpt(text: str, offset: int) -> Excerpt:
    """The part of a line of a JSON text around the value that begins at an offset."""
    found = _MARKED.match(text, offset)
    end = found.end() if found else offset + 1
    start = max(text.rfind("\n", max(offset - BEFORE - 1, 0), offset) + 1, offset - BEFORE, 0)
    whole = start == 0 or text[start - 1] == "\n"
    stop = text.find("\n", end, end + AFTER + 1)
    rest = text[end : end + AFTER] if stop < 0 else text[end:stop].rstrip()
    before = _shown(text[start:offset])
    before = before.lstrip() if whole else f"...{before}"
    marked = cut(_shown(text[offset:end]))
    after = _shown(rest)
    if stop < 0 and end + AFTER < len(text):
        after += "..."
    return Excerpt(before + marked + after, len(before) + 1, len(marked))


def _shown(text: str) -> str:
    return printable(text.replace("\t", _TAB))
