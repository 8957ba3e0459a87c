"""The bytes of a file or of standard input, up to a limit."""

import os
import sys
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from .limits import largest_file

STDIN = "-"
_CHUNK = 1024**2


class UnreadableError(Exception):
    """A file can't be read, or is too large. Its text says so, without the file's name."""


def read_bytes(path: str | Path, expected: str, limit: int) -> bytes:
    """The bytes of a file, a pipe or a device, or of standard input for `-`.

    Args:
        path: The file.
        expected: What it should have been, for the error.
        limit: The most bytes that it may have.

    Raises:
        UnreadableError: If it can't be read or has more.
    """
    try:
        if path == "":
            raise OSError(None, "the name is empty")
        if path == STDIN:
            if sys.stdin is None:
                raise OSError(None, "standard input is closed")
            return _read(sys.stdin.buffer, limit)
        with Path(path).open("rb", buffering=0) as file:
            return _read(file, limit, os.fstat(file.fileno()).st_size)
    except (OSError, ValueError) as error:
        raise _unreadable(error, expected) from None


def read_file(path: str | Path, expected: str, limit: int) -> bytes:
    """The bytes of a regular file: never waits for the other end of a pipe.

    Raises:
        UnreadableError: If it is no regular file, or as `read_bytes` does.
    """
    path = Path(path)
    try:
        if not path.is_dir() and path.exists() and not path.is_file():
            raise OSError(None, "not a regular file")
        with path.open("rb", buffering=0) as file:
            return _read(file, limit, os.fstat(file.fileno()).st_size)
    except (OSError, ValueError) as error:
        raise _unreadable(error, expected) from None


def _read(file: BinaryIO | FileIO, limit: int, size: int = 0) -> bytes:
    """All that a file holds: takes no more memory than that, and reads no further than a limit.

    Args:
        file: The file.
        limit: The most bytes that it may have.
        size: How many it has, as far as is known.
    """
    borne = largest_file(limit)
    if size > borne:
        raise _too_large(borne, limit)
    chunks = [file.read(size + 1) or b""]
    read = len(chunks[0])
    while read <= borne and (chunk := file.read(_CHUNK)):
        chunks.append(chunk)
        read += len(chunk)
    if read > borne:
        raise _too_large(borne, limit)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _too_large(borne: int, limit: int) -> UnreadableError:
    most = f"{borne / 1024**2:,.0f} MiB"
    reason = "the most that cltool reads" if borne == limit else "the most that memory bears here"
    return UnreadableError(f"is larger than {most}, {reason}")


def _unreadable(error: OSError | ValueError, expected: str) -> UnreadableError:
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableError(f"cannot be read: {reason[0].lower()}{reason[1:]}; expected {expected}")
