"""The workbook: what a spreadsheet holds of an answer, and how it is laid out for everyone."""

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given

import cltool
from cltool.answer import Cell, Column, Kind
from cltool.errors import OutputError
from cltool.formats import formats

from .bases import ODD_NAMES, examples, loaded
from .conftest import BASE, run_installed, run_terminal
from .test_formats_roundtrip import answers, checked, odd_base, without_rows
from .test_html import asked

SHEETS = ("Cover", "Table", "Notes", "Sources")
LONGEST = 32_767


def read(answer: cltool.Answer) -> Any:
    """The workbook of an answer, as openpyxl reads it."""
    data = cltool.render_any(answer, "xlsx")
    assert isinstance(data, bytes)
    formats()["xlsx"].verify(data)
    return openpyxl.load_workbook(io.BytesIO(data))


def shown(answer: cltool.Answer) -> list[Column]:
    """The columns that people should find in the table: those for them that hold something."""
    return [
        column
        for column in answer.columns
        if column.for_people and any(cell not in (None, (), "") for cell in column.cells)
    ]


def table_of(sheet: Any) -> list[list[Any]]:
    """The cells of the one table that a sheet has, its header first."""
    (table,) = sheet.tables.values()
    return [list(row) for row in sheet[table.ref]]


def wanted(answer: cltool.Answer, column: Column) -> Iterator[Cell]:
    """What the cells of a column should be: numbers as they are, texts as people read them."""
    for row, cell in enumerate(column.cells):
        if row == 0 and column.relative and len(answer) > 1:
            yield "[z]"
        elif isinstance(cell, int | float) and not isinstance(cell, bool):
            digits = f"{cell}".rstrip("0")
            yield cell if isinstance(cell, float) or len(digits) <= 15 else f"{cell:,}"
        else:
            yield answer.for_people(cell, column) or "[x]"


def check_layout(answer: cltool.Answer) -> None:
    """A title in A1 of each sheet, one table on all but the cover, nothing merged, hidden or empty.

    And no filter and no frozen pane, which screen readers and zoom make traps of.
    """
    book = read(answer)
    assert book.sheetnames == [name for name in SHEETS if name in book.sheetnames]
    assert book.sheetnames[0] == "Cover"
    for sheet in book:
        assert isinstance(sheet["A1"].value, str)
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is None
        assert sheet.sheet_state == "visible"
        assert all(row[0].value is not None for row in sheet.iter_rows())
        assert not any(each.hidden for each in sheet.column_dimensions.values())
        if sheet.title == "Cover":
            assert not sheet.tables
            continue
        (table,) = sheet.tables.values()
        assert table.autoFilter is None
        assert table.displayName == f"{sheet.title}_of_{answer.question}"
        header, *rows = table_of(sheet)
        names = [cell.value.casefold() for cell in header]
        assert len(set(names)) == len(names)
        assert [each.name for each in table.tableColumns] == [cell.value for cell in header]
        assert rows
        assert all(cell.value is not None for row in rows for cell in row)
        assert sheet.max_row == header[0].row + len(rows)
        assert sheet.max_column == len(header)


def check_cells(answer: cltool.Answer) -> None:
    """Numbers are equal numbers, and all else is text, never a formula."""
    book = read(answer)
    columns = shown(answer)
    assert ("Table" in book.sheetnames) == bool(columns)
    if not columns:
        return
    rows = table_of(book["Table"])[1:]
    expected = list(zip(*(wanted(answer, column) for column in columns), strict=True))
    assert [tuple(cell.value for cell in row[: len(columns)]) for row in rows] == expected
    for row, cells in zip(rows, expected, strict=True):
        for cell, value in zip(row, cells, strict=False):
            assert cell.data_type == ("s" if isinstance(value, str) else "n")
            assert cell.hyperlink is None


def check_notes(answer: cltool.Answer) -> None:
    """Every note has its number, and every number in a row is that of a note about it."""
    book = read(answer)
    assert ("Notes" in book.sheetnames) == bool(answer.notes)
    if not answer.notes:
        return
    notes = {row[0].value: row[1].value for row in table_of(book["Notes"])[1:]}
    assert list(notes) == [f"note {number}" for number in range(1, len(notes) + 1)]
    assert sorted(notes.values()) == sorted(note.text for note in answer.notes)
    places = [{note.text: note.places for note in answer.notes}]
    if "Table" in book.sheetnames:
        rows = table_of(book["Table"])[1:]
        for row, facts in zip(rows, answer, strict=True):
            for number in re.findall(r"\[(note \d+)\]", str(row[-1].value)):
                assert facts["place"] in places[0][notes[number]]


def check_sources(answer: cltool.Answer) -> None:
    """Each source stands on its sheet with its address."""
    book = read(answer)
    cited = answer.cited()
    assert ("Sources" in book.sheetnames) == bool(cited)
    if cited:
        rows = [[cell.value for cell in row] for row in table_of(book["Sources"])[1:]]
        assert rows == [[each.text, each.where() or "[x]", each.url or "[x]"] for each in cited]


CHECKS = (check_layout, check_cells, check_notes, check_sources)


def test_every_question() -> None:
    """Openpyxl reads equal numbers from the answer to every question."""
    for answer in asked():
        for check in CHECKS:
            check(answer)


@given(answers())
@examples(20)
def test_any_answer(answer: cltool.Answer) -> None:
    """What the workbook promises holds of any answer."""
    for check in CHECKS:
        check(answer)


@pytest.mark.parametrize(
    "name", ["=1+1", "@SUM(A1)", "http://example.org/?a=1&b=2", "-1", "0", "_x0041_", "a\ufffeb"]
)
def test_text_that_looks_like_something_else(name: str) -> None:
    """A name that could be a formula, a link or a number is a text."""
    assert {"=1+1", "@SUM(A1)", "http://example.org/?a=1&b=2", "-1", "0"} <= set(ODD_NAMES)
    facts = loaded(odd_base(name))
    sheet = read(cltool.place(facts, "p"))["Table"]
    cell = table_of(sheet)[1][0]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value == name.replace("\ufffe", "\ufffd")


def of_values(*cells: Cell, kind: Kind = Kind.NUMBER) -> cltool.Answer:
    """An answer with some values in a column."""
    columns = (Column("value", "the figure", cells, kind),)
    return cltool.Answer("rank", "A title", "A summary.", columns)


@pytest.mark.parametrize(
    "value",
    [0, -1, 0.1 + 0.2, 1 / 3, 10**18, 999_999_999_999_999, -1.5e-300, 9.9e307, 123_456_789.125],
)
def test_number_in_full(value: float) -> None:
    """A number is read with every bit that it had."""
    (cell,) = table_of(read(of_values(value))["Table"])[1]
    assert cell.value == value
    assert cell.data_type == "n"


@pytest.mark.parametrize(
    "value", [2**53 + 1, 2**53, 1_234_567_890_123_456, 10**400, 1.7e308, 5e-324]
)
def test_number_that_no_spreadsheet_holds(value: float) -> None:
    """A number that a spreadsheet would change stands there as a text, and the cover says so."""
    book = read(of_values(value, 1))
    cell = table_of(book["Table"])[1][0]
    assert cell.data_type == "s"
    assert type(value)(cell.value.replace(",", "")) == value
    told = "A number with more digits than a spreadsheet holds is kept as a text."
    assert told in [row[0].value for row in book["Cover"].iter_rows()]


@pytest.mark.parametrize(
    ("value", "kind", "display"),
    [
        (4013, Kind.NUMBER, "#,##0"),
        (30.25, Kind.NUMBER, "#,##0.00"),
        (29.75206611570248, Kind.PERCENT, "#,##0.0"),
        (3.43801652892562, Kind.RATIO, "#,##0.00"),
        (0.0123456, Kind.RATIO, "#,##0.000"),
        (0.0001, Kind.PERCENT, "General"),
    ],
)
def test_number_shown_as_people_read_it(value: float, kind: Kind, display: str) -> None:
    """A cell shows as many decimals as people's formats do, and holds them all."""
    header, (cell,) = table_of(read(of_values(value, kind=kind))["Table"])
    assert (cell.value, cell.number_format) == (value, display)
    assert header[0].value == ("Value (%)" if kind is Kind.PERCENT else "Value")


def test_shorthand_is_explained() -> None:
    """Where there is no value there is a shorthand, and the cover says what it means."""
    book = read(of_values(None, 1, float("inf")))
    assert [row[0].value for row in table_of(book["Table"])[1:]] == ["[x]", 1, "[x]"]
    told = [row[0].value for row in book["Cover"].iter_rows()]
    assert "[x]: there is no value, or it is not known." in told


def test_headers_are_unique() -> None:
    """Columns of one title, of a title like that of the notes, or of a long one are told apart."""
    answer = cltool.compare(cltool.load(), ["essex", "norfolk"])
    headings = {"name": "Notes", "value": "notes", "difference": "x" * 300, "ratio": "_x0041_"}
    columns = tuple(
        replace(each, heading=headings.get(each.name, each.heading)) for each in answer.columns
    )
    header, *_ = table_of(read(replace(answer, columns=columns))["Table"])
    names = [cell.value for cell in header]
    assert names[:4] == ["Notes", "value", "difference", "ratio"]
    assert names[-1] == "Notes of cltool"


def test_marked_rows() -> None:
    """The row of the disputed figure leads to its note."""
    answer = cltool.compare(cltool.load(), ["essex", "norfolk"])
    book = read(answer)
    header, essex, norfolk = table_of(book["Table"])
    assert header[-1].value == "Notes"
    (dispute,) = [note for note in answer.notes if note.kind == "disputed"]
    numbers = {row[1].value: f"[{row[0].value}]" for row in table_of(book["Notes"])[1:]}
    assert numbers[dispute.text] in essex[-1].value
    assert norfolk[-1].value == "none"


def test_only_sources_are_linked() -> None:
    """The address of a source opens it, where that is one of the web."""
    answer = cltool.rank(cltool.load())
    (link,) = [cell.hyperlink for row in table_of(read(answer)["Sources"]) for cell in row[2:]][1:]
    assert link.target == answer.citations[0].url
    cited = tuple(each._replace(url="javascript:x") for each in answer.citations)
    sheet = read(replace(answer, citations=cited))["Sources"]
    assert [cell.hyperlink for row in table_of(sheet) for cell in row] == [None] * 6


def test_same_bytes_in_every_run(tmp_path: Path) -> None:
    """The date within is that of the latest source, and nothing is taken from the clock."""
    found = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        path = tmp_path / f"{seed}.xlsx"
        done = run_installed("facts", "-o", str(path), env={"PYTHONHASHSEED": seed, "TZ": zone})
        assert (done.status, done.out, done.err) == (0, "", "")
        found.append(path.read_bytes())
    assert found[0] == found[1]
    book = openpyxl.load_workbook(io.BytesIO(found[0]))
    assert book.properties.created == book.properties.modified == datetime(2023, 3, 30)
    assert read(of_values(1)).properties.created == datetime(1980, 1, 1)


def test_no_terminal_shows_it() -> None:
    """A terminal refuses it in one line that says what to type; a pipe takes it."""
    done = run_terminal("rank", "--format", "xlsx")
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        "cltool: the format xlsx is no text, so a terminal can't show it; "
        "write it to a file: -o FILE.xlsx\n"
    )


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing library is told in one line with the command that installs it."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(OutputError) as refused:
        cltool.render_any(cltool.rank(cltool.load()), "xlsx")
    assert str(refused.value) == (
        "the format xlsx needs XlsxWriter, which is not installed; "
        f"install it with: {sys.executable} -m pip install XlsxWriter"
    )


def test_what_no_cell_holds() -> None:
    """A text too long for a cell is refused, not cut: the length is that of UTF-16."""
    (cell,) = table_of(read(of_values("x" * LONGEST, kind=Kind.TEXT))["Table"])[1]
    assert cell.value == "x" * LONGEST
    with pytest.raises(cltool.UsageError, match="holds at most 32,767 characters, not 32,768"):
        cltool.render_any(of_values("🙂" * 16_384, kind=Kind.TEXT), "xlsx")


def test_a_check_without_findings() -> None:
    """An answer without rows has a cover and no table."""
    answer = checked(BASE)
    assert "Table" in read(answer).sheetnames
    assert read(without_rows(answer)).sheetnames == ["Cover", "Notes"]


@pytest.mark.parametrize("data", [b"", b"PK", b"a,b\n"])
def test_what_is_no_workbook_is_seen(data: bytes) -> None:
    """The check of the format refuses what its readers would not read."""
    with pytest.raises(ValueError, match=r".+"):
        formats()["xlsx"].verify(data)
