"""Files of other kinds that are given for a fact base: what they are, by how they begin."""

import codecs
import re

_IMPORT = "to add its figures to a fact base: cltool import TABLE --into FILE"
_AS_CSV = f"save its sheet as CSV; then, {_IMPORT}"
_SAVE = "save the file in that encoding"
_BEGINNINGS = {
    b"PK\x03\x04": f"is a ZIP archive or a spreadsheet; {_AS_CSV}",
    b"\xd0\xcf\x11\xe0": f"is a spreadsheet or document of old Office; {_AS_CSV}",
    b"%PDF": "is a PDF",
    b"\x89PNG": "is a picture",
    b"\xff\xd8\xff": "is a picture",
    b"\x1f\x8b": "is compressed (gzip); unpack it first: gunzip FILE",
    codecs.BOM_UTF32_LE: f"is text in UTF-32, expected UTF-8; {_SAVE}",
    codecs.BOM_UTF16_LE: f"is text in UTF-16, expected UTF-8; {_SAVE}",
    codecs.BOM_UTF16_BE: f"is text in UTF-16, expected UTF-8; {_SAVE}",
    b"{\0": f"is text in UTF-16, expected UTF-8; {_SAVE}",
    b"\0{": f"is text in UTF-16, expected UTF-8; {_SAVE}",
}
_HTML = re.compile(r"<(?:!doctype html|html|head|body)", re.IGNORECASE)
_TABLE = re.compile(r"[^\n{}\[\]]*[^\s{}\[\]][,;\t][^\n{}\[\]]+(?:\r?\n|$)")
_YAML = re.compile(r"(?:---\r?\n|[A-Za-z_]\w*:(?:\s|$))")
_NEXT = "expected a JSON file of facts"


def foreign(data: bytes) -> str | None:
    """What the bytes of a file are by their beginning, if that is no JSON, and what to do."""
    for beginning, what in _BEGINNINGS.items():
        if data.startswith(beginning):
            return what if "expected" in what else _expecting(what)
    return None


def foreign_text(text: str) -> str | None:
    """What a text is by its beginning, if that is no JSON, and what to do."""
    start = text.lstrip()[:1000]
    if start.startswith("<"):
        what = "a web page (HTML)" if _HTML.match(start) else "XML"
        return _expecting(f"is {what}")
    if _YAML.match(start):
        return _expecting("looks like YAML")
    if _TABLE.match(start):
        return _expecting(f"looks like a table; {_IMPORT}")
    return None


def _expecting(what: str) -> str:
    """What a file is, and before what to do what was expected."""
    kind, _, advice = what.partition("; ")
    return f"{kind}, {_NEXT}; {advice or 'for an example: cltool new FILE'}"
