"""The one problem of a file that holds no JSON."""

from pydantic import ValidationError

from ..errors import Problem
from ..text import printable
from .foreign import foreign, foreign_text
from .positions import Lines
from .slips import slip
from .syntax import first_stop


def diagnose_text(data: bytes, name: str, error: ValidationError) -> Problem:
    """Why bytes are not JSON: another kind of file, another encoding, or a slip.

    Args:
        data: The bytes.
        name: What messages call the file.
        error: What validation says, for the place of what nothing here knows.
    """
    try:
        what = foreign(data)
        text = data.decode() if what is None else ""
    except UnicodeDecodeError as broken:
        return _undecoded(data, name, broken.start)
    if what is None:
        what = foreign_text(text) if text.strip() else "is empty; expected a JSON object"
    if what is not None:
        return Problem(name, None, None, "", what)
    stop = first_stop(text)
    if stop is not None:
        offset, message = slip(text, stop)
        return Problem(name, *Lines(text).position(offset), "", printable(message))
    context = error.errors(include_url=False, include_input=False)[0]["ctx"]
    line, _, column = context["error"].rpartition(" at line ")[2].partition(" column ")
    return Problem(name, int(line), max(int(column), 1), "", "can't be read as JSON from here on")


def _undecoded(data: bytes, name: str, at: int) -> Problem:
    """The problem of a byte that is no text in UTF-8."""
    start = data.rfind(b"\n", 0, at) + 1
    column = len(data[start:at].decode(errors="replace")) + 1
    message = (
        f"given the byte 0x{data[at]:02x}, expected text in UTF-8; save the file in that encoding"
    )
    return Problem(name, data.count(b"\n", 0, at) + 1, column, "", message)
