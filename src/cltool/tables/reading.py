"""Reading a table of figures that someone else laid out: encoding, delimiter, header, numbers."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ..arithmetic import Number
from ..dataset.fields import LARGEST_VALUE
from ..errors import UsageError
from ..text import shown

MOST_ROWS = 500_000
"""The most rows that a table may have: each is held in memory until all are known to be sound."""

_MOST_COLUMNS_NAMED = 20
_DELIMITERS = "\t;|,"
_SUPPRESSED = re.compile(r"\.{1,3}|[:*cxz–—-]|n/?a|\[(?:c|x|z|u|low)\]|", re.IGNORECASE)  # noqa: RUF001
_SYMBOLS = "*†‡§¹²³"
_LETTER_OR_NUMBER = re.compile(r"\((?:[A-Za-z]|[0-9]{1,2})\)")
_NUMBER = re.compile(
    r"[£$€]?\s*((?:[0-9]{1,3}(?:[,'\u2019\s][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\s*[£$€]?"
)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the header.

    Attributes:
        line: The line of the file on which it ends, from 1.
        place: The cell of the place.
        value: The cell of the value.
    """

    line: int
    place: str
    value: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table below its header, with the file that they came from.

    Attributes:
        name: The file as the user named it, `<stdin>` for standard input.
        rows: The rows.
    """

    name: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Columns:
    """The headers of a table's columns; None to take the first and second of just two."""

    place: str | None = None
    value: str | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The headers that are given."""
        return tuple(name for name in (self.place, self.value) if name is not None)


def decode(data: bytes) -> str:
    """The text of a table: by its byte-order mark, or else UTF-8, UTF-16 or Windows-1252."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data.removeprefix(mark).decode(encoding, "replace")
    if data[:200].count(0) > len(data[:200]) // 4:
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("windows-1252", "replace")


def read_table(text: str, name: str, wanted: Columns) -> Table:
    """The rows of a table, whatever its delimiter and the lines above its header.

    Args:
        text: The table.
        name: What messages call the file.
        wanted: Its two columns.

    Returns:
        The rows below the header that are not empty.

    Raises:
        UsageError: If there is no such table in the text, or it is too large.
    """
    delimiter = _delimiter(text, name)
    lines = _filled(text, delimiter, name)
    columns: tuple[int, int] | None = None
    for line, cells in lines:
        if columns is not None and (wanted.named or _is_value(_cell(cells, columns[1]))):
            return Table(name, _rows(line, cells, lines, columns, name))
        columns = _columns(cells, wanted, f"{name}:{line}")
    if columns is not None and wanted.named:
        return Table(name, [])
    raise _without_columns(_filled(text, delimiter, name), name, wanted)


def parse_number(cell: str) -> Number | None:
    """The number in a cell: `4,013`, `£500,000`, `29.8`, `416 [r]`.

    None if there is none, or one that is larger than a fact base holds.
    """
    match = _NUMBER.fullmatch(without_footnote(cell))
    if match is None:
        return None
    whole, _, decimals = match[1].partition(".")
    whole = re.sub(r"[^0-9]", "", whole).lstrip("0")
    if len(whole) > len(str(LARGEST_VALUE)):
        return None  # Python refuses to read thousands of digits
    value = float(f"{whole}.{decimals}") if decimals else int(whole or "0")
    return value if value <= LARGEST_VALUE else None


def is_suppressed(cell: str) -> bool:
    """Whether a cell stands for a value that is missing or withheld: `..`, `:`, `c`, `-`, `*`."""
    return _SUPPRESSED.fullmatch(cell.strip()) is not None


def without_footnote(cell: str) -> str:
    """A cell without the marks of footnotes at its end: `[r]`, `(2)`, `*`.

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
    return cell[:end].strip()


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


def _is_value(cell: str) -> bool:
    return _NUMBER.fullmatch(without_footnote(cell)) is not None or is_suppressed(cell)


def _delimiter(text: str, name: str) -> str:
    """The delimiter by which most rows have the same number of cells, more than one."""
    fitting = {}
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        with suppress(UsageError):  # what is wrong by the delimiter that fits, reading it tells
            widths.update(len(cells) for _, cells in split(text, delimiter, name) if len(cells) > 1)
        fitting[delimiter] = max(widths.values(), default=0)
    return max(fitting, key=lambda delimiter: fitting[delimiter])


def split(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of cells, each with the line on which it ends.

    Raises:
        UsageError: If a cell is too long, or the table can't be read otherwise.
    """
    lines = (match[0] for match in _LINE.finditer(text) if match[0])
    reader = csv.reader(lines, delimiter=delimiter)
    line = 0
    try:
        for cells in reader:
            line = reader.line_num
            yield line, cells
    except csv.Error as error:
        reason = str(error)
        if "field larger than field limit" in reason:
            most = f"{csv.field_size_limit():,}"
            reason = (
                f"a cell of more than {most} characters, expected at most {most}; "
                "is a quotation mark missing?"
            )
        raise UsageError(f"{name}:{line + 1}: {reason}") from None


def _filled(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table that are not empty."""
    for line, row in split(text, delimiter, name):
        cells = [cell.strip() for cell in row]
        if any(cells):
            yield line, cells


def _rows(
    line: int,
    cells: list[str],
    rest: Iterator[tuple[int, list[str]]],
    columns: tuple[int, int],
    name: str,
) -> list[Row]:
    place, value = columns
    rows = [Row(line, _cell(cells, place), _cell(cells, value))]
    for number, row in rest:
        if len(rows) == MOST_ROWS:
            raise UsageError(
                f"{name}:{number}: the table has more than {MOST_ROWS:,} rows, the most that "
                "cltool takes at once; import it in parts"
            )
        rows.append(Row(number, _cell(row, place), _cell(row, value)))
    return rows


def _columns(cells: Sequence[str], wanted: Columns, where: str) -> tuple[int, int] | None:
    """Where a header has the two columns; None if the row is not that header."""
    if not wanted.named:
        filled = [at for at, cell in enumerate(cells) if cell]
        return (filled[0], filled[1]) if len(filled) == 2 == len(cells) else None
    folded = [without_footnote(cell).casefold() for cell in cells]
    found = []
    for name in (wanted.place, wanted.value):
        if name is None:
            others = [at for at, cell in enumerate(folded) if cell]
            found.append(others if len(others) == 2 else [])
        else:
            found.append([at for at, cell in enumerate(folded) if cell == name.strip().casefold()])
    if not all(found):
        return None
    if wanted.place is None:
        found[0] = [at for at in found[0] if at not in found[1]]
    if wanted.value is None:
        found[1] = [at for at in found[1] if at not in found[0]]
    if len(found[0]) > 1 or len(found[1]) > 1:
        raise UsageError(f"{where}: the header has a column of that name twice; rename one")
    return found[0][0], found[1][0]


def _without_columns(
    lines: Iterator[tuple[int, list[str]]], name: str, wanted: Columns
) -> UsageError:
    """Why a table has no such columns, with those that it may have."""
    missing = list(wanted.named)
    widest: list[str] = []
    line = 1
    for number, cells in lines:
        if missing:
            present = {without_footnote(cell).casefold() for cell in cells}
            missing = [each for each in missing if each.strip().casefold() not in present]
        filled = [cell for cell in cells if cell]
        if len(filled) > len(widest):
            widest, line = filled, number
    names = [shown(cell) for cell in widest[:_MOST_COLUMNS_NAMED]]
    names += ["..."] if len(widest) > len(names) else []
    found = ", ".join(names) or "nothing"
    if missing:
        reason = f"no column '{shown(missing[0])}'"
    else:
        reason = "the table has not just two columns; give both --place-column and --value-column"
    return UsageError(f"{name}:{line}: {reason}; the columns may be: {found}")


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""
