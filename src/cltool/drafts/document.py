"""The text of a draft: plain text, Markdown, or the paragraphs of a Word document."""

import codecs
import io
import zipfile
import zlib
from xml.parsers import expat

from ..errors import UsageError

_LARGEST = 64 * 1024**2
"""The most bytes that the text of a document may unpack to."""
_BODY = "word/document.xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def text_of(data: bytes, name: str) -> str:
    """The text of a draft.

    Args:
        data: The bytes of its file.
        name: What messages call the file.

    Returns:
        The text. The paragraphs of a Word document (ISO/IEC 29500) are separated by blank lines;
        what its tracked changes delete is left out.

    Raises:
        UsageError: If it is neither text in UTF-8 nor such a document.
    """
    if data.startswith(b"PK\x03\x04"):
        return _of_word(data, name)
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UsageError(
            f"{name}: expected text in UTF-8, or a Word document (docx); save the file as one"
        ) from None


def _of_word(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_BODY) as body:
            page = body.read(_LARGEST + 1)
    except (KeyError, zipfile.BadZipFile, RuntimeError, OSError, zlib.error, NotImplementedError):
        raise UsageError(f"{name}: not a whole Word document; expected docx or text") from None
    if len(page) > _LARGEST:
        raise UsageError(f"{name}: its text is larger than 64 MiB, the most that audit reads")
    try:
        return "\n\n".join(_Paragraphs().read(page))
    except (expat.ExpatError, ValueError):
        raise UsageError(f"{name}: the text of the Word document is damaged") from None


class _Paragraphs:
    """Gathers the paragraphs of a document's XML. What declares entities is refused."""

    def __init__(self) -> None:
        self._paragraphs: list[str] = []
        self._open: list[list[str]] = []
        self._in_text = False

    def read(self, page: bytes) -> list[str]:
        """The paragraphs that hold text."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(page, True)
        return self._paragraphs

    def _start(self, name: str, _: dict[str, str]) -> None:
        tag = _tag(name)
        if tag == "p":
            self._open.append([])
        elif tag == "t":
            self._in_text = True
        elif tag in _SPACES and self._open:
            self._open[-1].append(_SPACES[tag])

    def _end(self, name: str) -> None:
        tag = _tag(name)
        if tag == "t":
            self._in_text = False
        elif tag == "p" and self._open:
            text = "".join(self._open.pop()).strip()
            if text:
                self._paragraphs.append(text)

    def _characters(self, text: str) -> None:
        if self._in_text and self._open:
            self._open[-1].append(text)


def _tag(name: str) -> str:
    """The name of an element of a Word document; empty for others."""
    space, _, tag = name.rpartition(" ")
    return tag if space in (_WORD, _STRICT) else ""


def _refuse(*_: object) -> None:
    raise ValueError("a document type")
