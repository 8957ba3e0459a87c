"""The table that is meant in a file: a text or a workbook, and in this a sheet."""

from ..errors import Parameter, UsageError
from ..text import shown
from .asked import Asked
from .columns import Role, listed, survey
from .decoding import decode
from .delimited import read_text
from .layout import Layout, lay_out
from .sheet import Book, Sheet
from .workbooks import is_workbook, read_workbook


def open_book(data: bytes, name: str, asked: Asked) -> Book:
    """The sheets of a file: a workbook, or a text.

    Raises:
        UsageError: If it is neither.
    """
    if is_workbook(data):
        sheets, form = read_workbook(data, name)
        return Book(name, form, sheets)
    text, encoding = decode(data, name, asked.encoding)
    sheet, delimiter = read_text(text, name)
    return Book(name, f"text in {encoding}, divided by {delimiter}", [sheet])


def find_layout(book: Book, asked: Asked) -> Layout:
    """The table that is meant: of the sheet that is named, or of the only one that has a table.

    Raises:
        UsageError: If there is none, or several.
    """
    if asked.sheet is not None:
        sheet = _named(book, asked.sheet)
        found = lay_out(sheet, where_of(book, sheet), asked.header_row)
        if found is None or not found.body:
            raise UsageError(f"{where_of(book, sheet)}: has no table of figures")
        return found
    layouts = tables_of(book, asked)
    if len(layouts) > 1:
        names = [f"'{shown(each.sheet.name)}'" for each in layouts]
        raise UsageError(
            f"{book.name}: has tables in {len(layouts)} sheets; say which with ",
            Parameter("sheet"),
            f": {listed(names)}",
        )
    return layouts[0]


def tables_of(book: Book, asked: Asked) -> list[Layout]:
    """The tables of the sheets that are not hidden, in order; at least one.

    Raises:
        UsageError: If there is none.
    """
    sheets = [sheet for sheet in book.sheets if not sheet.hidden and sheet.lines]
    single = asked.header_row if len(sheets) == 1 else None
    layouts = [lay_out(sheet, where_of(book, sheet), single) for sheet in sheets]
    told = len(sheets) == 1 and (asked.value or asked.values)
    found = [each for each in layouts if each is not None and (told or _has_figures(each))]
    found = [each for each in found if each.body]
    if not found:
        hidden = [f"'{shown(sheet.name)}'" for sheet in book.sheets if sheet.hidden]
        more = f"; hidden sheets are named with --sheet: {listed(hidden)}" if hidden else ""
        raise UsageError(
            f"{book.name}: has no table of figures: no rows of a name and a number below a "
            f"header{more}"
        )
    return found


def _has_figures(layout: Layout) -> bool:
    roles = {each.role for each in survey(layout)}
    return Role.FIGURES in roles and bool(roles & {Role.PLACE, Role.PERIOD, Role.CODE})


def where_of(book: Book, sheet: Sheet) -> str:
    """What messages call a sheet: the file, and the sheet if it has a name."""
    return f"{book.name}, sheet '{shown(sheet.name)}'" if sheet.name else book.name


def _named(book: Book, wanted: str) -> Sheet:
    names = [sheet.name.casefold().strip() for sheet in book.sheets]
    want = wanted.casefold().strip()
    found = [at for at, name in enumerate(names) if name == want]
    found = found or [at for at, name in enumerate(names) if name.startswith(want)]
    if len(found) != 1:
        all_ = listed(f"'{shown(sheet.name)}'" for sheet in book.sheets if sheet.name)
        problem = "several sheets begin with" if found else "no sheet"
        expected = all_ or "none, for it is no workbook"
        raise UsageError(f"{book.name}: {problem} '{shown(wanted)}'; expected one of: {expected}")
    return book.sheets[found[0]]
