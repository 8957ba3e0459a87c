"""The text in the bytes of a table: by its marks, by what it can be, or as the user says."""

import codecs
import re
from itertools import islice

from ..errors import Parameter, UsageError
from ..text import shown

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\ufffe\uffff]")
_UNLIKELY = re.compile("[‚ƒ„†‡ˆ‰‹˜›¤¦¨¬¯¸¿×÷]|[a-zß-ÿ][ŽŠŒŸ]")  # noqa: RUF001
"""What a text in Windows-1252 hardly has, and one in another encoding that is read as it does."""
_FOREIGN = re.compile("[À-ÿ]{4}")
_RARE = 100
_BEGINNINGS = {
    "%PDF": "a PDF; copy its table into a spreadsheet",
    "{": "JSON; save its table as CSV",
    "[{": "JSON; save its table as CSV",
    "<!doctype html": "a web page; save its table as CSV",
    "<html": "a web page; save its table as CSV",
    "<table": "a web page; save its table as CSV",
    "<?xml": "XML; save its table as CSV",
}


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of a table, and its encoding.

    Args:
        data: The bytes.
        name: What messages call the file.
        encoding: The encoding, if the user says it. Otherwise that of its byte-order mark, or
            UTF-8, UTF-16 or Windows-1252, as far as the bytes can be nothing else.

    Raises:
        UsageError: If the bytes are not text in that encoding, or no table of text.
    """
    text, found = _decoded(data, name, encoding)
    if (match := _binary(text)) is not None:
        at = f"character {ord(match[0]):#04x}"
        raise UsageError(
            f"{name}: is no table: it holds {at}, which no text does; expected CSV, TSV, xlsx, xls "
            "or ods"
        )
    start = text[:200].lstrip().casefold()
    for beginning, what in _BEGINNINGS.items():
        if start.startswith(beginning.casefold()):
            raise UsageError(f"{name}: is {what}; expected CSV, TSV, xlsx, xls or ods")
    return text, found


def _binary(text: str) -> re.Match[str] | None:
    """What shows that bytes are no text: a null, or many control characters."""
    found = list(islice(_CONTROL.finditer(text), len(text) // _RARE + 2))
    if "\0" in text or len(found) > len(text) // _RARE + 1:
        return next((match for match in found if match[0] == "\0"), found[0])
    return None


def _decoded(data: bytes, name: str, encoding: str | None) -> tuple[str, str]:
    if encoding is not None:
        return _as_told(data, name, encoding), encoding
    for mark, known in _MARKS:
        if data.startswith(mark):
            try:
                return data.removeprefix(mark).decode(known), known.upper()[:6].rstrip("-")
            except UnicodeDecodeError as error:
                raise _undecodable(name, known, error) from None
    if data[:200].count(0) > len(data[:200]) // 4:
        known = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
        try:
            return data.decode(known), "UTF-16"
        except UnicodeDecodeError:
            return "\0", "no text"
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError:
        return _western(data, name), "Windows-1252"


def _as_told(data: bytes, name: str, encoding: str) -> str:
    try:
        if not codecs.lookup(encoding)._is_text_encoding:
            raise LookupError
        return data.decode(encoding).removeprefix("\ufeff")
    except (LookupError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise _undecodable(name, encoding, error) from None
        given = Parameter("encoding", f"'{shown(encoding)}'")
        raise UsageError(
            "given ", given, ", expected an encoding such as utf-8, windows-1252 or shift-jis"
        ) from None


def _western(data: bytes, name: str) -> str:
    """Text in Windows-1252, if it is likely to be that."""
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        text = "\u201a"
    if _binary(text) is not None:
        return text  # no text at all, as is said next
    if _UNLIKELY.search(text) or _FOREIGN.search(text):
        raise UsageError(
            f"{name}: is neither UTF-8 nor Windows-1252; say what it is, such as ",
            Parameter("encoding", "shift-jis"),
        )
    return text


def _undecodable(name: str, encoding: str, error: UnicodeDecodeError) -> UsageError:
    line = error.object[: error.start].count(b"\n") + 1
    return UsageError(
        f"{name}:{line}: is not text in {shown(encoding)}: byte {error.object[error.start]:#04x}; "
        "give another ",
        Parameter("encoding"),
    )
