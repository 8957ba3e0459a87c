"""Where a text stops being JSON, and what could have followed there."""

import re
from dataclasses import dataclass
from enum import Enum

DEEPEST = 201
"""How many lists and objects may stand in each other."""

_HEX = "[0-9a-fA-F]"
_ESCAPE = (
    rf'\\(?:["\\/bfnrt]|u(?:[0-9abcefABCEF]{_HEX}{{3}}|[dD][0-7]{_HEX}{{2}}'
    rf"|[dD][89abAB]{_HEX}{{2}}\\u[dD][c-fC-F]{_HEX}{{2}}))"
)
_TEXT = rf'"(?:[^"\\\x00-\x1f]++|{_ESCAPE})*+'
_NUMBER = r"-?(?:Infinity|(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)|NaN"
_SCALAR = rf'(?:{_TEXT}"|(?:{_NUMBER}|true|false|null)(?!\w))'
_SPACE = r"[ \t\n\r]*+"
_MEMBER = rf'{_SPACE}{_TEXT}"{_SPACE}:{_SPACE}{_SCALAR}{_SPACE}'

BROKEN_TEXT = re.compile(_TEXT)
"""A text that breaks off: up to what can't be part of it."""
_STRING = re.compile(rf'{_TEXT}"')
_VALUE = re.compile(
    rf'{_TEXT}"|{_NUMBER}|(?:true|false|null)(?!\w)|\{{{_MEMBER}(?:,{_MEMBER})*+\}}'
)
_ITEMS = re.compile(rf"(?:{_SPACE},{_SPACE}({_VALUE.pattern}))*+")
_MEMBERS = re.compile(
    rf"(?:{_SPACE},{_SPACE}{_STRING.pattern}{_SPACE}:{_SPACE}({_VALUE.pattern}))*+"
)
_BETWEEN = re.compile(_SPACE)


class Wanted(Enum):
    """What can follow where a text stops being JSON."""

    VALUE = "a value"
    KEY = "a key in double quotes"
    COLON = "a colon"
    COMMA = "a comma"
    END = "the end of the file"
    LESS_DEPTH = "fewer brackets in each other"


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a text stops being JSON.

    Attributes:
        offset: Where what can't be there begins, in characters from the start.
        wanted: What could have stood there.
        opened: Where the innermost list or object begins that is open there, if one is.
        last: Where the last key, value or mark before it begins and ends.
    """

    offset: int
    wanted: Wanted
    opened: int | None
    last: tuple[int, int]


def first_stop(text: str) -> Stop | None:
    """Where a text stops being JSON; None if all of it is. Linear in its length.

    What follows in a row is passed over at once, for a file may be long.
    """
    opened: list[int] = []
    wanted = Wanted.VALUE
    last = (0, 0)
    while True:
        between = _BETWEEN.match(text, last[1])
        offset = between.end() if between else last[1]
        char = text[offset : offset + 1]
        if not char and wanted is Wanted.END:
            return None
        end = _end(text, offset, wanted)
        if end is not None:
            follows = Wanted.COLON if wanted is Wanted.KEY else _after(opened)
            if wanted is Wanted.COLON:
                follows = Wanted.VALUE
        elif char and char in "[{" and wanted is Wanted.VALUE and len(opened) < DEEPEST:
            opened.append(offset)
            follows, end = Wanted.KEY if char == "{" else Wanted.VALUE, offset + 1
        elif opened and _closes(text, offset, wanted, opened[-1], last):
            opened.pop()
            follows, end = _after(opened), offset + 1
        elif char == "," and wanted is Wanted.COMMA:
            follows = Wanted.KEY if text[opened[-1]] == "{" else Wanted.VALUE
            end = offset + 1
        else:
            if char and char in "[{" and wanted is Wanted.VALUE:
                wanted = Wanted.LESS_DEPTH
            return Stop(offset, wanted, opened[-1] if opened else None, last)
        wanted, last = follows, (offset, end)
        if wanted is Wanted.COMMA:
            more = (_MEMBERS if text[opened[-1]] == "{" else _ITEMS).match(text, end)
            last = more.span(1) if more and more[1] else last


def _after(opened: list[int]) -> Wanted:
    return Wanted.COMMA if opened else Wanted.END


def _end(text: str, offset: int, wanted: Wanted) -> int | None:
    """Where the value, key or colon ends that begins at an offset; None if none does."""
    if wanted is Wanted.COLON:
        return offset + 1 if text.startswith(":", offset) else None
    pattern = {Wanted.VALUE: _VALUE, Wanted.KEY: _STRING}.get(wanted)
    found = pattern.match(text, offset) if pattern else None
    return found.end() if found else None


def _closes(text: str, offset: int, wanted: Wanted, opened: int, last: tuple[int, int]) -> bool:
    """Whether what is open may be closed at an offset, and is: after a value, or if it is empty."""
    is_object = text[opened] == "{"
    is_empty = last[0] == opened
    due = wanted is Wanted.COMMA or (is_empty and wanted in (Wanted.KEY, Wanted.VALUE))
    return due and text.startswith("}" if is_object else "]", offset)
