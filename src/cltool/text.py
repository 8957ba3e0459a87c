"""Which characters a fact may hold, and how any text is made safe to print in a message."""

import re
import unicodedata

UNPRINTABLE = (
    r"\x00-\x1f\x7f-\x9f"  # control characters: line ends, tabs, terminal escapes
    r"\u2028\u2029"  # line and paragraph separators
    r"\u202a-\u202e\u2066-\u2069"  # overrides of the direction of writing
)
"""The inside of a regular expression's class: what no text of a fact base may contain.

Written so that Python, Rust (which validates) and ECMAScript (JSON Schema) read it alike.
"""

LONGEST_SHOWN = 60
"""The most characters that a message shows of a text that was given."""
_PIECE = 100

_UNPRINTABLE = re.compile(f"[{UNPRINTABLE}\ud800-\udfff]")
_IGNORED = re.compile(r"[\s'’‘`ʼ‐-―-]")  # noqa: RUF001 - the apostrophes and dashes people type


def printable(text: str) -> str:
    r"""The text with every control or direction character written as an escape (`\x1b`)."""
    return _UNPRINTABLE.sub(lambda match: ascii(match[0])[1:-1], text)


def cut(text: str, longest: int = LONGEST_SHOWN) -> str:
    """A text, cut if it is long."""
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def shown(text: str) -> str:
    """A text that was given, as a message shows it: printable, and cut if it is long."""
    return printable(cut(text))


def fold(text: str) -> str:
    """The text without case, accents, spaces, hyphens and apostrophes: what names match by.

    Uses Unicode's compatibility decomposition (NFKD) and case folding. A text of nothing but
    such characters folds to itself.
    """
    plain = text.replace(" ", "")
    if plain.isascii() and plain.isalnum():
        return plain.lower()  # as most are: nothing else can be in them
    if not text.isascii():
        plain = "".join(char for char in _decomposed(text) if not unicodedata.combining(char))
    return _IGNORED.sub("", plain).casefold() or text


def _decomposed(text: str) -> str:
    """The text's compatibility decomposition, piece by piece.

    Putting marks in their order takes time in the square of how many follow each other. Cut into
    pieces, only that order can differ, and it does not matter where marks are dropped.
    """
    pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
    return "".join(unicodedata.normalize("NFKD", piece) for piece in pieces)


def is_web_address(url: str | None) -> bool:
    """Whether an address may be opened as a link: one of the web, without a space."""
    return url is not None and re.fullmatch(r"https?://[^\s]+", url) is not None
