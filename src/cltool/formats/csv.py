"""Comma-separated values (RFC 4180, with line feeds): for spreadsheets and statistics packages."""

from typing import TYPE_CHECKING

from .cells import plain
from .format import Format, Style

if TYPE_CHECKING:
    from ..answer import Answer, Cell


class Csv(Format):
    """Comma-separated values."""

    name = "csv"
    ending = "csv"
    order = 3
    meaning = (
        "Comma-separated values under a header, with line feeds. Notes and sources go to standard "
        "error. A text that begins with = + - or @, or has one after a semicolon, gets an "
        "apostrophe before it, so that no spreadsheet takes it for a formula; TSV and JSON have "
        "the text as it is."
    )
    carries_notes = False
    for_people = False

    def write(self, answer: "Answer", style: Style) -> str:
        """The rows under a header, unless it is not wanted. No text is a formula."""
        import csv
        import io

        page = io.StringIO()
        writer = csv.writer(page, lineterminator="\n")
        if style.header is not False:
            writer.writerow(column.name for column in answer.printed)
        writer.writerows(map(_safe, row) for row in answer.printed_rows)
        return page.getvalue()

    def verify(self, text: str) -> None:
        """Every row has as many cells, to a strict reader."""
        import csv
        import io

        try:
            cells = {len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)}
        except csv.Error as error:
            raise ValueError(str(error)) from None
        if len(cells) > 1:
            raise ValueError(f"rows of {sorted(cells)} cells")


def _safe(cell: "Cell") -> str:
    from ..tables.formulas import escape_formulas

    text = plain(cell)
    return escape_formulas(text) if isinstance(cell, str | tuple) else text
