"""Rows of cells in a text: CSV, TSV and their like, by whichever delimiter fits."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from ..errors import UsageError
from .sheet import MOST_ROWS, Line, Sheet

_DELIMITERS = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ENOUGH = 2_000
_COMPOUND = re.compile(r"([a-z_]{1,20}(?:,[a-z_]{1,20}){0,9})\\[A-Za-z_]{1,20}")


def read_text(text: str, name: str) -> tuple[Sheet, str]:
    """The table in a text, and what its cells are divided by, in words.

    Raises:
        UsageError: If it can't be read, or has too many rows.
    """
    delimiter = _delimiter(text, name)
    lines = []
    for number, (line, cells) in enumerate(split(text, delimiter, name), 1):
        if any(cell and not cell.isspace() for cell in cells):
            lines.append(Line(number, line, [cell.rstrip() for cell in cells]))
        if len(lines) > MOST_ROWS + 1:
            raise UsageError(
                f"{name}:{line}: the table has more than {MOST_ROWS:,} rows, the most that "
                "cltool takes at once; import it in parts"
            )
    return Sheet("", _parted(lines)), _DELIMITERS[delimiter]


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


def _delimiter(text: str, name: str) -> str:
    """The delimiter by which most rows have the same number of cells, more than one."""
    fitting = {}
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        if delimiter in text:
            with suppress(UsageError):  # what is wrong by the one that fits, reading it tells
                for number, (_, cells) in enumerate(split(text, delimiter, name)):
                    if len(cells) > 1:
                        widths[len(cells)] += 1
                    if number == _ENOUGH:
                        break
        fitting[delimiter] = max(widths.values(), default=0)
    return max(fitting, key=lambda delimiter: fitting[delimiter])


def _parted(lines: list[Line]) -> list[Line]:
    r"""The rows of Eurostat's tables, whose first column is several: `indic_de,geo\time`."""
    head = str(lines[0].cells[0]) if lines else ""
    match = _COMPOUND.fullmatch(head)
    if match is None:
        return lines
    names = match[1].split(",")
    parted = [lines[0]._replace(cells=[*names, *lines[0].cells[1:]])]
    for line in lines[1:]:
        parts = str(line.cells[0]).split(",")
        if len(parts) != len(names):
            return lines
        parted.append(line._replace(cells=[*parts, *line.cells[1:]]))
    return parted
