"""What a cell says beside a number: footnote marks, flags, words for what is missing."""

import re
from datetime import date
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | date | None
"""A cell of a sheet: text as a rule, and what it is where the file's format tells."""

_SYMBOLS = "*†‡§¹²³"
_LETTER_OR_NUMBER = re.compile(r"\((?:[A-Za-z]|[0-9]{1,2})\)")
_WORDS = {
    "confidential", "data not available", "data not held", "missing", "n/a", "na", "n/k",
    "no data", "no data held", "no information", "no response", "no return", "no value", "none",
    "none given", "not applicable", "not available", "not collected", "not disclosed", "not held",
    "not known", "not provided", "not published", "not recorded", "not reported", "not supplied",
    "null", "pending", "redacted", "refused", "supp", "suppressed", "tbc", "unavailable",
    "unknown", "withheld", "#n/a", "nan",
}  # fmt: skip
_MARK = re.compile(r"\.{1,3}|[:*cxzus]|\*{2,3}|[–—-]{1,3}|\[[a-z][a-z .]{0,30}\]")  # noqa: RUF001
_LESS = re.compile(r"(?:<|≤|<=|less than |fewer than |under )\s*[0-9]{1,6}%?")
_STANDARD = {
    "[c]": "confidential",
    "[x]": "not available",
    "[z]": "not applicable",
    "[u]": "of low reliability",
    "[low]": "not 0, but rounded to it",
}
"""The shorthand that British official statistics have agreed on."""
STATUSES = {"p": "provisional", "e": "estimated", "f": "projected"}


def text_of(cell: Cell) -> str:
    """A cell as text: a day as `2019-06-30`, a whole number without its decimals."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15:
        return str(int(cell))
    return cell.isoformat()[:10] if isinstance(cell, date) else str(cell)


def is_filled(cell: Cell) -> bool:
    """Whether a cell holds anything but blanks."""
    return cell is not None and (not isinstance(cell, str) or (bool(cell) and not cell.isspace()))


def missing(cell: str, more: frozenset[str] = frozenset()) -> str | None:
    """Why a cell has no figure, in its source's words; None if it does not say that it has none.

    Args:
        cell: The cell.
        more: Words that stand for a missing figure in this table, in lower case.
    """
    text = cell.strip()
    low = text.casefold()
    if not low or len(low) > 100:
        return None
    if low in _STANDARD:
        return f"The source prints {text}: {_STANDARD[low]}."
    if low in _WORDS or low in more or _MARK.fullmatch(low) or _LESS.fullmatch(low):
        return f"The source prints “{text}”."
    return None


def without_footnote(cell: str) -> str:
    """A cell without the marks of footnotes at its end: `[r]`, `(2)`, `*`."""
    return split_marks(cell)[0]


def split_marks(cell: str) -> tuple[str, str]:
    """A cell without the marks of footnotes at its end, and those marks.

    Reads from the end and each character at most twice, however the marks are laid out.
    """
    end = len(cell.rstrip())
    while end > 0:
        start = _mark(cell, end)
        if start == end:
            break
        end = start
        while end > 0 and cell[end - 1].isspace():
            end -= 1
    return cell[:end].strip(), cell[end:].strip()


def status_of(marks: str) -> str | None:
    """The status that marks or flags give: `[p]`, `(e)`, `p`; None where they give none."""
    letters = re.findall("[a-z]", marks.casefold())
    return STATUSES.get(letters[0]) if len(letters) == 1 else None


def _mark(cell: str, end: int) -> int:
    """Where the mark of a footnote that ends somewhere begins; there if none does."""
    last = cell[end - 1]
    if last in _SYMBOLS:
        return end - 1
    if last == "]":
        start = cell.find("[", cell.rfind("]", 0, end - 1) + 1, end)
        return start if start >= 0 else end
    if last == ")":
        for length in (3, 4):
            if _LETTER_OR_NUMBER.fullmatch(cell, max(end - length, 0), end):
                return end - length
    return end
