"""Reading a table of figures that someone else laid out: encoding, delimiter, header, numbers."""

import codecs
import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..arithmetic import Number
from ..errors import UsageError
from ..text import printable

_DELIMITERS = "\t;|,"
_SUPPRESSED = re.compile(r"\.{1,3}|[:*cxz–—-]|n/?a|\[(?:c|x|z|u|low)\]|", re.IGNORECASE)  # noqa: RUF001
_FOOTNOTE = re.compile(
    r"(?:\s*(?:\[[^\]]*\]|\((?:r|p|e|[0-9]{1,2}|[a-z])\)|[*†‡§¹²³]))+$", re.IGNORECASE
)
_NUMBER = re.compile(
    r"[£$€]?\s*((?:[0-9]{1,3}(?:[,'\u2019\s][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\s*[£$€]?"
)


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


def read_rows(text: str, place_column: str | None, value_column: str | None) -> list[Row]:
    """The rows of a table, whatever its delimiter and the lines above its header.

    Args:
        text: The table.
        place_column: The header of the column of places; by default the first of two columns.
        value_column: The header of the column of values; by default the second of two columns.

    Returns:
        The rows below the header that are not empty.

    Raises:
        UsageError: If there is no such table in the text.
    """
    lines = [(line, cells) for line, cells in _split(text) if any(cells)]
    for at, (_, cells) in enumerate(lines):
        columns = _columns(cells, place_column, value_column)
        if columns is None:
            continue
        place, value = columns
        rows = [Row(line, _cell(row, place), _cell(row, value)) for line, row in lines[at + 1 :]]
        named = place_column is not None or value_column is not None
        if named or (rows and _is_value(rows[0].value)):
            return rows
    widest = max((cells for _, cells in lines), key=lambda cells: sum(map(bool, cells)), default=[])
    found = printable(", ".join(cell for cell in widest if cell)) or "nothing"
    headers = {without_footnote(cell).casefold() for _, cells in lines for cell in cells}
    for name in (place_column, value_column):
        if name is not None and name.strip().casefold() not in headers:
            raise UsageError(f"no column '{printable(name)}'; the columns may be: {found}")
    raise UsageError(
        "the table has not just two columns; give both --place-column and --value-column; "
        f"the columns may be: {found}"
    )


def parse_number(cell: str) -> Number | None:
    """The number in a cell: `4,013`, `£500,000`, `29.8`, `416 [r]`; None if there is none."""
    bare = _FOOTNOTE.sub("", cell.strip())
    match = _NUMBER.fullmatch(bare)
    if match is None:
        return None
    digits = re.sub(r"[^0-9.]", "", match[1])
    return float(digits) if "." in digits else int(digits)


def is_suppressed(cell: str) -> bool:
    """Whether a cell stands for a value that is missing or withheld: `..`, `:`, `c`, `-`, `*`."""
    return _SUPPRESSED.fullmatch(cell.strip()) is not None


def _is_value(cell: str) -> bool:
    return parse_number(cell) is not None or is_suppressed(cell)


def without_footnote(cell: str) -> str:
    """A cell without the marks of footnotes at its end."""
    return _FOOTNOTE.sub("", cell.strip()).strip()


def _split(text: str) -> list[tuple[int, list[str]]]:
    """The rows of cells, each with its line, by the delimiter that fits most rows."""
    readings = []
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
        except csv.Error as error:
            raise UsageError(f"the table can't be read: {error}") from None
        widths = [len(row) for _, row in rows if len(row) > 1]
        fitting = max((widths.count(width) for width in set(widths)), default=0)
        readings.append((fitting, rows))
    return max(readings, key=lambda reading: reading[0])[1]


def _columns(
    cells: Sequence[str], place_column: str | None, value_column: str | None
) -> tuple[int, int] | None:
    """Where a header has the two columns; None if the row is not that header."""
    folded = [without_footnote(cell).casefold() for cell in cells]
    if place_column is None and value_column is None:
        filled = [at for at, cell in enumerate(cells) if cell]
        return (filled[0], filled[1]) if len(filled) == 2 == len(cells) else None
    found = []
    for name in (place_column, value_column):
        if name is None:
            others = [at for at, cell in enumerate(folded) if cell]
            found.append(others if len(others) == 2 else [])
        else:
            found.append([at for at, cell in enumerate(folded) if cell == name.strip().casefold()])
    if not all(found):
        return None
    if place_column is None:
        found[0] = [at for at in found[0] if at not in found[1]]
    if value_column is None:
        found[1] = [at for at in found[1] if at not in found[0]]
    if len(found[0]) > 1 or len(found[1]) > 1:
        raise UsageError("the header has a column of that name twice; rename one")
    return found[0][0], found[1][0]


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""
