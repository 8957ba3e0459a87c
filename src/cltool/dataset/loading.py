"""From bytes to validated records, or to an error that names every problem with its place."""

import codecs
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from ..errors import InvalidFactsError, Problem, UsageError
from ..text import cut, printable
from .integrity import faults
from .limits import LARGEST_FILE, LARGEST_TABLE, Punctuation
from .reading import STDIN as STDIN
from .reading import UnreadableError, read_bytes, read_file
from .records import Dataset
from .repeats import has_repeated_keys
from .validation import parse

PathLike = str | Path
_LONGEST_NAME = 1000


def load_bytes(path: str | Path) -> bytes:
    """The bytes of a table in a file, or of standard input for `-`.

    Raises:
        UsageError: If it can't be read.
    """
    try:
        return read_bytes(path, "a text file", LARGEST_TABLE)
    except UnreadableError as error:
        raise UsageError(f"{name_of(path)}: {error}") from None


def load_text(path: str | Path) -> str:
    """The text of a file in UTF-8, or of standard input for `-`.

    Raises:
        UsageError: If it can't be read or is not text in UTF-8.
    """
    return _text(path, read_bytes)


def load_part(path: Path) -> str:
    """The text of a file that is one of several: never standard input, a pipe or a device.

    Raises:
        UsageError: As `load_text` does.
    """
    return _text(path, read_file)


def _text(path: PathLike, read: Callable[[PathLike, str, int], bytes]) -> str:
    try:
        data = read(path, "a text file", LARGEST_FILE)
        return data.removeprefix(codecs.BOM_UTF8).decode()
    except UnreadableError as error:
        raise UsageError(f"{name_of(path)}: {error}") from None
    except UnicodeDecodeError:
        raise UsageError(
            f"{name_of(path)}: expected text in UTF-8; save the file in that encoding"
        ) from None


def name_of(path: str | Path | None) -> str:
    """What messages call a file: as the user named it, printable, `<stdin>` for `-`."""
    if path == "":
        return "''"
    return _shown_name("<stdin>" if path == STDIN else str(packaged() if path is None else path))


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
    name = _shown_name(name)
    data = data.removeprefix(codecs.BOM_UTF8)
    counts = Punctuation.of(data)
    if (excess := counts.excess()) is not None:
        raise _refused(name, f"has {excess}, far more than a fact base of its size can have")
    try:
        return _validated(data, name, counts.colons)
    except MemoryError:
        raise _refused(name, "needs more memory than there is") from None


def _validated(data: bytes, name: str, colons: int) -> Dataset:
    try:
        facts = parse(data)
    except ValidationError as error:
        from .unparsed import diagnose_text

        raise InvalidFactsError((diagnose_text(data, name, error),)) from None
    if facts is None:
        from .diagnosis import diagnose_form

        problems = diagnose_form(data, name)
        raise InvalidFactsError(problems) if problems else _refused(name, "can't be validated")
    if next(faults(facts), None) is None and not has_repeated_keys(data, colons, facts):
        return facts
    from .diagnosis import diagnose_integrity

    raise InvalidFactsError(diagnose_integrity(data, name, facts))


def read(path: str | Path | None = None) -> bytes:
    """The bytes of a file of facts.

    Args:
        path: A JSON file, or `-` for standard input; without one, the facts that come with cltool.

    Raises:
        InvalidFactsError: If it can't be read.
    """
    try:
        return read_bytes(
            packaged() if path is None else path, "a JSON file of facts", LARGEST_FILE
        )
    except UnreadableError as error:
        raise _refused(name_of(path), str(error)) from None


def _shown_name(name: str) -> str:
    return printable(cut(name, _LONGEST_NAME))


def _refused(name: str, message: str) -> InvalidFactsError:
    return InvalidFactsError((Problem(name, None, None, "", message),))
