"""Tables of the shapes that people publish, made up: as CSV, xlsx and ods."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]
TOWNS = ["Ayton", "Beeton", "Seaton", "Deaton", "Eaton"]


_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)


def xlsx(sheets: dict[str, Rows], *, merged: Sequence[str] = (), hidden: str = "") -> bytes:
    """A workbook; the ranges are merged in its first sheet, and one sheet may be hidden."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name == hidden else "visible"
    for each in merged:
        book.worksheets[0].merge_cells(each)
    page = io.BytesIO()
    book.save(page)
    return page.getvalue()


def ods(sheets: dict[str, Rows]) -> bytes:
    """An OpenDocument spreadsheet."""
    names = ("office", "table", "text")
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names
    )
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        f'office:version="1.2"><office:body><office:spreadsheet>{tables}</office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return page.getvalue()


def _row(cells: Sequence[Any]) -> str:
    return f"<table:table-row>{''.join(map(_cell, cells))}</table:table-row>"


def _cell(cell: Any) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    if isinstance(cell, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    return (
        f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
        "</table:table-cell>"
    )


LONG: Rows = [
    ["Area", "Sex", "Year", "Value"],
    *(
        [town, sex, year, 10 * at + year - 2000 + (sex == "All")]
        for at, town in enumerate(TOWNS)
        for sex in ("Men", "Women", "All")
        for year in (2019, 2020)
    ),
]
WIDE: Rows = [
    ["Area", "Code", "2018", "2019", "2020"],
    *([town, f"E0700000{at}", 10 + at, 20.5 + at, ".."] for at, town in enumerate(TOWNS)),
    ["Whole county", "E10000001", 60, 112.5, ".."],
]
NOTED: Rows = [
    ["Table 1: Cases by area, year to March 2020", "", ""],
    ["This sheet has one table.", "", ""],
    [],
    ["Area [note 1]", "Cases\n(number)", "Rate per 1,000"],
    *([town, 100 + at, 1.5 * at] for at, town in enumerate(TOWNS)),
    [],
    ["Source: The County Office"],
    ["[note 1] As of April."],
]
ACROSS: Rows = [
    ["Table 3: patients", "", "", ""],
    ["(* is fewer than five)", "", "", ""],
    ["Date", "NHS Northshire", "NHS Southshire", "NHS Ayton"],
    *([date(2020, 3, day), day, "*" if day == 20 else 2 * day, 3 * day] for day in (18, 19, 20)),
]
TWO_ROWS: Rows = [
    ["Estimates of people", "", "", "", ""],
    ["Area", date(2010, 4, 1), "Estimate (as of July 1)", "", ""],
    ["", "Census", 2010, 2011, 2012],
    ["Whole country", 99, 100, 104, 108],
    *([f".{town}", 20, 20 + at, 21 + at, 22 + at] for at, town in enumerate(TOWNS)),
]


def csv_of(rows: Rows, delimiter: str = ",") -> bytes:
    """The rows as CSV."""
    import csv

    page = io.StringIO()
    csv.writer(page, delimiter=delimiter).writerows(rows)
    return page.getvalue().encode()


SHAPES: dict[str, tuple[str, bytes]] = {
    "long": ("long.csv", csv_of(LONG)),
    "wide": ("wide.tsv", csv_of(WIDE, "\t")),
    "notes around": ("noted.xlsx", xlsx({"Cover": [["Read me"]], "Table 1": NOTED})),
    "notes around, as text": ("noted.csv", csv_of(NOTED)),
    "places across": (
        "across.xlsx",
        xlsx({"Table 1": ACROSS[:4], "Table 3": ACROSS, "Old": ACROSS}, hidden="Old"),
    ),
    "two header rows": ("two.xlsx", xlsx({"T": TWO_ROWS}, merged=["A2:A3", "C2:E2"])),
    "two header rows, as text": ("two.csv", csv_of(TWO_ROWS[1:])),
    "OpenDocument": ("long.ods", ods({"Notes": [["A note"]], "Data": LONG})),
    "no header": ("bare.csv", csv_of([[town, 7 * at] for at, town in enumerate(TOWNS)])),
    "dots for thousands": (
        "dots.csv",
        csv_of([["ente", "pop", "a"], *([t, "1.36" + str(i), f"7.23{i},5"]
                for i, t in enumerate(TOWNS))], ";"),
    ),
    "a total": ("total.csv", csv_of([["Area", "Cases"], ["Total", 10], ["A", 4], ["B", 6]])),
    "no name over places": (
        "blank.csv",
        csv_of([["Year: 2021/22", "", ""], ["", "Dyslexia (1)", "Other (1)"],
                *([t, 10 * i, "*"] for i, t in enumerate(TOWNS)), ["Last update", "31/08/2022"]]),
    ),
    "Eurostat": (
        "tps1.tsv",
        b"indic_de,geo\\time\t2018 \t2019 \nJAN,AT\t8822267 \t8858775p\nJAN,EU28\t: \t5\n"
        b"JAN,FR\t66918941b\t67012883 \n",
    ),
    "two columns that make a place": (
        "counties.csv",
        csv_of([["county_name", "state_abbr", "jobs"], ["Washington", "AL", 1],
                ["Washington", "GA", 2], ["Adams", "OH", 3]]),
    ),
    "odd words": (
        "words.csv",
        csv_of([["Council", "Staff"], *([t, 5] for t in TOWNS), ["F", "see note"], ["G", ""]]),
    ),
    "Latin-1": ("latin.csv", "Comunidad;Total\nAragón;1\nCádiz;2\nLeón;4\n".encode("latin-1")),
    "Shift-JIS": ("sjis.csv", "place,value\n東京都,3\n大阪府,4\n".encode("shift-jis")),
    "UTF-16": ("utf16.csv", "place\tvalue\nÉtaples\t3\nCalais\t4\n".encode("utf-16")),
}  # fmt: skip
"""A table of each shape, with its file's name."""
