"""The sheets of a workbook: xlsx, xlsb, xls and ods, read by python-calamine."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from ..errors import UsageError
from .cells import Cell, is_filled
from .figures import is_number
from .sheet import MOST_ROWS, Line, Sheet

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 512 * 1024**2
_MOST_CELLS = 20_000_000


def is_workbook(data: bytes) -> bool:
    """Whether bytes begin as those of a workbook do."""
    return data.startswith((ZIP, OLE))


def read_workbook(data: bytes, name: str) -> tuple[list[Sheet], str]:
    """The sheets of a workbook that hold anything, and its format in words.

    Raises:
        UsageError: If it is none, is locked by a password, or is too large.
    """
    form = _form(data, name)
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(io.BytesIO(data))
        sheets = []
        for about in book.sheets_metadata:
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.total_height > 2 * MOST_ROWS or sheet.height * sheet.width > _MOST_CELLS:
                raise UsageError(
                    f"{name}: sheet '{about.name}' is larger than what cltool takes at once; "
                    "save the part that is meant as CSV"
                )
            rows = sheet.to_python(skip_empty_area=False)
            merged = sheet.merged_cell_ranges or ()
            hidden = about.visible != calamine.SheetVisibleEnum.Visible
            sheets.append(Sheet(about.name, list(_lines(rows, merged)), hidden=hidden))
    except (calamine.CalamineError, OSError, ValueError) as error:
        what = "is locked by a password" if isinstance(error, calamine.PasswordError) else "is cut"
        raise UsageError(f"{name}: {what}, or no workbook; save it anew, or as CSV") from None
    return sheets, form


def _form(data: bytes, name: str) -> str:
    if data.startswith(OLE):
        return "xls"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise UsageError(f"{name}: is cut, or no workbook; save it anew, or as CSV") from None
    if sum(entry.file_size for entry in entries) > _LARGEST:
        raise UsageError(
            f"{name}: unpacks to more than {_LARGEST // 1024**2} MiB, the most that cltool reads"
        )
    names = {entry.filename for entry in entries}
    for file, form in (
        ("xl/workbook.xml", "xlsx"),
        ("xl/workbook.bin", "xlsb"),
        ("content.xml", "ods"),
    ):
        if file in names:
            return form
    raise UsageError(
        f"{name}: is an archive, not a table; unpack it first; expected CSV, TSV, xlsx, xls or ods"
    )


def _lines(
    rows: Sequence[Sequence[object]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> Iterator[Line]:
    """The rows that hold anything. A text over several rows stands in each; a number does not."""
    cells = [[_cell(cell) for cell in row] for row in rows]
    for (top, left), (bottom, _) in merged:
        text = cells[top][left] if top < len(cells) and left < len(cells[top]) else None
        if isinstance(text, str) and not is_number(text):
            for row in cells[top + 1 : bottom + 1]:
                row[left] = text
    for number, row in enumerate(cells, 1):
        if any(map(is_filled, row)):
            yield Line(number, number, row)


def _cell(value: object) -> Cell:
    if isinstance(value, str | float):
        return value
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(" ")
    if value is None or isinstance(value, int | bool | date):
        return value
    return str(value) if isinstance(value, time | timedelta) else None
