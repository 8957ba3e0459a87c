"""What is too much to read: refused before it is parsed, by what memory bears."""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass

LARGEST_FILE = 512 * 1024**2
"""The most bytes that a fact base may have: ten times a base of a million observations."""
LARGEST_TABLE = 64 * 1024**2
"""The most bytes that a table to import may have."""
MEMORY_A_BYTE = 12
"""The most bytes of memory that one byte of a fact base takes, as `dumps` lays it out."""
_MEMORY_A_DENSE_BYTE = 16
_PROGRAM = 128 * 1024**2
_ALWAYS_BORNE = 1024**2
_KEYS_A_RECORD = 12
_RARE = 1000
_SLACK = 10_000
"""What is always borne, so that a small file is told of each of its faults."""


def largest_file(limit: int) -> int:
    """The most bytes that can be read: a limit, or less where the memory does not bear it."""
    return min(limit, max((_memory() - _PROGRAM) // _MEMORY_A_DENSE_BYTE, _ALWAYS_BORNE))


def _memory() -> int:
    """The bytes of memory that the process may take."""
    sizes = [sys.maxsize]
    with suppress(AttributeError, ValueError, OSError):  # unknown on this system
        sizes.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    try:
        import resource
    except ImportError:
        pass  # not on Windows
    else:
        soft, _ = resource.getrlimit(resource.RLIMIT_AS)
        sizes.append(sys.maxsize if soft == resource.RLIM_INFINITY else soft)
    return min(size for size in sizes if size > 0)


@dataclass(frozen=True, slots=True)
class Punctuation:
    """How many of some characters the bytes of a JSON text have, within texts or not.

    Attributes:
        size: How many bytes there are.
        brackets: The brackets and braces that open.
        commas: The commas.
        colons: The colons.
    """

    size: int
    brackets: int
    commas: int
    colons: int

    @classmethod
    def of(cls, data: bytes) -> "Punctuation":
        """The counts of some bytes."""
        brackets = data.count(b"{") + _count_rare(data, b"[")
        return cls(len(data), brackets, data.count(b","), data.count(b":"))

    def excess(self) -> str | None:
        """What there is so much more of than in any fact base that reading it takes all memory.

        The shortest record has 24 bytes, and with it at most two commas. A record has at most 11
        keys; more colons than that, and one in 64 bytes, are not texts.
        """
        if self.brackets > self.size // 20 + _SLACK:
            return f"{self.brackets:,} brackets"
        if self.commas > self.size // 8 + _SLACK:
            return f"{self.commas:,} commas"
        if self.colons > _KEYS_A_RECORD * self.brackets + self.size // 64 + _SLACK:
            return f"{self.colons:,} colons"
        return None


def _count_rare(data: bytes, byte: bytes) -> int:
    """How often a byte occurs: counts five times as fast as `count` where that is seldom."""
    found = at = 0
    while found < _RARE:
        at = data.find(byte, at) + 1
        if at == 0:
            return found
        found += 1
    return data.count(byte)
