"""Where things stand in the text of a JSON file: used only once something is wrong with it."""

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""The keys and indexes that lead from the top of a JSON document to a value."""

_TOKEN = re.compile(r'[\s,:]*("(?:[^"\\]|\\.)*"|[][{}]|[^\s,:"\][{}]+)')


@dataclass(frozen=True, slots=True)
class Spot:
    """One value of a JSON document.

    Attributes:
        path: What leads to it.
        offset: Where it begins, in characters from the start of the text.
        key_offset: Where its key begins, or the value itself where it has none.
        repeated: Whether the key stood before in the same object.
    """

    path: Path
    offset: int
    key_offset: int
    repeated: bool


def spots(text: str) -> Iterator[Spot]:
    """Every value of a well-formed JSON text, in order. Linear in its length; never recurses."""
    path: list[str | int] = []
    keys: list[set[str] | None] = []  # of each open container: an object's keys, None for a list
    key_offset = -1
    repeated = False
    for match in _TOKEN.finditer(text):
        token, offset = match[1], match.start(1)
        if token in ("]", "}"):
            keys.pop()
            path.pop()
            continue
        if keys and (names := keys[-1]) is None:
            path[-1] = int(path[-1]) + 1
        elif keys and names is not None and key_offset < 0:
            path[-1] = key = _string(token)
            repeated = key in names
            names.add(key)
            key_offset = offset
            continue
        yield Spot(tuple(path), offset, offset if key_offset < 0 else key_offset, repeated)
        key_offset, repeated = -1, False
        if token == "{":  # noqa: S105 - a brace, not a password
            keys.append(set())
            path.append("")
        elif token == "[":  # noqa: S105
            keys.append(None)
            path.append(-1)


def _string(token: str) -> str:
    return str(json.loads(token)) if "\\" in token else token[1:-1]


def locate(text: str, paths: Collection[Path], keys: Collection[Path] = ()) -> dict[Path, int]:
    """The offset of each path's value; of its key for the paths in `keys`.

    Where a key is repeated the last one counts, as it does in validation.
    """
    wanted = set(paths)
    return {
        spot.path: spot.key_offset if spot.path in keys else spot.offset
        for spot in spots(text)
        if spot.path in wanted
    }


class Lines:
    """Where the lines of a text begin, to find many positions in it quickly."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, both from 1, counted in characters."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
