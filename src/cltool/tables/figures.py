"""Numbers as people print them, and which of comma and point a column has for its decimals."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..arithmetic import Number
from ..dataset.fields import LARGEST_VALUE
from .cells import Cell, missing, split_marks, status_of

POINT, COMMA = ".", ","
_LONGEST = 100
_CURRENCY = "(?:[£$€¥]|GBP|EUR|USD)"
_SPACES = "[\\s'’\u202f\u00a0\u2009]"  # noqa: RUF001
_NUMBER = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+\u2212\u2013])?\s*(?P<money>{_CURRENCY})?\s*(?P<sign2>[-\u2212])?"
    r"(?P<digits>[0-9](?:[0-9.,'’\s]*[0-9])?|[.,][0-9]+)(?P<power>[eE][+-]?[0-9]{1,3})?"  # noqa: RUF001
    rf"\s*(?P<unit>%|k|mn?|bn|thousand|million|billion|trillion)?\s*(?P<money2>{_CURRENCY})?"
    r"\s*(?P<close>\))?(?:\s?(?P<flags>[a-z]{1,3}))?"
)
_PLAIN = re.compile("[0-9]+(?:[.][0-9]+)?")
_POWERS = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_POWERS["trillion"] = 12
_GROUPED = re.compile("[0-9]{1,3}(?:x[0-9]{3})+|[0-9]{1,2}(?:x[0-9]{2})+x[0-9]{3}|[0-9]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell of figures says.

    Attributes:
        value: The number; None where there is none.
        withheld: Why there is none, if the cell says so.
        status: What its flag says of it: `provisional`, `estimated` or `projected`.
        note: Its other marks.
    """

    value: Number | None = None
    withheld: str | None = None
    status: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Convention:
    """How a column prints its numbers.

    Attributes:
        decimal: The sign of its decimals; None where its cells don't tell.
        doubt: What can be read two ways, or shows that the column is not of one convention.
        mixed: Whether some cells contradict others, so that no choice makes all right.
    """

    decimal: str | None
    doubt: str = ""
    mixed: bool = False

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Convention":
        """The convention of a column, by all its cells."""
        shown: dict[str, str] = {}
        unsure = ""
        plain = percent = ""
        for cell in cells:
            if not isinstance(cell, str) or (cell.isdigit() and percent == ""):
                plain = plain or (cell if isinstance(cell, str) and cell.strip("0") else "")
                continue
            if (match := _match(split_marks(cell)[0])) is None:
                continue
            if match["unit"] == "%":
                percent = percent or cell.strip()
            elif match["digits"].strip("0.,"):
                plain = plain or cell.strip()
            sign = _decimal_sign(match["digits"])
            if sign in (POINT, COMMA):
                shown.setdefault(sign, cell.strip())
            elif sign:
                unsure = unsure or cell.strip()
        if percent and plain:
            return cls(None, f"{percent} is a percentage and {plain} is none", mixed=True)
        if len(shown) == 2:
            both = f"{shown[COMMA]} has a decimal comma and {shown[POINT]} a decimal point"
            return cls(None, both, mixed=True)
        if not shown and unsure:
            return cls(None, unsure)
        return cls(next(iter(shown), POINT))


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a number, by whichever convention."""
    if isinstance(cell, bool) or cell is None:
        return False
    if isinstance(cell, int | float):
        return True
    if not isinstance(cell, str):
        return False
    if _PLAIN.fullmatch(cell) or not any(map(cell.__contains__, "0123456789")):
        return cell[:1].isdigit()
    match = _match(split_marks(cell)[0])
    return match is not None and any(
        _plain(match["digits"], sign) is not None for sign in (POINT, COMMA)
    )


def read_figure(
    cell: Cell, decimal: str = POINT, more: frozenset[str] = frozenset()
) -> Figure | None:
    """What a cell of figures says: `4,013`, `£1.2m`, `(1,204)`, `339108003p`, `Not held`.

    Args:
        cell: The cell.
        decimal: The sign of decimals of its column.
        more: Words that stand for a missing figure in this table, in lower case.

    Returns:
        None if it is no number and no word for a missing one, or if a fact base can't hold it.
    """
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return Figure(_tidy(cell)) if abs(cell) <= LARGEST_VALUE else None
    if not isinstance(cell, str):
        return None
    if cell.isdigit() and cell.isascii() and len(cell) < 18:
        return Figure(int(cell))
    if (reason := missing(cell, more)) is not None:
        return Figure(withheld=reason)
    text, marks = split_marks(cell)
    match = _match(text)
    if match is None or (value := _value(match, decimal)) is None:
        return None
    marks = " ".join(filter(None, [match["flags"] or "", marks]))
    status = status_of(marks)
    return Figure(value, None, status, f"Marked {marks} in the source." if marks else None)


def parse_number(cell: str, decimal: str = POINT) -> Number | None:
    """The number in a cell; None if there is none, or one that a fact base can't hold."""
    found = read_figure(cell, decimal)
    return found.value if found else None


def is_percentage(cell: Cell) -> bool:
    """Whether a cell holds a number with a percent sign."""
    return isinstance(cell, str) and cell.rstrip().endswith("%") and is_number(cell)


def _match(text: str) -> re.Match[str] | None:
    if not text or len(text) > _LONGEST:
        return None
    match = _NUMBER.fullmatch(text)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    signs = [each for each in (match["open"], match["sign"], match["sign2"]) if each]
    billions = match["flags"] == "b" and (match["money"] or re.search("[.,]", match["digits"]))
    return None if len(signs) > 1 or billions else match


def _decimal_sign(digits: str) -> str:
    """The decimal sign that a number shows to be one: `?` if it can be read two ways."""
    signs = [char for char in digits if char in ".,"]
    if not signs:
        return ""
    last = signs[-1]
    other = COMMA if last == POINT else POINT
    if len(set(signs)) == 2:
        return last
    if len(signs) > 1:
        return other
    before, _, after = digits.partition(last)
    three = len(after) == 3 and after.isdigit()
    return (
        "?" if three and 1 <= len(before) <= 3 and before[0] != "0" and before.isdigit() else last
    )


def _plain(digits: str, decimal: str) -> str | None:
    """The digits as Python writes them; None if they are not grouped as numbers are."""
    whole, point, decimals = digits.partition(decimal)
    if point and not decimals.isdigit():
        return None
    group = COMMA if decimal == POINT else POINT
    marks = {char for char in whole if not char.isdigit()}
    marks = {" " if re.fullmatch(_SPACES, mark) else mark for mark in marks}
    if len(marks) > 1 or marks - {" ", group}:
        return None
    if whole and not _GROUPED.fullmatch(re.sub("[^0-9]", "x", whole)):
        return None
    bare = re.sub("[^0-9]", "", whole) or "0"
    return f"{bare}.{decimals}" if point else bare


def _value(match: re.Match[str], decimal: str) -> Number | None:
    plain = _plain(match["digits"], decimal)
    if plain is None:
        return None
    negative = match["open"] or {match["sign"], match["sign2"]} & {"-", "\u2212", "\u2013"}
    sign = "-" if negative else ""
    power = int((match["power"] or "e0")[1:]) + _POWERS.get(match["unit"] or "", 0)
    exact = Decimal(f"{sign}{plain}").scaleb(power)
    if abs(exact) > LARGEST_VALUE:
        return None
    if power and exact == exact.to_integral_value():
        return int(exact)
    return float(exact) if "." in plain or power else int(exact)


def _tidy(value: Number) -> Number:
    """A number of a spreadsheet, which has no whole ones: 134.0 is 134."""
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 10**15
    return int(value) if whole else value
