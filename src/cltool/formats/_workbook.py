"""A workbook as the Government Analysis Function asks of accessible spreadsheets.

A title in A1 of every sheet; one table a sheet, marked as one, with one row of unique headers; no
cell merged or empty, no filter, no frozen pane; a shorthand where there is no value, explained on
the cover; notes by their numbers, on a sheet of their own.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from ..answer import Answer, Caveat, Shape, Weight
from ..errors import UsageError
from ..wording import counted, listing
from ._characters import held
from ._extra import extra
from ._marks import COMMAND, drawn_columns, rows_about
from ._sheet import LONGEST_HEADER, NONE, NOT_APPLICABLE, Strip, Written, link, strips, unused

_NO_NOTE = "none"
_MOST_ROWS = 1_048_576
_LONGEST = 32_767
"""The characters that a cell holds, as UTF-16 counts them."""
_MOST_LINKS = 65_000
_NARROWEST, _WIDEST, _PAGE = 10, 60, 100
_EPOCH = (1980, 1, 1)
"""The date of a workbook without a source: the first that a file of ZIP can have."""


class _Note(NamedTuple):
    """A caveat with the rows that it is about; none where it is about the whole table."""

    caveat: Caveat
    rows: Sequence[int]


def draw(answer: Answer) -> bytes:
    """The workbook of an answer.

    Raises:
        OutputError: If XlsxWriter is not installed.
        UsageError: If a sheet can't hold the answer.
    """
    library = extra("xlsxwriter", "xlsx", "XlsxWriter")
    file = io.BytesIO()
    font = {"font_name": "Arial", "font_size": 12}
    book = library.Workbook(file, {"in_memory": True, "default_format_properties": font})
    about = {
        "title": held(answer.title[:LONGEST_HEADER]),
        "author": "cltool",
        "created": _date(answer),
    }
    book.set_properties(about)
    _fill(book, answer)
    book.close()
    return file.getvalue()


def _date(answer: Answer) -> datetime:
    """When the last of the sources was published: by the clock, each run would be another file."""
    dates = [[int(part) for part in each.published.split("-")] for each in answer.citations]
    year, month, day = [*max(dates), 1, 1][:3] if dates else _EPOCH
    return datetime(year, month, day)


def _fill(book: Any, answer: Answer) -> None:
    """The sheets that the answer has something for."""
    columns = drawn_columns(replace(answer, shape=Shape.TABLE))
    notes = _notes(answer)
    table = strips(answer, columns)
    if any(note.rows for note in notes):
        table.append(_references(answer, notes, table))
    sheets: dict[str, tuple[list[str], list[Strip]]] = {}
    if table:
        sheets["Table"] = [answer.title, answer.summary, *_explained(notes)], table
    if notes:
        numbers = [Written(f"note {number}") for number in range(1, len(notes) + 1)]
        texts = [Written(note.caveat.text) for note in notes]
        sheets["Notes"] = ["Notes"], [Strip("Note number", numbers), Strip("Note", texts)]
    if sources := _sources(answer):
        sheets["Sources"] = ["Sources"], sources
    question = re.sub(r"\W", "_", answer.question)
    _Sheet(book, "Cover").lines(_cover(answer, notes, list(sheets), table))
    for name, (lines, strips_) in sheets.items():
        sheet = _Sheet(book, name)
        lines.append("This worksheet contains one table.")
        sheet.lines(lines)
        sheet.table(f"{name}_of_{question}", strips_, below=len(lines))


def _notes(answer: Answer) -> list[_Note]:
    """The notes in the order of their numbers."""
    found = []
    for caveat in answer.notes:
        rows = rows_about(answer, caveat) if caveat.column or caveat.series else []
        if caveat.kind != COMMAND:
            found.append(_Note(caveat, rows if len(rows) < len(answer) else []))
    return sorted(found, key=lambda note: note.caveat.weight is not Weight.VITAL)


def _references(answer: Answer, notes: Sequence[_Note], table: Sequence[Strip]) -> Strip:
    """The column that says which notes are about each row."""
    by_row: list[list[str]] = [[] for _ in range(len(answer))]
    for number, note in enumerate(notes, start=1):
        for row in note.rows:
            by_row[row].append(f"[note {number}]")
    header = unused("Notes", "Notes of cltool", [each.header for each in table])
    return Strip(header, [Written(" ".join(each) or _NO_NOTE) for each in by_row])


def _explained(notes: Sequence[_Note]) -> list[str]:
    """Which notes are about the whole table."""
    general = [str(number) for number, note in enumerate(notes, start=1) if not note.rows]
    if not general:
        return []
    if len(general) == len(notes) > 1:
        return ["The notes on the worksheet Notes are about the whole table."]
    these = f"Notes {listing(general)} are" if len(general) > 1 else f"Note {general[0]} is"
    return [f"{these} about the whole table: see the worksheet Notes."]


def _sources(answer: Answer) -> list[Strip]:
    cited = answer.cited()
    if not cited:
        return []
    return [
        Strip("Source", [Written(each.text) for each in cited]),
        Strip("Where in it", [Written(each.where() or NONE) for each in cited]),
        Strip("Address", [link(each.url or NONE, each.url) for each in cited]),
    ]


def _cover(
    answer: Answer, notes: Sequence[_Note], sheets: Sequence[str], table: Sequence[Strip]
) -> list[str]:
    """What the workbook is, what changes what may be said, and what its shorthand means."""
    lines = [answer.title, answer.summary]
    for number, note in enumerate(notes, start=1):
        if note.caveat.weight is Weight.VITAL:
            lines.append(f"{note.caveat.text} [note {number}]")
    if sheets:
        lines.append(f"{counted(len(sheets), 'more worksheet')}: {listing(sheets)}.")
    cells = [cell for strip in table for cell in strip.cells]
    shorthand = {cell.value for cell in cells if isinstance(cell.value, str)}
    if any(not isinstance(cell.value, str) for cell in cells):
        lines.append("Numbers are kept in full, and shown rounded.")
    if any(cell.is_long for cell in cells):
        lines.append("A number with more digits than a spreadsheet holds is kept as a text.")
    meanings = {
        NONE: "there is no value, or it is not known",
        NOT_APPLICABLE: "it does not apply: the other rows are held against this one",
    }
    lines += [f"{mark}: {meaning}." for mark, meaning in meanings.items() if mark in shorthand]
    if any(note.rows for note in notes):
        lines.append("[note 1]: the note of that number on the worksheet Notes.")
    return lines


class _Sheet:
    """A worksheet that is being written."""

    def __init__(self, book: Any, name: str) -> None:
        self._book = book
        self._sheet = book.add_worksheet(name)
        self._name = name
        self._formats: dict[tuple[str, bool, bool], Any] = {}

    def lines(self, texts: Sequence[str]) -> None:
        """Lines of text below each other, the first a title."""
        is_page = self._name == "Cover"
        plain = self._book.add_format({"text_wrap": is_page, "valign": "top"})
        title = self._book.add_format({"text_wrap": is_page, "bold": True, "font_size": 15})
        for row, text in enumerate(texts):
            self._text(row, 0, text, plain if row else title)
        if is_page:
            self._sheet.set_column(0, 0, _PAGE)

    def table(self, name: str, columns: Sequence[Strip], *, below: int) -> None:
        """A table, marked as one.

        Args:
            name: What it is called, of letters, digits and underscores.
            columns: Its columns.
            below: How many rows stand above it.
        """
        rows = len(columns[0].cells)
        if below + 1 + rows > _MOST_ROWS:
            raise UsageError(
                f"the format xlsx holds at most {_MOST_ROWS:,} rows, not {rows:,}; "
                "ask for fewer, or write csv"
            )
        for at, column in enumerate(columns):
            width = max(len(column.header), *(_length(cell) for cell in column.cells)) + 2
            self._sheet.set_column(at, at, min(max(width, _NARROWEST), _WIDEST))
            for row, cell in enumerate(column.cells, start=below + 1):
                self._cell(row, at, cell)
        headers = [
            {"header": held(each.header), "header_format": self._format(right=each.cells[0].right)}
            for each in columns
        ]
        options = {"name": name, "columns": headers, "autofilter": False,
                   "style": "Table Style Light 1"}  # fmt: skip
        self._sheet.add_table(below, 0, below + rows, len(columns) - 1, options)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)

    def _cell(self, row: int, at: int, cell: Written) -> None:
        format_ = self._format(cell.display, right=cell.right, link=cell.link is not None)
        if not isinstance(cell.value, str):
            self._sheet.write_number(row, at, cell.value, format_)
        elif cell.link is not None and row < _MOST_LINKS:
            self._sheet.write_url(row, at, cell.link, format_, cell.value)
        else:
            self._text(row, at, cell.value, format_)

    def _text(self, row: int, at: int, text: str, format_: Any) -> None:
        """A text, whatever it looks like: no formula, no number and no link.

        Raises:
            UsageError: If it is longer than a cell.
        """
        length = len(text.encode("utf-16-le")) // 2
        if length > _LONGEST:
            raise UsageError(
                f"a cell of the format xlsx holds at most {_LONGEST:,} characters, not {length:,}; "
                "write json or csv"
            )
        self._sheet.write_string(row, at, held(text), format_)

    def _format(self, display: str = "", *, right: bool, link: bool = False) -> Any:
        """The look of a cell."""
        if (display, right, link) not in self._formats:
            look: dict[str, object] = {"valign": "top", "text_wrap": not display}
            look |= {"num_format": display} if display else {"quote_prefix": True}
            look |= {"align": "right"} if right else {}
            look |= {"font_color": "#0000EE", "underline": 1} if link else {}
            self._formats[display, right, link] = self._book.add_format(look)
        return self._formats[display, right, link]


def _length(cell: Written) -> int:
    """About how wide a cell is, in characters."""
    return len(cell.value) if isinstance(cell.value, str) else len(f"{cell.value:,.4f}")
