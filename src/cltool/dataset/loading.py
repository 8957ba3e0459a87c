"""From bytes to validated records, or to an error that names every problem with its place."""

import codecs
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ..errors import InvalidFactsError, Problem, UsageError
from ..text import printable
from .integrity import faults
from .records import Dataset

STDIN = "-"
LARGEST_FILE = 512 * 1024 * 1024
"""The most bytes that a fact base may have: ten times a base of a million observations."""


def load_bytes(path: str | Path) -> bytes:
    """The bytes of a file, or of standard input for `-`.

    Raises:
        UsageError: If it can't be read.
    """
    try:
        return read(path)
    except InvalidFactsError as error:
        raise UsageError(str(error).replace("JSON file of facts", "text file")) from None


def load_text(path: str | Path) -> str:
    """The text of a file in UTF-8, or of standard input for `-`.

    Raises:
        UsageError: If it can't be read or is not text in UTF-8.
    """
    try:
        return load_bytes(path).removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError:
        raise UsageError(
            f"{name_of(path)}: expected text in UTF-8; save the file in that encoding"
        ) from None


def name_of(path: str | Path | None) -> str:
    """What messages call a file: its name as the user gave it, `<stdin>` for standard input."""
    if path == "":
        return "''"
    return printable("<stdin>" if path == STDIN else str(packaged() if path is None else path))


def packaged() -> Path:
    """The file of facts that comes with cltool: in the package, or beside it in a checkout."""
    inside = Path(__file__).parents[1] / "referrals.json"
    return inside if inside.exists() else Path(__file__).parents[3] / "data" / inside.name


def validate(data: bytes, name: str = "<bytes>") -> Dataset:
    """Validate the bytes of a JSON file: UTF-8, with or without a byte-order mark.

    Args:
        data: The bytes.
        name: What messages call the file.

    Returns:
        The fact base.

    Raises:
        InvalidFactsError: If the bytes are not a valid fact base; holds every problem.
    """
    name = printable(name)
    data = data.removeprefix(codecs.BOM_UTF8)
    with _collector_paused():
        try:
            facts = TypeAdapter(Dataset).validate_json(data)
        except ValidationError as error:
            from .diagnosis import diagnose_form

            raise InvalidFactsError(diagnose_form(data, name, error)) from None
        if next(faults(facts), None) is None:
            return facts
        from .diagnosis import diagnose_integrity

        raise InvalidFactsError(diagnose_integrity(data, name, facts))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Millions of new objects, none of them garbage: collecting would only cost time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read(path: str | Path | None = None) -> bytes:
    """The bytes of a file of facts.

    Args:
        path: A JSON file, or `-` for standard input; without one, the facts that come with cltool.

    Raises:
        InvalidFactsError: If it can't be read.
    """
    name = name_of(path)
    try:
        if path == "":
            raise OSError(None, "the name is empty")
        if path == STDIN:
            if sys.stdin is None:
                raise OSError(None, "standard input is closed")
            data = sys.stdin.buffer.read(LARGEST_FILE + 1)
        else:
            with Path(packaged() if path is None else path).open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unreadable(
            name, f"cannot be read: {reason[0].lower()}{reason[1:]}; expected a JSON file of facts"
        ) from None
    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024**2
        raise _unreadable(name, f"is larger than {limit} MiB, the most that cltool reads")
    return data


def _unreadable(name: str, message: str) -> InvalidFactsError:
    return InvalidFactsError((Problem(printable(name), None, None, "", message),))
