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

_UNPRINTABLE = re.compile(f"[{UNPRINTABLE}\ud800-\udfff]")
_IGNORED = re.compile(r"[\s'’‘`ʼ‐-―-]")  # noqa: RUF001 - the apostrophes and dashes people type


def printable(text: str) -> str:
    r"""The text with every control or direction character written as an escape (`\x1b`)."""
    return _UNPRINTABLE.sub(lambda match: ascii(match[0])[1:-1], text)


def fold(text: str) -> str:
    """The text without case, accents, spaces, hyphens and apostrophes: what names match by.

    Uses Unicode's compatibility decomposition (NFKD) and case folding. A text of nothing but
    such characters folds to itself.
    """
    plain = text
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _IGNORED.sub("", plain).casefold() or text
