"""Cells of CSV that a spreadsheet would take for formulas and calculate.

See https://owasp.org/www-community/attacks/CSV_Injection.
"""

import re

_START = "(?:^|(?<=;))"
_FORMULA = "(?=[\"']*[=+\\-@＝＋－＠])"  # noqa: RUF001 - the wide ones are calculated in East Asia
_AT_FORMULA = re.compile(_START + _FORMULA)
_APOSTROPHE = re.compile(f"{_START}'{_FORMULA}")


def escape_formulas(text: str) -> str:
    """The text with an apostrophe before each `=`, `+`, `-` or `@` that would begin a cell.

    One after a semicolon would, where the comma is the decimal sign and cells end at semicolons.
    What has such an apostrophe gets one more, so that `unescape_formulas` gives the text back.
    """
    return _AT_FORMULA.sub("'", text)


def unescape_formulas(text: str) -> str:
    """The text that `escape_formulas` was given."""
    return _APOSTROPHE.sub("", text)
