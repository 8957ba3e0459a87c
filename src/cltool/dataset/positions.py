"""Where things stand in the text of a JSON file: used only once something is wrong with it."""

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    _Wanted: TypeAlias = dict[str | int, "_Wanted"]

Path = tuple[str | int, ...]
"""The keys and indexes that lead from the top of a JSON document to a value."""

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[][{}]|[^\s,:"\][{}]++')
_BETWEEN = re.compile(r"[\s,:]*+")


def _forget(pairs: object) -> None:
    """What to make of an object that is passed over: nothing, so that it takes no memory."""


_VALUE = json.JSONDecoder(object_pairs_hook=_forget, parse_int=str, parse_float=str, strict=False)
"""Finds the end of a value. Takes numbers as text: Python refuses to read thousands of digits."""


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
        token, offset = match[0], match.start()
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


def locate(text: str, paths: Iterable[Path], keys: Collection[Path] = ()) -> dict[Path, int]:
    """The offset of each path's value; of its key for the paths in `keys`.

    Where a key is repeated the last one counts, as it does in validation. What no path leads into
    is passed over as a whole.

    Args:
        text: A well-formed JSON text.
        paths: What to find. What leads to them is found too; a path that leads nowhere is not.
        keys: Which of the paths stand for their key.
    """
    wanted: _Wanted = {}
    for path in paths:
        node = wanted
        for step in path:
            node = node.setdefault(step, {})
    key_offsets: dict[Path, int] = {}
    offsets: dict[Path, int] = {}
    if not wanted:
        return {path: _after(text, 0) for path in paths}
    _walk(text, _after(text, 0), (), wanted, offsets, key_offsets)
    offsets.update((path, key_offsets[path]) for path in keys if path in key_offsets)
    return offsets


def _walk(
    text: str,
    offset: int,
    path: Path,
    wanted: "_Wanted",
    offsets: dict[Path, int],
    key_offsets: dict[Path, int],
) -> int:
    """Note where a value and what is wanted in it stand; give where it ends."""
    offsets[path] = offset
    opening = text[offset]
    if not wanted or opening not in "{[":
        return _VALUE.raw_decode(text, offset)[1]
    here = _after(text, offset + 1)
    step: str | int = -1
    while text[here] not in "]}":
        key_offset = here
        if opening == "{":
            step, here = _VALUE.raw_decode(text, here)
            here = _after(text, here)
        else:
            step = int(step) + 1
        if step in wanted:
            inner = (*path, step)
            key_offsets[inner] = key_offset
            here = _walk(text, here, inner, wanted[step], offsets, key_offsets)
        else:
            here = _VALUE.raw_decode(text, here)[1]
        here = _after(text, here)
    return here + 1


def _after(text: str, offset: int) -> int:
    """The first character from an offset on that is part of a value."""
    between = _BETWEEN.match(text, offset)
    return between.end() if between else offset


class Lines:
    """Where the lines of a text begin, to find many positions in it quickly."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, both from 1, counted in characters."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
